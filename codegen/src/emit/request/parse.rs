//! Requests out of data: `from_json` and `from_form`, which check at run time what the builder checks at compile time.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::builder::target::Subject;
use crate::emit::docs::{doc_comment, markdown};
use crate::emit::request;
use crate::ir::{Api, Encoding, Operation};

/// Both functions; only the first where nothing is sent in a form.
pub(crate) fn emit(api: &Api, operation: &Operation) -> TokenStream {
    let [has_parameters, inside] = [true, false].map(|has_parameters| {
        operation.object.fields.iter().any(|field| field.location.is_some() == has_parameters)
    });
    let head = match operation.encoding {
        _ if has_parameters => "The request with the fields of a JSON object, wherever each of them is sent.",
        Encoding::Query => {
            "The request with the fields of a JSON object, checked like a form query with the same names."
        }
        Encoding::Form => {
            "The request with the fields of a JSON object, checked like a form body with the same names."
        }
        Encoding::Json => "The request with this JSON object as its body.",
    };
    let json = request::from_json(api, &Subject::of_operation(operation), head);
    let form =
        (operation.encoding != Encoding::Json && inside).then(|| from_form(api, operation, has_parameters));
    quote!(#json #form)
}

/// `from_form`, which reads a form as `from_json` reads JSON; for a request with fields that a form does not hold, with an
/// argument for those.
fn from_form(api: &Api, operation: &Operation, has_parameters: bool) -> TokenStream {
    let (parameters, members, _) = request::arguments(api, &operation.path_parameters);
    let part = if operation.encoding == Encoding::Query { "query" } else { "body" };
    let mut lines = vec![
        format!("The request with the fields of an `application/x-www-form-urlencoded` {part}."),
        String::new(),
    ];
    if has_parameters {
        let others = operation.object.fields.iter().filter(|field| field.location.is_some());
        let others: Vec<_> = others.map(|field| format!("`{}`", field.name.wire)).collect();
        lines.extend(markdown::lines(&format!(
            "`beside` is a JSON object with what is not sent in the {part}, as far as it is set: {}. Rules see both.",
            others.join(", ")
        )));
        lines.push(String::new());
    }
    lines.push("# Errors".to_owned());
    lines.push(
        "As [`from_json`](Self::from_json), and repeated fields and escapes that cannot be decoded."
            .to_owned(),
    );
    let docs = doc_comment::outer(&lines);
    let (parameter, check) = if has_parameters {
        (quote!(beside: &Value,), quote!(Checker::form_beside(&RULES, BESIDE, beside, fields, &mut *params)))
    } else {
        (quote!(), quote!(Checker::form(&RULES, fields, &mut *params)))
    };
    quote! {
        #docs
        pub fn from_form(#(#parameters,)* #parameter fields: &str) -> Result<Self, Rejected> {
            let mut params = Box::<Params>::default();
            #check?;
            Ok(Self { #(#members,)* params })
        }
    }
}

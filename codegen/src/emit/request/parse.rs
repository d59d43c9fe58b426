//! `from_json` and `from_form`, which parse data and check at run time what the builder checks at compile time.

use proc_macro2::TokenStream;
use quote::quote;

use super::path_arguments;
use crate::emit::builder::target::BuilderTarget;
use crate::emit::docs::{doc_comment, markdown};
use crate::ir::{Api, Encoding, Operation};

/// `from_json`, and `from_form` for a request that sends fields in a form or query.
pub(crate) fn functions(api: &Api, operation: &Operation) -> TokenStream {
    let has_parameters = operation.object.fields.iter().any(|field| field.location.is_some());
    let head = match operation.encoding {
        _ if has_parameters => {
            "Reads the request from the fields of a JSON object, wherever each of them is sent."
        }
        Encoding::Query => {
            "Reads the request from the fields of a JSON object, checked like a query with the same names."
        }
        Encoding::Form => {
            "Reads the request from the fields of a JSON object, checked like a form with the same names."
        }
        Encoding::Json => "Reads the request from a JSON object, which becomes its body.",
    };
    let json = from_json(api, &BuilderTarget::of_operation(operation), head);
    let form = has_from_form(operation).then(|| from_form(api, operation, has_parameters));
    quote!(#json #form)
}

/// Whether there is a `from_form`.
pub(crate) fn has_from_form(operation: &Operation) -> bool {
    operation.encoding != Encoding::Json && operation.object.fields_at(None).next().is_some()
}

/// `from_json`; `head` is the first line of its docs.
pub(crate) fn from_json(api: &Api, target: &BuilderTarget<'_>, head: &str) -> TokenStream {
    let parameters = path_arguments::parameters(api, target.arguments);
    let members = path_arguments::initializers(target.arguments);
    let docs = doc_comment::outer(&[
        head.to_owned(),
        String::new(),
        "# Errors".to_owned(),
        "All violations at once: unknown fields, wrong types, patterns, lengths, ranges, enums,".to_owned(),
        "missing fields and fields that do not apply, along with advice.".to_owned(),
    ]);
    quote! {
        #docs
        pub fn from_json(#(#parameters,)* fields: &Value) -> Result<Self, Rejected> {
            let mut params = Box::<Params>::default();
            Checker::json(&RULES, fields, &mut *params)?;
            Ok(Self { #(#members,)* params })
        }
    }
}

/// `from_form`; a request with parameters in other places has an argument for those.
fn from_form(api: &Api, operation: &Operation, has_parameters: bool) -> TokenStream {
    let parameters = path_arguments::parameters(api, &operation.path_parameters);
    let members = path_arguments::initializers(&operation.path_parameters);
    let part = if operation.encoding == Encoding::Query { "query" } else { "body" };
    let mut lines = vec![
        format!("Reads the request from the fields of an `application/x-www-form-urlencoded` {part}."),
        String::new(),
    ];
    if has_parameters {
        let others = operation.object.fields.iter().filter(|field| field.location.is_some());
        let others: Vec<_> = others.map(|field| format!("`{}`", field.name.wire)).collect();
        lines.extend(markdown::lines(&format!(
            "`beside` is a JSON object with the fields that are not sent in the {part}, if they are set: {}. Rules apply to both.",
            others.join(", ")
        )));
        lines.push(String::new());
    }
    lines.push("# Errors".to_owned());
    lines.push(
        "As for [`from_json`](Self::from_json), and repeated fields and escapes that cannot be decoded."
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

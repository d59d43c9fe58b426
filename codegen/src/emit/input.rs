//! Requests out of data: `from_json` and `from_form`, which check at run time what the builder checks at compile time.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::arguments;
use super::{doc, markdown};
use crate::ir::{Api, Operation, Place};

/// Both functions; only the first where nothing is sent in a form.
pub(super) fn emit(api: &Api, operation: &Operation) -> TokenStream {
    let (parameters, members, _) = arguments(api, &operation.arguments);
    let part = match operation.place {
        Place::Query => "query",
        Place::Form => "body",
    };
    let [beside, form] = [true, false]
        .map(|beside| operation.object.fields.iter().any(|field| field.beside.is_some() == beside));
    let like = if beside {
        "The request with the fields of a JSON object, wherever each of them is sent.".to_owned()
    } else {
        format!(
            "The request with the fields of a JSON object, checked like a form {part} with the same names."
        )
    };
    let json = doc::outer(&[
        like,
        String::new(),
        "# Errors".to_owned(),
        "Every violation at once: unknown fields, wrong types, patterns, lengths, ranges, enums,".to_owned(),
        "missing fields and fields that do not apply, with advice.".to_owned(),
    ]);
    let form = form.then(|| from_form(operation, (&parameters, &members), part, beside));
    quote! {
        #json
        pub fn from_json(#(#parameters,)* fields: &Value) -> Result<Self, Rejected> {
            let mut params = Box::<Params>::default();
            Checker::json(&RULES, fields, |member, check| params.read(member, check))?;
            Ok(Self { #(#members,)* params })
        }

        #form
    }
}

/// `from_form`; for a request with fields that a form does not hold, with an argument for those.
fn from_form(
    operation: &Operation,
    (parameters, members): (&[TokenStream], &[TokenStream]),
    part: &str,
    beside: bool,
) -> TokenStream {
    let mut lines = vec![
        format!("The request with the fields of an `application/x-www-form-urlencoded` {part}."),
        String::new(),
    ];
    if beside {
        let others = operation.object.fields.iter().filter(|field| field.beside.is_some());
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
    let docs = doc::outer(&lines);
    let (parameter, check) = if beside {
        (
            quote!(beside: &Value,),
            quote!(Checker::form_beside(&RULES, BESIDE, beside, fields, |member, check| params
                .read(member, check))),
        )
    } else {
        (quote!(), quote!(Checker::form(&RULES, fields, |member, check| params.read(member, check))))
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

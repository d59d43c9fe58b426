//! The `check` method, which evaluates the rules at run time.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::builder::target::BuilderTarget;
use crate::emit::docs::{doc_comment, markdown};
use crate::emit::support::tokens::ident;
use crate::emit::types::field_type;
use crate::ir::{Api, RequestObject};

/// Whether there is a `check` method. A nested object always has one, because the request around it calls it.
pub(crate) fn has_method(api: &Api, target: &BuilderTarget<'_>) -> bool {
    let object = target.object;
    let mut fields = object.fields.iter();
    !target.is_request()
        || !object.rules.is_empty()
        || object.is_overridable()
        || has_nested_objects(api, object)
        || fields.any(|field| field_type::is_extensible(api, field.ty.scalar))
}

/// The method `check`, if there is anything to check.
pub(crate) fn method(api: &Api, target: &BuilderTarget<'_>) -> Option<TokenStream> {
    if !has_method(api, target) {
        return None;
    }
    let object = target.object;
    let noun = target.noun();
    let mut lines = vec![
        format!(
            "Checks this {noun} against the documented rules. {} made by `build()` or from checked input",
            markdown::capital(target.a_noun())
        ),
        "breaks none; one made by `build_unchecked()` may.".to_owned(),
    ];
    if has_nested_objects(api, object) {
        lines.extend([
            String::new(),
            "Violations in a nested object are reported at the field that holds it.".to_owned(),
        ]);
    }
    let docs = doc_comment::outer(&lines);
    let report = report(object, parts(api, object));
    Some(quote! {
        #docs
        pub fn check(&self) -> Report {
            #report
        }
    })
}

/// Whether some field holds a nested object, which has rules of its own.
pub(crate) fn has_nested_objects(api: &Api, object: &RequestObject) -> bool {
    object.fields.iter().any(|field| field_type::is_request_object(api, field.ty.scalar))
}

/// What is checked beside the rules, of `self.params`: nested objects, values that need not be documented, and what is overridden.
/// `None` if there is nothing.
fn parts(api: &Api, object: &RequestObject) -> Option<TokenStream> {
    let arguments = object.fields.iter().filter_map(|field| {
        let (name, constant) = (ident(&field.name.snake), ident(&field.name.constant));
        let is_nested = field_type::is_request_object(api, field.ty.scalar);
        let (method, borrowed) = match field.ty.list {
            true if is_nested => ("list", "as_deref"),
            false if is_nested => ("object", "as_ref"),
            _ if field_type::is_extensible(api, field.ty.scalar) => ("open_choice", "as_ref"),
            _ => return None,
        };
        let (method, borrowed) = (ident(method), ident(borrowed));
        if field.ty.nullable {
            let value = quote!(self.params.#name.as_ref().and_then(|value| value.#borrowed().value()));
            return Some(quote!(.#method(field::#constant, #value)));
        }
        Some(quote!(.#method(field::#constant, self.params.#name.#borrowed())))
    });
    let overridden = object.is_overridable().then(|| quote!(.overridden(&RULES, &self.params.members)));
    let arguments: TokenStream = arguments.chain(overridden).collect();
    (!arguments.is_empty()).then_some(arguments)
}

/// The report about `self.params`, and about `parts` of it.
pub(crate) fn report(object: &RequestObject, parts: Option<TokenStream>) -> TokenStream {
    let facts = if object.rules.is_empty() { quote!(Facts::of(&RULES)) } else { quote!(self.params.facts()) };
    match parts {
        Some(parts) => quote!(RULES.check_with(&#facts, Parts::new() #parts)),
        None => quote!(RULES.check(&#facts)),
    }
}

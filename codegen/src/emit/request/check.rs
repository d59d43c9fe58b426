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
    !target.is_request()
        || !object.rules.is_empty()
        || object.is_overridable()
        || has_nested_objects(api, object)
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
    let report = report(object, nested_objects(api, object));
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

/// The nested objects of `self.params` and what is overridden, as arguments of a check; `None` if there is nothing.
fn nested_objects(api: &Api, object: &RequestObject) -> Option<TokenStream> {
    let nested = object.fields.iter().filter(|field| field_type::is_request_object(api, field.ty.scalar));
    let arguments = nested.map(|field| {
        let (name, constant) = (ident(&field.name.snake), ident(&field.name.constant));
        let (method, borrowed) = if field.ty.list { ("list", "as_deref") } else { ("object", "as_ref") };
        let (method, borrowed) = (ident(method), ident(borrowed));
        if field.ty.nullable {
            let value = quote!(self.params.#name.as_ref().and_then(|value| value.#borrowed().value()));
            return quote!(.#method(field::#constant, #value));
        }
        quote!(.#method(field::#constant, self.params.#name.#borrowed()))
    });
    let overridden = object.is_overridable().then(|| quote!(.overridden(&RULES, &self.params.members)));
    let arguments: TokenStream = arguments.chain(overridden).collect();
    (!arguments.is_empty()).then_some(arguments)
}

/// The report about `self.params`, and about `nested` objects.
pub(crate) fn report(object: &RequestObject, nested: Option<TokenStream>) -> TokenStream {
    let facts = if object.rules.is_empty() { quote!(Facts::of(&RULES)) } else { quote!(self.params.facts()) };
    match nested {
        Some(nested) => quote!(RULES.check_with(&#facts, Parts::new() #nested)),
        None => quote!(RULES.check(&#facts)),
    }
}

//! The methods that end a chain of setters: `build`, `send` and `build_unchecked`.

use proc_macro2::TokenStream;
use quote::quote;

use super::bounds;
use super::target::BuilderTarget;
use crate::emit::docs::{doc_comment, markdown};
use crate::emit::request::{check, path_arguments};
use crate::emit::support::tokens::ident;
use crate::ir::{Api, Rule};

/// `build` and `send`, both with the bounds of the end of the chain, and `build_unchecked` without them.
///
/// The bounds are repeated in full. One trait for all of them would hide their sentences; and if `send` were an `async fn`,
/// or its future a type that mentions the state, the compiler would print each sentence three times.
pub(crate) fn methods(api: &Api, target: &BuilderTarget<'_>) -> TokenStream {
    let name = ident(&target.name.pascal);
    let names = path_arguments::names(target.arguments);
    let late = target.object.is_checked_late();
    let bounds = bounds::at_the_end(target);
    let bounds = (!bounds.is_empty()).then(|| quote!(where #(#bounds),*));
    let whole = quote!(#name { #(#names: self.#names,)* params: self.params });
    let (result, build, send) = if late {
        let build = late_build(api, target);
        let send = quote! {
            match self.build() {
                Ok(request) => client.send(request),
                Err(rejected) => client.refuse(rejected),
            }
        };
        (quote!(Result<#name, Rejected>), build, send)
    } else {
        (quote!(#name), whole.clone(), quote!(client.send(self.build())))
    };
    let docs = doc_comment::outer(&build_docs(target));
    let build = quote! {
        #docs
        pub fn build(self) -> #result #bounds { #build }
    };
    let send = target.is_request().then(|| {
        quote! {
            /// Builds the request and sends it. With a [`Client`](crate::Client) this returns a future, with a
            /// [`blocking::Client`](crate::blocking::Client) the result.
            pub fn send<C: Sender<#name>>(self, client: &C) -> C::Output #bounds { #send }
        }
    });
    let build = quote!(#build #send);
    if !target.has_state() && !late {
        return build;
    }
    let unchecked = doc_comment::outer(&unchecked_docs(target));
    quote! {
        #build

        #unchecked
        pub fn build_unchecked(self) -> #name { #whole }
    }
}

/// The body of a `build` that checks at run time. Nested objects are not checked again: their own builders have checked them,
/// or were told not to.
fn late_build(api: &Api, target: &BuilderTarget<'_>) -> TokenStream {
    if check::has_nested_objects(api, target.object) {
        let report = check::report(target.object, None);
        return quote! {
            #report.into_result()?;
            Ok(self.build_unchecked())
        };
    }
    let variable = ident(target.noun());
    quote! {
        let #variable = self.build_unchecked();
        #variable.check().into_result()?;
        Ok(#variable)
    }
}

fn unchecked_docs(target: &BuilderTarget<'_>) -> Vec<String> {
    let mut lines = vec![format!("Builds the {} without the checks at the end of the chain.", target.noun())];
    lines.push(String::new());
    if target.is_request() {
        lines.extend([
            "For a request with fewer fields than the documentation requires, such as a partial update: the service"
                .to_owned(),
            "may fill in what it has stored, or reject the request.".to_owned(),
        ]);
    } else {
        lines.push(
            "For an object with fewer fields than the documentation requires: the service may reject it."
                .to_owned(),
        );
    }
    lines
}

fn build_docs(target: &BuilderTarget<'_>) -> Vec<String> {
    let mut lines = vec![format!("Builds the {}.", target.noun())];
    if target.object.is_checked_late() {
        lines.extend([String::new(), "# Errors".to_owned()]);
        let late = |rule: &&Rule| rule.is_stated() && !rule.is_typed(&target.object.tests);
        lines.push("If the values break a rule that the compiler cannot check:".to_owned());
        for rule in target.object.rules.iter().filter(late) {
            lines.extend(markdown::item(&rule.sentence));
        }
    }
    lines
}

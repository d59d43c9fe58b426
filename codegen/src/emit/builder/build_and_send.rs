//! The end of a chain of setters: `build`, `send` and the way around their checks.

use proc_macro2::TokenStream;
use quote::quote;

use super::setters::{argument_names, bound};
use super::target::Subject;
use crate::emit::docs::{doc_comment, markdown};
use crate::emit::ident;
use crate::emit::request::fields;
use crate::ir::{Api, BoundSite};

/// `build` and `send`, each with every rule that the end of the chain has to satisfy, and the way around them.
///
/// The rules stand at both methods in full. Gathered in one trait they would lose their sentences; and were `send` an
/// `async fn`, or its future a type that mentions the state, the compiler would say each sentence three times.
pub(crate) fn emit(api: &Api, subject: &Subject<'_>, typed: bool) -> TokenStream {
    let name = ident(&subject.name.pascal);
    let names = argument_names(subject);
    let late = subject.object.is_checked_late();
    let ends = subject.object.setter_bounds.iter().filter(|check| check.at == BoundSite::End);
    let bounds: Vec<_> = ends.map(|check| bound(subject, check, None)).collect();
    let bounds = (!bounds.is_empty()).then(|| quote!(where #(#bounds),*));
    let whole = quote!(#name { #(#names: self.#names,)* params: self.params });
    let (result, build, send) = if late {
        let build = late_build(api, subject);
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
    let docs = doc_comment::outer(&build_docs(subject));
    let build = quote! {
        #docs
        pub fn build(self) -> #result #bounds { #build }
    };
    let send = subject.is_sent().then(|| {
        quote! {
            /// Builds the request and sends it. Of a [`Client`](crate::Client) this gives a future, of a
            /// [`blocking::Client`](crate::blocking::Client) the result.
            pub fn send<C: Sender<#name>>(self, client: &C) -> C::Output #bounds { #send }
        }
    });
    let build = quote!(#build #send);
    if !typed && !late {
        return build;
    }
    let unchecked = doc_comment::outer(&unchecked_docs(subject));
    quote! {
        #build

        #unchecked
        pub fn build_unchecked(self) -> #name { #whole }
    }
}

/// The end of a chain that is checked at run time. Objects inside are taken as they are: what they were made by has checked
/// them, or was asked not to.
fn late_build(api: &Api, subject: &Subject<'_>) -> TokenStream {
    if fields::has_objects(api, subject.object) {
        let verdict = fields::verdict(subject.object, None);
        return quote! {
            #verdict.into_result()?;
            Ok(self.build_unchecked())
        };
    }
    let made = ident(subject.noun());
    quote! {
        let #made = self.build_unchecked();
        #made.check().into_result()?;
        Ok(#made)
    }
}

fn unchecked_docs(subject: &Subject<'_>) -> Vec<String> {
    let mut lines =
        vec![format!("The {} as it is, without the checks at the end of the chain.", subject.noun())];
    lines.push(String::new());
    if subject.is_sent() {
        lines.extend([
            "For a request that says less than the documentation asks for, such as an update of a part: the service"
                .to_owned(),
            "may complete it from what it has stored, or refuse it.".to_owned(),
        ]);
    } else {
        lines.push(
            "For an object that says less than the documentation asks for: the service may refuse it."
                .to_owned(),
        );
    }
    lines
}

fn build_docs(subject: &Subject<'_>) -> Vec<String> {
    let mut lines = vec![format!("The finished {}.", subject.noun())];
    if subject.object.is_checked_late() {
        lines.extend([String::new(), "# Errors".to_owned()]);
        let late = |rule: &&crate::ir::Rule| rule.is_stated() && !rule.is_typed(&subject.object.tests);
        lines.push("When a rule about values is broken that the compiler cannot check:".to_owned());
        for rule in subject.object.rules.iter().filter(late) {
            lines.extend(markdown::item(&rule.sentence));
        }
    }
    lines
}

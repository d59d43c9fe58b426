//! The methods that end a chain of setters: `build`, `send`, the same two ignoring advice, and `build_unchecked`.

use proc_macro2::TokenStream;
use quote::quote;

use super::bounds;
use super::target::BuilderTarget;
use crate::emit::docs::{doc_comment, markdown};
use crate::emit::request::{check, path_arguments};
use crate::emit::support::tokens::ident;
use crate::ir::{Advice, Api, BoundSite, Rule, SetterBound, despite_advice};

/// `build` and `send`, both with the bounds of the end of the chain, the same without those that come from advice, and
/// `build_unchecked` without any.
pub(crate) fn methods(api: &Api, target: &BuilderTarget<'_>) -> TokenStream {
    let usual = build_and_send(api, target, Advice::Heeded);
    let despite_advice =
        target.object.has_advised_end().then(|| build_and_send(api, target, Advice::Ignored));
    if !target.has_state() && !target.object.is_checked_late() {
        return quote!(#usual #despite_advice);
    }
    let name = ident(&target.name.pascal);
    let (receiver, whole) = whole(target);
    let unchecked = doc_comment::outer(&unchecked_docs(target));
    quote! {
        #usual
        #despite_advice

        #unchecked
        pub fn build_unchecked(#receiver) -> #name { #whole }
    }
}

/// What is built, as the end of a function, and the receiver of that function.
fn whole(target: &BuilderTarget<'_>) -> (TokenStream, TokenStream) {
    let name = ident(&target.name.pascal);
    let names = path_arguments::names(target.arguments);
    let whole = quote!(#name { #(#names: self.#names,)* params: self.params });
    if target.object.is_overridable() {
        return (quote!(mut self), quote!(self.params.leave_out_overridden(); #whole));
    }
    (quote!(self), whole)
}

/// `build` and `send`.
///
/// The bounds are repeated in full. One trait for all of them would hide their sentences; and if `send` were an `async fn`,
/// or its future a type that mentions the state, the compiler would print each sentence three times.
fn build_and_send(api: &Api, target: &BuilderTarget<'_>, advice: Advice) -> TokenStream {
    let name = ident(&target.name.pascal);
    let late = target.object.is_checked_late();
    let bounds = bounds::at_the_end(target, advice);
    let bounds = (!bounds.is_empty()).then(|| quote!(where #(#bounds),*));
    let [build, send] = ["build", "send"].map(|method| match advice {
        Advice::Heeded => ident(method),
        Advice::Ignored => ident(&despite_advice(method)),
    });
    let (receiver, whole) = whole(target);
    let (result, receiver, building, sending) = if late {
        let sending = quote! {
            match self.#build() {
                Ok(request) => client.send(request),
                Err(rejected) => client.refuse(rejected),
            }
        };
        (quote!(Result<#name, Rejected>), quote!(self), late_build(api, target), sending)
    } else {
        (quote!(#name), receiver, whole, quote!(client.send(self.#build())))
    };
    let docs = doc_comment::outer(&build_docs(target, advice));
    let send_docs = doc_comment::outer(&send_docs(advice));
    let send = target.is_request().then(|| {
        quote! {
            #send_docs
            pub fn #send<C: Sender<#name>>(self, client: &C) -> C::Output #bounds { #sending }
        }
    });
    quote! {
        #docs
        pub fn #build(#receiver) -> #result #bounds { #building }
        #send
    }
}

fn send_docs(advice: Advice) -> Vec<String> {
    if advice == Advice::Ignored {
        return vec![
            "Builds the request as [`build_despite_advice`](Self::build_despite_advice) does, and sends it."
                .to_owned(),
        ];
    }
    let lines = [
        "Builds the request and sends it. With a [`Client`](crate::Client) this returns a future, with a",
        "[`blocking::Client`](crate::blocking::Client) the result.",
    ];
    lines.map(str::to_owned).to_vec()
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

fn build_docs(target: &BuilderTarget<'_>, advice: Advice) -> Vec<String> {
    let mut lines = match advice {
        Advice::Heeded => vec![format!("Builds the {}.", target.noun())],
        Advice::Ignored => {
            let mut lines = vec![format!("Builds the {}, but ignores advice:", target.noun()), String::new()];
            let is_ignored = |bound: &&SetterBound| bound.at == BoundSite::End && !bound.applies(advice);
            let ignored = target.object.setter_bounds.iter().filter(is_ignored);
            lines.extend(ignored.flat_map(|bound| markdown::item(&bound.sentence)));
            lines
        }
    };
    if target.object.is_checked_late() {
        lines.extend([String::new(), "# Errors".to_owned()]);
        let late = |rule: &&Rule| target.object.checks_late(rule);
        lines.push("If the values break a rule that the compiler cannot check:".to_owned());
        for rule in target.object.rules.iter().filter(late) {
            lines.extend(markdown::item(&rule.sentence));
        }
    }
    lines
}

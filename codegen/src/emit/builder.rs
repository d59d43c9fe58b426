//! The typestate builder of a request or nested object, one file for each part of it that its users see.

pub(crate) mod bounds;
pub(crate) mod build_and_send;
pub(crate) mod markers;
pub(crate) mod rule_traits;
pub(crate) mod setters;
pub(crate) mod state;
pub(crate) mod target;

use proc_macro2::TokenStream;
use quote::quote;

use self::target::BuilderTarget;
use super::docs::article::article;
use super::docs::doc_comment;
use super::request::path_arguments;
use super::support::file_writer::FileWriter;
use super::support::imports::Imports;
use super::support::tokens::ident;
use crate::ir::Api;

/// Writes the builder of `target`, and the modules that its type parameter needs.
pub(crate) fn write(api: &Api, target: &BuilderTarget<'_>, imports: &Imports, writer: &mut FileWriter<'_>) {
    write_builder(api, target, imports, writer);
    if target.has_state() {
        state::write(api, target, writer);
        rule_traits::write(api, target, writer);
    }
}

fn write_builder(api: &Api, target: &BuilderTarget<'_>, imports: &Imports, writer: &mut FileWriter<'_>) {
    let mut imports = imports.clone();
    imports.add(&target.name.pascal, "super");
    imports.add("Params", "super::params");
    imports.add("RULES", "super::checks");
    imports.add("State", "super::state");
    imports.add("Fields", "super::state");
    imports.add("rules", "super");
    let docs = doc_comment::inner(&[format!("The builder of [`{0}`](super::{0}).", target.name.pascal)]);
    let definition = definition(api, target);
    let constructor = constructor(api, target);
    let setters = setters::setters(api, target);
    let build_and_send = build_and_send::methods(api, target);
    let name = ident(&target.builder_name());
    let head = if target.has_state() { quote!(impl<S: State> #name<S>) } else { quote!(impl #name) };
    let with_state = target.has_state().then(|| with_state(target));
    let items = quote! {
        #definition
        #constructor
        #head {
            #setters
            #build_and_send
            #with_state
        }
    };
    writer.write_module("builder", docs, &imports, items);
}

fn definition(api: &Api, target: &BuilderTarget<'_>) -> TokenStream {
    let name = ident(&target.builder_name());
    let arguments = path_arguments::members(api, target.arguments);
    let built = &target.name.pascal;
    let mut lines = vec![format!("Builds {} [`{built}`].", article(built))];
    if target.has_state() {
        lines.push(String::new());
        lines.push(
            "`S` records at compile time which fields are set; see [`state`](super::state).".to_owned(),
        );
    }
    let docs = doc_comment::outer(&lines);
    let unused = if target.is_request() {
        "a builder does nothing until `.build()` or `.send(…)` is called"
    } else {
        "a builder does nothing until `.build()` is called"
    };
    let (parameters, state) = if target.has_state() {
        (quote!(<S = Fields>), quote!(, state: PhantomData<fn() -> S>))
    } else {
        (quote!(), quote!())
    };
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #[must_use = #unused]
        pub struct #name #parameters { #(#arguments,)* params: Box<Params> #state }
    }
}

/// `new`, which takes the path parameters.
fn constructor(api: &Api, target: &BuilderTarget<'_>) -> TokenStream {
    let name = ident(&target.builder_name());
    let parameters = path_arguments::members(api, target.arguments);
    let names = path_arguments::names(target.arguments);
    let state = target.has_state().then(|| quote!(, state: PhantomData));
    quote! {
        impl #name {
            pub(super) fn new(#(#parameters),*) -> Self {
                Self { #(#names,)* params: Box::default() #state }
            }
        }
    }
}

/// The helper of all setters that change the state. No setter has its name: only keywords and the names of methods that are
/// always there get an underscore at their end.
fn with_state(target: &BuilderTarget<'_>) -> TokenStream {
    let (builder, names) = (ident(&target.builder_name()), path_arguments::names(target.arguments));
    quote! {
        fn with_state_<T>(self) -> #builder<T> {
            #builder { #(#names: self.#names,)* params: self.params, state: PhantomData }
        }
    }
}

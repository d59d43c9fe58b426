//! Chains of setters: from the states of fields to calls in an order that works, and what the compiler says to them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::builder::target::Subject;
use crate::emit::builder::{markers, rule_traits};
use crate::emit::docs::doc_comment;
use crate::emit::support::imports::Imports;
use crate::emit::types::field_type;
use crate::emit::{ident, request};
use crate::ir::{Api, BoundSite, RequestObject, Rule, TypeDef, TypeKind, call_order};
use crate::solver;
use crate::solver::States;

/// One call in a chain: a field and the state that it gets. A field that takes a marker may be given a value instead,
/// which is what a state beyond its values stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) field: usize,
    pub(crate) state: usize,
}

/// One function of a case file.
pub(crate) struct Case {
    pub(crate) name: String,
    /// The first lines of the errors, in the order of the fields; none where the function has to compile.
    pub(crate) expected: Vec<String>,
    pub(crate) calls: Vec<Call>,
    /// Whether the chain ends in `.build()`.
    pub(crate) build: bool,
}

impl Case {
    /// A chain with what the compiler says to it. A chain whose setters are wrong ends there.
    pub(crate) fn new(object: &RequestObject, name: String, calls: Vec<Call>) -> Self {
        let early = said(object, &calls, false);
        let build = early.is_empty();
        let expected = if build { said(object, &calls, true) } else { early };
        Self { name, expected, calls, build }
    }

    pub(crate) fn emit(&self, api: &Api, subject: &Subject<'_>) -> TokenStream {
        let object = subject.object;
        // A keyword has a trailing underscore, which would be a double one here.
        let name = ident(&self.name.replace("__", "_"));
        let request = ident(&subject.name.pascal);
        let docs = doc_comment::outer(
            &self.expected.iter().map(|line| format!("error: {line}")).collect::<Vec<_>>(),
        );
        let arguments = subject.arguments.iter().map(|argument| {
            let name = ident(&argument.name.snake);
            let ty = request::argument_type(api, argument.scalar);
            (quote!(#name: #ty), quote!(#name))
        });
        let (mut parameters, given): (Vec<_>, Vec<_>) = arguments.unzip();
        parameters.extend(self.values(api, object).into_iter().map(|field| parameter(api, object, field)));
        let calls = self.calls.iter().map(|call| emit_call(api, object, *call));
        let build = self.build.then(|| quote!(.build()));
        quote! {
            #docs
            fn #name(#(#parameters),*) {
                let _ = #request::builder(#(#given),*) #(#calls)* #build;
            }
        }
    }

    /// The fields that need a value, each once.
    fn values(&self, api: &Api, object: &RequestObject) -> Vec<usize> {
        let mut fields = Vec::new();
        for call in &self.calls {
            if chosen(api, object, *call).is_none() && !fields.contains(&call.field) {
                fields.push(call.field);
            }
        }
        fields
    }
}

/// The marker that a call chooses.
fn chosen(api: &Api, object: &RequestObject, call: Call) -> Option<String> {
    let value = call.state.checked_sub(1).filter(|_| object.holds_marker(call.field))?;
    markers::values(api, object, call.field).into_iter().nth(value).map(|value| value.marker)
}

fn parameter(api: &Api, object: &RequestObject, field: usize) -> TokenStream {
    let field = &object.fields[field];
    let name = ident(&field.name.snake);
    let stored = field_type::stored(api, field.ty.scalar);
    let item = if field_type::is_text(api, field.ty.scalar) { quote!(&str) } else { stored };
    let ty = if field.ty.list { quote!(Vec<#item>) } else { item };
    quote!(#name: #ty)
}

fn emit_call(api: &Api, object: &RequestObject, call: Call) -> TokenStream {
    let name = ident(&object.fields[call.field].name.snake);
    match chosen(api, object, call) {
        Some(marker) => {
            let (module, marker) = (markers::module(api, object, call.field), ident(&marker));
            quote!(.#name(#module::#marker))
        }
        None => quote!(.#name(#name)),
    }
}

/// What the compiler says to a chain, a sentence for each error.
pub(crate) fn said(object: &RequestObject, calls: &[Call], build: bool) -> Vec<String> {
    let mut states: States = vec![0; object.fields.len()];
    let mut said = Vec::new();
    for call in calls {
        let before = states.clone();
        states[call.field] = if object.holds_marker(call.field) { call.state } else { 1 };
        for check in &object.setter_bounds {
            let states = match &check.at {
                BoundSite::Before(field) if *field == call.field => &before,
                BoundSite::After(fields) if fields.contains(&call.field) => &states,
                BoundSite::Before(_) | BoundSite::After(_) | BoundSite::End => continue,
            };
            if !check.is_satisfied(|field| states[field]) {
                said.push(check.sentence.clone());
            }
        }
        if before[call.field] != 0 && object.slot(call.field).is_some() {
            said.push(rule_traits::once_sentence(object, call.field));
        }
    }
    let ends = object.setter_bounds.iter().filter(|check| build && check.at == BoundSite::End);
    said.extend(
        ends.filter(|check| !check.is_satisfied(|field| states[field])).map(|check| check.sentence.clone()),
    );
    said
}

/// The calls that lead to some states.
pub(crate) fn calls(object: &RequestObject, states: &States) -> Vec<Call> {
    let set = (0..states.len()).filter(|field| states[*field] != 0).collect();
    let order = call_order(set, &object.setter_bounds);
    order.into_iter().map(|field| Call { field, state: states[field] }).collect()
}

/// The calls that lead to some states, with that of one field at the end.
pub(crate) fn calls_ending_in(object: &RequestObject, states: &States, last: usize) -> Vec<Call> {
    let mut calls = calls(object, states);
    if let Some(at) = calls.iter().position(|call| call.field == last) {
        let call = calls.remove(at);
        calls.push(call);
    }
    calls
}

/// States that follow every rule that builders know of, but for those that `except` names, with some states given.
pub(crate) fn complete(
    object: &RequestObject,
    given: &[(usize, usize)],
    full: bool,
    except: impl Fn(&Rule) -> bool,
) -> Option<States> {
    let rules = object.rules.iter().filter(|rule| rule.is_typed(&object.tests) && !except(rule));
    solver::search(&object.space, &rules.collect::<Vec<_>>(), &object.tests, given, full).found()
}

/// What the case files of a request can import from the crate under test.
pub(crate) fn imports(api: &Api, subject: &Subject<'_>) -> Imports {
    let krate = api.crate_name();
    let mut imports = import_types(api, field_type::types_of(subject).map(|id| api.ty(id)));
    imports.add(&subject.name.pascal, &format!("{krate}::{}", subject.module.0.join("::")));
    imports.add("boolean", &krate);
    imports
}

/// The types, macros and markers that a case file can import.
pub(crate) fn import_types<'a>(api: &Api, types: impl IntoIterator<Item = &'a TypeDef>) -> Imports {
    let krate = api.crate_name();
    let mut imports = Imports::nothing();
    for name in ["Number", "Open", "Timestamp", "Uri", "lit", "sid"] {
        imports.add(name, &krate);
    }
    for name in ["Map", "Value"] {
        imports.add(name, "serde_json");
    }
    for ty in types {
        let path = format!("{krate}::{}", ty.module.0.join("::"));
        imports.add(&ty.name.pascal, &path);
        if matches!(&ty.kind, TypeKind::Enumeration(choice) if choice.discriminator) {
            imports.add(&ty.name.snake, &path);
        }
    }
    imports
}

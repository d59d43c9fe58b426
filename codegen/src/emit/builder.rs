//! The builder of a request: one setter a field, bounds where a rule asks for them, and the end of the chain.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::state::{marker_module, setter_name};
use super::{doc, ident, markdown, operation as request, rules, scalar};
use crate::ir::{Api, Field, Gate, Operation, Slot, TypeKind, When};

type Write<'w> = dyn FnMut(&str, TokenStream, &Imports, TokenStream) + 'w;

pub(super) fn emit(api: &Api, operation: &Operation, imports: &Imports, write: &mut Write<'_>) {
    let mut imports = imports.clone();
    imports.add(&operation.name.pascal, "super");
    imports.add("Params", "super::params");
    imports.add("State", "super::state");
    imports.add("Fields", "super::state");
    imports.add("rules", "super");
    let docs = doc::inner(&[format!("The builder of [`{0}`](super::{0}).", operation.name.pascal)]);
    let typed = !operation.slots.is_empty();
    let definition = definition(api, operation, typed);
    let start = start(api, operation, typed);
    let setters =
        operation.fields.iter().enumerate().map(|(index, field)| setter(api, operation, index, field));
    let finish = finish(operation, typed);
    let name = builder_name(operation);
    let head = if typed { quote!(impl<S: State> #name<S>) } else { quote!(impl #name) };
    let with_state = typed.then(|| with_state(operation));
    let items = quote! {
        #definition
        #start
        #head {
            #(#setters)*
            #finish
            #with_state
        }
    };
    write("/builder", docs, &imports, items);
}

fn builder_name(operation: &Operation) -> proc_macro2::Ident {
    ident(&format!("{}Builder", operation.name.pascal))
}

fn definition(api: &Api, operation: &Operation, typed: bool) -> TokenStream {
    let name = builder_name(operation);
    let arguments = operation.arguments.iter().map(|argument| {
        let name = ident(&argument.name.snake);
        let ty = request::argument_type(api, argument.scalar);
        quote!(#name: #ty)
    });
    let members = arguments.chain(std::iter::once(quote!(params: Box<Params>)));
    let mut lines = vec![format!("A [`{}`] in the making.", operation.name.pascal)];
    if typed {
        lines.push(String::new());
        lines.push("`S` is what the compiler knows of it; see [`state`](super::state).".to_owned());
    }
    let docs = doc::outer(&lines);
    let (parameters, state) = if typed {
        (quote!(<S = Fields>), quote!(, state: PhantomData<fn() -> S>))
    } else {
        (quote!(), quote!())
    };
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #[must_use = "a builder makes a request at `.build()` or `.send(…)`"]
        pub struct #name #parameters { #(#members),* #state }
    }
}

fn start(api: &Api, operation: &Operation, typed: bool) -> TokenStream {
    let name = builder_name(operation);
    let parameters = operation.arguments.iter().map(|argument| {
        let name = ident(&argument.name.snake);
        let ty = request::argument_type(api, argument.scalar);
        quote!(#name: #ty)
    });
    let (_, _, names) = request::arguments(api, operation);
    let state = typed.then(|| quote!(, state: PhantomData));
    quote! {
        impl #name {
            pub(super) fn new(#(#parameters),*) -> Self {
                Self { #(#names,)* params: Box::default() #state }
            }
        }
    }
}

/// What the compiler has to know before a field can be set, and what it knows after.
struct Step {
    bounds: Vec<TokenStream>,
    /// The state behind, when the field has a slot.
    after: Option<TokenStream>,
}

fn step(operation: &Operation, index: usize) -> Step {
    let slot = operation.slots.iter().find(|slot| slot.field == index);
    let mut bounds = Vec::new();
    if let Some(gate) = operation.gates.iter().find(|gate| gate.field == index && !gate.late) {
        bounds.push(gate_bound(operation, gate));
    }
    if let Some(slot) = slot {
        let slot_type = slot_type(operation, slot.field);
        let once = ident(&rules::once_name(operation, slot.field));
        bounds.push(quote!(#slot_type: rules::#once));
    }
    let after = slot.map(|slot: &Slot| {
        let set = setter_name(operation, slot.field);
        let marker = slot.choice.then(|| quote!(<T::Chosen>));
        quote!(S::#set #marker)
    });
    Step { bounds, after }
}

fn gate_bound(operation: &Operation, gate: &Gate) -> TokenStream {
    let (decider, name) = (slot_type(operation, gate.discriminator), ident(&gate.name));
    quote!(#decider: rules::#name)
}

fn slot_type(operation: &Operation, field: usize) -> TokenStream {
    let name = ident(&operation.fields[field].name.pascal);
    quote!(S::#name)
}

fn setter(api: &Api, operation: &Operation, index: usize, field: &Field) -> TokenStream {
    let name = ident(&field.name.snake);
    let builder = builder_name(operation);
    let docs = setter_docs(operation, index, field);
    let Step { bounds, after } = step(operation, index);
    let bounds = (!bounds.is_empty()).then(|| quote!(where #(#bounds),*));
    let choice = operation.slots.iter().any(|slot| slot.field == index && slot.choice);
    let (generics, ty, value) = if choice {
        let module = marker_module(api, operation, index);
        (quote!(<T: #module::Marker>), quote!(T), quote!(T::VALUE))
    } else {
        let (ty, value) = scalar::argument(api, field.ty.scalar, &name);
        (quote!(), ty, value)
    };
    let parameter = if choice { quote!(_: #ty) } else { quote!(#name: #ty) };
    let (result, end) = match after {
        Some(state) => (quote!(#builder<#state>), quote!(self.with_state())),
        None => (quote!(Self), quote!(self)),
    };
    quote! {
        #docs
        pub fn #name #generics (mut self, #parameter) -> #result #bounds {
            self.params.#name = Some(#value);
            #end
        }
    }
}

fn setter_docs(operation: &Operation, index: usize, field: &Field) -> TokenStream {
    let mut lines = vec![format!("Sets `{}`.", field.name.wire)];
    let sentences = operation.rules.iter().filter(|rule| rule.field == index).map(|rule| &rule.sentence);
    let gates = operation.gates.iter().filter(|gate| gate.field == index).map(|gate| &gate.sentence);
    let mut said: Vec<&String> = Vec::new();
    for sentence in sentences.chain(gates) {
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    if !said.is_empty() {
        lines.push(String::new());
        lines.extend(said.iter().flat_map(|sentence| markdown::lines(&format!("- {sentence}."))));
    }
    if !field.docs.trim().is_empty() {
        lines.push(String::new());
        lines.extend(markdown::lines(&field.docs));
    }
    if operation.slots.iter().all(|slot| slot.field != index) {
        lines.push(String::new());
        lines.push("A second call replaces the value of the first.".to_owned());
    }
    if let Some(default) = &field.default {
        lines.push(String::new());
        lines.push(format!("Where it is not set, the service takes `{}`.", markdown::code(default)));
    }
    doc::outer(&lines)
}

/// `build` and `send`, each with every rule that the end of the chain has to satisfy, and the way around them.
///
/// The rules stand at both methods in full. Gathered in one trait they would lose their sentences; and were `send` an
/// `async fn`, or its future a type that mentions the state, the compiler would say each sentence three times.
fn finish(operation: &Operation, typed: bool) -> TokenStream {
    let name = ident(&operation.name.pascal);
    let (names, bounds) = (argument_names(operation), bounds(operation));
    let bounds = (!bounds.is_empty()).then(|| quote!(where #(#bounds),*));
    let build = quote! {
        /// The finished request.
        pub fn build(self) -> #name #bounds {
            #name { #(#names: self.#names,)* params: self.params }
        }

        /// Builds the request and sends it. Of a [`Client`](crate::Client) this gives a future, of a
        /// [`blocking::Client`](crate::blocking::Client) the result.
        pub fn send<C: Sender<#name>>(self, client: &C) -> C::Output #bounds {
            client.send(self.build())
        }
    };
    if !typed {
        return build;
    }
    quote! {
        #build

        /// The request as it is, without the checks at the end of the chain.
        ///
        /// For a request that says less than the documentation asks for, such as an update of a part: the service
        /// may complete it from what it has stored, or refuse it.
        pub fn build_unchecked(self) -> #name {
            #name { #(#names: self.#names,)* params: self.params }
        }
    }
}

fn argument_names(operation: &Operation) -> Vec<proc_macro2::Ident> {
    operation.arguments.iter().map(|argument| ident(&argument.name.snake)).collect()
}

/// The bounds of the end of the chain: one for each rule, so that every missing field is reported.
fn bounds(operation: &Operation) -> Vec<TokenStream> {
    let required = rules::required(operation).map(|rule| {
        let (slot, name) = (slot_type(operation, rule.field), ident(&rule.name));
        match &rule.when {
            When::Always => quote!(#slot: rules::#name),
            When::Chosen { discriminator, .. } => {
                let decider = slot_type(operation, *discriminator);
                quote!((#decider, #slot): rules::#name)
            }
        }
    });
    let late = operation.gates.iter().filter(|gate| gate.late).map(|gate| {
        let (decider, slot) = (slot_type(operation, gate.discriminator), slot_type(operation, gate.field));
        let name = ident(&gate.name);
        quote!((#decider, #slot): rules::#name)
    });
    required.chain(late).collect()
}

fn with_state(operation: &Operation) -> TokenStream {
    let (builder, names) = (builder_name(operation), argument_names(operation));
    quote! {
        fn with_state<T>(self) -> #builder<T> {
            #builder { #(#names: self.#names,)* params: self.params, state: PhantomData }
        }
    }
}

/// Whether a setter takes a marker instead of a value.
pub(super) fn takes_marker(operation: &Operation, field: usize) -> bool {
    operation.slots.iter().any(|slot| slot.field == field && slot.choice)
}

/// Whether the type of a field is a bounded integer.
pub(super) fn is_bounded(api: &Api, field: &Field) -> bool {
    scalar::id_of(field.ty.scalar).is_some_and(|id| matches!(api.ty(id).kind, TypeKind::Bounded(_)))
}

//! The builder of a request: one setter a field, bounds where a rule asks for them, and the end of the chain.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::state::setter_name;
use super::subject::Subject;
use super::{doc, ident, markdown, marker, operation as request, rules, scalar};
use crate::ir::{Api, At, Check, Field, TypeKind};

type Write<'w> = dyn FnMut(&str, TokenStream, &Imports, TokenStream) + 'w;

pub(super) fn emit(api: &Api, subject: &Subject<'_>, imports: &Imports, write: &mut Write<'_>) {
    let mut imports = imports.clone();
    imports.add(&subject.name.pascal, "super");
    imports.add("Params", "super::params");
    imports.add("State", "super::state");
    imports.add("Fields", "super::state");
    imports.add("rules", "super");
    let docs = doc::inner(&[format!("The builder of [`{0}`](super::{0}).", subject.name.pascal)]);
    let typed = !subject.object.slots.is_empty();
    let definition = definition(api, subject, typed);
    let start = start(api, subject, typed);
    let setters =
        subject.object.fields.iter().enumerate().map(|(index, field)| setter(api, subject, index, field));
    let finish = finish(subject, typed);
    let name = builder_name(subject);
    let head = if typed { quote!(impl<S: State> #name<S>) } else { quote!(impl #name) };
    let with_state = typed.then(|| with_state(subject));
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

fn builder_name(subject: &Subject<'_>) -> proc_macro2::Ident {
    ident(&format!("{}Builder", subject.name.pascal))
}

fn definition(api: &Api, subject: &Subject<'_>, typed: bool) -> TokenStream {
    let name = builder_name(subject);
    let arguments = subject.arguments.iter().map(|argument| {
        let name = ident(&argument.name.snake);
        let ty = request::argument_type(api, argument.scalar);
        quote!(#name: #ty)
    });
    let members = arguments.chain(std::iter::once(quote!(params: Box<Params>)));
    let mut lines = vec![format!("A [`{}`] in the making.", subject.name.pascal)];
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

fn start(api: &Api, subject: &Subject<'_>, typed: bool) -> TokenStream {
    let name = builder_name(subject);
    let parameters = subject.arguments.iter().map(|argument| {
        let name = ident(&argument.name.snake);
        let ty = request::argument_type(api, argument.scalar);
        quote!(#name: #ty)
    });
    let (_, _, names) = request::arguments(api, subject.arguments);
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

fn step(subject: &Subject<'_>, index: usize) -> Step {
    let slot = subject.object.slot(index);
    let set = slot.map(|slot| if slot.is_choice() { quote!(T::Chosen) } else { quote!(Given) });
    let mut bounds = Vec::new();
    for check in &subject.object.checks {
        match &check.at {
            At::Before(field) if *field == index => bounds.push(bound(subject, check, None)),
            At::After(fields) if fields.contains(&index) => {
                bounds.push(bound(subject, check, set.as_ref().map(|set| (index, set))));
            }
            At::Before(_) | At::After(_) | At::End => {}
        }
    }
    if slot.is_some() {
        let slot_type = slot_type(subject, index);
        let once = ident(&rules::once_name(subject.object, index));
        bounds.push(quote!(#slot_type: rules::#once));
    }
    let after = slot.map(|slot| {
        let set = setter_name(subject.object, index);
        let marker = slot.is_choice().then(|| quote!(<T::Chosen>));
        quote!(S::#set #marker)
    });
    Step { bounds, after }
}

/// A check as a bound on the state; `set` is a field that is set by the call itself, and its new state.
fn bound(subject: &Subject<'_>, check: &Check, set: Option<(usize, &TokenStream)>) -> TokenStream {
    let slot = |field: &usize| match set {
        Some((index, state)) if index == *field => state.clone(),
        _ => slot_type(subject, *field),
    };
    let (slots, name) = (rules::tuple(check.fields.iter().map(slot).collect()), ident(&check.name));
    quote!(#slots: rules::#name)
}

fn slot_type(subject: &Subject<'_>, field: usize) -> TokenStream {
    let name = ident(&subject.object.fields[field].name.pascal);
    quote!(S::#name)
}

fn setter(api: &Api, subject: &Subject<'_>, index: usize, field: &Field) -> TokenStream {
    let name = ident(&field.name.snake);
    let builder = builder_name(subject);
    let docs = setter_docs(subject, index, field);
    let Step { bounds, after } = step(subject, index);
    let bounds = (!bounds.is_empty()).then(|| quote!(where #(#bounds),*));
    let choice = subject.object.is_choice(index);
    let (generics, ty, value) = if choice {
        let module = marker::module(api, subject.object, index);
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

fn setter_docs(subject: &Subject<'_>, index: usize, field: &Field) -> TokenStream {
    let mut lines = vec![format!("Sets `{}`.", field.name.wire)];
    let rules =
        subject.object.rules.iter().filter(|rule| rule.effect.fields(&subject.object.tests).contains(&index));
    let gates = subject.object.checks.iter().filter(|check| check.at == At::Before(index));
    let mut said: Vec<&String> = Vec::new();
    for sentence in rules.map(|rule| &rule.sentence).chain(gates.map(|gate| &gate.sentence)) {
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
    if subject.object.slots.iter().all(|slot| slot.field != index) {
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
fn finish(subject: &Subject<'_>, typed: bool) -> TokenStream {
    let name = ident(&subject.name.pascal);
    let names = argument_names(subject);
    let late = subject.object.is_checked_late();
    let ends = subject.object.checks.iter().filter(|check| check.at == At::End);
    let bounds: Vec<_> = ends.map(|check| bound(subject, check, None)).collect();
    let bounds = (!bounds.is_empty()).then(|| quote!(where #(#bounds),*));
    let whole = quote!(#name { #(#names: self.#names,)* params: self.params });
    let (result, build, send) = if late {
        let build = quote! {
            let request = self.build_unchecked();
            request.check().into_result()?;
            Ok(request)
        };
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
    let docs = doc::outer(&build_docs(subject));
    let build = quote! {
        #docs
        pub fn build(self) -> #result #bounds { #build }

        /// Builds the request and sends it. Of a [`Client`](crate::Client) this gives a future, of a
        /// [`blocking::Client`](crate::blocking::Client) the result.
        pub fn send<C: Sender<#name>>(self, client: &C) -> C::Output #bounds { #send }
    };
    if !typed && !late {
        return build;
    }
    quote! {
        #build

        /// The request as it is, without the checks at the end of the chain.
        ///
        /// For a request that says less than the documentation asks for, such as an update of a part: the service
        /// may complete it from what it has stored, or refuse it.
        pub fn build_unchecked(self) -> #name { #whole }
    }
}

fn build_docs(subject: &Subject<'_>) -> Vec<String> {
    let mut lines = vec!["The finished request.".to_owned()];
    if subject.object.is_checked_late() {
        lines.extend([String::new(), "# Errors".to_owned()]);
        lines.push("When a rule about values is broken that the compiler cannot check:".to_owned());
        let late = |rule: &&crate::ir::Rule| rule.is_stated() && !rule.is_typed(&subject.object.tests);
        for rule in subject.object.rules.iter().filter(late) {
            lines.extend(markdown::lines(&format!("- {}.", rule.sentence)));
        }
    }
    lines
}

fn argument_names(subject: &Subject<'_>) -> Vec<proc_macro2::Ident> {
    subject.arguments.iter().map(|argument| ident(&argument.name.snake)).collect()
}

fn with_state(subject: &Subject<'_>) -> TokenStream {
    let (builder, names) = (builder_name(subject), argument_names(subject));
    quote! {
        fn with_state<T>(self) -> #builder<T> {
            #builder { #(#names: self.#names,)* params: self.params, state: PhantomData }
        }
    }
}

/// Whether the type of a field is a bounded integer.
pub(super) fn is_bounded(api: &Api, field: &Field) -> bool {
    scalar::id_of(field.ty.scalar).is_some_and(|id| matches!(api.ty(id).kind, TypeKind::Bounded(_)))
}

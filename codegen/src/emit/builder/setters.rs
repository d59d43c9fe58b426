//! The builder of a request: one setter a field, bounds where a rule asks for them, and the end of the chain.

use proc_macro2::TokenStream;
use quote::quote;

use super::state::{setter_name, slot_name};
use super::target::Subject;
use super::{build_and_send, markers, rule_traits};
use crate::emit::docs::{doc_comment, markdown};
use crate::emit::request::Write;
use crate::emit::support::imports::Imports;
use crate::emit::types::field_type;
use crate::emit::{ident, request};
use crate::ir::{Api, BoundSite, Encoding, Field, ParameterLocation, SetterBound};

pub(crate) fn emit(api: &Api, subject: &Subject<'_>, imports: &Imports, write: &mut Write<'_>) {
    let mut imports = imports.clone();
    imports.add(&subject.name.pascal, "super");
    imports.add("Params", "super::params");
    imports.add("RULES", "super::checks");
    imports.add("State", "super::state");
    imports.add("Fields", "super::state");
    imports.add("rules", "super");
    let docs = doc_comment::inner(&[format!("The builder of [`{0}`](super::{0}).", subject.name.pascal)]);
    let typed = !subject.object.slots.is_empty();
    let definition = definition(api, subject, typed);
    let start = start(api, subject, typed);
    let setters =
        subject.object.fields.iter().enumerate().map(|(index, field)| setter(api, subject, index, field));
    let member = subject.object.open.then(member);
    let finish = build_and_send::emit(api, subject, typed);
    let name = builder_name(subject);
    let head = if typed { quote!(impl<S: State> #name<S>) } else { quote!(impl #name) };
    let with_state = typed.then(|| with_state(subject));
    let items = quote! {
        #definition
        #start
        #head {
            #(#setters)*
            #member
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
    let arguments = request::argument_members(api, subject);
    let mut lines = vec![format!("A [`{}`] in the making.", subject.name.pascal)];
    if typed {
        lines.push(String::new());
        lines.push("`S` is what the compiler knows of it; see [`state`](super::state).".to_owned());
    }
    let docs = doc_comment::outer(&lines);
    let unused = if subject.is_sent() {
        "a builder makes a request at `.build()` or `.send(…)`"
    } else {
        "a builder makes an object at `.build()`"
    };
    let (parameters, state) = if typed {
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

fn start(api: &Api, subject: &Subject<'_>, typed: bool) -> TokenStream {
    let name = builder_name(subject);
    let parameters = request::argument_members(api, subject);
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
    let set = slot.map(|slot| if slot.holds_marker() { quote!(T::Chosen) } else { quote!(Given) });
    let mut bounds = Vec::new();
    for check in &subject.object.setter_bounds {
        match &check.at {
            BoundSite::Before(field) if *field == index => bounds.push(bound(subject, check, None)),
            BoundSite::After(fields) if fields.contains(&index) => {
                bounds.push(bound(subject, check, set.as_ref().map(|set| (index, set))));
            }
            BoundSite::Before(_) | BoundSite::After(_) | BoundSite::End => {}
        }
    }
    if slot.is_some() {
        let slot_type = slot_type(subject, index);
        let once = ident(&rule_traits::once_name(subject.object, index));
        bounds.push(quote!(#slot_type: rules::#once));
    }
    let after = slot.map(|slot| {
        let set = setter_name(subject.object, index);
        let marker = slot.holds_marker().then(|| quote!(<T::Chosen>));
        quote!(S::#set #marker)
    });
    Step { bounds, after }
}

/// A check as a bound on the state; `set` is a field that is set by the call itself, and its new state.
pub(crate) fn bound(
    subject: &Subject<'_>,
    check: &SetterBound,
    set: Option<(usize, &TokenStream)>,
) -> TokenStream {
    let slot = |field: &usize| match set {
        Some((index, state)) if index == *field => state.clone(),
        _ => slot_type(subject, *field),
    };
    let name = ident(&check.name);
    // What is known without the state would be an error here, and not where the setter is called.
    let alone =
        |(index, _): (usize, &TokenStream)| check.fields == [index] && !subject.object.holds_marker(index);
    if set.is_some_and(alone) {
        return quote!(S: rules::#name);
    }
    let slots = rule_traits::tuple(check.fields.iter().map(slot).collect());
    quote!(#slots: rules::#name)
}

fn slot_type(subject: &Subject<'_>, field: usize) -> TokenStream {
    let name = slot_name(subject.object, field);
    quote!(S::#name)
}

fn setter(api: &Api, subject: &Subject<'_>, index: usize, field: &Field) -> TokenStream {
    let name = ident(&field.name.snake);
    let builder = builder_name(subject);
    let docs = setter_docs(subject, index, field);
    let Step { bounds, after } = step(subject, index);
    let bounds = (!bounds.is_empty()).then(|| quote!(where #(#bounds),*));
    let choice = subject.object.holds_marker(index);
    let (generics, ty, value) = if choice {
        let module = markers::module(api, subject.object, index);
        (quote!(<T: #module::Marker>), quote!(T), quote!(T::VALUE))
    } else {
        let (ty, value) = field_type::argument(api, field, &name);
        (quote!(), ty, value)
    };
    let parameter = if choice { quote!(_: #ty) } else { quote!(#name: #ty) };
    let (result, end) = match after {
        Some(state) => (quote!(#builder<#state>), quote!(self.with_state_())),
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
    let mut lines = vec![match field.location {
        None => format!("Sets `{}`.", field.name.wire),
        Some(ParameterLocation::Query) => format!("Sets `{}`, in the query.", field.name.wire),
        Some(ParameterLocation::Header) => format!("Sets `{}`, a header.", field.name.wire),
    }];
    let rules =
        subject.object.rules.iter().filter(|rule| rule.effect.fields(&subject.object.tests).contains(&index));
    let gates = subject.object.setter_bounds.iter().filter(|check| check.at == BoundSite::Before(index));
    let mut said: Vec<&String> = Vec::new();
    for sentence in rules.map(|rule| &rule.sentence).chain(gates.map(|gate| &gate.sentence)) {
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    if !said.is_empty() {
        lines.push(String::new());
        lines.extend(said.iter().flat_map(|sentence| markdown::item(sentence)));
    }
    if !field.docs.trim().is_empty() {
        lines.push(String::new());
        lines.extend(markdown::lines(&field.docs));
    }
    if subject.object.slots.iter().all(|slot| slot.field != index) {
        lines.push(String::new());
        lines.push("A second call replaces the value of the first.".to_owned());
    }
    if field.ty.list && matches!(subject.encoding, Some(Encoding::Query | Encoding::Form)) {
        lines.push(String::new());
        lines.push(
            "A form or a query has it once for each item: of an empty list, nothing is sent.".to_owned(),
        );
    }
    if let Some(default) = &field.default {
        lines.push(String::new());
        lines.push(format!("Where it is not set, the service takes `{}`.", markdown::code(default)));
    }
    doc_comment::outer(&lines)
}

/// The setter of whatever the description does not name.
fn member() -> TokenStream {
    quote! {
        /// Sets a member that is not described, in place of one of the same name.
        ///
        /// # Errors
        /// When the name is that of a described field, which has a setter of its own.
        pub fn member(
            mut self,
            name: impl Into<String>,
            value: impl Into<Value>,
        ) -> Result<Self, Rejected> {
            let name = RULES.undescribed(name)?;
            self.params.members.insert(name, value.into());
            Ok(self)
        }
    }
}

pub(crate) fn argument_names(subject: &Subject<'_>) -> Vec<proc_macro2::Ident> {
    subject.arguments.iter().map(|argument| ident(&argument.name.snake)).collect()
}

/// What setters that change the state have in common. Of all names only that of a method that is always there, or a keyword,
/// gets an underscore at its end: no setter is called like this.
fn with_state(subject: &Subject<'_>) -> TokenStream {
    let (builder, names) = (builder_name(subject), argument_names(subject));
    quote! {
        fn with_state_<T>(self) -> #builder<T> {
            #builder { #(#names: self.#names,)* params: self.params, state: PhantomData }
        }
    }
}

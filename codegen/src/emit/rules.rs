//! The rules of a builder as traits, each with the documented sentence that the compiler prints when it does not hold.
//!
//! A trait is implemented for exactly those states in which its rule holds, and bounds on the builder's methods ask
//! for it. `do_not_recommend` keeps the implementations out of the error.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::state::marker_module;
use super::{doc, ident, table};
use crate::ir::{Api, Effect, Gate, Operation, Rule, Slot, When};

type Write<'w> = dyn FnMut(&str, TokenStream, &Imports, TokenStream) + 'w;

pub(super) fn emit(api: &Api, operation: &Operation, imports: &Imports, write: &mut Write<'_>) {
    let docs = doc::inner(&[format!(
        "The rules of a [`{0}Builder`](super::{0}Builder), as bounds of its methods.",
        operation.name.pascal
    )]);
    let required = required(operation).map(|rule| required_trait(api, operation, rule));
    let gates = operation.gates.iter().map(|gate| gate_trait(api, operation, gate));
    let once = operation.slots.iter().map(|slot| once_trait(api, operation, *slot));
    let items: TokenStream = required.chain(gates).chain(once).collect();
    write("/rules", docs, imports, items);
}

/// The rules that are checked at the end of the chain.
pub(super) fn required(operation: &Operation) -> impl Iterator<Item = &Rule> {
    operation.rules.iter().filter(|rule| rule.effect == Effect::Required)
}

/// What the compiler prints, with the documented phrase it rests on.
struct Words<'w> {
    message: &'w str,
    label: String,
    note: Option<String>,
}

impl Words<'_> {
    fn attribute(&self) -> TokenStream {
        let (message, label) = (braced(self.message), braced(&self.label));
        let note = self.note.as_deref().map(braced).map(|note| quote!(, note = #note));
        quote!(#[diagnostic::on_unimplemented(message = #message, label = #label #note)])
    }
}

/// The attribute takes a format string.
fn braced(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

fn rule_trait(name: &str, words: &Words<'_>, impls: &[TokenStream]) -> TokenStream {
    let name = ident(name);
    let docs = doc::described(&format!("{}.", words.message));
    let attribute = words.attribute();
    quote! {
        #docs
        #attribute
        pub trait #name {}

        #(#[diagnostic::do_not_recommend] #impls)*
    }
}

fn required_trait(api: &Api, operation: &Operation, rule: &Rule) -> TokenStream {
    let setter = &operation.fields[rule.field].name.snake;
    let words = Words {
        message: &rule.sentence,
        label: format!("call `.{setter}(…)` before this"),
        note: rule.basis.as_ref().map(|basis| format!("the documentation says: {basis}")),
    };
    let name = ident(&rule.name);
    let impls = match &rule.when {
        When::Always if is_choice(operation, rule.field) => {
            let markers = markers(api, operation, rule.field);
            markers.iter().skip(1).map(|marker| quote!(impl #name for #marker {})).collect()
        }
        When::Always => vec![quote!(impl #name for Given {})],
        When::Chosen { discriminator, values, absent } => {
            let holds = |row: usize| {
                if row == 0 { *absent } else { values.contains(&(row - 1)) }
            };
            let markers = markers(api, operation, *discriminator);
            let row = |(row, marker): (usize, &TokenStream)| {
                if holds(row) {
                    quote!(impl #name for (#marker, Given) {})
                } else {
                    quote!(impl<Slot> #name for (#marker, Slot) {})
                }
            };
            markers.iter().enumerate().map(row).collect::<Vec<_>>()
        }
    };
    rule_trait(&rule.name, &words, &impls)
}

fn gate_trait(api: &Api, operation: &Operation, gate: &Gate) -> TokenStream {
    let name = ident(&gate.name);
    let markers = markers(api, operation, gate.discriminator);
    let open = |value: &usize| &markers[value + 1];
    let decider = &operation.fields[gate.discriminator].name.snake;
    let (label, impls) = if gate.late {
        let absent = &markers[0];
        let open = std::iter::once(absent).chain(gate.open.iter().map(open));
        let given = open.map(|marker| quote!(impl #name for (#marker, Given) {}));
        let missing = std::iter::once(quote!(impl<Choice> #name for (Choice, Missing) {}));
        let setter = &operation.fields[gate.field].name.snake;
        (
            format!("leave out `.{setter}(…)`, or choose another `.{decider}(…)`"),
            missing.chain(given).collect(),
        )
    } else {
        let choices =
            gate.open.iter().filter_map(|value| table::variant(api, operation, gate.discriminator, *value));
        let calls: Vec<_> = choices.map(|choice| format!("`.{decider}({})`", choice.name.pascal)).collect();
        let label = format!("needs {} earlier in this chain", calls.join(" or "));
        let impls: Vec<_> =
            gate.open.iter().map(open).map(|marker| quote!(impl #name for #marker {})).collect();
        (label, impls)
    };
    rule_trait(&gate.name, &Words { message: &gate.sentence, label, note: gate.note.clone() }, &impls)
}

fn once_trait(api: &Api, operation: &Operation, slot: Slot) -> TokenStream {
    let name = once_name(operation, slot.field);
    let message = once_sentence(operation, slot.field);
    let ident = ident(&name);
    let (what, empty) = if slot.choice {
        let markers = markers(api, operation, slot.field);
        ("value chosen", markers[0].clone())
    } else {
        ("value set", quote!(Missing))
    };
    let label = format!("this call would overwrite the {what} earlier in the chain");
    let words = Words { message: &message, label, note: None };
    rule_trait(&name, &words, &[quote!(impl #ident for #empty {})])
}

/// The trait of a setter that may be called once.
pub(super) fn once_name(operation: &Operation, field: usize) -> String {
    format!("{}Once", operation.fields[field].name.pascal)
}

/// `` `IntegrationType` is set twice ``
pub(super) fn once_sentence(operation: &Operation, field: usize) -> String {
    format!("`{}` is set twice", operation.fields[field].name.wire)
}

fn is_choice(operation: &Operation, field: usize) -> bool {
    operation.slots.iter().any(|slot| slot.field == field && slot.choice)
}

/// The marker types of a discriminator: `NotChosen` first, then the values.
fn markers(api: &Api, operation: &Operation, discriminator: usize) -> Vec<TokenStream> {
    let module = marker_module(api, operation, discriminator);
    let values = table::variants(api, operation, discriminator).iter().map(|variant| {
        let name = ident(&variant.name.pascal);
        quote!(#module::#name)
    });
    std::iter::once(quote!(#module::NotChosen)).chain(values).collect()
}

//! The rules of a builder as traits, each with the documented sentence that the compiler prints when it does not hold.
//!
//! A trait is implemented for exactly those states in which its rule holds, and bounds on the builder's methods ask
//! for it. `do_not_recommend` keeps the implementations out of the error.

use proc_macro2::TokenStream;
use quote::quote;

use super::markers;
use super::target::BuilderTarget;
use crate::emit::docs::article::article;
use crate::emit::docs::{doc_comment, markdown};
use crate::emit::support::file_writer::FileWriter;
use crate::emit::support::imports::Imports;
use crate::emit::support::tokens::ident;
use crate::ir::{Api, Field, RequestObject, SetterBound, Slot};

/// Writes the module `rules`.
pub(crate) fn write(api: &Api, target: &BuilderTarget<'_>, writer: &mut FileWriter<'_>) {
    let object = target.object;
    // Type parameters may have the names of types, so nothing else is in scope.
    let mut imports = Imports::nothing();
    imports.add("Cleared", "flex_runtime");
    imports.add("Given", "flex_runtime");
    imports.add("Missing", "flex_runtime");
    markers::import(api, object, &mut imports);
    let docs = doc_comment::inner(&[format!(
        "The rules of {1} [`{0}`](super::{0}), as bounds on its methods.",
        target.builder_name(),
        article(&target.builder_name())
    )]);
    let bounds = object.setter_bounds.iter().map(|bound| bound_trait(api, object, bound));
    let once = object.slots.iter().map(|slot| once_trait(api, object, *slot));
    let items: TokenStream = bounds.chain(once).collect();
    writer.write_module("rules", docs, &imports, items);
}

/// The error for a state in which a trait is not implemented.
struct OnUnimplemented<'w> {
    message: &'w str,
    label: &'w str,
    notes: &'w [String],
}

impl OnUnimplemented<'_> {
    fn attribute(&self) -> TokenStream {
        let (message, label) = (braced(self.message), braced(self.label));
        let notes = self.notes.iter().map(|note| braced(note));
        quote!(#[diagnostic::on_unimplemented(message = #message, label = #label #(, note = #notes)*)])
    }
}

/// A text in the format string that the attribute takes.
fn braced(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

fn rule_trait(name: &str, error: &OnUnimplemented<'_>, impls: &[TokenStream]) -> TokenStream {
    let name = ident(name);
    let docs = doc_comment::described(&format!("{}.", markdown::capital(error.message)));
    let attribute = error.attribute();
    quote! {
        #docs
        #attribute
        pub trait #name {}

        #(#[diagnostic::do_not_recommend] #impls)*
    }
}

/// The trait of a setter bound, implemented for the states that satisfy it.
fn bound_trait(api: &Api, object: &RequestObject, bound: &SetterBound) -> TokenStream {
    let error = OnUnimplemented { message: &bound.sentence, label: &bound.label, notes: &bound.notes };
    let name = ident(&bound.name);
    let impls: Vec<_> = bound
        .open
        .iter()
        .map(|states| {
            let (parameters, of) = states_as_type(api, object, &bound.fields, states);
            quote!(impl #parameters #name for #of {})
        })
        .collect();
    rule_trait(&bound.name, &error, &impls)
}

/// Type parameters for slots that may be in any state. A bound has at most twelve slots, because each has at least two states
/// and together they have at most 4,096.
const LETTERS: &str = "ABCDEFGHIJKL";

/// Some states as a type, preceded by its type parameters: one for each field that may be in any state.
fn states_as_type(
    api: &Api,
    object: &RequestObject,
    fields: &[usize],
    states: &[Option<usize>],
) -> (Option<TokenStream>, TokenStream) {
    let any = states.iter().filter(|state| state.is_none()).count();
    let mut parameters = Vec::new();
    let types = fields.iter().zip(states).map(|(field, state)| match state {
        Some(state) => markers::state(api, object, *field, *state),
        None => {
            let letter = LETTERS.get(parameters.len()..=parameters.len()).unwrap_or("L");
            let name = ident(if any == 1 { "Slot" } else { letter });
            parameters.push(quote!(#name));
            quote!(#name)
        }
    });
    let types: Vec<TokenStream> = types.collect();
    ((!parameters.is_empty()).then(|| quote!(<#(#parameters),*>)), tuple(types))
}

/// The slots as one type.
pub(crate) fn tuple(mut types: Vec<TokenStream>) -> TokenStream {
    if types.len() == 1 { types.remove(0) } else { quote!((#(#types),*)) }
}

/// The trait that allows one call of a setter, implemented for the empty slot.
fn once_trait(api: &Api, object: &RequestObject, slot: Slot) -> TokenStream {
    let name = once_name(object, slot.field);
    let sentence = once_sentence(object, slot.field);
    let ident = ident(&name);
    let earlier = match slot {
        _ if slot.clearable => "what an earlier call in the chain did",
        _ if slot.holds_marker() => "the value chosen earlier in the chain",
        _ => "the value set earlier in the chain",
    };
    let empty = markers::state(api, object, slot.field, 0);
    let label = format!("this call would overwrite {earlier}");
    let error = OnUnimplemented { message: &sentence, label: &label, notes: &[] };
    rule_trait(&name, &error, &[quote!(impl #ident for #empty {})])
}

/// The name of the trait that allows one call of a setter.
pub(crate) fn once_name(object: &RequestObject, field: usize) -> String {
    format!("{}Once", object.fields[field].name.pascal)
}

/// `` `IntegrationType` is set twice ``
pub(crate) fn once_sentence(object: &RequestObject, field: usize) -> String {
    let Field { name, ty, .. } = &object.fields[field];
    let what = if ty.clearable { "set or cleared" } else { "set" };
    format!("`{}` is {what} twice", name.wire)
}

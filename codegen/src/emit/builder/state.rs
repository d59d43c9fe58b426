//! The type-level state of a builder: one slot for each field that a rule needs to know about, none for the others.
//!
//! ```text
//! pub trait State { type IntegrationType; type SetIntegrationType<T>: State;  type FlowSid; type SetFlowSid: State; }
//! pub struct Fields<IntegrationType = NotChosen, FlowSid = Missing>(…);
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::markers;
use super::target::BuilderTarget;
use crate::emit::docs::article::article;
use crate::emit::docs::doc_comment;
use crate::emit::support::file_writer::FileWriter;
use crate::emit::support::imports::Imports;
use crate::emit::support::tokens::ident;
use crate::ir::{Api, RequestObject, Slot};

/// Writes the module `state`.
pub(crate) fn write(api: &Api, target: &BuilderTarget<'_>, writer: &mut FileWriter<'_>) {
    let object = target.object;
    // Slots are named after fields, which may have the names of types, so nothing else is in scope.
    let mut imports = Imports::nothing();
    imports.add("PhantomData", "std::marker");
    imports.add("Cleared", "flex_runtime");
    imports.add("Given", "flex_runtime");
    imports.add("Missing", "flex_runtime");
    markers::import(api, object, &mut imports);
    let builder = target.builder_name();
    let docs = doc_comment::inner(&[
        format!("What {} [`{builder}`](super::{builder}) knows at compile time.", article(&builder)),
        String::new(),
        "A partly filled builder can be named, stored and returned:".to_owned(),
        format!("`{builder}<Fields<…>>`, with a type for each slot."),
    ]);
    let names: Vec<Ident> = object.slots.iter().map(|slot| slot_name(object, slot.field)).collect();
    let members = object.slots.iter().map(|slot| members(object, *slot));
    let defaults = object.slots.iter().map(|slot| markers::state(api, object, slot.field, 0));
    let impls = object.slots.iter().map(|slot| impl_members(object, *slot, &names));
    let items = quote! {
        mod sealed {
            pub trait Sealed {}
        }

        /// The slots of a builder: what each holds, and the state with it filled.
        pub trait State: sealed::Sealed {
            #(#members)*
        }

        /// A state, written out. Without parameters, it is the state of a new builder.
        #[derive(Clone, Copy, Debug)]
        #[allow(clippy::type_complexity, reason = "a slot for each field that a rule needs to know")]
        pub struct Fields<#(#names = #defaults),*>(PhantomData<fn() -> (#(#names,)*)>);

        impl<#(#names),*> sealed::Sealed for Fields<#(#names),*> {}

        impl<#(#names),*> State for Fields<#(#names),*> {
            #(#impls)*
        }
    };
    writer.write_module("state", docs, &imports, items);
}

/// The names in scope that are no slots.
const TAKEN: [&str; 7] = ["Cleared", "Fields", "Given", "Missing", "PhantomData", "State", "T"];

/// The name of the slot of `field`: that of the field, with an underscore if the name is taken.
pub(crate) fn slot_name(object: &RequestObject, field: usize) -> Ident {
    let name = &object.fields[field].name.pascal;
    if TAKEN.contains(&name.as_str()) { ident(&format!("{name}_")) } else { ident(name) }
}

/// The associated type for the state with the slot of `field` filled; with an underscore if a slot has that name.
pub(crate) fn setter_name(object: &RequestObject, field: usize) -> Ident {
    let name = format!("Set{}", object.fields[field].name.pascal);
    let taken = object.slots.iter().any(|slot| object.fields[slot.field].name.pascal == name);
    if taken { ident(&format!("{name}_")) } else { ident(&name) }
}

/// The associated type for the state with the field of a slot cleared, likewise.
pub(crate) fn clearer_name(object: &RequestObject, field: usize) -> Ident {
    let name = format!("Clear{}", object.fields[field].name.pascal);
    let taken = object.slots.iter().any(|slot| object.fields[slot.field].name.pascal == name);
    if taken { ident(&format!("{name}_")) } else { ident(&name) }
}

fn members(object: &RequestObject, slot: Slot) -> TokenStream {
    let (name, set) = (slot_name(object, slot.field), setter_name(object, slot.field));
    let wire = &object.fields[slot.field].name.wire;
    let (about, filled) = if slot.holds_marker() {
        (format!("The marker of `{wire}`, or `NotChosen`."), format!("With `{wire}` chosen."))
    } else {
        let cleared = if slot.tells_cleared() { ", `Cleared`" } else { "" };
        (format!("Whether `{wire}` is set: `Given`{cleared} or `Missing`."), format!("With `{wire}` set."))
    };
    let (about, filled) = (doc_comment::outer(&[about]), doc_comment::outer(&[filled]));
    let parameter = slot.holds_marker().then(|| quote!(<T>));
    let cleared = slot.tells_cleared().then(|| {
        let clear = clearer_name(object, slot.field);
        let docs = doc_comment::outer(&[format!("With `{wire}` cleared.")]);
        quote!(#docs type #clear: State;)
    });
    quote! {
        #about
        type #name;
        #filled
        type #set #parameter: State;
        #cleared
    }
}

fn impl_members(object: &RequestObject, slot: Slot, names: &[Ident]) -> TokenStream {
    let (name, set) = (slot_name(object, slot.field), setter_name(object, slot.field));
    let (parameter, filled) =
        if slot.holds_marker() { (quote!(<T>), quote!(T)) } else { (quote!(), quote!(Given)) };
    let fields = |with: &TokenStream| {
        let slots = names.iter().map(|other| if *other == name { with.clone() } else { quote!(#other) });
        quote!(Fields<#(#slots),*>)
    };
    let filled = fields(&filled);
    let cleared = slot.tells_cleared().then(|| {
        let (clear, cleared) = (clearer_name(object, slot.field), fields(&quote!(Cleared)));
        quote!(type #clear = #cleared;)
    });
    quote! {
        type #name = #name;
        type #set #parameter = #filled;
        #cleared
    }
}

//! Enums, and the marker types of those that decide about other fields.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::{doc_comment, markdown};
use crate::emit::{ident, length};
use crate::ir::{Enumeration, TypeDef, Variant};

/// The enum itself.
pub(crate) fn emit(ty: &TypeDef, choice: &Enumeration) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let docs = doc_comment::described_or(&ty.docs, &format!("The values of `{}`.", ty.name.wire));
    let names: Vec<_> = choice.variants.iter().map(|variant| ident(&variant.name.pascal)).collect();
    let variants = choice.variants.iter().zip(&names).map(|(variant, name)| {
        let docs = variant_docs(variant);
        quote!(#docs #name)
    });
    let wires = choice.variants.iter().map(|variant| &variant.name.wire);
    let count = length(names.len());
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum #name {
            #(#variants,)*
        }

        impl #name {
            /// Every value, in the order of the documentation.
            pub const ALL: [Self; #count] = [#(Self::#names),*];

            /// The value as it is sent.
            pub const fn as_str(self) -> &'static str {
                match self {
                    #(Self::#names => #wires,)*
                }
            }
        }

        flex_runtime::impl_choice!(#name);
    }
}

fn variant_docs(variant: &Variant) -> TokenStream {
    let wire = markdown::code(&variant.name.wire);
    if variant.docs.is_empty() {
        return doc_comment::outer(&[format!("`{wire}`.")]);
    }
    doc_comment::described(&format!("`{wire}`: {}", variant.docs))
}

/// The module of a discriminator: one marker type for each value.
pub(crate) fn markers(ty: &TypeDef, choice: &Enumeration) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let docs = doc_comment::inner(&[
        format!(
            "The values of `{}` as types, for builders in which other fields depend on it.",
            ty.name.wire
        ),
        String::new(),
        "For a value known only at run time, `match` on it and finish the request in each arm,".to_owned(),
        "or check the whole request at run time with its `from_json`.".to_owned(),
    ]);
    let message = marker_sentence(ty, choice);
    let label = format!("not one of the markers of `{}`", ty.name.snake);
    let note = "for a value known only at run time, `match` on it and finish the request in each arm";
    let structs = choice.variants.iter().map(|variant| marker(&name, variant));
    quote! {
        #docs

        mod sealed {
            pub trait Sealed {}
        }

        pub use flex_runtime::NotChosen;

        /// One of the markers of this module.
        #[diagnostic::on_unimplemented(message = #message, label = #label, note = #note)]
        pub trait Marker: sealed::Sealed {
            /// The marker itself. Builders name it through the trait, so that an error about a value that is no marker
            /// is reported once.
            type Chosen;
            /// The value that the marker stands for.
            const VALUE: #name;
        }

        #(#structs)*
    }
}

/// What the compiler says to a boolean in place of a marker; the runtime has these markers.
pub(crate) const BOOLEAN_SENTENCE: &str =
    "a boolean that decides about other fields is chosen by one of the markers `True`, `False`";

/// What the compiler says to a value in place of a marker.
pub(crate) fn marker_sentence(ty: &TypeDef, choice: &Enumeration) -> String {
    let listed: Vec<_> = choice.variants.iter().map(|variant| format!("`{}`", variant.name.pascal)).collect();
    format!("`{}` is chosen by one of the markers {}", ty.name.wire, listed.join(", "))
}

/// One value as a type.
fn marker(choice: &proc_macro2::Ident, variant: &Variant) -> TokenStream {
    let docs = variant_docs(variant);
    let marker = ident(&variant.name.pascal);
    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #marker;

        impl sealed::Sealed for #marker {}

        #[diagnostic::do_not_recommend]
        impl Marker for #marker {
            type Chosen = Self;
            const VALUE: #choice = #choice::#marker;
        }
    }
}

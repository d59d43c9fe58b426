//! The module of a discriminator: a marker type for each value of an enum on which other fields depend.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::enumeration::variant_docs;
use crate::emit::docs::doc_comment;
use crate::emit::support::tokens::ident;
use crate::ir::{Enumeration, TypeDef, Variant};

/// The file: inner docs, the trait `Marker`, and a marker type for each value.
pub(crate) fn items(ty: &TypeDef, enumeration: &Enumeration) -> TokenStream {
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
    let message = marker_sentence(ty, enumeration);
    let label = format!("not one of the markers of `{}`", ty.name.snake);
    let note = "for a value known only at run time, `match` on it and finish the request in each arm";
    let structs = enumeration.variants.iter().map(|variant| marker(&name, variant));
    let texts = enumeration.extensible.then(|| texts(&name, enumeration, ty));
    quote! {
        #docs

        mod sealed {
            pub trait Sealed {}
        }

        pub use flex_runtime::NotChosen;

        /// One of the markers of this module.
        #[diagnostic::on_unimplemented(message = #message, label = #label, note = #note)]
        pub trait Marker: sealed::Sealed {
            /// The marker itself. Builders name it through the trait, so that an error about a value that is not a
            /// marker is reported once.
            type Chosen;
            /// The value that the marker stands for.
            const VALUE: #name;
        }

        #(#structs)*

        #texts
    }
}

/// What makes it possible to give any text in place of a marker.
fn texts(name: &Ident, enumeration: &Enumeration, ty: &TypeDef) -> TokenStream {
    let markers = enumeration.variants.iter().map(|variant| {
        let marker = ident(&variant.name.pascal);
        quote! {
            impl MarkerOrText for #marker {
                type Chosen = Self;

                fn into_value(self) -> Open<#name> {
                    Open::Known(Self::VALUE)
                }
            }
        }
    });
    let texts = [quote!(&str), quote!(String)].map(|text| {
        quote! {
            #[diagnostic::do_not_recommend]
            impl MarkerOrText for #text {
                type Chosen = Undocumented;

                fn into_value(self) -> Open<#name> {
                    self.into()
                }
            }
        }
    });
    let message = format!("`{}` is chosen by one of its markers, or by a text", ty.name.wire);
    quote! {
        /// The state of a builder after a text in place of a marker.
        #[derive(Clone, Copy, Debug)]
        pub struct Undocumented;

        /// One of the markers of this module, or a text that is not documented.
        #[diagnostic::on_unimplemented(message = #message, label = "neither a marker nor a text")]
        pub trait MarkerOrText {
            /// The marker itself, or `Undocumented`.
            type Chosen;
            /// The value that is sent.
            fn into_value(self) -> Open<#name>;
        }

        #(#markers)*

        #(#texts)*
    }
}

/// The error for a boolean in place of a marker. The markers of booleans are part of the runtime.
pub(crate) const BOOLEAN_SENTENCE: &str =
    "a boolean that decides about other fields is chosen by one of the markers `True`, `False`";

/// The error for a value in place of a marker.
pub(crate) fn marker_sentence(ty: &TypeDef, enumeration: &Enumeration) -> String {
    let listed: Vec<_> =
        enumeration.variants.iter().map(|variant| format!("`{}`", variant.name.pascal)).collect();
    format!("`{}` is chosen by one of the markers {}", ty.name.wire, listed.join(", "))
}

/// The marker type of one value.
fn marker(enumeration: &Ident, variant: &Variant) -> TokenStream {
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
            const VALUE: #enumeration = #enumeration::#marker;
        }
    }
}

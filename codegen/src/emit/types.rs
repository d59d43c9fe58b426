//! SIDs, bounded integers, named texts and response objects.

use proc_macro2::TokenStream;
use quote::quote;

use super::{choice, doc, ident, integer, scalar};
use crate::ir::{Api, Bounded, Object, Part, Pattern, TypeDef, TypeKind};

/// The items of one type, without imports.
pub(super) fn emit(api: &Api, ty: &TypeDef) -> TokenStream {
    match &ty.kind {
        TypeKind::Sid(pattern) => sid(ty, pattern),
        TypeKind::Choice(choice) => choice::emit(ty, choice),
        TypeKind::Bounded(bounded) => bounded_integer(ty, bounded),
        TypeKind::Text { default } => text(ty, default.as_deref()),
        TypeKind::Object(object) => response(api, ty, object),
    }
}

fn sid(ty: &TypeDef, pattern: &Pattern) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let docs = doc::described_or(&ty.docs, "A SID.");
    let shape = doc::outer(&[String::new(), format!("Pattern: `{}`.", pattern.source)]);
    let length = super::length(pattern.length);
    let source = &pattern.source;
    let checks = checks(pattern);
    // Below the size of a pointer clippy would rather have the text by value; the runtime knows one signature.
    let allow = (pattern.length <= 8).then(
        || quote!(#[allow(clippy::trivially_copy_pass_by_ref, reason = "all SIDs have the same signature")]),
    );
    quote! {
        #docs
        #shape
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name([u8; #length]);

        impl #name {
            #allow
            const fn matches(text: &[u8; #length]) -> bool {
                #checks
            }
        }

        flex_runtime::impl_sid!(#name, #length, #source);
    }
}

/// The pieces of a pattern as one condition.
fn checks(pattern: &Pattern) -> TokenStream {
    let mut at = 0;
    let checks = pattern.parts.iter().map(|part| {
        let from = super::length(at);
        match part {
            Part::Literal(text) => {
                at += text.len();
                let bytes = proc_macro2::Literal::byte_string(text.as_bytes());
                quote!(literal(text, #from, #bytes))
            }
            Part::Class { ranges, count } => {
                at += count;
                let count = super::length(*count);
                let ranges = ranges.iter().map(|(low, high)| {
                    let [low, high] = [low, high].map(|c| proc_macro2::Literal::byte_character(*c as u8));
                    quote!((#low, #high))
                });
                quote!(repeated(text, #from, #count, &[#(#ranges),*]))
            }
        }
    });
    let checks: Vec<_> = checks.collect();
    quote!(#(#checks)&&*)
}

fn bounded_integer(ty: &TypeDef, bounded: &Bounded) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let docs = doc::described_or(&ty.docs, &format!("`{}`, an integer.", bounded.label));
    let range = doc::outer(&[String::new(), format!("Range: {}.", bounded.range)]);
    let [low, high] = [bounded.minimum, bounded.maximum].map(bound);
    let (label, words) = (&bounded.label, &bounded.range);
    let default = bounded.default.map(|default| {
        let value = integer(default);
        let docs = doc::outer(&["What the service takes when the field is not sent."]);
        quote! {
            impl #name {
                #docs
                pub const DEFAULT: Self = Self::literal(#value);
            }
        }
    });
    quote! {
        #docs
        #range
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(i64);

        #default

        flex_runtime::impl_bounded_integer!(#name, #low, #high, #label, #words);
    }
}

/// A bound that the description leaves open is the type's own.
fn bound(value: i64) -> TokenStream {
    match value {
        i64::MIN => quote!(i64::MIN),
        i64::MAX => quote!(i64::MAX),
        value => {
            let value = integer(value);
            quote!(#value)
        }
    }
}

fn text(ty: &TypeDef, default: Option<&str>) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let docs = doc::described_or(&ty.docs, "A text.");
    let default = default.map(|default| {
        let docs = doc::outer(&["What the service takes when the field is not sent."]);
        quote! {
            impl #name {
                #docs
                pub const DEFAULT: Self = Self::from_static(#default);
            }
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(Cow<'static, str>);

        #default

        flex_runtime::impl_text!(#name);
    }
}

fn response(api: &Api, ty: &TypeDef, object: &Object) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let docs = doc::described_or(&ty.docs, "A response.");
    let fields = object.fields.iter().map(|field| {
        let docs = doc::described_or(&field.docs, &format!("`{}`.", field.name.wire));
        let ident = ident(&field.name.snake);
        let wire = &field.name.wire;
        let rename = (field.name.snake != *wire).then(|| quote!(#[serde(rename = #wire)]));
        let ty = scalar::received(api, field);
        quote! {
            #docs
            #rename
            pub #ident: #ty
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
        }
    }
}

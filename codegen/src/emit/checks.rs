//! The fields and rules of a request as constants, for checks at run time.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::{doc, ident, length};
use crate::ir::{Api, Effect, Operation, Rule, Scalar, TypeKind, When};

type Write<'w> = dyn FnMut(&str, TokenStream, &Imports, TokenStream) + 'w;

pub(super) fn emit(api: &Api, operation: &Operation, imports: &Imports, write: &mut Write<'_>) {
    let docs = doc::inner(&[format!(
        "The documented fields and rules of [`{0}`](super::{0}), for checks at run time.",
        operation.name.pascal
    )]);
    let fields: Vec<_> = operation.fields.iter().map(|field| ident(&field.name.constant)).collect();
    let constants = operation.fields.iter().zip(&fields).enumerate().map(|(index, (field, constant))| {
        let (index, wire) = (length(index), &field.name.wire);
        quote!(pub(in super::super) const #constant: Field = Field::new(#index, #wire);)
    });
    let rules: Vec<_> = operation.rules.iter().map(|rule| emit_rule(api, operation, rule)).collect();
    let list = if rules.is_empty() { quote!(&[]) } else { quote!(&[#(#rules,)*]) };
    let items = quote! {
        pub(super) const RULES: RuleSet = RuleSet::new(FIELDS, CONDITIONS);

        const FIELDS: &[Field] = &[#(field::#fields,)*];

        const CONDITIONS: &[Rule] = #list;

        /// The fields by name.
        pub(super) mod field {
            use flex_runtime::Field;

            #(#constants)*
        }
    };
    let mut imports = imports.clone();
    imports.add("Field", "flex_runtime");
    write("/checks", docs, &imports, items);
}

fn emit_rule(api: &Api, operation: &Operation, rule: &Rule) -> TokenStream {
    let constant = |index: usize| ident(&operation.fields[index].name.constant);
    let (name, field) = (&rule.name, constant(rule.field));
    let effect = match rule.effect {
        Effect::Required => quote!(Effect::Required),
        Effect::Forbidden => quote!(Effect::Forbidden),
        Effect::Discouraged => quote!(Effect::Discouraged),
    };
    let when = match &rule.when {
        When::Always => quote!(When::always()),
        When::Chosen { discriminator, values, absent } => {
            let field = constant(*discriminator);
            let (method, values) = if *absent {
                ("is_not", complement(api, operation, *discriminator, values))
            } else {
                ("is", values.clone())
            };
            let method = ident(method);
            let wires = values.iter().map(|value| wire(api, operation, *discriminator, *value));
            quote!(When::#method(field::#field, &[#(#wires),*]))
        }
    };
    let message = rule.reason.as_ref().unwrap_or(&rule.sentence);
    let basis = match &rule.basis {
        Some(basis) => quote!(Some(#basis)),
        None => quote!(None),
    };
    quote!(Rule::new(#name, field::#field, #effect, #when, #message, #basis))
}

fn complement(api: &Api, operation: &Operation, discriminator: usize, values: &[usize]) -> Vec<usize> {
    (0..variants(api, operation, discriminator)).filter(|value| !values.contains(value)).collect()
}

fn variants(api: &Api, operation: &Operation, discriminator: usize) -> usize {
    match operation.fields[discriminator].ty.scalar {
        Scalar::Named(id) => match &api.ty(id).kind {
            TypeKind::Choice(choice) => choice.variants.len(),
            _ => 0,
        },
        _ => 0,
    }
}

/// The wire form of a value of a discriminator.
fn wire<'a>(api: &'a Api, operation: &Operation, discriminator: usize, value: usize) -> &'a str {
    super::table::variant(api, operation, discriminator, value).map_or("", |variant| &variant.name.wire)
}

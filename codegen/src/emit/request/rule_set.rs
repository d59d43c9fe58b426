//! The fields and rules of a request as constants, for checks at run time.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use crate::emit::builder::target::BuilderTarget;
use crate::emit::docs::doc_comment;
use crate::emit::support::file_writer::FileWriter;
use crate::emit::support::imports::Imports;
use crate::emit::support::tokens::{ident, integer, length};
use crate::emit::types::dfa;
use crate::ir::{
    Assertion, Constant, Dfa, Effect, Encoding, Expression, Formula, Literal, RequestObject, Rule, Test,
};

/// Writes the module `checks`.
pub(crate) fn write(target: &BuilderTarget<'_>, imports: &Imports, writer: &mut FileWriter<'_>) {
    let object = target.object;
    let docs = doc_comment::inner(&[format!(
        "The documented fields and rules of [`{0}`](super::{0}), for checks at run time.",
        target.name.pascal
    )]);
    let fields: Vec<_> = object.fields.iter().map(|field| ident(&field.name.constant)).collect();
    let constants = object.fields.iter().zip(&fields).enumerate().map(|(index, (field, constant))| {
        let (index, wire) = (length(index), &field.name.wire);
        quote!(pub(in super::super) const #constant: Field = Field::new(#index, #wire);)
    });
    let rules: Vec<_> = object.rules.iter().map(|rule| emit_rule(object, rule)).collect();
    let mut patterns = Vec::new();
    let tests: Vec<_> = object.tests.iter().map(|test| emit_test(object, test, &mut patterns)).collect();
    let matchers: Vec<_> =
        patterns.iter().enumerate().map(|(index, pattern)| matcher(index, *pattern)).collect();
    let list = |items: &[TokenStream]| if items.is_empty() { quote!(&[]) } else { quote!(&[#(#items,)*]) };
    let (rules, tests) = (list(&rules), list(&tests));
    let beside = (target.encoding != Some(Encoding::Json)).then(|| beside(object)).flatten();
    let by_name = (!object.fields.is_empty()).then(|| {
        quote! {
            /// The fields by name.
            pub(super) mod field {
                use flex_runtime::Field;

                #(#constants)*
            }
        }
    });
    let named = if fields.is_empty() { quote!(&[]) } else { quote!(&[#(field::#fields,)*]) };
    let items = quote! {
        pub(super) static RULES: RuleSet = RuleSet::new(FIELDS, TESTS, CONDITIONS);

        const FIELDS: &[Field] = #named;

        #beside

        const TESTS: &[Test] = #tests;

        #(#matchers)*

        const CONDITIONS: &[Rule] = #rules;

        #by_name
    };
    let mut imports = imports.clone();
    imports.add("Field", "flex_runtime");
    writer.write_module("checks", docs, &imports, items);
}

/// The constant with the fields that are sent elsewhere than the others.
fn beside(object: &RequestObject) -> Option<TokenStream> {
    let constants = object.fields.iter().filter(|field| field.location.is_some());
    let constants: Vec<_> = constants.map(|field| ident(&field.name.constant)).collect();
    let others = object.open || object.fields_at(None).next().is_some();
    (others && !constants.is_empty()).then(|| {
        quote! {
            /// The fields that are not sent in the body, or in the query of a request without a body.
            pub(super) const BESIDE: &[Field] = &[#(field::#constants,)*];
        }
    })
}

fn constant(object: &RequestObject, field: usize) -> TokenStream {
    let name = ident(&object.fields[field].name.constant);
    quote!(field::#name)
}

fn emit_rule(object: &RequestObject, rule: &Rule) -> TokenStream {
    let name = &rule.name;
    let effect = effect(object, &rule.effect);
    let when = if rule.when.is_always() { quote!(When::Always) } else { when(object, &rule.when) };
    let message = rule.reason.as_ref().unwrap_or(&rule.sentence);
    let basis = match &rule.basis {
        Some(basis) => quote!(Some(#basis)),
        None => quote!(None),
    };
    let new = ident(if rule.is_stated() { "new" } else { "advice" });
    quote!(Rule::#new(#name, #effect, #when, #message, #basis))
}

fn effect(object: &RequestObject, effect: &Effect) -> TokenStream {
    match effect {
        Effect::Required(field) => {
            let field = constant(object, *field);
            quote!(Effect::Required(#field))
        }
        Effect::Forbidden(field) => {
            let field = constant(object, *field);
            quote!(Effect::Forbidden(#field))
        }
        Effect::Narrowed(test) => {
            let test = length(*test);
            quote!(Effect::Narrowed(#test))
        }
        Effect::Groups { groups, least, most } => {
            let groups = groups.iter().map(|group| {
                let fields = group.iter().map(|field| constant(object, *field));
                quote!(&[#(#fields),*])
            });
            let (least, most) = (length(*least), length(*most));
            quote!(Effect::Groups { groups: &[#(#groups),*], least: #least, most: #most })
        }
    }
}

fn when(object: &RequestObject, formula: &Formula) -> TokenStream {
    let all = |parts: &[Formula]| parts.iter().map(|part| when(object, part)).collect::<Vec<_>>();
    match formula {
        Formula::Present(field) => {
            let field = constant(object, *field);
            quote!(When::Present(#field))
        }
        Formula::Holds(test) => {
            let test = length(*test);
            quote!(When::Holds(#test))
        }
        Formula::Not(inner) => {
            let inner = when(object, inner);
            quote!(When::Not(&#inner))
        }
        Formula::All(parts) => {
            let parts = all(parts);
            quote!(When::All(&[#(#parts),*]))
        }
        Formula::Any(parts) => {
            let parts = all(parts);
            quote!(When::Any(&[#(#parts),*]))
        }
    }
}

/// A pattern that tests ask for, and what decides it.
type Pattern<'p> = (&'p str, &'p Dfa);

/// The name of the matcher of a pattern.
fn pattern_name(index: usize) -> Ident {
    ident(&format!("PATTERN_{}", index + 1))
}

fn matcher(index: usize, (source, automaton): Pattern<'_>) -> TokenStream {
    let (name, docs) = (pattern_name(index), doc_comment::outer(&[format!("`{source}`")]));
    let (transitions, new) = dfa::expression(automaton);
    quote!(#docs const #name: &Automaton<#transitions> = &#new;)
}

fn emit_test<'p>(object: &RequestObject, test: &'p Test, patterns: &mut Vec<Pattern<'p>>) -> TokenStream {
    let field = constant(object, test.field);
    let (path, assertion) = (&test.path, assertion(&test.assertion, patterns));
    quote!(Test::new(#field, &[#(#path),*], #assertion))
}

fn assertion<'p>(of: &'p Assertion, patterns: &mut Vec<Pattern<'p>>) -> TokenStream {
    match of {
        Assertion::OneOf(values) => {
            let values = values.iter().map(literal);
            quote!(Assertion::OneOf(&[#(#values),*]))
        }
        Assertion::Keyword(of) => keyword(of.meaning().constant(), patterns),
        Assertion::Present => quote!(Assertion::Present),
        Assertion::Not(inner) => {
            let inner = assertion(inner, patterns);
            quote!(Assertion::Not(&#inner))
        }
        Assertion::All(all) => {
            let all: Vec<_> = all.iter().map(|each| assertion(each, patterns)).collect();
            quote!(Assertion::All(&[#(#all),*]))
        }
    }
}

fn keyword<'p>(constant: Constant<'p>, patterns: &mut Vec<Pattern<'p>>) -> TokenStream {
    let variant = ident(constant.variant);
    let fields = constant.fields.into_iter().map(|(name, value)| {
        let (name, value) = (ident(name), expression(value, patterns));
        quote!(#name: #value)
    });
    quote!(Assertion::#variant { #(#fields),* })
}

fn expression<'p>(of: Expression<'p>, patterns: &mut Vec<Pattern<'p>>) -> TokenStream {
    match of {
        Expression::Integer(value) => integer(value).into_token_stream(),
        Expression::String(text) => quote!(#text),
        Expression::Option(None) => quote!(None),
        Expression::Option(Some(inner)) => {
            let inner = expression(*inner, patterns);
            quote!(Some(#inner))
        }
        Expression::Matches(source, dfa) => {
            let known = patterns.iter().position(|(known, _)| *known == source);
            let index = known.unwrap_or_else(|| {
                patterns.push((source, dfa));
                patterns.len() - 1
            });
            let name = pattern_name(index);
            quote!(|text| #name.matches(text.as_bytes()))
        }
    }
}

fn literal(value: &Literal) -> TokenStream {
    match value {
        Literal::String(text) => quote!(Literal::Text(#text)),
        Literal::Integer(value) => {
            let value = integer(*value);
            quote!(Literal::Integer(#value))
        }
        Literal::Boolean(value) => quote!(Literal::Boolean(#value)),
    }
}

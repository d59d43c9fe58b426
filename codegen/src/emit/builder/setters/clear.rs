//! The methods beside a setter that clear the field, for fields that can be cleared.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::bounds::{self, Act, Signature};
use super::super::target::BuilderTarget;
use crate::emit::docs::{doc_comment, markdown};
use crate::emit::support::tokens::ident;
use crate::ir::{Advice, Clearing, Effect, RequestObject, Rule, SetterBound, clear_method, despite_advice};

/// The method, and beside it one that ignores advice where there is some.
pub(super) fn methods(target: &BuilderTarget<'_>, index: usize) -> TokenStream {
    let usual = method(target, index, Advice::Heeded);
    let despite_advice =
        bounds::is_advised(target.object, index, Act::Clear).then(|| method(target, index, Advice::Ignored));
    quote!(#usual #despite_advice)
}

fn method(target: &BuilderTarget<'_>, index: usize, advice: Advice) -> TokenStream {
    let setter = &target.object.fields[index].name.snake;
    let name = ident(setter);
    let method = clear_method(setter);
    let (method, docs) = match advice {
        Advice::Heeded => (ident(&method), docs(target, index)),
        Advice::Ignored => (ident(&despite_advice(&method)), docs_despite_advice(target, index, &method)),
    };
    let Signature { result, bounds, end } =
        bounds::transition(target, index, Act::Clear, advice).signature(target);
    quote! {
        #docs
        pub fn #method(mut self) -> #result #bounds {
            self.params.#name = Some(Clearable::Cleared);
            #end
        }
    }
}

fn docs(target: &BuilderTarget<'_>, index: usize) -> TokenStream {
    let wire = &target.object.fields[index].name.wire;
    let mut lines = vec![format!("Clears `{wire}`: sends an empty text, which clears the stored value.")];
    let rules = target.object.rules.iter().filter(|rule| forbids(target.object, rule, index));
    let sentences: Vec<_> = rules.flat_map(|rule| markdown::item(&rule.sentence)).collect();
    if !sentences.is_empty() {
        lines.push(String::new());
        lines.extend(sentences);
    }
    doc_comment::outer(&lines)
}

/// Whether a rule can forbid to clear a field.
fn forbids(object: &RequestObject, rule: &Rule, field: usize) -> bool {
    match rule.effect {
        Effect::Forbidden(of) => of == field,
        Effect::Narrowed(test) => {
            let test = &object.tests[test];
            test.field == field && test.clearing(&object.fields) == Some(Clearing::Kept)
        }
        Effect::Required(_) => false,
        Effect::Groups { .. } => rule.effect.fields(&object.tests).contains(&field),
    }
}

fn docs_despite_advice(target: &BuilderTarget<'_>, index: usize, method: &str) -> TokenStream {
    let wire = &target.object.fields[index].name.wire;
    let mut lines =
        vec![format!("Clears `{wire}` as [`{method}`](Self::{method}) does, but ignores advice:")];
    lines.push(String::new());
    let is_ignored = |bound: &&SetterBound| {
        bound.at.includes_setter(index)
            && !bound.applies(Advice::Ignored)
            && bounds::can_fail(target.object, bound, index, Act::Clear)
    };
    let ignored = target.object.setter_bounds.iter().filter(is_ignored);
    lines.extend(ignored.flat_map(|bound| markdown::item(&bound.sentence)));
    doc_comment::outer(&lines)
}

//! The bounds of a builder's methods: what the state has to satisfy, and the state after a call.

use proc_macro2::TokenStream;
use quote::quote;

use super::rule_traits;
use super::state::{clearer_name, setter_name, slot_name};
use super::target::BuilderTarget;
use crate::emit::support::tokens::ident;
use crate::ir::{Advice, BoundSite, RequestObject, SetterBound};

/// How a setter depends on the state and changes it.
pub(crate) struct Transition {
    pub(crate) bounds: Vec<TokenStream>,
    /// The state after the call, if the field has a slot.
    pub(crate) after: Option<TokenStream>,
}

/// The parts of a method that come from its transition.
pub(crate) struct Signature {
    pub(crate) result: TokenStream,
    pub(crate) bounds: Option<TokenStream>,
    /// The expression that it ends in.
    pub(crate) end: TokenStream,
}

impl Transition {
    pub(crate) fn signature(self, target: &BuilderTarget<'_>) -> Signature {
        let Self { bounds, after } = self;
        let bounds = (!bounds.is_empty()).then(|| quote!(where #(#bounds),*));
        let (result, end) = match after {
            Some(state) => {
                let builder = ident(&target.builder_name());
                (quote!(#builder<#state>), quote!(self.with_state_()))
            }
            None => (quote!(Self), quote!(self)),
        };
        Signature { result, bounds, end }
    }
}

/// What a method of a builder does to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    Set,
    Clear,
}

/// The transition of the method that does `act` to the field `index`.
pub(crate) fn transition(target: &BuilderTarget<'_>, index: usize, act: Act, advice: Advice) -> Transition {
    let slot = target.object.slot(index);
    let set = slot.map(|slot| match act {
        Act::Clear if slot.tells_cleared() => quote!(Cleared),
        Act::Set if slot.holds_marker() => quote!(T::Chosen),
        Act::Set | Act::Clear => quote!(Given),
    });
    let mut bounds = Vec::new();
    let asked = target.object.setter_bounds.iter().filter(|bound| bound.applies(advice));
    for setter_bound in asked.filter(|bound| can_fail(target.object, bound, index, act)) {
        match &setter_bound.at {
            BoundSite::Before(field) if *field == index => bounds.push(bound(target, setter_bound, None)),
            BoundSite::After(fields) if fields.contains(&index) => {
                bounds.push(bound(target, setter_bound, set.as_ref().map(|set| (index, set))));
            }
            BoundSite::Before(_) | BoundSite::After(_) | BoundSite::End => {}
        }
    }
    if slot.is_some() {
        let slot_type = slot_type(target, index);
        let once = ident(&rule_traits::once_name(target.object, index));
        bounds.push(quote!(#slot_type: rules::#once));
    }
    let after = slot.map(|slot| {
        let set = match act {
            Act::Clear if slot.tells_cleared() => clearer_name(target.object, index),
            Act::Set | Act::Clear => setter_name(target.object, index),
        };
        let marker = slot.holds_marker().then(|| quote!(<T::Chosen>));
        quote!(S::#set #marker)
    });
    Transition { bounds, after }
}

/// Whether a bound can forbid the method that does `act` to a field. Where clearing it is a state of its own, a bound
/// may be about the other method only.
pub(crate) fn can_fail(object: &RequestObject, bound: &SetterBound, field: usize, act: Act) -> bool {
    let Some(slot) = object.slot(field).filter(|slot| slot.tells_cleared()) else { return true };
    let state = if act == Act::Clear { slot.cleared() } else { 1 };
    match &bound.at {
        BoundSite::After(fields) if fields.contains(&field) => bound.can_fail(&object.slots, (field, state)),
        _ => true,
    }
}

/// Whether advice is against some calls of the method that does `act` to a field.
pub(crate) fn is_advised(object: &RequestObject, field: usize, act: Act) -> bool {
    let advised = object.setter_bounds.iter().filter(|bound| !bound.applies(Advice::Ignored));
    let mut at = advised.filter(|bound| bound.at.includes_setter(field));
    at.any(|bound| can_fail(object, bound, field, act))
}

/// The bounds of the methods that end a chain of setters.
pub(crate) fn at_the_end(target: &BuilderTarget<'_>, advice: Advice) -> Vec<TokenStream> {
    let applies = |bound: &&SetterBound| bound.at == BoundSite::End && bound.applies(advice);
    target.object.setter_bounds.iter().filter(applies).map(|end| bound(target, end, None)).collect()
}

/// A setter bound as a `where` predicate; `set` is the field that the call itself sets, with its new state.
fn bound(
    target: &BuilderTarget<'_>,
    setter_bound: &SetterBound,
    set: Option<(usize, &TokenStream)>,
) -> TokenStream {
    let slot = |field: &usize| match set {
        Some((index, state)) if index == *field => state.clone(),
        _ => slot_type(target, *field),
    };
    let name = ident(&setter_bound.name);
    // A predicate that does not mention the state would be an error here rather than where the setter is called.
    let alone = |(index, _): (usize, &TokenStream)| {
        setter_bound.fields == [index] && !target.object.holds_marker(index)
    };
    if set.is_some_and(alone) {
        return quote!(S: rules::#name);
    }
    let slots = rule_traits::tuple(setter_bound.fields.iter().map(slot).collect());
    quote!(#slots: rules::#name)
}

fn slot_type(target: &BuilderTarget<'_>, field: usize) -> TokenStream {
    let name = slot_name(target.object, field);
    quote!(S::#name)
}

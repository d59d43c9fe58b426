//! The bounds of a builder's methods: what the state has to satisfy, and the state after a call.

use proc_macro2::TokenStream;
use quote::quote;

use super::rule_traits;
use super::state::{setter_name, slot_name};
use super::target::BuilderTarget;
use crate::emit::support::tokens::ident;
use crate::ir::{Advice, BoundSite, SetterBound};

/// How a setter depends on the state and changes it.
pub(crate) struct Transition {
    pub(crate) bounds: Vec<TokenStream>,
    /// The state after the call, if the field has a slot.
    pub(crate) after: Option<TokenStream>,
}

/// The transition of the setter of the field `index`.
pub(crate) fn transition(target: &BuilderTarget<'_>, index: usize, advice: Advice) -> Transition {
    let slot = target.object.slot(index);
    let set = slot.map(|slot| if slot.holds_marker() { quote!(T::Chosen) } else { quote!(Given) });
    let mut bounds = Vec::new();
    for setter_bound in target.object.setter_bounds.iter().filter(|bound| bound.applies(advice)) {
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
        let set = setter_name(target.object, index);
        let marker = slot.holds_marker().then(|| quote!(<T::Chosen>));
        quote!(S::#set #marker)
    });
    Transition { bounds, after }
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

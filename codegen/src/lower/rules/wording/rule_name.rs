//! Turns requirements into rules: each gets a number, a name and a sentence.

use std::collections::BTreeSet;

use super::sentence::Words;
use crate::ir::{Clearing, Effect, Rule, Strength};
use crate::lower::rules::draft::{Requirement, RuleDraft};
use crate::source::Span;

/// Puts the requirements in the order of the fields they are about. Returns their spans.
pub(crate) fn sort(draft: &mut RuleDraft<'_>) -> Vec<Span> {
    let tests = &draft.tests;
    draft.requirements.sort_by_key(|known| {
        let first = known.effect.fields(tests).first().copied();
        let rank = match known.effect {
            Effect::Required(_) => 0,
            Effect::Forbidden(_) => 1,
            Effect::Narrowed(_) => 2,
            Effect::Groups { .. } => 3,
        };
        (matches!(known.effect, Effect::Groups { .. }), first, known.strength, rank)
    });
    draft.requirements.iter().map(|known| known.span).collect()
}

/// Gives each requirement a name and a sentence.
pub(crate) fn name_all(draft: &RuleDraft<'_>) -> Vec<Rule> {
    let words = Words { fields: draft.fields, tests: &draft.tests };
    let mut names: BTreeSet<String> = BTreeSet::new();
    let rule = |known: &Requirement| {
        let mut name = base_name(known, draft);
        if !names.insert(name.clone()) {
            let of: Vec<&str> = known
                .when
                .fields(&draft.tests)
                .iter()
                .map(|field| draft.fields[*field].name.pascal.as_str())
                .collect();
            let base = format!("{name}When{}", of.join("And"));
            name.clone_from(&base);
            let mut number = 2;
            while !names.insert(name.clone()) {
                name = format!("{base}{number}");
                number += 1;
            }
        }
        Rule {
            name,
            effect: known.effect.clone(),
            when: known.when.clone(),
            strength: known.strength,
            sentence: words.sentence(&known.effect, &known.when, known.strength),
            reason: known.reason.clone(),
            basis: known.basis.clone(),
        }
    };
    draft.requirements.iter().map(rule).collect()
}

/// `IntegrationFlowSidRequired`
fn base_name(known: &Requirement, draft: &RuleDraft<'_>) -> String {
    let pascal = |field: usize| draft.fields[field].name.pascal.as_str();
    let advised = known.strength == Strength::Advised;
    match &known.effect {
        Effect::Required(field) => {
            format!("{}{}", pascal(*field), if advised { "Recommended" } else { "Required" })
        }
        Effect::Forbidden(field) => {
            format!("{}{}", pascal(*field), if advised { "Discouraged" } else { "NotApplicable" })
        }
        Effect::Narrowed(test) => {
            let test = &draft.tests[*test];
            let what = match (test.clearing(draft.fields), advised) {
                (None, _) => "Narrowed",
                (Some(Clearing::Cleared), false) => "ClearedOnly",
                (Some(Clearing::Cleared), true) => "BetterCleared",
                (Some(Clearing::Kept), false) => "NotCleared",
                (Some(Clearing::Kept), true) => "BetterKept",
            };
            format!("{}{what}", pascal(test.field))
        }
        Effect::Groups { groups, least, most } => {
            let names: Vec<String> =
                groups.iter().map(|group| group.iter().map(|field| pascal(*field)).collect()).collect();
            let what = match (least, most) {
                (0, _) => "Exclusive",
                (_, 1) => "ExactlyOne",
                _ => "Required",
            };
            format!("{}{what}", names.join("Or"))
        }
    }
}

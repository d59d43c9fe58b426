//! Plans the bounds of a builder: at which call of a chain the compiler can check a rule, and in which states it holds.
//!
//! A slot can be set once, so that a chain only moves from "not set" to a value. A state is *unsatisfiable* when no
//! further call leads to one that satisfies the rule: that is reported at the call that leads there. What further calls
//! can still correct is reported at the end of the chain. A field that may be set only together with others needs those
//! first, at its own setter.

use std::collections::BTreeMap;

use super::error_label::{calls, end_label, way_past_advice};
use super::state_view::{Builder, Region, RuleGroup, StateView, cover, every_state};
use crate::ir::{
    BoundSite, Effect, Field, Formula, Rule, Scalar, SetterBound, Slot, Space, Strength, Test, TypeKind,
};
use crate::lower::rules::simplify::ValueSet;
use crate::lower::rules::wording::sentence::Words;
use crate::lower::schemas::types::{KnownValue, Types};

/// The bounds that enforce all rules which the compiler can check.
pub(crate) fn setter_bounds(
    fields: &[Field],
    rules: &[Rule],
    tests: &[Test],
    slots: &[Slot],
    space: &Space,
    types: &Types,
) -> Vec<SetterBound> {
    let markers = |field: usize| marker_names(&fields[field], types);
    let default = |field: usize| default_constant(&fields[field], types);
    let builder = Builder { fields, tests, slots, space, markers: &markers, default: &default };
    let mut planner = BoundPlanner { builder, before: BTreeMap::default() };
    let enforced: Vec<&Rule> = rules.iter().filter(|rule| rule.is_typed(tests)).collect();
    let mut bounds = Vec::new();
    let mut done = Vec::new();
    for rule in &enforced {
        let reads = rule.fields(tests);
        let is_ban =
            rule.effect.of_one_field(tests, fields).is_some() && !matches!(rule.effect, Effect::Required(_));
        if !is_ban {
            let (name, sentence) = (rule.name.clone(), rule.sentence.clone());
            let group =
                RuleGroup { name, rules: vec![rule], sentence, note: note(rule), strength: rule.strength };
            bounds.extend(planner.plan(&group, reads));
            continue;
        }
        // All rules that forbid a field depending on the same others are one bound with one sentence. Advice is another bound,
        // which some methods do not have.
        let key = (&rule.effect, rule.strength, reads.clone());
        if done.contains(&key) {
            continue;
        }
        done.push(key);
        let same = |other: &&&Rule| {
            other.effect == rule.effect && other.strength == rule.strength && other.fields(tests) == reads
        };
        let rules: Vec<&Rule> = enforced.iter().filter(same).copied().collect();
        bounds.extend(planner.plan(&ban(rules, tests, fields, types), reads));
    }
    bounds
}

/// All rules that forbid a field, or to set or to clear it, depending on the same others, in one sentence.
fn ban<'r>(rules: Vec<&'r Rule>, tests: &[Test], fields: &[Field], types: &Types) -> RuleGroup<'r> {
    let mut tests = tests.to_vec();
    let all = || rules.iter().map(|rule| rule.when.clone());
    let mut when = all().next().unwrap_or_else(Formula::always);
    if rules.len() > 1 {
        when = Formula::Any(all().collect());
    }
    if let Some(mut values) = ValueSet::of(&when, &tests) {
        let known = types.known_values(&fields[values.field]).unwrap_or_default();
        // No builder sends a value that is not in the enum, so the sentence may be the one that names fewer values.
        let is_closed = !values.chosen.is_empty() && !known.contains(&KnownValue::Other);
        values.outside = if is_closed { values.absent } else { values.outside };
        if !values.is_empty() {
            when = values.formula(&known, &mut tests);
        }
    }
    let words = Words { fields, tests: &tests };
    let strength = rules[0].strength;
    let sentence = words.sentence(&rules[0].effect, &when, strength);
    let name = ban_name(&rules, &tests, fields);
    RuleGroup { name, note: note(rules[0]), rules, sentence, strength }
}

/// The name of the bound: `IntegrationPriorityAllowed`.
fn ban_name(rules: &[&Rule], tests: &[Test], fields: &[Field]) -> String {
    let Effect::Forbidden(field) = rules[0].effect else { return rules[0].name.clone() };
    let strength = rules[0].strength;
    let suffix = if rules.iter().any(|rule| rule.when.fields(tests) != rules[0].when.fields(tests)) {
        "Beside"
    } else {
        ""
    };
    let permission = if strength == Strength::Stated { "Allowed" } else { "Advised" };
    let base = format!("{}{permission}{suffix}", fields[field].name.pascal);
    match rules[0].name.split_once("When") {
        Some((_, suffix)) => format!("{base}When{suffix}"),
        None => base,
    }
}

/// The names of the markers of a field, in the order of its values.
fn marker_names(field: &Field, types: &Types) -> Vec<String> {
    match types.enumeration(field) {
        Some(enumeration) => {
            let documented = enumeration.variants.iter().map(|variant| variant.name.pascal.clone());
            documented.chain(enumeration.extensible.then(|| "Undocumented".to_owned())).collect()
        }
        None => vec!["True".to_owned(), "False".to_owned()],
    }
}

/// The constant with the default of a field.
fn default_constant(field: &Field, types: &Types) -> Option<String> {
    let Scalar::Named(id) = field.ty.scalar else { return None };
    let has_constant = match types.kind(id) {
        TypeKind::String { default } => default.is_some(),
        TypeKind::ConstrainedString(string) => string.default.is_some(),
        TypeKind::BoundedInteger(bounded) => bounded.default.is_some(),
        _ => false,
    };
    has_constant.then(|| format!("{}::DEFAULT", types.get(id).name.pascal))
}

/// What else can be done where a chain ends too early: the default of the field, and the way past a rule that depends on others.
fn ways_on(view: &StateView<'_>, at: &BoundSite) -> Vec<String> {
    if *at != BoundSite::End || view.group.strength == Strength::Advised {
        return Vec::new();
    }
    let missing = match view.group.rules.first().map(|rule| &rule.effect) {
        Some(Effect::Required(field)) => (view.builder.default)(*field),
        _ => None,
    };
    let default = missing.map(|constant| format!("`{constant}` is the documented default"));
    let unchecked = (view.fields.len() > 1).then(|| "`.build_unchecked()` skips this check".to_owned());
    default.into_iter().chain(unchecked).collect()
}

/// The source of a rule, for the compiler to print.
fn note(rule: &Rule) -> Option<String> {
    match rule.strength {
        Strength::Stated => rule.basis.as_ref().map(|basis| format!("the documentation says: {basis}")),
        Strength::Advised => rule.reason.as_ref().map(|reason| format!("advice: {reason}")),
    }
}

struct BoundPlanner<'p> {
    builder: Builder<'p>,
    /// Which setters have to be called before which: there must be no cycle.
    before: BTreeMap<usize, Vec<usize>>,
}

impl BoundPlanner<'_> {
    /// The bounds that enforce a group of rules.
    fn plan(&mut self, group: &RuleGroup<'_>, reads: Vec<usize>) -> Vec<SetterBound> {
        let view = StateView::new(&self.builder, group, reads);
        if let [rule] = group.rules.as_slice()
            && let (Effect::Required(_), true) = (&rule.effect, view.fields.len() == 1)
        {
            return vec![bound_at_end(&view)];
        }
        if let Some((field, bound)) = bound_before(&view)
            && !bound.fields.iter().any(|other| self.precedes(field, *other))
        {
            self.before.entry(field).or_default().extend(&bound.fields);
            return vec![bound];
        }
        let mut bounds: Vec<SetterBound> = bound_after(&view).into_iter().collect();
        if needs_end(&view) {
            bounds.push(bound_at_end(&view));
        }
        bounds
    }

    /// Whether `field` has to be set before `other`, directly or by way of others.
    fn precedes(&self, field: usize, other: usize) -> bool {
        field == other
            || self
                .before
                .get(&other)
                .is_some_and(|needs| needs.iter().any(|need| self.precedes(field, *need)))
    }
}

/// The bound on the setter of a field that may be set only together with others: the states of those in which it may be,
/// if none of them can be left again for one in which it may not.
fn bound_before(view: &StateView<'_>) -> Option<(usize, SetterBound)> {
    let mut targets = view.group.rules.iter().map(|rule| match rule.effect {
        Effect::Forbidden(field) => Some(field),
        _ => None,
    });
    let target = targets.next()??;
    let at = view.fields.iter().position(|field| *field == target)?;
    let others: Vec<usize> = view.fields.iter().copied().filter(|field| *field != target).collect();
    let sizes: Vec<usize> =
        view.sizes.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, s)| *s).collect();
    let with = |states: &[usize]| [&states[..at], &[1], &states[at..]].concat();
    let open = |states: &[usize]| !view.broken[view.number(&with(states))];
    let is_stable =
        |states: &Vec<usize>| !open(states) || view.successors(&with(states)).all(|next| !view.broken[next]);
    if others.is_empty() || !every_state(&sizes).iter().all(is_stable) {
        return None;
    }
    let label = match calls(view.builder, &others, &sizes, &open) {
        calls if calls.is_empty() => "no earlier call can allow this one".to_owned(),
        calls => format!("call {calls} earlier in this chain"),
    };
    let open = cover(&sizes, &mut Vec::new(), &open);
    Some((target, bound(view, &view.group.name, BoundSite::Before(target), others, open, label)))
}

/// The bound on every setter that can lead to an unsatisfiable state.
fn bound_after(view: &StateView<'_>) -> Option<SetterBound> {
    let leads = |at: &usize| {
        (0..view.all.len()).any(|number| {
            let mut before = view.all[number].clone();
            before[*at] = 0;
            view.all[number][*at] != 0
                && view.unsatisfiable[number]
                && !view.unsatisfiable[view.number(&before)]
        })
    };
    let setters: Vec<usize> = (0..view.fields.len()).filter(leads).map(|at| view.fields[at]).collect();
    if setters.is_empty() {
        return None;
    }
    let open = cover(&view.sizes, &mut Vec::new(), &|states| !view.unsatisfiable[view.number(states)]);
    let name = if needs_end(view) { format!("{}Possible", view.group.name) } else { view.group.name.clone() };
    let label = match view.fields.len() {
        1 => "remove this call: no other call can make it valid".to_owned(),
        _ => "this call conflicts with earlier calls in this chain".to_owned(),
    };
    Some(bound(view, &name, BoundSite::After(setters), view.fields.clone(), open, label))
}

/// Whether a chain can end where the rules do not hold, though it could go on to where they do.
fn needs_end(view: &StateView<'_>) -> bool {
    (0..view.all.len())
        .any(|number| view.can_end[number] && view.broken[number] && !view.unsatisfiable[number])
}

fn bound_at_end(view: &StateView<'_>) -> SetterBound {
    let is_alone = view.fields.len() == 1;
    let is_satisfied = |states: &[usize]| {
        let number = view.number(states);
        !view.broken[number] || (!is_alone && !view.can_end[number])
    };
    let open = cover(&view.sizes, &mut Vec::new(), &is_satisfied);
    bound(view, &view.group.name, BoundSite::End, view.fields.clone(), open, end_label(view))
}

fn bound(
    view: &StateView<'_>,
    name: &str,
    at: BoundSite,
    fields: Vec<usize>,
    open: Vec<Region>,
    label: String,
) -> SetterBound {
    let RuleGroup { sentence, note, strength, .. } = view.group;
    let label = match strength {
        Strength::Stated => label,
        Strength::Advised => format!("{label}, or {}", way_past_advice(view, &at)),
    };
    let notes = note.iter().cloned().chain(ways_on(view, &at)).collect();
    SetterBound {
        name: name.to_owned(),
        at,
        strength: *strength,
        fields,
        open,
        sentence: sentence.clone(),
        label,
        notes,
    }
}

//! The labels of compile errors: which calls to add or to leave out, in words.

use super::state_view::{Builder, Region, StateView, cover, every_state};
use crate::ir::{BoundSite, CLEARED, Clearing, Effect, clear_method, despite_advice};
use crate::lower::rules::wording::format::joined;

/// What to do where a chain ended too early.
pub(crate) fn end_label(view: &StateView<'_>) -> String {
    let call = |field: &usize| format!("`.{}(…)`", view.builder.fields[*field].name.snake);
    match view.group.rules.first().map(|rule| &rule.effect) {
        Some(Effect::Required(field)) => format!("call {} before this", call(field)),
        Some(Effect::Forbidden(field)) => format!("remove {}", call(field)),
        Some(Effect::Groups { groups, .. }) => {
            let groups =
                groups.iter().map(|group| joined(&group.iter().map(call).collect::<Vec<_>>(), "and"));
            format!("call {} before this", joined(&groups.collect::<Vec<_>>(), "or"))
        }
        Some(Effect::Narrowed(test)) => match other_calls(view, view.builder.tests[*test].field) {
            calls if calls.is_empty() => "another value is needed before this".to_owned(),
            calls => format!("call {calls} before this"),
        },
        None => "another value is needed before this".to_owned(),
    }
}

/// The call that ignores an advice, in place of the one that has the bound.
pub(crate) fn way_past_advice(view: &StateView<'_>, at: &BoundSite) -> String {
    let setter = |field: usize| &view.builder.fields[field].name.snake;
    match at {
        BoundSite::Before(field) => format!("call `.{}(…)` instead", despite_advice(setter(*field))),
        BoundSite::After(fields) => {
            let calls = fields.iter().map(|field| match kept(view) {
                Some(kept) if kept == *field => {
                    format!("`.{}()`", despite_advice(&clear_method(setter(*field))))
                }
                _ => format!("`.{}(…)`", despite_advice(setter(*field))),
            });
            format!("call {} instead", joined(&calls.collect::<Vec<_>>(), "or"))
        }
        BoundSite::End => format!("end the chain with `.{}()`", despite_advice("build")),
    }
}

/// The field that the rules forbid to clear, if they are about that.
fn kept(view: &StateView<'_>) -> Option<usize> {
    let Effect::Narrowed(test) = view.group.rules.first()?.effect else { return None };
    let test = &view.builder.tests[test];
    (test.clearing(view.builder.fields) == Some(Clearing::Kept)).then_some(test.field)
}

/// The calls to other fields after which every value of `field` satisfies the rules: it can be set once.
fn other_calls(view: &StateView<'_>, field: usize) -> String {
    let Some(at) = view.fields.iter().position(|known| *known == field) else { return String::new() };
    let without = |of: &[usize]| [&of[..at], &of[at + 1..]].concat();
    let open = (0..view.all.len())
        .filter(|number| view.can_end[*number] && view.broken[*number] && !view.unsatisfiable[*number]);
    let mut values: Vec<usize> = open.map(|number| view.all[number][at]).collect();
    values.sort_unstable();
    values.dedup();
    let is_satisfied = |states: &[usize]| {
        let with = |value: &usize| [&states[..at], &[*value], &states[at..]].concat();
        values.iter().all(|value| !view.broken[view.number(&with(value))])
    };
    calls(view.builder, &without(&view.fields), &without(&view.sizes), &is_satisfied)
}

/// The calls that lead to the wanted states: `` `.kind(Parcel)` or `.kind(Letter)` ``.
pub(crate) fn calls(
    builder: &Builder<'_>,
    fields: &[usize],
    sizes: &[usize],
    wanted: &dyn Fn(&[usize]) -> bool,
) -> String {
    let call = |(field, state): (&usize, &Option<usize>)| {
        let value = state.filter(|state| *state > 0)? - 1;
        let name = &builder.fields[*field].name.snake;
        if builder.tells_cleared(*field) && value + 1 == CLEARED {
            return Some(format!("`.{}()`", clear_method(name)));
        }
        if builder.is_undocumented(*field, value + 1) {
            return Some(format!("`.{}(…)`", despite_advice(name)));
        }
        let argument = if builder.takes_marker(*field) {
            (builder.markers)(*field).get(value)?.clone()
        } else {
            "…".to_owned()
        };
        Some(format!("`.{name}({argument})`"))
    };
    let chain = |region: &Region| {
        let calls: Vec<String> = fields.iter().zip(region).filter_map(call).collect();
        (!calls.is_empty()).then(|| joined(&calls, "and"))
    };
    let mut chains: Vec<String> = regions(sizes, wanted).iter().filter_map(chain).collect();
    chains.dedup();
    joined(&chains, "or")
}

/// The wanted states as few regions, each as large as possible. They may overlap, as the words for them do.
fn regions(sizes: &[usize], wanted: &dyn Fn(&[usize]) -> bool) -> Vec<Region> {
    let all: Vec<Vec<usize>> = every_state(sizes).into_iter().filter(|states| wanted(states)).collect();
    let size = |region: &Region| -> usize {
        region.iter().zip(sizes).map(|(state, size)| state.map_or(*size, |_| 1)).product()
    };
    let mut found: Vec<Region> = Vec::new();
    for mut region in cover(sizes, &mut Vec::new(), wanted) {
        for at in 0..sizes.len() {
            let kept = region[at].take();
            // Keep the field if a state of the larger region is not wanted.
            if all.iter().filter(|states| is_in(states, &region)).count() < size(&region) {
                region[at] = kept;
            }
        }
        if !found.contains(&region) {
            found.push(region);
        }
    }
    found.sort_by_key(|region| region.iter().map(|state| (state.is_none(), *state)).collect::<Vec<_>>());
    for at in (0..found.len()).rev() {
        let others = || found.iter().enumerate().filter(|(other, _)| *other != at);
        let is_only_here = |states: &&Vec<usize>| {
            is_in(states, &found[at]) && !others().any(|(_, other)| is_in(states, other))
        };
        if !all.iter().any(|states| is_only_here(&states)) {
            found.remove(at);
        }
    }
    found
}

fn is_in(states: &[usize], region: &Region) -> bool {
    region.iter().zip(states).all(|(wanted, state)| wanted.is_none_or(|wanted| wanted == *state))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_as_few_and_as_large_as_possible() {
        let either = |states: &[usize]| states[0] == 1 || states[1] == 1;
        assert_eq!(regions(&[4, 2], &either), [[Some(1), None], [None, Some(1)]]);
        let both = |states: &[usize]| states[0] == 1 && states[1] == 1;
        assert_eq!(regions(&[4, 2], &both), [[Some(1), Some(1)]]);
        let majority = |states: &[usize]| states.iter().sum::<usize>() > 1;
        let pairs = [[Some(1), Some(1), None], [Some(1), None, Some(1)], [None, Some(1), Some(1)]];
        assert_eq!(regions(&[2, 2, 2], &majority), pairs);
        // A region that two others cover is left out.
        let chain =
            |states: &[usize]| (states[0] == 1 && states[1] == 1) || (states[0] == 0 && states[2] == 1);
        assert_eq!(regions(&[2, 2, 2], &chain), [[Some(0), None, Some(1)], [Some(1), Some(1), None]]);
        assert_eq!(regions(&[2], &|_| true), [[None]]);
        assert_eq!(regions(&[2], &|_| false), Vec::<Region>::new());
    }
}

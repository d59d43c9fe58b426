//! What to do about a check that is not satisfied: in go states of slots, out come the calls that lead there, in words.

use super::setter_bounds::{View, cover, every};
use crate::ir::Effect;
use crate::lower::rules::wording::format::joined;

/// A set of states: one for each field, or `None` for any.
type Region = Vec<Option<usize>>;

impl View<'_> {
    /// What to do where the end of the chain came too early.
    pub(crate) fn remedy(&self) -> String {
        let call = |field: &usize| format!("`.{}(…)`", self.checks.fields[*field].name.snake);
        match self.group.rules.first().map(|rule| &rule.effect) {
            Some(Effect::Required(field)) => format!("call {} before this", call(field)),
            Some(Effect::Forbidden(field)) => format!("leave out {}", call(field)),
            Some(Effect::Groups { groups, .. }) => {
                let groups =
                    groups.iter().map(|group| joined(&group.iter().map(call).collect::<Vec<_>>(), "and"));
                format!("call {} before this", joined(&groups.collect::<Vec<_>>(), "or"))
            }
            Some(Effect::Narrowed(test)) => match self.calls_beside(self.checks.tests[*test].field) {
                calls if calls.is_empty() => "another value is needed before this".to_owned(),
                calls => format!("call {calls} before this"),
            },
            None => "another value is needed before this".to_owned(),
        }
    }

    /// The calls after which the value that a field has is as good as any: that of one field can be set once.
    fn calls_beside(&self, field: usize) -> String {
        let Some(at) = self.fields.iter().position(|known| *known == field) else { return String::new() };
        let without = |of: &[usize]| [&of[..at], &of[at + 1..]].concat();
        let open = (0..self.all.len())
            .filter(|number| self.last[*number] && self.broken[*number] && !self.doomed[*number]);
        let mut values: Vec<usize> = open.map(|number| self.all[number][at]).collect();
        values.sort_unstable();
        values.dedup();
        let good = |states: &[usize]| {
            let with = |value: &usize| [&states[..at], &[*value], &states[at..]].concat();
            values.iter().all(|value| !self.broken[self.number(&with(value))])
        };
        self.calls(&without(&self.fields), &without(&self.sizes), &good)
    }

    /// The calls that lead to the states that are wanted: `` `.kind(Parcel)` or `.kind(Letter)` ``.
    pub(crate) fn calls(
        &self,
        fields: &[usize],
        sizes: &[usize],
        wanted: &dyn Fn(&[usize]) -> bool,
    ) -> String {
        let call = |(field, state): (&usize, &Option<usize>)| {
            let value = state.filter(|state| *state > 0)? - 1;
            let name = &self.checks.fields[*field].name.snake;
            let choice = self.checks.slots.iter().any(|slot| slot.field == *field && slot.holds_marker());
            let argument =
                if choice { (self.checks.markers)(*field).get(value)?.clone() } else { "…".to_owned() };
            Some(format!("`.{name}({argument})`"))
        };
        let step = |region: &Region| {
            let calls: Vec<String> = fields.iter().zip(region).filter_map(call).collect();
            (!calls.is_empty()).then(|| joined(&calls, "and"))
        };
        let mut steps: Vec<String> = regions(sizes, wanted).iter().filter_map(step).collect();
        steps.dedup();
        joined(&steps, "or")
    }
}

/// The states that are wanted as few regions, each as large as can be: they overlap, as what is said does.
fn regions(sizes: &[usize], wanted: &dyn Fn(&[usize]) -> bool) -> Vec<Region> {
    let all: Vec<Vec<usize>> = every(sizes).into_iter().filter(|states| wanted(states)).collect();
    let size = |region: &Region| -> usize {
        region.iter().zip(sizes).map(|(state, size)| state.map_or(*size, |_| 1)).product()
    };
    let mut found: Vec<Region> = Vec::new();
    for mut region in cover(sizes, &mut Vec::new(), wanted) {
        for at in 0..sizes.len() {
            let kept = region[at].take();
            // No state of it is missing.
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
        let again = |states: &&Vec<usize>| {
            is_in(states, &found[at]) && !others().any(|(_, other)| is_in(states, other))
        };
        if !all.iter().any(|states| again(&states)) {
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
    fn regions_are_as_few_and_as_large_as_can_be() {
        let either = |states: &[usize]| states[0] == 1 || states[1] == 1;
        assert_eq!(regions(&[4, 2], &either), [[Some(1), None], [None, Some(1)]]);
        let both = |states: &[usize]| states[0] == 1 && states[1] == 1;
        assert_eq!(regions(&[4, 2], &both), [[Some(1), Some(1)]]);
        let majority = |states: &[usize]| states.iter().sum::<usize>() > 1;
        let pairs = [[Some(1), Some(1), None], [Some(1), None, Some(1)], [None, Some(1), Some(1)]];
        assert_eq!(regions(&[2, 2, 2], &majority), pairs);
        // What two others say already is not said again.
        let chain =
            |states: &[usize]| (states[0] == 1 && states[1] == 1) || (states[0] == 0 && states[2] == 1);
        assert_eq!(regions(&[2, 2, 2], &chain), [[Some(0), None, Some(1)], [Some(1), Some(1), None]]);
        assert_eq!(regions(&[2], &|_| true), [[None]]);
        assert_eq!(regions(&[2], &|_| false), Vec::<Region>::new());
    }
}

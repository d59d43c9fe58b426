//! Rules to checks: at which call of a chain the compiler can ask for a rule, and in which states it is satisfied.
//!
//! A slot can be set once, so that a chain only moves from "not set" to a value. A state is *doomed* when no further call
//! leads to one that satisfies the rule: that is reported at the call that leads there. What further calls can still mend
//! is reported at the end. A field that may be set only beside others asks for those first, at its own setter.

use std::collections::BTreeMap;

use crate::ir::Space;
use crate::ir::{BoundSite, Effect, Field, Rule, SetterBound, Slot, Test};

/// The checks of several rules that are asked for together, under one sentence.
pub(crate) struct Group<'g> {
    pub(crate) name: String,
    pub(crate) rules: Vec<&'g Rule>,
    pub(crate) sentence: String,
    pub(crate) note: Option<String>,
}

/// What all checks of an operation are made from.
pub(crate) struct Checks<'c> {
    pub(crate) fields: &'c [Field],
    pub(crate) tests: &'c [Test],
    pub(crate) slots: &'c [Slot],
    pub(crate) space: &'c Space,
    /// The names of the markers of a choice, in the order of its values.
    pub(crate) markers: &'c dyn Fn(usize) -> Vec<String>,
    /// Which setters have to be called before which: no circle may come of it.
    pub(crate) before: BTreeMap<usize, Vec<usize>>,
}

/// The states of the fields that a group of rules reads.
pub(crate) struct View<'v> {
    pub(crate) fields: Vec<usize>,
    pub(crate) sizes: Vec<usize>,
    /// Every state, in the order of numbers whose digits they are: more calls make a larger number.
    pub(crate) all: Vec<Vec<usize>>,
    /// For each of them, whether it breaks a rule, whether nothing can mend that, and whether a chain can end there.
    pub(crate) broken: Vec<bool>,
    pub(crate) doomed: Vec<bool>,
    pub(crate) last: Vec<bool>,
    pub(crate) group: &'v Group<'v>,
    pub(crate) checks: &'v Checks<'v>,
}

impl Checks<'_> {
    /// The checks that make sure that a group of rules holds.
    pub(crate) fn of(&mut self, group: &Group<'_>, reads: Vec<usize>) -> Vec<SetterBound> {
        let view = self.view(group, reads.clone());
        if let [rule] = group.rules.as_slice()
            && let (Effect::Required(_), true) = (&rule.effect, view.fields.len() == 1)
        {
            return vec![view.end()];
        }
        if let Some((field, check)) = view.gate() {
            let others: Vec<usize> = check.fields.clone();
            if !others.iter().any(|other| self.leads(field, *other)) {
                self.before.entry(field).or_default().extend(others);
                return vec![check];
            }
        }
        let view = self.view(group, reads);
        let mut checks: Vec<SetterBound> = view.after().into_iter().collect();
        if view.needs_end() {
            checks.push(view.end());
        }
        checks
    }

    fn view<'v>(&'v self, group: &'v Group<'v>, mut fields: Vec<usize>) -> View<'v> {
        let choice =
            |field: &usize| self.slots.iter().any(|slot| slot.field == *field && slot.holds_marker());
        fields.sort_by_key(|field| (!choice(field), *field));
        let size = |field: &usize| {
            self.slots.iter().find(|slot| slot.field == *field).map_or(2, |slot| slot.states())
        };
        let sizes: Vec<usize> = fields.iter().map(size).collect();
        let all = every(&sizes);
        let state = |states: &[usize], field| {
            fields.iter().position(|known| *known == field).map_or(0, |at| states[at])
        };
        let broken = |states: &Vec<usize>| {
            group.rules.iter().any(|rule| self.space.breaks(rule, &|field| state(states, field)))
        };
        // What is always required is asked for elsewhere: without it, no chain ends.
        let last = |states: &Vec<usize>| {
            fields.iter().zip(states).all(|(field, state)| *state != 0 || !self.fields[*field].required)
        };
        let broken = all.iter().map(broken).collect();
        let last = all.iter().map(last).collect();
        let mut view = View {
            fields: fields.clone(),
            sizes,
            all,
            broken,
            doomed: Vec::new(),
            last,
            group,
            checks: self,
        };
        view.doomed = view.find_doomed();
        view
    }

    /// Whether `field` has to be set before `other`, directly or by way of others.
    fn leads(&self, field: usize, other: usize) -> bool {
        field == other
            || self.before.get(&other).is_some_and(|needs| needs.iter().any(|need| self.leads(field, *need)))
    }
}

impl View<'_> {
    /// The number of a state.
    pub(crate) fn number(&self, states: &[usize]) -> usize {
        states.iter().zip(&self.sizes).fold(0, |number, (state, size)| number * size + state)
    }

    /// The states that one more call can lead to, by number.
    fn next<'n>(&'n self, states: &'n [usize]) -> impl Iterator<Item = usize> + 'n {
        let unset = (0..states.len()).filter(|at| states[*at] == 0);
        unset.flat_map(move |at| {
            (1..self.sizes[at]).map(move |value| {
                let mut with = states.to_vec();
                with[at] = value;
                self.number(&with)
            })
        })
    }

    fn find_doomed(&self) -> Vec<bool> {
        let mut doomed = vec![false; self.all.len()];
        for number in (0..self.all.len()).rev() {
            let stuck = self.broken[number] || !self.last[number];
            doomed[number] = stuck && self.next(&self.all[number]).all(|next| doomed[next]);
        }
        doomed
    }

    /// The check at the setter of a field that may be set only beside others: the states of those in which it may be, if
    /// none of them can be left again for one in which it may not.
    fn gate(&self) -> Option<(usize, SetterBound)> {
        let mut targets = self.group.rules.iter().map(|rule| match rule.effect {
            Effect::Forbidden(field) => Some(field),
            _ => None,
        });
        let target = targets.next()??;
        let at = self.fields.iter().position(|field| *field == target)?;
        let others: Vec<usize> = self.fields.iter().copied().filter(|field| *field != target).collect();
        let sizes: Vec<usize> =
            self.sizes.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, s)| *s).collect();
        let with = |states: &[usize]| [&states[..at], &[1], &states[at..]].concat();
        let open = |states: &[usize]| !self.broken[self.number(&with(states))];
        let stable =
            |states: &Vec<usize>| !open(states) || self.next(&with(states)).all(|next| !self.broken[next]);
        if others.is_empty() || !every(&sizes).iter().all(stable) {
            return None;
        }
        let label = match self.calls(&others, &sizes, &open) {
            calls if calls.is_empty() => "nothing that comes before it allows it".to_owned(),
            calls => format!("needs {calls} earlier in this chain"),
        };
        let open = cover(&sizes, &mut Vec::new(), &open);
        Some((target, self.check(&self.group.name, BoundSite::Before(target), others, open, label)))
    }

    /// The check at every setter that can lead to where nothing helps.
    fn after(&self) -> Option<SetterBound> {
        let leads = |at: &usize| {
            (0..self.all.len()).any(|number| {
                let mut before = self.all[number].clone();
                before[*at] = 0;
                self.all[number][*at] != 0 && self.doomed[number] && !self.doomed[self.number(&before)]
            })
        };
        let setters: Vec<usize> = (0..self.fields.len()).filter(leads).map(|at| self.fields[at]).collect();
        if setters.is_empty() {
            return None;
        }
        let open = cover(&self.sizes, &mut Vec::new(), &|states| !self.doomed[self.number(states)]);
        let name =
            if self.needs_end() { format!("{}Possible", self.group.name) } else { self.group.name.clone() };
        let label = match self.fields.len() {
            1 => "no other call makes up for this one: leave it out".to_owned(),
            _ => "this call and what was set before exclude each other".to_owned(),
        };
        Some(self.check(&name, BoundSite::After(setters), self.fields.clone(), open, label))
    }

    /// Whether a chain can end where the rules do not hold, though it could go on to where they do.
    fn needs_end(&self) -> bool {
        (0..self.all.len()).any(|number| self.last[number] && self.broken[number] && !self.doomed[number])
    }

    fn end(&self) -> SetterBound {
        let alone = self.fields.len() == 1;
        let satisfied = |states: &[usize]| {
            let number = self.number(states);
            !self.broken[number] || (!alone && !self.last[number])
        };
        let open = cover(&self.sizes, &mut Vec::new(), &satisfied);
        let label = self.remedy();
        self.check(&self.group.name, BoundSite::End, self.fields.clone(), open, label)
    }

    fn check(
        &self,
        name: &str,
        at: BoundSite,
        fields: Vec<usize>,
        open: Vec<Vec<Option<usize>>>,
        label: String,
    ) -> SetterBound {
        let Group { sentence, note, .. } = self.group;
        SetterBound {
            name: name.to_owned(),
            at,
            fields,
            open,
            sentence: sentence.clone(),
            label,
            note: note.clone(),
        }
    }
}

/// Every combination of states of so many each.
pub(crate) fn every(sizes: &[usize]) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for size in sizes {
        let longer = |states: &Vec<usize>| {
            let states = states.clone();
            (0..*size).map(move |state| [states.as_slice(), &[state]].concat())
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

/// The states that `wanted` holds for, as boxes that do not overlap: a field is split only where it matters.
pub(crate) fn cover(
    sizes: &[usize],
    head: &mut Vec<usize>,
    wanted: &dyn Fn(&[usize]) -> bool,
) -> Vec<Vec<Option<usize>>> {
    let Some((size, rest)) = sizes.split_first() else {
        return if wanted(head) { vec![Vec::new()] } else { Vec::new() };
    };
    let mut parts = Vec::new();
    for state in 0..*size {
        head.push(state);
        parts.push(cover(rest, head, wanted));
        head.pop();
    }
    if parts.windows(2).all(|pair| pair[0] == pair[1]) {
        let same = parts.swap_remove(0);
        return same.into_iter().map(|tail| [vec![None], tail].concat()).collect();
    }
    let with = |(state, tails): (usize, Vec<Vec<Option<usize>>>)| {
        tails.into_iter().map(move |tail| [vec![Some(state)], tail].concat())
    };
    parts.into_iter().enumerate().flat_map(with).collect()
}

//! All states of the fields that a group of rules reads, and which of them break a rule.

use crate::ir::{Field, Rule, Slot, Space, Strength, Test};

/// Rules that one bound enforces, under one sentence.
pub(crate) struct RuleGroup<'g> {
    pub(crate) name: String,
    pub(crate) rules: Vec<&'g Rule>,
    pub(crate) sentence: String,
    pub(crate) note: Option<String>,
    /// That of all its rules.
    pub(crate) strength: Strength,
}

/// A builder, as far as bounds depend on it.
pub(crate) struct Builder<'b> {
    pub(crate) fields: &'b [Field],
    pub(crate) tests: &'b [Test],
    pub(crate) slots: &'b [Slot],
    pub(crate) space: &'b Space,
    /// By field, the names of its markers in the order of its values.
    pub(crate) markers: &'b dyn Fn(usize) -> Vec<String>,
    /// By field, the constant with its default: `TaskChannel::DEFAULT`.
    pub(crate) default: &'b dyn Fn(usize) -> Option<String>,
}

impl Builder<'_> {
    /// Whether the setter of a field takes a marker.
    pub(crate) fn takes_marker(&self, field: usize) -> bool {
        self.slots.iter().any(|slot| slot.field == field && slot.holds_marker())
    }

    /// Whether a field in this state has a text that is not documented.
    pub(crate) fn is_undocumented(&self, field: usize, state: usize) -> bool {
        self.slots.iter().any(|slot| slot.field == field && slot.undocumented() == Some(state))
    }

    /// Whether a field is in a state of its own after it was cleared.
    pub(crate) fn tells_cleared(&self, field: usize) -> bool {
        self.slots.iter().any(|slot| slot.field == field && slot.tells_cleared())
    }
}

/// States of some fields: one for each field, or `None` for any.
pub(crate) type Region = Vec<Option<usize>>;

/// The states of the fields that a group of rules reads.
pub(crate) struct StateView<'v> {
    pub(crate) fields: Vec<usize>,
    pub(crate) sizes: Vec<usize>,
    /// Every state, in the order of the numbers whose digits they are: a further call leads to a larger number.
    pub(crate) all: Vec<Vec<usize>>,
    /// For each state, whether it breaks a rule.
    pub(crate) broken: Vec<bool>,
    /// For each state, whether neither it nor any that further calls lead to satisfies the rules.
    pub(crate) unsatisfiable: Vec<bool>,
    /// For each state, whether a chain can end there.
    pub(crate) can_end: Vec<bool>,
    pub(crate) group: &'v RuleGroup<'v>,
    pub(crate) builder: &'v Builder<'v>,
}

impl<'v> StateView<'v> {
    pub(crate) fn new(builder: &'v Builder<'v>, group: &'v RuleGroup<'v>, mut fields: Vec<usize>) -> Self {
        fields.sort_by_key(|field| (!builder.takes_marker(*field), *field));
        let size = |field: &usize| {
            builder.slots.iter().find(|slot| slot.field == *field).map_or(2, |slot| slot.states())
        };
        let sizes: Vec<usize> = fields.iter().map(size).collect();
        let all = every_state(&sizes);
        let state = |states: &[usize], field| {
            fields.iter().position(|known| *known == field).map_or(0, |at| states[at])
        };
        let is_broken = |states: &Vec<usize>| {
            group.rules.iter().any(|rule| builder.space.breaks(rule, &|field| state(states, field)))
        };
        // A field that is always required has a bound of its own: without it, no chain ends.
        let can_end = |states: &Vec<usize>| {
            fields.iter().zip(states).all(|(field, state)| *state != 0 || !builder.fields[*field].required)
        };
        let broken = all.iter().map(is_broken).collect();
        let can_end = all.iter().map(can_end).collect();
        let unsatisfiable = Vec::new();
        let mut view = Self { fields, sizes, all, broken, unsatisfiable, can_end, group, builder };
        view.unsatisfiable = view.find_unsatisfiable();
        view
    }

    /// The number of a state.
    pub(crate) fn number(&self, states: &[usize]) -> usize {
        states.iter().zip(&self.sizes).fold(0, |number, (state, size)| number * size + state)
    }

    /// The states that one more call can lead to, by number.
    pub(crate) fn successors<'n>(&'n self, states: &'n [usize]) -> impl Iterator<Item = usize> + 'n {
        let unset = (0..states.len()).filter(|at| states[*at] == 0);
        unset.flat_map(move |at| {
            (1..self.sizes[at]).map(move |value| {
                let mut with = states.to_vec();
                with[at] = value;
                self.number(&with)
            })
        })
    }

    fn find_unsatisfiable(&self) -> Vec<bool> {
        let mut unsatisfiable = vec![false; self.all.len()];
        for number in (0..self.all.len()).rev() {
            let is_stuck = self.broken[number] || !self.can_end[number];
            unsatisfiable[number] =
                is_stuck && self.successors(&self.all[number]).all(|next| unsatisfiable[next]);
        }
        unsatisfiable
    }
}

/// Every combination of the states of fields that have so many each.
pub(crate) fn every_state(sizes: &[usize]) -> Vec<Vec<usize>> {
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

/// The states for which `wanted` holds, as regions that do not overlap: a field is split only where it matters.
pub(crate) fn cover(
    sizes: &[usize],
    head: &mut Vec<usize>,
    wanted: &dyn Fn(&[usize]) -> bool,
) -> Vec<Region> {
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
    let with = |(state, tails): (usize, Vec<Region>)| {
        tails.into_iter().map(move |tail| [vec![Some(state)], tail].concat())
    };
    parts.into_iter().enumerate().flat_map(with).collect()
}

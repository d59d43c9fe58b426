//! The search for a state that rules allow: rules, what is given and what is wanted come in, such a state goes out.
//!
//! As soon as a rule has one field left whose state is open, the states that would break it are ruled out: what follows
//! from a choice is known before the next one is made.

use std::cell::Cell;
use std::ops::Range;

use crate::ir::Space;
use crate::ir::{Effect, Rule, Test};

/// Looks at a rule after which a single search is given up.
const PATIENCE: u32 = 20_000;

/// States of all fields, by index.
pub(crate) type States = Vec<usize>;

/// What a search came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Search {
    Found(States),
    /// There is no such state.
    None,
    /// It takes more work than there was left.
    GivenUp,
}

impl Search {
    pub(crate) fn found(self) -> Option<States> {
        match self {
            Self::Found(states) => Some(states),
            Self::None | Self::GivenUp => None,
        }
    }
}

/// How much work is left, for one search or for many.
#[derive(Debug)]
pub(crate) struct Effort(Cell<u32>);

/// The work is used up.
struct Spent;

impl Effort {
    /// So many looks at a rule.
    pub(crate) fn new(looks: u32) -> Self {
        Self(Cell::new(looks))
    }

    fn spend(&self) -> Result<(), Spent> {
        let left = self.0.get().checked_sub(1).ok_or(Spent)?;
        self.0.set(left);
        Ok(())
    }
}

/// What a state has to do beside keeping rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Nothing,
    /// The condition of this rule holds.
    Applies(usize),
    /// It breaks this rule.
    Breaks(usize),
}

/// Rules made ready for searches among some of them.
pub(crate) struct Solver<'s> {
    space: &'s Space,
    rules: Vec<&'s Rule>,
    tests: &'s [Test],
    /// By rule, the fields that it reads.
    reads: Vec<Vec<usize>>,
}

impl<'s> Solver<'s> {
    pub(crate) fn new(space: &'s Space, rules: Vec<&'s Rule>, tests: &'s [Test]) -> Self {
        let reads = rules.iter().map(|rule| rule.fields(tests)).collect();
        Self { space, rules, tests, reads }
    }

    /// The first state that breaks none of the rules `among` all, with one of the `given` states of some fields. Fields
    /// that no rule reads are not set. With `full`, the values of a field are tried first, and "not set" last.
    pub(crate) fn search(
        &self,
        among: &[usize],
        given: &[(usize, Range<usize>)],
        wanted: Wanted,
        full: bool,
        effort: &Effort,
    ) -> Search {
        let mut order: Vec<usize> = among.iter().flat_map(|rule| self.reads[*rule].clone()).collect();
        order.extend(given.iter().map(|(field, _)| *field));
        let first = match wanted {
            Wanted::Nothing => Vec::new(),
            Wanted::Applies(rule) => self.rules[rule].when.fields(self.tests),
            Wanted::Breaks(rule) => self.reads[rule].clone(),
        };
        order.extend(&first);
        order.sort_unstable();
        order.dedup();
        // What is wanted is decided first: most of the rest follows from it.
        order.sort_by_key(|field| !first.contains(field));
        let mut task = Task::new(self, among, given, wanted, effort);
        let found = match task.start(&order) {
            Ok(true) => task.from(&order, full, given),
            early => early,
        };
        match found {
            Ok(true) => Search::Found(task.known.iter().map(|known| known.unwrap_or(0)).collect()),
            Ok(false) => Search::None,
            Err(Spent) => Search::GivenUp,
        }
    }
}

/// A state that breaks none of `rules`, with some states given. Fields that no rule reads are not set; with `full`, the
/// first state that is tried of the others is a value.
pub(crate) fn search(
    space: &Space,
    rules: &[&Rule],
    tests: &[Test],
    given: &[(usize, usize)],
    full: bool,
) -> Search {
    let solver = Solver::new(space, rules.to_vec(), tests);
    let among: Vec<usize> = (0..rules.len()).collect();
    let given: Vec<_> = given.iter().map(|(field, state)| (*field, *state..*state + 1)).collect();
    solver.search(&among, &given, Wanted::Nothing, full, &Effort::new(PATIENCE))
}

struct Task<'t> {
    space: &'t Space,
    /// What has to hold, with the fields that it reads.
    holds: Vec<(Goal<'t>, &'t [usize])>,
    /// By field, which of them read it.
    readers: Vec<Vec<usize>>,
    /// By field, the states that are not ruled out, and how many they are.
    open: Vec<Vec<bool>>,
    counts: Vec<usize>,
    /// By field, its state, where that is the only one.
    known: Vec<Option<usize>>,
    /// What was ruled out, in that order.
    trail: Vec<(usize, usize)>,
    /// Fields that have become known, and what follows is not.
    queue: Vec<usize>,
    effort: &'t Effort,
}

/// Something that holds in a state or not.
#[derive(Clone, Copy)]
enum Goal<'t> {
    Kept(&'t Rule),
    Broken(&'t Rule),
    Applied(&'t Rule),
}

impl<'t> Task<'t> {
    fn new(
        solver: &'t Solver<'_>,
        among: &[usize],
        given: &[(usize, Range<usize>)],
        wanted: Wanted,
        effort: &'t Effort,
    ) -> Self {
        let with = |goal: fn(&'t Rule) -> Goal<'t>, rule: usize| {
            (goal(solver.rules[rule]), solver.reads[rule].as_slice())
        };
        let mut holds: Vec<_> = among.iter().map(|rule| with(Goal::Kept, *rule)).collect();
        match wanted {
            Wanted::Nothing => {}
            Wanted::Applies(rule) => holds.push(with(Goal::Applied, rule)),
            Wanted::Breaks(rule) => holds.push(with(Goal::Broken, rule)),
        }
        let fields = solver.space.fields();
        let mut readers = vec![Vec::new(); fields];
        for (at, (_, reads)) in holds.iter().enumerate() {
            reads.iter().for_each(|field| readers[*field].push(at));
        }
        let open = (0..fields).map(|field| {
            let given = given.iter().filter(|(of, _)| *of == field);
            let fits = |state: &usize| given.clone().all(|(_, states)| states.contains(state));
            (0..solver.space.size(field)).map(|state| fits(&state)).collect::<Vec<bool>>()
        });
        let open: Vec<Vec<bool>> = open.collect();
        let counts = open.iter().map(|open| open.iter().filter(|open| **open).count()).collect();
        let (known, trail, queue) = (vec![None; fields], Vec::new(), Vec::new());
        Self { space: solver.space, holds, readers, open, counts, known, trail, queue, effort }
    }

    /// What follows from what is given; false where that is a contradiction.
    fn start(&mut self, order: &[usize]) -> Result<bool, Spent> {
        for field in order {
            match self.counts[*field] {
                0 => return Ok(false),
                1 => self.known[*field] = self.open[*field].iter().position(|open| *open),
                _ => {}
            }
        }
        for at in 0..self.holds.len() {
            if !self.follow(at)? {
                return Ok(false);
            }
        }
        self.propagate()
    }

    /// Gives each field a state, in this order.
    fn from(&mut self, order: &[usize], full: bool, given: &[(usize, Range<usize>)]) -> Result<bool, Spent> {
        let Some(at) = order.iter().position(|field| self.known[*field].is_none()) else { return Ok(true) };
        let (field, size) = (order[at], self.open[order[at]].len());
        let turned = full && given.iter().all(|(of, _)| *of != field);
        for choice in 0..size {
            let state = if turned { (choice + 1) % size } else { choice };
            if !self.open[field][state] {
                continue;
            }
            let mark = self.trail.len();
            (0..size).filter(|other| *other != state).for_each(|other| self.rule_out(field, other));
            if self.propagate()? && self.from(&order[at..], full, given)? {
                return Ok(true);
            }
            self.undo(mark);
        }
        Ok(false)
    }

    fn propagate(&mut self) -> Result<bool, Spent> {
        while let Some(field) = self.queue.pop() {
            for at in 0..self.readers[field].len() {
                if !self.follow(self.readers[field][at])? {
                    self.queue.clear();
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// Rules out the states of the last open field of a goal in which it does not hold. False where none is left.
    fn follow(&mut self, at: usize) -> Result<bool, Spent> {
        self.effort.spend()?;
        let (goal, reads) = self.holds[at];
        let mut unknown = reads.iter().copied().filter(|field| self.known[*field].is_none());
        let last = unknown.next();
        if unknown.next().is_some() {
            return Ok(self.follow_groups(goal));
        }
        let Some(field) = last else { return Ok(self.is_met(goal, None)) };
        for state in 0..self.open[field].len() {
            if self.open[field][state] {
                self.effort.spend()?;
                if !self.is_met(goal, Some((field, state))) {
                    self.rule_out(field, state);
                }
            }
        }
        Ok(self.counts[field] > 0)
    }

    /// What follows from the number of groups that have to be there, before all but one of their fields are known.
    fn follow_groups(&mut self, goal: Goal<'t>) -> bool {
        let Goal::Kept(rule) = goal else { return true };
        let (Effect::Groups { groups, least, most }, true) = (&rule.effect, rule.when.is_always()) else {
            return true;
        };
        let may_be_set = |field: &usize| self.counts[*field] > usize::from(self.open[*field][0]);
        let possible: Vec<_> = groups.iter().filter(|group| group.iter().all(may_be_set)).collect();
        let is_set = |group: &[usize]| group.iter().all(|field| !self.open[*field][0]);
        let set = groups.iter().filter(|group| is_set(group)).count();
        if set > *most || possible.len() < *least {
            return false;
        }
        let alone: Vec<usize> = possible
            .iter()
            .filter(|group| !is_set(group) && group.len() == 1)
            .map(|group| group[0])
            .collect();
        if set == *most {
            for field in alone {
                (1..self.open[field].len()).for_each(|state| self.rule_out(field, state));
            }
        } else if possible.len() == *least {
            possible.into_iter().flatten().for_each(|field| self.rule_out(*field, 0));
        }
        true
    }

    fn is_met(&self, goal: Goal<'_>, with: Option<(usize, usize)>) -> bool {
        let state = |field: usize| match with {
            Some((of, state)) if of == field => state,
            _ => self.known[field].unwrap_or(0),
        };
        match goal {
            Goal::Kept(rule) => !self.space.breaks(rule, &state),
            Goal::Broken(rule) => self.space.breaks(rule, &state),
            Goal::Applied(rule) => self.space.holds(&rule.when, &state),
        }
    }

    fn rule_out(&mut self, field: usize, state: usize) {
        if !std::mem::replace(&mut self.open[field][state], false) {
            return;
        }
        self.trail.push((field, state));
        self.counts[field] -= 1;
        if self.counts[field] == 1 {
            self.known[field] = self.open[field].iter().position(|open| *open);
            self.queue.push(field);
        }
    }

    fn undo(&mut self, mark: usize) {
        for (field, state) in self.trail.split_off(mark) {
            self.open[field][state] = true;
            self.counts[field] += 1;
            if self.counts[field] > 1 {
                self.known[field] = None;
            }
        }
    }
}

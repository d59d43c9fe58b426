//! Backtracking with forward checking.
//!
//! As soon as all but one of the fields that a constraint reads are known, the states of the last one that would violate it
//! are ruled out. What follows from a choice is known before the next one is made.

use std::ops::Range;

use super::effort::{Effort, Exhausted};
use crate::ir::{Effect, Rule, Space};

/// Something that has to hold.
#[derive(Clone, Copy)]
pub(super) enum Constraint<'t> {
    /// The rule is not broken.
    Kept(&'t Rule),
    /// The rule is broken.
    Broken(&'t Rule),
    /// The condition of the rule holds.
    Applied(&'t Rule),
}

/// A search in progress.
pub(super) struct Backtracking<'t> {
    space: &'t Space,
    /// Each with the fields that it reads.
    constraints: Vec<(Constraint<'t>, &'t [usize])>,
    /// By field, the constraints that read it.
    constraints_of: Vec<Vec<usize>>,
    /// By field, whether each of its states is still possible.
    domains: Vec<Vec<bool>>,
    /// By field, the number of its possible states.
    sizes: Vec<usize>,
    /// By field, its state, where only one is possible.
    known: Vec<Option<usize>>,
    /// The states that were ruled out, in that order: what is undone on the way back.
    trail: Vec<(usize, usize)>,
    /// Fields that have become known, and whose constraints are yet to be checked.
    queue: Vec<usize>,
    effort: &'t Effort,
}

impl<'t> Backtracking<'t> {
    pub(super) fn new(
        space: &'t Space,
        constraints: Vec<(Constraint<'t>, &'t [usize])>,
        given: &[(usize, Range<usize>)],
        effort: &'t Effort,
    ) -> Self {
        let fields = space.fields();
        let mut constraints_of = vec![Vec::new(); fields];
        for (at, (_, reads)) in constraints.iter().enumerate() {
            reads.iter().for_each(|field| constraints_of[*field].push(at));
        }
        let domain = |field: usize| {
            let given = given.iter().filter(|(of, _)| *of == field);
            let fits = |state: &usize| given.clone().all(|(_, states)| states.contains(state));
            (0..space.size(field)).map(|state| fits(&state)).collect::<Vec<bool>>()
        };
        let domains: Vec<Vec<bool>> = (0..fields).map(domain).collect();
        let sizes =
            domains.iter().map(|domain| domain.iter().filter(|possible| **possible).count()).collect();
        let (known, trail, queue) = (vec![None; fields], Vec::new(), Vec::new());
        Self { space, constraints, constraints_of, domains, sizes, known, trail, queue, effort }
    }

    /// The state of each field; a field that is not known is not set.
    pub(super) fn states(&self) -> Vec<usize> {
        self.known.iter().map(|known| known.unwrap_or(0)).collect()
    }

    /// Draws the conclusions from the given states; false where they contradict each other.
    pub(super) fn propagate_given(&mut self, order: &[usize]) -> Result<bool, Exhausted> {
        for field in order {
            match self.sizes[*field] {
                0 => return Ok(false),
                1 => self.known[*field] = self.domains[*field].iter().position(|possible| *possible),
                _ => {}
            }
        }
        for at in 0..self.constraints.len() {
            if !self.check(at)? {
                return Ok(false);
            }
        }
        self.propagate()
    }

    /// Assigns a state to each field, in this order; false where there is no solution.
    pub(super) fn assign(
        &mut self,
        order: &[usize],
        full: bool,
        given: &[(usize, Range<usize>)],
    ) -> Result<bool, Exhausted> {
        let Some(at) = order.iter().position(|field| self.known[*field].is_none()) else { return Ok(true) };
        let (field, size) = (order[at], self.domains[order[at]].len());
        let turned = full && given.iter().all(|(of, _)| *of != field);
        for choice in 0..size {
            let state = if turned { (choice + 1) % size } else { choice };
            if !self.domains[field][state] {
                continue;
            }
            let mark = self.trail.len();
            (0..size).filter(|other| *other != state).for_each(|other| self.rule_out(field, other));
            if self.propagate()? && self.assign(&order[at..], full, given)? {
                return Ok(true);
            }
            self.undo(mark);
        }
        Ok(false)
    }

    /// Checks the constraints of all fields that have become known; false where one of them cannot be met.
    fn propagate(&mut self) -> Result<bool, Exhausted> {
        while let Some(field) = self.queue.pop() {
            for at in 0..self.constraints_of[field].len() {
                if !self.check(self.constraints_of[field][at])? {
                    self.queue.clear();
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// Where one field of a constraint is unknown, rules out its states in which the constraint is not met; false where no state
    /// is left.
    fn check(&mut self, at: usize) -> Result<bool, Exhausted> {
        self.effort.spend()?;
        let (constraint, reads) = self.constraints[at];
        let mut unknown = reads.iter().copied().filter(|field| self.known[*field].is_none());
        let last = unknown.next();
        if unknown.next().is_some() {
            return Ok(self.check_groups(constraint));
        }
        let Some(field) = last else { return Ok(self.is_met(constraint, None)) };
        for state in 0..self.domains[field].len() {
            if self.domains[field][state] {
                self.effort.spend()?;
                if !self.is_met(constraint, Some((field, state))) {
                    self.rule_out(field, state);
                }
            }
        }
        Ok(self.sizes[field] > 0)
    }

    /// Draws conclusions from how many groups have to be set, while more than one of their fields is unknown.
    fn check_groups(&mut self, constraint: Constraint<'t>) -> bool {
        let Constraint::Kept(rule) = constraint else { return true };
        let (Effect::Groups { groups, least, most }, true) = (&rule.effect, rule.when.is_always()) else {
            return true;
        };
        let may_be_set = |field: &usize| self.sizes[*field] > usize::from(self.domains[*field][0]);
        let possible: Vec<_> = groups.iter().filter(|group| group.iter().all(may_be_set)).collect();
        let is_set = |group: &[usize]| group.iter().all(|field| !self.domains[*field][0]);
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
                (1..self.domains[field].len()).for_each(|state| self.rule_out(field, state));
            }
        } else if possible.len() == *least {
            possible.into_iter().flatten().for_each(|field| self.rule_out(*field, 0));
        }
        true
    }

    fn is_met(&self, constraint: Constraint<'_>, with: Option<(usize, usize)>) -> bool {
        let state = |field: usize| match with {
            Some((of, state)) if of == field => state,
            _ => self.known[field].unwrap_or(0),
        };
        match constraint {
            Constraint::Kept(rule) => !self.space.breaks(rule, &state),
            Constraint::Broken(rule) => self.space.breaks(rule, &state),
            Constraint::Applied(rule) => self.space.holds(&rule.when, &state),
        }
    }

    fn rule_out(&mut self, field: usize, state: usize) {
        if !std::mem::replace(&mut self.domains[field][state], false) {
            return;
        }
        self.trail.push((field, state));
        self.sizes[field] -= 1;
        if self.sizes[field] == 1 {
            self.known[field] = self.domains[field].iter().position(|possible| *possible);
            self.queue.push(field);
        }
    }

    fn undo(&mut self, mark: usize) {
        for (field, state) in self.trail.split_off(mark) {
            self.domains[field][state] = true;
            self.sizes[field] += 1;
            if self.sizes[field] > 1 {
                self.known[field] = None;
            }
        }
    }
}

//! What the generator asks of an assertion keyword.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::instance::Instance;
use super::literal::Literal;
use crate::ir::types::pattern::Dfa;

/// The meaning of an assertion keyword with its value.
pub(crate) trait AssertionKeyword {
    /// Whether it holds for a value. It holds for every value of a type that it is not about.
    fn holds_for(&self, instance: Instance<'_>) -> bool;

    /// Notes the values at which its answer changes.
    fn add_boundaries<'k>(&'k self, boundaries: &mut Boundaries<'k>);

    /// What a sentence says of a value for which it holds.
    fn predicate(&self) -> Predicate;

    /// As JSON Schema.
    fn schema(&self) -> Map<String, Value>;

    /// As the runtime has it.
    fn constant(&self) -> Constant<'_>;
}

/// The type of the values that a keyword is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JsonType {
    Number,
    String,
}

/// Why a keyword cannot have a value, and what to do about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InvalidKeyword {
    pub(crate) message: &'static str,
    pub(crate) help: &'static str,
}

/// Values at which the answers of some assertions change.
#[derive(Debug, Default)]
pub(crate) struct Boundaries<'a> {
    pub(crate) integers: Vec<i64>,
    /// Positive integers by whose multiples the answers differ.
    pub(crate) divisors: BTreeSet<i64>,
    pub(crate) strings: Vec<&'a str>,
    pub(crate) lengths: Vec<u32>,
    /// Each pattern once.
    pub(crate) patterns: Vec<&'a str>,
}

impl<'a> Boundaries<'a> {
    pub(super) fn add(&mut self, literal: &'a Literal) {
        match literal {
            Literal::String(text) => self.strings.push(text),
            Literal::Integer(value) => self.integers.push(*value),
            Literal::Boolean(_) => {}
        }
    }
}

/// A verb and what follows it: "is at least 3".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Predicate {
    pub(crate) verb: Verb,
    pub(crate) complement: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    Be,
    Have,
    Match,
}

/// A variant of the runtime's `Assertion`.
#[derive(Debug)]
pub(crate) struct Constant<'k> {
    pub(crate) variant: &'static str,
    pub(crate) fields: Vec<(&'static str, Expression<'k>)>,
}

#[derive(Debug)]
pub(crate) enum Expression<'k> {
    Integer(i64),
    String(&'k str),
    Option(Option<Box<Expression<'k>>>),
    /// The function that matches a string with a pattern, which the table decides.
    Matches(&'k str, &'k Dfa),
}

//! What a rule asserts of a value, with the meaning that JSON Schema gives it.
//!
//! Each assertion keyword has a file of its own, which holds all that the generator knows of it: how its value is read, when
//! it holds, which values it tells apart, its words, its schema and the constant of the runtime. What combines assertions
//! is here.

mod instance;
mod interval;
mod keyword;
mod length;
mod literal;
mod multiple_of;
mod pattern;
mod range;

use serde_json::{Value, json};

pub(crate) use self::instance::Instance;
pub(crate) use self::keyword::{
    AssertionKeyword, Boundaries, Constant, Expression, InvalidKeyword, JsonType, Predicate, Verb,
};
use self::length::Length;
pub(crate) use self::literal::Literal;
use self::multiple_of::MultipleOf;
use self::pattern::Pattern;
use self::range::Range;
use super::types::pattern::Dfa;

/// A question about a value, answered by yes or no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Assertion {
    /// `const` and `enum`
    OneOf(Vec<Literal>),
    Keyword(Keyword),
    /// A member of a path is there, whatever its value.
    Present,
    Not(Box<Assertion>),
    All(Vec<Assertion>),
}

/// An assertion keyword with its value. Two that bound the same from both sides are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Keyword {
    Range(Range),
    MultipleOf(MultipleOf),
    Length(Length),
    Pattern(Pattern),
}

/// The keywords by what they are about, in the order in which help names them.
const KEYWORDS: [(&str, JsonType); 6] = [
    ("minimum", JsonType::Number),
    ("maximum", JsonType::Number),
    ("multipleOf", JsonType::Number),
    ("pattern", JsonType::String),
    ("minLength", JsonType::String),
    ("maxLength", JsonType::String),
];

impl Keyword {
    /// A keyword that takes an integer, by its name.
    pub(crate) fn from_integer(name: &str, value: i64) -> Result<Self, InvalidKeyword> {
        match name {
            "minimum" => Ok(Self::Range(Range::minimum(value))),
            "maximum" => Ok(Self::Range(Range::maximum(value))),
            "multipleOf" => MultipleOf::new(value).map(Self::MultipleOf),
            "minLength" => Length::minimum(value).map(Self::Length),
            "maxLength" => Length::maximum(value).map(Self::Length),
            _ => Err(InvalidKeyword {
                message: "a rule cannot test a value with this keyword",
                help: "remove it",
            }),
        }
    }

    /// `pattern`, as the spec writes it and as the table that decides it.
    pub(crate) fn from_pattern(source: String, dfa: Dfa) -> Self {
        Self::Pattern(Pattern { source, dfa })
    }

    /// The names of the keywords that say something about values of a type.
    pub(crate) fn names(about: JsonType) -> impl Iterator<Item = &'static str> {
        KEYWORDS.iter().filter(move |(_, of)| *of == about).map(|(name, _)| *name)
    }

    pub(crate) fn meaning(&self) -> &dyn AssertionKeyword {
        match self {
            Self::Range(range) => range,
            Self::MultipleOf(multiple) => multiple,
            Self::Length(length) => length,
            Self::Pattern(pattern) => pattern,
        }
    }

    /// What both of two say, if one keyword can say it.
    fn and(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Range(one), Self::Range(other)) => one.and(other).map(Self::Range),
            (Self::Length(one), Self::Length(other)) => one.and(other).map(Self::Length),
            _ => None,
        }
    }
}

impl Assertion {
    /// Both of two assertions.
    pub(crate) fn and(self, other: Self) -> Self {
        if let (Self::Keyword(one), Self::Keyword(another)) = (&self, &other)
            && let Some(both) = one.and(another)
        {
            return Self::Keyword(both);
        }
        match (self, other) {
            (Self::All(mut all), other) => {
                all.push(other);
                Self::All(all)
            }
            (one, other) => Self::All(vec![one, other]),
        }
    }

    /// The opposite.
    pub(crate) fn negated(self) -> Self {
        Self::Not(Box::new(self))
    }

    /// Whether it holds for a value.
    pub(crate) fn holds_for(&self, instance: Instance<'_>) -> bool {
        match self {
            Self::OneOf(literals) => literals.iter().any(|literal| instance.equals(literal)),
            Self::Keyword(keyword) => keyword.meaning().holds_for(instance),
            Self::Present => true,
            Self::Not(inner) => !inner.holds_for(instance),
            Self::All(all) => all.iter().all(|each| each.holds_for(instance)),
        }
    }

    /// Notes the values at which its answer changes.
    pub(crate) fn add_boundaries<'a>(&'a self, boundaries: &mut Boundaries<'a>) {
        match self {
            Self::OneOf(literals) => literals.iter().for_each(|literal| boundaries.add(literal)),
            Self::Keyword(keyword) => keyword.meaning().add_boundaries(boundaries),
            Self::Present => {}
            Self::Not(inner) => inner.add_boundaries(boundaries),
            Self::All(all) => all.iter().for_each(|each| each.add_boundaries(boundaries)),
        }
    }

    /// As JSON Schema.
    pub(crate) fn schema(&self) -> Value {
        match self {
            Self::OneOf(literals) => {
                json!({ "enum": literals.iter().map(Literal::to_json).collect::<Vec<_>>() })
            }
            Self::Keyword(keyword) => Value::Object(keyword.meaning().schema()),
            Self::Present => json!(true),
            Self::Not(inner) => json!({ "not": inner.schema() }),
            Self::All(all) => json!({ "allOf": all.iter().map(Self::schema).collect::<Vec<_>>() }),
        }
    }
}

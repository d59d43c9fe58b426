//! What could not be read of a response, and where it is. Values are never told: they may be personal data.

use std::fmt;

use crate::messages::sanitized::Sanitized;

/// The maximum number of characters of a path.
const MAX_PATH: usize = 200;

/// A part of a response or an event that could not be read, because it is not what the description says. The rest was read.
///
/// `Display` says where it is and what is wrong with it: `` `flex_flows[3]` is null, not an object ``.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    path: Box<str>,
    problem: Problem,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Problem {
    Missing,
    /// A field of a form with more than one value.
    Ambiguous,
    /// A name or value of a form that cannot be decoded. Says why.
    Malformed(&'static str),
    Type {
        found: &'static str,
        expected: &'static str,
    },
}

impl Unread {
    /// The maximum number of parts that are told of one response.
    pub const MAX: usize = 100;

    /// Where it is in the JSON, such as `integration.retry_count` or `flex_flows[3]`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong, such as `is null, not an object`.
    pub(crate) const fn reason(&self) -> impl fmt::Display {
        self.problem
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.path, self.problem)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("is missing"),
            Self::Ambiguous => f.write_str("has several values"),
            Self::Malformed(why) => f.write_str(why),
            Self::Type { found, expected } => write!(f, "is {found}, not {expected}"),
        }
    }
}

/// A place in JSON: the way to it, kept on the stack, so that it costs nothing unless it is told.
#[derive(Clone, Copy, Debug)]
pub struct Place<'p> {
    above: Option<&'p Place<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'p> {
    Member(&'p str),
    Item(usize),
    Whole,
}

impl<'p> Place<'p> {
    /// The whole body.
    pub(crate) const WHOLE: Self = Self { above: None, step: Step::Whole };

    /// A member of the object at this place.
    pub(crate) const fn member(&'p self, name: &'p str) -> Self {
        Self { above: Some(self), step: Step::Member(name) }
    }

    /// An item of the array at this place.
    pub(crate) const fn item(&'p self, index: usize) -> Self {
        Self { above: Some(self), step: Step::Item(index) }
    }

    /// The path, which is short and has no characters that could forge a line of a log.
    fn path(&self) -> Box<str> {
        let text = self.to_string();
        if text.is_empty() {
            ".".into()
        } else {
            Sanitized { text: &text, limit: MAX_PATH }.to_string().into()
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(above) = self.above {
            above.fmt(f)?;
        }
        match self.step {
            Step::Member(name) => {
                let is_first = self.above.is_none_or(|above| matches!(above.step, Step::Whole));
                f.write_str(if is_first { "" } else { "." })?;
                f.write_str(name)
            }
            Step::Item(index) => write!(f, "[{index}]"),
            Step::Whole => Ok(()),
        }
    }
}

/// Collects what cannot be read while a response is read.
#[derive(Debug, Default)]
pub struct Findings {
    unread: Vec<Unread>,
    failed_at: Option<Box<str>>,
}

impl Findings {
    /// Tells of a value of another type.
    #[cold]
    pub(crate) fn mismatch(&mut self, place: &Place<'_>, found: &'static str, expected: &'static str) {
        self.tell(place, Problem::Type { found, expected });
    }

    /// Tells of a required member that is missing.
    #[cold]
    pub(crate) fn missing(&mut self, place: &Place<'_>) {
        self.tell(place, Problem::Missing);
    }

    /// Tells of a field with several values.
    #[cold]
    pub(crate) fn ambiguous(&mut self, place: &Place<'_>) {
        self.tell(place, Problem::Ambiguous);
    }

    /// Tells of a name or value that cannot be decoded.
    #[cold]
    pub(crate) fn malformed(&mut self, place: &Place<'_>, why: &'static str) {
        self.tell(place, Problem::Malformed(why));
    }

    fn tell(&mut self, place: &Place<'_>, problem: Problem) {
        if self.unread.len() < Unread::MAX {
            self.unread.push(Unread { path: place.path(), problem });
        }
    }

    /// Notes where the text stops being JSON. The first call is the one from the innermost place.
    #[cold]
    pub(crate) fn failed(&mut self, place: &Place<'_>) {
        self.failed_at.get_or_insert_with(|| place.path());
    }

    /// Where the text stops being JSON.
    pub(crate) fn failed_at(&self) -> &str {
        self.failed_at.as_deref().unwrap_or(".")
    }

    /// Everything that could not be read.
    pub(crate) fn into_unread(self) -> Vec<Unread> {
        self.unread
    }
}

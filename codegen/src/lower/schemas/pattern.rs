//! Lowers ECMA-262 patterns to matchers that need no regular expression engine at run time.

pub(crate) mod alphabet;
pub(crate) mod dfa;
pub(crate) mod ecma262;
pub(crate) mod error;
pub(crate) mod fixed_length;
pub(crate) mod match_length;
#[cfg(test)]
mod tests;

use self::error::PatternError;
use self::fixed_length::MAX_FIXED_LENGTH;
use self::match_length::{MatchLength, match_length};
use crate::diagnostic::{Code, Sink};
use crate::document::Spanned;
use crate::ir::{Dfa, Matcher, Pattern};
use crate::lower::names::identifier::shorten;

/// A longer pattern does not fit into a message.
const MAX_SOURCE_BYTES: usize = 1_000;

/// Which texts a pattern matches.
pub(crate) enum Shape {
    /// Texts of one fixed length over ASCII.
    Fixed(Pattern),
    /// Any other texts.
    Variable { dfa: Dfa, shortest: usize, longest: Option<usize> },
}

/// The matcher of a pattern for texts of any length: what a condition on a value needs.
pub(crate) fn matcher(source: &Spanned<String>, sink: &mut Sink) -> Option<Dfa> {
    match lower(source, sink)? {
        Shape::Variable { dfa, .. } | Shape::Fixed(Pattern { matcher: Matcher::Dfa(dfa), .. }) => Some(dfa),
        // Segments can be matched by a DFA as well.
        Shape::Fixed(_) => ecma262::parser::parse(&source.value).and_then(|hir| dfa::build(&hir)).ok(),
    }
}

/// The shape of the texts that a pattern matches; `None` after a report.
pub(crate) fn lower(source: &Spanned<String>, sink: &mut Sink) -> Option<Shape> {
    match shape(&source.value) {
        Ok(Some(shape)) => Some(shape),
        Ok(None) => {
            let message = format!("no string matches `{}`", shorten(&source.value));
            sink.report(Code::EmptyRange, source.span, message, "correct the pattern");
            None
        }
        Err(error) => {
            let (code, message, help) = error.explain(&shorten(&source.value));
            sink.report(code, source.span, message, help);
            None
        }
    }
}

/// Which texts `pattern` matches; `None` where it matches none.
fn shape(pattern: &str) -> Result<Option<Shape>, PatternError> {
    check_text(pattern)?;
    let hir = ecma262::parser::parse(pattern)?;
    let source = pattern.to_owned();
    if let Some(segments) = fixed_length::segments(&hir) {
        let length = segments.iter().map(fixed_length::length).sum();
        if (1..=MAX_FIXED_LENGTH).contains(&length) {
            return Ok(Some(Shape::Fixed(Pattern { source, length, matcher: Matcher::Segments(segments) })));
        }
    }
    let dfa = dfa::build(&hir)?;
    Ok(match_length(&dfa).map(|found| match found {
        MatchLength { shortest: length, longest: Some(longest), ascii: true }
            if length == longest && (1..=MAX_FIXED_LENGTH).contains(&length) =>
        {
            Shape::Fixed(Pattern { source, length, matcher: Matcher::Dfa(dfa) })
        }
        MatchLength { shortest, longest, .. } => Shape::Variable { dfa, shortest, longest },
    }))
}

/// A pattern is printed in docs and in messages, whole and between backticks.
fn check_text(pattern: &str) -> Result<(), PatternError> {
    if pattern.len() > MAX_SOURCE_BYTES {
        let reason = format!("it has more than {MAX_SOURCE_BYTES} bytes");
        return PatternError::unhandled(reason, "shorten it, or list the strings with `enum`");
    }
    let shows = |c: char| c.is_ascii_graphic() || c == ' ' || c.escape_debug().len() == 1;
    if pattern.contains(|c| c == '`' || !shows(c)) {
        let help =
            "write it as an escape: `\\x60` is a backtick, `\\t` a tab, `\\u00a0` a non-breaking space";
        return PatternError::unhandled("an invisible character, or a backtick", help);
    }
    Ok(())
}

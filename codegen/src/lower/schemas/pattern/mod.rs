//! Patterns: ECMA-262 text in, what decides it without a regular expression engine out.

pub(crate) mod alphabet;
pub(crate) mod dfa;
pub(crate) mod ecma262;
pub(crate) mod error;
pub(crate) mod fixed_length;
pub(crate) mod match_length;
#[cfg(test)]
mod tests;

use self::error::Refusal;
use self::match_length::Extent;
use crate::diagnostic::Code;
use crate::document::Spanned;
use crate::ir::{Dfa, Matcher, Pattern};
use crate::lower::Lower;
use crate::lower::names::identifier::shorten;

/// Longer identifiers do not exist; what is longer is kept as any other text.
const MAX_FIXED: usize = 255;

/// In bytes. A longer pattern fits into no message.
const MAX_SOURCE: usize = 1_000;

/// What a pattern is about.
pub(crate) enum Shape {
    /// Texts of one fixed length over ASCII.
    Fixed(Pattern),
    /// Any other texts.
    Variable { automaton: Dfa, shortest: usize, longest: Option<usize> },
}

impl Lower<'_, '_> {
    /// What decides a pattern, whatever the length of its texts: for a condition on a value.
    pub(crate) fn pattern_test(&mut self, source: &Spanned<String>) -> Option<Dfa> {
        match self.pattern(source)? {
            Shape::Variable { automaton, .. }
            | Shape::Fixed(Pattern { matcher: Matcher::Dfa(automaton), .. }) => Some(automaton),
            // Pieces can be matched by a table as well.
            Shape::Fixed(_) => ecma262::parser::parse(&source.value).and_then(|hir| dfa::build(&hir)).ok(),
        }
    }

    pub(crate) fn pattern(&mut self, source: &Spanned<String>) -> Option<Shape> {
        match shape(&source.value) {
            Ok(Some(shape)) => Some(shape),
            Ok(None) => {
                let message = format!("no text matches `{}`", shorten(&source.value));
                self.error(Code::EmptyRange, source.span, message, "correct the pattern");
                None
            }
            Err(refusal) => {
                let (code, message, help) = refusal.explain(&shorten(&source.value));
                self.error(code, source.span, message, help);
                None
            }
        }
    }
}

/// What `pattern` is about; `None` where no text matches.
fn shape(pattern: &str) -> Result<Option<Shape>, Refusal> {
    check_text(pattern)?;
    let hir = ecma262::parser::parse(pattern)?;
    let source = pattern.to_owned();
    if let Some(parts) = fixed_length::parts(&hir) {
        let length = parts.iter().map(fixed_length::length).sum();
        if (1..=MAX_FIXED).contains(&length) {
            return Ok(Some(Shape::Fixed(Pattern { source, length, matcher: Matcher::Segments(parts) })));
        }
    }
    let automaton = dfa::build(&hir)?;
    Ok(match_length::extent(&automaton).map(|extent| match extent {
        Extent { shortest: length, longest: Some(longest), ascii: true }
            if length == longest && (1..=MAX_FIXED).contains(&length) =>
        {
            Shape::Fixed(Pattern { source, length, matcher: Matcher::Dfa(automaton) })
        }
        Extent { shortest, longest, .. } => Shape::Variable { automaton, shortest, longest },
    }))
}

/// A pattern stands in docs and in messages, whole and between backticks.
fn check_text(pattern: &str) -> Result<(), Refusal> {
    if pattern.len() > MAX_SOURCE {
        let reason = format!("it has more than {MAX_SOURCE} bytes");
        return Refusal::unhandled(reason, "shorten it; which of many texts it is says `enum`");
    }
    let shows = |c: char| c.is_ascii_graphic() || c == ' ' || c.escape_debug().len() == 1;
    if pattern.contains(|c| c == '`' || !shows(c)) {
        let help = "write it as an escape: `\\x60` is a backtick, `\\t` a tab, `\\u00a0` a space that does not break";
        return Refusal::unhandled("a character that cannot be seen, or a backtick", help);
    }
    Ok(())
}

//! Patterns: ECMA-262 text to pieces of fixed length.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::Lower;
use crate::diagnostic::Code;
use crate::document::Spanned;
use crate::ir::{Part, Pattern};

/// Longer identifiers do not exist; a larger count is a mistake or an attack on the compiler.
const MAX_LENGTH: usize = 255;

impl Lower<'_, '_> {
    pub(super) fn pattern(&mut self, source: &Spanned<String>) -> Option<Pattern> {
        if let Some(found) = foreign(&source.value) {
            let message =
                format!("`{}` is not read in patterns: {found}", super::name::shorten(&source.value));
            let help = "write what ECMA-262 and every other engine read alike: literals, classes and counts";
            self.error(Code::PatternShape, source.span, message, help);
            return None;
        }
        // Bytes, not Unicode: in ECMA-262 `\d` is ASCII.
        let parsed = ParserBuilder::new().unicode(false).utf8(false).build().parse(&source.value);
        let hir = match parsed {
            Ok(hir) => hir,
            Err(error) => {
                let reason = match &error {
                    regex_syntax::Error::Parse(error) => error.kind().to_string(),
                    regex_syntax::Error::Translate(error) => error.kind().to_string(),
                    _ => "it cannot be read".to_owned(),
                };
                let message = format!("`{source}` is not a regular pattern: {reason}");
                let help = "leave out look-around and back-references; check brackets and escapes";
                self.error(Code::NotRegular, source.span, message, help);
                return None;
            }
        };
        let parts = parts(&hir);
        let length = parts.as_ref().map_or(0, |parts| parts.iter().map(Part::length).sum());
        if length == 0 || length > MAX_LENGTH {
            let message = format!("`{source}` is not a pattern of one fixed length");
            let help =
                "anchor it with `^` and `$`, and write literals and classes with a count: `^FO[0-9a-f]{32}$`";
            self.error(Code::PatternShape, source.span, message, help);
            return None;
        }
        Some(Pattern { source: source.value.clone(), length, parts: parts? })
    }
}

/// What one regex syntax reads and another reads differently, or docs cannot show.
fn foreign(pattern: &str) -> Option<&'static str> {
    if pattern.contains(|c: char| c == '`' || !(' '..='~').contains(&c)) {
        return Some("a character that is not printable ASCII, or a backtick");
    }
    if pattern.contains("\\A") || pattern.contains("\\z") {
        return Some("an anchor other than `^` and `$`");
    }
    // Look-around is left to the parser, whose message is better.
    let flags = |tail: &str| !tail.starts_with([':', '=', '!', '<']);
    if pattern.split("(?").skip(1).any(flags) {
        return Some("a flag");
    }
    let mut inside = false;
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let skip = if c == '\\' { 2 } else { 1 };
        match c {
            '[' if inside => return Some("a bracket inside a class"),
            '[' => inside = true,
            ']' => inside = false,
            '&' | '~' | '-' if inside && rest[1..].starts_with(c) => {
                return Some("an operator inside a class");
            }
            _ => {}
        }
        rest = rest.get(skip..).unwrap_or_default();
    }
    None
}

impl Part {
    fn length(&self) -> usize {
        match self {
            Self::Literal(text) => text.len(),
            Self::Class { count, .. } => *count,
        }
    }
}

/// The pieces of an anchored pattern; `None` for any other shape.
fn parts(hir: &Hir) -> Option<Vec<Part>> {
    let HirKind::Concat(items) = hir.kind() else {
        return None;
    };
    let [first, middle @ .., last] = items.as_slice() else {
        return None;
    };
    let anchored =
        matches!(first.kind(), HirKind::Look(Look::Start)) && matches!(last.kind(), HirKind::Look(Look::End));
    anchored.then(|| middle.iter().map(part).collect::<Option<Vec<_>>>())?
}

fn part(hir: &Hir) -> Option<Part> {
    match hir.kind() {
        HirKind::Literal(literal) if literal.0.is_ascii() => {
            Some(Part::Literal(String::from_utf8(literal.0.to_vec()).ok()?))
        }
        HirKind::Class(class) => Some(Part::Class { ranges: ranges(class)?, count: 1 }),
        HirKind::Repetition(repetition) => {
            let count = usize::try_from(repetition.min).ok()?;
            let fixed = repetition.max == Some(repetition.min);
            match (fixed, repetition.sub.kind()) {
                (true, HirKind::Class(class)) => Some(Part::Class { ranges: ranges(class)?, count }),
                (true, HirKind::Literal(literal)) if literal.0.is_ascii() && count <= MAX_LENGTH => {
                    Some(Part::Literal(std::str::from_utf8(&literal.0).ok()?.repeat(count)))
                }
                _ => None,
            }
        }
        HirKind::Capture(capture) => part(&capture.sub),
        _ => None,
    }
}

fn ranges(class: &Class) -> Option<Vec<(char, char)>> {
    let Class::Bytes(bytes) = class else { return None };
    let ranges = bytes.ranges().iter();
    let ascii =
        ranges.map(|range| range.end().is_ascii().then(|| (range.start().into(), range.end().into())));
    ascii.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(source: &str) -> Option<Vec<Part>> {
        let hir = ParserBuilder::new().unicode(false).utf8(false).build().parse(source).ok()?;
        parts(&hir)
    }

    #[test]
    fn a_sid_is_a_literal_and_a_class() {
        let class = Part::Class { ranges: vec![('0', '9'), ('A', 'F'), ('a', 'f')], count: 32 };
        assert_eq!(shape("^FO[0-9a-fA-F]{32}$"), Some(vec![Part::Literal("FO".to_owned()), class]));
    }

    #[test]
    fn anything_without_a_fixed_length_or_anchors_is_refused() {
        for source in ["FO[0-9]{32}", "^FO[0-9]+$", "^a|b$", "^.*$", "^(ab){2,3}$", "^é$", "^[^a]$"] {
            assert_eq!(shape(source), None, "{source}");
        }
    }
}

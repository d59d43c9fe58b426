//! Tests of patterns: against the text of ECMA-262, against an engine for it, and with adversarial patterns.

pub(crate) mod adversarial;
pub(crate) mod differential;
pub(crate) mod ecma262;
pub(crate) mod input_strings;
pub(crate) mod pattern_samples;
pub(crate) mod random_patterns;

use super::error::PatternError;
use super::{Shape, shape};
use crate::ir::{Dfa, Matcher, Pattern, Segment};

/// What decides a pattern.
enum Decider {
    Fixed(Pattern),
    Variable(Dfa),
}

impl Decider {
    fn matches(&self, text: &str) -> bool {
        match self {
            Self::Fixed(pattern) => pattern.matches(text),
            Self::Variable(dfa) => dfa.matches(text),
        }
    }

    fn dfa(&self) -> Option<&Dfa> {
        match self {
            Self::Fixed(Pattern { matcher: Matcher::Dfa(dfa), .. }) | Self::Variable(dfa) => Some(dfa),
            Self::Fixed(_) => None,
        }
    }
}

fn decider(pattern: &str) -> Result<Option<Decider>, PatternError> {
    Ok(shape(pattern)?.map(|shape| match shape {
        Shape::Fixed(pattern) => Decider::Fixed(pattern),
        Shape::Variable { dfa, .. } => Decider::Variable(dfa),
    }))
}

fn segments_of(pattern: &str) -> Option<Vec<Segment>> {
    match shape(pattern) {
        Ok(Some(Shape::Fixed(Pattern { matcher: Matcher::Segments(segments), .. }))) => Some(segments),
        _ => None,
    }
}

#[test]
fn a_sid_is_a_literal_and_a_class() {
    let class = Segment::Class { ranges: vec![('0', '9'), ('A', 'F'), ('a', 'f')], count: 32 };
    assert_eq!(segments_of("^FO[0-9a-fA-F]{32}$"), Some(vec![Segment::Literal("FO".to_owned()), class]));
}

#[test]
fn anything_without_a_fixed_length_or_anchors_has_no_segments() {
    for source in ["FO[0-9]{32}", "^FO[0-9]+$", "^a|b$", "^.*$", "^(ab){2,3}$", "^é$", "^[^a]$", "^$", "^[]$"]
    {
        assert_eq!(segments_of(source), None, "{source}");
    }
}

#[test]
fn what_is_of_one_length_is_fixed_however_it_is_written() {
    for (source, length) in [("^(SM|MM)[0-9a-f]{32}$", 34), ("^(?:ab|cd)$|^ef$", 2), ("^a(b{2}|cd)\\d$", 4)] {
        let Ok(Some(Decider::Fixed(pattern))) = decider(source) else { panic!("{source}") };
        assert_eq!(pattern.length, length, "{source}");
    }
    for source in ["^(SM|MMM)$", "SM", "^SM", "^[é-ü]{2}$", "^$"] {
        assert!(matches!(decider(source), Ok(Some(Decider::Variable(_)))), "{source}");
    }
}

#[test]
fn lengths_of_texts_are_known() {
    let lengths = |source: &str| match shape(source).unwrap() {
        Some(Shape::Variable { shortest, longest, .. }) => Some((shortest, longest)),
        _ => None,
    };
    assert_eq!(lengths("^$"), Some((0, Some(0))));
    assert_eq!(lengths("^a{2,5}$"), Some((2, Some(5))));
    assert_eq!(lengths("^[é☎😀]{2,5}$"), Some((2, Some(5))));
    assert_eq!(lengths("^.{1,3}$"), Some((1, Some(3))));
    assert_eq!(lengths("^(a|bcd|efghi)$"), Some((1, Some(5))));
    assert_eq!(lengths("^ab"), Some((2, None)));
    assert_eq!(lengths("a*"), Some((0, None)));
    assert_eq!(lengths("^(ab)+$"), Some((2, None)));
    assert_eq!(lengths("^BU[0-9a-f]{32}(,BU[0-9a-f]{32}){0,19}$"), Some((34, Some(34 + 19 * 35))));
}

#[test]
fn a_pattern_that_nothing_matches_is_found() {
    for source in ["[]", "a^", "^a$b", "$a", "a\\bb", "^[^\\s\\S]$", "\\ud800", "^(?:a[])$"] {
        assert!(matches!(shape(source), Ok(None)), "{source}");
    }
    assert!(matches!(shape("^[]*$"), Ok(Some(_))), "the empty text");
}

//! Reduces the characters of a regular expression to a small alphabet.
//!
//! Each *symbol* is a byte that represents all characters that the expression does not distinguish. A DFA over symbols
//! takes one step for each character: `.{1,100}` has 102 states, where over UTF-8 it would have a thousand.

use std::collections::{BTreeMap, BTreeSet};

use regex_syntax::hir::{Class, ClassBytes, ClassBytesRange, ClassUnicode, Hir, HirKind, Repetition};

use super::ecma262::character_class;

/// Which symbol represents a character.
pub(crate) struct Alphabet {
    /// The first character of each run, ascending, and its symbol. Surrogates are part of the run before them.
    pub(crate) runs: Vec<(u32, u8)>,
}

impl Alphabet {
    /// The alphabet of `hir`; `None` where it distinguishes too many characters.
    pub(crate) fn of(hir: &Hir) -> Option<Self> {
        let mut sets = BTreeSet::new();
        collect(hir, &mut sets);
        // For anchors: `\b` asks of a symbol whether it is a word character, as it would of a byte.
        let word = points(&character_class::word());
        sets.insert(word.clone());
        let mut cuts = BTreeSet::from([0, 0x80]);
        cuts.extend(sets.iter().flatten().flat_map(|(low, high)| [*low, high + 1]));
        let mut words = (0..=u8::MAX).filter(|byte| is_word(*byte));
        let mut others = (0..=u8::MAX).filter(|byte| !is_word(*byte));
        let mut symbols: BTreeMap<Vec<bool>, u8> = BTreeMap::new();
        let mut runs: Vec<(u32, u8)> = Vec::new();
        for start in cuts {
            // All characters up to the next cut are in the same sets.
            let signature: Vec<bool> = sets.iter().map(|set| contains(set, start)).collect();
            let symbol = match symbols.get(&signature) {
                Some(symbol) => *symbol,
                None => {
                    let symbol = if contains(&word, start) { words.next() } else { others.next() }?;
                    symbols.insert(signature, symbol);
                    symbol
                }
            };
            runs.push((start, symbol));
        }
        Some(Self { runs })
    }

    /// Every symbol there is.
    pub(crate) fn symbols(&self) -> BTreeSet<u8> {
        self.runs.iter().map(|(_, symbol)| *symbol).collect()
    }

    fn symbol(&self, point: u32) -> u8 {
        let after = self.runs.partition_point(|(start, _)| *start <= point);
        after.checked_sub(1).map_or(0, |at| self.runs[at].1)
    }

    /// The expression over symbols.
    pub(crate) fn translate(&self, hir: &Hir) -> Hir {
        match hir.kind() {
            HirKind::Empty => Hir::empty(),
            HirKind::Literal(literal) => {
                let symbols: Vec<u8> =
                    String::from_utf8_lossy(&literal.0).chars().map(|c| self.symbol(c.into())).collect();
                Hir::literal(symbols)
            }
            HirKind::Class(class) => {
                let set = points_of(class);
                let inside = self.runs.iter().filter(|(start, _)| contains(&set, *start));
                let ranges = inside.map(|(_, symbol)| ClassBytesRange::new(*symbol, *symbol));
                Hir::class(Class::Bytes(ClassBytes::new(ranges)))
            }
            HirKind::Look(look) => Hir::look(*look),
            HirKind::Repetition(repetition) => {
                let sub = Box::new(self.translate(&repetition.sub));
                Hir::repetition(Repetition { sub, ..*repetition })
            }
            HirKind::Capture(capture) => self.translate(&capture.sub),
            HirKind::Concat(items) => Hir::concat(items.iter().map(|item| self.translate(item)).collect()),
            HirKind::Alternation(items) => {
                Hir::alternation(items.iter().map(|item| self.translate(item)).collect())
            }
        }
    }
}

/// Characters as ascending ranges of code points.
type Points = Vec<(u32, u32)>;

fn points(class: &ClassUnicode) -> Points {
    class.iter().map(|range| (range.start().into(), range.end().into())).collect()
}

fn points_of(class: &Class) -> Points {
    match class {
        Class::Unicode(class) => points(class),
        Class::Bytes(class) => class.iter().map(|range| (range.start().into(), range.end().into())).collect(),
    }
}

fn contains(set: &Points, point: u32) -> bool {
    let after = set.partition_point(|(low, _)| *low <= point);
    after.checked_sub(1).is_some_and(|at| point <= set[at].1)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The sets of characters that the expression names.
fn collect(hir: &Hir, sets: &mut BTreeSet<Points>) {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let text = String::from_utf8_lossy(&literal.0);
            sets.extend(text.chars().map(|c| vec![(c.into(), c.into())]));
        }
        HirKind::Class(class) => {
            sets.insert(points_of(class));
        }
        HirKind::Repetition(repetition) => collect(&repetition.sub, sets),
        HirKind::Capture(capture) => collect(&capture.sub, sets),
        HirKind::Concat(items) | HirKind::Alternation(items) => {
            for item in items {
                collect(item, sets);
            }
        }
        HirKind::Empty | HirKind::Look(_) => {}
    }
}

//! Texts to match with a pattern: some that match, some that nearly do, and others.

use regex_syntax::hir::{Class, Hir, HirKind};

/// The numbers of a linear congruential generator: the same in every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn roll(&mut self) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap()
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.roll() % bound
    }
}

/// Characters that some pattern or other tells apart from their neighbours.
const ODD: &str = "azAFGZ09_-.,/:@[]^&~+ \0\t\n\u{b}\r\u{7f}\u{80}\u{85}\u{a0}éüýΣσ\u{663}\u{7ff}\u{800}\u{1680}\
                   \u{180e}\u{2028}\u{2029}\u{212a}☎\u{d7ff}\u{e000}\u{feff}\u{ffff}\u{10000}😀😎\u{10ffff}";

/// About `count` texts for `hir`.
pub(crate) fn texts(hir: &Hir, count: usize, dice: &mut Dice) -> Vec<String> {
    let odd: Vec<char> = ODD.chars().collect();
    let mut texts = vec![String::new()];
    for _ in 0..count {
        let mut text: Vec<char> = Vec::new();
        sample(hir, dice, &mut text);
        texts.push(text.iter().collect());
        for _ in 0..3 {
            mutate(&mut text, &odd, dice);
            texts.push(text.iter().collect());
        }
        texts.push((0..dice.below(8)).map(|_| char::from(u8::try_from(dice.below(128)).unwrap())).collect());
        texts.push((0..dice.below(5)).map(|_| odd[dice.below(odd.len())]).collect());
    }
    texts
}

/// A text that matches, but for anchors and boundaries in the middle.
fn sample(hir: &Hir, dice: &mut Dice, text: &mut Vec<char>) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Bytes(_)) => {}
        HirKind::Literal(literal) => text.extend(String::from_utf8_lossy(&literal.0).chars()),
        HirKind::Class(Class::Unicode(class)) => {
            let ranges = class.ranges();
            if let Some(range) = ranges.get(dice.below(ranges.len().max(1))) {
                let (low, high) = (u32::from(range.start()), u32::from(range.end()));
                // The ends are where mistakes are made.
                let point = match dice.below(4) {
                    0 => low,
                    1 => high,
                    _ => low + u32::try_from(dice.below((high - low) as usize + 1)).unwrap(),
                };
                text.push(char::from_u32(point).unwrap_or(range.start()));
            }
        }
        HirKind::Repetition(repetition) => {
            let more = repetition.max.map_or(4, |max| (max - repetition.min).min(4)) as usize;
            for _ in 0..repetition.min as usize + dice.below(more + 1) {
                sample(&repetition.sub, dice, text);
            }
        }
        HirKind::Capture(capture) => sample(&capture.sub, dice, text),
        HirKind::Concat(items) => items.iter().for_each(|item| sample(item, dice, text)),
        HirKind::Alternation(items) => sample(&items[dice.below(items.len())], dice, text),
    }
}

/// Removes, repeats, replaces or adds a character.
fn mutate(text: &mut Vec<char>, odd: &[char], dice: &mut Dice) {
    let (at, odd) = (dice.below(text.len() + 1), odd[dice.below(odd.len())]);
    match (dice.below(5), text.get(at).copied()) {
        (0, Some(_)) => {
            text.remove(at);
        }
        (1, Some(c)) => text.insert(at, c),
        (2, Some(_)) => text[at] = odd,
        (3, Some(c)) => {
            let next = char::from_u32(u32::from(c) + 1).unwrap_or('\0');
            text[at] = if dice.below(2) == 0 { next } else { c.to_ascii_uppercase() };
        }
        _ => text.insert(at, odd),
    }
}

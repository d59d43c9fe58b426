//! What the check of a text with a pattern costs, against `regex`: the types are those that the generator made of a spec.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark is read, not used")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use regex::Regex;

#[allow(dead_code, unreachable_pub, reason = "written for a crate of its own")]
// Goldens keep the form in which they are generated.
#[rustfmt::skip]
#[path = "../tests/golden/patterns/expected/src/order/types.rs"]
mod types;

use types::{Bundles, Contains, Phone, Word};

/// A text that matches, and the same check by both.
struct Pair {
    name: &'static str,
    text: &'static str,
    generated: fn(&str) -> bool,
    /// The pattern as `regex` writes what ECMA-262 means.
    pattern: &'static str,
}

const PAIRS: [Pair; 4] = [
    Pair {
        name: "a phone number",
        text: "+491701234567",
        generated: Phone::matches,
        pattern: r"^\+[1-9][0-9]{1,14}$",
    },
    Pair {
        name: "a list of four identifiers",
        text: "BU0123456789,BU0123456789,BU0123456789,BU0123456789",
        generated: Bundles::matches,
        pattern: "^BU[0-9a-f]{10}(,BU[0-9a-f]{10}){0,19}$",
    },
    Pair {
        name: "a word beyond ASCII",
        text: "Größenänderungsgeschäftsführer",
        generated: Word::matches,
        pattern: r"^\p{Script=Latin}+$",
    },
    Pair {
        name: "a part of a long text",
        text: "the quick brown fox jumps over the lazy dog, and only then comes what is looked for: OR42",
        generated: Contains::matches,
        pattern: "OR[0-9]{2}",
    },
];

fn variable(c: &mut Criterion) {
    for Pair { name, text, generated, pattern } in PAIRS {
        let regex = Regex::new(pattern).unwrap();
        assert!(generated(text) && regex.is_match(text));
        let mut group = c.benchmark_group(name);
        group.bench_function("generated matches", |b| b.iter(|| generated(black_box(text))));
        group.bench_function("regex is_match", |b| b.iter(|| regex.is_match(black_box(text))));
        group.finish();
    }
}

criterion_group!(benches, variable);
criterion_main!(benches);

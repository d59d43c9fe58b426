//! Broken input: specs cut short and specs with a wrong byte come in, diagnostics or a crate go out. Never a panic.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};

use support::{Files, beside, files, folders, sources, twilio_flex};

/// Bytes that mean something to YAML, JSON pointers, patterns or Rust; the others are drawn from all there are.
const TELLING: &[u8] = b"\n :-{}[]'\"#&*!|>%@`$^(),0\t\\/~?=";

#[test]
fn a_file_that_ends_early_is_no_reason_to_panic() {
    let spec = twilio_flex();
    for (path, bytes) in &spec {
        // A stride that is prime meets all kinds of places; short files are cut at more of them.
        let stride = if bytes.len() > 4_000 { 211 } else { 29 };
        for end in (0..bytes.len()).step_by(stride) {
            survives(&with(&spec, path, bytes[..end].to_vec()), &format!("{path} up to byte {end}"));
        }
    }
}

#[test]
fn a_wrong_byte_is_no_reason_to_panic() {
    let mut random = Random(0x5eed);
    let specs: Vec<Files> = folders(&beside("golden"))
        .iter()
        .map(|name| files(&beside("golden").join(name).join("spec")))
        .collect();
    for round in 0..2_000 {
        let spec = random.pick(&specs);
        let (path, bytes) = spec.iter().nth(random.below(spec.len())).unwrap();
        let at = random.below(bytes.len());
        let mut changed = bytes.clone();
        match random.below(3) {
            0 => changed[at] = *random.pick(TELLING),
            1 => changed[at] = u8::try_from(random.below(256)).unwrap(),
            _ => drop(changed.remove(at)),
        }
        survives(&with(spec, path, changed), &format!("round {round}: {path}, byte {at}"));
    }
}

#[test]
fn a_line_that_moves_or_goes_is_no_reason_to_panic() {
    let mut random = Random(0x11e5);
    let spec = twilio_flex();
    let text = String::from_utf8(spec["v1/flex_flow.yaml"].clone()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    for round in 0..300 {
        let mut changed = lines.clone();
        let line = changed.remove(random.below(lines.len()));
        if random.below(2) == 0 {
            changed.insert(random.below(lines.len()), line);
        }
        let changed = changed.join("\n").into_bytes();
        survives(&with(&spec, "v1/flex_flow.yaml", changed), &format!("round {round}: {line}"));
    }
}

#[test]
fn a_word_in_the_place_of_another_is_no_reason_to_panic() {
    let mut random = Random(0x0ddb);
    let names = folders(&beside("golden"));
    for round in 0..2_000 {
        let name = random.pick(&names);
        let spec = files(&beside("golden").join(name).join("spec"));
        let (path, bytes) = spec.iter().nth(random.below(spec.len())).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        let words: Vec<&str> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let (old, new) = (*random.pick(&words), *random.pick(&words));
        // Here and there, or everywhere, so that references follow.
        let count = if random.below(2) == 0 { 1 } else { usize::MAX };
        let changed = text.replacen(old, new, count).into_bytes();
        survives(&with(&spec, path, changed), &format!("round {round}: {name}/{path}, {new} for {old}"));
    }
}

fn with(spec: &Files, path: &str, bytes: Vec<u8>) -> Files {
    let mut spec = spec.clone();
    spec.insert(path.to_owned(), bytes);
    spec
}

/// Fails when the generator panics, says nothing, or cannot draw what it says.
fn survives(spec: &Files, what: &str) {
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let sources = sources(spec);
        let (found, crates) = match flex_codegen::generate(&sources) {
            Ok(generated) => (generated.warnings, 1),
            Err(found) => (found, 0),
        };
        crates + found.render(&sources, true).len().min(found.reports(&sources).count())
    }));
    assert!(outcome.is_ok_and(|said| said > 0), "{what}");
}

/// Knuth's MMIX generator: the same numbers on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }
}

//! Inputs that are nearly right: good ones come in, broken ones go into a target of fuzzing, the same on every run.
//!
//! libFuzzer looks for inputs in a better way and for longer (`cargo xtask fuzz`); this finds on every run what it found once.

#![allow(dead_code, reason = "every test is a crate of its own and uses a part of this")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic as tests do")]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Bytes that mean something to YAML, JSON, forms, pointers, patterns or Rust; the others are drawn from all there are.
const TELLING: &[u8] = b"\n :-{}[]'\"#&*!|>%@`$^(),0\t\\/~?=+.";

/// An input and what it is called.
pub(crate) type Seed = (String, Vec<u8>);

/// The seeds of a target that are committed, out of `folder/target`. The names of those that once broke something say what.
pub(crate) fn seeds(folder: &Path, target: &str) -> Vec<Seed> {
    let entries = fs::read_dir(folder.join(target)).into_iter().flatten().map(Result::unwrap);
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    paths.iter().map(|path| (name(path), fs::read(path).unwrap())).collect()
}

/// A function that panics where an input breaks what must hold.
#[derive(Clone, Copy)]
pub(crate) struct Target {
    /// As `cargo xtask fuzz` calls it.
    pub(crate) name: &'static str,
    pub(crate) run: fn(&[u8]),
}

impl Target {
    /// Runs every seed as it is.
    pub(crate) fn take(self, seeds: &[Seed]) {
        for (name, seed) in seeds {
            self.survive(seed, name);
        }
    }

    /// Runs `rounds` inputs, each of them a seed with one to three changes.
    pub(crate) fn attack(self, seeds: &[Seed], rounds: usize) {
        let mut random = Random(0x5eed);
        for round in 0..rounds {
            let (name, seed) = random.pick(seeds);
            let mut input = seed.clone();
            for _ in 0..=random.below(3) {
                input = change(&input, seeds, &mut random);
            }
            self.survive(&input, &format!("round {round}, from {name}"));
        }
    }

    /// Runs one input; where it breaks something, it is kept, so that it can be looked at.
    pub(crate) fn survive(self, input: &[u8], what: &str) {
        if catch_unwind(AssertUnwindSafe(|| (self.run)(input))).is_err() {
            let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
            let kept = folder.join(format!("fuzz-{}-{:016x}", self.name, hash(input)));
            fs::write(&kept, input).unwrap();
            let kept = kept.display();
            panic!("{what}: kept as {kept}; once more: cargo xtask fuzz {} {kept}", self.name);
        }
    }
}

/// One change.
fn change(input: &[u8], seeds: &[Seed], random: &mut Random) -> Vec<u8> {
    let mut changed = input.to_vec();
    let at = random.below(input.len() + 1);
    match random.below(8) {
        0 => changed.truncate(at),
        1 => changed.insert(at, *random.pick(TELLING)),
        2 if at < input.len() => changed[at] = u8::try_from(random.below(256)).unwrap(),
        3 if at < input.len() => drop(changed.remove(at)),
        4 => move_line(&mut changed, random),
        5 => {
            // A piece of any seed.
            let (_, other) = random.pick(seeds);
            let from = random.below(other.len() + 1);
            let length = random.below(40).min(other.len() - from);
            changed.splice(at..at, other[from..from + length].iter().copied());
        }
        _ => swap_word(&mut changed, seeds, random),
    }
    changed
}

/// A line elsewhere, or nowhere.
fn move_line(input: &mut Vec<u8>, random: &mut Random) {
    let mut lines: Vec<&[u8]> = input.split_inclusive(|byte| *byte == b'\n').collect();
    if lines.is_empty() {
        return;
    }
    let line = lines.remove(random.below(lines.len()));
    if random.below(2) == 0 {
        lines.insert(random.below(lines.len() + 1), line);
    }
    *input = lines.concat();
}

/// A word of some seed in the place of another, here and there or everywhere, so that what refers to it follows.
fn swap_word(input: &mut Vec<u8>, seeds: &[Seed], random: &mut Random) {
    let (_, other) = random.pick(seeds);
    let (Ok(text), Ok(other)) = (str::from_utf8(input), str::from_utf8(other)) else { return };
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let (old, new) = (words(text), words(other));
    if old.is_empty() || new.is_empty() {
        return;
    }
    let count = if random.below(2) == 0 { 1 } else { usize::MAX };
    *input = text.replacen(random.pick(&old).as_str(), random.pick(&new).as_str(), count).into_bytes();
}

/// FNV-1a: a name for an input.
fn hash(input: &[u8]) -> u64 {
    input.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Knuth's MMIX generator: the same numbers on every run.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    pub(crate) fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }
}

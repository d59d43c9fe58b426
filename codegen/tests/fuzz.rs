//! Broken input: specs and patterns that are nearly right come in, diagnostics or a crate go out. What has to hold for them is
//! said in `fuzz/src`, for libFuzzer and for these tests alike.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic as tests do")]

mod support;

#[allow(unreachable_pub, reason = "public for libFuzzer")]
#[path = "../fuzz/src/bundle.rs"]
mod bundle;
#[path = "../fuzz/src/matcher.rs"]
mod matcher;
#[allow(unreachable_pub, reason = "public for libFuzzer")]
#[path = "../fuzz/src/pattern.rs"]
mod pattern;
#[allow(unreachable_pub, reason = "public for libFuzzer")]
#[path = "../fuzz/src/spec.rs"]
mod spec;

use support::diagnosis::{bad_spec, bad_specs};
use support::mutation::{Seed, Target, seeds};
use support::{Files, beside, files, folders, root, twilio_flex};

const SPEC: Target = Target { name: "spec", run: spec::run };
const PATTERN: Target = Target { name: "pattern", run: pattern::run };

#[test]
fn a_bundle_comes_apart_as_it_was_put_together() {
    for (_, spec) in specs() {
        let parts: Files = spec::split(&join(&spec)).into_iter().collect();
        assert_eq!(parts, spec);
    }
    let parts = spec::split(b"no file\n==> a b.yaml\nx\n\n==>\n==> c");
    assert_eq!(parts, [("a b.yaml".to_owned(), b"x\n\n==>\n".to_vec()), ("c".to_owned(), Vec::new())]);
}

#[test]
fn what_has_to_hold_for_specs_holds_for_seeds() {
    SPEC.take(&committed("spec"));
    SPEC.take(&bundles());
}

#[test]
fn a_file_that_ends_early_is_no_trouble() {
    // A stride that is prime meets all kinds of places.
    for name in ["objects", "two_discriminators", "headers"] {
        ends_early(&golden_spec(name), 31);
    }
    ends_early(&twilio_flex(), 9_973);
}

fn ends_early(spec: &Files, stride: usize) {
    for (path, bytes) in spec {
        for end in (0..bytes.len()).step_by(stride) {
            let mut cut = spec.clone();
            cut.insert(path.clone(), bytes[..end].to_vec());
            SPEC.survive(&join(&cut), &format!("{path} up to byte {end}"));
        }
    }
}

#[test]
fn what_has_to_hold_for_specs_holds_for_those_that_are_nearly_right() {
    SPEC.attack(&bundles(), 3_000);
    let whole = [("twilio-flex".to_owned(), join(&twilio_flex()))];
    SPEC.attack(&whole, 10);
}

#[test]
fn what_has_to_hold_for_patterns_holds() {
    let seeds = committed("pattern");
    assert!(seeds.len() > 5);
    PATTERN.take(&seeds);
    PATTERN.attack(&seeds, 3_000);
}

fn committed(target: &str) -> Vec<Seed> {
    seeds(&root().join("codegen/fuzz/seeds"), target)
}

/// The specs of the other tests, each as one input.
fn bundles() -> Vec<Seed> {
    specs().into_iter().map(|(name, spec)| (name, join(&spec))).collect()
}

fn specs() -> Vec<(String, Files)> {
    let golden =
        folders(&beside("golden")).into_iter().map(|name| (format!("golden/{name}"), golden_spec(&name)));
    let bad = bad_specs().into_iter().map(|name| (format!("diagnostics/{name}"), bad_spec(&name)));
    golden.chain(bad).collect()
}

fn golden_spec(name: &str) -> Files {
    files(&beside("golden").join(name).join("spec"))
}

fn join(spec: &Files) -> Vec<u8> {
    bundle::join(spec.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())))
}

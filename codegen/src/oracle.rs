//! Differential tests of the rules: random rule sets go through the real stages, and the validators and builders that result
//! are compared with the `jsonschema` crate, which reads the same schema from the text of the spec.
//!
//! `ORACLE_RULE_SETS` and `ORACLE_SEED` set the number of rule sets and the seed; `cargo xtask oracle` sets them. A failing
//! rule set is shrunk before it is shown.

mod comparisons;
mod field_kind;
mod generators;
mod regressions;
mod shrinking;
mod spec;
mod validators;
mod value_types;

use self::comparisons::{Counts, INSTANCES, compare_catching_panics};
use self::generators::random::Random;
use self::generators::rule_set;
use self::shrinking::shrink;
use self::spec::Spec;

#[test]
fn random_rule_sets_are_judged_alike() {
    let sets = number("ORACLE_RULE_SETS", 500);
    let seed = number("ORACLE_SEED", 1);
    let mut counts = Counts::default();
    for round in 0..sets {
        let seed = (u64::from(seed) << 32) + u64::from(round);
        let mut random = Random::new(seed);
        let spec = rule_set::spec(&mut random);
        if let Err(problem) = compare_catching_panics(&spec, &mut random, INSTANCES, &mut counts) {
            panic!("rule set {round}: {problem}\n{}", smallest(spec, seed, &problem));
        }
    }
    let refused: usize = counts.refused.values().sum();
    println!(
        "oracle: {sets} rule sets (seed {seed}), {} accepted and decided alike: {} instances ({} valid), {} chains ({} \
         built), {} requests reached, {} spaces enumerated, {} examples; {refused} refused: {:?}",
        counts.accepted,
        counts.instances,
        counts.valid,
        counts.chains,
        counts.built,
        counts.reached,
        counts.spaces,
        counts.examples,
        counts.refused
    );
    assert!(counts.accepted * 10 > usize::try_from(sets).unwrap() * 4, "too few rule sets are accepted");
    assert!(counts.valid * 5 > counts.instances, "too few instances are valid");
    assert!(counts.built > 0 && counts.reached > 0 && counts.spaces > 0);
}

fn number(variable: &str, otherwise: u32) -> u32 {
    std::env::var(variable).map_or(otherwise, |text| text.parse().unwrap())
}

/// The smallest rule set that fails in the same way as `spec`, with the problem.
fn smallest(spec: Spec, seed: u64, wanted: &str) -> String {
    // A smaller rule set that fails for another reason does not count.
    let kind = |problem: &str| problem.split(' ').next().unwrap_or_default().to_owned();
    let problem = |spec: &Spec| {
        let run = |run: u64| {
            let (mut random, mut counts) = (Random::new(seed ^ run), Counts::default());
            compare_catching_panics(spec, &mut random, 3 * INSTANCES, &mut counts).err()
        };
        (0..4).filter_map(run).find(|problem| kind(problem) == kind(wanted))
    };
    let spec = shrink(spec, &|spec| problem(spec).is_some());
    format!("{}\n{}", problem(&spec).unwrap_or_default(), spec.text())
}

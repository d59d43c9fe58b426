//! Rules judged by somebody else: random rule sets go through the real stages, and the jsonschema crate judges the validators
//! and the builders that come of it, on the schema as it stands in the spec.
//!
//! `ORACLE_RULE_SETS` and `ORACLE_SEED` choose how many there are, and which; `cargo xtask oracle` sets them. What fails is
//! shrunk before it is shown.

mod builder;
mod condition;
mod instance;
mod judge;
mod kind;
mod known;
mod random;
mod refusal;
mod shrink;
mod spec;
mod statement;
mod states;
mod validator;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::Value;

use self::builder::Building;
use self::instance::instance;
use self::judge::Judge;
use self::random::Random;
use self::shrink::{less, shrink};
use self::spec::Spec;
use self::statement::spec;
use self::validator::{Checked, agree};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};

/// Instances of each rule set, and chains of setters.
const INSTANCES: u32 = 20;

/// What was done, for the line at the end.
#[derive(Debug, Default)]
struct Counts {
    accepted: usize,
    refused: BTreeMap<&'static str, usize>,
    instances: usize,
    valid: usize,
    chains: usize,
    built: usize,
    reached: usize,
    spaces: usize,
    examples: usize,
}

#[test]
fn random_rule_sets_are_judged_alike() {
    let sets = number("ORACLE_RULE_SETS", 500);
    let seed = number("ORACLE_SEED", 1);
    let mut counts = Counts::default();
    for round in 0..sets {
        let seed = (u64::from(seed) << 32) + u64::from(round);
        let mut random = Random::new(seed);
        let spec = spec(&mut random);
        if let Err(problem) = survived(&spec, &mut random, INSTANCES, &mut counts) {
            panic!("rule set {round}: {problem}\n{}", smallest(spec, seed, &problem));
        }
    }
    let refused: usize = counts.refused.values().sum();
    println!(
        "oracle: {sets} rule sets (seed {seed}), {} accepted and judged alike: {} instances ({} valid), {} chains ({} \
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

/// As `check`; a panic is one more thing that can be wrong.
fn survived(spec: &Spec, random: &mut Random, instances: u32, counts: &mut Counts) -> Result<(), String> {
    let all = AssertUnwindSafe(|| check(spec, random, instances, counts));
    catch_unwind(all).unwrap_or_else(|_| Err("the generator panics".to_owned()))
}

/// Everything that one rule set is checked for.
fn check(spec: &Spec, random: &mut Random, instances: u32, counts: &mut Counts) -> Result<(), String> {
    let object = match spec.lower() {
        Ok(object) => object,
        Err(diagnostics) => {
            *counts.refused.entry(reason(&diagnostics)).or_default() += 1;
            errors(&diagnostics).try_for_each(|found| refusal::refute(random, spec, found))?;
            return Ok(());
        }
    };
    counts.accepted += 1;
    let judge = Judge::new(spec);
    let checked = Checked::new(&object, spec);
    for _ in 0..instances {
        let instance = instance(random, spec, &judge);
        counts.instances += 1;
        counts.valid += usize::from(judge.allows(&instance));
        validated(&checked, &judge, &instance).map_err(|_| {
            let instance =
                smallest_instance(instance, &|instance| validated(&checked, &judge, instance).is_err());
            validated(&checked, &judge, &instance).err().unwrap_or_default()
        })?;
    }
    let building = Building { spec, object: &object, judge: &judge, checked: &checked };
    for _ in 0..instances {
        counts.chains += 1;
        counts.built += usize::from(building.chain(random)?);
        counts.reached += usize::from(building.reaches(random)?);
    }
    counts.spaces += usize::from(states::compare(random, &object)?);
    counts.examples += usize::from(example(spec, random, &judge)?);
    Ok(())
}

/// A validator against the judge.
fn validated(checked: &Checked, judge: &Judge, instance: &Value) -> Result<(), String> {
    let verdict = checked.verdict(instance);
    let lists = [
        ("violations", &verdict.violations, judge.violations(instance)),
        ("advice", &verdict.advice, judge.advice(instance)),
    ];
    for (what, found, complaints) in lists {
        if !agree(found, &complaints) {
            return Err(format!("{what} of {instance}: {found:?}, but the oracle says {complaints:?}"));
        }
    }
    Ok(())
}

/// A request as an example in the spec: it is refused where the judge has something to say.
fn example(spec: &Spec, random: &mut Random, judge: &Judge) -> Result<bool, String> {
    let mut members = instance::well_typed(random, spec);
    if random.chance(60) {
        instance::repair(random, spec, judge, &mut members);
    }
    let example = Value::Object(members);
    let with = Spec { example: Some(example.clone()), ..spec.clone() };
    let refused = match with.lower() {
        Ok(_) => false,
        Err(found) if errors(&found).all(|found| found.code() == Code::BadExample) => true,
        Err(found) => return Err(format!("the example {example} leads to {found:?}")),
    };
    if refused == judge.approves(&example) {
        return Err(format!("as an example, {example} is {}", if refused { "refused" } else { "taken" }));
    }
    Ok(true)
}

/// Why the generator does not take a rule set.
fn reason(diagnostics: &Diagnostics) -> &'static str {
    errors(diagnostics).next().map_or("", |first| first.code().as_str())
}

fn errors(diagnostics: &Diagnostics) -> impl Iterator<Item = &Diagnostic> {
    diagnostics.iter().filter(|found| found.severity() == Severity::Error)
}

/// The smallest rule set that fails like `spec`, with what is wrong with it.
fn smallest(spec: Spec, seed: u64, wanted: &str) -> String {
    // Smaller and wrong in another way is no smaller.
    let kind = |problem: &str| problem.split(' ').next().unwrap_or_default().to_owned();
    let problem = |spec: &Spec| {
        let run = |run: u64| {
            survived(spec, &mut Random::new(seed ^ run), 3 * INSTANCES, &mut Counts::default()).err()
        };
        (0..4).filter_map(run).find(|problem| kind(problem) == kind(wanted))
    };
    let spec = shrink(spec, &|spec| problem(spec).is_some());
    format!("{}\n{}", problem(&spec).unwrap_or_default(), spec.text())
}

fn smallest_instance(mut instance: Value, fails: &dyn Fn(&Value) -> bool) -> Value {
    while let Some(smaller) =
        less(&instance).into_iter().find(|smaller| smaller.is_object() && fails(smaller))
    {
        instance = smaller;
    }
    instance
}

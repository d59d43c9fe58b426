//! What is compared for one rule set: validators, builders, the state space, contradictions and examples.

mod builder;
mod contradiction;
mod example;
mod state_space;
mod validator;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use self::builder::BuilderComparison;
use super::generators::instance::instance;
use super::generators::random::Random;
use super::shrinking::shrink_instance;
use super::validators::reference::ReferenceValidator;
use super::validators::runtime::RuntimeValidator;
use crate::diagnostic::Diagnostics;
use crate::oracle::spec::{Spec, errors};

/// Instances, and chains of setters, for each rule set.
pub(super) const INSTANCES: u32 = 20;

/// What was compared, for the summary.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) accepted: usize,
    pub(super) refused: BTreeMap<&'static str, usize>,
    pub(super) instances: usize,
    pub(super) valid: usize,
    pub(super) chains: usize,
    pub(super) built: usize,
    pub(super) reached: usize,
    pub(super) spaces: usize,
    pub(super) examples: usize,
}

/// Like [`compare`]; a panic is reported as a problem.
pub(super) fn compare_catching_panics(
    spec: &Spec,
    random: &mut Random,
    instances: u32,
    counts: &mut Counts,
) -> Result<(), String> {
    let all = AssertUnwindSafe(|| compare(spec, random, instances, counts));
    catch_unwind(all).unwrap_or_else(|_| Err("the generator panics".to_owned()))
}

/// Makes every comparison for one rule set; the error is the first difference.
pub(super) fn compare(
    spec: &Spec,
    random: &mut Random,
    instances: u32,
    counts: &mut Counts,
) -> Result<(), String> {
    let object = match spec.lower() {
        Ok(object) => object,
        Err(diagnostics) => {
            *counts.refused.entry(reason(&diagnostics)).or_default() += 1;
            errors(&diagnostics).try_for_each(|found| contradiction::refute(random, spec, found))?;
            return Ok(());
        }
    };
    counts.accepted += 1;
    let reference = ReferenceValidator::new(spec);
    let runtime = RuntimeValidator::new(&object, spec);
    let compare_instance = |instance: &_| validator::compare(&runtime, &reference, instance);
    for _ in 0..instances {
        let instance = instance(random, spec, &reference);
        counts.instances += 1;
        counts.valid += usize::from(reference.is_valid(&instance));
        compare_instance(&instance).map_err(|_| {
            let instance = shrink_instance(instance, &|instance| compare_instance(instance).is_err());
            compare_instance(&instance).err().unwrap_or_default()
        })?;
    }
    let builder = BuilderComparison { spec, object: &object, reference: &reference, runtime: &runtime };
    for _ in 0..instances {
        counts.chains += 1;
        counts.built += usize::from(builder.compare_chain(random)?);
        counts.reached += usize::from(builder.compare_request(random)?);
    }
    counts.spaces += usize::from(state_space::compare(random, &object)?);
    counts.examples += usize::from(example::compare(spec, random, &reference)?);
    Ok(())
}

/// The code of the first error for which a rule set is refused.
fn reason(diagnostics: &Diagnostics) -> &'static str {
    errors(diagnostics).next().map_or("", |first| first.code().as_str())
}

//! `cargo xtask oracle`: runs the tests that compare our validators and builders with jsonschema.

use clap::{Args, value_parser};

use crate::{cli::terminal, error::Error, workspace::cargo};

#[derive(Args, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// How many random requests, for the validators of the generated crate
    #[arg(long, value_name = "N", default_value_t = 1_000_000, value_parser = value_parser!(u32).range(1..))]
    instances: u32,
    /// How many random sets of rules, each of which goes through the generator
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = value_parser!(u32).range(1..))]
    rule_sets: u32,
    /// Which ones; the same seed gives the same run
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = value_parser!(u32).range(1..))]
    seed: u32,
}

/// The tests: a name for messages, and the arguments of `cargo test`.
const PARTS: [(&str, &[&str]); 2] = [
    ("rule sets", &["--package", "flex-codegen", "--lib"]),
    ("twilio-flex", &["--package", "twilio-flex-tests", "--test", "flex_flow"]),
];

/// The start of a line with a result.
const MARK: &str = "oracle: ";

/// Runs all parts, even if the first fails.
pub(crate) fn run(options: Options) -> Result<(), Error> {
    let variables = [
        ("ORACLE_INSTANCES", options.instances.to_string()),
        ("ORACLE_RULE_SETS", options.rule_sets.to_string()),
        ("ORACLE_SEED", options.seed.to_string()),
    ];
    let mut disagreements = Vec::new();
    for (name, place) in PARTS {
        let arguments =
            [&["test", "--release", "--quiet"], place, &["oracle::", "--", "--show-output"]].concat();
        let (good, text) = cargo::output(&arguments, &variables)?;
        let lines: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix(MARK)).collect();
        for line in &lines {
            terminal::out(&format!("{name}: {line}"));
        }
        if !good || lines.is_empty() {
            terminal::out(&text);
            disagreements.push(name);
        }
    }
    if disagreements.is_empty() {
        return Ok(());
    }
    let (names, seed) = (disagreements.join(" and "), options.seed);
    Err(Error::Failed(format!("the oracle disagrees about {names}, or a test of it failed (seed {seed})")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::Command, tests::parsed};

    #[test]
    fn options_are_numbers() {
        let given = |instances, rule_sets, seed| Command::Oracle(Options { instances, rule_sets, seed });
        assert_eq!(parsed("oracle --instances 5 --rule-sets=7 --seed 9"), Ok(given(5, 7, 9)));
        assert_eq!(parsed("oracle"), Ok(given(1_000_000, 10_000, 1)));
        for line in ["oracle --seed", "oracle --seed 0", "oracle --seed -1", "oracle --seed=x", "oracle 5"] {
            assert!(parsed(line).is_err(), "{line}");
        }
        let zero = "error: invalid value '0' for '--seed <N>': 0 is not in 1..=4294967295";
        assert_eq!(parsed("oracle --seed 0"), Err(zero.to_owned()));
    }
}

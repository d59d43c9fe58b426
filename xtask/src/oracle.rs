//! `cargo xtask oracle`: numbers come in, the tests that let jsonschema judge run with them, a line for each part goes out.

use crate::{cargo, error::Error, terminal};

/// How much is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// Random requests, for the validators of the generated crate.
    pub(crate) instances: u32,
    /// Random sets of rules, each of which goes through the generator.
    pub(crate) rule_sets: u32,
    /// The same seed gives the same run.
    pub(crate) seed: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { instances: 1_000_000, rule_sets: 10_000, seed: 1 }
    }
}

/// The tests: a name for people, and where they are.
const PARTS: [(&str, &[&str]); 2] = [
    ("rule sets", &["--package", "flex-codegen", "--lib"]),
    ("twilio-flex", &["--package", "twilio-flex-tests", "--test", "flex_flow"]),
];

/// What a line of a result starts with.
const MARK: &str = "oracle: ";

/// Runs all parts, whatever comes of the first.
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

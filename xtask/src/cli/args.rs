//! Reading the command line: words come in, a [`Command`] or a usage error goes out.

use std::{ffi::OsString, path::PathBuf};

use flex_codegen::Code;

use crate::{
    cli::output_format::OutputFormat,
    commands::{
        ci::Step,
        codegen::options::{Options, SpecAndOutput},
        compare, explain, fuzz, oracle,
    },
    error::Error,
};

/// What `cargo xtask help` prints.
pub(crate) const USAGE: &str = "\
Usage: cargo xtask <command>

  codegen                 write generated/ from every folder of spec/ that has a codegen.yaml
    --check               write nothing; list what differs and fail if anything does
    --deny-warnings       write nothing and fail if a spec has a warning
    --format FORMAT       human, json (an object on each line) or github (annotations of a change)
    --spec DIR --out DIR  any other spec to any other folder (the crate joins the workspace around it)
  explain [CODE]          what a diagnostic means, with a wrong and a right example; or all codes
  bless                   run the compile-fail tests and accept what the compiler says (.stderr files)
  fuzz [TARGET [FILE]]    let libFuzzer look for input that breaks something; TARGET is form, json, pattern,
                          response or spec, otherwise all; with FILE, run that input once
    --seconds N           how long each target is run (60)
  ci [STEP]               test, fmt, clippy, features, codegen, doc: one of them, or all in this order
  oracle                  have jsonschema judge validators and builders: random requests, random sets of rules
    --instances N         how many requests (1000000)
    --rule-sets N         how many sets of rules (10000)
    --seed N              which ones (1); the same seed gives the same run
  compare FILE…           what the description says differently from Twilio's OpenAPI documents (JSON, one a version)
    --deliberate          show what differences.yaml gives a reason for as well
    --format FORMAT       human or json (an object on each line)
    --spec DIR            any other description
  help                    this text";

/// What the user asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Codegen(Options),
    /// About one code, or the list of all.
    Explain(Option<Code>),
    Bless,
    Fuzz(fuzz::Options),
    Ci(Option<Step>),
    Oracle(oracle::Options),
    Compare(compare::options::Options),
}

/// Reads the words after the program's name.
pub(crate) fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Command, Error> {
    let mut words = words.into_iter();
    let Some(name) = words.next() else {
        return Ok(Command::Help);
    };
    match name.to_str() {
        Some("help" | "--help" | "-h") => Ok(Command::Help),
        Some("codegen") => codegen(words),
        Some("explain") => explain(words),
        Some("bless") => end(words, Command::Bless),
        Some("fuzz") => fuzz(words),
        Some("ci") => ci(words),
        Some("oracle") => oracle(words),
        Some("compare") => Ok(compare::options::parse(words)?.map_or(Command::Help, Command::Compare)),
        _ => Err(unknown("command", &name)),
    }
}

fn codegen(mut words: impl Iterator<Item = OsString>) -> Result<Command, Error> {
    let (mut check, mut deny_warnings, mut format, mut spec, mut out) = (false, false, None, None, None);
    while let Some(word) = words.next() {
        let (flag, value) = split(&word);
        match flag {
            "--help" | "-h" => return Ok(Command::Help),
            "--check" if !check && value.is_none() => check = true,
            "--deny-warnings" if !deny_warnings && value.is_none() => deny_warnings = true,
            "--format" if format.is_none() => format = Some(named_format(value, &mut words)?),
            "--spec" if spec.is_none() => spec = Some(folder("--spec", value, &mut words)?),
            "--out" if out.is_none() => out = Some(folder("--out", value, &mut words)?),
            "--check" | "--deny-warnings" | "--format" | "--spec" | "--out" => {
                return Err(Error::Usage(format!(
                    "`{flag}` is given twice, or has a value it does not take"
                )));
            }
            _ => return Err(unknown("argument", &word)),
        }
    }
    let spec_and_output = match (spec, out) {
        (Some(spec), Some(out)) => Some(SpecAndOutput { spec, out }),
        (None, None) => None,
        _ => {
            return Err(Error::Usage("`--spec` and `--out` go together: give both or neither".to_owned()));
        }
    };
    Ok(Command::Codegen(Options {
        check,
        deny_warnings,
        format: format.unwrap_or_default(),
        spec_and_output,
    }))
}

fn explain(mut words: impl Iterator<Item = OsString>) -> Result<Command, Error> {
    match words.next() {
        None => Ok(Command::Explain(None)),
        Some(word) if word == "--help" || word == "-h" => Ok(Command::Help),
        Some(word) => end(words, Command::Explain(Some(explain::code(&word.to_string_lossy())?))),
    }
}

fn fuzz(mut words: impl Iterator<Item = OsString>) -> Result<Command, Error> {
    let mut options = fuzz::Options::default();
    while let Some(word) = words.next() {
        let (flag, value) = split(&word);
        match flag {
            "--help" | "-h" => return Ok(Command::Help),
            "--seconds" if options.seconds.is_none() => {
                let word = value.map(OsString::from).or_else(|| words.next()).unwrap_or_default();
                let seconds = word.to_str().and_then(|word| word.parse().ok()).filter(|seconds| *seconds > 0);
                options.seconds =
                    Some(seconds.ok_or_else(|| {
                        Error::Usage("`--seconds` needs a number after it, from 1".to_owned())
                    })?);
            }
            name if !name.starts_with("--") && options.target.is_none() => {
                options.target = Some(fuzz::target(name).ok_or_else(|| unknown("target", &word))?);
            }
            _ if !word.to_string_lossy().starts_with("--") && options.file.is_none() => {
                options.file = Some(word.into());
            }
            _ => return Err(unknown("argument", &word)),
        }
    }
    Ok(Command::Fuzz(options))
}

fn named_format(
    value: Option<&str>,
    words: &mut impl Iterator<Item = OsString>,
) -> Result<OutputFormat, Error> {
    let word = value.map(OsString::from).or_else(|| words.next()).unwrap_or_default();
    let format = word.to_str().and_then(OutputFormat::named);
    format.ok_or_else(|| Error::Usage("`--format` needs human, json or github after it".to_owned()))
}

fn ci(mut words: impl Iterator<Item = OsString>) -> Result<Command, Error> {
    let Some(word) = words.next() else {
        return Ok(Command::Ci(None));
    };
    match word.to_str() {
        Some("--help" | "-h") => Ok(Command::Help),
        Some(name) => {
            let step = Step::named(name).ok_or_else(|| unknown("step", &word))?;
            end(words, Command::Ci(Some(step)))
        }
        None => Err(unknown("step", &word)),
    }
}

fn oracle(mut words: impl Iterator<Item = OsString>) -> Result<Command, Error> {
    let mut options = oracle::Options::default();
    while let Some(word) = words.next() {
        let (flag, value) = split(&word);
        match flag {
            "--help" | "-h" => return Ok(Command::Help),
            "--instances" => options.instances = number(flag, value, &mut words)?,
            "--rule-sets" => options.rule_sets = number(flag, value, &mut words)?,
            "--seed" => options.seed = number(flag, value, &mut words)?,
            _ => return Err(unknown("argument", &word)),
        }
    }
    Ok(Command::Oracle(options))
}

fn number(flag: &str, value: Option<&str>, words: &mut impl Iterator<Item = OsString>) -> Result<u32, Error> {
    let word = value.map(OsString::from).or_else(|| words.next()).unwrap_or_default();
    let number = word.to_str().and_then(|word| word.parse().ok()).filter(|number| *number > 0);
    number.ok_or_else(|| Error::Usage(format!("`{flag}` needs a number after it, 1 or more")))
}

/// `--flag=value` in two parts. A path need not be UTF-8, but then it has to be a word of its own.
pub(crate) fn split(word: &OsString) -> (&str, Option<&str>) {
    let text = word.to_str().unwrap_or_default();
    match text.split_once('=') {
        Some((flag, value)) => (flag, Some(value)),
        None => (text, None),
    }
}

pub(crate) fn folder(
    flag: &str,
    value: Option<&str>,
    words: &mut impl Iterator<Item = OsString>,
) -> Result<PathBuf, Error> {
    match value.map(OsString::from).or_else(|| words.next()) {
        Some(path) if !path.is_empty() && !path.to_string_lossy().starts_with("--") => Ok(path.into()),
        _ => Err(Error::Usage(format!("`{flag}` needs a folder after it"))),
    }
}

fn end(mut words: impl Iterator<Item = OsString>, command: Command) -> Result<Command, Error> {
    match words.next() {
        None => Ok(command),
        Some(word) if word == "--help" || word == "-h" => Ok(Command::Help),
        Some(word) => Err(unknown("argument", &word)),
    }
}

pub(crate) fn unknown(what: &str, word: &OsString) -> Error {
    Error::Usage(format!("unknown {what} `{}`", word.to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(OsString::from)).map_err(|error| error.to_string())
    }

    fn first_line(line: &str) -> String {
        parsed(line).unwrap_err().lines().next().unwrap_or_default().to_owned()
    }

    #[test]
    fn commands() {
        for line in ["", "help", "--help", "-h", "codegen --help", "bless -h", "ci --help", "compare -h"] {
            assert_eq!(parsed(line), Ok(Command::Help), "{line}");
        }
        assert_eq!(parsed("bless"), Ok(Command::Bless));
        let options = compare::options::Options {
            files: vec!["a.json".into()],
            ..compare::options::Options::default()
        };
        assert_eq!(parsed("compare a.json"), Ok(Command::Compare(options)));
        assert_eq!(parsed("ci"), Ok(Command::Ci(None)));
        assert_eq!(parsed("ci clippy"), Ok(Command::Ci(Some(Step::Clippy))));
    }

    #[test]
    fn codegen_takes_its_folders_in_any_form() {
        let given = Some(SpecAndOutput { spec: "a".into(), out: "b".into() });
        for line in ["codegen --check --spec a --out b", "codegen --out=b --spec=a --check"] {
            let expected = Options { check: true, spec_and_output: given.clone(), ..Options::default() };
            assert_eq!(parsed(line), Ok(Command::Codegen(expected)), "{line}");
        }
        assert_eq!(parsed("codegen"), Ok(Command::Codegen(Options::default())));
    }

    #[test]
    fn a_format_is_named_in_either_form() {
        let options = |format, deny_warnings| Options { deny_warnings, format, ..Options::default() };
        assert_eq!(parsed("codegen --format json"), Ok(Command::Codegen(options(OutputFormat::Json, false))));
        let line = "codegen --deny-warnings --format=github";
        assert_eq!(parsed(line), Ok(Command::Codegen(options(OutputFormat::Github, true))));
        for line in ["codegen --format", "codegen --format=", "codegen --format xml"] {
            assert_eq!(first_line(line), "`--format` needs human, json or github after it", "{line}");
        }
        assert!(first_line("codegen --format json --format json").starts_with("`--format` is given twice"));
    }

    #[test]
    fn a_code_is_explained() {
        assert_eq!(parsed("explain"), Ok(Command::Explain(None)));
        assert_eq!(parsed("explain fg0101"), Ok(Command::Explain(Some(Code::Syntax))));
        assert_eq!(first_line("explain FG0110"), "unknown code `FG0110`: did you mean `FG0101`?");
        assert_eq!(first_line("explain FG0101 FG0102"), "unknown argument `FG0102`");
    }

    #[test]
    fn the_oracle_takes_numbers() {
        let given = oracle::Options { instances: 5, rule_sets: 7, seed: 9 };
        assert_eq!(parsed("oracle --instances 5 --rule-sets=7 --seed 9"), Ok(Command::Oracle(given)));
        assert_eq!(parsed("oracle"), Ok(Command::Oracle(oracle::Options::default())));
        for line in ["oracle --seed", "oracle --seed 0", "oracle --seed -1", "oracle --seed=x"] {
            assert_eq!(first_line(line), "`--seed` needs a number after it, 1 or more", "{line}");
        }
        assert_eq!(first_line("oracle 5"), "unknown argument `5`");
    }

    #[test]
    fn fuzzing_takes_a_target_an_input_and_a_time() {
        let options = |target, file: Option<&str>, seconds| {
            Ok(Command::Fuzz(fuzz::Options { target, file: file.map(Into::into), seconds }))
        };
        assert_eq!(parsed("fuzz"), options(None, None, None));
        assert_eq!(parsed("fuzz spec --seconds 300"), options(Some("spec"), None, Some(300)));
        assert_eq!(parsed("fuzz --seconds=5 form"), options(Some("form"), None, Some(5)));
        assert_eq!(parsed("fuzz json a=b/crash"), options(Some("json"), Some("a=b/crash"), None));
        assert_eq!(first_line("fuzz forms"), "unknown target `forms`");
        assert_eq!(first_line("fuzz form a b"), "unknown argument `b`");
        assert_eq!(first_line("fuzz --second 5"), "unknown argument `--second`");
        for line in ["fuzz --seconds", "fuzz --seconds 0", "fuzz --seconds=-1", "fuzz --seconds x"] {
            assert_eq!(first_line(line), "`--seconds` needs a number after it, from 1", "{line}");
        }
    }

    #[test]
    fn what_is_not_known_is_named() {
        assert_eq!(first_line("generate"), "unknown command `generate`");
        assert_eq!(first_line("codegen --chek"), "unknown argument `--chek`");
        assert_eq!(first_line("codegen there"), "unknown argument `there`");
        assert_eq!(first_line("bless all"), "unknown argument `all`");
        assert_eq!(first_line("ci lint"), "unknown step `lint`");
        assert_eq!(first_line("ci fmt doc"), "unknown argument `doc`");
    }

    #[test]
    fn folders_are_asked_for() {
        assert_eq!(first_line("codegen --spec a"), "`--spec` and `--out` go together: give both or neither");
        assert_eq!(first_line("codegen --out"), "`--out` needs a folder after it");
        assert_eq!(first_line("codegen --spec --check"), "`--spec` needs a folder after it");
        assert_eq!(first_line("codegen --spec="), "`--spec` needs a folder after it");
        assert!(first_line("codegen --check --check").starts_with("`--check` is given twice"));
    }
}

//! What `cargo xtask` answers to a question about itself, and to a line that it does not understand.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod support;

use std::process::Command;

use self::support::Answer;

fn run(line: &str) -> Answer {
    Answer::of(Command::new(env!("CARGO_BIN_EXE_xtask")).args(line.split_whitespace()))
}

#[test]
fn help_is_about_all_commands_or_about_one() {
    let all = run("").stdout;
    for name in ["codegen", "explain", "bless", "fuzz", "ci", "oracle", "compare"] {
        assert!(all.contains(&format!("\n  {name} ")), "{all}");
        let usage = format!("\nUsage: cargo xtask {name}");
        for line in [format!("{name} --help"), format!("{name} -h"), format!("help {name}")] {
            let answer = run(&line);
            assert_eq!((answer.code, answer.stderr.as_str()), (Some(0), ""), "{line}");
            assert!(answer.stdout.contains(&usage), "{line}: {}", answer.stdout);
        }
    }
    for line in ["help", "--help", "-h"] {
        let answer = run(line);
        assert_eq!((answer.code, answer.stderr.as_str()), (Some(0), ""), "{line}");
        assert_eq!(answer.stdout, all, "{line}");
    }
}

#[test]
fn a_line_that_is_not_understood_fails_with_a_hint() {
    for (line, hint) in [
        ("generate", "Usage: cargo xtask [COMMAND]"),
        ("codegen --chek", "tip: a similar argument exists: '--check'"),
        ("codegen --spec a", "  --out <DIR>\n"),
        ("codegen --format xml", "[possible values: human, json, github]"),
        ("ci lint", "[possible values: test, fmt, clippy, features, codegen, doc]"),
        ("fuzz forms", "tip: a similar value exists: 'form'"),
        ("fuzz --seconds x", "invalid digit found in string"),
        ("oracle --seed 0", "0 is not in 1..=4294967295"),
        ("compare", "Usage: cargo xtask compare <FILE>..."),
        ("bless all", "Usage: cargo xtask bless"),
    ] {
        let answer = run(line);
        assert_eq!((answer.code, answer.stdout.as_str()), (Some(2), ""), "{line}");
        assert!(
            answer.stderr.starts_with("error: ") && answer.stderr.contains(hint),
            "{line}: {}",
            answer.stderr
        );
        assert!(
            answer.stderr.ends_with("For more information, try '--help'.\n"),
            "{line}: {}",
            answer.stderr
        );
    }
}

#[test]
fn a_code_that_is_not_known_is_no_wrong_line() {
    let answer = run("explain FG0110");
    assert_eq!(answer.code, Some(1));
    assert!(
        answer.stderr.starts_with("error: unknown code `FG0110`: did you mean `FG0101`?\n"),
        "{}",
        answer.stderr
    );
    assert!(run("explain fg0101").stdout.starts_with("# FG0101: "));
}

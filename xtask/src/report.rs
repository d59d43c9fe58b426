//! What the user reads after a run: outputs with their plans come in, text goes out.

use std::{fmt::Write, path::Path, time::Duration};

use flex_codegen::MARKER;

use crate::{codegen::Commands, output::Output, workspace};

/// A written package: the summary, then a line for each file that changed.
pub(crate) fn written(output: &Output, took: Duration) -> String {
    let plan = &output.plan;
    let mut text = format!(
        "{}; {} written, {} unchanged, {} removed ({} ms)",
        headline(output),
        count(plan.write.len(), "file"),
        plan.unchanged.len(),
        plan.remove.len(),
        (output.spent + took).as_millis()
    );
    list(&mut text, "wrote", output, &plan.write);
    list(&mut text, "removed", output, &plan.remove);
    text
}

/// A checked package: the summary, then a line for each file that is not as it should be.
pub(crate) fn checked(output: &Output) -> String {
    let plan = &output.plan;
    let (stale, missing): (Vec<_>, Vec<_>) =
        plan.write.iter().cloned().partition(|path| output.folder.get(path).is_some());
    let wrong = plan.write.len() + plan.remove.len() + plan.foreign.len() + plan.unblessed.len();
    let verdict = match wrong {
        0 => format!("{} up to date", count(plan.unchanged.len(), "file")),
        _ => format!("{} up to date, {wrong} not", count(plan.unchanged.len(), "file")),
    };
    let mut text = format!("{}; {verdict} ({} ms)", headline(output), output.spent.as_millis());
    list(&mut text, "stale", output, &stale);
    list(&mut text, "missing", output, &missing);
    list(&mut text, "orphaned", output, &plan.remove);
    list(&mut text, "unblessed", output, &plan.unblessed);
    list(&mut text, "foreign", output, &plan.foreign);
    text
}

/// What to do about everything a check found. None when all is well.
pub(crate) fn mend(outputs: &[Output], commands: &Commands) -> Option<String> {
    let any = |wrong: fn(&Output) -> bool| outputs.iter().any(wrong);
    let Commands { codegen, bless } = commands;
    let advice = [
        (
            any(|output| !output.plan.foreign.is_empty()),
            "foreign: move it elsewhere; generated folders hold nothing by hand".to_owned(),
        ),
        (
            any(|output| !output.plan.write.is_empty() || !output.plan.remove.is_empty()),
            format!("stale, missing or orphaned: run `{codegen}`"),
        ),
        (
            any(|output| !output.plan.unblessed.is_empty()),
            format!("unblessed: run `{bless}`, and read what the compiler says"),
        ),
    ];
    let lines: String =
        advice.into_iter().filter_map(|(applies, line)| applies.then(|| format!("\n  {line}"))).collect();
    (!lines.is_empty()).then(|| format!("the generated files are not what the spec says{lines}"))
}

/// Why nothing is written: files that are not the generator's. None when there are none.
pub(crate) fn refusal(outputs: &[Output], commands: &Commands) -> Option<String> {
    let foreign = paths(outputs, |output| &output.plan.foreign)?;
    Some(format!(
        "nothing was written, because these are not generated files (no `{MARKER}` in the first two \
         lines):{foreign}\nMove them elsewhere, then run `{}` again.",
        commands.codegen
    ))
}

/// A reminder to bless new compile-fail cases. None when there are none.
pub(crate) fn unblessed(outputs: &[Output], commands: &Commands) -> Option<String> {
    let cases = paths(outputs, |output| &output.plan.unblessed)?;
    Some(format!("These compile-fail cases have no expected output yet; run `{}`:{cases}", commands.bless))
}

/// A reminder that what the compiler says about changed cases may have changed. None when no case did.
pub(crate) fn reworded(outputs: &[Output], commands: &Commands) -> Option<String> {
    let changed = |output: &Output| {
        let cases = output.plan.write.iter().filter(|path| path.starts_with("tests/compile_fail/"));
        cases.filter(|path| output.folder.get(path).is_some()).count()
    };
    let cases: usize = outputs.iter().map(changed).sum();
    let bless = &commands.bless;
    (cases > 0).then(|| {
        format!(
            "{} changed: run `{bless}`, and read what the compiler says now",
            count(cases, "compile-fail case")
        )
    })
}

fn headline(output: &Output) -> String {
    let package = &output.package;
    match &output.summary {
        Some(summary) => format!(
            "{package}: {}, {}, {}",
            count(summary.operations, "operation"),
            count(summary.types, "type"),
            count(summary.rules, "rule")
        ),
        None => format!("{package}: no spec generates it"),
    }
}

fn list(text: &mut String, label: &str, output: &Output, paths: &[String]) {
    for path in paths {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n  {label:<9} {}", located(&output.out, path));
    }
}

fn paths(outputs: &[Output], of: fn(&Output) -> &Vec<String>) -> Option<String> {
    let lines: String = outputs
        .iter()
        .flat_map(|output| of(output).iter().map(|path| format!("\n  {}", located(&output.out, path))))
        .collect();
    (!lines.is_empty()).then_some(lines)
}

fn located(out: &Path, path: &str) -> String {
    workspace::shown(&out.join(path))
}

/// "1 file", "2 files".
fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

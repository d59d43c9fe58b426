//! What was found, for whoever reads it: a verdict and numbers come in, lines for a person or a program go out.

use std::collections::BTreeSet;

use serde_json::json;

use crate::cli::{escape::escape, terminal};
use crate::commands::compare::deliberate_differences::{Stale, Verdict};
use crate::commands::compare::diff::{Counts, Difference};
use crate::commands::compare::model::Kind;
use crate::commands::compare::options::{Format, Options};

/// Everything that there is to tell.
pub(crate) struct Found<'f> {
    pub(crate) verdict: &'f Verdict,
    pub(crate) counts: &'f Counts,
    /// Schemas of Twilio's, and those that no operation leads to.
    pub(crate) components: usize,
    pub(crate) unreachable: usize,
    /// Operations of versions that no given file is about.
    pub(crate) left_out: usize,
    pub(crate) unseen: &'f BTreeSet<String>,
    /// Where the deliberate differences stand.
    pub(crate) file: &'f str,
}

/// Prints it all.
pub(crate) fn print(found: &Found<'_>, options: &Options) {
    match options.format {
        Format::Human => found.human(options.deliberate),
        Format::Json => found.json(),
    }
}

impl Found<'_> {
    /// What the command fails with, if it does.
    pub(crate) fn complaint(&self) -> Option<String> {
        let (others, stale) = (self.verdict.others.len(), self.verdict.stale.len());
        let mut parts = Vec::new();
        if others > 0 {
            parts.push(format!(
                "{} without a reason: change the description, or give the reason in `{}`",
                number(others, "difference"),
                self.file
            ));
        }
        if stale > 0 {
            parts.push(format!(
                "{} of `{}` to remove: nothing is like that any more",
                number(stale, "line"),
                self.file
            ));
        }
        (!parts.is_empty()).then(|| parts.join("\nerror: "))
    }

    fn human(&self, deliberate: bool) {
        let mut text = listed(&self.verdict.others);
        for (because, differences) in &self.verdict.deliberate {
            if deliberate && !differences.is_empty() {
                text.push_str(&format!("# {}\n{}", escape(because), listed(differences)));
            }
        }
        let reasons = self.verdict.deliberate.iter().filter(|(_, differences)| !differences.is_empty());
        for (because, differences) in reasons.filter(|_| !deliberate) {
            text.push_str(&format!("{:>5} deliberate: {}\n", differences.len(), escape(because)));
        }
        for Stale { place, line } in &self.verdict.stale {
            text.push_str(&format!("{place}: covers nothing: {}\n", escape(line)));
        }
        if self.unreachable > 0 {
            let all = number(self.components, "component schema");
            text.push_str(&format!(
                "not compared: {} of {all} of Twilio's, to which no operation leads\n",
                self.unreachable
            ));
        }
        if self.left_out > 0 {
            let versions: Vec<_> = self.unseen.iter().map(|version| escape(version)).collect();
            let operations = number(self.left_out, "operation");
            text.push_str(&format!(
                "not compared: {operations} of {}, of which no file was given\n",
                versions.join(", ")
            ));
        }
        text.push_str(&self.summary());
        terminal::out(&text);
    }

    fn summary(&self) -> String {
        let count = |kind| self.counts.all.get(&kind).copied().unwrap_or_default();
        let deliberate: usize =
            self.verdict.deliberate.iter().map(|(_, differences)| differences.len()).sum();
        format!(
            "{}, {}, {}, {} compared: {} equal, {}, {}",
            number(count(Kind::Operation), "operation"),
            number(count(Kind::Parameter), "parameter"),
            number(count(Kind::Field), "body field"),
            number(count(Kind::Property), "response property"),
            self.counts.equal,
            number(deliberate, "deliberate difference"),
            number(self.verdict.others.len(), "other"),
        )
    }

    fn json(&self) {
        let differences = |because: Option<&str>, differences: &[Difference]| {
            for Difference { operation, place, aspect, theirs, ours } in differences {
                let line = json!({
                    "kind": "difference", "method": operation.method, "path": operation.path, "place": place,
                    "aspect": aspect, "theirs": theirs, "ours": ours, "because": because,
                });
                terminal::out(&line.to_string());
            }
        };
        differences(None, &self.verdict.others);
        for (because, covered) in &self.verdict.deliberate {
            differences(Some(because), covered);
        }
        for Stale { place, line } in &self.verdict.stale {
            terminal::out(&json!({ "kind": "stale", "place": place, "covers": line }).to_string());
        }
        let count = |kind| self.counts.all.get(&kind).copied().unwrap_or_default();
        let deliberate: usize =
            self.verdict.deliberate.iter().map(|(_, differences)| differences.len()).sum();
        let summary = json!({
            "kind": "summary", "operations": count(Kind::Operation), "parameters": count(Kind::Parameter),
            "fields": count(Kind::Field), "properties": count(Kind::Property), "equal": self.counts.equal,
            "deliberate": deliberate, "others": self.verdict.others.len(), "stale": self.verdict.stale.len(),
            "components": self.components, "unreachable": self.unreachable, "left_out": self.left_out,
        });
        terminal::out(&summary.to_string());
    }
}

fn listed(differences: &[Difference]) -> String {
    differences.iter().map(|difference| format!("{difference}\n")).collect()
}

fn number(n: usize, what: &str) -> String {
    match (n, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (_, Some(stem)) => format!("{n} {stem}ies"),
        _ => format!("{n} {what}s"),
    }
}

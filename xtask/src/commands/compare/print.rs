//! Prints the differences, for a person or for a program.

use std::collections::BTreeSet;

use serde_json::json;

use crate::cli::{count::count, escape::escape, terminal};
use crate::commands::compare::deliberate_differences::{Classified, StaleLine};
use crate::commands::compare::diff::{Counts, Difference};
use crate::commands::compare::model::ItemKind;
use crate::commands::compare::options::{Format, Options};

/// The result of a comparison.
pub(crate) struct Report<'f> {
    pub(crate) classified: &'f Classified,
    pub(crate) counts: &'f Counts,
    /// Twilio's component schemas, and those that no operation leads to.
    pub(crate) components: usize,
    pub(crate) unreachable: usize,
    /// Operations of versions without a document of Twilio's.
    pub(crate) operations_left_out: usize,
    pub(crate) versions_left_out: &'f BTreeSet<String>,
    /// The path of `differences.yaml`.
    pub(crate) file: &'f str,
}

pub(crate) fn print(report: &Report<'_>, options: &Options) {
    match options.format {
        Format::Human => report.human(options.deliberate),
        Format::Json => report.json(),
    }
}

impl Report<'_> {
    /// Why the command fails, if it does.
    pub(crate) fn failure(&self) -> Option<String> {
        let (others, stale) = (self.classified.others.len(), self.classified.stale.len());
        let mut parts = Vec::new();
        if others > 0 {
            parts.push(format!(
                "{} without a reason: change the description, or give the reason in `{}`",
                count(others, "difference"),
                self.file
            ));
        }
        if stale > 0 {
            parts.push(format!("{} of `{}` to remove: they cover nothing", count(stale, "line"), self.file));
        }
        (!parts.is_empty()).then(|| parts.join("\nerror: "))
    }

    fn human(&self, deliberate: bool) {
        let mut text = lines(&self.classified.others);
        for (because, differences) in &self.classified.deliberate {
            if deliberate && !differences.is_empty() {
                text.push_str(&format!("# {}\n{}", escape(because), lines(differences)));
            }
        }
        let reasons = self.classified.deliberate.iter().filter(|(_, differences)| !differences.is_empty());
        for (because, differences) in reasons.filter(|_| !deliberate) {
            text.push_str(&format!("{:>5} deliberate: {}\n", differences.len(), escape(because)));
        }
        for StaleLine { place, line } in &self.classified.stale {
            text.push_str(&format!("{place}: covers nothing: {}\n", escape(line)));
        }
        if self.unreachable > 0 {
            let all = count(self.components, "component schema");
            text.push_str(&format!(
                "not compared: {} of {all} of Twilio's, which no operation uses\n",
                self.unreachable
            ));
        }
        if self.operations_left_out > 0 {
            let versions: Vec<_> = self.versions_left_out.iter().map(|version| escape(version)).collect();
            let operations = count(self.operations_left_out, "operation");
            text.push_str(&format!(
                "not compared: {operations} of {}, for which no file was given\n",
                versions.join(", ")
            ));
        }
        text.push_str(&self.summary());
        terminal::out(&text);
    }

    fn summary(&self) -> String {
        let counted = |kind| self.counts.all.get(&kind).copied().unwrap_or_default();
        let deliberate: usize =
            self.classified.deliberate.iter().map(|(_, differences)| differences.len()).sum();
        format!(
            "{}, {}, {}, {} compared: {} equal, {}, {}",
            count(counted(ItemKind::Operation), "operation"),
            count(counted(ItemKind::Parameter), "parameter"),
            count(counted(ItemKind::Field), "body field"),
            count(counted(ItemKind::Property), "response property"),
            self.counts.equal,
            count(deliberate, "deliberate difference"),
            count(self.classified.others.len(), "other"),
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
        differences(None, &self.classified.others);
        for (because, covered) in &self.classified.deliberate {
            differences(Some(because), covered);
        }
        for StaleLine { place, line } in &self.classified.stale {
            terminal::out(&json!({ "kind": "stale", "place": place, "covers": line }).to_string());
        }
        let counted = |kind| self.counts.all.get(&kind).copied().unwrap_or_default();
        let deliberate: usize =
            self.classified.deliberate.iter().map(|(_, differences)| differences.len()).sum();
        let summary = json!({
            "kind": "summary", "operations": counted(ItemKind::Operation), "parameters": counted(ItemKind::Parameter),
            "fields": counted(ItemKind::Field), "properties": counted(ItemKind::Property), "equal": self.counts.equal,
            "deliberate": deliberate, "others": self.classified.others.len(), "stale": self.classified.stale.len(),
            "components": self.components, "unreachable": self.unreachable, "left_out": self.operations_left_out,
        });
        terminal::out(&summary.to_string());
    }
}

fn lines(differences: &[Difference]) -> String {
    differences.iter().map(|difference| format!("{difference}\n")).collect()
}

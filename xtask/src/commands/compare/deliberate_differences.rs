//! `differences.yaml`: the differences from Twilio's documents that are deliberate, with reasons.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::cli::escape::escape;
use crate::commands::compare::diff::Difference;
use crate::error::Error;

/// The file as it was read.
pub(crate) struct DeliberateDifferences {
    reasons: Vec<Reason>,
    /// File and line of each of the lines.
    places: BTreeMap<String, String>,
}

/// A reason, and the differences that it covers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reason {
    because: String,
    covers: Vec<String>,
}

/// Differences with and without a reason.
pub(crate) struct Classified {
    /// By reason, in the order of the file.
    pub(crate) deliberate: Vec<(String, Vec<Difference>)>,
    pub(crate) others: Vec<Difference>,
    /// Lines that cover nothing, because the two sides agree by now.
    pub(crate) stale: Vec<StaleLine>,
}

/// A line of the file that covers nothing.
pub(crate) struct StaleLine {
    pub(crate) place: String,
    pub(crate) line: String,
}

impl DeliberateDifferences {
    /// Reads the file, if there is one.
    pub(crate) fn read(file: &str, text: Option<&str>) -> Result<Self, Error> {
        let Some(text) = text else { return Ok(Self { reasons: Vec::new(), places: BTreeMap::new() }) };
        let refused = |what: String| Err(Error::Failed(escape(&format!("`{file}`: {what}"))));
        let reasons: Vec<Reason> = match serde_yaml::from_str(text) {
            Ok(reasons) => reasons,
            Err(error) => {
                return refused(format!(
                    "{error}; it is a list of `because` (a sentence) and `covers` (a list of lines)"
                ));
            }
        };
        let mut places = BTreeMap::new();
        for (number, reason) in (1..).zip(&reasons) {
            if reason.because.trim().is_empty() || reason.covers.is_empty() {
                return refused(format!(
                    "reason {number} has an empty `because` or `covers`; fill it, or remove the reason"
                ));
            }
            for line in &reason.covers {
                if places.insert(line.clone(), place(file, text, line)).is_some() {
                    return refused(format!("reason {number}: `{line}` is listed twice; remove one of them"));
                }
                if !line.contains(": ") || !line.contains(" -> ") {
                    return refused(format!(
                        "reason {number}: `{line}` is not a difference; write it as the command prints it: \
                         `METHOD PATH PLACE ASPECT: THEIRS -> OURS`, with `*` for any text"
                    ));
                }
            }
        }
        Ok(Self { reasons, places })
    }

    /// Divides differences into those with a reason and others. Lines about one of the `versions_left_out` are not stale.
    pub(crate) fn classify(
        self,
        differences: Vec<Difference>,
        versions_left_out: &BTreeSet<String>,
    ) -> Classified {
        let lines: Vec<String> = differences.iter().map(Difference::to_string).collect();
        let covers = |line: &String| lines.iter().any(|difference| matches(line, difference));
        let left_out = |line: &str| {
            let path = line.split(' ').nth(1).unwrap_or_default();
            path.split('/').nth(1).is_some_and(|version| versions_left_out.contains(version))
        };
        let all = self.reasons.iter().flat_map(|reason| &reason.covers);
        let stale = all.filter(|line| !left_out(line) && !covers(line));
        let stale = stale
            .map(|line| StaleLine {
                place: self.places.get(line).cloned().unwrap_or_default(),
                line: line.clone(),
            })
            .collect();
        let because = |reason: &Reason| reason.because.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut deliberate: Vec<_> =
            self.reasons.iter().map(|reason| (because(reason), Vec::new())).collect();
        let mut others = Vec::new();
        for (difference, line) in differences.into_iter().zip(&lines) {
            let covered = |reason: &Reason| reason.covers.iter().any(|pattern| matches(pattern, line));
            match self.reasons.iter().position(covered).and_then(|n| deliberate.get_mut(n)) {
                Some((_, found)) => found.push(difference),
                None => others.push(difference),
            }
        }
        Classified { deliberate, others, stale }
    }
}

/// The file, and the line in it if the item is written on a line of its own.
fn place(file: &str, text: &str, covers: &str) -> String {
    let item = |line: &str| line.trim().trim_start_matches("- ").trim_matches(['\'', '"']) == covers;
    match text.lines().position(item) {
        Some(before) => format!("{file}:{}", before + 1),
        None => file.to_owned(),
    }
}

/// Whether `text` is `pattern`, in which every `*` stands for any text.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{layout, read_spec::read_spec};

    /// Whether its lines cover something can only be seen with Twilio's documents, which are not here.
    #[test]
    fn the_reasons_of_the_workspace_can_be_read() {
        for spec in layout::spec_folders().unwrap() {
            let text = read_spec(&spec).unwrap();
            let read = DeliberateDifferences::read("differences.yaml", text.get("differences.yaml")).unwrap();
            let first = read.places.values().next().unwrap();
            assert!(read.places.values().all(|place| place.contains(':')), "{first}");
        }
    }

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, text) in [
            ("a", "a"),
            ("*", ""),
            ("*", "abc"),
            ("a*", "a"),
            ("*c", "abc"),
            ("a*b*c", "a1b2b3c"),
            ("*a*", "a"),
            ("a**b", "ab"),
        ] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in
            [("a", "ab"), ("", "a"), ("a*a", "a"), ("*b", "abc"), ("b*", "abc"), ("a*b*b", "ab")]
        {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }
}

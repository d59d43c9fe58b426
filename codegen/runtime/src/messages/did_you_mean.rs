//! "Did you mean": the documented name that looks most like an unknown one.
//!
//! In: a text from outside and the documented names. Out: at most one of those names. Deterministic, and bounded in time
//! whatever the text.

/// Longer texts get no suggestion. No documented name comes near, and the comparison is quadratic.
const LONGEST: usize = 80;

/// The candidate closest to `text`, or `None` when none is close.
///
/// Letter case and punctuation are ignored at first, so `integration_flow_sid` finds `Integration.FlowSid`; then a last
/// dotted part, so `FlowSid` finds it too; then a third of the letters may differ. The earlier candidate wins a tie.
pub(crate) fn closest<'c>(text: &str, candidates: impl Iterator<Item = &'c str> + Clone) -> Option<&'c str> {
    if text.len() > LONGEST {
        return None;
    }
    let wanted = plain(text);
    if wanted.is_empty() {
        return None;
    }
    if let Some(same) = candidates.clone().find(|candidate| plain(candidate) == wanted) {
        return Some(same);
    }
    let last_part =
        |candidate: &str| candidate.rsplit_once('.').is_some_and(|(_, last)| plain(last) == wanted);
    if let Some(nested) = candidates.clone().find(|candidate| last_part(candidate)) {
        return Some(nested);
    }
    let allowed = wanted.len().max(3) / 3;
    candidates
        .map(|candidate| (strsim::osa_distance(&wanted, &plain(candidate)), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Letters and digits in lower case.
fn plain(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::closest;

    const FIELDS: [&str; 5] =
        ["FriendlyName", "Integration.WorkflowSid", "Integration.FlowSid", "Integration.Url", "Enabled"];

    fn guess(text: &str) -> Option<&'static str> {
        closest(text, FIELDS.into_iter())
    }

    #[test]
    fn ignores_case_and_punctuation() {
        assert_eq!(guess("Friendlyname"), Some("FriendlyName"));
        assert_eq!(guess("friendly_name"), Some("FriendlyName"));
        assert_eq!(closest("A-b", ["aB", "a_b"].into_iter()), Some("aB"), "the earlier wins a tie");
        assert_eq!(guess("integration_flow_sid"), Some("Integration.FlowSid"));
    }

    #[test]
    fn finds_a_last_part() {
        assert_eq!(guess("FlowSid"), Some("Integration.FlowSid"));
        assert_eq!(guess("url"), Some("Integration.Url"));
        assert_eq!(
            closest("sid", ["A.B.Sid", "Sid.A"].into_iter()),
            Some("A.B.Sid"),
            "the last part, and the first name"
        );
    }

    #[test]
    fn forgives_slips() {
        assert_eq!(guess("Enbaled"), Some("Enabled"), "swapped");
        assert_eq!(guess("FreindlyNmae"), Some("FriendlyName"));
        assert_eq!(closest("whatsap", ["web", "sms", "whatsapp"].into_iter()), Some("whatsapp"));
        assert_eq!(closest("wen", ["web", "wet"].into_iter()), Some("web"), "the earlier wins a tie");
    }

    #[test]
    fn stays_silent_when_nothing_is_close() {
        assert_eq!(guess("Colour"), None);
        assert_eq!(guess(""), None);
        assert_eq!(guess("!!"), None);
        assert_eq!(guess(&format!("FriendlyName{}", " ".repeat(100))), None, "too long to compare");
    }
}

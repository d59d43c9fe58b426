//! "Did you mean": finds the documented name that is closest to an unknown one, deterministically and in bounded time.

/// Longer strings get no suggestion. No documented name is that long, and the comparison takes quadratic time.
const MAX_LENGTH: usize = 80;

/// The candidate closest to `text`, or `None` if none is close.
///
/// Case and punctuation are ignored. First come candidates that are equal, so `integration_flow_sid` finds
/// `Integration.FlowSid`; then candidates whose last dotted part is equal, so `FlowSid` finds it, too; then those that differ
/// in at most a third of the characters. The earlier candidate wins a tie.
pub(crate) fn closest<'c>(text: &str, candidates: impl Iterator<Item = &'c str> + Clone) -> Option<&'c str> {
    if text.len() > MAX_LENGTH {
        return None;
    }
    let normalized = normalize(text);
    if normalized.is_empty() {
        return None;
    }
    if let Some(same) = candidates.clone().find(|candidate| normalize(candidate) == normalized) {
        return Some(same);
    }
    let last_part =
        |candidate: &str| candidate.rsplit_once('.').is_some_and(|(_, last)| normalize(last) == normalized);
    if let Some(nested) = candidates.clone().find(|candidate| last_part(candidate)) {
        return Some(nested);
    }
    let allowed = normalized.len().max(3) / 3;
    candidates
        .map(|candidate| (strsim::osa_distance(&normalized, &normalize(candidate)), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Letters and digits in lower case.
fn normalize(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::closest;

    const FIELDS: [&str; 5] =
        ["FriendlyName", "Integration.WorkflowSid", "Integration.FlowSid", "Integration.Url", "Enabled"];

    fn suggest(text: &str) -> Option<&'static str> {
        closest(text, FIELDS.into_iter())
    }

    #[test]
    fn ignores_case_and_punctuation() {
        assert_eq!(suggest("Friendlyname"), Some("FriendlyName"));
        assert_eq!(suggest("friendly_name"), Some("FriendlyName"));
        assert_eq!(closest("A-b", ["aB", "a_b"].into_iter()), Some("aB"), "the earlier wins a tie");
        assert_eq!(suggest("integration_flow_sid"), Some("Integration.FlowSid"));
    }

    #[test]
    fn finds_a_last_part() {
        assert_eq!(suggest("FlowSid"), Some("Integration.FlowSid"));
        assert_eq!(suggest("url"), Some("Integration.Url"));
        assert_eq!(
            closest("sid", ["A.B.Sid", "Sid.A"].into_iter()),
            Some("A.B.Sid"),
            "the last part, and the first name"
        );
    }

    #[test]
    fn tolerates_typing_mistakes() {
        assert_eq!(suggest("Enbaled"), Some("Enabled"), "swapped");
        assert_eq!(suggest("FreindlyNmae"), Some("FriendlyName"));
        assert_eq!(closest("whatsap", ["web", "sms", "whatsapp"].into_iter()), Some("whatsapp"));
        assert_eq!(closest("wen", ["web", "wet"].into_iter()), Some("web"), "the earlier wins a tie");
    }

    #[test]
    fn suggests_nothing_if_nothing_is_close() {
        assert_eq!(suggest("Colour"), None);
        assert_eq!(suggest(""), None);
        assert_eq!(suggest("!!"), None);
        assert_eq!(suggest(&format!("FriendlyName{}", " ".repeat(100))), None, "too long to compare");
    }
}

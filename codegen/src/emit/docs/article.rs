//! The indefinite article before the name of a type, by how the name is pronounced.

/// Beginnings that are spelled with a vowel and pronounced with a consonant, as in "you" and "won".
const CONSONANT_SOUNDS: [&str; 9] = ["eu", "once", "one", "uni", "uri", "url", "us", "uti", "uu"];

/// Beginnings that are pronounced with a vowel, other than those that are spelled with one.
const VOWEL_SOUNDS: [&str; 3] = ["honor", "hour", "unin"];

/// `a` or `an`.
pub(crate) fn article(name: &str) -> &'static str {
    let name = name.to_ascii_lowercase();
    let starts = |with: &[&str]| with.iter().any(|start| name.starts_with(start));
    let spelled = name.starts_with(['a', 'e', 'i', 'o', 'u']);
    let vowel = starts(&VOWEL_SOUNDS) || (spelled && !starts(&CONSONANT_SOUNDS));
    if vowel { "an" } else { "a" }
}

#[cfg(test)]
mod tests {
    use super::article;

    #[test]
    fn the_article_follows_the_sound_of_the_name() {
        let an =
            ["ApiKey", "Interaction", "Operator", "UpdateFlexFlow", "Uninstall", "EndShift", "HourlyRate"];
        for name in an {
            assert_eq!(article(name), "an", "{name}");
        }
        let a = [
            "FlexFlow",
            "SID",
            "Sid",
            "User",
            "UniqueName",
            "Url",
            "Uuid",
            "OneTimeCode",
            "EuropeanAddress",
            "Host",
        ];
        for name in a {
            assert_eq!(article(name), "a", "{name}");
        }
    }
}

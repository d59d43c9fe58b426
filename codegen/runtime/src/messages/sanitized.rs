//! Text from outside, made safe to print in a message: shortened, and with control characters escaped, so that it can neither
//! flood a log nor forge a line in it.

use std::fmt;

/// The maximum number of characters of a name that are printed.
pub(crate) const NAME_LIMIT: usize = 60;

/// Prints at most `limit` characters of `text`, followed by `…` if there are more.
pub(crate) struct Sanitized<'a> {
    pub(crate) text: &'a str,
    pub(crate) limit: usize,
}

impl<'a> Sanitized<'a> {
    pub(crate) const fn name(text: &'a str) -> Self {
        Self { text, limit: NAME_LIMIT }
    }
}

impl fmt::Display for Sanitized<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut characters = self.text.chars();
        for character in characters.by_ref().take(self.limit) {
            if character.is_control() || is_invisible(character) {
                write!(f, "{}", character.escape_unicode())?;
            } else {
                write!(f, "{character}")?;
            }
        }
        if characters.next().is_some() { f.write_str("…") } else { Ok(()) }
    }
}

/// Line separators, and marks that reorder or hide text. They are not control characters, but as harmful in a log.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::Sanitized;

    #[test]
    fn shortens_by_characters() {
        assert_eq!(Sanitized { text: "ééé", limit: 3 }.to_string(), "ééé");
        assert_eq!(Sanitized { text: "éééé", limit: 3 }.to_string(), "ééé…");
        assert_eq!(Sanitized::name(&"x".repeat(61)).to_string(), format!("{}…", "x".repeat(60)));
    }

    #[test]
    fn escapes_what_could_forge_a_line() {
        assert_eq!(Sanitized::name("a\nb\u{7}\u{202E}c").to_string(), "a\\u{a}b\\u{7}\\u{202e}c");
        for invisible in ['\u{61C}', '\u{200B}', '\u{200F}', '\u{2028}', '\u{2060}', '\u{2069}', '\u{FEFF}'] {
            let shown = Sanitized::name(&invisible.to_string()).to_string();
            assert_eq!(shown, invisible.escape_unicode().to_string());
        }
        for visible in [' ', '\u{200A}', '\u{2010}', '\u{2027}', '\u{202F}', '\u{2070}', '☎'] {
            assert_eq!(Sanitized::name(&visible.to_string()).to_string(), visible.to_string());
        }
    }
}

//! Text from files in messages.

/// Text on one line. Characters that control a terminal, begin a line or reorder it are escaped: a document, or the name of
/// a file, may contain any of them.
pub(crate) fn escape(text: &str) -> String {
    let is_unsafe = |c: char| {
        c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    text.chars().flat_map(|c| if is_unsafe(c) { c.escape_default().collect() } else { vec![c] }).collect()
}

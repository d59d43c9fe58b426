//! Text that cannot steer a terminal.

/// Text of a document in one line of a terminal: what steers one, or reorders the line, is escaped.
pub(crate) fn plain(text: &str) -> String {
    let bad = |c: char| {
        c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    text.chars().flat_map(|c| if bad(c) { c.escape_default().collect() } else { vec![c] }).collect()
}

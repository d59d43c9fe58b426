//! Text that cannot steer a terminal.

/// Text in one line: characters that steer a terminal, begin a line or reorder it are escaped. Names of files and texts of
/// documents can hold any of them.
pub(crate) fn escape(text: &str) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    text.chars().flat_map(|c| if steers(c) { c.escape_default().collect() } else { vec![c] }).collect()
}

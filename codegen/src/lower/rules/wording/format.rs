//! Values and lists as they stand in a sentence.

use crate::ir::Literal;

/// `` `a`, `b` or `c` ``
pub(super) fn listed(values: &[Literal]) -> String {
    joined(&values.iter().map(|value| format!("`{}`", code(&value.to_string()))).collect::<Vec<_>>(), "or")
}

/// A value as it can stand between backticks: as it is, or in quotes where nobody would see it as it is.
pub(super) fn code(text: &str) -> String {
    let unseen = |c: char| c.is_control() || (c.is_whitespace() && c != ' ');
    if !text.is_empty() && text.trim() == text && !text.contains(|c| c == '`' || unseen(c)) {
        return text.to_owned();
    }
    let mut quoted = String::new();
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            c if c == '`' || unseen(c) => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    format!("\"{quoted}\"")
}

/// `a`, `a or b`, `a, b or c`
pub(crate) fn joined(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [word] => word.clone(),
        [words @ .., end] => format!("{} {last} {end}", words.join(", ")),
    }
}

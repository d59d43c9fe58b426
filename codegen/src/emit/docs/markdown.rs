//! Descriptions as Markdown for rustdoc, escaped so that none becomes a doctest, a broken link or HTML.
//!
//! Without escapes, `cargo test` would compile and run a fenced block, `[word]` would be an intra-doc link, and `<word>` an
//! unclosed tag.

/// The width to which prose is wrapped.
const WIDTH: usize = 92;

/// The lines of `text`, safe and wrapped.
pub(crate) fn lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut fence: Option<String> = None;
    // The indentation of lines that continue the list item above.
    let mut indent = 0;
    for line in text.trim().lines() {
        let line = line.trim();
        if let Some(mark) = &fence {
            lines.push(line.to_owned());
            if line.starts_with(mark.as_str()) && line.chars().all(|c| mark.starts_with(c)) {
                fence = None;
            }
        } else if let Some(mark) = opens_fence(line) {
            lines.push(format!("{mark}text"));
            fence = Some(mark);
        } else if line.starts_with('|') {
            lines.push(escape(&single_spaced(line)));
        } else {
            let line = escape(&single_spaced(line));
            let item = item_indent(&line);
            let before = if item.is_some() || line.is_empty() { 0 } else { indent };
            indent = if line.is_empty() { 0 } else { item.unwrap_or(indent) };
            wrap(&line, before, indent, &mut lines);
        }
    }
    lines.extend(fence);
    lines
}

/// A sentence as an item of a list.
pub(crate) fn item(sentence: &str) -> Vec<String> {
    lines(&format!("- {}.", capital(sentence)))
}

/// Words with a capital letter, as at the start of a sentence.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A text for one cell or one line: escaped as in `lines`, without line breaks, and with `|` escaped.
pub(crate) fn cell(text: &str) -> String {
    let line = escape(&text.split_whitespace().collect::<Vec<_>>().join(" ")).replace('|', "\\|");
    if line.starts_with("~~~") { format!("\\{line}") } else { line }
}

/// A line without repeated spaces, which would make an indented code block after the mark of a list item.
fn single_spaced(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text for between two backticks.
pub(crate) fn code(text: &str) -> String {
    if text.trim().is_empty() {
        return format!("{text:?}");
    }
    text.replace('`', "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn opens_fence(line: &str) -> Option<String> {
    let first = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let mark: String = line.chars().take_while(|c| *c == first).collect();
    let inline = first == '`' && line[mark.len()..].contains('`');
    (mark.len() >= 3 && !inline).then_some(mark)
}

/// Escapes what rustdoc would read as a link, a tag or a bare URL, outside of code spans.
fn escape(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let taken = if c == '`' {
            code_span(rest).unwrap_or_else(|| {
                // Nothing closes it.
                text.push('\\');
                1
            })
        } else if rest.starts_with("https://") || rest.starts_with("http://") {
            let end = rest.find(|c: char| c.is_whitespace() || "<>)]`\"".contains(c)).unwrap_or(rest.len());
            let url = rest[..end].trim_end_matches(['.', ',', ';', ':']);
            text.push('<');
            text.push_str(url);
            text.push('>');
            rest = &rest[url.len()..];
            continue;
        } else if let Some(end) = web_link(rest) {
            end
        } else {
            if matches!(c, '[' | ']' | '<' | '>' | '\\' | '~') {
                text.push('\\');
            }
            c.len_utf8()
        };
        text.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    text
}

/// The length of the code span at the start of `text`.
fn code_span(text: &str) -> Option<usize> {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let mark = &text[..ticks];
    let mut from = ticks;
    while let Some(found) = text[from..].find(mark) {
        let start = from + found;
        let run = text[start..].len() - text[start..].trim_start_matches('`').len();
        if run == ticks {
            return Some(start + run);
        }
        from = start + run;
    }
    None
}

/// The length of the `[text](https://…)` link at the start of `text`.
fn web_link(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('[')?;
    let close = inner.find(']')?;
    let target = inner[close..].strip_prefix("](")?;
    let end = target.find(')')?;
    let url = &target[..end];
    let plain = !url.contains(|c: char| c.is_whitespace() || "<>`\\".contains(c));
    let label = &inner[..close];
    let safe = url.starts_with("https://") && plain && !label.contains(['[', '<', '`', '\\']);
    safe.then(|| 1 + close + 2 + end + 1)
}

/// Wraps a line of prose, but never before a word that Markdown would read as the start of a block.
fn wrap(line: &str, first: usize, indent: usize, lines: &mut Vec<String>) {
    let mut current = String::new();
    for word in line.split(' ') {
        let full = !current.is_empty() && current.chars().count() + 1 + word.chars().count() > WIDTH;
        if full && !starts_block(word) {
            lines.push(std::mem::replace(&mut current, format!("{:indent$}{word}", "")));
        } else {
            let gap = if current.is_empty() { first } else { 1 };
            current.extend(std::iter::repeat_n(' ', gap));
            current.push_str(word);
        }
    }
    lines.push(current);
}

/// The indentation of lines that continue a list item; `None` for a line that does not start one.
fn item_indent(line: &str) -> Option<usize> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered = digits > 0 && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "));
    let marked = line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ");
    if numbered { Some(digits + 2) } else { marked.then_some(2) }
}

/// Whether Markdown reads the start of `text` as a list item, heading, quote or rule.
fn starts_block(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.starts_with(['-', '*', '+', '#', '>', '=', '|', '~', '`'])
        || (digits.len() < text.len() && digits.starts_with(['.', ')']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> String {
        lines(text).join("\n")
    }

    #[test]
    fn links_tags_and_urls_are_made_harmless() {
        assert_eq!(one("see [Foo] and <T>"), r"see \[Foo\] and \<T\>");
        assert_eq!(one("`[Foo]` stays"), "`[Foo]` stays");
        assert_eq!(one("at https://a.b/c."), "at <https://a.b/c>.");
        assert_eq!(one("[docs](https://a.b/c)"), "[docs](https://a.b/c)");
        assert_eq!(one("[docs](javascript:x)"), r"\[docs\](javascript:x)");
        assert_eq!(one("an odd ` tick [x]"), r"an odd \` tick \[x\]");
    }

    #[test]
    fn a_fence_never_becomes_a_doctest_and_is_closed() {
        assert_eq!(one("```\npanic!()\n```"), "```text\npanic!()\n```");
        assert_eq!(one("```rust\npanic!()"), "```text\npanic!()\n```");
        assert_eq!(one("~~~rust,should_panic\nx\n~~~"), "~~~text\nx\n~~~");
        assert_eq!(one("    indented code"), "indented code");
        assert_eq!(one("-       indented code"), "- indented code");
        assert_eq!(one("- ~~~ rust"), r"- \~\~\~ rust");
        assert_eq!(one("```\n```~~~\n~~~\n```"), "```text\n```~~~\n~~~\n```");
    }

    #[test]
    fn what_belongs_to_a_list_item_is_indented() {
        assert_eq!(one("- one\nmore\n\nplain"), "- one\n  more\n\nplain");
        assert_eq!(one("10. ten\nmore\n11. eleven"), "10. ten\n    more\n11. eleven");
        let long = format!("- {}", "word ".repeat(40).trim());
        assert!(lines(&long).iter().skip(1).all(|line| line.starts_with("  word")));
    }

    #[test]
    fn long_lines_are_wrapped_but_start_no_list() {
        let text = format!("{} - {}", "word ".repeat(18).trim(), "more ".repeat(18).trim());
        let wrapped = lines(&text);
        assert!(wrapped.len() > 1);
        assert!(wrapped.iter().skip(1).all(|line| !line.starts_with('-')), "{wrapped:?}");
    }
}

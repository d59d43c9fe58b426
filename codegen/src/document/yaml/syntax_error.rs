//! Syntax errors of YAML, in words for the author of a spec.
//!
//! The messages of the parser say what it was doing; an author needs to know what to type.

use crate::diagnostic::{Change, Code, Diagnostic};
use crate::source::Span;

/// The diagnostic for the parser's message `info` at `span` of `text`. `bracket` is the open bracket before it, if there is one.
pub(crate) fn diagnose(info: &str, text: &str, span: Span, bracket: Option<Span>) -> Diagnostic {
    if let Some(said) = by_character(info, text, span) {
        return said;
    }
    match bracket.and_then(|bracket| never_closed(text, bracket)) {
        Some(open) => unclosed(open, text, span),
        None => by_message(info, text, span),
    }
}

/// The innermost bracket that is open at the end of the text, or where one of the other kind closes, from `first` on.
fn never_closed(text: &str, first: Span) -> Option<Span> {
    let mut open = Vec::new();
    let (mut quote, mut before) = (None, ' ');
    let mut comment = false;
    for (at, c) in text.get(first.start..)?.char_indices() {
        match (quote, c) {
            _ if comment => comment = c != '\n',
            (Some(_), '\\') if before == '\\' => {
                before = ' ';
                continue;
            }
            (Some(quoted), _) if c == quoted && !(quoted == '"' && before == '\\') => quote = None,
            (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(c),
            (None, '#') if before.is_whitespace() => comment = true,
            (None, '[' | '{') => open.push((at, c)),
            (None, ']' | '}') => {
                let (_, opened) = open.last()?;
                if (*opened == '[') != (c == ']') {
                    break;
                }
                open.pop();
                if open.is_empty() {
                    return None;
                }
            }
            _ => {}
        }
        before = c;
    }
    let start = first.start + open.last()?.0;
    Some(Span { start, end: start + 1, ..first })
}

/// The diagnostic about a bracket that is never closed; the parser noticed it at `noticed`.
fn unclosed(open: Span, text: &str, noticed: Span) -> Diagnostic {
    let bracket = text.get(open.start..open.end).unwrap_or_default();
    let close = if bracket == "[" { "]" } else { "}" };
    let diagnostic = Diagnostic::new(Code::Syntax, open, format!("the bracket `{bracket}` is never closed"));
    let diagnostic = diagnostic.label("opened here").help(format!("write `{close}` where it ends"));
    let noticed = one_character(noticed, text);
    if noticed.end > noticed.start && noticed.start > open.start {
        return diagnostic.also(noticed, "this is still inside it");
    }
    diagnostic
}

/// The errors that the character at which the parser stopped identifies.
fn by_character(info: &str, text: &str, span: Span) -> Option<Diagnostic> {
    let said = |words: &[&str]| words.iter().any(|word| info.contains(word));
    let at = |message: String| Diagnostic::new(Code::Syntax, one_character(span, text), message);
    let first = text.get(span.start..).unwrap_or_default().chars().next()?;
    Some(match first {
        '*' if said(&["unknown anchor"]) => {
            let help =
                "use `$ref`, which every OpenAPI tool supports; put a string that starts with `*` in quotes";
            Diagnostic::new(Code::Yaml, span, "a YAML alias is not supported in a spec").help(help)
        }
        '@' | '`' | '%' if said(&["unexpected character"]) => {
            let name = if first == '`' { "a backtick".to_owned() } else { format!("`{first}`") };
            let diagnostic = at(format!("a string without quotes cannot start with {name}"));
            quoted(diagnostic.help("put it in quotes"), text, span)
        }
        '"' | '\'' if said(&["end of stream", "in quoted scalar", "document indicator"]) => {
            let inside = if first == '"' { "\\\"" } else { "''" };
            at(format!("the quote `{first}` is never closed"))
                .label("opened here")
                .help(format!("write `{first}` at its end; inside the quotes, write it as `{inside}`"))
        }
        '"' if said(&["escape", "hexadecimal"]) => {
            at("a backslash in this string does not start a valid escape".to_owned())
                .help("use single quotes, where a backslash is a plain character, or write `\\\\`")
        }
        ']' | '}' if said(&["misplaced"]) => match without_colon(text, span) {
            Some(said) => said,
            None => {
                at(format!("this `{first}` does not close anything")).help("remove it, or add what opens it")
            }
        },
        _ => return None,
    })
}

/// The diagnostic about a word without a colon before a bracket: `then {required: [Field]}`.
fn without_colon(text: &str, span: Span) -> Option<Diagnostic> {
    let start = line_start(text, span.start);
    let line = text.get(start..span.start)?;
    let entry = line.trim_start_matches([' ', '-']);
    let (word, value) = entry.split_once(' ')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '$');
    if word.is_empty() || !word.chars().all(plain) || !value.starts_with(['[', '{']) {
        return None;
    }
    let start = start + line.len() - entry.len();
    let span = Span { start, end: start + word.len(), ..span };
    let message = format!("`{word}` has no colon");
    let diagnostic = Diagnostic::new(Code::Syntax, span, message).help(format!("write `{word}: …`"));
    Some(diagnostic.change(Change::Bare(span, format!("{word}:"))))
}

/// The errors that the message of the parser identifies.
fn by_message(info: &str, text: &str, span: Span) -> Diagnostic {
    let said = |words: &[&str]| words.iter().any(|word| info.contains(word));
    let at = |message: &str| Diagnostic::new(Code::Syntax, one_character(span, text), message);
    if said(&["trailing content"]) {
        at("the string continues after its closing quote")
            .help("put quotes around all of it; inside single quotes, write `'` as `''`")
    } else if said(&["tab"]) {
        // The parser stops before the tab, sometimes at the end of the line above.
        let start = line_start(text, span.start);
        let tab = text.get(start..).and_then(|rest| rest.find('\t')).map_or(span.start, |at| start + at);
        let span = Span { start: tab, end: tab + 1, ..span };
        let diagnostic = Diagnostic::new(Code::Syntax, span, "YAML cannot be indented with tabs");
        diagnostic.help("use spaces, two per level")
    } else if said(&["mapping values are not allowed", "illegal placement of ':'"]) {
        colon(text, span)
    } else if said(&["simple key"]) {
        let before = text.get(..span.start).unwrap_or_default().trim_end();
        let start = line_start(before, before.len());
        let line = before.get(start..).unwrap_or_default();
        let span = Span { start: start + line.len() - line.trim_start().len(), end: before.len(), ..span };
        let diagnostic = Diagnostic::new(Code::Syntax, span, "a line of a mapping has no colon");
        diagnostic.help("write `key: value`, with a space after the colon")
    } else if said(&["flow sequence", "flow mapping"]) {
        let (kind, close) = if info.contains("sequence") { ("list", ']') } else { ("mapping", '}') };
        at(&format!("expected `,` or `{close}` in this {kind}"))
            .help(format!("write `,` before the next item, or `{close}`"))
    } else if said(&["did not find expected key", "'-' indicator", "ndent"]) {
        at("the indentation of this line does not match any line above")
            .help("indent it exactly like the entries it belongs to")
    } else if said(&["entries are not allowed"]) {
        at("a list cannot begin on the same line as its key")
            .help("begin it on the next line, or write `[item, item]`")
    } else {
        at(&format!("invalid YAML: {info}"))
            .help("check the indentation, quotes and colons of the marked line and the one above it")
    }
}

/// The diagnostic about a colon where there cannot be a key: in a value, or on a line that continues one.
fn colon(text: &str, span: Span) -> Diagnostic {
    let at = |message: &str| Diagnostic::new(Code::Syntax, one_character(span, text), message);
    let start = line_start(text, span.start);
    let line = text.get(start..span.start).unwrap_or_default();
    let Some(value) = line.find(": ").map(|colon| start + colon + 2) else {
        return at("this line looks like an entry, but continues the line above").help(
            "check the line above for a missing colon, an unclosed bracket or quote, or wrong indentation",
        );
    };
    let diagnostic = at("a string that contains `: ` needs quotes").help("put it in quotes");
    quoted(diagnostic, text, Span { start: value, end: value, ..span })
}

/// Suggests quotes from `span` to the end of its line, where that is all one value.
fn quoted(diagnostic: Diagnostic, text: &str, span: Span) -> Diagnostic {
    let before = text.get(line_start(text, span.start)..span.start).unwrap_or_default();
    let line = text.get(span.start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let special = ['[', '{', '"', '\''];
    if before.contains(special) || line.contains(" #") || line.starts_with(special) {
        return diagnostic;
    }
    let value = Span { end: span.start + line.trim_end().len(), ..span };
    diagnostic.change(Change::Quote(value))
}

/// The start of the line with the byte `at`.
fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1)
}

/// The span of the character at which the parser stopped; empty at the end of a line.
fn one_character(span: Span, text: &str) -> Span {
    let next = text.get(span.start..).and_then(|rest| rest.chars().next());
    let length = next.filter(|c| !c.is_whitespace()).map_or(0, char::len_utf8);
    Span { end: span.start + length, ..span }
}

//! Patterns: a line with one and then a text come in. The generator refuses the pattern, or decides about the text as the
//! `regex` crate does, once the pattern is written in its dialect.
//!
//! The generator is asked with an example: one that breaks its own pattern is an error.

use flex_codegen::{Code, Sources, generate};

/// A spec with the pattern and the example in place of `PATTERN` and `EXAMPLE`.
const SPEC: &str = r##"{"openapi": "3.1.0", "info": {"title": "Fuzz", "version": "1.0.0"},
"servers": [{"url": "https://example.com"}], "paths": {"/Orders": {"get": {"operationId": "ListOrders",
"parameters": [{"name": "Code", "in": "query", "required": true, "schema": {"$ref": "#/components/schemas/Code"},
"example": EXAMPLE}], "responses": {"204": {"description": "Nothing."}}}}},
"components": {"schemas": {"Code": {"type": "string", "pattern": PATTERN}}}}"##;

const CONFIG: &str = "package: {name: fuzz, version: 1.0.0, description: A pattern}\n";

/// Asks the generator and the other engine.
///
/// # Panics
/// When the generator panics, or the two disagree.
pub fn run(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let Some((pattern, text)) = text.split_once('\n') else { return };
    // YAML has a way to write any character, and a spec must not hold those that cannot be seen.
    if text.contains(|c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{2069}' | '\u{feff}')) {
        return;
    }
    let Some(matched) = verdict(pattern, text) else { return };
    if let Some(expected) = oracle::matches(pattern, text) {
        assert_eq!(matched, expected, "whether {text:?} matches {pattern:?}");
    }
}

/// Whether the generator takes `text` for `pattern`; nothing where it refuses the pattern.
fn verdict(pattern: &str, text: &str) -> Option<bool> {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    // The pattern last: it may hold the word that stands for the example.
    let spec = SPEC.replace("EXAMPLE", &quoted(text)).replace("PATTERN", &quoted(pattern));
    let mut sources = Sources::new();
    sources.insert("codegen.yaml", CONFIG.into());
    sources.insert("openapi.yaml", spec.into());
    match generate(&sources) {
        Ok(_) => Some(true),
        Err(diagnostics) => {
            let codes: Vec<Code> = diagnostics.iter().map(flex_codegen::Diagnostic::code).collect();
            let refused = [Code::NotRegular, Code::PatternShape, Code::EmptyRange, Code::BadValue];
            if codes.iter().any(|code| refused.contains(code)) {
                return None;
            }
            assert_eq!(codes, [Code::BadExample], "{}", diagnostics.render(&sources, false));
            Some(false)
        }
    }
}

/// What ECMA-262 says about a pattern, by way of another dialect.
mod oracle {
    use std::iter::Peekable;
    use std::str::Chars;

    use regex::RegexBuilder;

    /// More than this takes the other engine too long.
    const SIZE: usize = 1 << 20;

    /// Whether `text` matches; nothing where the other dialect has no way to say the same.
    pub(super) fn matches(pattern: &str, text: &str) -> Option<bool> {
        let regex = RegexBuilder::new(&translate(pattern)?).size_limit(SIZE).build().ok()?;
        Some(regex.is_match(text))
    }

    fn translate(pattern: &str) -> Option<String> {
        let mut chars = pattern.chars().peekable();
        let mut regex = String::new();
        while let Some(c) = chars.next() {
            match c {
                '.' => regex.push_str("[^\\n\\r\\u{2028}\\u{2029}]"),
                '\\' => regex.push_str(&escape(&mut chars, false)?),
                '[' => class(&mut chars, &mut regex)?,
                '(' => group(&mut chars, &mut regex)?,
                other => regex.push(other),
            }
        }
        Some(regex)
    }

    /// What follows `(`: nothing, `?:` or a name. The rest is not regular, or a flag.
    fn group(chars: &mut Peekable<Chars<'_>>, regex: &mut String) -> Option<()> {
        regex.push('(');
        if chars.next_if_eq(&'?').is_some() {
            regex.push('?');
            regex.push(chars.next_if(|c| matches!(c, ':' | '<'))?);
        }
        Some(())
    }

    /// What follows `[`.
    fn class(chars: &mut Peekable<Chars<'_>>, regex: &mut String) -> Option<()> {
        let negated = chars.next_if_eq(&'^').is_some();
        if chars.next_if_eq(&']').is_some() {
            regex.push_str(if negated { "(?s:.)" } else { "[^\\s\\S]" });
            return Some(());
        }
        regex.push_str(if negated { "[^" } else { "[" });
        loop {
            match chars.next()? {
                ']' => break,
                '\\' => regex.push_str(&escape(chars, true)?),
                // Operators, and brackets inside, of this dialect only.
                c @ ('[' | '&' | '~' | '^') => regex.extend(['\\', c]),
                '-' if chars.peek() == Some(&'-') => return None,
                other => regex.push(other),
            }
        }
        regex.push(']');
        Some(())
    }

    /// What follows `\`.
    fn escape(chars: &mut Peekable<Chars<'_>>, in_class: bool) -> Option<String> {
        const SPACE: &str = "\\t\\n\\x0b\\x0c\\r \\u{a0}\\u{feff}\\u{1680}\\u{2000}-\\u{200a}\\u{2028}\\u{2029}\\u{202f}\\u{205f}\\u{3000}";
        let c = chars.next()?;
        Some(match c {
            'd' => "[0-9]".to_owned(),
            'D' => "[^0-9]".to_owned(),
            'w' => "[0-9A-Za-z_]".to_owned(),
            'W' => "[^0-9A-Za-z_]".to_owned(),
            's' => format!("[{SPACE}]"),
            'S' => format!("[^{SPACE}]"),
            'b' if in_class => "\\x08".to_owned(),
            'b' | 'B' => format!("(?-u:\\{c})"),
            't' | 'n' | 'v' | 'f' | 'r' => format!("\\{c}"),
            // As ECMA-262 with the flag `u` has it, only what means something may be escaped.
            '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' => {
                format!("\\{c}")
            }
            '/' => "/".to_owned(),
            '-' if in_class => "\\-".to_owned(),
            'x' => {
                let digits: String = [chars.next()?, chars.next()?].iter().collect();
                format!("\\u{{{:x}}}", u32::from_str_radix(&digits, 16).ok()?)
            }
            _ => return None,
        })
    }
}

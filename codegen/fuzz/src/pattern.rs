//! Patterns: a line with one and then a text come in. The generator refuses the pattern, or decides about the text as the
//! `regex` crate does, once the pattern is written in its dialect.
//!
//! The generator decides in two ways: it judges an example, and it writes a matcher into the crate. Both have to be right.

use flex_codegen::{Code, Diagnostic, Diagnostics, Generated, Sources, generate};

use super::matcher;

/// A spec, with `HERE` where an example may stand, and then the pattern.
const SPEC: &str = r##"{"openapi": "3.1.0", "info": {"title": "Fuzz", "version": "1.0.0"},
"servers": [{"url": "https://example.com"}], "paths": {"/Orders": {"get": {"operationId": "ListOrders",
"parameters": [{"name": "Code", "in": "query", "schema": {"$ref": "#/components/schemas/Code"}HERE}],
"responses": {"204": {"description": "Nothing."}}}}},
"components": {"schemas": {"Code": {"type": "string", "pattern": HERE}}}}"##;

const CONFIG: &str = "package: {name: fuzz, version: 1.0.0, description: A pattern}\n";

/// Asks the generator and the other engine.
///
/// # Panics
/// When the generator panics, or two of the three disagree.
pub fn run(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let Some((pattern, text)) = text.split_once('\n') else { return };
    let Some(generated) = generated(pattern) else { return };
    let matched = emitted(&generated, text);
    // A spec must not hold what cannot be seen.
    if !text.contains(|c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{2069}' | '\u{feff}')) {
        assert_eq!(judged(pattern, text), matched, "the generator about {text:?} beside {pattern:?}");
    }
    if let Some(expected) = oracle::matches(pattern, text) {
        assert_eq!(matched, expected, "whether {text:?} matches {pattern:?}");
    }
}

/// The crate with a type for the pattern; nothing where the pattern is refused.
fn generated(pattern: &str) -> Option<Generated> {
    match generate(&sources(pattern, "")) {
        Ok(generated) => Some(generated),
        Err(diagnostics) => {
            let refused = [Code::NotRegular, Code::PatternShape, Code::EmptyRange, Code::BadValue];
            let codes = codes(&diagnostics);
            assert!(codes.iter().all(|code| refused.contains(code)), "{pattern:?} is refused for {codes:?}");
            None
        }
    }
}

/// Whether the matcher in the generated code accepts `text`.
fn emitted(generated: &Generated, text: &str) -> bool {
    let mut sources = generated.files.iter().filter(|(_, source)| source.contains("pub struct Code("));
    let Some((path, source)) = sources.next() else { panic!("no file has the type") };
    match syn::parse_file(source) {
        Ok(source) => matcher::accepts(&source, text),
        Err(error) => panic!("{path} does not parse: {error}\n{source}"),
    }
}

/// Whether the generator takes `text` as an example for `pattern`.
fn judged(pattern: &str, text: &str) -> bool {
    let sources = sources(pattern, &format!(r#", "example": {}"#, quoted(text)));
    generate(&sources).map_or_else(
        |diagnostics| {
            let shown = diagnostics.render(&sources, false);
            assert_eq!(codes(&diagnostics), [Code::BadExample], "{shown}");
            false
        },
        |_| true,
    )
}

fn codes(diagnostics: &Diagnostics) -> Vec<Code> {
    diagnostics.iter().map(Diagnostic::code).collect()
}

fn sources(pattern: &str, example: &str) -> Sources {
    let pattern = quoted(pattern);
    let pieces = SPEC.split("HERE").zip([example, &pattern, ""]);
    let spec = pieces.fold(String::new(), |spec, (piece, filling)| spec + piece + filling);
    let mut sources = Sources::new();
    sources.insert("codegen.yaml", CONFIG.into());
    sources.insert("openapi.yaml", spec.into());
    sources
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
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

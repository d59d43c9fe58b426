//! Parses the text of one file into a tree of [`Node`]s.
//!
//! The tree is built from the events of the parser, because a ready-made loader silently drops one of two equal keys.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, StrInput};

use super::node::{Data, Node, Spanned};
use super::syntax_error;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::source::{FileId, Span};

/// No spec nests deeper. A limit keeps a malicious file from overflowing the stack.
const MAX_DEPTH: usize = 64;

/// The tree of one file; `None`, with a diagnostic, when it cannot be parsed.
pub(crate) fn load(file: FileId, bytes: &[u8], sink: &mut Sink) -> Option<Node> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let message = format!("the file is not UTF-8 (byte {})", error.valid_up_to());
            let help = "save the file as UTF-8";
            sink.push(Diagnostic::new(Code::NotUtf8, Span::start_of(file), message).help(help));
            return None;
        }
    };
    let mut loader = Loader {
        file,
        text,
        bracket: None,
        offsets: Offsets::new(text),
        events: Parser::new_from_str(text),
        sink,
    };
    match loader.document() {
        Ok(node) => Some(node),
        Err(diagnostic) => {
            sink.push(*diagnostic);
            None
        }
    }
}

/// Converts the parser's offsets in characters to offsets in bytes.
struct Offsets {
    /// Byte offset of each character, empty when the two counts agree.
    table: Vec<usize>,
    length: usize,
}

impl Offsets {
    fn new(text: &str) -> Self {
        let table =
            if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at).collect() };
        Self { table, length: text.len() }
    }

    fn byte(&self, marker: Marker) -> usize {
        if self.table.is_empty() {
            return marker.index().min(self.length);
        }
        self.table.get(marker.index()).copied().unwrap_or(self.length)
    }
}

struct Loader<'t, 's> {
    file: FileId,
    text: &'t str,
    /// The opening bracket of the current list or mapping, in flow style.
    bracket: Option<Span>,
    offsets: Offsets,
    events: Parser<'t, StrInput<'t>>,
    sink: &'s mut Sink,
}

/// Boxed: a diagnostic is large and an error is the rare case.
type Step<T> = Result<T, Box<Diagnostic>>;

impl<'t> Loader<'t, '_> {
    fn document(&mut self) -> Step<Node> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
                Event::StreamEnd => {
                    let message = "the file is empty";
                    let span = Span::start_of(self.file);
                    return Err(Box::new(
                        Diagnostic::new(Code::Syntax, span, message)
                            .help("write the document, or remove the file"),
                    ));
                }
                event => {
                    let node = self.node(event, span, 0)?;
                    self.end()?;
                    return Ok(node);
                }
            }
        }
    }

    /// Checks that there is only one document.
    fn end(&mut self) -> Step<()> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(()),
                Event::DocumentEnd | Event::Nothing => {}
                _ => {
                    return Err(unused(span, "a second document in one file", "put it in a file of its own"));
                }
            }
        }
    }

    fn next(&mut self) -> Step<(Event<'t>, Span)> {
        match self.events.next_event() {
            Some(Ok((event, span))) => Ok((event, self.span(span.start, span.end))),
            Some(Err(error)) => {
                let span = self.span(*error.marker(), *error.marker());
                Err(Box::new(syntax_error::diagnose(error.info(), self.text, span, self.bracket)))
            }
            None => {
                let span = Span::start_of(self.file);
                let message = "the file ends in the middle of a value";
                Err(Box::new(Diagnostic::new(Code::Syntax, span, message).help("write the rest of it")))
            }
        }
    }

    /// The next event of a list or a mapping.
    fn next_in(&mut self, start: Span) -> Step<(Event<'t>, Span)> {
        let bracket = self.text.get(start.start..).is_some_and(|text| text.starts_with(['[', '{']));
        self.bracket = bracket.then_some(Span { end: start.start + 1, ..start });
        self.next()
    }

    fn span(&self, start: Marker, end: Marker) -> Span {
        Span { file: self.file, start: self.offsets.byte(start), end: self.offsets.byte(end) }
    }

    fn node(&mut self, event: Event<'t>, span: Span, depth: usize) -> Step<Node> {
        if depth > MAX_DEPTH {
            let message = format!("values are nested more than {MAX_DEPTH} levels deep");
            let help = "move the inner part into a component and refer to it with `$ref`";
            return Err(Box::new(Diagnostic::new(Code::TooDeep, span, message).help(help)));
        }
        match event {
            Event::Scalar(text, style, 0, None) => {
                self.check_text(&text, span);
                Ok(Node { span, key: None, data: scalar(&text, style) })
            }
            Event::SequenceStart(0, None) => self.list(span, depth),
            Event::MappingStart(0, None) => self.map(span, depth),
            Event::Alias(_) => {
                Err(unused(span, "a YAML alias", "use `$ref`, which every OpenAPI tool supports"))
            }
            _ => Err(unused(span, "a YAML anchor or tag", "write the value itself, or use `$ref`")),
        }
    }

    fn list(&mut self, start: Span, depth: usize) -> Step<Node> {
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next_in(start)?;
            if matches!(event, Event::SequenceEnd) {
                let span = Span { end: span.end, ..start };
                return Ok(Node { span, key: None, data: Data::List(items) });
            }
            items.push(self.node(event, span, depth + 1)?);
        }
    }

    fn map(&mut self, start: Span, depth: usize) -> Step<Node> {
        let mut entries: Vec<(Spanned<String>, Node)> = Vec::new();
        let mut first = BTreeMap::new();
        loop {
            let (event, span) = self.next_in(start)?;
            let key = match event {
                Event::MappingEnd => {
                    let span = Span { end: span.end, ..start };
                    return Ok(Node { span, key: None, data: Data::Map(entries) });
                }
                Event::Scalar(text, _, 0, None) => {
                    self.check_text(&text, span);
                    Spanned::new(text.into_owned(), span)
                }
                _ => {
                    return Err(unused(span, "a key that is not a plain word", "write the key as one word"));
                }
            };
            let (event, span) = self.next_in(start)?;
            let node = Node { key: Some(key.span), ..self.node(event, span, depth + 1)? };
            if let Some(first) = first.get(&key.value) {
                let message = format!("the key `{key}` appears twice in one mapping");
                let diagnostic = Diagnostic::new(Code::DuplicateKey, key.span, message)
                    .label("second occurrence")
                    .also(*first, "first occurrence")
                    .help("remove one of them");
                self.sink.push(diagnostic);
            } else {
                first.insert(key.value.clone(), key.span);
                entries.push((key, node));
            }
        }
    }

    /// Rejects characters that control a terminal or reorder a line, because text becomes docs, strings and file contents.
    fn check_text(&mut self, text: &str, span: Span) {
        let bad = |c: char| {
            let control = c.is_control() && c != '\n' && c != '\t';
            control || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        };
        if let Some(found) = text.chars().find(|c| bad(*c)) {
            let message = format!("the string contains the invisible character U+{:04X}", u32::from(found));
            let help = "remove it; only printable characters, line breaks and tabs are allowed";
            self.sink.push(Diagnostic::new(Code::BadValue, span, message).help(help));
        }
    }
}

fn unused(span: Span, what: &str, help: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(Code::Yaml, span, format!("{what} is not supported in a spec")).help(help))
}

/// The value of a scalar, by the YAML 1.2 core schema: a quoted scalar is always a string.
fn scalar(text: &str, style: ScalarStyle) -> Data {
    if style != ScalarStyle::Plain {
        return Data::String(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Data::Null,
        "true" | "True" | "TRUE" => Data::Boolean(true),
        "false" | "False" | "FALSE" => Data::Boolean(false),
        _ => number(text).unwrap_or_else(|| Data::String(text.to_owned())),
    }
}

fn number(text: &str) -> Option<Data> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if let Ok(value) = text.parse() {
        return Some(Data::Integer(value));
    }
    let plain = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+' | '-'));
    text.parse().ok().filter(|_| plain).map(Data::Float)
}

//! Splits path templates into text and parameters: `/v1/FlexFlows/{Sid}`.

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{Operation, Spanned};
use crate::ir::PathPart;

/// The parts of the path of `operation`; `names` are its path parameters in the order of the arguments.
pub(crate) fn lower(operation: &Operation, names: &[Spanned<String>], sink: &mut Sink) -> Vec<PathPart> {
    let path = &operation.path;
    let mut parts = Vec::new();
    let mut used = Vec::new();
    let mut rest = path.value.as_str();
    if !rest.starts_with('/') {
        let message = format!("the path `{path}` does not start with `/`");
        sink.report(Code::BadValue, path.span, message, "write the path as it follows the host: `/v1/…`");
    }
    let segments: Vec<_> = rest.split('/').skip(1).collect();
    if segments.iter().any(|segment| matches!(*segment, "" | "." | "..")) {
        let message = format!("the path `{path}` has a segment that is empty, `.` or `..`");
        sink.report(Code::BadValue, path.span, message, "write each segment out: `/v1/Things/{Sid}`");
    }
    while let Some((text, tail)) = rest.split_once('{') {
        let Some((name, tail)) = tail.split_once('}') else {
            break;
        };
        push_text(text, path, &mut parts, sink);
        match names.iter().position(|known| known.value == name) {
            Some(index) if used.contains(&index) => {
                let message = format!("the path `{path}` contains `{{{name}}}` twice");
                let help = "use two parameters: OpenAPI allows a name only once in a path";
                sink.report(Code::BadValue, path.span, message, help);
            }
            Some(index) => {
                used.push(index);
                parts.push(PathPart::Parameter(index));
            }
            None => {
                let message = format!("the path contains `{{{name}}}`, which is not a path parameter");
                let help = format!("add a parameter `{name}` with `in: path`");
                sink.report(Code::UnknownField, path.span, message, help);
            }
        }
        rest = tail;
    }
    push_text(rest, path, &mut parts, sink);
    for (index, name) in names.iter().enumerate() {
        if !used.contains(&index) {
            let message = format!("the path parameter `{name}` is not in the path `{path}`");
            let diagnostic = Diagnostic::new(Code::UnknownField, name.span, message)
                .also(path.span, "the path")
                .help("correct the name, or remove the parameter");
            sink.push(diagnostic);
        }
    }
    parts
}

fn push_text(text: &str, path: &Spanned<String>, parts: &mut Vec<PathPart>, sink: &mut Sink) {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '~');
    if !text.chars().all(plain) {
        let message = format!("the path `{path}` contains a character that is not allowed");
        let help = "use letters, digits, `-`, `_`, `.`, `~` and `{Parameter}`";
        sink.report(Code::BadValue, path.span, message, help);
    }
    if !text.is_empty() {
        parts.push(PathPart::Text(text.to_owned()));
    }
}

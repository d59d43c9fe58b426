//! Path templates: `/v1/FlexFlows/{Sid}` to text and arguments.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Operation, Spanned};
use crate::ir::PathPart;
use crate::lower::Lower;

impl Lower<'_, '_> {
    /// The parts of the path of `operation`; `names` are its path parameters in the order of the arguments.
    pub(crate) fn path_parts(&mut self, operation: &Operation, names: &[Spanned<String>]) -> Vec<PathPart> {
        let path = &operation.path;
        let mut parts = Vec::new();
        let mut used = Vec::new();
        let mut rest = path.value.as_str();
        if !rest.starts_with('/') {
            let message = format!("the path `{path}` does not start with `/`");
            self.error(Code::BadValue, path.span, message, "write the path from the host on: `/v1/…`");
        }
        let steps: Vec<_> = rest.split('/').skip(1).collect();
        if steps.iter().any(|step| matches!(*step, "" | "." | "..")) {
            let message = format!("the path `{path}` has an empty step, `.` or `..`");
            self.error(
                Code::BadValue,
                path.span,
                message,
                "write the steps one after the other: `/v1/Things/{Sid}`",
            );
        }
        while let Some((text, tail)) = rest.split_once('{') {
            let Some((name, tail)) = tail.split_once('}') else {
                break;
            };
            self.path_text(text, path, &mut parts);
            match names.iter().position(|known| known.value == name) {
                Some(index) if used.contains(&index) => {
                    let message = format!("the path `{path}` names `{{{name}}}` twice");
                    let help = "give each of the two a parameter of its own: OpenAPI fills in a name once";
                    self.error(Code::BadValue, path.span, message, help);
                }
                Some(index) => {
                    used.push(index);
                    parts.push(PathPart::Parameter(index));
                }
                None => {
                    let message = format!("the path names `{{{name}}}`, which is no path parameter");
                    let help = format!("add a parameter `{name}` with `in: path`");
                    self.error(Code::UnknownField, path.span, message, help);
                }
            }
            rest = tail;
        }
        self.path_text(rest, path, &mut parts);
        for (index, name) in names.iter().enumerate() {
            if !used.contains(&index) {
                let message = format!("the path parameter `{name}` is not in the path `{path}`");
                let diagnostic = Diagnostic::new(Code::UnknownField, name.span, message)
                    .also(path.span, "the path")
                    .help("correct the name, or remove the parameter");
                self.sink.push(diagnostic);
            }
        }
        parts
    }

    fn path_text(&mut self, text: &str, path: &Spanned<String>, parts: &mut Vec<PathPart>) {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '~');
        if !text.chars().all(plain) {
            let message = format!("the path `{path}` holds a character that has no place in a path");
            let help = "letters, digits, `-`, `_`, `.`, `~` and `{Parameter}`";
            self.error(Code::BadValue, path.span, message, help);
        }
        if !text.is_empty() {
            parts.push(PathPart::Text(text.to_owned()));
        }
    }
}

//! Lowers `x-accessors`: methods that read values deep inside of an answer.

use crate::diagnostic::{Change, Code, Diagnostic, Sink};
use crate::document::{Schema, Spanned, nearest};
use crate::ir::{Accessor, Field, FieldType, Scalar, TypeKind};
use crate::lower::names::collision::check_collisions;
use crate::lower::schemas::Components;
use crate::lower::schemas::keywords::description;

impl Components<'_> {
    /// The accessors of an object with these properties.
    pub(super) fn accessors(&mut self, schema: &Schema, fields: &[Field], sink: &mut Sink) -> Vec<Accessor> {
        let mut accessors = Vec::new();
        let mut names = Vec::new();
        for accessor in &schema.accessors {
            let name = &accessor.name;
            if accessor.pointers.is_empty() {
                let help = "write where the value is, such as `pointers: [/routing/properties/sid]`";
                sink.report(Code::BadValue, name.span, format!("the accessor `{name}` has no pointer"), help);
            }
            for pointer in &accessor.pointers {
                self.check_pointer(pointer, fields, sink);
            }
            let Some(mut value) = self.response_field(name, &accessor.schema, false, sink) else { continue };
            if let Some(text) = &accessor.description {
                value.docs = description(Some(text));
            }
            names.push((value.name.snake.clone(), name.clone()));
            let pointers = accessor.pointers.iter().map(|pointer| pointer.value.clone()).collect();
            accessors.push(Accessor { value, pointers });
        }
        check_collisions(&names, &|_| "rename one of the accessors", sink);
        accessors
    }

    /// A pointer begins at a property of the object, and can lead to something.
    fn check_pointer(&self, pointer: &Spanned<String>, fields: &[Field], sink: &mut Sink) {
        let Some(tokens) = tokens(&pointer.value) else {
            let message = format!("`{pointer}` is not a JSON Pointer");
            let help = "write the names of the members, each after a `/`: `/routing/properties/sid`; inside a name, `~1` is a `/` and `~0` a `~`";
            sink.report(Code::BadValue, pointer.span, message, help);
            return;
        };
        let (mut fields, mut owner) = (fields, "the object".to_owned());
        let mut tokens = tokens.iter().peekable();
        while let Some(token) = tokens.next() {
            let Some(field) = fields.iter().find(|field| field.name.wire == *token) else {
                self.report_unknown(pointer, token, &owner, fields, sink);
                return;
            };
            let FieldType { scalar, list, .. } = field.ty;
            if list && tokens.next_if(|token| !is_index(token)).is_some() {
                let message = format!("`{token}` is an array, and the pointer goes on with a name");
                let help = "write the index of an item after it, from `0`";
                sink.report(Code::BadValue, pointer.span, message, help);
                return;
            }
            if list {
                tokens.next();
            }
            match scalar {
                Scalar::Named(id) => match self.types.kind(id) {
                    TypeKind::ResponseObject(object) => {
                        fields = &object.fields;
                        owner = format!("`{}`", self.types.wire(id));
                        continue;
                    }
                    TypeKind::String { .. } => return,
                    _ => {}
                },
                // A string can have JSON inside.
                Scalar::Any | Scalar::Object | Scalar::StringMap | Scalar::String => return,
                _ => {}
            }
            if tokens.peek().is_some() {
                let message = format!("`{token}` has no members, and the pointer goes on");
                sink.report(Code::BadValue, pointer.span, message, "end the pointer there");
            }
            return;
        }
    }

    /// Suggests the whole pointer, with another name in it.
    fn report_unknown(
        &self,
        pointer: &Spanned<String>,
        token: &str,
        owner: &str,
        fields: &[Field],
        sink: &mut Sink,
    ) {
        let message = format!("the pointer `{pointer}` names `{token}`, which {owner} does not have");
        let diagnostic = Diagnostic::new(Code::UnknownField, pointer.span, message);
        let known = fields.iter().map(|field| field.name.wire.as_str());
        // The edit writes the whole pointer, with another name in it.
        let corrected = nearest(token, known).map(|near| {
            let [old, new] = [token, near].map(|name| format!("/{}", escape(name)));
            pointer.value.replacen(&old, &new, 1)
        });
        let siblings = self.document.siblings(pointer.span);
        sink.push(match corrected.as_deref() {
            Some(near) if !siblings.contains(&near) => diagnostic
                .help(format!("did you mean `{near}`?"))
                .change(Change::Word(pointer.span, near.to_owned())),
            _ => diagnostic.help("write the name of a property"),
        });
    }
}

/// The reference tokens of a JSON Pointer with at least one of them.
fn tokens(pointer: &str) -> Option<Vec<String>> {
    let rest = pointer.strip_prefix('/')?;
    let escapes = rest.match_indices('~').all(|(at, _)| rest[at + 1..].starts_with(['0', '1']));
    escapes.then(|| rest.split('/').map(|token| token.replace("~1", "/").replace("~0", "~")).collect())
}

/// A name as a reference token.
fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn is_index(token: &str) -> bool {
    token == "0" || (token.bytes().all(|byte| byte.is_ascii_digit()) && !token.starts_with('0'))
}

//! The keyword `type`.

use crate::diagnostic::{Change, Code, Diagnostic, Sink};
use crate::document::reader;
use crate::document::yaml::node::{Data, Node, Spanned};

/// Help: the types that are supported.
const TYPES: &str = "write one of string, integer, number, boolean, object, array, or `[one, 'null']`";

/// The JSON Schema types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    String,
    Integer,
    Number,
    Boolean,
    Object,
    Array,
    /// All of them, and null.
    Any,
    ObjectOrString,
    IntegerOrString,
}

/// The type, and whether null is allowed as well: `string`, `[string, 'null']`, `[object, string]`, or all types.
pub(super) fn read(node: &Node, sink: &mut Sink) -> (Option<Spanned<Type>>, bool) {
    let names = match &node.data {
        Data::List(items) if is_any(items) => return (Some(Spanned::new(Type::Any, node.span)), false),
        Data::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let before = sink.errors();
    let mut nullable = false;
    let mut types = Vec::new();
    for node in names {
        if node.data == Data::Null && node.key.is_none() {
            let diagnostic = reader::wrong_type(node, "expected the name of a type");
            sink.push(
                diagnostic
                    .help("write `'null'`, in quotes")
                    .change(Change::Value(node.span, "'null'".to_owned())),
            );
            continue;
        }
        let Some(name) = reader::text(node, sink) else {
            continue;
        };
        let found = match name.value.as_str() {
            "null" if names.len() > 1 && !nullable => {
                nullable = true;
                continue;
            }
            "string" => Type::String,
            "integer" => Type::Integer,
            "number" => Type::Number,
            "boolean" => Type::Boolean,
            "object" => Type::Object,
            "array" => Type::Array,
            other => {
                let message = format!("`{other}` is not a supported type");
                let help = TYPES;
                sink.push(Diagnostic::new(Code::BadValue, name.span, message).help(help));
                continue;
            }
        };
        types.push(Spanned::new(found, name.span));
    }
    let ty = either(&types).or_else(|| one(&types, sink));
    if ty.is_none() && sink.errors() == before {
        let message = "`type` lists no type";
        let help = TYPES;
        sink.push(Diagnostic::new(Code::BadValue, node.span, message).help(help));
    }
    (ty, nullable)
}

/// The two types of a value that can have either of them.
fn either(types: &[Spanned<Type>]) -> Option<Spanned<Type>> {
    let [first, second] = types else { return None };
    let either = match (first.value, second.value) {
        (Type::Object, Type::String) | (Type::String, Type::Object) => Type::ObjectOrString,
        (Type::Integer, Type::String) | (Type::String, Type::Integer) => Type::IntegerOrString,
        _ => return None,
    };
    Some(Spanned::new(either, first.span))
}

/// The last type; those before it are reported.
fn one(types: &[Spanned<Type>], sink: &mut Sink) -> Option<Spanned<Type>> {
    for pair in types.windows(2) {
        let message = "a value of these types is not supported";
        let diagnostic =
            Diagnostic::new(Code::Unsupported, pair[1].span, message).also(pair[0].span, "the first");
        let help =
            "write one type, `[object, string]` or `[integer, string]`, and `'null'` if it may be null";
        sink.push(diagnostic.help(help));
    }
    types.last().map(|ty| Spanned::new(ty.value, ty.span))
}

/// All types that a value can have. An integer is a number.
const ALL_TYPES: [&str; 6] = ["array", "boolean", "null", "number", "object", "string"];

/// Whether these are all types, which means that any value is allowed.
fn is_any(items: &[Node]) -> bool {
    let named = |ty: &&str| items.iter().any(|item| matches!(&item.data, Data::String(name) if name == *ty));
    items.len() == ALL_TYPES.len() && ALL_TYPES.iter().all(named)
}

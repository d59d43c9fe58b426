//! A documented name and the Rust names made of it.

use heck::{ToPascalCase, ToShoutySnakeCase, ToSnakeCase};

/// A name of the spec. Every form below is a valid Rust identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// As the documentation writes it: `Integration.FlowSid`.
    pub(crate) wire: String,
    /// A field, method or module: `integration_flow_sid`; a keyword gets a trailing underscore.
    pub(crate) snake: String,
    /// A type or variant: `IntegrationFlowSid`.
    pub(crate) pascal: String,
    /// A constant: `INTEGRATION_FLOW_SID`.
    pub(crate) constant: String,
}

/// Type names that generated files import or take from the prelude.
pub(crate) const RESERVED_TYPES: &[&str] = &[
    "AsRef",
    "Assertion",
    "Automaton",
    "BTreeMap",
    "BaseUrl",
    "Body",
    "Box",
    "C",
    "Checker",
    "Choice",
    "Clone",
    "CompactString",
    "Copy",
    "Cow",
    "Debug",
    "DecodeError",
    "Default",
    "Deserialize",
    "Drop",
    "Effect",
    "Eq",
    "Err",
    "Error",
    "Facts",
    "Field",
    "Fields",
    "Fn",
    "FormValue",
    "FormWriter",
    "From",
    "FromStr",
    "Given",
    "Hash",
    "HeaderWriter",
    "Into",
    "IntoIterator",
    "Iterator",
    "Literal",
    "Map",
    "Marker",
    "Member",
    "Method",
    "Missing",
    "None",
    "NotChosen",
    "Number",
    "Ok",
    "Open",
    "Operation",
    "Option",
    "Ord",
    "Paged",
    "Params",
    "Parts",
    "PartialEq",
    "PartialOrd",
    "PathWriter",
    "PhantomData",
    "ReadFields",
    "Rejected",
    "Report",
    "Request",
    "RequestObject",
    "Result",
    "Rule",
    "RuleSet",
    "S",
    "Self",
    "Send",
    "Sender",
    "Serialize",
    "Serializer",
    "Some",
    "State",
    "String",
    "Sync",
    "T",
    "Test",
    "Secret",
    "Timestamp",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Uri",
    "Value",
    "ValueWriter",
    "Vec",
    "Violation",
    "When",
];

/// What every builder and request has, of its own or by a trait.
const METHODS: &[&str] = &[
    "as_ref",
    "borrow",
    "build",
    "build_unchecked",
    "builder",
    "check",
    "clone",
    "deref",
    "from_form",
    "from_json",
    "new",
    "send",
];

/// Every keyword of the 2024 edition, strict and reserved.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "union", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

impl Name {
    /// The Rust forms of `wire`, or `None` when it has none: nothing to make an identifier of, or not ASCII.
    pub(crate) fn new(wire: &str) -> Option<Self> {
        Self::with_words(wire, wire)
    }

    /// A field, whose setter and accessor must not shadow the methods that every builder and request has.
    pub(crate) fn field(wire: &str) -> Option<Self> {
        Some(Self::new(wire)?.beside(METHODS))
    }

    /// A field of an object that takes other members, too, for which its builder and the object have a method.
    #[must_use]
    pub(crate) fn beside_members(self) -> Self {
        self.beside(&["member", "members"])
    }

    /// An argument of `builder(…)`, which is also an accessor and stands beside the arguments that are always there.
    pub(crate) fn argument(wire: &str, words: &str) -> Option<Self> {
        let name = Self::with_words(wire, words)?;
        Some(name.beside(METHODS).beside(&["beside", "fields", "params", "state"]))
    }

    fn beside(mut self, taken: &[&str]) -> Self {
        if taken.contains(&self.snake.as_str()) {
            self.snake.push('_');
        }
        self
    }

    /// Like [`Name::new`] for a value whose identifier is made of other words.
    pub(crate) fn with_words(wire: &str, words: &str) -> Option<Self> {
        let snake = words.to_snake_case();
        // A documented name stands between backticks in docs and messages.
        if !is_identifier(&snake) || wire.contains(|c: char| c == '`' || c.is_control()) {
            return None;
        }
        let plain = !KEYWORDS.contains(&snake.as_str());
        let pascal = words.to_pascal_case();
        Some(Self {
            wire: wire.to_owned(),
            constant: words.to_shouty_snake_case(),
            snake: if plain { snake } else { format!("{snake}_") },
            // Of all keywords only `Self` is in PascalCase. It becomes a part of longer names, so an underscore will not do.
            pascal: if pascal == "Self" { "SelfValue".to_owned() } else { pascal },
        })
    }
}

/// Whether `text` is an ASCII identifier that starts with a letter.
pub(crate) fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && text.len() <= 100
}

//! Documented names, and the Rust identifiers made of them.

use heck::{ToPascalCase, ToShoutySnakeCase, ToSnakeCase};

/// A name in the spec. Every form except `wire` is a valid Rust identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// The documented name: `Integration.FlowSid`.
    pub(crate) wire: String,
    /// The name of a field, method or module: `integration_flow_sid`. A keyword gets a trailing underscore.
    pub(crate) snake: String,
    /// The name of a type or variant: `IntegrationFlowSid`.
    pub(crate) pascal: String,
    /// The name of a constant: `INTEGRATION_FLOW_SID`.
    pub(crate) constant: String,
}

/// The names of types that generated files import or use from the prelude.
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
    "Clearable",
    "Cleared",
    "Clone",
    "CompactString",
    "Copy",
    "Cow",
    "Debug",
    "DecodeError",
    "Decoded",
    "Default",
    "Deserialize",
    "Drop",
    "Effect",
    "Eq",
    "Err",
    "Error",
    "EventError",
    "Extra",
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
    "IntegerOrDigits",
    "Into",
    "IntoIterator",
    "Iterator",
    "JsonObjectOrText",
    "Literal",
    "Map",
    "Marker",
    "Member",
    "Method",
    "Missing",
    "None",
    "NotChosen",
    "Nullable",
    "Number",
    "Ok",
    "Open",
    "Operation",
    "Option",
    "Ord",
    "OtherEvent",
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

/// The methods of every builder and request, their own and those of traits, and `extra` of every response object.
const METHODS: &[&str] = &[
    "as_ref",
    "borrow",
    "build",
    "build_unchecked",
    "builder",
    "check",
    "clone",
    "deref",
    "extra",
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

/// The end of the name of a method that ignores advice.
const DESPITE_ADVICE: &str = "_despite_advice";

/// The name of the method beside `method` that ignores advice: `integration_flow_sid_despite_advice`.
pub(crate) fn despite_advice(method: &str) -> String {
    format!("{}{DESPITE_ADVICE}", method.trim_end_matches('_'))
}

/// The end of the name of a setter that sends null.
const NULL: &str = "_null";

/// The name of the setter beside `setter` that sends null: `attributes_null`.
pub(crate) fn null_setter(setter: &str) -> String {
    format!("{}{NULL}", setter.trim_end_matches('_'))
}

/// The name of the method beside the setter `method` that clears the field: `clear_integration_flow_sid`.
pub(crate) fn clear_method(method: &str) -> String {
    format!("clear_{}", method.trim_end_matches('_'))
}

impl Name {
    /// The forms of `wire`; `None` when it cannot become an identifier, or is not ASCII.
    pub(crate) fn new(wire: &str) -> Option<Self> {
        Self::with_words(wire, wire)
    }

    /// The name of a field. Its setter and accessor must not shadow the methods of every builder and request.
    pub(crate) fn field(wire: &str) -> Option<Self> {
        let name = Self::new(wire)?.distinct_from(METHODS);
        let taken = name.snake.clone();
        Some(if taken.ends_with(DESPITE_ADVICE) { name.distinct_from(&[&taken]) } else { name })
    }

    /// The name of a field of an object that allows other members, for which it and its builder have methods.
    #[must_use]
    pub(crate) fn beside_members(self) -> Self {
        self.distinct_from(&["member", "members", "override_member"])
    }

    /// The name of an argument of `builder(…)`, which is an accessor as well. It must not be that of another argument.
    pub(crate) fn argument(wire: &str, words: &str) -> Option<Self> {
        let name = Self::with_words(wire, words)?;
        Some(name.distinct_from(METHODS).distinct_from(&["beside", "fields", "params", "state"]))
    }

    fn distinct_from(mut self, taken: &[&str]) -> Self {
        if taken.contains(&self.snake.as_str()) {
            self.snake.push('_');
        }
        self
    }

    /// Like [`Name::new`], with an identifier that is made of other words.
    pub(crate) fn with_words(wire: &str, words: &str) -> Option<Self> {
        let snake = words.to_snake_case();
        // Docs and messages put documented names between backticks.
        if !is_identifier(&snake) || wire.contains(|c: char| c == '`' || c.is_control()) {
            return None;
        }
        let plain = !KEYWORDS.contains(&snake.as_str());
        let pascal = words.to_pascal_case();
        Some(Self {
            wire: wire.to_owned(),
            constant: words.to_shouty_snake_case(),
            snake: if plain { snake } else { format!("{snake}_") },
            // `Self` is the only keyword in PascalCase. It becomes a part of longer names, so an underscore would not do.
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

#[cfg(test)]
mod tests {
    use super::{Name, despite_advice};

    #[test]
    fn no_setter_has_the_name_of_one_that_ignores_advice() {
        let snake = |wire: &str| Name::field(wire).unwrap().snake;
        assert_eq!(despite_advice(&snake("Job.Url")), "job_url_despite_advice");
        assert_eq!(
            despite_advice(&snake("Type")),
            "type_despite_advice",
            "a keyword has an underscore of its own"
        );
        assert_eq!(snake("JobUrlDespiteAdvice"), "job_url_despite_advice_");
    }
}

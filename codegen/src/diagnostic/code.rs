//! The stable codes of diagnostics. A code is never given a second meaning.

use std::fmt;

use serde::Serialize;

macro_rules! codes {
    ($($name:ident = $text:literal: $doc:literal,)*) => {
        /// The kind of a diagnostic.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $doc] $name,)*
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code as it is printed, such as `FG0101`.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }

            /// Its meaning in one sentence.
            pub const fn summary(self) -> &'static str {
                match self {
                    $(Self::$name => $doc,)*
                }
            }

            /// The page about it: its meaning, why it matters, a wrong example and a right one.
            pub const fn explanation(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("explain/", $text, ".md")),)*
                }
            }
        }
    };
}

codes! {
    Syntax = "FG0101": "The file is not YAML.",
    NotUtf8 = "FG0102": "The file is not UTF-8.",
    DuplicateKey = "FG0103": "A mapping has the same key twice.",
    MissingFile = "FG0104": "A file that the spec needs is missing.",
    UnusedFile = "FG0105": "A file, or a path in it, that cannot be reached from the root document.",
    Yaml = "FG0106": "A feature of YAML that a spec does not need: anchors, tags, several documents.",
    TooDeep = "FG0107": "The nesting is deeper than any spec needs.",
    UnknownKeyword = "FG0201": "A keyword that the generator does not support.",
    WrongType = "FG0202": "A value of the wrong type.",
    MissingKeyword = "FG0203": "A required keyword that is missing.",
    BadValue = "FG0204": "A value that the keyword does not allow.",
    Unsupported = "FG0205": "A standard feature that the generator does not support.",
    Superseded = "FG0206": "A keyword of OpenAPI 3.0 that 3.1 writes differently.",
    EmptyDescription = "FG0207": "A description that is empty.",
    DuplicateItem = "FG0208": "A list with the same item twice.",
    UnknownReference = "FG0301": "A `$ref` that points to nothing.",
    ReferenceCycle = "FG0302": "A `$ref` that leads back to itself.",
    BadReference = "FG0303": "A `$ref` to the wrong kind of thing.",
    UnusedComponent = "FG0304": "A component that no operation uses.",
    NotAnIdentifier = "FG0401": "A name that cannot become a Rust identifier.",
    NameCollision = "FG0402": "Two names of the spec that become the same name in Rust.",
    ReservedName = "FG0403": "A name that generated code needs for itself.",
    NotRegular = "FG0501": "A pattern that is not a regular expression in the strict sense.",
    PatternShape = "FG0502": "A regular pattern in a form that the generator does not support.",
    EmptyRange = "FG0503": "A range or length that no value satisfies.",
    NeedsComponent = "FG0504": "A type that needs a name, written in place.",
    UnknownField = "FG0601": "A rule about a field that the object does not have.",
    UnknownValue = "FG0602": "A rule about a value that the enum does not have.",
    RuleForm = "FG0603": "A rule in a form that the generator does not support.",
    Contradiction = "FG0604": "Rules that no request can satisfy together.",
    Unreachable = "FG0605": "A rule that never applies.",
    Redundant = "FG0606": "A rule that is redundant.",
    NotDecided = "FG0607": "Rules too complex to find out whether each of them has an effect.",
    OneValue = "FG0610": "A rule that depends on an enum with one value.",
    BadExample = "FG0701": "An example or default that breaks its own schema or rules.",
    UndescribedProperty = "FG0702": "A response example with a property that its schema does not describe.",
    OddExample = "FG0703": "A response example with a value outside its enum, pattern or range.",
}

/// Whether a diagnostic prevents the crate from being generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The generated crate would be wrong, or none can be generated.
    Error,
    /// The generated crate is right, but a part of the spec has no effect or is probably not intended.
    Warning,
}

impl Code {
    /// The same for every diagnostic of a code.
    pub const fn severity(self) -> Severity {
        match self {
            Self::EmptyDescription
            | Self::UnusedComponent
            | Self::Unreachable
            | Self::Redundant
            | Self::NotDecided
            | Self::OneValue
            | Self::UndescribedProperty
            | Self::OddExample => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// The code that `text` names, in upper or lower case.
    pub fn named(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str().eq_ignore_ascii_case(text))
    }

    /// The code that a mistyped one most likely stands for.
    pub fn nearest(text: &str) -> Option<Self> {
        let text = text.to_ascii_uppercase();
        let distance = |code: &Self| strsim::osa_distance(&text, code.as_str());
        Self::ALL.iter().copied().min_by_key(distance).filter(|best| distance(best) <= 2)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

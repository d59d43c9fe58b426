//! The stable codes of diagnostics. A code is never given a second meaning.

use std::fmt;

macro_rules! codes {
    ($($name:ident = $text:literal: $doc:literal,)*) => {
        /// What kind of mistake a diagnostic is about.
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
        }
    };
}

codes! {
    Syntax = "FG0101": "The file is not YAML.",
    NotUtf8 = "FG0102": "The file is not UTF-8.",
    DuplicateKey = "FG0103": "A mapping has the same key twice.",
    MissingFile = "FG0104": "A file that the spec needs is not there.",
    UnusedFile = "FG0105": "A file of the folder is not reached from the root document.",
    Yaml = "FG0106": "A feature of YAML that a spec does not need: anchors, tags, several documents.",
    TooDeep = "FG0107": "The nesting is deeper than any spec needs.",
    UnknownKeyword = "FG0201": "A keyword that the generator does not read.",
    WrongType = "FG0202": "A value of the wrong type.",
    MissingKeyword = "FG0203": "A keyword that has to be there.",
    BadValue = "FG0204": "A value that the keyword does not take.",
    Unsupported = "FG0205": "A standard feature that the generator does not handle.",
    UnknownReference = "FG0301": "A `$ref` that points at nothing.",
    ReferenceCycle = "FG0302": "A `$ref` that leads back to itself.",
    BadReference = "FG0303": "A `$ref` to the wrong kind of thing.",
    UnusedComponent = "FG0304": "A component that no operation leads to.",
    NotAnIdentifier = "FG0401": "A name that cannot become a Rust identifier.",
    NameCollision = "FG0402": "Two names of the spec that become the same name in Rust.",
    ReservedName = "FG0403": "A name that generated code needs for itself.",
    NotRegular = "FG0501": "A pattern that is not a regular expression in the strict sense.",
    PatternShape = "FG0502": "A regular pattern of a shape that the generator does not handle.",
    EmptyRange = "FG0503": "A range or length with nothing in it.",
    NeedsComponent = "FG0504": "A type that needs a name of its own, written in place.",
    UnknownField = "FG0601": "A rule about a field that the object does not have.",
    UnknownValue = "FG0602": "A rule about a value that the enum does not have.",
    RuleForm = "FG0603": "A rule in a form that the generator does not read.",
    Contradiction = "FG0604": "Rules that no request can satisfy together.",
    BadExample = "FG0701": "An example or default that breaks its own schema or rules.",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

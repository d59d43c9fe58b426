//! The ECMA-262 regular expression grammar, read into `regex_syntax`.

pub(crate) mod character_class;
pub(crate) mod cursor;
pub(crate) mod parser;
pub(crate) mod unicode_property;

//! JSON Schema: components, properties, `allOf` and strings.

pub(crate) mod all_of;
pub(crate) mod component;
pub(crate) mod pattern;
pub(crate) mod property;
pub(crate) mod string;

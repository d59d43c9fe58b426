//! One thing that is wrong with a request. Never holds the value at fault, which may be personal data.

use std::borrow::Cow;
use std::{fmt, iter};

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::rules::field::Field;
use crate::rules::rule::Rule;
use crate::validation::violation_kind::ViolationKind;

/// One thing that is wrong with a request, or inadvisable.
///
/// Prints as its [`message`](Self::message). Serialises as an object whose members are named like the getters, for services
/// that report violations to their own callers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    field: Cow<'static, str>,
    /// The fields of a rule that is about several fields.
    group: Vec<&'static str>,
    pointer: String,
    kind: ViolationKind,
    message: Cow<'static, str>,
    rule: Option<&'static str>,
    basis: Option<&'static str>,
    /// Whether it is about an object nested in the request.
    is_nested: bool,
}

impl Violation {
    /// About a documented field.
    pub(crate) fn of_field(field: Field, kind: ViolationKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(field.name.into(), pointer(field.name, &[]), kind, message.into())
    }

    /// About an item of a list.
    pub(crate) fn of_item(field: Field, item: usize, kind: ViolationKind, message: String) -> Self {
        Self::new(field.name.into(), pointer(field.name, &[&item.to_string()]), kind, message.into())
    }

    /// About a name that is not a documented field, or not used as one.
    pub(crate) fn of_name(name: &str, kind: ViolationKind, message: String) -> Self {
        Self::new(name.to_owned().into(), pointer(name, &[]), kind, message.into())
    }

    /// About the body as a whole.
    pub(crate) fn of_body(message: String) -> Self {
        Self::new("".into(), String::new(), ViolationKind::Malformed, message.into())
    }

    /// About a broken rule, and what breaks it: a field, or a member nested in its value.
    pub(crate) fn of_rule(rule: &Rule, kind: ViolationKind, field: Field, path: &[&str]) -> Self {
        let plain = Self::new(field.name.into(), pointer(field.name, path), kind, rule.message.into());
        Self { rule: Some(rule.name), basis: rule.basis, ..plain }
    }

    /// About a rule that several fields break together.
    pub(crate) fn of_group(rule: &Rule, kind: ViolationKind, group: Vec<&'static str>) -> Self {
        let plain = Self::new("".into(), String::new(), kind, rule.message.into());
        Self { group, rule: Some(rule.name), basis: rule.basis, ..plain }
    }

    /// The same violation as seen from the request around: in the object that is the value of `field`, or an item of it.
    pub(crate) fn nested_in(mut self, field: Field, item: Option<usize>) -> Self {
        let location = match item {
            Some(item) => format!("{}[{item}]", field.name),
            None => field.name.to_owned(),
        };
        // The message about a field begins with its name. That of a rule may hold several names, and values that look like
        // them.
        self.message = match (self.rule, self.message.strip_prefix('`'), self.message.strip_prefix("in `")) {
            (None, Some(rest), _) => format!("`{location}.{rest}"),
            (_, _, Some(rest)) if self.is_nested => format!("in `{location}.{rest}"),
            _ => format!("in `{location}`: {}", self.message),
        }
        .into();
        let item = item.map(|item| item.to_string());
        self.pointer.insert_str(0, &pointer(field.name, item.as_deref().as_slice()));
        self.field = field.name.into();
        self.is_nested = true;
        self
    }

    const fn new(
        field: Cow<'static, str>,
        pointer: String,
        kind: ViolationKind,
        message: Cow<'static, str>,
    ) -> Self {
        Self { field, group: Vec::new(), pointer, kind, message, rule: None, basis: None, is_nested: false }
    }

    /// Whether both are about the same thing in the same place, however worded.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        (self.kind, self.rule, &self.pointer, &self.group)
            == (other.kind, other.rule, &other.pointer, &other.group)
    }

    /// The name of the field, such as `Integration.FlowSid`. For a violation in a nested object, the field that holds the
    /// object. Empty when the violation is about the body as a whole, or about several fields.
    ///
    /// For an unknown field, this is the name as it was given, neither shortened nor escaped.
    pub fn field(&self) -> &str {
        &self.field
    }

    /// Every field that is concerned: [`field`](Self::field), or for a rule about several fields all of them, in the order of
    /// the description. If too many fields are set, only those that are set.
    ///
    /// For a rule about several fields of a nested object, these are names within the object that
    /// [`pointer`](Self::pointer) points to.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        // Only the body as a whole has no pointer.
        let single = (self.group.is_empty() && !self.pointer.is_empty()).then_some(self.field());
        self.group.iter().copied().chain(single)
    }

    /// Where the field, or the member or item of its value, is or should be, as a JSON pointer
    /// ([RFC 6901](https://datatracker.ietf.org/doc/html/rfc6901)) such as `/Integration.FlowSid`.
    ///
    /// Empty when the violation is about the body as a whole, or about several fields of the request. For a rule about
    /// several fields of a nested object, it points to that object.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// What kind of violation it is.
    pub const fn kind(&self) -> ViolationKind {
        self.kind
    }

    /// What is wrong, as a sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The name of the broken rule, if the violation is of a documented rule.
    pub const fn rule(&self) -> Option<&'static str> {
        self.rule
    }

    /// The passage of the documentation that the rule is based on.
    pub const fn basis(&self) -> Option<&'static str> {
        self.basis
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.message)
    }
}

impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Violation", 7)?;
        object.serialize_field("field", self.field())?;
        object.serialize_field("fields", &self.fields().collect::<Vec<_>>())?;
        object.serialize_field("pointer", self.pointer())?;
        object.serialize_field("kind", &self.kind)?;
        object.serialize_field("message", self.message())?;
        object.serialize_field("rule", &self.rule)?;
        object.serialize_field("basis", &self.basis)?;
        object.end()
    }
}

/// The JSON pointer to a member of the body, or to one nested in it (RFC 6901, section 3).
fn pointer(name: &str, path: &[&str]) -> String {
    let mut pointer = String::with_capacity(1 + name.len());
    for name in iter::once(&name).chain(path) {
        pointer.push('/');
        // Few names have anything to escape, and each replacement is a copy.
        if name.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
            pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
        } else {
            pointer.push_str(name);
        }
    }
    pointer
}

#[cfg(test)]
mod tests {
    use super::{Violation, pointer};
    use crate::ViolationKind;

    #[test]
    fn pointers_escape_as_rfc_6901_says() {
        assert_eq!(pointer("Job.Url", &[]), "/Job.Url");
        assert_eq!(pointer("a/b~c~1", &[]), "/a~1b~0c~01");
        assert_eq!(pointer("", &[]), "/");
        assert_eq!(pointer("Routing", &["a/b", "status", ""]), "/Routing/a~1b/status/");
    }

    #[test]
    fn kinds_and_violations_print() {
        assert_eq!(format!("{:>8}|", ViolationKind::Pattern), " pattern|");
        let violation = Violation::of_name("x", ViolationKind::UnknownField, "no `x`".to_owned());
        assert_eq!(violation.to_string(), violation.message());
        assert_eq!(format!("{violation:>7}|"), " no `x`|");
        assert_eq!((violation.rule(), violation.basis()), (None, None));
    }

    #[test]
    fn every_concerned_field_is_named_once() {
        let of_name = |name| Violation::of_name(name, ViolationKind::UnknownField, String::new());
        assert_eq!(of_name("x").fields().collect::<Vec<_>>(), ["x"]);
        assert_eq!(of_name("").fields().collect::<Vec<_>>(), [""], "an empty name is a name");
        assert_eq!(Violation::of_body(String::new()).fields().count(), 0);
    }
}

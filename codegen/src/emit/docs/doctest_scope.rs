//! What a doctest has to import: the names that its chain of setters uses.

use std::collections::{BTreeMap, BTreeSet};

use crate::emit::builder::markers;
use crate::emit::builder::target::BuilderTarget;
use crate::emit::types::field_type;
use crate::ir::{Api, Example, ExampleField, ExampleValue, RESERVED_TYPES, RequestObject, Scalar, TypeKind};

/// A value of an example, with the object that it belongs to: the target itself, or a nested one.
type Use<'e> = (&'e RequestObject, &'e ExampleField);

/// Every value of an example, those of nested objects included.
fn uses<'e>(api: &'e Api, object: &'e RequestObject, example: &'e Example) -> Vec<Use<'e>> {
    let mut all = Vec::new();
    // What clears a field takes no argument.
    for value in example.fields.iter().filter(|field| field.value != ExampleValue::Cleared) {
        all.push((object, value));
        for (nested, example) in built(api, object, value) {
            all.extend(uses(api, nested.object, example));
        }
    }
    all
}

/// What a doctest is about, and every value in it.
pub(crate) struct Scope<'e> {
    target: &'e BuilderTarget<'e>,
    uses: Vec<Use<'e>>,
}

impl<'e> Scope<'e> {
    /// The scope of a request without any values.
    pub(crate) fn of_request(target: &'e BuilderTarget<'e>) -> Self {
        Self { target, uses: Vec::new() }
    }

    pub(crate) fn of_example(api: &'e Api, target: &'e BuilderTarget<'e>, example: &'e Example) -> Self {
        Self { target, uses: uses(api, target.object, example) }
    }

    /// The first lines of a doctest: the fence, and an import of everything it uses.
    pub(crate) fn opening_lines(&self, api: &Api) -> Vec<String> {
        let krate = api.crate_name();
        let mut lines = vec!["```".to_owned()];
        lines.extend(self.imports(api).iter().rev().map(|(module, names)| import(&krate, module, names)));
        lines
    }

    /// Names by module; those of the crate itself have an empty path.
    fn imports(&self, api: &Api) -> BTreeMap<String, BTreeSet<String>> {
        let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut add = |module: String, name: &str| {
            names.entry(module).or_default().insert(name.to_owned());
        };
        add(self.target.module.0.join("::"), &self.target.name.pascal);
        let of_path = self.target.arguments.iter().map(|argument| argument.scalar);
        for ty in of_path.chain(self.scalars()).filter_map(field_type::id_of).map(|id| api.ty(id)) {
            match &ty.kind {
                TypeKind::String { .. } => continue,
                TypeKind::Sid(_) => add(String::new(), "sid"),
                TypeKind::BoundedInteger(_) | TypeKind::ConstrainedString(_) => add(String::new(), "lit"),
                _ => {}
            }
            if !self.is_only_marked(api, &ty.name.pascal) {
                add(ty.module.0.join("::"), &ty.name.pascal);
            }
        }
        if self.scalars().any(|scalar| scalar == Scalar::Number) {
            add(String::new(), "lit");
            add(String::new(), "Number");
        }
        if self.has_value(Scalar::ObjectOrText, |value| matches!(value, ExampleValue::Object(_))) {
            add(String::new(), "JsonObjectOrText");
        }
        if self.has_value(Scalar::IntegerOrDigits, |value| matches!(value, ExampleValue::String(_))) {
            add(String::new(), "lit");
            add(String::new(), "IntegerOrDigits");
        }
        for (object, field) in &self.uses {
            if let Some((module, marker)) = marker(api, object, field) {
                let ty = field_type::id_of(object.fields[field.field].ty.scalar).map(|id| api.ty(id));
                let path = ty.map_or_else(String::new, |ty| ty.module.0.join("::"));
                let free = self.is_free(api, &marker);
                add(path, &if free { format!("{module}::{marker}") } else { module });
            }
        }
        names
    }

    fn scalars(&self) -> impl Iterator<Item = Scalar> {
        self.uses.iter().map(|(object, field)| object.fields[field.field].ty.scalar)
    }

    /// Whether a value of a type, or an item of a list of them, is one of those.
    fn has_value(&self, of: Scalar, is_meant: impl Fn(&ExampleValue) -> bool) -> bool {
        let mut uses = self.uses.iter().filter(|(object, field)| object.fields[field.field].ty.scalar == of);
        uses.any(|(_, field)| match &field.value {
            ExampleValue::List(items) => items.iter().any(&is_meant),
            value => is_meant(value),
        })
    }

    /// Whether the enum `name` is used, and only by its markers.
    fn is_only_marked(&self, api: &Api, name: &str) -> bool {
        let mut of_type = self.uses.iter().filter(|(object, field)| {
            field_type::id_of(object.fields[field.field].ty.scalar)
                .is_some_and(|id| api.ty(id).name.pascal == name)
        });
        of_type.clone().next().is_some() && of_type.all(|(object, field)| object.holds_marker(field.field))
    }

    /// Whether a marker can be imported by its own name: no other marker, type or name of the prelude has it.
    pub(crate) fn is_free(&self, api: &Api, name: &str) -> bool {
        let markers = self.uses.iter().filter_map(|(object, field)| marker(api, object, field));
        let mut types = self.scalars().filter_map(field_type::id_of).map(|id| api.ty(id));
        markers.filter(|(_, marker)| marker == name).count() == 1
            && !RESERVED_TYPES.contains(&name)
            && name != self.target.name.pascal
            && types.all(|ty| ty.name.pascal != name)
    }
}

/// The nested objects that are the value of a field, or its items.
pub(crate) fn built<'e>(
    api: &'e Api,
    object: &RequestObject,
    value: &'e ExampleField,
) -> Vec<(BuilderTarget<'e>, &'e Example)> {
    let id = field_type::id_of(object.fields[value.field].ty.scalar);
    let Some(target) = id.and_then(|id| BuilderTarget::of_type(api.ty(id))) else { return Vec::new() };
    let values = match &value.value {
        ExampleValue::List(items) => items.as_slice(),
        value => std::slice::from_ref(value),
    };
    let built = values.iter().filter_map(|value| match value {
        ExampleValue::Built(example) => Some((target, example)),
        _ => None,
    });
    built.collect()
}

/// The marker that the setter of a field takes, with its module before it.
pub(crate) fn marker(api: &Api, object: &RequestObject, example: &ExampleField) -> Option<(String, String)> {
    let value = match example.value {
        ExampleValue::Variant(variant) => variant,
        ExampleValue::Boolean(value) => usize::from(!value),
        _ => return None,
    };
    let marker = markers::values(api, object, example.field).into_iter().nth(value)?.marker;
    let module = markers::module(api, object, example.field).to_string();
    object.holds_marker(example.field).then_some((module, marker))
}

fn import(krate: &str, module: &str, names: &BTreeSet<String>) -> String {
    let path = if module.is_empty() { krate.to_owned() } else { format!("{krate}::{module}") };
    let listed: Vec<_> = names.iter().map(String::as_str).collect();
    match listed.as_slice() {
        [name] => format!("use {path}::{name};"),
        names => format!("use {path}::{{{}}};", names.join(", ")),
    }
}

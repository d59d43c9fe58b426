//! `rules.json`: the rules of every operation and nested object, for programs. `spec/README.md` describes the format.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::emit::builder::markers;
use crate::emit::generated_tests::ui::decision_table_rows;
use crate::emit::types::field_type;
use crate::fileset::MARKER;
use crate::ir::{
    Advice, Api, BoundSite, DecisionTable, Effect, Formula, Module, Operation, RequestObject, Rule,
    SetterBound, Test, TypeDef, TypeKind,
};

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "$comment")]
    comment: String,
    format: u32,
    package: &'a str,
    operations: Vec<OperationRules<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    objects: Vec<TypeRules<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OperationRules<'a> {
    operation_id: &'a str,
    method: &'a str,
    path: &'a str,
    #[serde(flatten)]
    rules: ObjectRules<'a>,
}

/// The rules of a nested object.
#[derive(Serialize)]
struct TypeRules<'a> {
    object: &'a str,
    #[serde(flatten)]
    rules: ObjectRules<'a>,
}

#[derive(Serialize)]
struct ObjectRules<'a> {
    module: String,
    /// Whether there may be members that are not fields.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    open: bool,
    fields: Vec<&'a str>,
    /// The type of each field whose value is a nested object or a list of them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    objects: BTreeMap<&'a str, String>,
    /// The documented values of each field that takes any other text as well.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    documented: BTreeMap<&'a str, Vec<&'a str>>,
    required: Vec<&'a str>,
    tables: Vec<Table<'a>>,
    rules: Vec<RuleText<'a>>,
    checks: Vec<SetterBoundText<'a>>,
}

#[derive(Serialize)]
struct Table<'a> {
    discriminator: &'a str,
    columns: Vec<&'a str>,
    /// The fields of which clearing depends on the discriminator.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    clearable: Vec<&'a str>,
    rows: Vec<TableRow>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TableRow {
    /// `null` is the row in which the discriminator is not set, or is a text that is not documented.
    value: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    other_value: bool,
    cells: Vec<&'static str>,
    /// The error when a cell is violated; `null` for an optional field.
    errors: Vec<Option<String>>,
    /// The same for clearing each clearable field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    clear_cells: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    clear_errors: Vec<Option<String>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleText<'a> {
    name: &'a str,
    effect: EffectText<'a>,
    when: Option<ConditionText<'a>>,
    advice: bool,
    /// Whether the compiler checks it. Any other rule is checked by `build` and `from_json`.
    compile_time: bool,
    sentence: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum EffectText<'a> {
    Required(&'a str),
    Forbidden(&'a str),
    Narrowed(TestText<'a>),
    Groups { groups: Vec<Vec<&'a str>>, least: usize, most: usize },
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum ConditionText<'a> {
    Present(&'a str),
    Holds(TestText<'a>),
    Not(Box<ConditionText<'a>>),
    All(Vec<ConditionText<'a>>),
    Any(Vec<ConditionText<'a>>),
}

/// A value of a field and what is asked of it.
#[derive(Serialize)]
struct TestText<'a> {
    field: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    path: &'a [String],
    /// In the words of JSON Schema.
    schema: Value,
}

/// A bound on methods of the builder.
#[derive(Serialize)]
struct SetterBoundText<'a> {
    /// The methods: setters by their documented field, `build` for the end of the chain.
    at: Vec<&'a str>,
    sentence: &'a str,
    /// Whether it is advice, which the twins of these methods ignore.
    advice: bool,
}

/// The text of the file.
pub(crate) fn text(api: &Api) -> String {
    let document = Document {
        comment: format!("{MARKER}; edit the spec instead."),
        format: 2,
        package: &api.package.name,
        operations: api.operations.iter().map(|operation| of_operation(api, operation)).collect(),
        objects: api.types.iter().filter_map(|ty| of_type(api, ty)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&document).expect("texts, lists and numbers are JSON");
    text.push('\n');
    text
}

fn of_operation<'a>(api: &'a Api, operation: &'a Operation) -> OperationRules<'a> {
    OperationRules {
        operation_id: &operation.name.wire,
        method: operation.method.as_str(),
        path: &operation.path,
        rules: rules_of(api, &operation.module, &operation.object),
    }
}

fn of_type<'a>(api: &'a Api, ty: &'a TypeDef) -> Option<TypeRules<'a>> {
    let TypeKind::RequestObject(object) = &ty.kind else { return None };
    Some(TypeRules { object: &ty.name.wire, rules: rules_of(api, &ty.module, object) })
}

fn rules_of<'a>(api: &'a Api, module: &Module, object: &'a RequestObject) -> ObjectRules<'a> {
    let required = object.fields.iter().filter(|field| field.required);
    let nested = object.fields.iter().filter(|field| field_type::is_request_object(api, field.ty.scalar));
    let nested = nested.filter_map(|field| {
        let ty = api.ty(field_type::id_of(field.ty.scalar)?);
        Some((field.name.wire.as_str(), format!("{}::{}", ty.module.0.join("::"), ty.name.wire)))
    });
    let extensible = object.fields.iter().filter(|field| field_type::is_extensible(api, field.ty.scalar));
    let documented = extensible.map(|field| {
        let values = markers::variants(api, field.ty.scalar).iter();
        (field.name.wire.as_str(), values.map(|variant| variant.name.wire.as_str()).collect())
    });
    ObjectRules {
        documented: documented.collect(),
        module: module.0.join("::"),
        open: object.open,
        objects: nested.collect(),
        fields: object.fields.iter().map(|field| field.name.wire.as_str()).collect(),
        required: required.map(|field| field.name.wire.as_str()).collect(),
        tables: object.tables.iter().map(|table| table_of(api, object, table)).collect(),
        rules: object.rules.iter().map(|rule| rule_text(object, rule)).collect(),
        checks: object.setter_bounds.iter().map(|bound| setter_bound_text(object, bound)).collect(),
    }
}

fn wire(object: &RequestObject, index: usize) -> &str {
    &object.fields[index].name.wire
}

fn table_of<'a>(api: &Api, object: &'a RequestObject, table: &DecisionTable) -> Table<'a> {
    let values = markers::values(api, object, table.discriminator);
    let rows = table.rows.iter().map(|row| {
        let errors = decision_table_rows::errors(object, table, row);
        let cells = table.columns.iter().zip(row.cells.iter().map(|cell| cell.sign()).zip(errors));
        let (clear, set): (Vec<_>, Vec<_>) = cells.partition(|(column, _)| column.clears);
        let (cells, errors) = set.into_iter().map(|(_, cell)| cell).unzip();
        let (clear_cells, clear_errors) = clear.into_iter().map(|(_, cell)| cell).unzip();
        let value = row.value.and_then(|value| values.get(value));
        let other_value = value.is_some_and(|value| value.wire.is_none());
        let value = value.and_then(|value| value.wire.clone());
        TableRow { value, other_value, cells, errors, clear_cells, clear_errors }
    });
    let fields = |clears: bool| {
        let of_kind = table.columns.iter().filter(move |column| column.clears == clears);
        of_kind.map(|column| wire(object, column.field)).collect()
    };
    Table {
        discriminator: wire(object, table.discriminator),
        columns: fields(false),
        clearable: fields(true),
        rows: rows.collect(),
    }
}

fn rule_text<'a>(object: &'a RequestObject, rule: &'a Rule) -> RuleText<'a> {
    RuleText {
        name: &rule.name,
        effect: match &rule.effect {
            Effect::Required(field) => EffectText::Required(wire(object, *field)),
            Effect::Forbidden(field) => EffectText::Forbidden(wire(object, *field)),
            Effect::Narrowed(test) => EffectText::Narrowed(test_text(object, *test)),
            Effect::Groups { groups, least, most } => EffectText::Groups {
                groups: groups
                    .iter()
                    .map(|group| group.iter().map(|field| wire(object, *field)).collect())
                    .collect(),
                least: *least,
                most: *most,
            },
        },
        when: (!rule.when.is_always()).then(|| condition(object, &rule.when)),
        advice: !rule.is_stated(),
        compile_time: rule.is_typed(&object.tests),
        sentence: &rule.sentence,
        reason: rule.reason.as_deref(),
        basis: rule.basis.as_deref(),
    }
}

fn condition<'a>(object: &'a RequestObject, formula: &Formula) -> ConditionText<'a> {
    let all = |parts: &[Formula]| parts.iter().map(|part| condition(object, part)).collect();
    match formula {
        Formula::Present(field) => ConditionText::Present(wire(object, *field)),
        Formula::Holds(test) => ConditionText::Holds(test_text(object, *test)),
        Formula::Not(inner) => ConditionText::Not(Box::new(condition(object, inner))),
        Formula::All(parts) => ConditionText::All(all(parts)),
        Formula::Any(parts) => ConditionText::Any(all(parts)),
    }
}

fn test_text(object: &RequestObject, test: usize) -> TestText<'_> {
    let Test { field, path, assertion, .. } = &object.tests[test];
    TestText { field: wire(object, *field), path, schema: assertion.schema() }
}

fn setter_bound_text<'a>(object: &'a RequestObject, bound: &'a SetterBound) -> SetterBoundText<'a> {
    let at = match &bound.at {
        BoundSite::Before(field) => vec![wire(object, *field)],
        BoundSite::After(fields) => fields.iter().map(|field| wire(object, *field)).collect(),
        BoundSite::End => vec!["build"],
    };
    SetterBoundText { at, sentence: &bound.sentence, advice: !bound.applies(Advice::Ignored) }
}

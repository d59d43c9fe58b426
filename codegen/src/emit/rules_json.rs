//! `rules.json`: the decision table of every operation, for programs. The format is described in spec/README.md.

use serde::Serialize;

use super::table::variant;
use crate::fileset::MARKER;
use crate::ir::{Api, DecisionTable, Effect, Operation, Rule, When};

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "$comment")]
    comment: String,
    format: u32,
    package: &'a str,
    operations: Vec<OperationRules<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OperationRules<'a> {
    operation_id: &'a str,
    method: &'a str,
    path: &'a str,
    module: String,
    fields: Vec<&'a str>,
    required: Vec<&'a str>,
    tables: Vec<Table<'a>>,
    rules: Vec<RuleText<'a>>,
    setters: Vec<Setter<'a>>,
}

#[derive(Serialize)]
struct Table<'a> {
    discriminator: &'a str,
    columns: Vec<&'a str>,
    rows: Vec<TableRow<'a>>,
}

#[derive(Serialize)]
struct TableRow<'a> {
    /// `null` is the row in which the discriminator is not set.
    value: Option<&'a str>,
    cells: Vec<&'a str>,
}

#[derive(Serialize)]
struct RuleText<'a> {
    name: &'a str,
    field: &'a str,
    effect: &'a str,
    when: Option<Condition<'a>>,
    sentence: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<&'a str>,
}

#[derive(Serialize)]
struct Condition<'a> {
    field: &'a str,
    values: Vec<&'a str>,
    absent: bool,
}

/// A setter that does not compile for every value, with the first line of the error.
#[derive(Serialize)]
struct Setter<'a> {
    field: &'a str,
    sentence: &'a str,
}

pub(super) fn emit(api: &Api) -> String {
    let document = Document {
        comment: format!("{MARKER}; edit the spec instead."),
        format: 1,
        package: &api.package.name,
        operations: api.operations.iter().map(|operation| rules_of(api, operation)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&document).expect("texts, lists and numbers are JSON");
    text.push('\n');
    text
}

fn rules_of<'a>(api: &'a Api, operation: &'a Operation) -> OperationRules<'a> {
    let wire = |index: &usize| operation.fields[*index].name.wire.as_str();
    let required = operation.fields.iter().filter(|field| field.required);
    OperationRules {
        operation_id: &operation.name.wire,
        method: operation.method.as_str(),
        path: &operation.path,
        module: operation.module.0.join("::"),
        fields: operation.fields.iter().map(|field| field.name.wire.as_str()).collect(),
        required: required.map(|field| field.name.wire.as_str()).collect(),
        tables: operation.tables.iter().map(|table| table_of(api, operation, table)).collect(),
        rules: operation.rules.iter().map(|rule| rule_text(api, operation, rule)).collect(),
        setters: operation
            .gates
            .iter()
            .map(|gate| Setter { field: wire(&gate.field), sentence: &gate.sentence })
            .collect(),
    }
}

fn table_of<'a>(api: &'a Api, operation: &'a Operation, table: &'a DecisionTable) -> Table<'a> {
    let wire = |index: usize| operation.fields[index].name.wire.as_str();
    let value =
        |value: usize| variant(api, operation, table.discriminator, value).map(|v| v.name.wire.as_str());
    let rows = table.rows.iter().map(|row| TableRow {
        value: row.value.and_then(value),
        cells: row.cells.iter().map(|cell| cell.sign()).collect(),
    });
    Table {
        discriminator: wire(table.discriminator),
        columns: table.columns.iter().map(|column| wire(*column)).collect(),
        rows: rows.collect(),
    }
}

fn rule_text<'a>(api: &'a Api, operation: &'a Operation, rule: &'a Rule) -> RuleText<'a> {
    let wire = |index: usize| operation.fields[index].name.wire.as_str();
    let when = match &rule.when {
        When::Always => None,
        When::Chosen { discriminator, values, absent } => Some(Condition {
            field: wire(*discriminator),
            values: values
                .iter()
                .filter_map(|value| variant(api, operation, *discriminator, *value))
                .map(|variant| variant.name.wire.as_str())
                .collect(),
            absent: *absent,
        }),
    };
    RuleText {
        name: &rule.name,
        field: wire(rule.field),
        effect: match rule.effect {
            Effect::Required => "required",
            Effect::Forbidden => "not applicable",
            Effect::Discouraged => "advised against",
        },
        when,
        sentence: &rule.sentence,
        reason: rule.reason.as_deref(),
        basis: rule.basis.as_deref(),
    }
}

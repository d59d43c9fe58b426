//! Decision tables in docs: fields down, values of the discriminator across.

use super::markdown;
use crate::ir::{Api, Cell, DecisionTable, Effect, Operation, Scalar, TypeKind, Variant, When};

/// The section of a request's docs about its rules.
pub(super) fn docs(api: &Api, operation: &Operation) -> Vec<String> {
    let mut lines = Vec::new();
    let always =
        operation.rules.iter().filter(|rule| rule.when == When::Always && rule.effect == Effect::Required);
    let always: Vec<_> = always.map(|rule| format!("`{}`", operation.fields[rule.field].name.wire)).collect();
    if always.is_empty() && operation.tables.is_empty() {
        return lines;
    }
    lines.extend([String::new(), "# Rules".to_owned()]);
    if !always.is_empty() {
        lines.extend([String::new(), format!("Always required: {}.", always.join(", "))]);
    }
    for table in &operation.tables {
        let name = &operation.fields[table.discriminator].name.wire;
        lines.extend([String::new(), format!("What may be set depends on `{name}`:"), String::new()]);
        lines.extend(markdown_table(api, operation, table));
    }
    lines.extend(legend(operation));
    lines
}

/// What the marks of the tables mean, as far as they stand there.
fn legend(operation: &Operation) -> Vec<String> {
    let marks = |wanted: Cell| {
        operation.tables.iter().flat_map(|table| &table.rows).any(|row| row.cells.contains(&wanted))
    };
    let mut lines = Vec::new();
    if marks(Cell::Forbidden) {
        lines.extend([
            String::new(),
            "“–” is not applicable, as documented: the builder does not compile, and".to_owned(),
            "[`from_json`](Self::from_json) rejects the request.".to_owned(),
        ]);
    }
    if marks(Cell::Discouraged) {
        lines.extend([
            String::new(),
            "“advised against” is sensible, but not stated: the builder does not compile, `from_json` accepts".to_owned(),
            "the request, and [`check`](Self::check) lists the field.".to_owned(),
        ]);
    }
    lines
}

fn markdown_table(api: &Api, operation: &Operation, table: &DecisionTable) -> Vec<String> {
    let name = &operation.fields[table.discriminator].name.wire;
    let values = table.rows.iter().map(|row| match row.value {
        None => " not set |".to_owned(),
        Some(value) => {
            let wire = variant(api, operation, table.discriminator, value).map_or("", |v| &v.name.wire);
            format!(" `{}` |", markdown::cell(wire))
        }
    });
    let mut lines = vec![format!("| `{}` |{}", markdown::cell(name), values.collect::<String>())];
    lines.push(format!("|---|{}", "---|".repeat(table.rows.len())));
    for (at, field) in table.columns.iter().enumerate() {
        let cells = table.rows.iter().map(|row| format!(" {} |", word(row.cells[at])));
        let wire = markdown::cell(&operation.fields[*field].name.wire);
        lines.push(format!("| `{wire}` |{}", cells.collect::<String>()));
    }
    lines
}

fn word(cell: Cell) -> &'static str {
    match cell {
        Cell::Required => "**required**",
        Cell::Optional => "optional",
        Cell::Forbidden => "–",
        Cell::Discouraged => "advised against",
    }
}

/// The values of the enum field `field`.
pub(super) fn variants<'a>(api: &'a Api, operation: &Operation, field: usize) -> &'a [Variant] {
    match operation.fields[field].ty.scalar {
        Scalar::Named(id) => match &api.ty(id).kind {
            TypeKind::Choice(choice) => &choice.variants,
            _ => &[],
        },
        _ => &[],
    }
}

/// One value of an enum field.
pub(super) fn variant<'a>(
    api: &'a Api,
    operation: &Operation,
    field: usize,
    value: usize,
) -> Option<&'a Variant> {
    variants(api, operation, field).get(value)
}

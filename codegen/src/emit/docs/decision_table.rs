//! Decision tables in docs: fields down, values of the discriminator across.

use super::markdown;
use crate::emit::builder::markers;
use crate::ir::{Api, Cell, DecisionTable, Effect, RequestObject, Rule};

/// The section of a request's docs about its rules.
pub(crate) fn docs(api: &Api, object: &RequestObject) -> Vec<String> {
    let mut lines = Vec::new();
    if object.rules.is_empty() {
        return lines;
    }
    lines.extend([String::new(), "# Rules".to_owned()]);
    let always = object.fields.iter().filter(|field| field.required);
    let always: Vec<_> = always.map(|field| format!("`{}`", field.name.wire)).collect();
    if !always.is_empty() {
        lines.extend([String::new(), format!("Always required: {}.", always.join(", "))]);
    }
    let advised: Vec<_> =
        object.rules.iter().filter(|rule| !rule.is_stated()).filter_map(always_required).collect();
    if !advised.is_empty() {
        let names =
            advised.iter().map(|field| format!("`{}`", markdown::cell(&object.fields[*field].name.wire)));
        let names = names.collect::<Vec<_>>().join(", ");
        let them = if advised.len() == 1 { "it" } else { "them" };
        lines.push(String::new());
        lines.extend(markdown::lines(&format!(
            "Always recommended: {names}. `build` does not compile without {them}, but `build_despite_advice` does, and `from_json` accepts the request."
        )));
    }
    for table in &object.tables {
        let name = &object.fields[table.discriminator].name.wire;
        lines.extend([String::new(), format!("Which fields can be set depends on `{name}`:"), String::new()]);
        lines.extend(markdown_table(api, object, table));
    }
    lines.extend(legend(object));
    lines.extend(rules_outside_tables(object));
    lines
}

/// The rules that no table shows, in a list for each way in which they are checked.
fn rules_outside_tables(object: &RequestObject) -> Vec<String> {
    let shown = |at: &usize| object.tables.iter().any(|table| table.rules.contains(at));
    let rest = (0..object.rules.len()).filter(|at| !shown(at)).map(|at| &object.rules[at]);
    let rest: Vec<&Rule> = rest.filter(|rule| always_required(rule).is_none()).collect();
    let mut lines = Vec::new();
    let heads = [
        (true, None, "The compiler also checks:", "The compiler checks:"),
        (false, Some(true), "Checked at run time, by `build` and [`from_json`](Self::from_json):", ""),
        (false, Some(false), "Reported at run time, by `from_json` and [`check`](Self::check):", ""),
    ];
    for (typed, stated, continued, alone) in heads {
        let of_head = |rule: &&&Rule| {
            rule.is_typed(&object.tests) == typed && stated.is_none_or(|stated| rule.is_stated() == stated)
        };
        let rules: Vec<_> = rest.iter().filter(of_head).collect();
        if rules.is_empty() {
            continue;
        }
        let first =
            object.tables.is_empty() && object.rules.iter().all(|rule| always_required(rule).is_none());
        let head = if typed && first { alone } else { continued };
        lines.extend([String::new(), head.to_owned(), String::new()]);
        for rule in rules {
            let advice = if rule.is_stated() { "" } else { " (advice: `from_json` accepts the request)" };
            lines.extend(markdown::item(&format!("{}{advice}", rule.sentence)));
        }
    }
    lines
}

/// The field that a rule requires unconditionally.
fn always_required(rule: &Rule) -> Option<usize> {
    match rule.effect {
        Effect::Required(field) if rule.when.is_always() => Some(field),
        _ => None,
    }
}

/// What the marks in the tables mean, for those that occur.
fn legend(object: &RequestObject) -> Vec<String> {
    let occurs = |wanted: Cell| {
        object.tables.iter().flat_map(|table| &table.rows).any(|row| row.cells.contains(&wanted))
    };
    let mut lines = Vec::new();
    if occurs(Cell::Forbidden) {
        lines.extend([
            String::new(),
            "“–” means that the field does not apply: the builder does not compile, and".to_owned(),
            "[`from_json`](Self::from_json) rejects the request.".to_owned(),
        ]);
    }
    if object.tables.iter().flat_map(|table| &table.columns).any(|column| column.clears) {
        lines.extend([
            String::new(),
            "“cleared” is about the setter `clear_…`, which sends an empty text; “–” means that the stored value"
                .to_owned(),
            "has to stay or to be replaced.".to_owned(),
        ]);
    }
    if occurs(Cell::Discouraged) {
        lines.extend([
            String::new(),
            "“advised against” is advice: the setter does not compile, but its twin `…_despite_advice` does;"
                .to_owned(),
            "`from_json` accepts the request, and [`check`](Self::check) lists the field.".to_owned(),
        ]);
    }
    if occurs(Cell::Recommended) {
        lines.extend([
            String::new(),
            "“recommended” is advice: `build` does not compile without the field, but `build_despite_advice`"
                .to_owned(),
            "does; `from_json` accepts the request, and [`check`](Self::check) lists the field.".to_owned(),
        ]);
    }
    lines
}

fn markdown_table(api: &Api, object: &RequestObject, table: &DecisionTable) -> Vec<String> {
    let name = &object.fields[table.discriminator].name.wire;
    let values = table.rows.iter().map(|row| match row.value {
        None => " not set |".to_owned(),
        Some(value) => {
            let values = markers::values(api, object, table.discriminator);
            match values.get(value).and_then(|value| value.wire.as_deref()) {
                Some(wire) => format!(" `{}` |", markdown::cell(&markdown::code(wire))),
                None => " another text |".to_owned(),
            }
        }
    });
    let mut lines = vec![format!("| `{}` |{}", markdown::cell(name), values.collect::<String>())];
    lines.push(format!("|---|{}", "---|".repeat(table.rows.len())));
    for (at, column) in table.columns.iter().enumerate() {
        let cells = table.rows.iter().map(|row| format!(" {} |", cell_text(row.cells[at])));
        let wire = markdown::cell(&object.fields[column.field].name.wire);
        let clears = if column.clears { ", cleared" } else { "" };
        lines.push(format!("| `{wire}`{clears} |{}", cells.collect::<String>()));
    }
    lines
}

fn cell_text(cell: Cell) -> &'static str {
    match cell {
        Cell::Required => "**required**",
        Cell::Recommended => "recommended",
        Cell::Optional => "optional",
        Cell::Forbidden => "–",
        Cell::Discouraged => "advised against",
    }
}

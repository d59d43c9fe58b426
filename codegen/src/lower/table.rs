//! Requirements to decision tables, and tables to rules, gates and slots: all of them read off the same cells.

use std::collections::BTreeMap;

use super::Lower;
use super::object::Flat;
use super::rule::{Requirement, Values};
use super::sentence;
use crate::document::Spanned;
use crate::ir::{Cell, DecisionTable, Effect, Field, Gate, Row, Rule, Slot, When};

/// What an operation's rules come to.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    pub(super) tables: Vec<DecisionTable>,
    pub(super) rules: Vec<Rule>,
    pub(super) gates: Vec<Gate>,
    pub(super) slots: Vec<Slot>,
}

impl Lower<'_, '_> {
    pub(super) fn rules(
        &mut self,
        flat: &Flat<'_>,
        fields: &[Field],
        wires: &[Spanned<String>],
    ) -> Conditions {
        for name in &flat.required {
            self.field_index(name, fields);
        }
        let mut requirements = merge(self.requirements(flat, fields));
        // What is always required is not required once more under a condition.
        requirements.retain(|known| known.effect != Effect::Required || !fields[known.field].required);
        self.check_contradictions(&requirements, fields);
        self.check_controllers(&requirements, fields);
        let tables = self.tables(&requirements, fields);
        let mut rules: Vec<Rule> = fields.iter().enumerate().filter_map(always).collect();
        for requirement in &requirements {
            rules.push(self.rule(requirement, fields));
        }
        rules.sort_by_key(|rule| (rule.field, rule.effect));
        let gates: Vec<Gate> = tables
            .iter()
            .flat_map(|table| table.columns.iter().map(move |field| (table, *field)))
            .filter_map(|(table, field)| self.gate(table, field, &rules, fields))
            .collect();
        let slots = slots(&tables, &rules, &gates, fields.len());
        self.check_slots(&slots, fields, wires);
        self.check_gates(&gates, fields, wires);
        Conditions { tables, rules, gates, slots }
    }

    fn tables(&self, requirements: &[Requirement], fields: &[Field]) -> Vec<DecisionTable> {
        let mut columns: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for requirement in requirements {
            columns.entry(requirement.values.discriminator).or_default().push(requirement.field);
        }
        let table = |(discriminator, mut columns): (usize, Vec<usize>)| {
            columns.sort_unstable();
            columns.dedup();
            let variants = self.choice_of(&fields[discriminator]).map_or(0, |choice| choice.variants.len());
            // There is no request without a discriminator that is always required.
            let absent = (!fields[discriminator].required).then_some(None);
            let values = absent.into_iter().chain((0..variants).map(Some));
            let rows = values.map(|value| Row {
                value,
                cells: columns.iter().map(|field| cell(requirements, *field, value)).collect(),
            });
            DecisionTable { discriminator, rows: rows.collect(), columns }
        };
        columns.into_iter().map(table).collect()
    }

    fn rule(&self, requirement: &Requirement, fields: &[Field]) -> Rule {
        let field = &fields[requirement.field];
        let values = &requirement.values;
        let discriminator = &fields[values.discriminator];
        let wires = self.wires(discriminator);
        let suffix = match requirement.effect {
            Effect::Required => "Required",
            Effect::Forbidden => "NotApplicable",
            Effect::Discouraged => "Discouraged",
        };
        let sentence = match requirement.effect {
            Effect::Required => sentence::required(&field.name, &discriminator.name, &wires, values),
            _ => sentence::ruled_out(&field.name, &discriminator.name, &wires, values),
        };
        Rule {
            name: format!("{}{suffix}", field.name.pascal),
            field: requirement.field,
            effect: requirement.effect,
            when: When::Chosen {
                discriminator: values.discriminator,
                values: indexes(&values.chosen),
                absent: values.absent,
            },
            sentence,
            reason: requirement.reason.clone(),
            basis: requirement.basis.clone(),
        }
    }

    /// The check at the setter of a field that may not be set for every value.
    fn gate(&self, table: &DecisionTable, field: usize, rules: &[Rule], fields: &[Field]) -> Option<Gate> {
        let cells = table.column(field)?;
        let closed: Vec<bool> = cells.iter().map(|cell| !cell.is_open()).collect();
        let always_chosen = fields[table.discriminator].required;
        let (absent, chosen) =
            if always_chosen { (&true, closed.as_slice()) } else { closed.split_first()? };
        if !closed.contains(&true) {
            return None;
        }
        let name = &fields[field].name;
        let discriminator = &fields[table.discriminator];
        let values = Values { discriminator: table.discriminator, chosen: chosen.to_vec(), absent: *absent };
        let wires = self.wires(discriminator);
        let against = rules.iter().find(|rule| rule.field == field && rule.effect != Effect::Required);
        let note = against.and_then(|rule| match rule.effect {
            Effect::Forbidden => rule.basis.as_ref().map(|basis| format!("the documentation says: {basis}")),
            _ => rule.reason.as_ref().map(|reason| format!("not documented, but sensible: {reason}")),
        });
        Some(Gate {
            name: format!("{}Allowed", name.pascal),
            field,
            discriminator: table.discriminator,
            open: indexes(&chosen.iter().map(|closed| !closed).collect::<Vec<_>>()),
            late: !absent,
            sentence: sentence::ruled_out(name, &discriminator.name, &wires, &values),
            note,
        })
    }

    fn wires(&self, discriminator: &Field) -> Vec<&str> {
        let choice = self.choice_of(discriminator);
        choice.iter().flat_map(|choice| &choice.variants).map(|variant| variant.name.wire.as_str()).collect()
    }
}

/// A field that is required whatever the others are.
fn always((index, field): (usize, &Field)) -> Option<Rule> {
    field.required.then(|| Rule {
        name: format!("{}Required", field.name.pascal),
        field: index,
        effect: Effect::Required,
        when: When::Always,
        sentence: format!("`{}` is required", field.name.wire),
        reason: None,
        basis: None,
    })
}

/// Several requirements of one kind on one field become one.
fn merge(requirements: Vec<Requirement>) -> Vec<Requirement> {
    let mut merged: Vec<Requirement> = Vec::new();
    for requirement in requirements {
        let same = merged.iter_mut().find(|known| {
            known.field == requirement.field
                && known.effect == requirement.effect
                && known.values.discriminator == requirement.values.discriminator
        });
        let Some(known) = same else {
            merged.push(requirement);
            continue;
        };
        known.values.union(&requirement.values);
        known.basis = join(known.basis.take(), requirement.basis);
        known.reason = join(known.reason.take(), requirement.reason);
    }
    merged
}

fn join(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) if first != second => Some(format!("{first}; {second}")),
        (first, second) => first.or(second),
    }
}

fn cell(requirements: &[Requirement], field: usize, value: Option<usize>) -> Cell {
    let holds = |effect: Effect| {
        requirements.iter().any(|requirement| {
            let values = &requirement.values;
            let here = value.map_or(values.absent, |value| values.chosen.get(value) == Some(&true));
            requirement.field == field && requirement.effect == effect && here
        })
    };
    if holds(Effect::Required) {
        Cell::Required
    } else if holds(Effect::Forbidden) {
        Cell::Forbidden
    } else if holds(Effect::Discouraged) {
        Cell::Discouraged
    } else {
        Cell::Optional
    }
}

/// A slot for every field that a check of the builder reads.
fn slots(tables: &[DecisionTable], rules: &[Rule], gates: &[Gate], fields: usize) -> Vec<Slot> {
    let choice = |field| tables.iter().any(|table| table.discriminator == field);
    let required = |field| rules.iter().any(|rule| rule.field == field && rule.effect == Effect::Required);
    let late = |field| gates.iter().any(|gate| gate.field == field && gate.late);
    (0..fields)
        .filter(|field| choice(*field) || required(*field) || late(*field))
        .map(|field| Slot { field, choice: choice(field) })
        .collect()
}

fn indexes(flags: &[bool]) -> Vec<usize> {
    flags.iter().enumerate().filter(|(_, flag)| **flag).map(|(index, _)| index).collect()
}

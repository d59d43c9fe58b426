//! The validator of a generated crate, made from the IR at run time.

use std::collections::BTreeSet;

use flex_runtime::{
    Assertion, Checker, Effect, Facts, Field, Literal, Member, Parts, ReadFields, Report, Rule, RuleSet,
    Test, Violation, When,
};
use serde_json::Value;

use crate::ir;
use crate::oracle::field_kind::{FieldKind, PATTERNS, Typed};
use crate::oracle::spec::Spec;

/// The rule set that the generator would write into a crate.
pub(crate) struct RuntimeValidator {
    rules: &'static RuleSet,
    kinds: Vec<FieldKind>,
    /// By field, whether some rule tests its value.
    tested: Vec<bool>,
}

/// The fields for which something is reported.
pub(crate) struct ReportedFields {
    pub(crate) violations: BTreeSet<String>,
    pub(crate) advice: BTreeSet<String>,
}

impl RuntimeValidator {
    pub(crate) fn new(object: &ir::RequestObject, spec: &Spec) -> Self {
        let field = |(index, field): (usize, &ir::Field)| {
            Field::new(u8::try_from(index).unwrap(), leak(field.name.wire.clone()).as_str())
        };
        let fields: &'static [Field] = leak(object.fields.iter().enumerate().map(field).collect::<Vec<_>>());
        let test = |test: &ir::Test| {
            let path = test.path.iter().map(|member| leak(member.clone()).as_str()).collect::<Vec<_>>();
            Test::new(fields[test.field], leak(path), assertion(&test.assertion))
        };
        let tests = leak(object.tests.iter().map(test).collect::<Vec<_>>());
        let rule = |rule: &ir::Rule| {
            let new = if rule.is_stated() { Rule::new } else { Rule::advice };
            let (name, message) = (leak(rule.name.clone()), leak(rule.sentence.clone()));
            new(name, effect(&rule.effect, fields), when(&rule.when, fields), message, None)
        };
        let rules = leak(object.rules.iter().map(rule).collect::<Vec<_>>());
        let tested = |field: usize| object.tests.iter().any(|test| test.field == field);
        Self {
            rules: leak(RuleSet::new(fields, tests, rules)),
            kinds: spec.fields.iter().map(|field| field.kind).collect(),
            tested: (0..fields.len()).map(tested).collect(),
        }
    }

    /// What is reported for an instance: when it is read, or, where it is accepted, by the check of the request.
    pub(crate) fn validate(&self, instance: &Value) -> ReportedFields {
        let mut reading = Reading { of: self, values: vec![None; self.kinds.len()] };
        let report = match Checker::json(self.rules, instance, &mut reading) {
            Ok(()) => self.check(&reading.values),
            Err(rejected) => rejected.into_report(),
        };
        ReportedFields { violations: names(&report.violations), advice: names(&report.advice) }
    }

    fn check(&self, values: &[Option<Typed>]) -> Report {
        let (mut facts, mut parts) = (Facts::of(self.rules), Parts::new());
        for ((field, tested), value) in self.rules.fields.iter().zip(&self.tested).zip(values) {
            facts = match value {
                Some(value) if *tested => facts.value(*field, Some(value.as_value())),
                value => facts.present(*field, value.is_some()),
            };
            parts = value.iter().fold(parts, |parts, value| value.parts(*field, parts));
        }
        self.rules.check_with(&facts, parts)
    }
}

/// Reads the members of an instance as a generated request does.
struct Reading<'c> {
    of: &'c RuntimeValidator,
    values: Vec<Option<Typed>>,
}

impl ReadFields for Reading<'_> {
    fn read_fields<'m>(&mut self, members: impl Iterator<Item = Member<'m>>, check: &mut Checker) {
        let RuntimeValidator { rules, kinds, .. } = self.of;
        for member in members {
            match rules.fields.iter().position(|field| field.name == member.name()) {
                Some(at) => self.values[at] = kinds[at].read(rules.fields[at], member, check),
                None => check.unknown(member),
            }
        }
    }
}

fn names(found: &[Violation]) -> BTreeSet<String> {
    found.iter().map(|violation| violation.field().to_owned()).collect()
}

/// Rules are constants in a generated crate, so they are `'static` here as well.
fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn effect(of: &ir::Effect, fields: &'static [Field]) -> Effect {
    match of {
        ir::Effect::Required(field) => Effect::Required(fields[*field]),
        ir::Effect::Forbidden(field) => Effect::Forbidden(fields[*field]),
        ir::Effect::Narrowed(test) => Effect::Narrowed(u8::try_from(*test).unwrap()),
        ir::Effect::Groups { groups, least, most } => {
            let group = |group: &Vec<usize>| -> &'static [Field] {
                leak(group.iter().map(|field| fields[*field]).collect::<Vec<_>>())
            };
            Effect::Groups {
                groups: leak(groups.iter().map(group).collect::<Vec<_>>()),
                least: u8::try_from(*least).unwrap(),
                most: u8::try_from(*most).unwrap(),
            }
        }
    }
}

fn when(of: &ir::Formula, fields: &'static [Field]) -> When {
    let all = |parts: &[ir::Formula]| -> &'static [When] {
        leak(parts.iter().map(|part| when(part, fields)).collect::<Vec<_>>())
    };
    match of {
        of if of.is_always() => When::Always,
        ir::Formula::Present(field) => When::Present(fields[*field]),
        ir::Formula::Holds(test) => When::Holds(u8::try_from(*test).unwrap()),
        ir::Formula::Not(inner) => When::Not(leak(when(inner, fields))),
        ir::Formula::All(parts) => When::All(all(parts)),
        ir::Formula::Any(parts) => When::Any(all(parts)),
    }
}

fn assertion(of: &ir::Assertion) -> Assertion {
    match of {
        ir::Assertion::OneOf(values) => {
            Assertion::OneOf(leak(values.iter().map(literal).collect::<Vec<_>>()))
        }
        ir::Assertion::Keyword(of) => keyword(&of.meaning().constant()),
        ir::Assertion::Present => Assertion::Present,
        ir::Assertion::Not(inner) => Assertion::Not(leak(assertion(inner))),
        ir::Assertion::All(all) => Assertion::All(leak(all.iter().map(assertion).collect::<Vec<_>>())),
    }
}

fn keyword(of: &ir::Constant<'_>) -> Assertion {
    let length = |of| bound(of).map(|bound| u32::try_from(bound).unwrap());
    match (of.variant, of.fields.as_slice()) {
        ("Range", [("minimum", minimum), ("maximum", maximum)]) => {
            Assertion::Range { minimum: bound(minimum), maximum: bound(maximum) }
        }
        ("MultipleOf", [("divisor", ir::Expression::Integer(divisor))]) => {
            Assertion::MultipleOf { divisor: *divisor }
        }
        ("Length", [("minimum", minimum), ("maximum", maximum)]) => {
            Assertion::Length { minimum: length(minimum), maximum: length(maximum) }
        }
        ("Pattern", [("source", ir::Expression::String(source)), ("matches", _)]) => {
            let (source, matches) = PATTERNS.iter().find(|(known, _)| known == source).copied().unwrap();
            Assertion::Pattern { source, matches }
        }
        _ => panic!("the runtime has no {of:?}"),
    }
}

fn bound(of: &ir::Expression<'_>) -> Option<i64> {
    let ir::Expression::Option(bound) = of else { panic!("{of:?} is no bound") };
    bound.as_deref().map(|bound| match bound {
        ir::Expression::Integer(bound) => *bound,
        _ => panic!("{of:?} is no bound"),
    })
}

fn literal(of: &ir::Literal) -> Literal {
    match of {
        ir::Literal::String(text) => Literal::Text(leak(text.clone())),
        ir::Literal::Integer(value) => Literal::Integer(*value),
        ir::Literal::Boolean(value) => Literal::Boolean(*value),
    }
}

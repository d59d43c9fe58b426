//! Reads statements of the spec as requirements: one effect each, with the condition under which it applies.

use super::condition::intern;
use super::draft::{ObjectDraft, Requirement, RuleDraft};
use super::reader::RuleReader;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{
    Condition, ConditionKeyword, Document, Groups, RuleKeyword, Spanned, Statement, ValueKeyword, ValueTest,
};
use crate::ir::{Effect, Field, Formula, Strength, Test};
use crate::lower::schemas::types::Types;
use crate::source::Span;

/// What applies to all of a statement: its condition, its strength and what it is based on.
#[derive(Clone)]
struct Context {
    when: Formula,
    strength: Strength,
    basis: Option<String>,
    reason: Option<String>,
}

/// The rules and pieces of advice of an object.
pub(crate) fn read<'f>(
    object: &'f ObjectDraft<'_>,
    types: &Types,
    document: &Document,
    sink: &mut Sink,
) -> RuleDraft<'f> {
    let mut draft = RuleDraft { fields: &object.fields, tests: Vec::new(), requirements: Vec::new() };
    let mut reader = RuleReader::new(object, types, document, sink);
    let rules = object.flat.rules.iter().map(|rule| (*rule, Strength::Stated));
    let advice = object.flat.advice.iter().map(|rule| (*rule, Strength::Advised));
    let of_body = rules.chain(advice).map(|rule| (rule, true));
    let of_operation = object.flat.operation_rules.iter().map(|rule| (*rule, false));
    for ((statement, strength), body_only) in of_body.chain(of_operation) {
        reader.scope.body_only = body_only;
        let reason = statement.message.as_ref().map(|message| message.value.clone());
        let context = Context { when: Formula::always(), strength, basis: None, reason };
        reader.statement(statement, &context, &mut draft);
    }
    reader.always_required(object, &mut draft);
    draft
}

impl RuleReader<'_> {
    /// Adds a requirement for each field that is required whatever the others are.
    fn always_required(&mut self, object: &ObjectDraft<'_>, draft: &mut RuleDraft<'_>) {
        self.scope.body_only = true;
        let required = object.flat.required.iter();
        let required: Vec<_> =
            required.filter_map(|name| Some((self.field_index(name)?, name.span))).collect();
        let fields = object.fields.iter().zip(object.wires).enumerate();
        for (field, (_, wire)) in fields.filter(|(_, (field, _))| field.required) {
            let span = required.iter().find(|(of, _)| *of == field).map_or(wire.span, |(_, span)| *span);
            let same = |known: &&Requirement| known.effect == Effect::Required(field);
            for known in draft.requirements.iter().filter(same) {
                let message = format!("`{wire}` is always required");
                let diagnostic = Diagnostic::new(Code::Redundant, known.span, message).also(span, "here");
                self.sink.push(diagnostic.help("remove it from the condition"));
            }
            draft.requirements.retain(|known| !same(&known));
            draft.requirements.push(Requirement::always(field, span));
        }
    }

    fn statement(&mut self, statement: &Statement, context: &Context, draft: &mut RuleDraft<'_>) {
        let own = statement.basis.as_ref().map(|basis| basis.value.clone());
        let context = Context { basis: own.or_else(|| context.basis.clone()), ..context.clone() };
        for part in &statement.keywords {
            self.part(part, &context, draft);
        }
    }

    fn part(&mut self, part: &RuleKeyword, context: &Context, draft: &mut RuleDraft<'_>) {
        match part {
            RuleKeyword::Required(name) => {
                if let Some(field) = self.field_index(name) {
                    self.require(Effect::Required(field), name.span, context, draft);
                }
            }
            RuleKeyword::Forbidden(name) => {
                if let Some(field) = self.field_index(name) {
                    self.require(Effect::Forbidden(field), name.span, context, draft);
                }
            }
            RuleKeyword::Narrowed(name, test) => self.narrowed(name, test, context, draft),
            RuleKeyword::If { condition, then, otherwise } => {
                let Some(formula) = self.formula(condition, &mut draft.tests) else { return };
                let with =
                    |when: Formula| Context { when: context.when.clone().and(when), ..context.clone() };
                self.statement(then, &with(formula.clone()), draft);
                self.statement(otherwise, &with(formula.negated()), draft);
            }
            RuleKeyword::Groups(groups) => self.groups(groups, context, draft),
            RuleKeyword::Not(condition) => self.not(condition, context, draft),
            RuleKeyword::AllOf(statements) => {
                for statement in statements {
                    self.statement(statement, context, draft);
                }
            }
        }
    }

    fn narrowed(
        &mut self,
        name: &Spanned<String>,
        test: &ValueTest,
        context: &Context,
        draft: &mut RuleDraft<'_>,
    ) {
        let Some(field) = self.field_index(name) else { return };
        for test in self.value_tests(test, field).into_iter().flatten() {
            let test = intern(test, &mut draft.tests);
            self.require(Effect::Narrowed(test), name.span, context, draft);
        }
    }

    fn groups(&mut self, groups: &Groups, context: &Context, draft: &mut RuleDraft<'_>) {
        let mut indexes = Vec::new();
        for group in &groups.alternatives {
            let fields: Vec<_> = group.iter().filter_map(|name| self.field_index(name)).collect();
            if fields.len() < group.len() {
                return;
            }
            let same = |known: &Vec<usize>| {
                known.len() == fields.len() && fields.iter().all(|field| known.contains(field))
            };
            if indexes.iter().any(same) {
                let message = "two alternatives list the same fields";
                self.sink.report(Code::RuleForm, groups.span, message, "remove one of them");
                return;
            }
            indexes.push(fields);
        }
        let most = if groups.exclusive { 1 } else { indexes.len() };
        self.require(Effect::Groups { groups: indexes, least: 1, most }, groups.span, context, draft);
    }

    /// `not`, as the equivalent positive statement.
    fn not(&mut self, condition: &Condition, context: &Context, draft: &mut RuleDraft<'_>) {
        self.check_tested(condition);
        if let [ConditionKeyword::AnyOf(parts)] = condition.keywords.as_slice() {
            match at_most_one(parts, draft.fields) {
                Some(effect) => self.require(effect, condition.span, context, draft),
                None => parts.iter().for_each(|part| self.not(part, context, draft)),
            }
            return;
        }
        let present = |term: &ConditionKeyword| matches!(term, ConditionKeyword::Present(_));
        if condition.keywords.len() > 1 && condition.keywords.iter().all(present) {
            let names = condition.keywords.iter().filter_map(name);
            let groups: Vec<_> =
                names.filter_map(|name| self.field_index(name)).map(|field| vec![field]).collect();
            if groups.len() == condition.keywords.len() {
                let most = groups.len() - 1;
                self.require(Effect::Groups { groups, least: 0, most }, condition.span, context, draft);
            }
            return;
        }
        self.implication(condition, context, draft);
    }

    /// `not` of several terms: where the others hold, the last that can be negated does not.
    fn implication(&mut self, condition: &Condition, context: &Context, draft: &mut RuleDraft<'_>) {
        let rank = |term: &ConditionKeyword| match term {
            ConditionKeyword::Absent(_) => 3,
            ConditionKeyword::Present(_) => 2,
            ConditionKeyword::Value(..) => 1,
            ConditionKeyword::Not(_) | ConditionKeyword::AnyOf(_) | ConditionKeyword::AllOf(_) => 0,
        };
        let last = condition.keywords.iter().enumerate().max_by_key(|(at, term)| (rank(term), *at));
        let Some((at, term)) = last.filter(|(_, term)| rank(term) > 0) else {
            let message = "this form of `not` is not supported";
            let help = "write `if`, `then` and `else`, or `not: {required: [Field, Field]}`";
            self.sink.report(Code::RuleForm, condition.span, message, help);
            return;
        };
        let mut when = context.when.clone();
        for (_, other) in condition.keywords.iter().enumerate().filter(|(other, _)| *other != at) {
            let Some(formula) = self.term(other, &mut draft.tests) else { return };
            when = when.and(formula);
        }
        let context = Context { when, ..context.clone() };
        match term {
            ConditionKeyword::Absent(name) => {
                self.part(&RuleKeyword::Required(name.clone()), &context, draft);
            }
            ConditionKeyword::Present(name) => {
                self.part(&RuleKeyword::Forbidden(name.clone()), &context, draft);
            }
            ConditionKeyword::Value(name, test) => self.denied(name, test, &context, draft),
            ConditionKeyword::Not(_) | ConditionKeyword::AnyOf(_) | ConditionKeyword::AllOf(_) => {}
        }
    }

    /// A value that a field may not have.
    fn denied(
        &mut self,
        name: &Spanned<String>,
        test: &ValueTest,
        context: &Context,
        draft: &mut RuleDraft<'_>,
    ) {
        let Some(field) = self.field_index(name) else { return };
        if let ([ValueKeyword::Not(inner)], []) = (test.keywords.as_slice(), test.members.as_slice()) {
            return self.narrowed(name, inner, context, draft);
        }
        if !test.members.is_empty() {
            // A test on a member asks for the member, too, and its opposite does not.
            let message = format!("a `not` on members of `{name}` is not supported");
            let help = "write what the members must be: `properties: {name: {not: {const: value}}}`";
            self.sink.report(Code::RuleForm, test.span, message, help);
            return;
        }
        let Some(found) = self.value_tests(test, field) else { return };
        for test in found {
            let values = test.values.map(|values| values.iter().map(|value| !value).collect());
            let assertion = test.assertion.negated();
            let test = intern(Test { assertion, values, ..test }, &mut draft.tests);
            self.require(Effect::Narrowed(test), name.span, context, draft);
        }
    }

    fn require(&mut self, effect: Effect, span: Span, context: &Context, draft: &mut RuleDraft<'_>) {
        let tested = context.when.fields(&draft.tests);
        if let Effect::Required(field) | Effect::Forbidden(field) = &effect
            && tested.contains(field)
        {
            let name = &draft.fields[*field].name.wire;
            let message = format!("the rule tests `{name}` and also constrains it");
            self.sink.report(
                Code::RuleForm,
                span,
                message,
                "narrow its values instead, or test another field",
            );
            return;
        }
        let Context { when, strength, basis, reason } = context.clone();
        draft.requirements.push(Requirement { effect, when, strength, basis, reason, span });
    }
}

fn name(term: &ConditionKeyword) -> Option<&Spanned<String>> {
    match term {
        ConditionKeyword::Present(name)
        | ConditionKeyword::Absent(name)
        | ConditionKeyword::Value(name, _) => Some(name),
        ConditionKeyword::Not(_) | ConditionKeyword::AnyOf(_) | ConditionKeyword::AllOf(_) => None,
    }
}

/// `not: {anyOf: […]}` over every pair of some fields: at most one of them.
fn at_most_one(parts: &[Condition], fields: &[Field]) -> Option<Effect> {
    let mut pairs = Vec::new();
    for part in parts {
        let [ConditionKeyword::Present(first), ConditionKeyword::Present(second)] = part.keywords.as_slice()
        else {
            return None;
        };
        let index = |name: &Spanned<String>| fields.iter().position(|field| field.name.wire == name.value);
        let (first, second) = (index(first)?, index(second)?);
        pairs.push((first.min(second), first.max(second)));
    }
    let mut all: Vec<usize> = pairs.iter().flat_map(|(first, second)| [*first, *second]).collect();
    all.sort_unstable();
    all.dedup();
    pairs.sort_unstable();
    pairs.dedup();
    let every = pairs.len() == all.len() * all.len().saturating_sub(1) / 2 && pairs.len() == parts.len();
    let groups = all.into_iter().map(|field| vec![field]).collect();
    (every && pairs.len() > 1).then_some(Effect::Groups { groups, least: 0, most: 1 })
}

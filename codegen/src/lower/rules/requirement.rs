//! Statements of the spec to requirements: one effect each, with the condition under which it is asked for.

use super::condition::intern;
use crate::diagnostic::Code;
use crate::document::{
    Condition, ConditionKeyword, Groups, RuleKeyword, Spanned, Statement, ValueKeyword, ValueTest,
};
use crate::ir::{Effect, Enumeration, Field, Formula, Scalar, Strength, Test, TypeKind};
use crate::lower::Lower;
use crate::lower::schemas::all_of::Flat;
use crate::source::Span;

/// A rule before it has a name and a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Requirement {
    pub(crate) effect: Effect,
    pub(crate) when: Formula,
    pub(crate) strength: Strength,
    pub(crate) basis: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) span: Span,
}

impl Requirement {
    /// A field that is required whatever the others are.
    pub(crate) fn always(field: usize, span: Span) -> Self {
        let (when, effect) = (Formula::always(), Effect::Required(field));
        Self { effect, when, strength: Strength::Stated, basis: None, reason: None, span }
    }
}

/// The rules of one object while they are being read.
pub(crate) struct Draft<'f> {
    pub(crate) fields: &'f [Field],
    pub(crate) tests: Vec<Test>,
    pub(crate) found: Vec<Requirement>,
}

impl Draft<'_> {
    /// Leaves out the tests that no rule asks any more.
    pub(crate) fn forget_unused_tests(&mut self) {
        let mut used: Vec<usize> = Vec::new();
        for known in &self.found {
            known.when.visit(&self.tests, &mut |_, test| used.extend(test));
            used.extend(known.effect.test());
        }
        used.sort_unstable();
        used.dedup();
        let place = |test: usize| used.binary_search(&test).unwrap_or_default();
        for known in &mut self.found {
            known.when.renumber(&place);
            if let Effect::Narrowed(test) = &mut known.effect {
                *test = place(*test);
            }
        }
        self.tests = used.iter().map(|test| self.tests[*test].clone()).collect();
    }
}

/// Where a statement stands: under which condition, and what speaks for it.
#[derive(Clone)]
struct Context {
    when: Formula,
    strength: Strength,
    basis: Option<String>,
    reason: Option<String>,
}

impl Lower<'_, '_> {
    /// All conditional requirements of an object.
    pub(crate) fn requirements<'f>(&mut self, flat: &Flat<'_>, fields: &'f [Field]) -> Draft<'f> {
        let mut draft = Draft { fields, tests: Vec::new(), found: Vec::new() };
        let rules = flat.rules.iter().map(|rule| (*rule, Strength::Stated));
        let advice = flat.advice.iter().map(|rule| (*rule, Strength::Advised));
        let of_body = rules.chain(advice).map(|rule| (rule, true));
        let whole = flat.whole.iter().map(|rule| (*rule, false));
        for ((statement, strength), of_body) in of_body.chain(whole) {
            self.sees_body_only = of_body;
            let reason = statement.message.as_ref().map(|message| message.value.clone());
            let context = Context { when: Formula::always(), strength, basis: None, reason };
            self.statement(statement, &context, &mut draft);
        }
        self.sees_body_only = false;
        draft
    }

    fn statement(&mut self, statement: &Statement, context: &Context, draft: &mut Draft<'_>) {
        let own = statement.basis.as_ref().map(|basis| basis.value.clone());
        let context = Context { basis: own.or_else(|| context.basis.clone()), ..context.clone() };
        for part in &statement.keywords {
            self.part(part, &context, draft);
        }
    }

    fn part(&mut self, part: &RuleKeyword, context: &Context, draft: &mut Draft<'_>) {
        match part {
            RuleKeyword::Required(name) => {
                if let Some(field) = self.field_index(name, draft.fields) {
                    self.ask(Effect::Required(field), name.span, context, draft);
                }
            }
            RuleKeyword::Forbidden(name) => {
                if let Some(field) = self.field_index(name, draft.fields) {
                    self.ask(Effect::Forbidden(field), name.span, context, draft);
                }
            }
            RuleKeyword::Narrowed(name, test) => self.narrowed(name, test, context, draft),
            RuleKeyword::If { condition, then, otherwise } => {
                let Some(formula) = self.formula(condition, draft.fields, &mut draft.tests) else { return };
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
        draft: &mut Draft<'_>,
    ) {
        let Some(field) = self.field_index(name, draft.fields) else { return };
        for test in self.value_tests(test, field, draft.fields).into_iter().flatten() {
            let test = intern(test, &mut draft.tests);
            self.ask(Effect::Narrowed(test), name.span, context, draft);
        }
    }

    fn groups(&mut self, groups: &Groups, context: &Context, draft: &mut Draft<'_>) {
        let mut indexes = Vec::new();
        for group in &groups.alternatives {
            let fields: Vec<_> =
                group.iter().filter_map(|name| self.field_index(name, draft.fields)).collect();
            if fields.len() < group.len() {
                return;
            }
            let same = |known: &Vec<usize>| {
                known.len() == fields.len() && fields.iter().all(|field| known.contains(field))
            };
            if indexes.iter().any(same) {
                let message = "two alternatives name the same fields";
                self.error(Code::RuleForm, groups.span, message, "remove one of them");
                return;
            }
            indexes.push(fields);
        }
        let most = if groups.exclusive { 1 } else { indexes.len() };
        self.ask(Effect::Groups { groups: indexes, least: 1, most }, groups.span, context, draft);
    }

    /// `not`: the condition as the positive statement that says the same.
    fn not(&mut self, condition: &Condition, context: &Context, draft: &mut Draft<'_>) {
        self.check_tested(condition, draft.fields);
        if let [ConditionKeyword::AnyOf(parts)] = condition.keywords.as_slice() {
            match at_most_one(parts, draft.fields) {
                Some(effect) => self.ask(effect, condition.span, context, draft),
                None => parts.iter().for_each(|part| self.not(part, context, draft)),
            }
            return;
        }
        let present = |term: &ConditionKeyword| matches!(term, ConditionKeyword::Present(_));
        if condition.keywords.len() > 1 && condition.keywords.iter().all(present) {
            let names = condition.keywords.iter().filter_map(name);
            let groups: Vec<_> = names
                .filter_map(|name| self.field_index(name, draft.fields))
                .map(|field| vec![field])
                .collect();
            if groups.len() == condition.keywords.len() {
                let most = groups.len() - 1;
                self.ask(Effect::Groups { groups, least: 0, most }, condition.span, context, draft);
            }
            return;
        }
        self.turned(condition, context, draft);
    }

    /// `not` of several terms: the last that can be denied is denied where the others hold.
    fn turned(&mut self, condition: &Condition, context: &Context, draft: &mut Draft<'_>) {
        let rank = |term: &ConditionKeyword| match term {
            ConditionKeyword::Absent(_) => 3,
            ConditionKeyword::Present(_) => 2,
            ConditionKeyword::Value(..) => 1,
            ConditionKeyword::Not(_) | ConditionKeyword::AnyOf(_) | ConditionKeyword::AllOf(_) => 0,
        };
        let last = condition.keywords.iter().enumerate().max_by_key(|(at, term)| (rank(term), *at));
        let Some((at, term)) = last.filter(|(_, term)| rank(term) > 0) else {
            let message = "this form of `not` is not read";
            let help = "write `if`, `then` and `else`, or `not: {required: [Field, Field]}`";
            self.error(Code::RuleForm, condition.span, message, help);
            return;
        };
        let mut when = context.when.clone();
        for (_, other) in condition.keywords.iter().enumerate().filter(|(other, _)| *other != at) {
            let Some(formula) = self.term(other, draft.fields, &mut draft.tests) else { return };
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
    fn denied(&mut self, name: &Spanned<String>, test: &ValueTest, context: &Context, draft: &mut Draft<'_>) {
        let Some(field) = self.field_index(name, draft.fields) else { return };
        if let ([ValueKeyword::Not(inner)], []) = (test.keywords.as_slice(), test.members.as_slice()) {
            return self.narrowed(name, inner, context, draft);
        }
        if !test.members.is_empty() {
            // A test on a member asks for the member, too, and its opposite does not.
            let message = format!("a `not` about members of `{name}` is not read");
            let help = "say what the members have to be: `properties: {name: {not: {const: value}}}`";
            self.error(Code::RuleForm, test.span, message, help);
            return;
        }
        let Some(found) = self.value_tests(test, field, draft.fields) else { return };
        for test in found {
            let values = test.values.map(|values| values.iter().map(|value| !value).collect());
            let assertion = crate::ir::Assertion::Not(Box::new(test.assertion));
            let test = intern(Test { assertion, values, ..test }, &mut draft.tests);
            self.ask(Effect::Narrowed(test), name.span, context, draft);
        }
    }

    fn ask(&mut self, effect: Effect, span: Span, context: &Context, draft: &mut Draft<'_>) {
        let tested = context.when.fields(&draft.tests);
        if let Effect::Required(field) | Effect::Forbidden(field) = &effect
            && tested.contains(field)
        {
            let name = &draft.fields[*field].name.wire;
            let message = format!("the rule tests `{name}` and says something about `{name}`");
            self.error(Code::RuleForm, span, message, "narrow its values instead, or test another field");
            return;
        }
        let Context { when, strength, basis, reason } = context.clone();
        draft.found.push(Requirement { effect, when, strength, basis, reason, span });
    }

    pub(crate) fn choice_of(&self, field: &Field) -> Option<&Enumeration> {
        match field.ty.scalar {
            Scalar::Named(id) if !field.ty.list => match &self.types[id.0].kind {
                TypeKind::Enumeration(choice) => Some(choice),
                _ => None,
            },
            _ => None,
        }
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

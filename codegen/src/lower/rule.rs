//! `if/then/else` to effects: which field, what is asked of it, and for which values of the discriminator.

use super::Lower;
use super::object::Flat;
use crate::diagnostic::{Change, Code, Diagnostic, Span};
use crate::document::{Branch, Rule, Spanned, suggest};
use crate::ir::{Choice, Effect, Field, Scalar, TypeKind};

/// For which values of a discriminator something holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Values {
    pub(super) discriminator: usize,
    /// One per variant.
    pub(super) chosen: Vec<bool>,
    /// Where the discriminator is not set, or set to a value outside the enum: no condition tells the two apart.
    pub(super) absent: bool,
}

impl Values {
    fn complement(&self) -> Self {
        Self {
            discriminator: self.discriminator,
            chosen: self.chosen.iter().map(|chosen| !chosen).collect(),
            absent: !self.absent,
        }
    }

    pub(super) fn union(&mut self, other: &Self) {
        for (mine, theirs) in self.chosen.iter_mut().zip(&other.chosen) {
            *mine |= theirs;
        }
        self.absent |= other.absent;
    }
}

/// One requirement on one field, with its source.
#[derive(Clone, Debug)]
pub(super) struct Requirement {
    pub(super) field: usize,
    pub(super) effect: Effect,
    pub(super) values: Values,
    pub(super) basis: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) span: Span,
}

impl Lower<'_, '_> {
    /// All conditional requirements of an object.
    pub(super) fn requirements(&mut self, flat: &Flat<'_>, fields: &[Field]) -> Vec<Requirement> {
        let mut found = Vec::new();
        for rule in &flat.rules {
            let Some(values) = self.condition(rule, fields) else {
                continue;
            };
            self.branch(rule, &rule.then, &values, fields, &mut found);
            self.branch(rule, &rule.otherwise, &values.complement(), fields, &mut found);
        }
        for rule in &flat.advice {
            let Some(values) = self.condition(rule, fields) else {
                continue;
            };
            self.advice_branch(rule, &rule.then, &values, fields, &mut found);
            self.advice_branch(rule, &rule.otherwise, &values.complement(), fields, &mut found);
        }
        found
    }

    /// The values for which the `if` of a rule holds.
    fn condition(&mut self, rule: &Rule, fields: &[Field]) -> Option<Values> {
        let condition = &rule.condition;
        let [(name, values)] = condition.tests.as_slice() else {
            let message = "a condition tests exactly one field, and this one does not";
            let help = "write `if: {required: [Field], properties: {Field: {const: value}}}`";
            self.error(Code::RuleForm, condition.span, message, help);
            return None;
        };
        let discriminator = self.field_index(name, fields)?;
        let Some(choice) = self.choice_of(&fields[discriminator]) else {
            let message = format!("`{name}` is not an enum, and a rule can hang on an enum only");
            self.error(Code::RuleForm, name.span, message, "test a field whose schema is an enum component");
            return None;
        };
        let wires: Vec<String> = choice.variants.iter().map(|variant| variant.name.wire.clone()).collect();
        let chosen = self.chosen(name, values, &wires);
        for other in condition.required.iter().filter(|required| required.value != name.value) {
            let message = format!("a condition on the presence of `{other}` is not handled");
            let help = format!("`required` of an `if` names the tested field, `{name}`, only");
            self.error(Code::RuleForm, other.span, message, help);
        }
        if condition.required.iter().all(|required| required.value != name.value) {
            let message = format!("this condition holds where `{name}` is not set, too");
            let help =
                format!("add `required: [{name}]`: JSON Schema skips a test on a property that is not there");
            let diagnostic = Diagnostic::new(Code::RuleForm, condition.span, message).help(help);
            self.sink.push(match condition.properties_key {
                Some(key) => diagnostic.change(Change::Insert(key, format!("required: [{name}]"))),
                None => diagnostic,
            });
        }
        Some(Values { discriminator, chosen, absent: false })
    }

    /// Which of the values in `wires` a test names.
    fn chosen(&mut self, name: &Spanned<String>, values: &[Spanned<String>], wires: &[String]) -> Vec<bool> {
        let mut chosen = vec![false; wires.len()];
        for value in values {
            if let Some(at) = wires.iter().position(|wire| *wire == value.value) {
                chosen[at] = true;
                continue;
            }
            let message = format!("`{name}` has no value `{value}`");
            let diagnostic = Diagnostic::new(Code::UnknownValue, value.span, message);
            let known = wires.iter().map(String::as_str);
            self.sink.push(suggest(diagnostic, value, known, "name a value of its enum"));
        }
        chosen
    }

    fn branch(
        &mut self,
        rule: &Rule,
        branch: &Branch,
        values: &Values,
        fields: &[Field],
        found: &mut Vec<Requirement>,
    ) {
        let required = branch.required.iter().map(|name| (name, Effect::Required));
        let forbidden = branch.forbidden.iter().map(|name| (name, Effect::Forbidden));
        for (name, effect) in required.chain(forbidden) {
            found.extend(self.requirement(rule, name, effect, values, fields));
        }
    }

    fn advice_branch(
        &mut self,
        rule: &Rule,
        branch: &Branch,
        values: &Values,
        fields: &[Field],
        found: &mut Vec<Requirement>,
    ) {
        for name in &branch.required {
            let message = format!("advice to set `{name}` is not handled");
            let help = "advice can be against a field: `properties: {Field: false}`";
            self.error(Code::RuleForm, name.span, message, help);
        }
        for name in &branch.forbidden {
            found.extend(self.requirement(rule, name, Effect::Discouraged, values, fields));
        }
    }

    fn requirement(
        &mut self,
        rule: &Rule,
        name: &Spanned<String>,
        effect: Effect,
        values: &Values,
        fields: &[Field],
    ) -> Option<Requirement> {
        let field = self.field_index(name, fields)?;
        if field == values.discriminator {
            let message = format!("the rule tests `{name}` and says something about `{name}`");
            self.error(Code::RuleForm, name.span, message, "narrow the enum itself");
            return None;
        }
        let basis = rule.basis.as_ref().map(|basis| basis.value.clone());
        let reason = rule.message.as_ref().map(|message| message.value.clone());
        Some(Requirement { field, effect, values: values.clone(), basis, reason, span: name.span })
    }

    pub(super) fn field_index(&mut self, name: &Spanned<String>, fields: &[Field]) -> Option<usize> {
        let found = fields.iter().position(|field| field.name.wire == name.value);
        if found.is_none() && !self.unreadable.contains(&name.value) {
            let message = format!("the object has no field `{name}`");
            let diagnostic = Diagnostic::new(Code::UnknownField, name.span, message);
            let known = fields.iter().map(|field| field.name.wire.as_str());
            self.sink.push(suggest(diagnostic, name, known, "name one of its `properties`"));
        }
        found
    }

    pub(super) fn choice_of(&self, field: &Field) -> Option<&Choice> {
        match field.ty.scalar {
            Scalar::Named(id) => match &self.types[id.0].kind {
                TypeKind::Choice(choice) => Some(choice),
                _ => None,
            },
            _ => None,
        }
    }
}

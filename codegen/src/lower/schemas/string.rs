//! Components of type `string` without an enum: texts with a pattern, with a length, or free.

use super::component::disagrees;
use super::pattern::Shape;
use crate::diagnostic::{Change, Code, Diagnostic};
use crate::document::{Data, Schema, Spanned};
use crate::ir::{ConstrainedString, Dfa, Length, Pattern, TypeKind};
use crate::lower::Lower;

/// What a pattern says about lengths: the shortest and the longest text, in characters.
type Implied = (usize, Option<usize>);

impl Lower<'_, '_> {
    pub(crate) fn text_type(&mut self, schema: &Schema) -> Option<TypeKind> {
        let Some(source) = &schema.pattern else {
            self.only(schema, "a named text", &["type", "minLength", "maxLength", "description", "default"]);
            let length = self.length(schema, (0, None))?;
            if !length.restricts() {
                return Some(TypeKind::String { default: self.text_default(schema, |_| true) });
            }
            return Some(self.checked(schema, None, length));
        };
        match self.pattern(source)? {
            Shape::Fixed(pattern) => self.sid(schema, pattern),
            Shape::Variable { automaton, shortest, longest } => {
                let allowed = ["type", "pattern", "minLength", "maxLength", "description", "default"];
                self.only(schema, "a pattern", &allowed);
                let length = self.length(schema, (shortest, longest))?;
                Some(self.checked(schema, Some((source.value.clone(), automaton)), length))
            }
        }
    }

    fn sid(&mut self, schema: &Schema, pattern: Pattern) -> Option<TypeKind> {
        let allowed = ["type", "pattern", "minLength", "maxLength", "description"];
        self.only(schema, "a pattern of fixed length", &allowed);
        let length = i64::try_from(pattern.length).ok()?;
        self.check_signs(schema);
        let too_long = schema.min_length.as_ref().filter(|min| min.value > length);
        let too_short = schema.max_length.as_ref().filter(|max| max.value < length);
        if let Some(bound) = too_long.or(too_short) {
            let message = format!("the pattern has {length} characters, but the length says {}", bound.value);
            self.empty_length(schema, bound, message);
        }
        Some(TypeKind::Sid(pattern))
    }

    fn checked(&mut self, schema: &Schema, pattern: Option<(String, Dfa)>, length: Length) -> TypeKind {
        let checked =
            ConstrainedString { pattern, length: Some(length).filter(Length::restricts), default: None };
        let default = self.text_default(schema, |text| checked.matches(text));
        TypeKind::ConstrainedString(ConstrainedString { default, ..checked })
    }

    /// The length as far as nothing else implies it; `None` where no text has it, which was reported.
    fn length(&mut self, schema: &Schema, (shortest, longest): Implied) -> Option<Length> {
        if !self.check_signs(schema) {
            return None;
        }
        let count = |bound: &Spanned<i64>| usize::try_from(bound.value).unwrap_or(usize::MAX);
        let (min, max) = (schema.min_length.as_ref(), schema.max_length.as_ref());
        if let (Some(low), Some(high)) = (min, max)
            && low.value > high.value
        {
            let message = format!("no text has at least {} and at most {} characters", low.value, high.value);
            let diagnostic = Diagnostic::new(Code::EmptyRange, high.span, message);
            self.sink.push(diagnostic.also(low.span, "the minimum").help("swap the two, or correct one"));
            return None;
        }
        if let Some(bound) = min.filter(|min| longest.is_some_and(|longest| count(min) > longest)) {
            let most = longest.unwrap_or_default();
            let message =
                format!("the pattern has at most {most} characters, but the length says {}", bound.value);
            self.empty_length(schema, bound, message);
            return None;
        }
        if let Some(bound) = max.filter(|max| count(max) < shortest) {
            let message = format!(
                "the pattern has at least {shortest} characters, but the length says {}",
                bound.value
            );
            self.empty_length(schema, bound, message);
            return None;
        }
        let min = min.map_or(0, count);
        let max = max.map(count);
        let low = if min > shortest { min } else { 0 };
        let high = max.filter(|max| longest.is_none_or(|longest| *max < longest));
        Some(Length { min: low, max: high })
    }

    fn empty_length(&mut self, schema: &Schema, bound: &Spanned<i64>, message: String) {
        let diagnostic =
            Diagnostic::new(Code::EmptyRange, bound.span, message).help("correct one of the two");
        self.sink.push(match &schema.pattern {
            Some(source) => diagnostic.also(source.span, "the pattern"),
            None => diagnostic,
        });
    }

    fn check_signs(&mut self, schema: &Schema) -> bool {
        let bounds = schema.min_length.iter().chain(&schema.max_length);
        let negative: Vec<_> = bounds.filter(|bound| bound.value < 0).collect();
        for bound in &negative {
            self.error(Code::BadValue, bound.span, "a length is not negative", "correct it, or leave it out");
        }
        negative.is_empty()
    }

    fn text_default(&mut self, schema: &Schema, fits: impl Fn(&str) -> bool) -> Option<String> {
        let node = schema.default.as_ref()?;
        match &node.data {
            Data::String(text) if fits(text) => return Some(text.clone()),
            Data::String(_) => {
                let message = "the default breaks the pattern or the length";
                let diagnostic = Diagnostic::new(Code::BadExample, node.span, message)
                    .help("correct the default, or what it breaks");
                let words =
                    ["pattern", "minLength", "maxLength"].iter().filter_map(|word| schema.keyword(word));
                self.sink.push(words.fold(diagnostic, |found, word| found.also(word, "what it has to fit")));
            }
            data => {
                let message = format!("the default of a text is {}", node.kind());
                let diagnostic = disagrees(Diagnostic::new(Code::BadExample, node.span, message), schema);
                self.sink.push(match data {
                    Data::List(_) | Data::Map(_) => diagnostic.help("write a text"),
                    _ => diagnostic.help("put it in quotes").change(Change::Quote(node.span)),
                });
            }
        }
        None
    }
}

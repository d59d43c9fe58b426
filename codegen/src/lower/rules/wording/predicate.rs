//! The part of a sentence that says what a value is, or has to be.

use super::format::{joined, listed};
use crate::ir::{Assertion, Predicate, Verb};

/// What is asked for, is good, and is not.
pub(crate) struct Verbs {
    pub(crate) required: &'static str,
    pub(crate) has_to: &'static str,
    pub(crate) can: &'static str,
    pub(crate) cannot: &'static str,
}

/// What a value is that is there, where an assertion holds.
pub(crate) fn state_of_set(assertion: &Assertion) -> String {
    match assertion {
        Assertion::Not(inner) => match inner.as_ref() {
            Assertion::OneOf(values) => format!("is set to something other than {}", listed(values)),
            Assertion::Keyword(_) => format!("is set and {}", state(assertion)),
            Assertion::All(_) => format!("is set and either {}", state(assertion)),
            Assertion::Present | Assertion::Not(_) => state(assertion),
        },
        _ => state(assertion),
    }
}

/// What a value is, where an assertion holds.
pub(crate) fn state(assertion: &Assertion) -> String {
    clause(assertion, true, &|Predicate { verb, complement }, holds| {
        let verb = match (verb, holds) {
            (Verb::Be, true) => "is",
            (Verb::Be, false) => "is not",
            (Verb::Have, true) => "has",
            (Verb::Have, false) => "does not have",
            (Verb::Match, true) => "matches",
            (Verb::Match, false) => "does not match",
        };
        format!("{verb} {complement}")
    })
}

/// What a value is not, where an assertion holds for no value that is there.
pub(crate) fn denial(assertion: &Assertion) -> String {
    state(&assertion.clone().negated())
}

/// What a value has to be, for an assertion to hold.
pub(crate) fn demand(assertion: &Assertion, verbs: &Verbs) -> String {
    if *assertion == Assertion::Present {
        return verbs.required.to_owned();
    }
    clause(assertion, true, &|Predicate { verb, complement }, holds| {
        let modal = if holds { verbs.has_to } else { verbs.cannot };
        let verb = match verb {
            Verb::Be => "be",
            Verb::Have => "have",
            Verb::Match => "match",
        };
        format!("{modal} {verb} {complement}")
    })
}

/// What `say` says of each predicate in an assertion, which holds or does not.
fn clause(assertion: &Assertion, holds: bool, say: &dyn Fn(Predicate, bool) -> String) -> String {
    match assertion {
        Assertion::OneOf(values) => say(Predicate { verb: Verb::Be, complement: listed(values) }, holds),
        Assertion::Keyword(keyword) => say(keyword.meaning().predicate(), holds),
        Assertion::Present => say(Predicate { verb: Verb::Be, complement: "set".to_owned() }, holds),
        Assertion::Not(inner) => clause(inner, !holds, say),
        // Not all of several hold where one of them does not.
        Assertion::All(all) => {
            let clauses: Vec<_> = all.iter().map(|each| clause(each, holds, say)).collect();
            joined(&clauses, if holds { "and" } else { "or" })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Verbs, demand, state, state_of_set};
    use crate::ir::{Assertion, Keyword, Literal};

    #[test]
    fn one_of_several_assertions_fails_where_not_all_hold() {
        let between = ["minimum", "maximum"]
            .iter()
            .zip([3, 5])
            .map(|(name, bound)| Assertion::Keyword(Keyword::from_integer(name, bound).unwrap()));
        let between = between.reduce(Assertion::and).unwrap();
        let three = Assertion::OneOf(vec![Literal::Integer(3)]);
        let all = Assertion::All(vec![between, Assertion::Not(Box::new(three))]);
        let verbs = Verbs { required: "is required", has_to: "has to", can: "can", cannot: "cannot" };
        assert_eq!(state(&all), "is 3 to 5 and is not `3`");
        assert_eq!(demand(&all, &verbs), "has to be 3 to 5 and cannot be `3`");
        let opposite = Assertion::Not(Box::new(all));
        assert_eq!(state(&opposite), "is not 3 to 5 or is `3`");
        assert_eq!(state_of_set(&opposite), "is set and either is not 3 to 5 or is `3`");
        assert_eq!(demand(&opposite, &verbs), "cannot be 3 to 5 or has to be `3`");
    }
}

//! Which fields have a slot in the state of a builder.

use std::collections::BTreeSet;

use crate::ir::{Effect, Field, Rule, Slot, Test};
use crate::lower::schemas::types::Types;

/// A slot for each field that a rule reads which the compiler can enforce.
pub(crate) fn slots(fields: &[Field], rules: &[Rule], tests: &[Test], types: &Types) -> Vec<Slot> {
    let enforced = || rules.iter().filter(|rule| rule.is_typed(tests));
    let is_tested = |field: usize| {
        enforced().any(|rule| {
            let mut tested = matches!(rule.effect, Effect::Narrowed(test) if tests[test].field == field);
            rule.when.visit(tests, &mut |of, test| tested |= of == field && test.is_some());
            tested
        })
    };
    let reads: BTreeSet<usize> = enforced().flat_map(|rule| rule.fields(tests)).collect();
    let slot = |field: usize| {
        let values = types.known_values(&fields[field]).filter(|_| is_tested(field));
        Slot {
            field,
            values: values.map(|values| values.len()),
            clearable: fields[field].ty.clearable,
            extensible: types.enumeration(&fields[field]).is_some_and(|enumeration| enumeration.extensible),
        }
    };
    reads.into_iter().map(slot).collect()
}

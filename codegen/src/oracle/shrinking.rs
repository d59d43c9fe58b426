//! Shrinking: makes a failing rule set or instance smaller for as long as it still fails.

use serde_json::Value;

use super::spec::Spec;

/// The number of attempts after which shrinking stops.
const MAX_ATTEMPTS: usize = 3_000;

/// Removes parts of a rule set for as long as it still fails.
pub(super) fn shrink(mut spec: Spec, fails: &dyn Fn(&Spec) -> bool) -> Spec {
    let mut attempts = 0;
    loop {
        let smaller = smaller(&spec).into_iter().filter(|candidate| candidate.size() < spec.size());
        let mut left = smaller.take_while(|_| {
            attempts += 1;
            attempts < MAX_ATTEMPTS
        });
        match left.find(fails) {
            Some(found) => spec = found,
            None => return spec,
        }
    }
}

/// Every rule set that is one step smaller; large steps first.
fn smaller(spec: &Spec) -> Vec<Spec> {
    let mut all = Vec::new();
    let mut put = |change: &dyn Fn(&mut Spec)| {
        let mut spec = spec.clone();
        change(&mut spec);
        all.push(spec);
    };
    put(&|spec| spec.beside.clear());
    put(&|spec| spec.example = None);
    (0..spec.rules.len()).for_each(|at| put(&|spec| drop(spec.rules.remove(at))));
    (0..spec.advice.len()).for_each(|at| put(&|spec| drop(spec.advice.remove(at))));
    for at in 0..spec.fields.len() {
        put(&|spec| {
            spec.fields.remove(at);
        });
        put(&|spec| spec.fields[at].required = false);
    }
    for (at, rule) in spec.rules.iter().enumerate() {
        for rule in less(rule) {
            put(&|spec| spec.rules[at] = rule.clone());
        }
    }
    for (at, rule) in spec.advice.iter().enumerate() {
        for rule in less(rule) {
            put(&|spec| spec.advice[at] = rule.clone());
        }
    }
    for beside in less(&Value::Object(spec.beside.clone())) {
        put(&|spec| spec.beside = beside.as_object().cloned().unwrap_or_default());
    }
    for example in spec.example.iter().flat_map(less) {
        put(&|spec| spec.example = Some(example.clone()));
    }
    all
}

/// Removes parts of an instance for as long as it still fails.
pub(super) fn shrink_instance(mut instance: Value, fails: &dyn Fn(&Value) -> bool) -> Value {
    while let Some(smaller) =
        less(&instance).into_iter().find(|smaller| smaller.is_object() && fails(smaller))
    {
        instance = smaller;
    }
    instance
}

/// The value without one of its parts, at any depth, or with a part in place of the whole.
fn less(value: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if member.is_object() {
                    all.push(member.clone());
                }
                let mut without = members.clone();
                without.remove(name);
                all.push(without.into());
                for member in less(member) {
                    let mut with = members.clone();
                    with.insert(name.clone(), member);
                    all.push(with.into());
                }
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                let mut without = items.clone();
                without.remove(at);
                all.push(without.into());
                for item in less(item) {
                    let mut with = items.clone();
                    with[at] = item;
                    all.push(with.into());
                }
            }
        }
        _ => {}
    }
    all
}

//! Random instances of every request object there is, judged by its validator and by the oracle.

use serde_json::Value;

use super::instances::instance;
use super::random::Random;
use super::{Oracle, compare, number, oracles};

#[test]
fn random_instances_are_judged_alike() {
    let oracles = oracles();
    let (count, seed) = (number("ORACLE_INSTANCES", 20_000), number("ORACLE_SEED", 1));
    let mut random = Random::new(seed.into());
    let (mut valid, mut forms) = (0, 0);
    for round in 0..count {
        let oracle = &oracles[usize::try_from(round).unwrap() % oracles.len()];
        let body = instance(&mut random, &oracle.shape, |body| oracle.violations(body));
        let judged = compare(oracle, &body)
            .unwrap_or_else(|_| panic!("{}, instance {round}: {}", oracle.name(), smallest(oracle, body)));
        (valid, forms) = (valid + u32::from(judged.valid), forms + u32::from(judged.form));
    }
    println!(
        "oracle: {count} instances of {} requests (seed {seed}) judged alike as JSON, {valid} of them valid; {forms} as \
         forms, too",
        oracles.len()
    );
    assert!(valid > count / 5 && forms > count / 3, "too many instances are of one kind");
}

/// What is wrong with the smallest instance that is not judged alike.
fn smallest(oracle: &Oracle, mut body: Value) -> String {
    let fails = |body: &Value| compare(oracle, body).err();
    loop {
        let mut smaller = Vec::new();
        without_one(&body, &mut |body| smaller.push(body));
        match smaller.into_iter().find(|body| fails(body).is_some()) {
            Some(found) => body = found,
            None => return fails(&body).unwrap_or_default(),
        }
    }
}

/// The value with one member or item less, each in turn, at any depth.
fn without_one(value: &Value, each: &mut dyn FnMut(Value)) {
    match value {
        Value::Object(members) => {
            for (name, inner) in members {
                let mut less = members.clone();
                less.remove(name);
                each(less.into());
                without_one(inner, &mut |inner| {
                    let mut changed = members.clone();
                    changed.insert(name.clone(), inner);
                    each(changed.into());
                });
            }
        }
        Value::Array(items) => {
            for (at, inner) in items.iter().enumerate() {
                let mut less = items.clone();
                less.remove(at);
                each(less.into());
                without_one(inner, &mut |inner| {
                    let mut changed = items.clone();
                    changed[at] = inner;
                    each(changed.into());
                });
            }
        }
        _ => {}
    }
}

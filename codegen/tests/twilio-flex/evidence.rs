//! The page of evidence names every piece of advice, and none that does not exist.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::CRATE;

const PAGE: &str = "../../spec/twilio-flex/EVIDENCE.md";

/// The request and the sentence of each row of the table, which has to say what it rests on.
fn listed() -> BTreeSet<(String, String)> {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let (_, table) = page.split_once("<!-- advice:begin -->").unwrap();
    let (table, _) = table.split_once("<!-- advice:end -->").unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.map(|row| {
        let (request, rest) = row.split_once("` | ").unwrap();
        let (sentence, reason) = rest.rsplit_once(" | ").unwrap();
        assert!(reason.len() > 20, "{sentence} rests on nothing");
        (request.to_owned(), sentence.to_owned())
    })
    .collect()
}

fn rules() -> Vec<(String, Value)> {
    let rules = std::fs::read_to_string(format!("{CRATE}/rules.json")).unwrap();
    let rules: Value = serde_json::from_str(&rules).unwrap();
    let owners = ["operations", "objects"].iter().flat_map(|kind| rules[kind].as_array().unwrap());
    let of = |owner: &Value| {
        let name = owner["operationId"].as_str().or(owner["object"].as_str()).unwrap().to_owned();
        let rules = owner["rules"].as_array().unwrap().iter().cloned();
        rules.map(move |rule| (name.clone(), rule)).collect::<Vec<_>>()
    };
    owners.flat_map(of).collect()
}

#[test]
fn every_piece_of_advice_says_what_it_rests_on() {
    let advice = rules().into_iter().filter(|(_, rule)| rule["advice"] == true);
    let advice: BTreeSet<_> =
        advice.map(|(request, rule)| (request, rule["sentence"].as_str().unwrap().to_owned())).collect();
    assert!(advice.len() > 20, "only {} pieces of advice", advice.len());
    let listed = listed();
    let missing: Vec<_> = advice.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&advice).collect();
    assert!(missing.is_empty() && gone.is_empty(), "not on the page: {missing:#?}; not a rule: {gone:#?}");
}

/// As the page says of all others.
#[test]
fn an_error_quotes_its_condition_or_has_none() {
    for (request, rule) in rules() {
        let conditional = !rule["when"].is_null() || rule["effect"]["required"].is_null();
        let quotes = rule["basis"].is_string();
        assert!(rule["advice"] == true || quotes || !conditional, "{request}: {}", rule["sentence"]);
    }
}

//! rules.json against the table that the rules were designed as.

use serde_json::Value;

use crate::CRATE;

const MODULE: &str = "v1::flex_flow";

const COLUMNS: [&str; 8] = [
    "Integration.FlowSid",
    "Integration.Url",
    "Integration.WorkspaceSid",
    "Integration.WorkflowSid",
    "Integration.Channel",
    "Integration.Timeout",
    "Integration.Priority",
    "Integration.RetryCount",
];

/// What an update that leaves out the type says of the other fields is for the stored type to decide; a creation without one is
/// not documented.
const ABSENT: [(&str, [&str; 8]); 2] = [("CreateFlexFlow", ["a"; 8]), ("UpdateFlexFlow", ["o"; 8])];

const ROWS: [(Option<&str>, [&str; 8]); 3] = [
    (Some("studio"), ["R", "a", "a", "a", "–", "–", "–", "o"]),
    (Some("external"), ["a", "R", "a", "a", "–", "–", "–", "o"]),
    (Some("task"), ["a", "a", "R", "R", "R", "o", "o", "–"]),
];

/// What is said of clearing the first four in an update: not what the type needs, and anything else.
const CLEARED: [(Option<&str>, [&str; 4]); 4] = [
    (None, ["o"; 4]),
    (Some("studio"), ["–", "o", "o", "o"]),
    (Some("external"), ["o", "–", "o", "o"]),
    (Some("task"), ["o", "o", "–", "–"]),
];

fn rules() -> Value {
    serde_json::from_str(&std::fs::read_to_string(format!("{CRATE}/rules.json")).unwrap()).unwrap()
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect()
}

#[test]
fn both_operations_have_exactly_the_designed_table() {
    let rules = rules();
    let required = [
        ("CreateFlexFlow", vec!["FriendlyName", "ChatServiceSid", "ChannelType"]),
        ("UpdateFlexFlow", vec![]),
    ];
    for (id, always) in required {
        let is_meant = |each: &&Value| each["module"] == MODULE && each["operationId"] == id;
        let operation = rules["operations"].as_array().unwrap().iter().find(is_meant).unwrap();
        assert_eq!(strings(&operation["required"]), always);
        let [table] = operation["tables"].as_array().unwrap().as_slice() else { panic!("one table") };
        assert_eq!(table["discriminator"], "IntegrationType");
        assert_eq!(strings(&table["columns"]), COLUMNS);
        let rows: Vec<_> = table["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["value"].as_str(), strings(&row["cells"])))
            .collect();
        let absent = ABSENT.iter().find(|(of, _)| *of == id).map(|(_, cells)| (None, cells.to_vec()));
        let stated = ROWS.iter().map(|(value, cells)| (*value, cells.to_vec()));
        let expected: Vec<_> = absent.into_iter().chain(stated).collect();
        assert_eq!(rows, expected, "{id}");
        let rows = table["rows"].as_array().unwrap();
        if id == "UpdateFlexFlow" {
            assert_eq!(strings(&table["clearable"]), COLUMNS[..4]);
            let cleared = rows.iter().map(|row| (row["value"].as_str(), strings(&row["clearCells"])));
            let expected = CLEARED.iter().map(|(value, cells)| (*value, cells.to_vec()));
            assert_eq!(cleared.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
        } else {
            assert!(
                table.get("clearable").is_none() && rows.iter().all(|row| row.get("clearCells").is_none())
            );
        }
    }
}

#[test]
fn the_other_operations_of_flex_flows_have_no_rules() {
    for operation in rules()["operations"].as_array().unwrap() {
        let id = operation["operationId"].as_str().unwrap();
        if operation["module"] != MODULE {
            continue;
        }
        let ruled = ["CreateFlexFlow", "UpdateFlexFlow"].contains(&id);
        assert_eq!(operation["rules"].as_array().unwrap().is_empty(), !ruled, "{id}");
        assert_eq!(operation["fields"].as_array().unwrap().len() == 17, ruled, "{id}");
    }
}

/// 5 required cells, 7 that do not apply and 8 that are advised against, in each of the two tables; in that of the creation, 8
/// more are advised against.
#[test]
fn every_cell_has_its_case_and_every_row_its_passing_one() {
    let closed = |sign: &str| ROWS.iter().flat_map(|(_, cells)| cells).filter(|cell| **cell == sign).count();
    assert_eq!(["R", "–", "a"].map(closed), [5, 7, 8]);
    for (operation, absent) in [("create_flex_flow", 8), ("update_flex_flow", 0)] {
        let cases = |kind: &str| -> Vec<String> {
            let rows = ["not_set", "studio", "external", "task"];
            let folder = format!("{CRATE}/tests/{kind}/v1/flex_flow");
            let path = |row| format!("{folder}/{operation}_integration_type_{row}.rs");
            // Without a closed cell, a row has no case that fails.
            let read = |row| std::fs::read_to_string(path(row)).ok();
            rows.into_iter().filter_map(read).collect()
        };
        let functions =
            |end: &str| cases("compile_fail").iter().map(|case| case.matches(end).count()).sum::<usize>();
        let found = ["_is_missing(", "_cannot_be_set(", "_cannot_be_cleared("].map(functions);
        // Each of the first four is needed by one type, and cannot be cleared there.
        let kept = if operation == "update_flex_flow" { 4 } else { 0 };
        assert_eq!(found, [5, 7 + 8 + absent, kept], "{operation}");
        let passing = cases("compile_pass");
        assert_eq!(passing.len(), 4);
        assert!(passing.iter().all(|case| case.contains("fn with_what_is_required")));
        let despite_advice: usize =
            passing.iter().map(|case| case.matches("_cannot_be_set_despite_advice(").count()).sum();
        assert_eq!(despite_advice, 8 + absent, "{operation}");
    }
}

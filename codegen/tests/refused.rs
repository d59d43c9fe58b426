//! What a spec must not get away with: each row breaks the description of Twilio Flex in one way.

mod support;

use flex_codegen::generate as run;
use support::{sources, twilio_flex};

const FLOW: &str = "v1/flex_flow.yaml";
const SIDS: &str = "common/sids.yaml";
const ERRORS: &str = "common/errors.yaml";
const ROOT: &str = "openapi.yaml";
const CONFIG: &str = "codegen.yaml";

/// File, what stands there, what is put in its place, and the code and a part of the first message.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const ROWS: &[Row] = &[
    (FLOW, "{const: studio}", "{const: studio, enum: [task]}", "FG0603", "both `const` and `enum`"),
    (FLOW, "required: [IntegrationType], properties", "properties", "FG0603", "also holds when"),
    (
        FLOW,
        "LongLived:\n          type: boolean",
        "LongLived:\n          type: []",
        "FG0204",
        "lists no type",
    ),
    (
        FLOW,
        "minimum: 0\n      maximum: 3",
        "minimum: 3\n      maximum: 0",
        "FG0503",
        "at least 3 and at most 0",
    ),
    (
        FLOW,
        "type: integer\n      minimum: 0",
        "type: integer\n      format: int99\n      minimum: 0",
        "FG0205",
        "int99",
    ),
    (FLOW, "maximum: 3", "maximum: 9999999999\n      format: int32", "FG0503", "not a 32-bit integer"),
    (
        FLOW,
        "    FlexFlowIdentity:\n      type: object\n",
        "    FlexFlowIdentity:\n      type: object\n      unevaluatedProperties: false\n",
        "FG0604",
        "sees only that part",
    ),
    (SIDS, "^FO[0-9a-fA-F]{32}$", "(?i)^FO[0-9a-f]{32}$", "FG0502", "a flag inside a group"),
    (SIDS, "^FO[0-9a-fA-F]{32}$", "^FO[[0-9a-f]]{32}$", "FG0501", "a `]` on its own"),
    (SIDS, "^FO[0-9a-fA-F]{32}$", "^FO`[0-9a-f]{31}$", "FG0502", "a backtick"),
    (SIDS, "minLength: 34", "minLength: -34", "FG0204", "cannot be negative"),
    (ROOT, "https://flex-api.twilio.com", "https://flex-api:twilio:com", "FG0204", "not a valid server URL"),
    (
        ROOT,
        "https://flex-api.twilio.com",
        "https://flex-api.twilio.com:99999",
        "FG0204",
        "not a valid server URL",
    ),
    (
        ERRORS,
        "      type: object\n",
        "      type: object\n      minLength: 3\n",
        "FG0201",
        "`minLength` is not supported",
    ),
    (CONFIG, "name: twilio-flex", "name: match", "FG0204", "not a valid package name"),
    (CONFIG, "name: twilio-flex", "name: serde", "FG0204", "not a valid package name"),
    (CONFIG, "    flex_flow:", "    request:", "FG0402", "already has `request`"),
    (CONFIG, "- bytes", "- criterion", "FG0402", "already has `criterion`"),
    (CONFIG, "- bytes", "- twilio-flex", "FG0402", "already has `twilio-flex`"),
    (CONFIG, "common/sids.yaml: sid", "common/sids.yaml: lib", "FG0401", "name of a module"),
    (
        CONFIG,
        "common/sids.yaml: sid",
        "common/sids.yaml: v1::flex_flow::types",
        "FG0402",
        "has the same name as",
    ),
    (FLOW, "operationId: FetchFlexFlow", "operationId: RetryCount", "FG0402", "both become"),
    (FLOW, "operationId: FetchFlexFlow", "operationId: Types", "FG0403", "module `types`"),
    (
        FLOW,
        "operationId: FetchFlexFlow",
        "operationId: \"Fetch`Flow\"",
        "FG0401",
        "cannot become a Rust identifier",
    ),
    (
        FLOW,
        "LongLived:\n          type: boolean",
        "\"Long`Lived\":\n          type: boolean",
        "FG0401",
        "cannot become a Rust identifier",
    ),
];

#[test]
fn each_of_these_is_a_mistake() {
    let mut failures = Vec::new();
    for (file, from, to, code, part) in ROWS {
        let mut files = twilio_flex();
        let text = String::from_utf8(files[*file].clone()).expect("the spec is UTF-8");
        assert!(text.contains(from), "{file} has no {from:?}");
        files.insert((*file).to_owned(), text.replacen(from, to, 1).into_bytes());
        let found = match run(&sources(&files)) {
            Ok(_) => "nothing".to_owned(),
            Err(found) => {
                let all = found.iter().map(|each| format!("{} {}", each.code(), each.message()));
                all.collect::<Vec<_>>().join("\n")
            }
        };
        if !found.lines().any(|line| line.starts_with(code) && line.contains(part)) {
            failures.push(format!("{from:?} -> {to:?}: expected {code} … {part}, found:\n{found}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// A chain in which every object takes in the next one twice would take twice the time with every link.
#[test]
fn an_object_is_taken_in_once() {
    let mut files = twilio_flex();
    let mut text = String::from_utf8(files[FLOW].clone()).expect("the spec is UTF-8");
    text = text.replacen(
        "    UpdateFlexFlowRequest:\n",
        "    UpdateFlexFlowRequest:\n      allOf: [{$ref: '#/components/schemas/B0'}]\n    Unused:\n",
        1,
    );
    for link in 0..60 {
        let next = format!("{{$ref: '#/components/schemas/B{}'}}", link + 1);
        text.push_str(&format!("\n    B{link}:\n      type: object\n      allOf: [{next}, {next}]\n"));
    }
    text.push_str("\n    B60:\n      type: object\n");
    files.insert(FLOW.to_owned(), text.into_bytes());
    let found = run(&sources(&files)).expect_err("an object is included twice");
    assert!(found.iter().any(|each| each.message().contains("is included twice")));
}

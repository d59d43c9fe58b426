//! Warnings: specs that are odd and right come in, crates with something said about them go out.

mod support;

use flex_codegen::{Code, Severity, generate as run};
use support::diagnosis::{bad_spec, bad_specs, reports};
use support::{beside, files, folders, generate, sources, twilio_flex};

#[test]
fn a_warning_keeps_nothing_from_being_generated() {
    for code in Code::ALL.iter().filter(|code| code.severity() == Severity::Warning) {
        let prefix = format!("{}_", code.as_str().to_lowercase());
        let names: Vec<_> = bad_specs().into_iter().filter(|name| name.starts_with(&prefix)).collect();
        assert!(!names.is_empty(), "{code}");
        for name in names {
            let generated = generate(&bad_spec(&name));
            assert!(generated.warnings.iter().all(|found| found.code() == *code), "{name}");
            assert!(!generated.warnings.is_empty() && !generated.files.is_empty(), "{name}");
        }
    }
}

#[test]
fn warnings_are_told_beside_mistakes() {
    let mut spec = bad_spec("fg0207_empty_description");
    spec.extend(bad_spec("fg0101_kinds").into_iter().filter(|(path, _)| path == "at.yaml"));
    let found = reports(&spec);
    let codes: Vec<_> = found.iter().map(|report| (report.code, report.severity)).collect();
    let expected = [
        ("FG0101", Severity::Error),
        ("FG0207", Severity::Warning),
        // That of a response may be empty: OpenAPI asks for the keyword, and nobody reads it.
        ("FG0207", Severity::Warning),
    ];
    assert_eq!(codes, expected);
    let counted = run(&sources(&spec)).map(|_| ()).expect_err("a file is not YAML").count();
    assert_eq!(counted, "1 error and 2 warnings");
}

#[test]
fn there_is_nothing_odd_about_the_specs_we_have() {
    assert_eq!(reports(&twilio_flex()), []);
    for name in folders(&beside("golden")) {
        let found = reports(&files(&beside("golden").join(&name).join("spec")));
        // Some have examples of what a server should not send.
        let odd = found.iter().all(|report| report.code == Code::OddExample.as_str());
        assert!(odd, "{name}: {found:#?}");
    }
}

/// What a field takes is a default of it.
#[test]
fn a_default_of_every_type_is_taken() {
    for (ty, default) in [
        ("type: string", "some words"),
        ("type: string\n            format: uri", "https://example.com/?a=b"),
        ("type: integer", "-3"),
        ("type: boolean", "false"),
    ] {
        let order = format!(
            "paths:\n  /Orders:\n    get:\n      operationId: ListOrders\n      parameters:\n        - name: Value\n          \
             in: query\n          schema:\n            {ty}\n            default: {default}\n      responses:\n        \
             '204':\n          description: Nothing.\n"
        );
        let mut spec = files(&beside("diagnostics/base"));
        spec.insert("order.yaml".to_owned(), order.into_bytes());
        assert_eq!(reports(&spec), [], "{ty}");
    }
}

//! The pages of `cargo xtask explain`: what each calls wrong gets exactly its code, what it calls right gets no diagnostic.
//!
//! A block of a page says where its text belongs: in a file of that name, or in the place `{{here}}` of the spec in
//! `explain/<place>`, where `{{first}}` is the first name in the text. The rest of the spec is that of the bad specs.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic as tests do")]

mod support;

use std::collections::BTreeSet;

use flex_codegen::Code;
use support::diagnosis::reports;
use support::{Files, beside, files, folders};

#[test]
fn every_page_opens_with_its_code_and_says_something() {
    for code in Code::ALL {
        let page = code.explanation();
        let (title, rest) = page.split_once("\n\n").unwrap();
        assert!(title.starts_with(&format!("# {code}: ")) && !title.ends_with('.'), "{title}");
        let prose = rest.split("## Wrong").next().unwrap();
        assert!(prose.split_whitespace().count() > 15, "{code} is not explained: {prose}");
        assert!(page.lines().all(|line| line.chars().count() <= 150), "{code} has a line of more than 150");
    }
}

#[test]
fn what_a_page_calls_wrong_gets_its_code_and_no_other() {
    for code in Code::ALL {
        let found = reports(&spec(section(*code, "Wrong")));
        let codes: BTreeSet<&str> = found.iter().map(|report| report.code).collect();
        assert_eq!(codes.into_iter().collect::<Vec<_>>(), [code.as_str()], "{found:#?}");
    }
}

#[test]
fn what_a_page_calls_right_is_generated_without_a_word() {
    for code in Code::ALL {
        let spec = spec(section(*code, "Right"));
        assert_eq!(reports(&spec), [], "{code}");
        support::generate(&spec);
    }
}

#[test]
fn every_place_is_used_by_some_page() {
    let pages: Vec<&str> = Code::ALL.iter().map(|code| code.explanation()).collect();
    for place in folders(&beside("explain")) {
        assert!(pages.iter().any(|page| page.contains(&format!(" {place}\n"))), "{place}");
    }
}

fn section(code: Code, name: &str) -> &'static str {
    let (_, section) = code.explanation().split_once(&format!("\n## {name}\n")).unwrap();
    section.split("\n## ").next().unwrap()
}

/// The spec that the blocks of a section make.
fn spec(section: &str) -> Files {
    let mut spec = files(&beside("diagnostics/base"));
    let mut blocks = section.split("\n```").skip(1).step_by(2).peekable();
    assert!(blocks.peek().is_some(), "no block in: {section}");
    for block in blocks {
        let (info, text) = block.split_once('\n').unwrap();
        let (encoding, place) = info.split_once(' ').unwrap();
        let encode = |text: String| match encoding {
            "yaml" => text.into_bytes(),
            "latin-1" => text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect(),
            other => panic!("{other} is not an encoding"),
        };
        if place.contains('.') {
            spec.insert(place.to_owned(), encode(format!("{text}\n")));
            continue;
        }
        let template = files(&beside("explain").join(place));
        assert!(!template.is_empty(), "there is no place `{place}`");
        for (path, template) in template {
            spec.insert(path, encode(filled(std::str::from_utf8(&template).unwrap(), text)));
        }
    }
    spec
}

fn filled(template: &str, text: &str) -> String {
    let first = text.split(':').next().unwrap_or_default();
    let mut filled = String::new();
    for line in template.replace("{{first}}", first).lines() {
        match line.strip_suffix("{{here}}") {
            Some(indent) => text.lines().for_each(|line| filled.push_str(&format!("{indent}{line}\n"))),
            None => filled.push_str(&format!("{line}\n")),
        }
    }
    filled
}

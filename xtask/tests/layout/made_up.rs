//! Each rule of the layout on a small made-up package that breaks it.

use std::collections::BTreeMap;

use crate::{
    arrows::{Arrows, arrows},
    module_tree::ModuleTree,
    rules::{self, Layer},
};

fn tree(files: &[(&str, &str)]) -> ModuleTree {
    let files: BTreeMap<_, _> = files.iter().map(|(file, text)| ((*file).into(), (*text).into())).collect();
    ModuleTree::read(&files, "lib.rs")
}

fn arrows_of(files: &[(&str, &str)]) -> Arrows {
    arrows(&tree(files))
}

/// The arrows without the names.
fn drawn(files: &[(&str, &str)]) -> Vec<String> {
    arrows_of(files).keys().map(|(from, to)| format!("{from} -> {to}")).collect()
}

#[test]
fn files_that_name_things_of_each_other_are_a_circle() {
    let arrows = arrows_of(&[
        ("lib.rs", "mod a; mod b; mod c; use a::A;"),
        ("a.rs", "use crate::b::{B, f}; pub struct A;"),
        ("b/mod.rs", "pub struct B; pub fn f() { crate::c::g(); }"),
        ("c.rs", "pub fn g() -> super::a::A { todo() }"),
    ]);
    let expected = "circle of 3 files:\n  a.rs -> b/mod.rs: crate::b::B, crate::b::f\n  \
                    b/mod.rs -> c.rs: crate::c::g\n  c.rs -> a.rs: super::a::A";
    assert_eq!(rules::circles(&arrows), [expected]);
}

#[test]
fn a_parent_and_a_child_can_be_a_circle_too() {
    let files = |parent| [("lib.rs", "mod a;"), ("a.rs", parent), ("a/b.rs", "use super::A; pub struct B;")];
    let circle = "circle of 2 files:\n  a.rs -> a/b.rs: b::B\n  a/b.rs -> a.rs: super::A";
    assert_eq!(rules::circles(&arrows_of(&files("mod b; pub struct A { b: b::B }"))), [circle]);
    // That a child is there, or that its names are handed on, is no use of them.
    assert_eq!(drawn(&files("mod b; pub use self::b::B; pub struct A;")), ["a/b.rs -> a.rs"]);
    assert_eq!(
        rules::circles(&arrows_of(&files("mod b; pub use self::b::B; fn f() -> B {} pub struct A;"))).len(),
        1
    );
}

#[test]
fn whatever_names_a_thing_is_an_arrow_to_the_file_that_defines_it() {
    for text in [
        "use crate::b::B;",
        "use super::b::B;",
        "use super::b; fn f() -> b::B {}",
        "use crate::b as c; fn f() -> c::B {}",
        "use crate::B;",
        "use crate::facade::Renamed;",
        "use crate::facade::*; fn f() -> Renamed {}",
        "fn f() -> crate::b::B {}",
        "fn f() { use crate::b::B; }",
        "fn f() { crate::b::B::new(); }",
        "fn f() { println!(\"{}\", crate::b::B::new()); }",
        "macro_rules! m { () => { $crate::b::B } }",
        "made!();",
        "use crate::b::Unknown;",
        "mod inner { use super::super::b::B; }",
        "mod inner { fn f() -> crate::facade::deep::B {} }",
    ] {
        let files = [
            ("lib.rs", "#[macro_use] mod b; mod a; mod facade; pub use b::B;"),
            ("a.rs", text),
            ("b.rs", "pub struct B; macro_rules! made { () => {} } made!(Unknown);"),
            ("facade.rs", "pub use crate::b::B as Renamed; pub mod deep { pub use crate::b::*; }"),
        ];
        assert!(drawn(&files).contains(&"a.rs -> b.rs".to_owned()), "{text}: {:?}", drawn(&files));
    }
}

#[test]
fn what_names_nothing_of_another_file_is_no_arrow() {
    for text in [
        "#[cfg(test)] mod tests { use crate::b::B; }",
        "#[cfg(all(test, feature = \"x\"))] mod tests { use crate::b::B; }",
        "#[test] fn f() -> crate::b::B {}",
        "pub use crate::b::B;",
        "pub(super) struct A; pub(in crate::b) struct C;",
        "fn f() { quote!(crate::b::B); }",
        "use b::B; use std::b; fn f(b: B) { b::c(); }",
        "/// [`crate::b::B`]\nstruct A;",
        "struct B; fn f() -> B {}",
    ] {
        let files = [("lib.rs", "mod a; mod b;"), ("a.rs", text), ("b.rs", "pub struct B;")];
        assert_eq!(drawn(&files), [""; 0], "{text}");
    }
}

#[test]
fn a_file_elsewhere_is_found_where_its_path_says() {
    let files = [
        ("lib.rs", "mod a; mod c; #[path = \"../../other/d.rs\"] mod d;"),
        ("a.rs", "#[path = \"x/b.rs\"] mod b; fn f() { b::g(); }"),
        ("x/b.rs", "pub fn g() { crate::c::h(); }"),
        ("c.rs", "pub fn h() { crate::d::i(); }"),
    ];
    assert_eq!(drawn(&files), ["a.rs -> x/b.rs", "x/b.rs -> c.rs"]);
}

#[test]
fn a_folder_with_too_many_entries_is_crowded() {
    let files = [
        ("lib.rs", "mod a; mod b; #[cfg(test)] mod tests;"),
        ("a.rs", "mod c; mod d;"),
        ("a/c.rs", ""),
        ("a/d/mod.rs", "mod e; mod f; mod g;"),
        ("a/d/e.rs", ""),
        ("a/d/f.rs", ""),
        ("a/d/g.rs", ""),
        ("b.rs", ""),
        ("tests.rs", ""),
    ];
    let tree = tree(&files);
    let crowded = rules::crowded_folders(&tree.files(), 2);
    assert_eq!(crowded, ["`/a/d/` has 3 entries, more than 2: e, f, g"]);
}

#[test]
fn an_arrow_against_the_order_is_found() {
    let tree = tree(&[
        ("lib.rs", "mod emit; mod error; mod ir; use emit::E;"),
        ("emit/mod.rs", "pub struct E; use crate::ir::I; use crate::error::X;"),
        ("error.rs", "pub struct X; use crate::emit::E;"),
        ("ir.rs", "pub mod node; pub struct I;"),
        ("ir/node.rs", "use crate::emit::E; use super::I;"),
    ]);
    let against = |layers: &[Layer]| rules::arrows_against_the_order(&tree.files(), &arrows(&tree), layers);
    let emit = Layer { name: "emit", may_use: &["ir"] };
    let ir = Layer { name: "ir", may_use: &[] };
    let lower = Layer { name: "lower", may_use: &["ir"] };
    assert_eq!(against(&[emit, ir]), ["against the order: ir/node.rs -> emit/mod.rs: crate::emit::E"]);
    assert_eq!(against(&[lower]), ["there is no `lower`"]);
}

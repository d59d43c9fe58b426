//! Matchers in generated code: the source of a type that has one and a text come in, and whether the text matches goes out,
//! by evaluating what the source says.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use flex_runtime::Automaton;
use syn::{BinOp, Expr, ImplItem, Item, Lit, Stmt, Type};

/// No table has more transitions; the generator refuses patterns that need one.
const LARGEST: usize = 8 * 1024;

/// Whether the matcher of the type in `source` accepts `text`.
pub(crate) fn accepts(source: &syn::File, text: &str) -> bool {
    let items = source.items.iter().filter_map(|item| match item {
        Item::Impl(item) => Some(&item.items),
        _ => None,
    });
    let (mut automaton, mut check) = (None, None);
    for item in items.flatten() {
        match item {
            ImplItem::Const(item) if item.ident == "AUTOMATON" => automaton = Some(table(&item.expr)),
            ImplItem::Fn(item) if item.sig.ident == "matches" => check = Some(item),
            _ => {}
        }
    }
    let decides = || automaton.as_ref().is_some_and(|automaton| automaton.matches(text.as_bytes()));
    match check {
        Some(check) => {
            let [Stmt::Expr(condition, None)] = check.block.stmts.as_slice() else {
                panic!("a matcher is one condition")
            };
            text.len() == length(&check.sig) && holds(condition, text.as_bytes(), &decides)
        }
        None => {
            assert!(automaton.is_some(), "a type without a matcher");
            decides()
        }
    }
}

/// The `N` of `text: &[u8; N]`.
fn length(signature: &syn::Signature) -> usize {
    if let Some(syn::FnArg::Typed(argument)) = signature.inputs.first()
        && let Type::Reference(reference) = &*argument.ty
        && let Type::Array(array) = &*reference.elem
    {
        return number(&array.len);
    }
    panic!("a matcher takes an array");
}

fn holds(condition: &Expr, text: &[u8], automaton: &impl Fn() -> bool) -> bool {
    match condition {
        Expr::Binary(both) if matches!(both.op, BinOp::And(_)) => {
            holds(&both.left, text, automaton) && holds(&both.right, text, automaton)
        }
        Expr::MethodCall(call) if call.method == "matches" => automaton(),
        Expr::Call(call) => {
            let arguments: Vec<&Expr> = call.args.iter().skip(1).collect();
            match arguments.as_slice() {
                [at, literal] => text.get(number(at)..).is_some_and(|rest| rest.starts_with(&bytes(literal))),
                [at, count, ranges] => {
                    let ranges: Vec<_> =
                        list(ranges).iter().map(|range| (byte(range, 0), byte(range, 1))).collect();
                    let (at, count) = (number(at), number(count));
                    let inside = |byte: &u8| ranges.iter().any(|(low, high)| (low..=high).contains(&byte));
                    text.get(at..at + count).is_some_and(|bytes| bytes.iter().all(inside))
                }
                _ => panic!("a piece takes a text, a place and what is there"),
            }
        }
        _ => panic!("a matcher is made of pieces, or asks an automaton"),
    }
}

/// `&Automaton::new(&[(first, last, class)], &[(first, class)], &[row], start, accepting)`
fn table(constant: &Expr) -> Box<Automaton<LARGEST>> {
    let Expr::Reference(reference) = constant else { panic!("the automaton is a reference") };
    let Expr::Call(call) = &*reference.expr else { panic!("the automaton is made by a call") };
    let arguments: Vec<&Expr> = call.args.iter().collect();
    let [ascii, others, rows, start, accepting] = arguments.as_slice() else {
        panic!("an automaton has five parts")
    };
    let ascii: Vec<_> =
        list(ascii).iter().map(|class| (byte(class, 0), byte(class, 1), byte(class, 2))).collect();
    let others = list(others).iter().map(|class| (character(class), byte(class, 1))).collect();
    let rows: Vec<_> = list(rows).iter().map(bytes).collect();
    let rows: Vec<_> = rows.iter().map(Vec::as_slice).collect();
    let [start, accepting] =
        [start, accepting].map(|state| u16::try_from(number(state)).unwrap_or_else(|_| panic!("a state")));
    Box::new(Automaton::new(&ascii, forever(others), &rows, start, accepting))
}

/// The runtime wants a constant. Equal ones are kept once, so that an hour of fuzzing fits into memory.
fn forever(classes: Vec<(char, u8)>) -> &'static [(char, u8)] {
    static KNOWN: Mutex<BTreeSet<&'static [(char, u8)]>> = Mutex::new(BTreeSet::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(same) = known.get(classes.as_slice()) {
        return same;
    }
    let classes = classes.leak();
    known.insert(classes);
    classes
}

/// The items of `&[…]`.
fn list(expr: &Expr) -> Vec<Expr> {
    if let Expr::Reference(reference) = expr
        && let Expr::Array(array) = &*reference.expr
    {
        return array.elems.iter().cloned().collect();
    }
    panic!("a list is an array behind a reference");
}

fn literal(expr: &Expr) -> &Lit {
    match expr {
        Expr::Lit(literal) => &literal.lit,
        _ => panic!("a part of a matcher is a literal"),
    }
}

/// The literal at `at` of a tuple.
fn part(expr: &Expr, at: usize) -> &Lit {
    match expr {
        Expr::Tuple(tuple) => literal(&tuple.elems[at]),
        _ => panic!("a class is a tuple"),
    }
}

fn number(expr: &Expr) -> usize {
    match literal(expr) {
        Lit::Int(number) => number.base10_parse().unwrap_or_else(|error| panic!("{error}")),
        _ => panic!("a place is a number"),
    }
}

fn bytes(expr: &Expr) -> Vec<u8> {
    match literal(expr) {
        Lit::ByteStr(bytes) => bytes.value(),
        _ => panic!("a row is a string of bytes"),
    }
}

fn byte(expr: &Expr, at: usize) -> u8 {
    match part(expr, at) {
        Lit::Byte(byte) => byte.value(),
        Lit::Int(number) => number.base10_parse().unwrap_or_else(|error| panic!("{error}")),
        _ => panic!("a class has bytes"),
    }
}

fn character(expr: &Expr) -> char {
    match part(expr, 0) {
        Lit::Char(character) => character.value(),
        _ => panic!("a class begins with a character"),
    }
}

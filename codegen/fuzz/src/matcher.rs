//! Matchers in generated code: the source of a type that has one and a text come in, and whether the text matches goes out,
//! by evaluating what the source says.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use flex_runtime::Automaton;
use syn::punctuated::Punctuated;
use syn::{Expr, ImplItem, Item, Lit, Token};

/// No table has more transitions; the generator refuses patterns that need one.
const LARGEST: usize = 8 * 1024;

/// Whether the matcher of the type in `source` accepts `text`.
pub(crate) fn accepts(source: &syn::File, text: &str) -> bool {
    let items = source.items.iter().filter_map(|item| match item {
        Item::Impl(item) => Some(&item.items),
        _ => None,
    });
    let automaton = items.flatten().find_map(|item| match item {
        ImplItem::Const(item) if item.ident == "AUTOMATON" => Some(table(&item.expr)),
        _ => None,
    });
    let decides = || automaton.as_ref().is_some_and(|automaton| automaton.matches(text.as_bytes()));
    let Some(arguments) = source.items.iter().find_map(arguments_of_sid) else {
        assert!(automaton.is_some(), "a type without a matcher");
        return decides();
    };
    let [_, length, _, segments @ ..] = arguments.as_slice() else {
        panic!("a SID has a name, a length and a pattern")
    };
    text.len() == number(length)
        && match segments {
            [Expr::Path(word)] => {
                assert!(word.path.is_ident("automaton"), "a pattern has segments or an automaton");
                decides()
            }
            segments => holds(segments, text.as_bytes()),
        }
}

/// The arguments of `impl_sid!(Code, 4, "^UN[0-9]{2}$", b"UN", [[b'0'..=b'9']; 2])`.
fn arguments_of_sid(item: &Item) -> Option<Vec<Expr>> {
    let Item::Macro(call) = item else { return None };
    if call.mac.path.segments.last()?.ident != "impl_sid" {
        return None;
    }
    let arguments = call.mac.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated);
    Some(arguments.unwrap_or_else(|error| panic!("{error}")).into_iter().collect())
}

/// Whether `text` consists of the segments.
fn holds(segments: &[Expr], text: &[u8]) -> bool {
    let Some((first, segments)) = segments.split_first() else { return text.is_empty() };
    let rest = match first {
        Expr::Repeat(class) => {
            let Expr::Array(ranges) = &*class.expr else { panic!("a class is a list of ranges") };
            let ranges: Vec<_> = ranges.elems.iter().map(range).collect();
            let inside = |byte: &u8| ranges.iter().any(|(low, high)| (low..=high).contains(&byte));
            text.split_at_checked(number(&class.len))
                .and_then(|(bytes, rest)| bytes.iter().all(inside).then_some(rest))
        }
        expected => text.strip_prefix(bytes(expected).as_slice()),
    };
    rest.is_some_and(|rest| holds(segments, rest))
}

/// The ends of `b'0'..=b'9'`.
fn range(expr: &Expr) -> (u8, u8) {
    let Expr::Range(range) = expr else { panic!("a class is made of ranges") };
    let [low, high] = [&range.start, &range.end].map(|end| match end.as_deref().map(literal) {
        Some(Lit::Byte(byte)) => byte.value(),
        _ => panic!("a range is between two bytes"),
    });
    (low, high)
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

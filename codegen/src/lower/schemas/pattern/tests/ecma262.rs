//! Every difference between ECMA-262 and other dialects.

use super::decider;
use crate::lower::schemas::pattern::ecma262::unicode_property;
use crate::lower::schemas::pattern::error::PatternError;

#[track_caller]
fn check(pattern: &str, matched: &[&str], unmatched: &[&str]) {
    let decider = decider(pattern).unwrap().unwrap_or_else(|| panic!("{pattern} matches nothing"));
    for text in matched {
        assert!(decider.matches(text), "{pattern} does not match {text:?}");
    }
    for text in unmatched {
        assert!(!decider.matches(text), "{pattern} matches {text:?}");
    }
}

#[test]
fn a_pattern_matches_anywhere_unless_anchored() {
    check("ab", &["ab", "xab", "abx", "é\nab\n"], &["", "a", "ba", "a b"]);
    check("^ab", &["ab", "abx"], &["xab", "\nab"]);
    check("ab$", &["ab", "xab"], &["abx", "ab\n", "ab\r", "ab\u{2028}"]);
    check("^a|b$", &["ax", "xb"], &["xa", "bx"]);
    check("", &["", "anything"], &[]);
    check("^(?:$|a)", &["", "a", "ab"], &["b"]);
    check("a|", &["", "b"], &[]);
}

#[test]
fn digits_and_word_characters_are_ascii() {
    check("^\\d$", &["0", "9"], &["", "a", "\u{663}", "\u{ff11}"]);
    check("^\\D$", &["a", "\u{663}", "😀", "\n"], &["0", "9"]);
    check("^\\w$", &["a", "Z", "0", "_"], &["é", "-", "\u{17f}", "\u{212a}"]);
    check("^\\W$", &["é", "-", "\u{212a}"], &["a", "_"]);
    check("^[\\d_]$", &["5", "_"], &["\u{663}"]);
    check("^[^\\w]$", &["é"], &["e"]);
    check("^[\\W\\d]$", &["é", "7"], &["e"]);
}

#[test]
fn white_space_is_that_of_ecma() {
    let spaces = [
        "\t", "\n", "\u{b}", "\u{c}", "\r", " ", "\u{a0}", "\u{1680}", "\u{2000}", "\u{200a}", "\u{2028}",
        "\u{2029}", "\u{202f}", "\u{205f}", "\u{3000}", "\u{feff}",
    ];
    // U+0085 and U+180E are white space elsewhere, or were.
    let others = ["", "a", "\u{85}", "\u{180e}", "\u{200b}", "\u{8}", "\u{e}"];
    check("^\\s$", &spaces, &others);
    check("^\\S$", &others[1..], &spaces);
    check("^[\\s]$", &spaces, &others);
}

#[test]
fn a_dot_stops_at_four_line_terminators() {
    check(
        "^.$",
        &["a", "é", "☎", "😀", "\u{85}", "\u{b}", "\u{0}"],
        &["", "\n", "\r", "\u{2028}", "\u{2029}", "ab"],
    );
    check("^[.]$", &["."], &["a"]);
}

#[test]
fn a_class_has_no_operators() {
    check("^[a&&b]$", &["a", "&", "b"], &["", "c"]);
    check("^[[a]$", &["[", "a"], &["]", "[a"]);
    check("^[a~~b]$", &["a", "~", "b"], &["c"]);
    check("^[[:alpha:]$", &["[", ":", "a", "l", "p", "h"], &["b"]);
    check("^[+--]$", &["+", ",", "-"], &["."]);
    check("^[--/]$", &["-", ".", "/"], &[","]);
    check("^[a-]$", &["a", "-"], &["b"]);
    check("^[-a]$", &["a", "-"], &["b"]);
    check("^[a\\-z]$", &["a", "-", "z"], &["b"]);
    check("^[\\d-]$", &["5", "-"], &["a"]);
    check("^[a-c-e]$", &["a", "b", "c", "-", "e"], &["d"]);
    check("^[\\]\\\\^]$", &["]", "\\", "^"], &["a"]);
    check("^[#-% ]$", &["#", "$", "%", " "], &["&"]);
}

#[test]
fn empty_classes_match_nothing_and_everything() {
    check("^[^]$", &["a", "\n", "😀"], &["", "ab"]);
    check("^[]|a$", &["a", "ba"], &["", "b"]);
    assert!(decider("^[]$").unwrap().is_none());
}

#[test]
fn escapes_are_those_of_ecma() {
    check("^\\/\\.\\$\\^\\|\\{\\}\\[\\]\\(\\)\\*\\+\\?\\\\$", &["/.$^|{}[]()*+?\\"], &[""]);
    check("^\\cJ\\cj\\cZ$", &["\n\n\u{1a}"], &["cJ"]);
    check("^\\0$", &["\0"], &["0", ""]);
    check("^\\x41\\u0042\\u{43}\\u{1F600}$", &["ABC😀"], &["x41"]);
    check("^\\u{0000000000000041}$", &["A"], &[]);
    check("^\\t\\n\\v\\f\\r$", &["\t\n\u{b}\u{c}\r"], &[]);
    check("^[\\b]$", &["\u{8}"], &["b"]);
    check("^[\\x00-\\x1f\\cA]$", &["\0", "\u{1f}"], &[" "]);
    check("^[\\u{1F600}-\\u{1F602}]$", &["😁"], &["😄"]);
}

#[test]
fn surrogates_are_pairs_or_nothing() {
    check("^\\uD83D\\uDE00$", &["😀"], &[""]);
    check("^[\\uD83D\\uDE00-\\uD83D\\uDE02]$", &["😁"], &["😄"]);
    check("^[\\ud800-\\udfff]?$", &[""], &["a", "\u{d7ff}", "\u{e000}"]);
    check("^[^\\ud800-\\udfff]$", &["a", "\u{d7ff}", "\u{e000}", "😀"], &[""]);
    check("^[\\u0000-\\uffff]$", &["a", "\u{d7ff}", "\u{e000}", "\u{ffff}"], &["😀"]);
    check("^[\\u0000-\\ud7ff]$", &["a", "\u{d7ff}"], &["\u{e000}", "\u{e001}", "😀"]);
    check("^(?:\\ud83dx|a)$", &["a"], &["x", "😀x"]);
}

#[test]
fn groups_and_lazy_counts_change_nothing() {
    check("^(?<name>a)(?:b)(c)$", &["abc"], &["ab"]);
    check("^a*?b+?c??d{2,3}?e{2}?$", &["aabbddee", "bcdddee"], &["bde"]);
    check("^a{0}b{2,}$", &["bb", "bbb"], &["abb", "b"]);
    check("^(a|ab)(c|bcd)(d*)$", &["abcd", "acd", "abbcd"], &["abc d"]);
}

#[test]
fn word_boundaries_are_ascii_and_between_characters() {
    check("\\bcat\\b", &["cat", "a cat.", "écaté"], &["cats", "_cat", "scat"]);
    check("^\\B.\\B$", &["é", "-"], &["a"]);
    // Every place between two characters is a boundary; the one inside of `é` is no place.
    check("\\B", &["", "ab", "é", "éé"], &["a", "aéa", "a☎a"]);
    check("^.\\b", &["aé"], &["éé", "é", ""]);
}

#[test]
fn properties_go_by_their_exact_names() {
    check("^\\p{Lu}\\p{Lowercase_Letter}\\p{gc=Nd}$", &["Éé5", "Aa\u{663}"], &["éé5", "Aaa"]);
    check("^\\P{L}$", &["5", "-"], &["é"]);
    check("^[\\p{Script=Greek}\\p{ASCII}]+$", &["αβγ abc"], &["é"]);
    check("^\\p{scx=Grek}\\p{Any}\\p{Alphabetic}$", &["α\nα"], &["aaa"]);
    check("^\\p{Zl}$", &["\u{2028}"], &["\u{2029}"]);
}

#[test]
fn every_property_that_is_listed_exists() {
    for name in
        [unicode_property::CATEGORIES, unicode_property::BINARY].iter().flat_map(|list| list.split(' '))
    {
        let pattern = format!("\\p{{{name}}}|x");
        assert!(regress::Regex::with_flags(&pattern, "u").is_ok(), "{name}");
        assert!(matches!(decider(&pattern), Ok(Some(_))), "{name}");
    }
}

fn not_regular(pattern: &str) -> String {
    match decider(pattern) {
        Err(PatternError::NotRegular(reason)) => reason,
        Err(PatternError::Unhandled(reason, _)) => panic!("{pattern} is unhandled: {reason}"),
        Ok(_) => panic!("{pattern} is read"),
    }
}

fn unhandled(pattern: &str) -> String {
    match decider(pattern) {
        Err(PatternError::Unhandled(reason, _)) => reason,
        Err(PatternError::NotRegular(reason)) => panic!("{pattern} is not regular: {reason}"),
        Ok(_) => panic!("{pattern} is read"),
    }
}

#[test]
fn what_is_not_regular_is_named() {
    for pattern in ["(?=a)", "(?!a)", "a(?<=b)", "(?<!b)"] {
        assert!(not_regular(pattern).starts_with("look-"), "{pattern}");
    }
    for pattern in ["(.)\\1", "\\k<a>", "(?<a>.)\\k<a>", "\\9"] {
        assert_eq!(not_regular(pattern), "a back-reference", "{pattern}");
    }
}

/// Not patterns of ECMA-262 with the flag `u`.
const FORBIDDEN: &str = r"
    { } ] a{ a{,5} a{x} a{1 a{1,2 {2} a** a+* a{2}{3} * +a ? a|* (*) a{2,1} ( ) (a a) (?:a [ [a [^ [\] \ \- \_ \@ \a \e
    \A \z \Z \G \Q \i \01 \00 [\1] [\B] [\k] \c \c1 [\c] \x \x4 \xg0 \u \u00 \u{ \u{} \u{110000} \u{FFFFFFFFFFFFFFFFF}
    [b-a] [\d-z] [a-\d] \p \pL \p{L (?<1>a) (?<>a) (?<a>b)(?<a>c) (?<a \p{Script=Nope}
";

#[test]
fn what_the_flag_forbids_is_refused() {
    for pattern in FORBIDDEN.split_whitespace().chain(["\\ ", "\\u{ 41}"]) {
        assert!(!not_regular(pattern).is_empty(), "{pattern}");
        assert!(regress::Regex::with_flags(pattern, "u").is_err(), "{pattern} is fine");
    }
    // The other engine is lenient here. ECMA-262: `Term[+UnicodeMode] :: Assertion | Atom | Atom Quantifier`.
    for pattern in ["^*", "$+", "\\b?", "\\B{2}"] {
        assert_eq!(not_regular(pattern), "a count on an anchor or a word boundary", "{pattern}");
    }
}

#[test]
fn what_is_regular_and_not_handled_says_how_to_do_without() {
    for pattern in ["(?i)a", "(?i:a)", "(?-s:a)", "(?P<a>b)", "(?#x)"] {
        assert_eq!(unhandled(pattern), "a flag inside a group", "{pattern}");
    }
    for pattern in ["a`", "a\u{202e}", "a\nb", "\u{feff}", "\u{a0}"] {
        assert_eq!(unhandled(pattern), "an invisible character, or a backtick", "{pattern:?}");
    }
    for pattern in
        ["\\p{Greek}", "\\p{lu}", "\\p{l}", "\\p{Hyphen}", "\\p{sc=Greek=}", "\\p{}", "\\p{isGreek}"]
    {
        assert!(unhandled(pattern).starts_with("the Unicode property"), "{pattern}");
    }
    assert!(unhandled("a{10001}").starts_with("a count of more than"));
    assert!(unhandled("a{99999999999999999999}").starts_with("a count of more than"));
    assert!(unhandled(&"a".repeat(1_001)).starts_with("it has more than"));
}

//! Patterns that are expensive for other engines become a diagnostic or a small DFA.

use super::decider;
use crate::lower::schemas::pattern::error::PatternError;

#[test]
fn what_would_be_too_large_is_refused_with_its_size() {
    let patterns = [
        "(a{1000}){1000}",
        "^(((a{100}){100}){100}){100}$",
        "^((((((((((a{9999}){9999}){9999}){9999}){9999}){9999}){9999}){9999}){9999}){9999})$",
        "(a|b)*a(a|b){20}",
        "(x|y)*x(x|y){12}",
        "^.{5000}$",
        "^(?:a?){1000}a{1000}$",
        "^\\p{L}{1,5000}$",
        "^[^a]{0,9999}$",
        "^(?:(?:a|b|c|d|e){1,100}x){1,100}$",
        "(?:a{0,1000}b{0,1000}){0,1000}",
    ];
    for pattern in patterns {
        let Err(PatternError::Unhandled(reason, help)) = decider(pattern) else {
            panic!("{pattern} is taken")
        };
        assert!(reason.contains("states"), "{pattern}: {reason}");
        assert!(help.contains("maxLength"), "{pattern}");
    }
}

#[test]
fn what_is_slow_elsewhere_is_small_here() {
    let text = "x".repeat(10_000);
    for pattern in ["(x+x+)+y", "^(x+)+$", "^(x|x)*$", "^(x*)*$", "(x?){100}y", "^(?:(?:x+)+)+!$"] {
        let decider = decider(pattern).unwrap().unwrap();
        let expected = !pattern.ends_with(['y']) && !pattern.ends_with("!$");
        assert_eq!(decider.matches(&text), expected, "{pattern}");
        assert!(decider.dfa().unwrap().rows.len() < 10, "{pattern}");
    }
}

#[test]
fn nothing_of_a_zero_width_can_be_counted_up() {
    for pattern in
        ["(){10000}", "(?:(?:\\b){10000}){10000}", "(?:a{0}){10000}", "((|){9999}){9999}", "(?:^|$){9999}"]
    {
        assert!(!matches!(decider(pattern), Err(PatternError::Unhandled(..))), "{pattern}");
    }
}

#[test]
fn deep_nesting_and_long_texts_end() {
    for (piece, count) in
        [("(", 300), ("(?:", 300), ("[", 900), ("\\", 999), ("((a", 300), ("(?<", 300), ("{", 900)]
    {
        assert!(decider(&piece.repeat(count)).is_err(), "{piece}");
    }
    let nested = |depth| format!("^{}a{}$", "(".repeat(depth), ")".repeat(depth));
    assert!(decider(&nested(50)).is_ok());
    assert!(matches!(decider(&nested(51)), Err(PatternError::Unhandled(..))));
    assert!(decider(&"a|".repeat(500)).is_ok());
    assert!(decider(&format!("[{}]", "a-z".repeat(300))).is_ok());
    assert!(decider(&"a".repeat(1_000_000)).is_err());
}

//! Tests with a string type that has a pattern and a length, and with one that has a length only.

use super::error::{ParseTextError, TextFault};
use super::has_length;
use crate::scalars::test_fixtures::{Title, Word};
use crate::{CheckedText, FormWriter, Open, Wire, lit, sid};

const PATTERN: TextFault = TextFault::Pattern("^[a-z]+$");
const LENGTH: TextFault = TextFault::Length("2 to 4 characters");

fn error(fault: TextFault) -> ParseTextError {
    ParseTextError::new("Word", fault)
}

#[test]
fn constants_are_checked_at_compile_time() {
    const WORD: Word = lit!(Word, "word");
    const MATCHES: [bool; 3] = [Word::matches("word"), Word::matches("words"), Word::matches("W2")];
    assert_eq!(WORD.as_str(), "word");
    assert_eq!(MATCHES, [true, false, false]);
    assert_eq!(sid!(Word, "word"), WORD);
    assert_eq!(lit!(Title, "☎☎☎").as_str(), "☎☎☎");
    assert_eq!([Title::matches("☎☎☎"), Title::matches("☎☎☎☎")], [true, false]);
}

#[test]
fn parsing_is_strict_and_names_the_violated_constraint() {
    for (text, fault) in
        [("", PATTERN), ("a", LENGTH), ("abcde", LENGTH), ("ab ", PATTERN), ("ABCDE", PATTERN)]
    {
        assert!(!Word::matches(text), "{text:?}");
        assert_eq!(Word::parse(text), Err(error(fault)), "{text:?}");
        assert_eq!(Word::try_from(text), Err(error(fault)));
        assert_eq!(Word::try_from(text.to_owned()), Err(error(fault)));
        assert_eq!(text.parse::<Word>(), Err(error(fault)));
        assert_eq!(Word::from_wire(text), None);
    }
    assert_eq!(<Word as CheckedText>::faults("A"), [Some(PATTERN), Some(LENGTH)]);
    assert_eq!(<Word as CheckedText>::faults("ab"), [None, None]);
    assert_eq!(
        <Title as CheckedText>::faults("abcd"),
        [None, Some(TextFault::Length("at most 3 characters"))]
    );
}

#[test]
fn every_conversion_agrees() {
    let word = Word::parse("word").unwrap();
    assert_eq!("word".parse(), Ok(word.clone()));
    assert_eq!(Word::try_from("word"), Ok(word.clone()));
    assert_eq!(Word::try_from("word".to_owned()), Ok(word.clone()));
    assert_eq!(Word::from_wire("word"), Some(word.clone()));
    assert_eq!((word.as_wire(), word.as_ref()), ("word", "word"));
    assert_eq!(format!("{word} {word:>6} {word:?}"), "word   word Word(\"word\")");
    assert_eq!((Word::PATTERN, Word::NAME), ("^[a-z]+$", "Word"));
    let mut form = FormWriter::new();
    form.field("F", Some(&word));
    assert_eq!(form.finish(), "F=word");
    assert_eq!(String::from(word), "word");
}

#[test]
fn a_string_is_moved_and_not_copied() {
    let text = "word".to_owned();
    let place = text.as_ptr();
    let text = String::from(Word::try_from(text).unwrap());
    assert_eq!(text.as_ptr(), place);
}

#[test]
fn serde_is_strict_and_does_not_repeat_the_string_but_responses_are_lenient() {
    let word: Word = serde_json::from_str("\"word\"").unwrap();
    assert_eq!(serde_json::to_string(&word).unwrap(), "\"word\"");
    let text = serde_json::from_str::<Word>("\"SECRET\"").unwrap_err().to_string();
    assert_eq!(text, format!("{} at line 1 column 8", error(PATTERN)));
    let text = serde_json::from_str::<Word>("null").unwrap_err().to_string();
    assert_eq!(text, "invalid type: null, expected a `Word` at line 1 column 4");
    let odd: Open<Word> = serde_json::from_str("\"Odd one\"").unwrap();
    assert_eq!((odd.is_known(), odd.as_str()), (false, "Odd one"));
}

#[test]
fn errors_are_sentences() {
    assert_eq!(error(PATTERN).to_string(), "not a `Word`: the string does not match `^[a-z]+$`");
    assert_eq!(error(LENGTH).to_string(), "not a `Word`: it takes 2 to 4 characters");
    assert_eq!((error(LENGTH).type_name(), error(LENGTH).fault()), ("Word", LENGTH));
    let message = |text: &'static str| {
        let panic = std::panic::catch_unwind(|| Word::literal(text)).unwrap_err();
        panic.downcast_ref::<String>().cloned()
    };
    assert_eq!(message("A").as_deref(), Some("`A` is not a valid `Word`: it does not match `^[a-z]+$`"));
    assert_eq!(message("a").as_deref(), Some("`a` is not a valid `Word`: it takes 2 to 4 characters"));
}

#[test]
fn a_character_is_a_code_point() {
    // Characters of one, two, three and four bytes. A combining accent counts as a character.
    for (text, count) in [("", 0), ("a", 1), ("é", 1), ("☎", 1), ("😀", 1), ("e\u{301}", 2), ("a😀☎é\0", 5)]
    {
        assert!(has_length(text, count, count), "{text:?}");
        assert!(has_length(text, 0, usize::MAX), "{text:?}");
        assert!(!has_length(text, count + 1, usize::MAX), "{text:?}");
        assert!(count == 0 || !has_length(text, 0, count - 1), "{text:?}");
    }
}

//! Classes and escapes of ECMA-262 patterns: sets of characters.
//!
//! A code point of the surrogates is read as the grammar has it, and then dropped: no text in UTF-8 contains one.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

use super::cursor::Cursor;
use super::unicode_property;
use crate::lower::schemas::pattern::error::PatternError;

/// One item of a class.
enum Item {
    Char(u32),
    Set(ClassUnicode),
}

/// What `.` matches: all but the line terminators.
pub(crate) fn dot() -> ClassUnicode {
    let mut set = ranges(&[(0x0a, 0x0a), (0x0d, 0x0d), (0x2028, 0x2029)]);
    set.negate();
    set
}

/// An escape outside of brackets, after its `\`.
pub(crate) fn escape(cursor: &mut Cursor) -> Result<ClassUnicode, PatternError> {
    if cursor.peek() == Some('k') || cursor.peek().is_some_and(|c| ('1'..='9').contains(&c)) {
        return PatternError::not_regular("a back-reference");
    }
    Ok(match item_escape(cursor, false)? {
        Item::Char(c) => ranges(&[(c, c)]),
        Item::Set(set) => set,
    })
}

/// A class in brackets, after its `[`.
pub(crate) fn bracketed(cursor: &mut Cursor) -> Result<ClassUnicode, PatternError> {
    let negated = cursor.eat("^");
    let mut class = ClassUnicode::empty();
    while !cursor.eat("]") {
        let low = item(cursor)?;
        // A `-` before the closing bracket is literal.
        if cursor.peek() == Some('-') && cursor.rest().get(1).is_some_and(|c| *c != ']') {
            cursor.next();
            let (Item::Char(low), Item::Char(high)) = (low, item(cursor)?) else {
                return PatternError::not_regular("a range that starts or ends with a class");
            };
            if low > high {
                return PatternError::not_regular("a range whose ends are in the wrong order");
            }
            class.union(&ranges(&[(low, high)]));
        } else {
            match low {
                Item::Char(c) => class.union(&ranges(&[(c, c)])),
                Item::Set(set) => class.union(&set),
            }
        }
    }
    if negated {
        class.negate();
    }
    Ok(class)
}

fn item(cursor: &mut Cursor) -> Result<Item, PatternError> {
    match cursor.next() {
        Some('\\') => item_escape(cursor, true),
        Some(c) => Ok(Item::Char(c.into())),
        None => PatternError::not_regular("a class that is not closed"),
    }
}

/// An escape after its `\`.
fn item_escape(cursor: &mut Cursor, in_class: bool) -> Result<Item, PatternError> {
    let Some(c) = cursor.next() else { return PatternError::not_regular("it ends in `\\`") };
    let set = match c.to_ascii_lowercase() {
        'd' => digits(),
        'w' => word(),
        's' => space(),
        'p' => property(cursor)?,
        _ => return character(c, cursor, in_class).map(Item::Char),
    };
    let mut set = set;
    if c.is_ascii_uppercase() {
        set.negate();
    }
    Ok(Item::Set(set))
}

/// An escape that means one character.
fn character(c: char, cursor: &mut Cursor, in_class: bool) -> Result<u32, PatternError> {
    Ok(match c {
        't' => 0x09,
        'n' => 0x0a,
        'v' => 0x0b,
        'f' => 0x0c,
        'r' => 0x0d,
        'b' if in_class => 0x08,
        '-' if in_class => '-'.into(),
        '0' if !cursor.peek().is_some_and(|c| c.is_ascii_digit()) => 0,
        'c' => match cursor.next().filter(char::is_ascii_alphabetic) {
            Some(letter) => u32::from(letter) % 32,
            None => return PatternError::not_regular("`\\c` without a letter"),
        },
        'x' => hex(cursor, 2)?,
        'u' => unicode(cursor)?,
        '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '/' => c.into(),
        _ => {
            let context = if in_class { "in a class" } else { "outside a class" };
            return PatternError::not_regular(format!("`\\{c}` {context} is not an ECMA-262 escape"));
        }
    })
}

/// `\uHHHH`, two of them that make a surrogate pair, or `\u{H…}`.
fn unicode(cursor: &mut Cursor) -> Result<u32, PatternError> {
    if cursor.eat("{") {
        let digits = cursor.take_while(|c| c.is_ascii_hexdigit());
        let significant = digits.trim_start_matches('0');
        let value = if significant.is_empty() { Ok(0) } else { u32::from_str_radix(significant, 16) };
        return match value {
            Ok(value) if !digits.is_empty() && value <= 0x0010_ffff && cursor.eat("}") => Ok(value),
            _ => PatternError::not_regular("`\\u{` without a code point"),
        };
    }
    let high = hex(cursor, 4)?;
    if !(0xd800..0xdc00).contains(&high)
        || !matches!(cursor.rest(), ['\\', 'u', 'd' | 'D', 'c'..='f' | 'C'..='F', ..])
    {
        return Ok(high);
    }
    cursor.eat("\\u");
    let low = hex(cursor, 4)?;
    Ok(0x0001_0000 + ((high - 0xd800) << 10) + (low - 0xdc00))
}

fn hex(cursor: &mut Cursor, count: usize) -> Result<u32, PatternError> {
    let mut value = 0;
    for _ in 0..count {
        match cursor.next().and_then(|c| c.to_digit(16)) {
            Some(digit) => value = value * 16 + digit,
            None => {
                return PatternError::not_regular(format!("an escape that needs {count} hexadecimal digits"));
            }
        }
    }
    Ok(value)
}

/// `{Name}` or `{Name=Value}`, after `\p`.
fn property(cursor: &mut Cursor) -> Result<ClassUnicode, PatternError> {
    if !cursor.eat("{") {
        return PatternError::not_regular("`\\p` without a property in braces");
    }
    let name = cursor.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '='));
    if !cursor.eat("}") {
        return PatternError::not_regular("a property that is not closed by `}`");
    }
    let Some(query) = unicode_property::query(&name) else {
        let help = "write a general category, a script (`Script=…`), or a property by its long name";
        return PatternError::unhandled(format!("the Unicode property `{name}`"), help);
    };
    let parsed = regex_syntax::parse(&query).map(regex_syntax::hir::Hir::into_kind);
    match parsed {
        Ok(HirKind::Class(Class::Unicode(set))) => Ok(set),
        Ok(HirKind::Literal(literal)) => {
            let only = std::str::from_utf8(&literal.0).ok().and_then(|text| text.chars().next());
            Ok(only.map_or_else(ClassUnicode::empty, |c| ranges(&[(c.into(), c.into())])))
        }
        _ => PatternError::not_regular(format!("there is no Unicode property `{name}`")),
    }
}

fn digits() -> ClassUnicode {
    ranges(&[(0x30, 0x39)])
}

/// Word characters, which are ASCII.
pub(crate) fn word() -> ClassUnicode {
    ranges(&[(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)])
}

/// White space and line terminators as ECMA-262 lists them.
fn space() -> ClassUnicode {
    ranges(&[
        (0x09, 0x0d),
        (0x20, 0x20),
        (0xa0, 0xa0),
        (0x1680, 0x1680),
        (0x2000, 0x200a),
        (0x2028, 0x2029),
        (0x202f, 0x202f),
        (0x205f, 0x205f),
        (0x3000, 0x3000),
        (0xfeff, 0xfeff),
    ])
}

/// The set of the code points in `ranges`, without surrogates.
fn ranges(ranges: &[(u32, u32)]) -> ClassUnicode {
    let below = |&(low, high): &(u32, u32)| (low, high.min(0xd7ff));
    let above = |&(low, high): &(u32, u32)| (low.max(0xe000), high);
    let parts = ranges.iter().map(below).chain(ranges.iter().map(above));
    let parts = parts.filter(|(low, high)| low <= high);
    let parts = parts
        .filter_map(|(low, high)| Some(ClassUnicodeRange::new(char::from_u32(low)?, char::from_u32(high)?)));
    ClassUnicode::new(parts)
}

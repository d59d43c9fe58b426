//! Parses an ECMA-262 pattern into a regular expression of `regex-syntax`.
//!
//! The grammar is that of the flag `u` (ECMA-262, "Patterns"), which JSON Schema recommends. We do not hand the pattern
//! to a parser of another dialect, because most dialects read the same text differently: `\d`, `.`, `[[a]`, `[a&&b]`,
//! `a**`, `{`. What is not regular is an error, and so is what the flag forbids.

use std::collections::BTreeSet;

use regex_syntax::hir::{Class, Hir, Look, Repetition};

use super::character_class;
use super::cursor::Cursor;
use crate::lower::schemas::pattern::error::PatternError;

/// Deeper nesting is not written by people, and every level takes room on the stack.
const MAX_DEPTH: usize = 50;

/// A larger count is beyond every size limit.
const MAX_COUNT: u32 = 10_000;

/// The regular expression that `pattern` means: what a text has to contain somewhere.
pub(crate) fn parse(pattern: &str) -> Result<Hir, PatternError> {
    let mut parser = Parser { cursor: Cursor::new(pattern), depth: 0, names: BTreeSet::new() };
    let hir = parser.disjunction()?;
    match parser.cursor.peek() {
        None => Ok(hir),
        Some(_) => PatternError::not_regular("`)` does not close a group"),
    }
}

struct Parser {
    cursor: Cursor,
    depth: usize,
    names: BTreeSet<String>,
}

impl Parser {
    fn disjunction(&mut self) -> Result<Hir, PatternError> {
        let mut branches = vec![self.alternative()?];
        while self.cursor.eat("|") {
            branches.push(self.alternative()?);
        }
        Ok(Hir::alternation(branches))
    }

    fn alternative(&mut self) -> Result<Hir, PatternError> {
        let mut terms = Vec::new();
        while let Some(c) = self.cursor.peek().filter(|c| !matches!(c, '|' | ')')) {
            terms.push(match self.assertion(c) {
                Some(look) => {
                    if self.quantifier()?.is_some() {
                        return PatternError::not_regular("a count on an anchor or a word boundary");
                    }
                    Hir::look(look)
                }
                None => self.counted_atom()?,
            });
        }
        Ok(Hir::concat(terms))
    }

    fn assertion(&mut self, c: char) -> Option<Look> {
        let look = match c {
            '^' => Look::Start,
            '$' => Look::End,
            '\\' if self.cursor.eat("\\b") => return Some(Look::WordAscii),
            '\\' if self.cursor.eat("\\B") => return Some(Look::WordAsciiNegate),
            _ => return None,
        };
        self.cursor.next();
        Some(look)
    }

    fn counted_atom(&mut self) -> Result<Hir, PatternError> {
        let atom = self.atom()?;
        let Some((min, max)) = self.quantifier()? else { return Ok(atom) };
        // Lazy or greedy, the language is the same.
        Ok(Hir::repetition(Repetition { min, max, greedy: true, sub: Box::new(atom) }))
    }

    fn atom(&mut self) -> Result<Hir, PatternError> {
        match self.cursor.next() {
            Some('.') => Ok(Hir::class(Class::Unicode(character_class::dot()))),
            Some('(') => self.group(),
            Some('[') => Ok(Hir::class(Class::Unicode(character_class::bracketed(&mut self.cursor)?))),
            Some('\\') => Ok(Hir::class(Class::Unicode(character_class::escape(&mut self.cursor)?))),
            Some(c @ ('*' | '+' | '?')) => PatternError::not_regular(format!("`{c}` has nothing to repeat")),
            Some(c @ ('{' | '}' | ']')) => PatternError::not_regular(format!(
                "a `{c}` on its own; as a character, it is written `\\{c}`"
            )),
            Some(c) => Ok(Hir::literal(c.encode_utf8(&mut [0; 4]).as_bytes())),
            None => PatternError::not_regular("it ends unexpectedly"),
        }
    }

    fn group(&mut self) -> Result<Hir, PatternError> {
        if self.cursor.eat("?") {
            self.group_kind()?;
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let reason = format!("its groups are nested more than {MAX_DEPTH} levels deep");
            return PatternError::unhandled(reason, "write it with fewer groups");
        }
        let inner = self.disjunction()?;
        self.depth -= 1;
        if self.cursor.eat(")") { Ok(inner) } else { PatternError::not_regular("a group that is not closed") }
    }

    /// What follows `(?`.
    fn group_kind(&mut self) -> Result<(), PatternError> {
        if self.cursor.eat(":") {
            return Ok(());
        }
        for (mark, name) in
            [("=", "look-ahead"), ("!", "look-ahead"), ("<=", "look-behind"), ("<!", "look-behind")]
        {
            if self.cursor.eat(mark) {
                return PatternError::not_regular(format!("{name}, `(?{mark}…)`"));
            }
        }
        if !self.cursor.eat("<") {
            return PatternError::unhandled("a flag inside a group", "write out what the flag means");
        }
        let name = self.cursor.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '$'));
        let named = !name.is_empty() && !name.starts_with(char::is_numeric) && self.cursor.eat(">");
        if named && self.names.insert(name) {
            return Ok(());
        }
        PatternError::not_regular("a group whose name is not an identifier, or is used twice")
    }

    /// The bounds of a repetition, if one comes next.
    fn quantifier(&mut self) -> Result<Option<(u32, Option<u32>)>, PatternError> {
        let bounds = match self.cursor.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.counts().map(Some),
            _ => return Ok(None),
        };
        self.cursor.next();
        self.cursor.eat("?");
        Ok(Some(bounds))
    }

    fn counts(&mut self) -> Result<(u32, Option<u32>), PatternError> {
        self.cursor.eat("{");
        let Some(min) = self.count()? else {
            return PatternError::not_regular("`{` without a count; as a character, it is written `\\{`");
        };
        let max = if self.cursor.eat(",") { self.count()? } else { Some(min) };
        if !self.cursor.eat("}") {
            return PatternError::not_regular("a count that is not closed by `}`");
        }
        if max.is_some_and(|max| max < min) {
            return PatternError::not_regular("a count whose bounds are in the wrong order");
        }
        self.cursor.eat("?");
        Ok((min, max))
    }

    fn count(&mut self) -> Result<Option<u32>, PatternError> {
        let digits = self.cursor.take_while(|c| c.is_ascii_digit());
        if digits.is_empty() {
            return Ok(None);
        }
        match digits.parse() {
            Ok(count) if count <= MAX_COUNT => Ok(Some(count)),
            _ => {
                let reason = format!("a count of more than {MAX_COUNT}");
                PatternError::unhandled(reason, "limit the length with `minLength` and `maxLength`")
            }
        }
    }
}

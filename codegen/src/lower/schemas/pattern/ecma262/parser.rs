//! ECMA-262 patterns: the text of one in, the regular expression that it means out.
//!
//! The grammar is that of the flag `u` (ECMA-262, "Patterns"), which JSON Schema recommends. It is read here from its
//! own definition, and not handed to a parser of another dialect, because most dialects read the same text in other
//! ways: `\d`, `.`, `[[a]`, `[a&&b]`, `a**`, `{`. What is not regular is refused, and so is what the flag forbids.

use std::collections::BTreeSet;

use regex_syntax::hir::{Class, Hir, Look, Repetition};

use super::character_class;
use crate::lower::schemas::pattern::error::Refusal;

/// Deeper nesting is not written by people, and every level takes room on the stack.
const MAX_DEPTH: usize = 50;

/// A larger count is beyond every size limit.
const MAX_COUNT: u32 = 10_000;

/// The regular expression that `pattern` means: what a text has to contain somewhere.
pub(crate) fn parse(pattern: &str) -> Result<Hir, Refusal> {
    let mut parser = Parser { input: Input::new(pattern), depth: 0, names: BTreeSet::new() };
    let hir = parser.disjunction()?;
    match parser.input.peek() {
        None => Ok(hir),
        Some(_) => Refusal::not_regular("`)` closes no group"),
    }
}

/// The characters that are still to be read.
pub(crate) struct Input {
    chars: Vec<char>,
    at: usize,
}

impl Input {
    pub(crate) fn new(text: &str) -> Self {
        Self { chars: text.chars().collect(), at: 0 }
    }

    pub(crate) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub(crate) fn next(&mut self) -> Option<char> {
        let next = self.peek();
        self.at += usize::from(next.is_some());
        next
    }

    /// Reads `text` if it comes next.
    pub(crate) fn eat(&mut self, text: &str) -> bool {
        let found = self.chars[self.at..].iter().copied().take(text.chars().count()).eq(text.chars());
        self.at += if found { text.chars().count() } else { 0 };
        found
    }

    /// Reads as many characters as fit.
    pub(crate) fn take_while(&mut self, fits: impl Fn(char) -> bool) -> String {
        let taken: String = self.chars[self.at..].iter().copied().take_while(|c| fits(*c)).collect();
        self.at += taken.chars().count();
        taken
    }

    /// What comes next, without reading it.
    pub(crate) fn rest(&self) -> &[char] {
        &self.chars[self.at..]
    }
}

struct Parser {
    input: Input,
    depth: usize,
    names: BTreeSet<String>,
}

impl Parser {
    fn disjunction(&mut self) -> Result<Hir, Refusal> {
        let mut branches = vec![self.alternative()?];
        while self.input.eat("|") {
            branches.push(self.alternative()?);
        }
        Ok(Hir::alternation(branches))
    }

    fn alternative(&mut self) -> Result<Hir, Refusal> {
        let mut terms = Vec::new();
        while let Some(c) = self.input.peek().filter(|c| !matches!(c, '|' | ')')) {
            terms.push(match self.assertion(c) {
                Some(look) => {
                    if self.quantifier()?.is_some() {
                        return Refusal::not_regular("a count of an anchor or a word boundary");
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
            '\\' if self.input.eat("\\b") => return Some(Look::WordAscii),
            '\\' if self.input.eat("\\B") => return Some(Look::WordAsciiNegate),
            _ => return None,
        };
        self.input.next();
        Some(look)
    }

    fn counted_atom(&mut self) -> Result<Hir, Refusal> {
        let atom = self.atom()?;
        let Some((min, max)) = self.quantifier()? else { return Ok(atom) };
        // Lazy or greedy, the language is the same.
        Ok(Hir::repetition(Repetition { min, max, greedy: true, sub: Box::new(atom) }))
    }

    fn atom(&mut self) -> Result<Hir, Refusal> {
        match self.input.next() {
            Some('.') => Ok(Hir::class(Class::Unicode(character_class::dot()))),
            Some('(') => self.group(),
            Some('[') => Ok(Hir::class(Class::Unicode(character_class::bracketed(&mut self.input)?))),
            Some('\\') => Ok(Hir::class(Class::Unicode(character_class::escape(&mut self.input)?))),
            Some(c @ ('*' | '+' | '?')) => Refusal::not_regular(format!("`{c}` has nothing to repeat")),
            Some(c @ ('{' | '}' | ']')) => {
                Refusal::not_regular(format!("`{c}` alone; as a character it is written `\\{c}`"))
            }
            Some(c) => Ok(Hir::literal(c.encode_utf8(&mut [0; 4]).as_bytes())),
            None => Refusal::not_regular("it ends too early"),
        }
    }

    fn group(&mut self) -> Result<Hir, Refusal> {
        if self.input.eat("?") {
            self.group_kind()?;
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let reason = format!("its groups are nested more than {MAX_DEPTH} deep");
            return Refusal::unhandled(reason, "write it with fewer groups");
        }
        let inner = self.disjunction()?;
        self.depth -= 1;
        if self.input.eat(")") { Ok(inner) } else { Refusal::not_regular("a group that is not closed") }
    }

    /// What follows `(?`.
    fn group_kind(&mut self) -> Result<(), Refusal> {
        if self.input.eat(":") {
            return Ok(());
        }
        for (mark, name) in
            [("=", "look-ahead"), ("!", "look-ahead"), ("<=", "look-behind"), ("<!", "look-behind")]
        {
            if self.input.eat(mark) {
                return Refusal::not_regular(format!("{name}, `(?{mark}…)`"));
            }
        }
        if !self.input.eat("<") {
            return Refusal::unhandled("a flag inside a group", "spell out what the flag would mean");
        }
        let name = self.input.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '$'));
        let named = !name.is_empty() && !name.starts_with(char::is_numeric) && self.input.eat(">");
        if named && self.names.insert(name) {
            return Ok(());
        }
        Refusal::not_regular("a group whose name is no identifier, or that of another group")
    }

    /// The bounds of a repetition, if one comes next.
    fn quantifier(&mut self) -> Result<Option<(u32, Option<u32>)>, Refusal> {
        let bounds = match self.input.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.counts().map(Some),
            _ => return Ok(None),
        };
        self.input.next();
        self.input.eat("?");
        Ok(Some(bounds))
    }

    fn counts(&mut self) -> Result<(u32, Option<u32>), Refusal> {
        self.input.eat("{");
        let Some(min) = self.count()? else {
            return Refusal::not_regular("`{` without a count; as a character it is written `\\{`");
        };
        let max = if self.input.eat(",") { self.count()? } else { Some(min) };
        if !self.input.eat("}") {
            return Refusal::not_regular("a count that is not closed by `}`");
        }
        if max.is_some_and(|max| max < min) {
            return Refusal::not_regular("a count from more to less");
        }
        self.input.eat("?");
        Ok((min, max))
    }

    fn count(&mut self) -> Result<Option<u32>, Refusal> {
        let digits = self.input.take_while(|c| c.is_ascii_digit());
        if digits.is_empty() {
            return Ok(None);
        }
        match digits.parse() {
            Ok(count) if count <= MAX_COUNT => Ok(Some(count)),
            _ => {
                let reason = format!("a count of more than {MAX_COUNT}");
                Refusal::unhandled(reason, "say how long the text may be with `minLength` and `maxLength`")
            }
        }
    }
}

//! A cursor over the characters of a pattern.

/// The characters of a pattern that are still to be read.
pub(crate) struct Cursor {
    chars: Vec<char>,
    at: usize,
}

impl Cursor {
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

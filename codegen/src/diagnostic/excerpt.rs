//! Shortens long lines in suggested edits, because the renderer shortens only the lines that it annotates.

use std::borrow::Cow;
use std::ops::Range;

use super::Edit;

/// The number of characters that are kept at each end of a piece of a long line.
const END: usize = 20;
/// The ellipsis, as the renderer writes it.
const CUT: &str = "...";

/// A text with patches.
pub(super) struct Excerpt<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) patches: Vec<(Range<usize>, Cow<'t, str>)>,
}

/// `text` with `edits` as patches; lines of more than `width` characters are shortened.
pub(super) fn excerpt<'t>(text: &'t str, edits: &'t [Edit], width: usize) -> Excerpt<'t> {
    let long = |lines: &str| lines.lines().any(|line| line.chars().count() > width);
    if !edits.iter().any(|edit| long(&edit.replacement) || long(lines_of(text, edit))) {
        let patch = |edit: &'t Edit| (edit.span.start..edit.span.end, Cow::Borrowed(&*edit.replacement));
        return Excerpt { text: Cow::Borrowed(text), patches: edits.iter().map(patch).collect() };
    }
    let (mut drawn, mut patches) = (String::new(), Vec::new());
    let mut done = 0;
    for edit in edits {
        let (Range { start, end }, new) = narrowed(text, edit, width);
        drawn.push_str(&cut(text.get(done..start).unwrap_or_default(), width));
        let old = cut(text.get(start..end).unwrap_or_default(), width);
        patches.push((drawn.len()..drawn.len() + old.len(), Cow::Owned(cut(new, width))));
        drawn.push_str(&old);
        done = end;
    }
    drawn.push_str(&cut(text.get(done..).unwrap_or_default(), width));
    Excerpt { text: Cow::Owned(drawn), patches }
}

/// The range that an edit replaces, and its new text. Where one of them would be shortened, their common start and end are
/// left out: otherwise the difference could be in the middle that is cut.
fn narrowed<'e>(text: &str, edit: &'e Edit, width: usize) -> (Range<usize>, &'e str) {
    let Range { start, end } = edit.span.start..edit.span.end;
    let (old, new) = (text.get(start..end).unwrap_or_default(), &*edit.replacement);
    if [old, new].iter().all(|piece| cut(piece, width) == **piece) {
        return (start..end, new);
    }
    let same = |(one, other): &(char, char)| one == other;
    let length = |(one, _): (char, char)| one.len_utf8();
    let before: usize = old.chars().zip(new.chars()).take_while(same).map(length).sum();
    let (old, new) = (old.get(before..).unwrap_or_default(), new.get(before..).unwrap_or_default());
    let behind: usize = old.chars().rev().zip(new.chars().rev()).take_while(same).map(length).sum();
    (start + before..end - behind, new.get(..new.len() - behind).unwrap_or_default())
}

/// The lines of an edit.
fn lines_of<'t>(text: &'t str, edit: &Edit) -> &'t str {
    let start = text.get(..edit.span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let behind = text.get(edit.span.end..).and_then(|rest| rest.find('\n'));
    text.get(start..behind.map_or(text.len(), |at| edit.span.end + at)).unwrap_or_default()
}

/// `piece` without the middle of its long lines. The first and the last line are only parts of lines, and are kept shorter than
/// `width`.
fn cut(piece: &str, width: usize) -> String {
    let last = piece.split('\n').count() - 1;
    let lines = piece.split('\n').enumerate().map(|(at, line)| {
        let whole = at > 0 && at < last;
        let length = line.chars().count();
        if length <= if whole { width } else { 2 * END + CUT.len() } {
            return Cow::Borrowed(line);
        }
        let start: String = line.chars().take(END).collect();
        let end: String = line.chars().skip(length - END).collect();
        Cow::Owned(format!("{start}{CUT}{end}"))
    });
    lines.collect::<Vec<_>>().join("\n")
}

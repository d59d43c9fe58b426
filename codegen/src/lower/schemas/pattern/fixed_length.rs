//! The segments of a pattern that only matches ASCII texts of one length, as the patterns of SIDs do.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use crate::ir::Segment;

/// Longer identifiers do not exist; a longer match is treated as any other text.
pub(crate) const MAX_FIXED_LENGTH: usize = 255;

/// The segments of an anchored pattern; `None` for any other shape.
pub(crate) fn segments(hir: &Hir) -> Option<Vec<Segment>> {
    let HirKind::Concat(items) = hir.kind() else {
        return None;
    };
    let [first, middle @ .., last] = items.as_slice() else {
        return None;
    };
    let anchored =
        matches!(first.kind(), HirKind::Look(Look::Start)) && matches!(last.kind(), HirKind::Look(Look::End));
    anchored.then(|| middle.iter().map(segment).collect::<Option<Vec<_>>>())?
}

/// How many characters a segment matches.
pub(crate) fn length(segment: &Segment) -> usize {
    match segment {
        Segment::Literal(text) => text.len(),
        Segment::Class { count, .. } => *count,
    }
}

fn segment(hir: &Hir) -> Option<Segment> {
    match hir.kind() {
        HirKind::Literal(literal) if literal.0.is_ascii() => {
            Some(Segment::Literal(String::from_utf8(literal.0.to_vec()).ok()?))
        }
        HirKind::Class(class) => Some(Segment::Class { ranges: ranges(class)?, count: 1 }),
        HirKind::Repetition(repetition) => {
            let count = usize::try_from(repetition.min).ok()?;
            let fixed = repetition.max == Some(repetition.min);
            match (fixed, repetition.sub.kind()) {
                (true, HirKind::Class(class)) => Some(Segment::Class { ranges: ranges(class)?, count }),
                (true, HirKind::Literal(literal)) if literal.0.is_ascii() && count <= MAX_FIXED_LENGTH => {
                    Some(Segment::Literal(std::str::from_utf8(&literal.0).ok()?.repeat(count)))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn ranges(class: &Class) -> Option<Vec<(char, char)>> {
    let Class::Unicode(class) = class else { return None };
    // No range at all matches nothing, which the caller finds out.
    let ascii = class.iter().all(|range| range.end().is_ascii()) && class.iter().next().is_some();
    ascii.then(|| class.iter().map(|range| (range.start(), range.end())).collect())
}

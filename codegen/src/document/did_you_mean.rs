//! "Did you mean": the known word that a misspelt one most likely stands for, as help and as a suggested edit.

use super::yaml::node::Spanned;
use crate::diagnostic::{Change, Diagnostic};

/// Adds the nearest of the `known` words as help, with the edit that writes it in place of `word`; where none is near, the
/// help is `otherwise`. There is no edit where that word is among the `siblings` already: it would only be a duplicate.
pub(crate) fn suggest<'k>(
    diagnostic: Diagnostic,
    word: &Spanned<String>,
    known: impl IntoIterator<Item = &'k str>,
    siblings: &[&str],
    otherwise: impl Into<String>,
) -> Diagnostic {
    match nearest(&word.value, known) {
        Some(near) if siblings.contains(&near) => diagnostic.help(there_already(near)),
        Some(near) => diagnostic
            .help(format!("did you mean `{near}`?"))
            .change(Change::Word(word.span, near.to_owned())),
        None => diagnostic.help(otherwise),
    }
}

/// The help for a word that should be another one, which is a sibling of it already.
pub(super) fn there_already(near: &str) -> String {
    format!("did you mean `{near}`? It is already there, so remove this one")
}

/// The known word that a misspelt one most likely stands for.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.to_lowercase();
    let score = |known: &str| strsim::jaro_winkler(&word, &known.to_lowercase());
    let best = known.into_iter().map(|known| (score(known), known)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= 0.85).then_some(best.1)
}

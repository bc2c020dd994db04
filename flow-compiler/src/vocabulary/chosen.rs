//! A use of a word.

use super::filled::Filled;
use super::word::{AnyWord, Static};
use crate::span::Span;

/// A use of a word.
#[derive(Clone)]
pub struct Chosen {
    /// The word.
    pub word: AnyWord,
    /// Its settings.
    pub filled: Filled,
    /// Where it was typed.
    pub span: Span,
}

impl Chosen {
    /// A word with these settings, which nobody typed.
    pub fn of(word: Static, filled: Filled) -> Self {
        Chosen { word: AnyWord::Catalog(word), filled, span: Span::Synthetic }
    }

    /// A word at its defaults.
    pub fn plain(word: Static) -> Self {
        Chosen::of(word, word.settings().defaults())
    }
}

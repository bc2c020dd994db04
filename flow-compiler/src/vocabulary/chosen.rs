//! A use of a word.

use super::filled::{Checked, Filled};
use super::traits::{Base, CausalConditioner, Conditioner, Elementwise, Family, Layer, MaskedConditioner};
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
        Chosen::of(word, word.defaults())
    }

    /// Its settings, of which none is wrong.
    ///
    /// # Panics
    /// Where something is wrong with them, which has been reported: who computes must not come here
    /// then.
    pub fn settings(&self) -> Checked<'_> {
        let name = self.word.name();
        self.filled
            .checked()
            .unwrap_or_else(|| panic!("a bug in the flow compiler: `{name}` is used with wrong settings"))
    }

    /// The bijector that it is.
    ///
    /// # Panics
    /// Where it is none: its slot took a word that does not fit.
    pub fn elementwise(&self) -> &dyn Elementwise {
        self.word.elementwise().unwrap_or_else(|| self.unfit("an elementwise bijector"))
    }

    /// The network that it is.
    ///
    /// # Panics
    /// Where it is none.
    pub fn conditioner(&self) -> &dyn Conditioner {
        self.word.conditioner().unwrap_or_else(|| self.unfit("a conditioner"))
    }

    /// The masked network that it is.
    ///
    /// # Panics
    /// Where it is none.
    pub fn masked_conditioner(&self) -> &dyn MaskedConditioner {
        self.word.masked_conditioner().unwrap_or_else(|| self.unfit("a masked conditioner"))
    }

    /// The network on grids that it is.
    ///
    /// # Panics
    /// Where it is none.
    pub fn causal_conditioner(&self) -> &dyn CausalConditioner {
        self.word.causal_conditioner().unwrap_or_else(|| self.unfit("a causal conditioner"))
    }

    /// The family of distributions that it is.
    ///
    /// # Panics
    /// Where it is none.
    pub fn family(&self) -> &dyn Family {
        self.word.family().unwrap_or_else(|| self.unfit("a family of distributions"))
    }

    /// The layer that it is.
    ///
    /// # Panics
    /// Where it is none.
    pub fn layer(&self) -> &dyn Layer {
        self.word.layer().unwrap_or_else(|| self.unfit("a layer"))
    }

    /// The base that it is.
    ///
    /// # Panics
    /// Where it is none.
    pub fn base(&self) -> &dyn Base {
        self.word.base().unwrap_or_else(|| self.unfit("a base"))
    }

    fn unfit(&self, what: &str) -> ! {
        panic!("a bug in the flow compiler: `{}` stands where {what} is expected", self.word.name())
    }
}

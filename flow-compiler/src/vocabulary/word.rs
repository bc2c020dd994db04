//! Words: all that a declaration can name, of the catalog or of the declaration itself.

use std::ops::Deref;
use std::rc::Rc;

use super::filled::Filled;
use super::setting::Settings;
use super::traits::{Base, Conditioner, Declared, Elementwise, Layer, MaskedConditioner, Sugar, Training};

/// A word of the catalog.
pub type Static = &'static (dyn Word + Sync);

/// A word of the catalog, or of the declaration itself.
#[derive(Clone)]
pub enum AnyWord {
    /// Of the catalog.
    Catalog(Static),
    /// A user's bijector.
    User(Rc<dyn Declared>),
}

impl Deref for AnyWord {
    type Target = dyn Word;

    fn deref(&self) -> &Self::Target {
        match self {
            AnyWord::Catalog(word) => *word,
            AnyWord::User(word) => &**word,
        }
    }
}

/// What all words share.
pub trait Word {
    /// As it is written.
    fn name(&self) -> &str;
    /// One sentence with the formula and, where there is one, the reference.
    fn doc(&self) -> &str;
    /// What may stand between its parentheses.
    fn settings(&self) -> Settings;
    /// Its settings at their defaults; what must be written is missing.
    fn defaults(&self) -> Filled {
        self.settings().defaults(self.name())
    }
    /// It as a transformer or elementwise layer.
    fn elementwise(&self) -> Option<&dyn Elementwise> {
        None
    }
    /// It as a conditioner.
    fn conditioner(&self) -> Option<&dyn Conditioner> {
        None
    }
    /// It as a masked conditioner.
    fn masked_conditioner(&self) -> Option<&dyn MaskedConditioner> {
        None
    }
    /// It as a layer.
    fn layer(&self) -> Option<&dyn Layer> {
        None
    }
    /// It as a base distribution.
    fn base(&self) -> Option<&dyn Base> {
        None
    }
    /// It as a word of the `train` section whose settings have to fit each other.
    fn training(&self) -> Option<&dyn Training> {
        None
    }
    /// It as sugar over other words.
    fn sugar(&self) -> Option<&dyn Sugar> {
        None
    }
}

//! Words: all that a declaration can name, of the catalog or of the declaration itself.

use std::ops::Deref;
use std::rc::Rc;

use super::filled::Filled;
use super::setting::Settings;
use super::traits::{
    Base, CausalConditioner, Conditioner, Declared, Elementwise, Family, Layer, MaskedConditioner, RealFamily, Sugar,
    Training,
};

/// A word of the catalog.
pub type Static = &'static (dyn Word + Sync);

/// A word of the catalog, or of the declaration itself.
#[derive(Clone)]
pub enum AnyWord {
    /// A word of the catalog.
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

/// The name, doc and settings of a word, and the traits that it implements.
pub trait Word {
    /// As it is written.
    fn name(&self) -> &str;
    /// One sentence with the formula and, where there is one, the reference.
    fn doc(&self) -> &str;
    /// The settings that may stand between its parentheses.
    fn settings(&self) -> Settings;
    /// Its settings at their defaults; what must be written is missing.
    fn defaults(&self) -> Filled {
        self.settings().defaults(self.name())
    }
    /// This word as an elementwise bijector, if it is one.
    fn elementwise(&self) -> Option<&dyn Elementwise> {
        None
    }
    /// This word as a conditioner, if it is one.
    fn conditioner(&self) -> Option<&dyn Conditioner> {
        None
    }
    /// This word as a masked conditioner, if it is one.
    fn masked_conditioner(&self) -> Option<&dyn MaskedConditioner> {
        None
    }
    /// This word as a conditioner on grids that reads what comes before, if it is one.
    fn causal_conditioner(&self) -> Option<&dyn CausalConditioner> {
        None
    }
    /// This word as a family of distributions of a real number, if it is one.
    fn real_family(&self) -> Option<&dyn RealFamily> {
        None
    }
    /// This word as a family of distributions of a whole number, if it is one.
    fn family(&self) -> Option<&dyn Family> {
        None
    }
    /// This word as a layer, if it is one.
    fn layer(&self) -> Option<&dyn Layer> {
        None
    }
    /// This word as a base, if it is one.
    fn base(&self) -> Option<&dyn Base> {
        None
    }
    /// This word as one of the `train` section whose settings have to fit each other, if it is one.
    fn training(&self) -> Option<&dyn Training> {
        None
    }
    /// This word as sugar over other words, if it is such.
    fn sugar(&self) -> Option<&dyn Sugar> {
        None
    }
}

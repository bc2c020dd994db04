//! `encoding`: levels in place of the amplitudes of recordings.

use crate::diag::Diagnostics;
use crate::spec::{Kind, Node};
use crate::suggest::did_you_mean;

/// How amplitudes become levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Finer levels for quiet samples.
    MuLaw,
    /// Levels of one width.
    Linear,
}

const WORDS: [(&str, Encoding); 2] = [("mu_law", Encoding::MuLaw), ("linear", Encoding::Linear)];

/// One of the words `mu_law` and `linear`.
pub fn read(node: &Node, errors: &mut Diagnostics) -> Option<Encoding> {
    let word = match &node.kind {
        Kind::Word(word) | Kind::Text(word) => word.as_str(),
        _ => "",
    };
    let known = WORDS.iter().find(|(name, _)| *name == word);
    if known.is_none() {
        let guess = did_you_mean(word, WORDS.map(|(name, _)| name));
        errors
            .error(
                node.span,
                format!("`encoding` of `data` is {}, expected `mu_law` or `linear`{guess}", node.describe()),
            )
            .help("`mu_law` has finer levels for quiet samples, `linear` levels of one width; the event says how many");
    }
    known.map(|(_, encoding)| *encoding)
}

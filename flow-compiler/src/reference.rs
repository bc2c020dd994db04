//! The reference of the language, made from the definitions of its words: a page for people and a
//! JSON schema for editors.
//!
//! ```text
//! catalog, settings, train ──slots──▶ page    docs/reference.md
//!                                └──▶ schema  docs/spec.schema.json
//! ```
//! Nothing about any word stands here: a word that is added to a list appears in both.

mod json;
mod page;
mod schema;

pub use page::page;
pub use schema::schema;

use crate::catalog::bases::BASES;
use crate::catalog::layers::LAYERS;
use crate::catalog::train::generators::GENERATORS;
use crate::check::{elements, latent, train};
use crate::vocabulary::{Settings, Slot, Static, Takes};

/// Where a word may stand, and which words may stand there.
#[derive(Clone, Copy)]
struct Place {
    /// The slot that its words fill.
    slot: Slot,
    /// The words.
    words: &'static [Static],
}

/// All slots: those of a declaration, and those that settings of their words open.
fn slots() -> Vec<Place> {
    let mut slots = vec![
        Place { slot: Slot::Base, words: BASES },
        Place { slot: Slot::Layer, words: LAYERS },
        Place { slot: Slot::Generator, words: GENERATORS },
        Place { slot: Slot::Elements, words: elements() },
    ];
    open(&latent::settings(), &mut slots);
    open(&train::reference(), &mut slots);
    let mut at = 0;
    while at < slots.len() {
        for word in slots[at].words {
            open(&word.settings(), &mut slots);
        }
        at += 1;
    }
    slots
}

fn open(settings: &Settings, slots: &mut Vec<Place>) {
    for setting in &settings.0 {
        if let Takes::Call { words, slot } = setting.takes
            && slots.iter().all(|place| place.slot != slot)
        {
            slots.push(Place { slot, words });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_that_settings_open_are_found() {
        let found: Vec<&str> = slots().iter().map(|place| place.slot.name()).collect();
        for what in ["base", "layer", "transformer", "conditioner", "masked conditioner", "optimizer", "schedule"] {
            assert_eq!(found.iter().filter(|f| **f == what).count(), 1, "{what} in {found:?}");
        }
    }
}

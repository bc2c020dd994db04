//! Values of settings, by what their kinds allow: within the range and at its edges.

use flow_compiler::vocabulary::{LARGEST, Setting, Settings, Slot, Static, Takes, Unwritten};

use super::Tree;
use super::draw::Draw;

/// Numbers above 0 as one would write them.
const USUAL: [f64; 8] = [0.01, 0.1, 0.5, 0.7, 1.0, 1.5, 2.5, 5.0];
/// Numbers above 0 that hardly anybody writes.
const FAR: [f64; 4] = [1e-30, 1e-6, 1e6, 1e30];
/// The most that is drawn of what emitted code writes out. More is allowed, but the code of splines grows with the square of their
/// bins, and takes longer than the limit from about 24 on.
const WRITTEN_OUT: usize = 16;
/// Counts beyond those that are usual.
const MANY: [usize; 4] = [17, 33, 64, 100];

impl Draw {
    /// A word with settings.
    pub(super) fn call(&mut self, word: Static) -> Tree {
        let settings = self.settings(&word.settings());
        Tree::Call(word.name().into(), settings)
    }

    /// Settings: those that must be written, and some of the others.
    pub(super) fn settings(&mut self, settings: &Settings) -> Vec<(String, Tree)> {
        let mut out = Vec::new();
        for setting in &settings.0 {
            let share = match setting.default {
                Unwritten::Required => 1.0,
                Unwritten::Absent => 0.4,
                // What networks are by default is large, and there are many of them.
                Unwritten::Is(_) if matches!(setting.takes, Takes::Counts(_) | Takes::Call { .. }) => 0.8,
                Unwritten::Is(_) => 0.5,
            };
            if self.dice.chance(share) {
                let value = self.value(setting);
                out.push((setting.name.to_string(), value));
            }
        }
        if self.dice.chance(0.3) {
            out.reverse();
        }
        out
    }

    fn value(&mut self, setting: &Setting) -> Tree {
        /// Splits of grids alone.
        const OF_GRIDS: [&str; 2] = ["checkerboard", "channels"];
        match setting.takes {
            // Few numbers are places of a window that the small grids here have room for.
            Takes::Count(_) if setting.name == "kernel" && self.dice.chance(0.9) => {
                Tree::from(*self.dice.pick(&[1, 3, 3]))
            }
            Takes::Counts(_) if setting.name == "kernels" && self.dice.chance(0.9) => {
                Tree::from(vec![*self.dice.pick(&[1, 3, 3])])
            }
            Takes::ChoiceOrElements(words) if words.contains(&OF_GRIDS[0]) && self.is_grid && self.dice.chance(0.8) => {
                Tree::from(*self.dice.pick(&OF_GRIDS))
            }
            Takes::Above(low) => Tree::from(low + self.above_zero()),
            Takes::Within(low, high) => match self.dice.below(4) {
                0 => Tree::from(low),
                1 => Tree::from(high),
                _ => Tree::from(self.dice.between(low, high)),
            },
            Takes::NonZero => {
                let size = self.above_zero();
                Tree::from(if self.dice.chance(0.5) { -size } else { size })
            }
            Takes::Fraction => Tree::from(*self.dice.pick(&[0.0, 0.1, 0.5, 0.999])),
            Takes::Count(low) => Tree::from(self.count(low)),
            Takes::Few(low, high) => match self.dice.below(40) {
                0 => Tree::from(high.min(WRITTEN_OUT)),
                1..12 => Tree::from(low),
                _ => Tree::from(low + self.dice.below(6.min(high - low + 1))),
            },
            Takes::Counts(low) => {
                let length = *self.dice.pick(&[0, 1, 1, 1, 2, 2, 3, 4]);
                // Residual connections need equal widths.
                let equal = self.dice.chance(0.5);
                let first = self.count(low);
                Tree::from((0..length).map(|_| if equal { first } else { self.count(low) }).collect::<Vec<_>>())
            }
            Takes::Elements => self.elements(),
            Takes::Seed => Tree::Word(self.dice.seed().to_string()),
            Takes::Choice(words) => Tree::from(*self.dice.pick(words)),
            Takes::ChoiceOrElements(_) if self.dice.chance(0.4) => self.elements(),
            Takes::ChoiceOrElements(words) => Tree::from(*self.dice.pick(words)),
            Takes::Flag => Tree::from(*self.dice.pick(&["true", "false"])),
            Takes::FlagOr(word) => Tree::from(*self.dice.pick(&["true", "false", word])),
            Takes::Call { words, slot } => self.chosen(words, slot == Slot::Transformer),
            Takes::Layers => {
                let count = 1 + self.dice.below(3);
                Tree::List((0..count).map(|_| self.layer()).collect())
            }
            Takes::Layer => self.inner_layer(false),
            Takes::Node(_) => self.node(setting.name),
        }
    }

    /// A word of a slot; users' bijectors are transformers too.
    fn chosen(&mut self, words: &'static [Static], users: bool) -> Tree {
        if users && !self.users.is_empty() && self.dice.chance(0.4) {
            let name = self.dice.pick(&self.users).clone();
            return Tree::Call(name, Vec::new());
        }
        let word = *self.dice.pick(words);
        self.call(word)
    }

    fn above_zero(&mut self) -> f64 {
        if self.dice.chance(0.03) { *self.dice.pick(&FAR) } else { *self.dice.pick(&USUAL) }
    }

    fn count(&mut self, low: usize) -> usize {
        match self.dice.below(60) {
            0 => LARGEST,
            1..5 => low.max(*self.dice.pick(&MANY)),
            5..20 => low,
            _ => low + self.dice.below(7),
        }
    }

    /// Numbers of elements: all of them in some order, or some of them.
    fn elements(&mut self) -> Tree {
        let mut order = self.dice.order(self.size);
        if self.dice.chance(0.5) {
            let kept = self.dice.below(self.size + 1);
            order.truncate(kept);
        }
        if self.dice.chance(0.02) {
            order.push(self.size);
        }
        Tree::from(order)
    }
}

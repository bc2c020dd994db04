//! The parts of a declaration, one after another; what the compiler's check refuses is drawn again.

use flow_compiler::catalog::bases::BASES;
use flow_compiler::catalog::conditioners::CONDITIONERS;
use flow_compiler::catalog::layers::LAYERS;
use flow_compiler::vocabulary::{Static, Support};

use super::dice::Dice;
use super::stages::{self, Judged};
use super::{Declaration, Tree, names};

/// How often a part is drawn before it is left out.
const TRIES: usize = 8;
/// The share of parts that stay although the check refuses them.
const KEPT: f64 = 0.01;

/// A declaration while it is drawn.
pub(super) struct Draw {
    pub(super) dice: Dice,
    /// Elements of the event.
    pub(super) size: usize,
    /// True if the event is a grid of positions.
    pub(super) is_grid: bool,
    /// Elements of the context; 0 where there is none.
    pub(super) context: usize,
    /// Names of users' bijectors.
    pub(super) users: Vec<String>,
    /// The support that the chain gives so far.
    support: Support,
    /// How many of the last elements are angles, where some are.
    angles: Option<Tree>,
    /// How many layers hold the one that is drawn.
    depth: usize,
}

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        let dice = Dice::new(seed);
        let (users, support) = (Vec::new(), Support::REAL);
        Draw { dice, size: 1, is_grid: false, context: 0, users, support, angles: None, depth: 0 }
    }

    pub(super) fn declaration(mut self) -> Declaration {
        let event = self.event();
        self.size = event.iter().product();
        self.is_grid = event.len() > 1;
        let mut one = Declaration {
            name: (*self.dice.pick(&names::FLOWS)).into(),
            visibility: self.dice.pick::<&str>(&["pub ", "pub ", "", "pub(crate) "]),
            doc: (0..self.dice.below(3)).map(|_| self.dice.pick(&names::DOCS).to_string()).collect(),
            event,
            context: None,
            bijectors: Vec::new(),
            base: None,
            layers: Vec::new(),
            train: None,
        };
        one.context = self.context();
        if self.dice.chance(0.45) {
            let count = 1 + self.dice.below(3);
            self.bijectors(count, &mut one);
        }
        if self.dice.chance(0.8) {
            self.settle(&mut one, |draw, one| {
                // Those of whole numbers need events of such, and have tests of their own.
                let real: Vec<Static> = BASES.iter().copied().filter(|word| !is_of_whole_numbers(*word)).collect();
                let word = *draw.dice.pick(&real);
                let base = if word.name() == "cylindrical" {
                    Tree::Call(
                        "cylindrical".into(),
                        vec![("angles".into(), Tree::from(1 + draw.dice.below(draw.size)))],
                    )
                } else {
                    draw.call(word)
                };
                one.base = Some(base);
            });
        }
        if let Some(Tree::Call(name, entries)) = &one.base
            && name == "cylindrical"
        {
            self.angles = entries.first().map(|(_, angles)| angles.clone());
        }
        let layers = *self.dice.pick(&[0, 1, 1, 2, 2, 3, 3, 4, 5, 8]);
        for _ in 0..layers {
            self.settle(&mut one, |draw, one| {
                let layer = draw.layer();
                one.layers.push(layer);
            });
        }
        if self.dice.chance(0.5) {
            self.settle(&mut one, |draw, one| one.train = Some(draw.train()));
        }
        one
    }

    /// Adds a part, again and again until the check takes it; left out where it never does.
    fn settle(&mut self, one: &mut Declaration, add: impl Fn(&mut Self, &mut Declaration)) {
        for _ in 0..TRIES {
            let mut longer = one.clone();
            add(self, &mut longer);
            match stages::judge(&longer) {
                Judged::Accepted(support) => self.support = support,
                // It fails again where it is seen.
                Judged::Panicked => {}
                Judged::Refused if self.dice.chance(KEPT) => {}
                Judged::Refused => continue,
            }
            *one = longer;
            return;
        }
    }

    fn event(&mut self) -> Vec<usize> {
        match self.dice.below(44) {
            0..6 => vec![1],
            6..13 => vec![2],
            13..18 => vec![3],
            18..22 => vec![4],
            22..32 => vec![5 + self.dice.below(8)],
            32..35 => vec![13 + self.dice.below(60)],
            35 => vec![1, 1, 1],
            36 => vec![1 + self.dice.below(4), 1 + self.dice.below(4)],
            37 => vec![1, 4, 4],
            38..42 => vec![1 + self.dice.below(2), 2 * (1 + self.dice.below(3)), 2 * (1 + self.dice.below(2))],
            _ => vec![1 + self.dice.below(3), 1 + self.dice.below(4), 1 + self.dice.below(3)],
        }
    }

    fn context(&mut self) -> Option<Tree> {
        if self.dice.chance(0.6) {
            return None;
        }
        self.context = *self.dice.pick(&[1, 1, 2, 3, 4, 9, 20]);
        if self.dice.chance(0.6) {
            return Some(Tree::from(self.context));
        }
        let mut entries = vec![("size".to_string(), Tree::from(self.context))];
        let word = *self.dice.pick(CONDITIONERS);
        entries.push(("embedding".into(), self.call(word)));
        if self.dice.chance(0.6) {
            entries.push(("outputs".into(), Tree::from(*self.dice.pick(&[1, 1, 2, 3, 5, 8]))));
        }
        Some(Tree::Map(entries))
    }

    /// A layer that maps from what the chain gives, as far as its word tells.
    pub(super) fn layer(&mut self) -> Tree {
        if !self.users.is_empty() && self.dice.chance(0.25) {
            return Tree::Call(self.dice.pick(&self.users).clone(), Vec::new());
        }
        if let Some(angles) = self.angles.clone() {
            let spline = self.size == 1 || self.dice.chance(0.2);
            let word = if spline { "circular_spline" } else { "circular_coupling" };
            let word = LAYERS.iter().find(|known| known.name() == word).expect("a layer");
            return match self.call(*word) {
                Tree::Call(name, entries) => {
                    let count = |(key, value)| if key == "angles" { (key, angles.clone()) } else { (key, value) };
                    Tree::Call(name, entries.into_iter().map(count).collect())
                }
                plain => plain,
            };
        }
        let support = self.support;
        self.one_of(LAYERS, |word| fits(word, support, false))
    }

    /// A layer whose other direction maps from what the chain gives; from numbers between 0 and 1, where it is a quantile function.
    pub(super) fn inner_layer(&mut self, unit: bool) -> Tree {
        if unit {
            return self.one_of(LAYERS, |word| fits(word, Support::UNIT, false));
        }
        if !self.users.is_empty() && self.dice.chance(0.25) {
            return Tree::Call(self.dice.pick(&self.users).clone(), Vec::new());
        }
        let support = self.support;
        self.one_of(LAYERS, |word| fits(word, support, true))
    }

    fn one_of(&mut self, words: &[Static], fits: impl Fn(Static) -> bool) -> Tree {
        let fitting: Vec<Static> = words.iter().copied().filter(|word| fits(*word)).collect();
        // Layers that hold layers end somewhere.
        let plain: Vec<Static> = fitting.iter().copied().filter(|word| word.layer().is_some()).collect();
        let word = *self.dice.pick(if self.depth > 2 && !plain.is_empty() { &plain } else { &fitting });
        self.depth += 1;
        let layer = self.call(word);
        self.depth -= 1;
        layer
    }

    /// Draws the value of a setting that no kind describes.
    pub(super) fn node(&mut self, key: &str) -> Tree {
        match key {
            "quantile" => self.inner_layer(true),
            _ => self.training_node(key),
        }
    }
}

/// True if a word is a base of whole numbers.
pub(super) fn is_of_whole_numbers(word: Static) -> bool {
    word.base().zip(word.defaults().checked()).is_some_and(|(base, settings)| base.is_layer(settings))
}

/// True if a word may stand where the chain gives `support`; a word that states no supports may.
fn fits(word: Static, support: Support, inverted: bool) -> bool {
    let defaults = word.settings().defaults(word.name());
    let Some((layer, settings)) = word.layer().zip(defaults.checked()) else { return true };
    match layer.supports(settings) {
        Some((from, to)) => layer.keeps(support) || support == if inverted { to } else { from },
        None => true,
    }
}

//! The section `train`: every word and setting, columns of all kinds in all positions, densities to fit to.

use flow_compiler::catalog::train::generators::GENERATORS;
use flow_compiler::check::columns::PLAIN_KINDS;
use flow_compiler::check::train;

use super::draw::Draw;
use super::{Tree, names};

impl Draw {
    pub(super) fn train(&mut self) -> Tree {
        match self.dice.below(10) {
            // Columns and densities change what is emitted; most settings do not.
            0..4 => Tree::Map(vec![("data".into(), self.file(true))]),
            4..6 => {
                let objective = vec![("target".into(), self.target())];
                let mut entries = vec![("objective".into(), Tree::Call("reverse_kl".into(), objective))];
                if self.context > 0 {
                    entries.push(("data".into(), self.file(false)));
                }
                Tree::Map(entries)
            }
            _ => Tree::Map(self.settings(&train::reference())),
        }
    }

    /// Draws the value of a setting of the section that no kind describes.
    pub(super) fn training_node(&mut self, key: &str) -> Tree {
        match key {
            "data" if self.dice.chance(0.6) => self.file(true),
            "validation" if self.dice.chance(0.5) => Tree::from(*self.dice.pick(&[0.01, 0.1, 0.5, 0.99])),
            "validation" if self.dice.chance(0.5) => self.file(true),
            "data" | "validation" => {
                let word = *self.dice.pick(GENERATORS);
                self.call(word)
            }
            "early_stopping" => Tree::Map(vec![("patience".into(), Tree::from(1 + self.dice.below(10)))]),
            "target" => self.target(),
            "variables" => Tree::List(self.names(self.size).into_iter().map(Tree::Text).collect()),
            "annealing" => {
                let steps = Tree::from(1 + self.dice.below(1000));
                Tree::Map(vec![
                    ("start".into(), Tree::from(*self.dice.pick(&[0.0, 0.01, 1.0]))),
                    ("steps".into(), steps),
                ])
            }
            other => panic!("the generator does not know what `{other}` takes: say it in `declarations/training.rs`"),
        }
    }

    /// A file and what is taken of it; contexts alone, where events are not wanted.
    fn file(&mut self, events: bool) -> Tree {
        let file = self.dice.pick(&["rows.csv", "../a b.npy", "a.npz:train", "a.parquet"]);
        let mut entries = vec![("file".to_string(), Tree::Text(file.to_string()))];
        let mut names = self.names(self.size + self.context + 1);
        let context = names.split_off(self.size + 1);
        if events && self.size <= 20 && self.dice.chance(0.9) {
            let columns = names[..self.size].to_vec();
            entries.push(("columns".into(), self.columns(columns)));
        }
        if self.context > 0 {
            entries.push(("context".into(), Tree::List(context.into_iter().map(Tree::Text).collect())));
        }
        if events && self.dice.chance(0.1) {
            entries.push(("weights".into(), Tree::Text(names[self.size].clone())));
        }
        if self.dice.chance(0.2) {
            entries.push(("missing".into(), Tree::from(*self.dice.pick(&["drop", "refuse"]))));
        }
        if self.dice.chance(0.2) {
            let first = self.dice.below(10);
            entries.push(("rows".into(), Tree::from(vec![first, first + 1 + self.dice.below(50)])));
        }
        Tree::Map(entries)
    }

    /// A list of names, or a map from names to kinds.
    fn columns(&mut self, mut names: Vec<String>) -> Tree {
        if self.dice.chance(0.15) {
            names[0] = self.dice.pick(&names::COLUMNS).to_string();
            return Tree::List(names.into_iter().map(Tree::Text).collect());
        }
        // All alike, all but one alike, or each as it comes.
        let usual = *self.dice.pick(&PLAIN_KINDS);
        let way = self.dice.below(5);
        let odd = self.dice.below(names.len());
        let kind = |draw: &mut Draw, k: usize| match way {
            0 => Tree::from(usual),
            1 if k != odd => Tree::from(usual),
            _ if draw.dice.chance(0.3) => draw.kind_with_list(),
            _ => Tree::from(*draw.dice.pick(&PLAIN_KINDS)),
        };
        Tree::Map(names.into_iter().enumerate().map(|(k, name)| (name, kind(self, k))).collect())
    }

    /// A kind of columns with ends or labels.
    fn kind_with_list(&mut self) -> Tree {
        let low = self.dice.below(5);
        let (word, list) = match self.dice.below(3) {
            0 => ("interval", Tree::from(vec![low, low + 1 + self.dice.below(50)])),
            1 => ("integer", Tree::from(vec![low, low + 1 + self.dice.below(50)])),
            _ => ("categorical", Tree::List(self.names(3).into_iter().map(Tree::Text).collect())),
        };
        Tree::Map(vec![(word.to_string(), list)])
    }

    /// Different names of columns.
    fn names(&mut self, count: usize) -> Vec<String> {
        let order = self.dice.order(names::WORDS.len());
        let named = |k: usize| match order.get(k) {
            Some(place) => names::WORDS[*place].to_string(),
            None => format!("column_{k}"),
        };
        (0..count).map(named).collect()
    }

    /// The logarithm of a density, up to a constant.
    fn target(&mut self) -> Tree {
        let last = self.size - 1;
        let usual = [
            "-0.5 * dot(x, x)".to_string(),
            "sum(-square(square(x)) + 2.0 * square(x))".to_string(),
            "{ let r = norm(x); -0.5 * square((r - 2.0) / 0.4) }".to_string(),
            format!("log_add_exp(-0.5 * square(x[0] - 2.0), -0.5 * square(x[{last}] + 2.0)) - dot(x, x)"),
            format!("if x[{last}] < 0.0 {{ -square(x[0]) }} else {{ -2.0 * square(x[0]) - square(x[{last}]) }}"),
            "-sum(softplus(x) + softplus(-x))".to_string(),
        ];
        let mut text = if self.dice.chance(0.5) { self.dice.pick(&usual).clone() } else { self.free_target() };
        if self.context > 0 && self.dice.chance(0.7) {
            text = format!("{text} - square(x[0] - context[{}])", self.context - 1);
        }
        Tree::Text(text)
    }
}

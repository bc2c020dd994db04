//! The draw of architectures: each layer maps from the support that the chain has reached.

use crate::declarations::{Bijector, Tree};
use crate::numbers::Stream;

/// Words of the catalog that no architecture has. Any other belongs in `Draw`.
///
/// * `supports`: it takes an interval for each element, which the declarations of its own tests write.
/// * Those of angles: the base and all layers have to agree, which no draw of parts makes likely.
/// * `independent`: events of whole numbers have tests of their own.
/// * `residual_made`: the drawn declarations have it, and none of these architectures happens to.
pub const NOT_DRAWN: [&str; 6] =
    ["supports", "cylindrical", "circular_spline", "circular_coupling", "independent", "residual_made"];

/// Users' bijectors; the last one is of an event of three elements.
pub const USERS: [User; 4] = [
    User {
        name: "prelu",
        parameters: &[("alpha", "positive")],
        lets: &[],
        forward: "|z| if z < 0.0 { alpha * z } else { z }",
    },
    User { name: "wave", parameters: &[], lets: &[], forward: "|z| z + 0.4 * sin(z)" },
    User {
        name: "bend",
        parameters: &[("rate", "unit")],
        lets: &[("gain", "1.0 + rate")],
        forward: "|z| gain * z + rate * softplus(z)",
    },
    User {
        name: "cross",
        parameters: &[("k", "scalar")],
        lets: &[],
        forward: "|z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1]]",
    },
];

/// A user's bijector.
pub struct User {
    /// Its name.
    pub name: &'static str,
    parameters: &'static [(&'static str, &'static str)],
    lets: &'static [(&'static str, &'static str)],
    forward: &'static str,
}

impl User {
    pub(super) fn bijector(&self) -> Bijector {
        let owned = |list: &[(&str, &str)]| list.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
        Bijector {
            name: self.name.into(),
            parameters: owned(self.parameters),
            lets: owned(self.lets),
            domain: None,
            forward: self.forward.into(),
            inverse: None,
            assumed: false,
        }
    }
}

/// Where the numbers of the chain lie so far.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Numbers {
    Real,
    Positive,
    Unit,
    Symmetric,
}

use Numbers::{Positive, Real, Symmetric, Unit};

/// A declaration while it is drawn.
pub(super) struct Draw {
    stream: Stream,
    number: usize,
    size: usize,
    context: usize,
    numbers: Numbers,
}

/// A layer of the real numbers that takes its settings from a draw.
type Part = fn(&mut Draw) -> Tree;

/// Layers of the real numbers that any event can have.
const PLAIN: [Part; 21] = [
    |d| d.scaled("affine"),
    |_| call("shift", vec![]),
    |d| d.scaled("scale"),
    |d| call("leaky_relu", vec![("slope", d.one_of(&["0.3", "0.7", "1.6"]))]),
    |d| d.spline(),
    |d| call("lower_triangular", vec![("part", d.one_of(&["lower", "upper"])), ("unit", d.one_of(&["true", "false"]))]),
    |_| call("lu_linear", vec![]),
    |_| call("actnorm", vec![]),
    |_| call("batch_norm", vec![("epsilon", "0.5".into())]),
    |_| call("planar", vec![]),
    |_| call("radial", vec![]),
    |_| call("householder", vec![]),
    |d| call("sylvester", vec![("rank", Tree::from(d.size.min(2)))]),
    |d| call("scale_tril", vec![("rank", Tree::from(d.size.min(2)))]),
    |_| call("reverse", vec![]),
    Draw::permutation,
    |_| call("prelu", vec![]),
    |_| call("wave", vec![]),
    |_| call("bend", vec![]),
    Draw::inverted,
    Draw::repeated,
];

/// Those of which one element, or several without a context, are too few.
const JOINT: [Part; 6] = [
    Draw::coupling,
    |d| {
        let conditioner = d.network();
        call("nice", vec![("couplings", Tree::from(2)), ("conditioner", conditioner)])
    },
    |d| {
        let (transformer, conditioner) = (d.transformer(), d.network());
        call("real_nvp", vec![("couplings", Tree::from(2)), ("transformer", transformer), ("conditioner", conditioner)])
    },
    |d| d.masked_family("maf"),
    |d| d.masked_family("iaf"),
    |d| {
        let (form, hidden) = (d.one_of(&["coupling", "autoregressive"]), d.size + 2);
        call(
            "nsf",
            vec![
                ("form", form),
                ("steps", Tree::from(1)),
                ("bins", Tree::from(3)),
                ("bound", "3.0".into()),
                ("hidden", vec![hidden].into()),
            ],
        )
    },
];

fn call(name: &'static str, settings: Vec<(&'static str, Tree)>) -> Tree {
    Tree::call(name, settings)
}

impl Draw {
    pub(super) fn new(number: usize, size: usize, context: usize) -> Self {
        Draw { stream: Stream::new(800 + number as u64), number, size, context, numbers: Real }
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.stream.uniform() * bound as f64) as usize
    }

    fn one_of(&mut self, words: &[&str]) -> Tree {
        words[self.below(words.len())].into()
    }

    /// The distribution at the bottom; bases take turns.
    pub(super) fn base(&mut self) -> Tree {
        let mut settings = Vec::new();
        let names = [
            "standard_normal",
            "standard_logistic",
            "student_t",
            "standard_uniform",
            "laplace",
            "normal",
            "inverse_cdf",
        ];
        let name = names[self.number % names.len()];
        // The two whose parameters are all learned take turns.
        let name = if name == "normal" && self.number % 2 == 1 { "normal_mixture" } else { name };
        if name == "normal" {
            return call(name, vec![("covariance", self.one_of(&["diagonal", "full"]))]);
        }
        if name == "normal_mixture" {
            return call(name, vec![("components", self.one_of(&["2", "3"]))]);
        }
        if name == "inverse_cdf" {
            return call(name, vec![("quantile", call("logit", vec![]))]);
        }
        if name == "student_t" {
            settings.push(("degrees_of_freedom", self.one_of(&["2.5", "4.0", "9.0"])));
        }
        if name == "standard_uniform" {
            self.numbers = Unit;
            return call(name, settings);
        }
        let ways: &[&str] = if self.context > 0 { &["learned", "conditioned"] } else { &["learned"] };
        for key in ["location", "scale"] {
            if self.below(3) == 0 {
                settings.push((key, self.one_of(ways)));
            }
        }
        if settings.iter().any(|(_, way)| matches!(way, Tree::Word(w) if w == "conditioned")) {
            settings.push(("conditioner", call("mlp", vec![("hidden", vec![3].into())])));
        }
        call(name, settings)
    }

    /// The layer at a place of the chain.
    pub(super) fn layer(&mut self, place: usize) -> Tree {
        let (to, layer) = match self.numbers {
            Real => return self.of_the_real(place),
            Positive => match self.below(6) {
                0 | 1 => (Positive, call("power", vec![("exponent", self.one_of(&["1.5", "-0.5", "0.7"]))])),
                2 => (Positive, self.scaled("scale")),
                3 => (Real, inverse_of("softplus")),
                _ => (Real, call("log", vec![])),
            },
            Unit => match self.below(4) {
                0 => (Real, inverse_of("sigmoid")),
                1 => (Real, inverse_of("gumbel_cdf")),
                _ => (Real, call("logit", vec![])),
            },
            Symmetric => (Real, inverse_of("tanh")),
        };
        self.numbers = to;
        layer
    }

    /// Now and then a layer that leaves the real numbers; otherwise the parts take turns, so that all of them occur.
    fn of_the_real(&mut self, place: usize) -> Tree {
        if self.below(6) == 0 {
            let ways = [
                ("exp", Positive),
                ("softplus", Positive),
                ("sigmoid", Unit),
                ("gumbel_cdf", Unit),
                ("tanh", Symmetric),
            ];
            let (word, to) = ways[self.below(ways.len())];
            self.numbers = to;
            return call(word, vec![]);
        }
        if self.size == 3 && self.below(2) == 0 {
            return call("cross", vec![]);
        }
        self.through(self.number * 7 + place * 5)
    }

    /// A layer from the real numbers to the real numbers.
    fn through(&mut self, turn: usize) -> Tree {
        let mut parts: Vec<Part> = PLAIN.to_vec();
        if self.size > 1 {
            parts.extend(JOINT);
        }
        if self.size > 1 || self.context > 0 {
            parts.push(Draw::autoregressive);
        }
        if self.context > 0 {
            parts.push(|d| {
                let (transformer, conditioner) = (d.transformer(), d.network());
                call("conditional", vec![("transformer", transformer), ("conditioner", conditioner)])
            });
        }
        parts[turn % parts.len()](self)
    }

    fn scaled(&mut self, name: &'static str) -> Tree {
        let settings = match self.below(4) {
            0 => vec![],
            1 => vec![("bound", "1.5".into())],
            _ => vec![("scale", self.one_of(&["softplus", "sigmoid"]))],
        };
        call(name, settings)
    }

    fn spline(&mut self) -> Tree {
        let bins = 2 + self.below(2);
        call("rational_quadratic_spline", vec![("bins", bins.into()), ("bound", self.one_of(&["2.0", "4.0"]))])
    }

    fn transformer(&mut self) -> Tree {
        match self.below(8) {
            0 | 1 => self.scaled("affine"),
            2 => self.scaled("scale"),
            3 => call("additive", vec![]),
            4 => self.spline(),
            5 => call("prelu", vec![]),
            6 => call("gate", vec![]),
            _ => call("bend", vec![]),
        }
    }

    fn activation(&mut self) -> Tree {
        self.one_of(&["relu", "tanh", "sigmoid", "softplus"])
    }

    /// A conditioner of couplings.
    fn network(&mut self) -> Tree {
        let (width, activation) = (3 + self.below(3), self.activation());
        if self.below(4) == 0 {
            return call(
                "residual_mlp",
                vec![("hidden", width.into()), ("blocks", 1.into()), ("activation", activation)],
            );
        }
        let mut hidden = vec![width; self.below(3)];
        hidden.iter_mut().enumerate().for_each(|(k, width)| *width += k);
        let mut settings = vec![("hidden", hidden.into()), ("activation", activation)];
        if self.below(4) == 0 {
            settings.push(("dropout", "0.2".into()));
        }
        call("mlp", settings)
    }

    /// A conditioner of autoregressive layers.
    fn masked_network(&mut self) -> Tree {
        let (width, activation) = (self.size.max(2) - 1 + self.below(4), self.activation());
        let layers = self.below(3);
        let mut settings = vec![("hidden", vec![width; layers].into()), ("activation", activation)];
        if self.below(3) == 0 {
            if layers == 1 {
                settings[0] = ("hidden", width.into());
                settings.push(("blocks", 1.into()));
                return call("residual_made", settings);
            }
            settings.push(("residual", "true".into()));
        }
        call("made", settings)
    }

    fn coupling(&mut self) -> Tree {
        let split = match self.below(4) {
            0 => vec![self.below(self.size)].into(),
            _ => self.one_of(&["halves", "even", "odd"]),
        };
        let (transformer, conditioner) = (self.transformer(), self.network());
        call("coupling", vec![("split", split), ("transformer", transformer), ("conditioner", conditioner)])
    }

    fn autoregressive(&mut self) -> Tree {
        let order = match self.below(3) {
            0 => self.order().into(),
            _ => self.one_of(&["ascending", "descending"]),
        };
        let explicit = self.one_of(&["inverse", "forward"]);
        let (transformer, conditioner) = (self.transformer(), self.masked_network());
        call(
            "autoregressive",
            vec![("explicit", explicit), ("order", order), ("transformer", transformer), ("conditioner", conditioner)],
        )
    }

    fn masked_family(&mut self, name: &'static str) -> Tree {
        let (transformer, conditioner) = (self.transformer(), self.masked_network());
        call(name, vec![("layers", 2.into()), ("transformer", transformer), ("conditioner", conditioner)])
    }

    fn permutation(&mut self) -> Tree {
        match self.below(2) {
            0 => call("permute", vec![("seed", self.number.into())]),
            _ => call("permute", vec![("order", self.order().into())]),
        }
    }

    /// All elements in some order.
    fn order(&mut self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.size).collect();
        (1..self.size).for_each(|i| order.swap(i, self.below(i + 1)));
        order
    }

    /// A layer of this declaration, or a bijector that has no inverse in closed form, the other way round.
    fn inverted(&mut self) -> Tree {
        let layer = match self.below(5) {
            0 if self.size > 1 => self.coupling(),
            1 if self.size > 1 => self.autoregressive(),
            2 => call("lower_triangular", vec![]),
            3 => self.spline(),
            _ => call("wave", vec![]),
        };
        call("invert", vec![("layer", layer)])
    }

    /// Two layers, two times: a loop, with a permutation that differs in each turn.
    fn repeated(&mut self) -> Tree {
        let first = if self.size > 1 { self.coupling() } else { self.scaled("affine") };
        let layers = vec![first, call("permute", vec![("seed", self.number.into())])];
        call("repeat", vec![("times", 2.into()), ("layers", Tree::List(layers))])
    }
}

fn inverse_of(word: &'static str) -> Tree {
    call("invert", vec![("layer", call(word, vec![]))])
}

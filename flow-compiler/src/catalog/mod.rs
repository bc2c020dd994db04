//! The vocabulary: every word that a declaration may use, one file each.
//!
//! Adding one is its file and its name in a list below. What a word means is in its file alone: its settings, its parameters, the
//! explicit direction of its formula, its domain, and the examples that the law tests run.

pub mod bases;
pub mod bijectors;
pub mod conditioners;
pub mod families;
pub mod layers;
mod support;
pub mod train;
pub mod transformers;
pub mod user;

use crate::derive::{Claims, Refusal};
use crate::diag::Diagnostics;
use crate::ir::{Expr, Graph};
use crate::settings::{Filled, Settings};
use crate::shape::{Index, Shape};
use crate::span::Span;
use crate::spec::{Kind, Node};
use crate::suggest::did_you_mean;
use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

pub use support::Support;
pub use user::UserWord;

/// A word of the catalog.
pub type Static = &'static (dyn Word + Sync);

/// A word of the catalog, or of the declaration itself.
#[derive(Clone)]
pub enum AnyWord {
    /// Of the catalog.
    Catalog(Static),
    /// A user's bijector.
    User(Rc<UserWord>),
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
    fn training(&self) -> Option<&dyn train::Training> {
        None
    }
    /// It as sugar over other words.
    fn sugar(&self) -> Option<&dyn Sugar> {
        None
    }
}

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
    /// Reads a call of one of `words`; `what` says what they are. Settings that are wrong are reported and left out.
    pub fn read(
        words: &'static [Static],
        what: &str,
        node: &Node,
        users: &[Rc<UserWord>],
        errors: &mut Diagnostics,
    ) -> Option<Self> {
        let Some(call) = node.as_call() else {
            let help = match &node.kind {
                Kind::Map(entries) if entries.len() == 1 => {
                    format!("the settings of `{0}` stand in a map: `{0}: {{key: value}}`", entries[0].key.text)
                }
                _ => names(words, users),
            };
            let guess = match &node.kind {
                Kind::Text(text) => did_you_mean(text, words.iter().map(|w| w.name())),
                _ => String::new(),
            };
            errors.error(node.span, format!("found {}, expected a {what}{guess}", node.describe())).help(help);
            return None;
        };
        let name = call.name.text.as_str();
        let own = users.iter().find(|w| w.name() == name).map(|w| AnyWord::User(w.clone()));
        let found = own.or_else(|| words.iter().find(|w| w.name() == name).map(|w| AnyWord::Catalog(*w)));
        match found {
            Some(word) => {
                let filled = word.settings().fill(name, call.entries, call.name.span, users, errors);
                Some(Chosen { word, filled, span: call.name.span })
            }
            None => {
                let known = words.iter().map(|w| w.name()).chain(users.iter().map(|w| w.name()));
                let guess = did_you_mean(name, known);
                let error = errors.error(call.name.span, format!("there is no {what} `{name}`{guess}"));
                if guess.is_empty() {
                    error.help(names(words, users));
                }
                None
            }
        }
    }
}

fn names(words: &[Static], users: &[Rc<UserWord>]) -> String {
    let list: Vec<&str> = words.iter().map(|w| w.name()).chain(users.iter().map(|w| w.name())).collect();
    format!("there are: {}", list.join(", "))
}

/// Where a parameter starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Init {
    /// The same number everywhere.
    Constant(f64),
    /// Uniform between `−bound` and `bound`.
    Uniform(f64),
    /// 0, and with measured statistics the mean of what training rows become just below the layer.
    DataMean,
    /// 0, and with measured statistics the logarithm of their standard deviation.
    DataLogDeviation,
    /// 0; in training the mean over the batch of what enters the layer on the way from data to base, and between steps an average of
    /// these with this momentum. It is not learned: training goes through it to the samples.
    Mean(f64),
    /// 1; the same for the variance.
    Variance(f64),
    /// 0; then the mean over the first batch, and learned from there.
    FirstMean,
    /// 0; then the logarithm of the standard deviation over the first batch, and learned from there.
    FirstLogDeviation,
}

impl Init {
    /// Whether training measures it on batches of data.
    pub fn is_measured(self) -> bool {
        matches!(self, Init::Mean(_) | Init::Variance(_) | Init::FirstMean | Init::FirstLogDeviation)
    }
}

/// A learned parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name below the layer's, such as `conditioner.0.weight`.
    pub name: String,
    /// Its shape; a weight is `[out, in]`.
    pub shape: Shape,
    /// Where it starts.
    pub init: Init,
}

/// Units that training switches off at random: each is multiplied by 0, or by `1 / (1 − rate)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dropout {
    /// The probability of 0.
    pub rate: f64,
    /// How many units.
    pub units: usize,
}

/// Where a layer is declared: its graph, its parameters so far, the context.
pub struct Site<'g> {
    /// The layer's graph.
    pub graph: &'g Graph,
    /// The conditioning input, if the flow has one.
    pub context: Option<Expr<'g>>,
    parameters: RefCell<Vec<Parameter>>,
    dropouts: RefCell<Vec<Dropout>>,
}

impl<'g> Site<'g> {
    /// Without parameters.
    pub fn new(graph: &'g Graph, context: Option<Expr<'g>>) -> Self {
        Site { graph, context, parameters: RefCell::default(), dropouts: RefCell::default() }
    }

    /// The same units, some of which are switched off in training. (Srivastava et al. 2014)
    pub fn dropout(&self, units: Expr<'g>, rate: f64) -> Expr<'g> {
        if rate == 0.0 {
            return units;
        }
        let mut dropouts = self.dropouts.borrow_mut();
        dropouts.push(Dropout { rate, units: units.size() });
        units * self.graph.varying(&dropout_leaf(dropouts.len() - 1), units.shape())
    }

    /// What training switches off, in the order of declaration.
    pub fn dropouts(&self) -> Vec<Dropout> {
        self.dropouts.borrow().clone()
    }

    /// A new learned parameter.
    pub fn parameter(&self, name: &str, shape: Shape, init: Init) -> Expr<'g> {
        let mut parameters = self.parameters.borrow_mut();
        parameters.push(Parameter { name: name.into(), shape: shape.clone(), init });
        self.graph.parameter(parameters.len() - 1, name, shape)
    }

    /// The parameters so far, as the leaves that the declaration read.
    pub fn leaves(&self) -> Vec<Expr<'g>> {
        let parameters = self.parameters.borrow();
        parameters.iter().enumerate().map(|(k, p)| self.graph.parameter(k, &p.name, p.shape.clone())).collect()
    }

    /// The parameters in the order of their declaration.
    pub fn into_parameters(self) -> Vec<Parameter> {
        self.parameters.into_inner()
    }
}

/// The name of the leaf that stands for what a dropout multiplies by.
pub fn dropout_leaf(number: usize) -> String {
    format!("dropout {number}")
}

/// A scalar parameter of an elementwise bijector and its value where nothing has been learned.
pub struct Scalar {
    /// Its name.
    pub name: String,
    /// Where it starts.
    pub start: f64,
    /// Whether a layer has one for all elements rather than one each.
    pub shared: bool,
    /// How many numbers of this name each element has; they lie side by side.
    pub count: usize,
    /// Whether a layer starts it at random, uniform in `±1/√D`, and not at `start`.
    pub drawn: bool,
}

impl Scalar {
    /// A number of its own for each element.
    pub fn each(name: &str, start: f64) -> Self {
        Scalar { name: name.into(), start, shared: false, count: 1, drawn: false }
    }

    /// That many numbers of its own for each element.
    pub fn several(name: &str, count: usize, start: f64) -> Self {
        Scalar { count, ..Scalar::each(name, start) }
    }

    /// How many numbers each element has of all these together.
    pub fn total(scalars: &[Scalar]) -> usize {
        scalars.iter().map(|s| s.count).sum()
    }

    /// The values of all these for `size` elements from a network's output, in which an element's numbers lie side by side.
    pub fn read<'g>(scalars: &[Scalar], raw: Expr<'g>, size: usize) -> Vec<Expr<'g>> {
        let (stride, mut start) = (Scalar::total(scalars), 0);
        let mut out = Vec::new();
        for scalar in scalars {
            out.push(raw.gather(Index::blocks(start, stride, scalar.count, size)).named(&scalar.name));
            start += scalar.count;
        }
        out
    }
}

/// A bijector that treats every element alike: a layer, and a transformer where its parameters come from a conditioner.
pub trait Elementwise: Word {
    /// The parameters that each element has.
    fn parameters(&self, _: &Filled) -> Vec<Scalar> {
        Vec::new()
    }
    /// Reports settings that do not fit each other.
    fn check(&self, _: &Filled, _: &mut Diagnostics) {}
    /// `x` from `z`, given the values of the parameters, each as many as its [`Scalar`] says for every element of z.
    fn forward<'g>(&self, z: Expr<'g>, parameters: &[Expr<'g>], settings: &Filled) -> Expr<'g>;
    /// What z can be.
    fn domain(&self) -> Support {
        Support::REAL
    }
    /// What x can be.
    fn codomain(&self) -> Support {
        Support::REAL
    }
    /// Whether it also maps this support to itself, in both directions.
    fn keeps(&self, _: Support) -> bool {
        false
    }
    /// Settings to test it with.
    fn examples(&self) -> Vec<Filled>;
}

/// A network that outputs a transformer's parameters.
pub trait Conditioner: Word {
    /// `outputs` numbers from the conditioning elements.
    fn build<'g>(&self, site: &Site<'g>, inputs: Expr<'g>, outputs: usize, settings: &Filled) -> Expr<'g>;
    /// Settings to test it with.
    fn examples(&self) -> Vec<Filled>;
}

/// A network that outputs the parameters of every element from the elements before it.
pub trait MaskedConditioner: Word {
    /// `per_element` numbers for each element, an element's side by side. `inputs` are the context and then the elements, in the order
    /// of their levels.
    fn build<'g>(
        &self,
        site: &Site<'g>,
        inputs: Expr<'g>,
        context: usize,
        per_element: usize,
        settings: &Filled,
    ) -> Expr<'g>;
    /// Reports settings that do not fit an event of `size` elements.
    fn check(&self, size: usize, settings: &Filled, span: Span, errors: &mut Diagnostics);
    /// Settings to test it with.
    fn examples(&self) -> Vec<Filled>;
}

/// Which of the two directions a layer's formula states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// z → x, the sampling direction.
    Forward,
    /// x → z, the density direction.
    Inverse,
}

impl Direction {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Direction::Forward => Direction::Inverse,
            Direction::Inverse => Direction::Forward,
        }
    }
}

/// A bijector of the whole event.
pub trait Layer: Word {
    /// Reports settings that do not fit an event of `size` elements and a context of `context`.
    fn check(&self, size: usize, context: usize, settings: &Filled, span: Span, errors: &mut Diagnostics);
    /// The level of each element of the argument in the declared order.
    fn levels(&self, size: usize, settings: &Filled) -> Vec<usize>;
    /// Which direction [`declare`](Self::declare) states.
    fn explicit(&self, _: &Filled) -> Direction {
        Direction::Forward
    }
    /// The explicit direction.
    fn declare<'g>(&self, site: &Site<'g>, v: Expr<'g>, settings: &Filled) -> Result<Expr<'g>, Refusal>;
    /// What is stated about the declared direction, whose result is `result`, instead of being derived or proved.
    fn claims<'g>(&self, _: &Site<'g>, _result: Expr<'g>, _: &Filled) -> Claims<'g> {
        Claims::default()
    }
    /// What it maps from and to; `None` where it maps any support to itself.
    fn supports(&self, settings: &Filled) -> Option<(Support, Support)>;
    /// Where its elements have supports of their own: the open interval of each. Such a layer is the last one.
    fn intervals(&self, _size: usize, _: &Filled) -> Vec<(f64, f64)> {
        Vec::new()
    }
    /// Whether it also maps this support to itself, in both directions.
    fn keeps(&self, _: Support) -> bool {
        false
    }
    /// Sizes and settings to test it with.
    fn examples(&self) -> Vec<(usize, Filled)>;
}

/// A distribution with a density and a sampler of its own.
pub trait Base: Word {
    /// `log p(z)`; the site keeps what it learns.
    fn log_prob<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: &Filled) -> Expr<'g>;
    /// What z can be.
    fn support(&self) -> Support;
    /// The runtime's sampler, by its variant's name in the spelling of words.
    fn sampler(&self) -> &'static str;
    /// The numbers that the sampler takes.
    fn sampler_numbers(&self, _: &Filled) -> Vec<f64> {
        Vec::new()
    }
    /// The layers that it puts at the bottom of the chain, each with its path: those of its location and scale, unless it has others.
    fn bottom(&self, base: &Chosen, context: usize, errors: &mut Diagnostics) -> Vec<(&'static str, Node)> {
        bases::located(base, context, errors)
    }
    /// Whether these layers map its support like any others; a location and scale move it to where nobody knows before it is fitted.
    fn maps_its_support(&self) -> bool {
        false
    }
    /// Settings to test it with.
    fn examples(&self) -> Vec<Filled>;
}

/// A word that stands for other layers.
pub trait Sugar: Word {
    /// The layers, as a declaration would spell them; errors at `span`.
    fn expand(&self, settings: &Filled, span: Span) -> Expansion;
    /// Settings to test it with.
    fn examples(&self) -> Vec<Filled>;
}

/// What sugar stands for.
pub enum Expansion {
    /// Layers one after another.
    Layers(Vec<Node>),
    /// Layers that stand several times, each time with parameters of their own.
    Repeat(usize, Vec<Node>),
    /// One layer with its directions swapped.
    Invert(Node),
}

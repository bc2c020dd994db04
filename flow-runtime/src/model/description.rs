//! A flow as static data, which the compiler emits: names, shapes, and how its layers follow each
//! other.

use std::ops::Deref;

use crate::model::interval::Interval;
use crate::numeric::kernels::{Stairs, Window};

/// Which way a flow is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// x → z
    Density,
    /// z → x
    Sampling,
}

/// A declaration: its layers, and the densities that they make.
#[derive(Debug)]
pub struct Description {
    /// The name of the flow.
    pub name: &'static str,
    /// The hash of its architecture, which a model file must match.
    pub architecture: &'static str,
    /// Its text, with all settings filled; kept in model files.
    pub specification: &'static str,
    /// All layers that have a function of their own, numbered over all members.
    pub layers: &'static [LayerInfo],
    /// The densities that are declared together. A flow is one.
    pub members: &'static [Member],
}

/// A flow is a declaration of one member, and reads like it.
impl Deref for Description {
    type Target = Member;

    fn deref(&self) -> &Member {
        &self.members[0]
    }
}

/// One density of a declaration: a base under a chain of layers, for one event, given a context or
/// not.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The shape of one `x`.
    pub event: &'static [usize],
    /// Numbers of context; 0 without.
    pub context: usize,
    /// Numbers that layers read of it: those of its embedding; 0 without one.
    pub embedded: usize,
    /// The ends, left out, between which each element of `x` lies.
    pub support: (f64, f64),
    /// How many values an element can have, where these are whole numbers from 0.
    pub levels: Option<u32>,
    /// Where elements have supports of their own, the open interval of each.
    pub intervals: &'static [(f64, f64)],
    /// How the layers follow each other, from base to data.
    pub chain: &'static [Stage],
    /// The number of the layer that embeds the context. It stands beside the chain.
    pub embedding: Option<usize>,
    /// The base.
    pub base: BaseInfo,
    /// Rows of working memory that any of its functions needs.
    pub scratch: usize,
}

impl Member {
    /// A flow of all numbers, with nothing else, of which emitted descriptions say what is different.
    pub const EMPTY: Member = Member {
        event: &[],
        context: 0,
        embedded: 0,
        support: (f64::NEG_INFINITY, f64::INFINITY),
        levels: None,
        intervals: &[],
        chain: &[],
        embedding: None,
        base: BaseInfo { layer: 0, sampler: Sampler::StandardNormal },
        scratch: 0,
    };

    /// Numbers of context that layers read.
    pub fn read_context(&self) -> usize {
        if self.embedded > 0 { self.embedded } else { self.context }
    }

    /// Number of elements of `x`.
    pub fn size(&self) -> usize {
        self.event.iter().product()
    }

    /// The interval in which an element of `x` lies.
    pub fn interval(&self, element: usize) -> Interval {
        let (low, high) = self.intervals.get(element).copied().unwrap_or(self.support);
        Interval::between(low, high)
    }

    /// True where every element of `x` can be any number.
    pub fn is_real(&self) -> bool {
        self.intervals.is_empty() && self.support == (f64::NEG_INFINITY, f64::INFINITY)
    }
}

/// A declared layer.
#[derive(Clone, Copy, Debug)]
pub struct LayerInfo {
    /// Where it stands, `layers.0._.1`, with `_` for the number of an iteration.
    pub path: &'static str,
    /// How many numbers it maps: the first of those of the event, since behind a layer that factors
    /// some out the others stay as they are.
    pub rows: usize,
    /// Its parameters.
    pub parameters: &'static [ParameterInfo],
    /// Length of what is prepared from them: panels and other uniform values.
    pub prepared: usize,
    /// Length of the cotangents of its uniform values.
    pub uniforms: usize,
    /// Units that a training step may switch off.
    pub dropouts: usize,
    /// Its element orders.
    pub tables: &'static [TableInfo],
    /// The backward pass of the density direction; `None` where it has no cotangents.
    pub density: Option<Backward>,
    /// The backward pass of the sampling direction; `None` where it has no cotangents, or is not
    /// there.
    pub sampling: Option<Backward>,
}

impl LayerInfo {
    /// A layer with nothing of its own, of which emitted descriptions say what is different.
    pub const EMPTY: LayerInfo = LayerInfo {
        path: "",
        rows: 0,
        parameters: &[],
        prepared: 0,
        uniforms: 0,
        dropouts: 0,
        tables: &[],
        density: None,
        sampling: None,
    };
}

/// A learned parameter.
#[derive(Clone, Copy, Debug)]
pub struct ParameterInfo {
    /// Its name below the layer's path.
    pub name: &'static str,
    /// Its shape; a weight is `[out, in]`.
    pub shape: &'static [usize],
    /// Where it starts.
    pub init: Init,
}

/// Where a parameter starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Init {
    /// The same number everywhere.
    Constant(f64),
    /// Uniform between `−bound` and `bound`.
    Uniform(f64),
    /// 0; where a fit measures statistics, the mean of what its rows become just below the layer.
    DataMean,
    /// 0; where a fit measures statistics, the logarithm of their standard deviation.
    DataLogDeviation,
    /// 0; in training the mean over the batch of what enters the layer on the way from data to
    /// base, and of averages with this momentum between steps. It is not learned.
    Mean(f64),
    /// 1; the same for the variance.
    Variance(f64),
    /// 0; then the mean over the first batch, and learned from there.
    FirstMean,
    /// 0; then the logarithm of the standard deviation over the first batch, and learned from
    /// there.
    FirstLogDeviation,
}

impl Init {
    /// True where training measures it from a batch.
    pub fn is_measured(self) -> bool {
        matches!(self, Init::Mean(_) | Init::Variance(_) | Init::FirstMean | Init::FirstLogDeviation)
    }
}

/// An order of elements.
#[derive(Clone, Copy, Debug)]
pub enum TableInfo {
    /// The order as it is written.
    Given(&'static [u32]),
    /// `len` elements, drawn from the seed plus the number of the iteration.
    Seeded(u64, usize),
    /// The inverse of an earlier table of the layer.
    InverseOf(usize),
}

/// The rows that a backward pass keeps, and its sums.
#[derive(Clone, Copy, Debug)]
pub struct Backward {
    /// Rows of tape.
    pub tape: usize,
    /// Sums over the samples of the batch.
    pub reductions: &'static [Reduction],
}

/// Where a sum over samples goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Cotangents of the layer's parameters, from this element on.
    Parameters(usize),
    /// Cotangents of its uniform values, from this element on.
    Uniform(usize),
}

/// How the matrix of a product lies: which of its entries multiply which element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contraction {
    /// Row by row, as it is stored; where it is masked, with these entries alone, and the others
    /// stay zero.
    Matrix(Option<Stairs>),
    /// It slides over a grid, and is `[outputs, inputs, kernel height, kernel width]`.
    Window(Window),
}

/// A sum over samples of what the tape holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reduction {
    /// `Σ a bᵀ`, and `Σ a` where a bias has the same cotangent.
    Outer {
        /// How the matrix lies.
        of: Contraction,
        /// Where the matrix goes.
        matrix: Target,
        /// Where the sum of `a` goes.
        bias: Option<Target>,
        /// First row of `a`.
        a: usize,
        /// First row of `b`.
        b: usize,
        /// Rows of `a`.
        rows: usize,
        /// Rows of `b`.
        columns: usize,
        /// True where it is added to what an earlier reduction wrote.
        add: bool,
    },
    /// `Σ v`
    Sum {
        /// Where it goes.
        target: Target,
        /// First row.
        at: usize,
        /// Rows.
        rows: usize,
        /// True where it is added to what an earlier reduction wrote.
        add: bool,
    },
}

/// Stages of the chain.
#[derive(Clone, Copy, Debug)]
pub enum Stage {
    /// A layer, by its number in [`Description::layers`].
    Layer(usize),
    /// Stages several times.
    Repeat(usize, &'static [Stage]),
}

/// The base distribution.
#[derive(Clone, Copy, Debug)]
pub struct BaseInfo {
    /// The number of the layer that holds its parameters and its log-density.
    pub layer: usize,
    /// How it is drawn from.
    pub sampler: Sampler,
}

/// How a base is drawn from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sampler {
    /// Independent standard normals.
    StandardNormal,
    /// Independent standard logistics, of distribution function `1 / (1 + e⁻ᶻ)`.
    StandardLogistic,
    /// Independent uniforms between 0 and 1.
    StandardUniform,
    /// Independent t distributed numbers with these degrees of freedom.
    StudentT(f64),
    /// Independent standard normals, but for so many of the last elements, which are uniform from −π
    /// to π.
    Cylindrical(f64),
    /// Independent Laplace distributed numbers, of density `e^(−|z|) / 2`.
    Laplace,
    /// Normals of which each row chooses one. The base's parameters are the logarithms of weights
    /// up to a constant, `[k]`, the means, `[k, size]`, and the logarithms of deviations, `[k,
    /// size]`.
    NormalMixture,
}

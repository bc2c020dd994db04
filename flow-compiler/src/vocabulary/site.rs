//! The place where a layer is declared, and what it learns there.

use std::cell::{Cell, RefCell};

use crate::event::Event;
use crate::ir::{Expr, Graph};
use crate::shape::{Copies, Index, Shape};

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
    /// 0; in training the mean over the batch of what enters the layer on the way from data to
    /// base, and between steps an average of these with this momentum. It is not learned: training
    /// goes through it to the samples.
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
    /// True if training measures it on batches of data.
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

/// How the last maps of networks start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LastMaps {
    /// Small, so that their outputs are near 0 and a fresh layer is close to the identity.
    #[default]
    Small,
    /// At 0, and so their outputs.
    Zero,
    /// As all others, so that their outputs differ from one input to another from the first step on.
    Usual,
}

/// Where something is declared: its graph, the event, the context, its parameters so far.
pub struct Site<'g> {
    /// The layer's graph.
    pub graph: &'g Graph,
    /// The event whose numbers are mapped; where a network reads the context alone, that.
    pub event: &'g Event,
    /// The conditioning input, if the flow has one.
    pub context: Option<Expr<'g>>,
    /// Where the parameters of a network stand below the layer: `conditioner.`.
    network: &'static str,
    /// How the last maps of networks start.
    last_maps: Cell<LastMaps>,
    parameters: RefCell<Vec<Parameter>>,
    dropouts: RefCell<Vec<Dropout>>,
}

impl<'g> Site<'g> {
    /// Without parameters.
    pub fn new(graph: &'g Graph, event: &'g Event, context: Option<Expr<'g>>) -> Self {
        let (parameters, dropouts) = (RefCell::default(), RefCell::default());
        Site { graph, event, context, network: "conditioner.", last_maps: Cell::default(), parameters, dropouts }
    }

    /// From here on the last maps of networks start like this.
    pub fn start_last_maps(&self, how: LastMaps) {
        self.last_maps.set(how);
    }

    /// How the last maps of networks start.
    pub fn last_maps(&self) -> LastMaps {
        self.last_maps.get()
    }

    /// A place that is a network itself, and no layer with one.
    pub fn of_network(graph: &'g Graph, event: &'g Event) -> Self {
        Site { network: "", ..Site::new(graph, event, None) }
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

    /// The same channels, side by side at each position, some of which are switched off in training
    /// at all positions alike. (Tompson et al. 2015)
    pub fn channel_dropout(&self, units: Expr<'g>, channels: usize, rate: f64) -> Expr<'g> {
        if rate == 0.0 {
            return units;
        }
        let mut dropouts = self.dropouts.borrow_mut();
        dropouts.push(Dropout { rate, units: channels });
        let kept = self.graph.varying(&dropout_leaf(dropouts.len() - 1), Shape::vector(channels));
        units * kept.repeat(Copies::of(units.size() / channels, channels))
    }

    /// The units that training switches off, in the order of declaration.
    pub fn dropouts(&self) -> Vec<Dropout> {
        self.dropouts.borrow().clone()
    }

    /// A new learned parameter.
    pub fn parameter(&self, name: &str, shape: Shape, init: Init) -> Expr<'g> {
        let mut parameters = self.parameters.borrow_mut();
        parameters.push(Parameter { name: name.into(), shape: shape.clone(), init });
        self.graph.parameter(parameters.len() - 1, name, shape)
    }

    /// A new learned number for each element; on a grid for each channel, the same at every position.
    pub fn parameter_of_each(&self, name: &str, init: Init) -> Expr<'g> {
        match self.event.grid() {
            Some(grid) => {
                let channels = self.parameter(name, Shape::vector(grid.channels), init);
                channels.repeat(Copies::of(grid.positions(), grid.channels))
            }
            None => self.parameter(name, Shape::vector(self.event.size()), init),
        }
    }

    /// A new learned parameter of layer `k` of a network.
    pub fn network_parameter(&self, k: usize, name: &str, shape: Shape, init: Init) -> Expr<'g> {
        let mut parameters = self.parameters.borrow_mut();
        parameters.push(Parameter { name: format!("{}{k}.{name}", self.network), shape: shape.clone(), init });
        self.graph.parameter(parameters.len() - 1, &format!("conditioner.{k}.{name}"), shape)
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
    /// True if a layer has one for all elements rather than one each.
    pub shared: bool,
    /// How many numbers of this name each element has; they lie side by side.
    pub count: usize,
    /// True if a layer starts it at random, uniform in `±1/√D`, and not at `start`.
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

    /// The values of all these for `size` elements from a network's output, in which an element's
    /// numbers lie side by side.
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

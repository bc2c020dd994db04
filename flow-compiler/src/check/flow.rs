//! The checked flow: every word resolved, every default filled, every shape known, every domain
//! met.
//!
//! [`Dist`] is the recursive type of everything that has a density. A specification gives its first
//! two forms; joint and autoregressive distributions become further variants, not another compiler.

use std::rc::Rc;

use proc_macro2::TokenStream;

use super::train::Train;
use crate::event::Event;
use crate::span::Span;
use crate::vocabulary::{AnyWord, Checked, Chosen, Declared, LastMaps, Support, Value};

/// A checked declaration.
pub struct Flow {
    /// The name of the type.
    pub name: String,
    /// Its documentation.
    pub doc: Vec<String>,
    /// Its visibility, for emission.
    pub visibility: TokenStream,
    /// The shape of one `x`.
    pub event: Event,
    /// The size of the context; 0 where there is none.
    pub context: usize,
    /// The network through which layers read it, if there is one.
    pub embedding: Option<Embedding>,
    /// The density.
    pub dist: Dist,
    /// The values that `x` can have.
    pub support: Support,
    /// Where elements have supports of their own: the open interval of each.
    pub intervals: Vec<(f64, f64)>,
    /// How it is fitted.
    pub train: Train,
}

/// A network that is applied to the context once; layers read its outputs.
#[derive(Clone)]
pub struct Embedding {
    /// The conditioner that it is.
    pub chosen: Chosen,
    /// How the numbers of the context lie that it reads.
    pub given: Event,
    /// How many numbers it outputs.
    pub outputs: usize,
    /// The function that its outputs pass through, if there is one.
    pub activation: Option<String>,
}

/// A distribution.
pub enum Dist {
    /// A density and a sampler of its own.
    Base(Chosen),
    /// Another one, mapped by layers from base to data.
    Transformed {
        /// The distribution that is mapped.
        base: Box<Dist>,
        /// The map.
        layers: Vec<Layer>,
    },
}

/// A layer of a chain.
pub enum Layer {
    /// One bijector.
    Bijector(Box<Instance>),
    /// The layers that a word stands for, one after another.
    Group(Vec<Layer>),
    /// Layers several times, each time with parameters of their own.
    Repeat {
        /// How many times.
        times: usize,
        /// The layers that are repeated.
        layers: Vec<Layer>,
    },
}

impl Layer {
    /// Lets the last maps of its networks start like this.
    pub(super) fn start_last_maps(&mut self, how: LastMaps) {
        match self {
            Layer::Bijector(instance) => instance.last_maps = how,
            Layer::Group(layers) | Layer::Repeat { layers, .. } => {
                layers.iter_mut().for_each(|layer| layer.start_last_maps(how));
            }
        }
    }

    /// True for a layer whose network reads nothing but the context.
    pub(super) fn reads_context_alone(&self) -> bool {
        matches!(self, Layer::Bijector(instance) if instance.layer().reads_context_alone())
    }

    /// True for what a base stands under by its own settings.
    pub fn is_of_base(&self) -> bool {
        match self {
            Layer::Bijector(instance) => !instance.path.starts_with("layers."),
            Layer::Group(layers) | Layer::Repeat { layers, .. } => layers.iter().all(Layer::is_of_base),
        }
    }
}

/// A bijector at its place.
#[derive(Clone)]
pub struct Instance {
    /// Which one, with which settings.
    pub chosen: Chosen,
    /// True if its directions are swapped.
    pub inverted: bool,
    /// Where it stands: `layers.0._.1`, with `_` for an iteration.
    pub path: String,
    /// The event that it maps.
    pub event: Event,
    /// How the last maps of its networks start.
    pub last_maps: LastMaps,
}

impl Instance {
    /// The layer that it is.
    pub fn layer(&self) -> &dyn crate::vocabulary::Layer {
        self.chosen.layer()
    }

    /// Its settings.
    pub fn settings(&self) -> Checked<'_> {
        self.chosen.settings()
    }
}

impl Dist {
    /// The distribution at the bottom.
    pub fn base(&self) -> &Chosen {
        match self {
            Dist::Base(chosen) => chosen,
            Dist::Transformed { base, .. } => base.base(),
        }
    }

    /// The layers from base to data.
    pub fn layers(&self) -> &[Layer] {
        match self {
            Dist::Base(_) => &[],
            Dist::Transformed { layers, .. } => layers,
        }
    }
}

impl Flow {
    /// How many numbers layers read of the context.
    pub fn read_context(&self) -> usize {
        self.embedding.as_ref().map_or(self.context, |e| e.outputs)
    }

    /// Warns of what is right in its layers and may still surprise, each with the place of the
    /// layer.
    pub fn warnings(&self) -> Vec<String> {
        let context = self.read_context();
        let of = |instance: &Instance| -> Vec<String> {
            let found = instance.layer().warnings(&instance.event, context, instance.settings());
            found.into_iter().map(|warning| format!("{}: {warning}", instance.path)).collect()
        };
        instances(self.dist.layers()).into_iter().flat_map(of).collect()
    }

    /// Says what the elements of layers with a network on a grid depend on, each with the place of the
    /// layer.
    pub fn fields(&self) -> Vec<String> {
        let of = |instance: &Instance| -> Option<String> {
            let field = instance.layer().field(&instance.event, instance.settings())?;
            Some(format!("{}: {field}", instance.path))
        };
        instances(self.dist.layers()).into_iter().filter_map(of).collect()
    }

    /// The users' bijectors that layers are or contain, each once, in the order of the layers.
    pub fn users(&self) -> Vec<Rc<dyn Declared>> {
        let mut out = Vec::new();
        instances(self.dist.layers()).iter().for_each(|instance| users_in(&instance.chosen, &mut out));
        out
    }
}

/// All bijectors of a chain, those of a repetition once.
fn instances(layers: &[Layer]) -> Vec<&Instance> {
    fn of(layer: &Layer) -> Vec<&Instance> {
        match layer {
            Layer::Bijector(instance) => vec![instance],
            Layer::Group(layers) | Layer::Repeat { layers, .. } => instances(layers),
        }
    }
    layers.iter().flat_map(of).collect()
}

fn users_in(chosen: &Chosen, out: &mut Vec<Rc<dyn Declared>>) {
    if let AnyWord::User(user) = &chosen.word
        && out.iter().all(|known| known.name() != user.name())
    {
        out.push(user.clone());
    }
    for (_, value) in chosen.filled.iter() {
        if let Value::Chosen(inner) = value {
            users_in(inner, out);
        }
    }
}

/// The place of a word, for messages of later phases.
pub fn span_of(instance: &Instance) -> Span {
    instance.chosen.span
}

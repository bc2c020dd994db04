//! The layers of a specification, and the numbers of its parameters as they are filled.

use std::collections::BTreeSet;
use std::ops::Range;

use flow_compiler::Compiled;
use flow_compiler::check::{Instance, Layer};
use flow_engine::Engine;
use flow_runtime::__private::Parametric;
use flow_runtime::{Error, Result};

use super::tensors::Tensors;
use super::theirs::Values;

/// A layer at its place.
#[derive(Clone)]
pub struct Place<'c> {
    /// Where it stands, `layers.0.3.1`.
    pub path: String,
    pub instance: &'c Instance,
    parameters: Vec<Parameter>,
    /// The order of a permutation that is drawn from a seed.
    pub table: Vec<usize>,
}

#[derive(Clone)]
struct Parameter {
    /// Its name below the layer's.
    name: String,
    shape: Vec<usize>,
    range: Range<usize>,
}

/// All layers of a specification.
pub struct Ours<'c> {
    /// From data to base.
    pub places: Vec<Place<'c>>,
    /// Elements of an event.
    pub size: usize,
    /// Numbers of a context.
    pub context: usize,
    /// All parameters, in the order of the flow.
    pub numbers: Vec<f64>,
    filled: BTreeSet<usize>,
}

impl<'c> Ours<'c> {
    /// The layers of a compiled specification, whose parameters wait to be filled.
    ///
    /// # Errors
    /// It is one that no peer's model can be.
    pub fn new(compiled: &'c Compiled) -> Result<Ours<'c>> {
        let flow = compiled.flow();
        let (size, base) = (flow.event.size(), flow.dist.base());
        if flow.event.grid().is_some() {
            return Err(Error::input(format!("the event is {}, expected numbers in a row", flow.event))
                .help("models of images cannot be imported"));
        }
        if base.word.name() != "standard_normal" {
            return Err(Error::input(format!("the base is `{}`, expected `standard_normal`", base.word.name()))
                .help("that is the base of the models that can be imported"));
        }
        if flow.embedding.is_some() {
            return Err(Error::input("the context has an embedding, which no model of these packages has")
                .help("write `context: N`, and give rows of the embedding in its place"));
        }
        let mut instances = Vec::new();
        collect(flow.dist.layers(), &mut instances);
        let engine = Engine::<f64>::new(compiled, 0);
        let layout = engine.program_state().layout();
        let mut places = Vec::new();
        for placed in layout.layers[layout.chain()].iter().rev() {
            let below = format!("{}.", placed.path);
            let own = layout.named.iter().filter(|named| {
                placed.parameters.start <= named.range.start && named.range.end <= placed.parameters.end
            });
            let parameter = |named: &flow_runtime::__private::model::layout::Named| Parameter {
                name: named.name.strip_prefix(&below).unwrap_or(&named.name).to_owned(),
                shape: named.shape.clone(),
                range: named.range.clone(),
            };
            let Some(instance) = instances.get(placed.declared) else {
                return Err(Error::bug(format!("no layer is declared at `{}`", placed.path)));
            };
            places.push(Place {
                path: placed.path.clone(),
                instance,
                parameters: own.map(parameter).collect(),
                table: layout.tables[placed.tables.clone()]
                    .iter()
                    .take(size)
                    .map(|element| *element as usize)
                    .collect(),
            });
        }
        let numbers = vec![0.0; layout.parameters];
        Ok(Ours { places, size, context: flow.context, numbers, filled: BTreeSet::new() })
    }

    /// The numbers of a parameter, to be filled.
    ///
    /// # Errors
    /// The layer has none of this name and shape.
    pub fn fill(
        &mut self,
        place: &Place,
        name: &str,
        shape: &[usize],
        values: impl IntoIterator<Item = f64>,
    ) -> Result<()> {
        let found = place.shape(name).unwrap_or_default();
        let Some(parameter) =
            place.parameters.iter().find(|parameter| parameter.name == name && parameter.shape == shape)
        else {
            return Err(Error::bug(format!("`{}.{name}` has the shape {found:?}, expected {shape:?}", place.path)));
        };
        self.numbers[parameter.range.clone()].iter_mut().zip(values).for_each(|(number, value)| *number = value);
        self.filled.insert(parameter.range.start);
        Ok(())
    }

    /// The same by the numbers of tensors, which are told of.
    ///
    /// # Errors
    /// Those of [`Ours::fill`].
    pub fn fill_by(&mut self, place: &Place, name: &str, values: &Values, file: &mut Tensors) -> Result<()> {
        self.fill(place, name, &[values.values.len()], values.values.iter().copied())?;
        for tensor in &values.names {
            file.note(tensor, format!("{}.{name}: {}", place.path, values.done));
        }
        Ok(())
    }

    /// The parameters of layers that got nothing.
    pub fn missing(&self) -> Vec<String> {
        let of = |place: &Place| {
            let empty =
                place.parameters.iter().filter(|p| !p.range.is_empty() && !self.filled.contains(&p.range.start));
            empty
                .map(|parameter| format!("{}.{} {:?}", place.path, parameter.name, parameter.shape))
                .collect::<Vec<_>>()
        };
        self.places.iter().rev().flat_map(of).collect()
    }
}

impl Place<'_> {
    /// The word that stands there.
    pub fn word(&self) -> &str {
        self.instance.chosen.word.name()
    }

    /// The place and its word, for messages.
    pub fn named(&self) -> String {
        let inverted = if self.instance.inverted { "`invert` of " } else { "" };
        format!("`{}` ({inverted}`{}`)", self.path, self.word())
    }

    /// The shape of a parameter.
    pub fn shape(&self, name: &str) -> Option<Vec<usize>> {
        self.parameters.iter().find(|parameter| parameter.name == name).map(|parameter| parameter.shape.clone())
    }
}

/// All bijectors of a chain, those of a repetition once, as their numbers in a flow count them.
fn collect<'c>(layers: &'c [Layer], out: &mut Vec<&'c Instance>) {
    for layer in layers {
        match layer {
            Layer::Bijector(instance) => out.push(instance),
            Layer::Group(layers) | Layer::Repeat { layers, .. } => collect(layers, out),
        }
    }
}

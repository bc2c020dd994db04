//! The checked flow: every word resolved, every default filled, every shape known, every domain met.
//!
//! [`Dist`] is the recursive type of everything that has a density. A specification gives its first two forms; joint and
//! autoregressive distributions become further variants, not another compiler.

use std::fmt::Write;
use std::rc::Rc;

use proc_macro2::TokenStream;

use crate::catalog::bases::{BASES, standard_normal::StandardNormal};
use crate::catalog::conditioners::CONDITIONERS;
use crate::catalog::layers::{LAYERS, supports::Supports};
use crate::catalog::{AnyWord, Chosen, Expansion, Support, UserWord, Word};
use crate::diag::Diagnostics;
use crate::settings::{Filled, LARGEST, Settings, Value};
use crate::shape::Shape;
use crate::span::Span;
use crate::spec::{Kind, Node, Spec};
use crate::suggest::did_you_mean;
use crate::train::{self, Data, FileData, Train};

/// A checked declaration.
pub struct Flow {
    /// The name of the type.
    pub name: String,
    /// Its documentation.
    pub doc: Vec<String>,
    /// Its visibility, for emission.
    pub visibility: TokenStream,
    /// The shape of one `x`.
    pub event: Shape,
    /// The size of the context; 0 where there is none.
    pub context: usize,
    /// The network through which layers read it, if there is one.
    pub embedding: Option<Embedding>,
    /// The density.
    pub dist: Dist,
    /// What `x` can be.
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
    /// How many numbers it outputs.
    pub outputs: usize,
}

/// A distribution.
pub enum Dist {
    /// A density and a sampler of its own.
    Base(Chosen),
    /// Another one, mapped by layers from base to data.
    Transformed {
        /// What is mapped.
        base: Box<Dist>,
        /// The map.
        layers: Vec<Layer>,
    },
}

/// A layer of a chain.
pub enum Layer {
    /// One bijector.
    Bijector(Box<Instance>),
    /// What a word stands for: layers one after another.
    Group(Vec<Layer>),
    /// Layers several times, each time with parameters of their own.
    Repeat {
        /// How many times.
        times: usize,
        /// What is repeated.
        layers: Vec<Layer>,
    },
}

/// A bijector at its place.
#[derive(Clone)]
pub struct Instance {
    /// Which one, with which settings.
    pub chosen: Chosen,
    /// Whether its directions are swapped.
    pub inverted: bool,
    /// Where it stands: `layers.0._.1`, with `_` for an iteration.
    pub path: String,
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

/// The words of a declaration beside `layers`.
const FIELDS: [&str; 3] = ["base", "layers", "train"];

/// Checks a declaration. All errors of the phase are reported together.
pub fn check(spec: &Spec) -> Result<Flow, Diagnostics> {
    let mut errors = Diagnostics::new();
    for entry in &spec.fields {
        let key = entry.key.text.as_str();
        if !FIELDS.contains(&key) {
            let guess = did_you_mean(key, FIELDS);
            let error = errors.error(entry.key.span, format!("a flow has no field `{key}`{guess}"));
            if guess.is_empty() {
                error.help(format!("its fields are: {}", FIELDS.join(", ")));
            }
        }
    }
    let users: Vec<Rc<UserWord>> = spec.bijectors.iter().filter_map(|b| UserWord::read(b, &mut errors)).collect();
    shadowed(&users, spec, &mut errors);
    let event = read_event(&spec.event, &mut errors);
    let (context, embedding) = spec.context.as_ref().map_or((0, None), |node| read_context(node, &mut errors));
    let base = match spec.field("base") {
        Some(node) => Chosen::read(BASES, "base", node, &[], &mut errors),
        None => Some(train::plain(&StandardNormal)),
    };
    let size = event.as_ref().map(Shape::size);
    let broken = spec.bijectors.iter().map(|b| b.name.text.as_str());
    let broken = broken.filter(|name| users.iter().all(|user| user.name() != *name)).collect();
    let read = embedding.as_ref().map_or(context, |e| e.outputs);
    let resolver = Resolver { size, context: read, users: &users, broken };
    let bottom = base.as_ref().map_or(Vec::new(), |b| resolver.located(b, &mut errors));
    let mut layers = match spec.field("layers") {
        Some(Node { kind: Kind::List(nodes), .. }) => resolver.list(nodes, "layers", ONCE, &mut errors),
        Some(node) => {
            errors.error(node.span, format!("`layers` is {}, expected a list of layers", node.describe()));
            Vec::new()
        }
        None => Vec::new(),
    };
    let family = base.as_ref().and_then(|b| b.word.base());
    let mut support = family.map_or(Support::REAL, |b| b.support());
    if family.is_some_and(|b| b.maps_its_support()) {
        support = check_domains(&bottom, support, "the base", &mut errors).0;
    } else if !bottom.is_empty() {
        support = Support::REAL;
    }
    if errors.is_empty() {
        support = check_domains(&layers, support, base.as_ref().map_or("", |b| b.word.name()), &mut errors).0;
    }
    layers.splice(0..0, bottom);
    let train = train::read(spec.field("train"), size, context, &mut errors);
    if let Some(declared) = train.data.as_ref().and_then(declared_supports) {
        check_domains(std::slice::from_ref(&declared), support, "the layer", &mut errors);
        layers.push(declared);
    }
    let intervals = size.map_or_else(Vec::new, |size| read_intervals(&layers, size, &mut errors));
    match (event, base) {
        (Some(event), Some(base)) => errors.into_result(Flow {
            name: spec.name.text.clone(),
            doc: spec.doc.clone(),
            visibility: spec.visibility.clone(),
            event,
            context,
            embedding,
            dist: Dist::Transformed { base: Box::new(Dist::Base(base)), layers },
            support,
            intervals,
            train,
        }),
        _ => Err(errors),
    }
}

/// The layer that columns with a declared support ask for.
fn declared_supports(data: &Data) -> Option<Layer> {
    let Data::File(FileData { positive, unit, span, .. }) = data else { return None };
    let named = [("positive", positive), ("unit", unit)].into_iter().filter(|(_, elements)| !elements.is_empty());
    let filled = named.fold(Filled::default(), |filled, (key, list)| filled.with(key, Value::Counts(list.clone())));
    let chosen = Chosen { word: AnyWord::Catalog(&Supports), filled, span: *span };
    let any = !positive.is_empty() || !unit.is_empty();
    any.then(|| Layer::Bijector(Box::new(Instance { chosen, inverted: false, path: Supports.name().into() })))
}

/// The intervals of the elements, which the last layer alone may set.
fn read_intervals(layers: &[Layer], size: usize, errors: &mut Diagnostics) -> Vec<(f64, f64)> {
    let all = bijectors(layers);
    let intervals = |instance: &Instance| {
        instance.chosen.word.layer().map_or_else(Vec::new, |l| l.intervals(size, &instance.chosen.filled))
    };
    let mut last = Vec::new();
    for (k, instance) in all.iter().enumerate() {
        last = intervals(instance);
        if !last.is_empty() && (instance.inverted || k + 1 < all.len()) {
            let name = instance.chosen.word.name();
            errors
                .error(instance.chosen.span, format!("`{name}` is not the last layer, or its directions are swapped"))
                .help("it says what the data can be, so nothing may follow it; columns with a declared support bring their own");
        }
    }
    last
}

/// All bijectors in their order, those of a repetition as often as it runs them, up to twice.
fn bijectors(layers: &[Layer]) -> Vec<&Instance> {
    fn of(layer: &Layer) -> Vec<&Instance> {
        match layer {
            Layer::Bijector(instance) => vec![instance],
            Layer::Group(layers) => bijectors(layers),
            Layer::Repeat { times, layers } => bijectors(layers).repeat((*times).min(2)),
        }
    }
    layers.iter().flat_map(of).collect()
}

/// A user's bijector may not take the name of a layer.
fn shadowed(users: &[Rc<UserWord>], spec: &Spec, errors: &mut Diagnostics) {
    for user in users {
        let taken = LAYERS.iter().any(|w| w.name() == user.name());
        if let Some(declared) = spec.bijectors.iter().find(|b| taken && b.name.text == user.name()) {
            errors
                .error(declared.name.span, format!("`{}` is a layer of the catalog", user.name()))
                .help("choose another name");
        }
    }
}

fn read_extent(node: &Node, what: &str, errors: &mut Diagnostics) -> Option<usize> {
    let Kind::Number(text) = &node.kind else {
        errors.error(node.span, format!("{what} is {}, expected a whole number from 1 to {LARGEST}", node.describe()));
        return None;
    };
    let extent = node.number().filter(|n| (1..=LARGEST).contains(n));
    if extent.is_none() {
        errors.error(node.span, format!("{what} is the number {text}, expected a whole number from 1 to {LARGEST}"));
    }
    extent
}

fn read_event(node: &Node, errors: &mut Diagnostics) -> Option<Shape> {
    let extents = match &node.kind {
        Kind::List(list) => list.iter().map(|n| read_extent(n, "an extent of the event", errors)).collect(),
        _ => read_extent(node, "the event", errors).map(|n| vec![n]),
    };
    let extents: Vec<usize> = extents?;
    if extents.is_empty() || extents.len() > 3 {
        errors.error(node.span, format!("the event has {} extents, expected 1 to 3", extents.len()));
        return None;
    }
    // At most three factors of at most 2²⁰ each.
    let size: u64 = extents.iter().map(|e| *e as u64).product();
    if size > LARGEST as u64 {
        let product = extents.iter().map(usize::to_string).collect::<Vec<_>>().join(" × ");
        errors.error(node.span, format!("the event has {product} = {size} elements, expected at most {LARGEST}"));
        return None;
    }
    Some(Shape::of(&extents))
}

/// What `context` takes when it is a map.
pub fn context_settings() -> Settings {
    Settings::none()
        .count("size", "the number of elements")
        .optional_call("embedding", CONDITIONERS, "conditioner", "a network that all layers read it through")
        .count_or("outputs", 1, 8, "how many numbers the embedding outputs")
}

fn read_context(node: &Node, errors: &mut Diagnostics) -> (usize, Option<Embedding>) {
    let Kind::Map(entries) = &node.kind else {
        return (read_extent(node, "the context", errors).unwrap_or(0), None);
    };
    let before = errors.len();
    let filled = context_settings().fill("context", entries, node.span, &[], errors);
    if errors.len() > before {
        return (0, None);
    }
    let outputs = entries.iter().find(|e| e.key.text == "outputs");
    if let (None, Some(outputs)) = (filled.chosen("embedding"), outputs) {
        let message = "`context` has `outputs`, which are those of an `embedding`";
        errors.error(outputs.key.span, message).help("add an embedding: `embedding: mlp`, or leave `outputs` out");
    }
    let embedding = filled.chosen("embedding").cloned();
    (filled.count("size"), embedding.map(|chosen| Embedding { chosen, outputs: filled.count("outputs") }))
}

/// What stands around a layer.
#[derive(Clone, Copy)]
struct Around {
    /// Whether directions are swapped.
    inverted: bool,
    /// How many times all `repeat`s together run it.
    times: usize,
}

const ONCE: Around = Around { inverted: false, times: 1 };

struct Resolver<'u> {
    /// Elements of the event, where they are known.
    size: Option<usize>,
    /// Elements of the context as layers read it.
    context: usize,
    users: &'u [Rc<UserWord>],
    /// Users' bijectors that are wrong, which has been reported.
    broken: Vec<&'u str>,
}

impl Resolver<'_> {
    /// The layers that move and stretch the base.
    fn located(&self, base: &Chosen, errors: &mut Diagnostics) -> Vec<Layer> {
        let before = errors.len();
        let nodes = base.word.base().map_or(Vec::new(), |b| b.bottom(base, self.context, errors));
        let nodes = if errors.len() > before { Vec::new() } else { nodes };
        nodes.iter().filter_map(|(path, node)| self.layer(node, path, ONCE, errors)).collect()
    }

    fn list(&self, nodes: &[Node], path: &str, around: Around, errors: &mut Diagnostics) -> Vec<Layer> {
        let mut layers: Vec<Layer> = Vec::new();
        for (i, node) in nodes.iter().enumerate() {
            layers.extend(self.layer(node, &format!("{path}.{i}"), around, errors));
        }
        if around.inverted {
            layers.reverse();
        }
        layers
    }

    fn layer(&self, node: &Node, path: &str, around: Around, errors: &mut Diagnostics) -> Option<Layer> {
        if node.as_call().is_some_and(|call| self.broken.contains(&call.name.text.as_str())) {
            return None;
        }
        let chosen = Chosen::read(LAYERS, "layer", node, self.users, errors)?;
        if let Some(sugar) = chosen.word.sugar() {
            return match sugar.expand(&chosen.filled, chosen.span) {
                Expansion::Layers(nodes) => Some(Layer::Group(self.list(&nodes, path, around, errors))),
                Expansion::Repeat(times, nodes) => {
                    let around = Around { times: product(around.times, times, &chosen, errors), ..around };
                    let layers = self.list(&nodes, &format!("{path}._"), around, errors);
                    Some(Layer::Repeat { times, layers })
                }
                Expansion::Invert(node) => {
                    self.layer(&node, path, Around { inverted: !around.inverted, ..around }, errors)
                }
            };
        }
        let layer = chosen.word.layer()?;
        check_transformers(&chosen, errors);
        // What is missing or wrong by itself is not measured against the event.
        if let Some(size) = self.size.filter(|_| !chosen.filled.is_wrong()) {
            layer.check(size, self.context, &chosen.filled, chosen.span, errors);
        }
        Some(Layer::Bijector(Box::new(Instance { chosen, inverted: around.inverted, path: path.into() })))
    }
}

/// A transformer maps the numbers of an element, whatever its parameters are, onto the same numbers: those of other elements stay.
fn check_transformers(layer: &Chosen, errors: &mut Diagnostics) {
    for (_, value) in layer.filled.iter() {
        let Value::Chosen(chosen) = value else { continue };
        let Some(transformer) = chosen.word.elementwise() else { continue };
        let (from, to) = (transformer.domain(), transformer.codomain());
        if from != to {
            let message = format!(
                "the transformer `{}` maps from {from} to {to}, expected onto the same numbers",
                chosen.word.name()
            );
            errors.error(chosen.span, message).help("it can be a layer after this one");
        }
    }
}

/// How many times the layers of a repetition run, itself repeated; 1 where they are too many, which is reported.
fn product(outer: usize, times: usize, repeat: &Chosen, errors: &mut Diagnostics) -> usize {
    // Both factors are at most 2²⁰.
    let all = outer as u64 * times as u64;
    if all <= LARGEST as u64 {
        return outer * times;
    }
    let name = repeat.word.name();
    errors
        .error(
            repeat.span,
            format!("`{name}` runs its layers {outer} × {times} = {all} times, expected at most {LARGEST}"),
        )
        .help("repeat fewer times");
    1
}

/// Follows the supports from base to data: a layer maps from the whole of what the one before it maps to.
fn check_domains(layers: &[Layer], mut support: Support, base: &str, errors: &mut Diagnostics) -> (Support, String) {
    let mut giver = base.to_string();
    for layer in layers {
        match layer {
            Layer::Bijector(instance) => {
                let name = instance.chosen.word.name();
                let Some(layer) = instance.chosen.word.layer().filter(|l| !l.keeps(support)) else { continue };
                let Some((from, to)) = layer.supports(&instance.chosen.filled) else { continue };
                let (from, to) = if instance.inverted { (to, from) } else { (from, to) };
                let shown = if instance.inverted { format!("invert({name})") } else { name.to_string() };
                if from != support {
                    errors
                        .error(
                            instance.chosen.span,
                            format!("`{shown}` maps from {from}, but `{giver}` before it gives {support}"),
                        )
                        .help("a layer must map from all that the layer before it maps to");
                }
                (support, giver) = (to, shown);
            }
            Layer::Group(layers) => (support, giver) = check_domains(layers, support, &giver, errors),
            Layer::Repeat { layers, times } => {
                let first = support;
                let before = errors.len();
                (support, giver) = check_domains(layers, support, &giver, errors);
                if *times > 1 && support != first && errors.len() == before {
                    (support, giver) = check_domains(layers, support, &giver, errors);
                }
            }
        }
    }
    (support, giver)
}

impl Flow {
    /// The text form of the checked flow: all that decides what it computes, but for long formulas, of which it shows the beginning.
    pub fn text(&self) -> String {
        let mut text = format!("flow {}\nevent {}\n", self.name, self.event);
        if self.context > 0 {
            let _ = writeln!(text, "context {}", self.context);
        }
        if let Some(embedding) = &self.embedding {
            let _ = writeln!(text, "embedding {} to {}", show(&embedding.chosen), embedding.outputs);
        }
        self.users().iter().for_each(|user| text.push_str(&user.description()));
        let _ = writeln!(text, "base {}", show(self.dist.base()));
        print_layers(self.dist.layers(), "", &mut text);
        text
    }

    /// How many numbers layers read of the context.
    pub fn read_context(&self) -> usize {
        self.embedding.as_ref().map_or(self.context, |e| e.outputs)
    }

    /// The users' bijectors that layers are or contain, each once, in the order of the layers.
    pub fn users(&self) -> Vec<Rc<UserWord>> {
        let mut out = Vec::new();
        users_of(self.dist.layers(), &mut out);
        out
    }

    /// The architecture's hash: 128-bit FNV-1a of [`text`](Self::text) and of users' formulas in full, as 32 hexadecimal digits. It
    /// names an architecture; it is no protection against forgery.
    pub fn hash(&self) -> String {
        let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        let formulas: String = self.users().iter().map(|user| user.text()).collect();
        for byte in self.text().bytes().chain(formulas.bytes()) {
            hash ^= u128::from(byte);
            hash = hash.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B);
        }
        format!("{hash:032x}")
    }
}

fn users_of(layers: &[Layer], out: &mut Vec<Rc<UserWord>>) {
    for layer in layers {
        match layer {
            Layer::Bijector(instance) => users_in(&instance.chosen, out),
            Layer::Group(layers) | Layer::Repeat { layers, .. } => users_of(layers, out),
        }
    }
}

fn users_in(chosen: &Chosen, out: &mut Vec<Rc<UserWord>>) {
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

fn print_layers(layers: &[Layer], indent: &str, text: &mut String) {
    for layer in layers {
        match layer {
            Layer::Bijector(instance) => {
                let swapped = if instance.inverted { "invert " } else { "" };
                let _ = writeln!(text, "{indent}{} {swapped}{}", instance.path, show(&instance.chosen));
            }
            Layer::Group(layers) => print_layers(layers, indent, text),
            Layer::Repeat { times, layers } => {
                let _ = writeln!(text, "{indent}repeat × {times}");
                print_layers(layers, &format!("{indent}  "), text);
            }
        }
    }
}

/// A word with all its settings.
pub fn show(chosen: &Chosen) -> String {
    let settings: Vec<String> =
        chosen.filled.iter().map(|(name, value)| format!("{name} = {}", show_value(value))).collect();
    if settings.is_empty() {
        chosen.word.name().to_string()
    } else {
        format!("{}({})", chosen.word.name(), settings.join(", "))
    }
}

/// The value of a setting, as the macro spells it.
pub fn show_value(value: &Value) -> String {
    match value {
        Value::Number(v) => format!("{v}"),
        Value::Count(v) => format!("{v}"),
        Value::Counts(v) => format!("{v:?}"),
        Value::Seed(v) => format!("{v}"),
        Value::Word(v) => v.clone(),
        Value::Flag(v) => format!("{v}"),
        Value::Chosen(v) => show(v),
        Value::Nodes(_) => "…".into(),
    }
}

/// The place of a word, for messages of later phases.
pub fn span_of(instance: &Instance) -> Span {
    instance.chosen.span
}

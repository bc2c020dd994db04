//! A latent variable model: its declaration is read as those of its three members, each a flow.
//!
//! ```text
//! latent: {size: 40, prior, encoder, outputs, posterior}  ─▶ prior       p(z): event z
//! likelihood: independent(family, conditioner)                posterior   q(z | x): event z, context x
//!                                                             likelihood  p(x | z): event x, context z
//! ```
//! A member is a base, or a map of `base` and `layers`. What the members' declarations hold was typed,
//! so that mistakes are told at their places.

use super::flow::Layer;
use crate::catalog::conditioners::{ACTIVATIONS, ENCODERS};
use crate::diag::Diagnostics;
use crate::span::Span;
use crate::spec::{Entry, Ident, Kind, Node, Spec};
use crate::suggest::did_you_mean;
use crate::vocabulary::{LARGEST, LastMaps, Settings, Slot, Takes};

/// The field that makes a declaration one of a latent variable model.
pub const LATENT: &str = "latent";
/// The field that declares the density of the data given the latent variable.
pub const LIKELIHOOD: &str = "likelihood";

/// A member of a latent variable model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LatentMember {
    /// `p(x | z)`, which has to read z.
    Likelihood,
    /// `q(z | x)`, whose draws have to move with its parameters.
    Posterior,
    /// `p(z)`
    Prior,
}

impl LatentMember {
    /// All of them, in the order of [`super::check_latent`].
    pub const ALL: [LatentMember; 3] = [LatentMember::Likelihood, LatentMember::Posterior, LatentMember::Prior];

    /// Lets networks start where their outputs differ between contexts, since nothing is learned of a code
    /// that no output reads. Other layers of a likelihood, and those of a prior, start close to the identity.
    pub(super) fn start_networks(self, layers: &mut [Layer]) {
        let is_started = |layer: &&mut Layer| match self {
            LatentMember::Likelihood => layer.is_of_base() || layer.reads_context_alone(),
            LatentMember::Posterior => true,
            LatentMember::Prior => false,
        };
        layers.iter_mut().filter(is_started).for_each(|layer| layer.start_last_maps(LastMaps::Usual));
    }
}

/// The declarations of the members of a latent variable model.
pub struct Members {
    /// `p(x | z)`
    pub likelihood: Spec,
    /// `q(z | x)`
    pub posterior: Spec,
    /// `p(z)`
    pub prior: Spec,
}

/// The settings of `latent`.
pub fn settings() -> Settings {
    Settings::none()
        .count("size", "how many numbers the latent variable z has")
        .optional("prior", Takes::Node("a base, or a map of `base` and `layers`"), "`p(z)`; left out, `standard_normal`")
        .optional_call("encoder", ENCODERS, Slot::Conditioner, "a network that reads x once for the whole posterior")
        .count_or("outputs", 1, 64, "how many numbers the encoder outputs")
        .optional("activation", Takes::Choice(ACTIVATIONS), "function after the encoder's outputs; left out, none")
        .optional(
            "posterior",
            Takes::Node("a base, or a map of `base` and `layers`"),
            "`q(z | x)`, whose context is x or what the encoder makes of it; left out, a normal whose mean and deviations are linear in \
             what the encoder outputs",
        )
}

/// True for the declaration of a latent variable model.
pub fn is_latent(spec: &Spec) -> bool {
    spec.field(LATENT).is_some() || spec.field(LIKELIHOOD).is_some()
}

/// The declarations of the members.
///
/// # Errors
/// Fields that are missing or do not fit.
pub fn members(spec: &Spec) -> Result<Members, Diagnostics> {
    let mut errors = Diagnostics::new();
    let found = read(spec, &mut errors);
    match found {
        Some(members) => errors.into_result(members),
        None => Err(errors),
    }
}

fn read(spec: &Spec, errors: &mut Diagnostics) -> Option<Members> {
    fields(spec, errors);
    let (latent, likelihood) = (spec.field(LATENT), spec.field(LIKELIHOOD));
    let (Some(latent), Some(likelihood)) = (latent, likelihood) else {
        let (found, missing, help) = match latent {
            Some(_) => (LATENT, LIKELIHOOD, "say what x is given z: `likelihood: independent(conditioner = mlp)`"),
            None => (LIKELIHOOD, LATENT, "say what z is: `latent: { size: 8 }`"),
        };
        let span = latent.or(likelihood).map_or(spec.name.span, |node| node.span);
        errors.error(span, format!("a declaration with `{found}` needs `{missing}` too")).help(help);
        return None;
    };
    let Kind::Map(entries) = &latent.kind else {
        let message = format!("`latent` is {}, expected a map", latent.describe());
        errors.error(latent.span, message).help("write `latent: { size: 8 }`");
        return None;
    };
    let before = errors.len();
    let filled = settings().fill(LATENT, entries, latent.span, &[], errors);
    filled.checked().filter(|_| errors.len() == before)?;
    let entry = |key: &str| entries.iter().find(|entry| entry.key.text == key);
    let size = entry("size")?.value.clone();
    for key in ["outputs", "activation"] {
        if let (Some(typed), None) = (entry(key), entry("encoder")) {
            let message = format!("`latent` has `{key}`, which belongs to an `encoder`");
            errors.error(typed.key.span, message).help(format!("add an encoder: `encoder: mlp`, or leave `{key}` out"));
        }
    }
    let likelihood =
        Spec { context: Some(size.clone()), ..member(spec, "Likelihood", spec.event.clone(), Some(likelihood)) };
    let posterior = entry("posterior").map(|entry| &entry.value);
    let objective = spec.field("train").and_then(|train| match &train.kind {
        Kind::Map(entries) => crate::spec::find(entries, "objective")?.as_call().map(|call| call.name.text),
        _ => None,
    });
    let standard = usual_posterior(objective.as_deref() != Some("reconstruction"), latent.span);
    let posterior = Spec {
        elements: None,
        context: Some(context(spec, entries, latent.span)),
        ..member(spec, "Posterior", size.clone(), Some(posterior.unwrap_or(&standard)))
    };
    let prior = entry("prior").map(|entry| &entry.value);
    let prior = Spec { elements: None, context: None, ..member(spec, "Prior", size, prior) };
    Some(Members { likelihood, posterior, prior })
}

/// Refuses fields that such a declaration does not have.
fn fields(spec: &Spec, errors: &mut Diagnostics) {
    const FIELDS: [&str; 3] = [LATENT, LIKELIHOOD, "train"];
    for entry in &spec.fields {
        let key = entry.key.text.as_str();
        if FIELDS.contains(&key) {
            continue;
        }
        let (message, help) = match key {
            "base" | "layers" => (
                format!("a declaration with `latent` has no `{key}` of its own"),
                "`likelihood`, and `prior` and `posterior` in `latent`, are each a base, or a map of `base` and `layers`".into(),
            ),
            _ => (
                format!("a latent variable model has no field `{key}`{}", did_you_mean(key, FIELDS)),
                format!("its fields are: {}", FIELDS.join(", ")),
            ),
        };
        errors.error(entry.key.span, message).help(help);
    }
    if let Some(context) = &spec.context {
        errors
            .error(context.span, "a declaration with `latent` has a `context`, expected none")
            .help("what its members are given is x and z; leave `context` out");
    }
}

/// The declaration of one member of this event.
fn member(spec: &Spec, name: &str, event: Node, node: Option<&Node>) -> Spec {
    let entry = |key: &str, value: &Node| Entry { key: Ident::new(key, value.span), value: value.clone() };
    let fields = match node {
        None => Vec::new(),
        Some(Node { kind: Kind::Map(entries), .. }) if is_whole(entries) => entries.clone(),
        Some(base) => vec![entry("base", base)],
    };
    Spec {
        visibility: spec.visibility.clone(),
        doc: Vec::new(),
        name: Ident::new(format!("{}{name}", spec.name.text), spec.name.span),
        event,
        elements: spec.elements.clone(),
        context: None,
        fields,
        bijectors: spec.bijectors.clone(),
    }
}

/// True for a map of `base` and `layers`, which is no call of a base.
fn is_whole(entries: &[Entry]) -> bool {
    !entries.is_empty() && entries.iter().all(|entry| ["base", "layers"].contains(&entry.key.text.as_str()))
}

/// The context of the posterior: x, or what the encoder makes of it.
fn context(spec: &Spec, entries: &[Entry], span: Span) -> Node {
    let number = |n: usize| Node::new(Kind::Number(n.to_string()), span);
    // An event that is wrong is told where it is read.
    let extents: Vec<usize> = match &spec.event.kind {
        Kind::List(list) => list.iter().filter_map(Node::number).collect(),
        _ => spec.event.number().into_iter().collect(),
    };
    let size = number(extents.iter().copied().fold(1, usize::saturating_mul).clamp(1, LARGEST));
    let of = |from: &str, to: &str| {
        let entry = entries.iter().find(|entry| entry.key.text == from)?;
        Some(Entry { key: Ident::new(to, entry.key.span), value: entry.value.clone() })
    };
    let Some(encoder) = of("encoder", "embedding") else { return size };
    let outputs = of("outputs", "outputs").unwrap_or(Entry { key: Ident::new("outputs", span), value: number(64) });
    let size = Entry { key: Ident::new("size", span), value: size };
    let shape = (extents.len() > 1).then(|| Entry { key: Ident::new("shape", span), value: spec.event.clone() });
    let all = [Some(size), shape, Some(encoder), Some(outputs), of("activation", "activation")];
    Node::new(Kind::Map(all.into_iter().flatten().collect()), span)
}

/// `standard_normal(location = conditioned, scale = conditioned, conditioner = mlp(hidden = []))`, of which
/// codes of an autoencoder need no scale.
fn usual_posterior(has_scale: bool, span: Span) -> Node {
    let entry = |key: &str, kind: Kind| Entry { key: Ident::new(key, span), value: Node::new(kind, span) };
    let conditioned = || Kind::Word("conditioned".into());
    let hidden = vec![entry("hidden", Kind::List(Vec::new()))];
    let linear = Kind::Call { name: Ident::new("mlp", span), entries: hidden };
    let scale = has_scale.then(|| entry("scale", conditioned()));
    let all = [Some(entry("location", conditioned())), scale, Some(entry("conditioner", linear))];
    let entries = all.into_iter().flatten().collect();
    Node::new(Kind::Call { name: Ident::new("standard_normal", span), entries }, span)
}

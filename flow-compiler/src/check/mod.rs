//! Checking a declaration: what was typed and the vocabulary make a [`Flow`], or all that is wrong.
//!
//! ```text
//! Spec ─read──▶ users' bijectors, event, context, base ─resolve──▶ layers ─supports──▶ what x can be ─▶ Flow
//!    └──train──▶ Train
//! ```

mod angles;
pub mod binarize;
pub mod columns;
pub mod encoding;
mod flow;
pub mod latent;
mod read;
mod resolve;
mod supports;
mod text;
pub mod train;

pub use flow::{Dist, Embedding, Flow, Instance, Layer, span_of};
pub use read::context_settings;

/// The words for the values of an event's numbers, in the order of the reference page.
pub fn elements() -> &'static [Static] {
    read::ELEMENTS
}

pub use text::{hash_of, show, show_value};

use crate::catalog::train::objectives::{CLOSED_FORM, KL};
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::spec::Spec;
use crate::vocabulary::{Chosen, Static, Support};
use resolve::Resolver;

/// Checks a declaration. All errors of the phase are reported together.
///
/// Each call reads what those above it found and goes on where they found nothing, so that one
/// mistake hides no other. Supports are followed only where everything before was right: a layer
/// that is missing would make the next one look wrong too.
///
/// # Errors
/// Everything that is wrong with the declaration.
pub fn check(spec: &Spec) -> Result<Flow, Diagnostics> {
    let flow = check_density(spec, None)?;
    let mut errors = Diagnostics::new();
    train::check_objective(&flow.train, false, &mut errors);
    errors.into_result(flow)
}

/// Checks the declaration of a latent variable model: likelihood, posterior and prior. All errors of the
/// phase are reported together. The `train` section is the likelihood's.
///
/// # Errors
/// Everything that is wrong with the declaration.
pub fn check_latent(spec: &Spec) -> Result<[Flow; 3], Diagnostics> {
    let latent::Members { mut likelihood, posterior, prior } = latent::members(spec)?;
    likelihood.fields.extend(spec.fields.iter().filter(|entry| entry.key.text == "train").cloned());
    let mut errors = Diagnostics::new();
    let members = [likelihood, posterior, prior];
    let found: Vec<Flow> = members
        .iter()
        .zip(latent::LatentMember::ALL)
        .filter_map(|(spec, role)| match check_density(spec, Some(role)) {
            Ok(flow) => Some(flow),
            Err(own) => {
                errors.append(own);
                None
            }
        })
        .collect();
    if let Some(likelihood) = found.first() {
        train::check_objective(&likelihood.train, true, &mut errors);
    }
    if let [_, posterior, prior] = &found[..]
        && (posterior.support.low < prior.support.low || posterior.support.high > prior.support.high)
    {
        let [gives, has] = [posterior.support, prior.support];
        let message = format!(
            "the posterior gives {gives}, and the prior is a density of {has}: the KL between them is infinite"
        );
        let span = spec.field(latent::LATENT).map_or(spec.name.span, |node| node.span);
        errors
            .error(span, message)
            .help("give the posterior a last layer that maps into the range of the prior, such as `sigmoid` or `exp`");
    }
    if let [likelihood, posterior, prior] = &found[..] {
        check_closed_form(&likelihood.train, [("posterior", posterior), ("prior", prior)], &mut errors);
    }
    let errors = errors.once();
    match <[Flow; 3]>::try_from(found) {
        Ok(members) => errors.into_result(members),
        Err(_) => Err(errors),
    }
}

/// Refuses a KL in closed form of members that are no normal distributions of independent elements.
fn check_closed_form(train: &train::Train, members: [(&str, &Flow); 2], errors: &mut Diagnostics) {
    let Some(objective) = train.chosen("objective").filter(|objective| objective.word.name() == "elbo") else { return };
    let Some(settings) = objective.filled.checked().filter(|s| s.word(KL) == CLOSED_FORM) else { return };
    let span = settings.span(KL);
    if settings.word("bound") == "importance" {
        errors
            .error(span, "`importance` has no KL term, and `kl` is `closed_form`")
            .help("leave `kl` out, or write `bound = evidence`");
    }
    for (name, member) in members {
        // Layers of the base alone move and stretch it.
        let typed = member.dist.layers().iter().any(|layer| !layer.is_of_base());
        let base = member.dist.base();
        if typed || base.filled.checked().is_some_and(|settings| base.base().sampler(settings) != "standard_normal") {
            errors
                .error(
                    span,
                    format!("the {name} is no normal distribution of independent elements, which `closed_form` needs"),
                )
                .help("leave `kl` out: the mean over draws is the same in the mean");
        }
    }
}

/// Checks the declaration of a density, which may be a member of a latent variable model.
fn check_density(spec: &Spec, role: Option<latent::LatentMember>) -> Result<Flow, Diagnostics> {
    let mut errors = Diagnostics::new();
    read::fields(spec, &mut errors);
    let users = read::users(spec, &mut errors);
    let elements = read::elements(spec.elements.as_ref(), &mut errors);
    let event = read::event(&spec.event, &mut errors).map(|event| event.with_elements(elements));
    let (context, embedding) = read::context(spec.context.as_ref(), &mut errors);
    let base = read::base(spec, &mut errors);

    let size = event.as_ref().map(Event::size);
    let resolver = Resolver {
        event: event.as_ref(),
        context: embedding.as_ref().map_or(context, |e| e.outputs),
        users: &users,
        broken: read::broken(spec, &users),
    };
    let bottom = resolver.bottom(base.as_ref(), &mut errors);
    let layers = resolver.layers(spec.field("layers"), &mut errors);

    if let Some(base) = &base {
        read::check_elements(elements, spec.elements.as_ref(), base, &mut errors);
    }
    let support = follow_supports(base.as_ref(), &bottom, &layers, &mut errors);
    let of_rows = if role.is_none() { context } else { 0 };
    let train = train::read(spec.field("train"), size, of_rows, &mut errors);

    train::check_elements(&train, elements, &mut errors);
    let mut layers: Vec<Layer> = bottom.into_iter().chain(layers).collect();
    angles::check(base.as_ref(), event.as_ref(), &layers, train.data.as_ref(), &mut errors);
    let intervals = supports::intervals(&layers, &mut errors);
    supports::check_columns(train.data.as_ref(), support, &intervals, &mut errors);
    if let Some(event) = &event {
        resolve::to_channels(event, &mut layers);
    }
    if let Some(role) = role {
        role.start_networks(&mut layers);
    }
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

/// Follows the supports from the base through its own layers and those of the declaration; what
/// comes out.
fn follow_supports(base: Option<&Chosen>, bottom: &[Layer], layers: &[Layer], errors: &mut Diagnostics) -> Support {
    let family = base.and_then(|b| Some((b.word.base()?, b.filled.checked()?)));
    let mut support = family.map_or(Support::REAL, |(base, settings)| base.support(settings));
    if family.is_some_and(|(base, settings)| base.maps_its_support(settings)) {
        support = supports::follow(bottom, support, "the base", errors).0;
    } else if !bottom.is_empty() {
        support = Support::REAL;
    }
    if errors.is_empty() {
        supports::check_factored_out(base.map_or("", |b| b.word.name()), support, layers, errors);
        support = supports::follow(layers, support, base.map_or("", |b| b.word.name()), errors).0;
    }
    support
}

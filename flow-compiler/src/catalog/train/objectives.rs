//! Objectives.

use crate::vocabulary::{Settings, Static, Takes, Word};

/// All objectives, in the order of the reference page.
pub static OBJECTIVES: &[Static] = &[&MaximumLikelihood, &ReverseKl, &Elbo, &Reconstruction];

/// The mean of `log p(x)` over the data.
pub struct MaximumLikelihood;

impl Word for MaximumLikelihood {
    fn name(&self) -> &'static str {
        "maximum_likelihood"
    }
    fn doc(&self) -> &'static str {
        "Maximum likelihood: minimise the mean of `−log p(x)` over the data."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
}

/// The setting of an objective that holds the density to fit.
pub const TARGET: &str = "target";
/// The setting of an objective that names what the density is one of.
pub const VARIABLES: &str = "variables";
/// The setting of an objective that lets the density to fit come in slowly.
pub const ANNEALING: &str = "annealing";

/// The free energy of the flow under a density that is known up to a factor.
pub struct ReverseKl;

impl Word for ReverseKl {
    fn name(&self) -> &'static str {
        "reverse_kl"
    }
    fn doc(&self) -> &'static str {
        "Reverse KL divergence: minimise the free energy, the mean of `log q(x) − β log p(x)` over fresh draws `x` of the flow `q`, where \
         `p` need not be normalised. An epoch is 100 steps. (Rezende and Mohamed 2015; `path`: Roeder et al. 2017)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .required(TARGET, Takes::Node("a formula of `x`"), "`log p(x)`, up to a constant; it may read `context` too")
            .optional(
                VARIABLES,
                Takes::Node("a list of names"),
                "names of the elements of `x`, in their order: `target` may read them, and samples have columns of these names",
            )
            .optional(
                ANNEALING,
                Takes::Node("a map with `start` and `steps`"),
                "`β = min(1, start + step / steps)`; 1 without",
            )
            .choice(
                "gradient",
                &["full", "path"],
                "`full` needs the sampling direction alone; `path` walks the inverse too and leaves out what has mean 0, the score of `q` \
                 at the draw, so that there is no noise where `q = p`",
            )
            .count_or("validation_draws", 1, 4096, "the same fresh draws that judge every epoch")
    }
}

/// The setting of an objective that lets its second term come in slowly.
pub const WARM_UP: &str = "warm_up";

/// The setting of an objective that says how its KL term is computed.
pub const KL: &str = "kl";
/// The word for a KL term that is no mean over draws.
pub const CLOSED_FORM: &str = "closed_form";

/// The evidence lower bound of a latent variable model.
pub struct Elbo;

impl Word for Elbo {
    fn name(&self) -> &'static str {
        "elbo"
    }
    fn doc(&self) -> &'static str {
        "Evidence lower bound: maximise the mean of `log p(x | z) + β (log p(z) − log q(z | x))` over the data and fresh draws `z` of the \
         posterior. It is the objective of a declaration with `latent`. (Kingma and Welling 2014; `importance`: Burda, Grosse and \
         Salakhutdinov 2016; `free_nats`: Kingma et al. 2016)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .count_or(WARM_UP, 0, 0, "steps over which `β` rises from 0 to 1; 0 for 1 from the first step")
            .count_or("draws", 1, 1, "draws of the posterior for each row of a step")
            .choice(
                "bound",
                &["evidence", "importance"],
                "`evidence` is the mean over the draws; `importance` is `log mean exp` of their log-weights, which is tighter, by its \
                 plain gradient",
            )
            .within("free_nats", (0.0, 1e9), 0.0, "nats of KL that cost nothing, in the mean of a batch")
            .choice(
                KL,
                &["drawn", CLOSED_FORM],
                "`drawn` is the mean over the draws; `closed_form` is the KL itself, of a posterior and a prior that are normal \
                 distributions of independent elements, and walks the posterior twice more",
            )
    }
}

/// The objectives of a latent variable model.
pub const OF_LATENT: [&str; 2] = ["elbo", "reconstruction"];

/// The reconstruction of an autoencoder.
pub struct Reconstruction;

impl Word for Reconstruction {
    fn name(&self) -> &'static str {
        "reconstruction"
    }
    fn doc(&self) -> &'static str {
        "Reconstruction: maximise the mean of `log p(x | z)` at the code of x, the `z` that the location of the posterior's base \
         becomes. A declaration with `latent` is an autoencoder then: its prior is not fitted, and a posterior that is left out is a \
         location alone. The log-density of `bernoulli` is the negative cross-entropy, that of `standard_normal` with a conditioned \
         location half the negative squared error, up to a constant."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
}

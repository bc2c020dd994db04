//! The members of a latent variable model as one model with parameters.

use crate::model::description::{BaseInfo, Description, LayerInfo, Member, Stage};

/// The name, the hash and the text of a declaration.
#[derive(Clone, Copy, Debug)]
pub struct Declaration {
    /// The name of the model.
    pub name: &'static str,
    /// The hash of its architecture, which a model file must match.
    pub architecture: &'static str,
    /// Its text, with all settings filled; kept in model files.
    pub specification: &'static str,
}

/// The names of the members, in the order in which their parameters lie; the first is the density of
/// the data.
pub const MEMBERS: [&str; 3] = ["likelihood", "posterior", "prior"];

/// Describes all members together: their layers are numbered through, and each path begins with the
/// name of its member. It lives as long as the process, and so a declaration is described once.
pub fn describe(declaration: Declaration, members: [&'static Description; 3]) -> &'static Description {
    let mut layers: Vec<LayerInfo> = Vec::new();
    let mut all: Vec<Member> = Vec::new();
    for (name, of) in MEMBERS.into_iter().zip(members) {
        let first = layers.len();
        layers.extend(of.layers.iter().map(|info| {
            let path: &str = match info.path {
                // The network that reads x for the posterior.
                "context.embedding" => "encoder",
                path => String::leak(format!("{name}.{path}")),
            };
            LayerInfo { path, ..*info }
        }));
        all.push(Member {
            chain: numbered(of.chain, first),
            embedding: of.embedding.map(|k| first + k),
            base: BaseInfo { layer: first + of.base.layer, ..of.base },
            ..of.members[0]
        });
    }
    // Rows of data hold x and nothing that it is given: its context is the latent variable.
    all[0].context = 0;
    let Declaration { name, architecture, specification } = declaration;
    Box::leak(Box::new(Description {
        name,
        architecture,
        specification,
        layers: Vec::leak(layers),
        members: Vec::leak(all),
    }))
}

/// The same stages with layers that are counted from another number.
fn numbered(stages: &'static [Stage], first: usize) -> &'static [Stage] {
    let of = |stage: &Stage| match *stage {
        Stage::Layer(k) => Stage::Layer(first + k),
        Stage::Repeat(times, inner) => Stage::Repeat(times, numbered(inner, first)),
    };
    Vec::leak(stages.iter().map(of).collect())
}

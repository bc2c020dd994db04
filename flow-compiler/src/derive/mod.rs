//! Everything that follows from a bijector's declared direction `y = f(x)`, read off the graph's structure.
//!
//! ```text
//! graph ──dependence──▶ own, high        which elements of x each element of a value needs
//!       ──order───────▶ π, level         where no order is declared: exact sets, peeled
//!       ──cut─────────▶ segments         a value of x's size that every path crosses splits the problem in two
//!       ──jacobian────▶ ∂y_i/∂x_π(i)     one walk; exact zeros where the dependence lacks π(i)
//!       ──log_det─────▶ ladj             Σ log|selected derivative|, proved not to vanish by intervals
//!       ──inverse─────▶ x = g(y)         level by level, each level's equation peeled
//!       ──sequential──▶ x slab by slab  the same as a loop over levels
//!       ──reverse─────▶ cotangents       of both directions
//!       ──implicit────▶ cotangents       through a direction that is a solution, by the same steps backwards
//! ```
//! No log-determinant, inverse or gradient of any bijector is written here or in the catalog. In this module `x` is the argument
//! of the declared direction and `y` its result, whichever of the flow's two directions that is.

pub mod cut;
pub mod dependence;
pub mod implicit;
pub mod inverse;
pub mod jacobian;
pub mod log_det;
pub mod low_rank;
pub mod order;
pub mod reverse;
pub mod sequential;

pub use implicit::Implicit;

use crate::ir::{Expr, Graph, Op, Value};

/// A declaration that is not accepted, with the value that is the reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// One line that says what cannot be derived or proved, and why.
    pub reason: String,
}

impl Refusal {
    fn new(reason: impl Into<String>) -> Self {
        Refusal { reason: reason.into() }
    }
}

/// Whether a map is proved to be invertible, or its author answers for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// It is proved, or refused.
    Needed,
    /// Slopes are taken to have one sign, and choices to be continuous. Roots are then what bisection finds.
    Assumed,
}

/// What a declaration states instead of leaving it to be derived or proved.
#[derive(Clone, Copy, Default)]
pub struct Claims<'g> {
    /// The other direction.
    pub inverse: Option<Expr<'g>>,
    /// That the map is invertible.
    pub invertible: bool,
}

/// How the elements of the Jacobian lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Structure {
    /// Every output needs one input.
    Elementwise,
    /// Elements only change places.
    Permutation,
    /// Triangular in the declared order, with this many levels.
    Triangular {
        /// Number of levels of the order.
        levels: usize,
    },
    /// A diagonal and a matrix of low rank.
    LowRank {
        /// The rank.
        rank: usize,
    },
}

impl std::fmt::Display for Structure {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Structure::Elementwise => write!(f, "diagonal"),
            Structure::Permutation => write!(f, "a permutation"),
            Structure::LowRank { rank } => write!(f, "diagonal + rank {rank}"),
            Structure::Triangular { levels } => write!(f, "triangular in {levels} levels"),
        }
    }
}

/// What is derived from `y = f(x)`.
#[derive(Clone, Debug)]
pub struct Derived {
    /// How the Jacobian lies.
    pub structure: Structure,
    /// `log |det ∂y/∂x|`, a function of x.
    pub ladj: Value,
    /// `x`, a function of the leaf `y`.
    pub inverse: Value,
    /// `log |det ∂x/∂y|`, a function of the leaf `y`.
    pub inverse_ladj: Value,
    /// The equation of the inverse, where that goes level by level; the inverse and its log-determinant then read its unknown.
    pub implicit: Option<Implicit>,
    /// Whether the density jumps: the slope of some element does.
    pub kinked: bool,
}

/// A vector that is solved step by step: `unknown = value(unknown)`, where the value of an element reads elements of earlier steps.
#[derive(Clone, Debug)]
pub struct Solve {
    /// The leaf of the vector.
    pub unknown: Value,
    /// What it equals.
    pub value: Value,
    /// The step in which each element is solved.
    pub step: Vec<usize>,
    /// Whether the last elements of the order come first, as cotangents do.
    pub backwards: bool,
}

/// Derives the other direction and both log-determinants of `y = f(x)`, where element `i` of x has level `level[i]`, and `y_leaf`
/// stands for y in the other direction.
pub fn derive<'g>(
    graph: &'g Graph,
    x: Expr<'g>,
    y: Expr<'g>,
    y_leaf: Expr<'g>,
    level: &[usize],
    claims: Claims<'g>,
) -> Result<Derived, Refusal> {
    if let Some(inverse) = claims.inverse {
        return stated(graph, x, y, level, inverse);
    }
    let proof = if claims.invertible { Proof::Assumed } else { Proof::Needed };
    let mut ladj = graph.number(0.0);
    let (mut inverse, mut inverse_ladj) = (y_leaf, graph.number(0.0));
    let mut structure = Structure::Permutation;
    let (mut kinked, mut implicit): (bool, Option<Implicit>) = (false, None);
    // What all but the equation's own stretch add to the log-determinant.
    let mut rest = graph.number(0.0);
    let segments = cut::segments(x, y);
    // From the last segment back: each undoes its part of the way and leaves the rest to the ones before it.
    for segment in segments.iter().rev() {
        let triangular = log_det::Triangular::of(segment.x, segment.y, &cut::levels_at(segment, x, level), proof);
        let part = match triangular {
            Ok(part) => part,
            Err(refusal) => {
                let part = dense(segment, refusal, proof)?;
                ladj = ladj + graph.substitute(part.ladj(), &[(segment.x, segment.before)]);
                let undone = part.inverse(inverse)?;
                let of_part = graph.substitute(part.ladj(), &[(segment.x, undone)]);
                (inverse_ladj, rest, inverse) = (inverse_ladj - of_part, rest - of_part, undone);
                structure = widest(structure, Structure::LowRank { rank: 1 });
                kinked |= part.is_kinked();
                continue;
            }
        };
        let own_ladj = graph.substitute(part.ladj(), &[(segment.x, segment.before)]);
        ladj = ladj + own_ladj;
        let sequential = inverse::is_sequential(&part);
        let undone = if sequential {
            if implicit.is_some() {
                return Err(Refusal::new(
                    "the inverse goes level by level in more than one stretch: split the layer in two",
                ));
            }
            let pieces = inverse::pieces(&part, inverse)?;
            let value = inverse::by_level(part.x, &pieces)?.value;
            let step = part.dependence.level.clone();
            let solve = Solve { unknown: part.x.value, value, step, backwards: false };
            implicit = Some(Implicit { solve, pieces, rest: graph.number(0.0).value });
            part.x
        } else {
            inverse::inverse(&part, inverse)?
        };
        let own_inverse_ladj = graph.substitute(part.ladj(), &[(segment.x, undone)]);
        inverse_ladj = inverse_ladj - own_inverse_ladj;
        if !sequential {
            rest = rest - own_inverse_ladj;
        }
        inverse = undone;
        structure = widest(structure, part.structure());
        kinked |= part.is_kinked();
    }
    let implicit = implicit.map(|i| Implicit { rest: rest.value, ..i });
    let (inverse, inverse_ladj) = (inverse.value, inverse_ladj.value);
    Ok(Derived { structure, ladj: ladj.value, inverse, inverse_ladj, implicit, kinked })
}

/// A stretch that is not triangular: of low rank, where it reads all elements through one number; else the refusal stands.
fn dense<'g>(segment: &cut::Segment<'g>, refusal: Refusal, proof: Proof) -> Result<low_rank::LowRank<'g>, Refusal> {
    let graph = segment.x.graph;
    let mixes = |e: &Expr| e.needs(segment.x) && matches!(e.op(), Op::Sum | Op::Norm);
    if !graph.order(&[segment.y.value]).into_iter().any(|v| mixes(&graph.at(v))) {
        return Err(refusal);
    }
    low_rank::LowRank::of(segment.x, segment.y, proof)
}

/// With a stated inverse, whose log-determinant is that of the declared direction at its value.
fn stated<'g>(
    graph: &'g Graph,
    x: Expr<'g>,
    y: Expr<'g>,
    level: &[usize],
    inverse: Expr<'g>,
) -> Result<Derived, Refusal> {
    let map = log_det::Triangular::of(x, y, level, Proof::Assumed)?;
    let ladj = map.ladj();
    let inverse_ladj = -graph.substitute(ladj, &[(x, inverse)]);
    Ok(Derived {
        structure: map.structure(),
        ladj: ladj.value,
        inverse: inverse.value,
        inverse_ladj: inverse_ladj.value,
        implicit: None,
        kinked: map.is_kinked(),
    })
}

fn widest(a: Structure, b: Structure) -> Structure {
    match (a, b) {
        (Structure::Triangular { levels: n }, Structure::Triangular { levels: m }) => {
            Structure::Triangular { levels: n.max(m) }
        }
        (t @ Structure::LowRank { .. }, _) | (_, t @ Structure::LowRank { .. }) => t,
        (t @ Structure::Triangular { .. }, _) | (_, t @ Structure::Triangular { .. }) => t,
        (Structure::Elementwise, _) | (_, Structure::Elementwise) => Structure::Elementwise,
        _ => Structure::Permutation,
    }
}

//! Everything that follows from a bijector's declared direction `y = f(x)`, read off the graph's structure.
//!
//! ```text
//! graph ──order───────▶ π, level         where no order is declared: exact sets, peeled
//!       ──segments────▶ y₁(x), y₂(y₁) …  a value of x's size that every path crosses splits the problem in two
//!   each segment
//!       ──dependence──▶ own, high        which elements of x each element of a value needs
//!       ──jacobian────▶ ∂y_i/∂x_π(i)     one walk; exact zeros where the dependence lacks π(i)
//!       ──log_det─────▶ ladj             triangular: Σ log|selected derivative|, proved not to vanish by intervals
//!       ──low_rank────▶ ladj, x = g(y)   diagonal + rank one: the determinant lemma, and one equation in one number
//!       ──sylvester───▶ ladj, x = g(y)   triangular + low rank: that of a map of few numbers (small_map)
//!       ──inverse─────▶ x = g(y)         triangular: level by level, each level's equation peeled
//!       ──channels────▶ x = g(y)         triangular and the same at every position: one product with the inverse matrix
//!   all together
//!       ──reverse─────▶ cotangents       of both directions
//!       ──implicit────▶ cotangents       through a direction that is a solution, by the same steps backwards
//! ```
//! No log-determinant, inverse or gradient of any bijector is written here or in the catalog. In this module `x` is the argument
//! of the declared direction and `y` its result, whichever of the flow's two directions that is.

pub mod channels;
pub mod dependence;
pub mod implicit;
pub mod inverse;
pub mod jacobian;
pub mod log_det;
pub mod low_rank;
pub mod order;
mod proof;
pub mod reverse;
mod scalars;
pub mod segments;
pub mod small_map;
pub mod sylvester;

#[cfg(test)]
mod tests;

pub use implicit::Implicit;

use crate::ir::{Expr, Graph, Value};

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

/// The ground on which a map counts as invertible: a proof, or its author's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// It is proved, or refused.
    Needed,
    /// Slopes are taken to have one sign, and choices to be continuous. Roots are then what bisection finds.
    Assumed,
}

/// Facts that a declaration states instead of leaving them to be derived or proved.
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
    /// A diagonal or triangular matrix and one of low rank.
    LowRank {
        /// The rank.
        rank: usize,
        /// True if the first is triangular.
        triangular: bool,
    },
}

impl std::fmt::Display for Structure {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Structure::Elementwise => write!(f, "diagonal"),
            Structure::Permutation => write!(f, "a permutation"),
            Structure::LowRank { rank, triangular: false } => write!(f, "diagonal + rank {rank}"),
            Structure::LowRank { rank, triangular: true } => write!(f, "triangular + rank {rank}"),
            Structure::Triangular { levels } => write!(f, "triangular in {levels} levels"),
        }
    }
}

/// The results derived from `y = f(x)`.
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
    /// True if the density jumps: the slope of some element does.
    pub kinked: bool,
}

/// A vector that is solved step by step: `unknown = value(unknown)`, where the value of an element reads elements of earlier steps.
#[derive(Clone, Debug)]
pub struct Solve {
    /// The leaf of the vector.
    pub unknown: Value,
    /// The value that it equals.
    pub value: Value,
    /// The step in which each element is solved.
    pub step: Vec<usize>,
    /// True if the last elements of the order come first, as cotangents do.
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
    // What all segments but the one of the equation add to the log-determinant.
    let mut rest = graph.number(0.0);
    let segments = segments::segments(x, y);
    // From the last segment back: each undoes its part of the way and leaves the rest to the ones before it.
    for segment in segments.iter().rev() {
        let part = Form::of(segment, &segments::levels_at(segment, x, level), proof)?;
        ladj = ladj + graph.substitute(part.ladj(), &[(segment.x, segment.before)]);
        let mut sequential = false;
        let at_once = part.triangular().and_then(|triangular| channels::inverse(triangular, inverse));
        let undone = match part.triangular() {
            Some(_) if at_once.is_some() => part.finished(at_once.unwrap_or(inverse))?,
            Some(triangular) if inverse::is_sequential(triangular) => {
                if implicit.is_some() {
                    return Err(Refusal::new(
                        "the inverse goes level by level in more than one segment: split the layer in two",
                    ));
                }
                let pieces = inverse::pieces(triangular, inverse)?;
                let value = inverse::by_level(triangular.x, &pieces)?.value;
                let step = triangular.dependence.level.clone();
                let solve = Solve { unknown: triangular.x.value, value, step, backwards: false };
                implicit = Some(Implicit { solve, pieces, rest: graph.number(0.0).value });
                sequential = true;
                part.finished(triangular.x)?
            }
            Some(triangular) => part.finished(inverse::inverse(triangular, inverse)?)?,
            None => part.finished(inverse)?,
        };
        let known = [&[(segment.x, undone.x)], &undone.known[..]].concat();
        let at_undone = |e: Expr<'g>| graph.substitute(e, &known);
        inverse_ladj = inverse_ladj - at_undone(part.ladj());
        // The slopes of the equation are a term of their own.
        rest = rest - at_undone(if sequential { part.core_ladj() } else { part.ladj() });
        inverse = undone.x;
        structure = widest(structure, part.structure());
        kinked |= part.is_kinked();
    }
    let implicit = implicit.map(|i| Implicit { rest: rest.value, ..i });
    let (inverse, inverse_ladj) = (inverse.value, inverse_ladj.value);
    Ok(Derived { structure, ladj: ladj.value, inverse, inverse_ladj, implicit, kinked })
}

/// The argument of a segment, as a function of its result.
pub struct Undone<'g> {
    /// The argument.
    pub x: Expr<'g>,
    /// Values of the declared direction, and what they are there.
    pub known: Vec<(Expr<'g>, Expr<'g>)>,
}

/// The form of a segment's Jacobian, with all that is derived from it.
enum Form<'g> {
    Triangular(log_det::Triangular<'g>),
    /// It reads all elements through one number.
    LowRank(low_rank::LowRank<'g>),
    /// It reads them through several.
    Sylvester(Box<sylvester::Sylvester<'g>>),
}

impl<'g> Form<'g> {
    /// The first of the three that it is; what does not mix elements by sums is refused as it is, and what does by the last.
    fn of(segment: &segments::Segment<'g>, level: &[usize], proof: Proof) -> Result<Self, Refusal> {
        let (x, y) = (segment.x, segment.y);
        let refusal = match log_det::Triangular::of(x, y, level, proof) {
            Ok(triangular) => return Ok(Form::Triangular(triangular)),
            Err(refusal) => refusal,
        };
        let sums = sylvester::first_sums(x, y);
        match sums.len() {
            0 => Err(refusal),
            1 if !log_det::is_masked(y) => low_rank::LowRank::of(x, y, proof).map(Form::LowRank),
            _ => sylvester::Sylvester::of(x, y, level, proof).map(|map| Form::Sylvester(Box::new(map))),
        }
    }

    /// Returns the triangular part, which is undone first, where there is one.
    fn triangular(&self) -> Option<&log_det::Triangular<'g>> {
        match self {
            Form::Triangular(map) => Some(map),
            Form::LowRank(_) => None,
            Form::Sylvester(map) => Some(&map.base),
        }
    }

    /// The argument, given what undoing the triangular part gives; without one, given the result.
    fn finished(&self, undone: Expr<'g>) -> Result<Undone<'g>, Refusal> {
        match self {
            Form::Triangular(_) => Ok(Undone { x: undone, known: Vec::new() }),
            Form::LowRank(map) => map.inverse(undone),
            Form::Sylvester(map) => map.inverse(undone),
        }
    }

    fn ladj(&self) -> Expr<'g> {
        match self {
            Form::Triangular(map) => map.ladj(),
            Form::LowRank(map) => map.ladj(),
            Form::Sylvester(map) => map.base.ladj() + map.core_ladj(),
        }
    }

    /// Returns the log-determinant without that of the triangular part.
    fn core_ladj(&self) -> Expr<'g> {
        match self {
            Form::Triangular(map) => map.x.graph.number(0.0),
            Form::LowRank(map) => map.ladj(),
            Form::Sylvester(map) => map.core_ladj(),
        }
    }

    fn structure(&self) -> Structure {
        match self {
            Form::Triangular(map) => map.structure(),
            Form::LowRank(_) => Structure::LowRank { rank: 1, triangular: false },
            Form::Sylvester(map) => map.structure(),
        }
    }

    fn is_kinked(&self) -> bool {
        match self {
            Form::Triangular(map) => map.is_kinked(),
            Form::LowRank(map) => map.is_kinked(),
            Form::Sylvester(map) => map.is_kinked(),
        }
    }
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

//! Decisions over plans, one a file. Each pass leaves a plan that verifies.
//!
//! ```text
//! relu_gradient   the cotangent of a rectifier as the end of the product before it
//! tanh_sech2      tanh with its slope by one call
//! multiply_add    products that are added up as they are made
//! copies          loops that only move neighbouring rows
//! own_rows        loops over the one row of a level
//! scratch         buffers that share memory when their lives do not overlap
//! share           functions of a kind that do the same work
//! wanted          steps for a result that not every caller wants
//! recompute       layers that find their argument from their result
//! ```

mod copies;
mod multiply_add;
mod own_rows;
pub(super) mod recompute;
mod relu_gradient;
mod scratch;
mod share;
mod tanh_sech2;
mod wanted;

use super::kind::KindPlan;
use super::step::Plan;
use super::verify::verify;

/// A decision over one plan, with its name.
type Pass = (&'static str, fn(&mut Plan));

/// The passes over one plan, in the order in which they run.
const PASSES: [Pass; 6] = [
    ("relu_gradient", relu_gradient::apply),
    ("tanh_sech2", tanh_sech2::apply),
    ("multiply_add", multiply_add::apply),
    ("copies", copies::apply),
    ("own_rows", own_rows::apply),
    ("scratch", scratch::apply),
];

/// Runs the passes over every plan of a kind, verifies each result, and finds the functions that do
/// the same work. The argument of an embedding is a context as it is given, whose cotangent few want.
pub(super) fn finish(kind: &mut KindPlan, is_embedding: bool) {
    let directions = [&mut kind.density].into_iter().chain(&mut kind.sampling);
    let of_samples = directions.flat_map(super::kind::DirectionPlan::plans_mut);
    [&mut kind.prepare, &mut kind.uniform_vjp].into_iter().chain(of_samples).for_each(run);
    if let Some(reverse) = kind.density.reverse.as_mut().filter(|_| is_embedding) {
        wanted::apply(&mut reverse.vjp);
        verify(&reverse.vjp, "wanted");
    }
    kind.shared = share::shared(kind);
}

fn run(plan: &mut Plan) {
    verify(plan, "schedule");
    for (name, pass) in PASSES {
        pass(plan);
        verify(plan, name);
    }
}

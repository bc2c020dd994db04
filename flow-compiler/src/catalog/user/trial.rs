//! Trying a formula out: whether a stated inverse is one, at fixed points and with fixed
//! parameters.

use super::UserWord;
use super::translate::Fault;
use crate::ir::eval::{Bindings, eval};
use crate::ir::{Expr, Graph};
use crate::vocabulary::Support;

/// The points; an element's are those of the one before it, shifted by three.
const POINTS: [f64; 7] = [-2.6, -1.3, -0.4, 0.2, 0.9, 1.7, 2.8];
/// Unconstrained parameters, each of them a little off.
const RAW: [f64; 3] = [0.0, 0.7, -1.1];
/// How far the inverse may miss, relative to a number above 1.
const MISS: f64 = 1e-6;

/// Compares `inverse(forward(z))` with z, in 64-bit numbers; without a stated inverse, `forward`
/// has to give numbers at least.
pub(super) fn compare(word: &UserWord) -> Result<(), Fault> {
    let graph = Graph::new();
    let (z, raw) = word.leaves(&graph);
    let declared = &word.declared;
    let forward = word.translate(&declared.forward, z, &raw)?;
    let x = graph.varying("x", z.shape());
    let inverse = declared.inverse.as_ref().map(|i| word.translate(i, x, &raw).map(|e| (i, e))).transpose()?;
    for start in RAW {
        let off = |(k, e): (usize, &Expr)| (0..e.size()).map(|i| start + 0.1 * (k + i) as f64).collect();
        let with = Bindings { parameters: raw.iter().enumerate().map(off).collect(), ..Bindings::default() };
        let given = given(word, &graph, &raw, &with)?;
        for point in 0..POINTS.len() {
            let at: Vec<f64> =
                (0..z.size()).map(|i| within(word.domain, POINTS[(point + 3 * i) % POINTS.len()])).collect();
            let image = run(forward, &with.clone().with("z", &at));
            if image.iter().any(|v| !v.is_finite()) {
                let message = format!("`forward` maps z = {} to {}{given}", shown(&at), shown(&image));
                return Err((declared.forward.place(), message, "expected a number for every number".into()));
            }
            let Some((formula, inverse)) = inverse else { continue };
            let back = run(inverse, &with.clone().with("x", &image));
            let misses = |(b, a): (&f64, &f64)| (b - a).abs().is_nan() || (b - a).abs() > MISS * a.abs().max(1.0);
            if back.iter().zip(&at).any(misses) {
                let message = format!(
                    "`inverse` maps x = {} to z = {}, expected {}, which `forward` maps to that x{given}",
                    shown(&image),
                    shown(&back),
                    shown(&at)
                );
                return Err((
                    formula.place(),
                    message,
                    "without `inverse`, it is derived where that is possible".into(),
                ));
            }
        }
    }
    Ok(())
}

/// A point of a domain, for a number.
fn within(domain: Support, v: f64) -> f64 {
    match domain {
        Support::POSITIVE => v.exp(),
        Support::UNIT => 1.0 / (1.0 + (-v).exp()),
        _ => v,
    }
}

fn run(e: Expr, bindings: &Bindings) -> Vec<f64> {
    eval(e.graph, &[e.value], bindings).swap_remove(0)
}

/// The parameters as the formula reads them: ` where alpha = 1, beta = 0.5`.
fn given(word: &UserWord, graph: &Graph, raw: &[Expr], with: &Bindings) -> Result<String, Fault> {
    let count = word.declared.parameters.len();
    let raw: Vec<Expr> = raw.iter().map(|e| graph.at(e.value)).collect();
    let names = word.names(graph, &raw)?;
    let list: Vec<String> =
        names[..count].iter().map(|(name, e)| format!("{name} = {}", shown(&run(*e, with)))).collect();
    Ok(if list.is_empty() { String::new() } else { format!(" where {}", list.join(", ")) })
}

/// A number, or a list of them, with at most six digits after the point.
fn shown(numbers: &[f64]) -> String {
    let short = |v: &f64| if v.is_finite() { format!("{}", (v * 1e6).round() / 1e6 + 0.0) } else { format!("{v}") };
    let list: Vec<String> = numbers.iter().map(short).collect();
    if let [one] = &list[..] { one.clone() } else { format!("[{}]", list.join(", ")) }
}

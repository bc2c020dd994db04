//! The sequential direction: `x` from `y` level by level, where each level's elements may need all lower ones.
//!
//! A map with few levels is unrolled by substitution (the compiler's `derive::inverse`); one with many is a loop over levels in which
//! every value grows by the slab that its [`step`](crate::step) rule computes. Either way each weight is used once per sample. This
//! module interprets the loop; it is the oracle of the unrolled form and of the planned one.

use std::collections::HashMap;

use flow_compiler::derive::Refusal;
use flow_compiler::derive::dependence::Levels;
use flow_compiler::derive::inverse::{Solved, level_form};
use flow_compiler::derive::log_det::Triangular;
use flow_compiler::ir::eval::{Bindings, eval};
use flow_compiler::ir::{Expr, Leaf, Op, Value};

use crate::step::{Work, step};

/// `x` for the numbers of `y`, computed slab by slab, and the multiply-adds that it took.
pub fn run(map: &Triangular, y: Expr, bindings: &Bindings, numbers: &[f64]) -> Result<(Vec<f64>, Work), Refusal> {
    let graph = map.x.graph;
    let solved = level_form(map, graph.at(y.value))?;
    let roots: Vec<Value> = solved.iter().map(|s| s.value.value).collect();
    let order = graph.order(&roots);
    let dependence = Levels::new(map.x, &map.dependence.level);
    let uniform: Vec<Value> = order.iter().copied().filter(|v| !graph.node(*v).varying).collect();
    let mut known: HashMap<Value, Vec<f64>> = uniform.iter().copied().zip(eval(graph, &uniform, bindings)).collect();
    for value in order.iter().filter(|v| graph.node(**v).varying) {
        known.insert(*value, vec![f64::NAN; graph.node(*value).shape.size()]);
    }
    known.insert(map.x.value, vec![f64::NAN; map.x.size()]);
    known.insert(y.value, numbers.to_vec());
    // Other leaves, such as the context.
    for value in &order {
        if let Op::Leaf(Leaf::Varying(name)) = &graph.node(*value).op
            && let Some(numbers) = bindings.named.get(name)
        {
            known.insert(*value, numbers.clone());
        }
    }
    let mut work = Work::default();
    for level in 0..dependence.count() {
        for value in &order {
            let e = graph.at(*value);
            if e.node().args.is_empty() || !e.node().varying {
                continue;
            }
            let needs = dependence.of(e);
            let slab: Vec<usize> = (0..e.size()).filter(|i| dependence.depth(needs[*i]) == level).collect();
            if slab.is_empty() {
                continue;
            }
            let args: Vec<&[f64]> = e.node().args.iter().map(|a| known[a].as_slice()).collect();
            let numbers = step(e, &slab, &args, &mut work);
            let whole = known.entry(*value).or_default();
            slab.into_iter().zip(numbers).for_each(|(i, n)| whole[i] = n);
        }
        for Solved { elements, value, .. } in solved.iter().filter(|s| s.level == level) {
            let numbers = known[&value.value].clone();
            let x = known.entry(map.x.value).or_default();
            elements.iter().enumerate().for_each(|(i, e)| x[*e] = numbers[if numbers.len() == 1 { 0 } else { i }]);
        }
    }
    Ok((known.remove(&map.x.value).unwrap_or_default(), work))
}

#[cfg(test)]
mod tests {
    use flow_compiler::derive::{Proof, inverse};
    use flow_compiler::ir::Graph;
    use flow_compiler::shape::{Index, Shape};

    use super::*;

    #[test]
    fn a_chain_of_couplings_of_one_order_uses_each_weight_once() {
        let g = Graph::new();
        let x = g.varying("x", Shape::vector(3));
        let y_leaf = g.varying("y", Shape::vector(3));
        let part = |k: usize| x.gather(Index::range(k, 1));
        let w = g.parameter(0, "w", Shape::matrix(4, 1));
        let v = g.parameter(1, "v", Shape::matrix(1, 4));
        let u = g.parameter(2, "u", Shape::matrix(1, 2));
        let hidden = w.matmul(part(0)).tanh();
        let y0 = 2.0 * part(0);
        let y1 = part(1) * v.matmul(hidden).exp();
        let y2 = part(2) + u.matmul(x.gather(Index::range(0, 2)));
        let y = g.concat(&[y0, y1, y2]);
        let map = Triangular::of(x, y, &[0, 1, 2], Proof::Needed).unwrap();
        let parameters = vec![vec![0.3, -0.8, 0.5, 1.1], vec![0.2, 0.7, -0.4, 0.1], vec![1.5, -0.6]];
        let bindings = Bindings { parameters, ..Bindings::default() };
        let point = [0.4, -1.3, 0.9];
        let image = eval(&g, &[y.value], &bindings.clone().with("x", &point))[0].clone();
        let (back, work) = run(&map, y_leaf, &bindings, &image).unwrap();
        let unrolled = inverse::inverse(&map, y_leaf).unwrap();
        let other = eval(&g, &[unrolled.value], &bindings.clone().with("y", &image))[0].clone();
        for ((b, o), p) in back.iter().zip(&other).zip(point) {
            assert!((b - p).abs() < 1e-14 && (o - p).abs() < 1e-14, "{back:?} {other:?}");
        }
        assert_eq!(work.multiply_adds, 4 + 4 + 2);
    }
}

//! The laws that every layer obeys, checked on its own functions through the interpreter and numeric derivatives.

use flow_compiler::catalog::{AnyWord, Init, Parameter};
use flow_compiler::diag::Diagnostics;
use flow_compiler::graph::Instance;
use flow_compiler::interpret::{run, tables_at};
use flow_compiler::ir::eval::Bindings;
use flow_compiler::lower::{Directional, Kind, Program, declare};
use flow_compiler::settings::Filled;
use flow_compiler::span::Span;

use crate::numbers::{Stream, close, derivative, jacobian, log_abs_det};
use crate::tolerance;

/// One case: a word, its settings, the sizes of event and context, and whether it is inverted.
pub struct Case {
    /// The word.
    pub word: AnyWord,
    /// Its settings.
    pub settings: Filled,
    /// Elements of x.
    pub size: usize,
    /// Elements of the context.
    pub context: usize,
    /// Whether it stands in `invert`.
    pub inverted: bool,
}

/// Every example of a layer, plain and inverted, without and with a context.
pub fn cases(word: &AnyWord) -> Vec<Case> {
    let Some(layer) = word.layer() else { return Vec::new() };
    let mut out = Vec::new();
    for (size, settings) in layer.examples() {
        for inverted in [false, true] {
            for context in [0, 2] {
                let mut misfits = Diagnostics::new();
                layer.check(size, context, &settings, Span::Synthetic, &mut misfits);
                if !misfits.is_empty() {
                    continue;
                }
                out.push(Case { word: word.clone(), settings: settings.clone(), size, context, inverted });
            }
        }
    }
    out
}

struct Laid<'a> {
    kind: &'a Kind,
    bindings: Bindings,
}

impl Laid<'_> {
    fn run(&self, direction: &Directional, argument: &str, value: &[f64]) -> (Vec<f64>, f64) {
        let bindings = self.bindings.clone().with(argument, value);
        let out = run(&self.kind.graph, direction, &bindings);
        (out[0].clone(), out[1][0])
    }
}

/// Checks one case at a few points; the message of the first law that fails.
pub fn check(case: &Case) -> Result<(), String> {
    let chosen = flow_compiler::catalog::Chosen {
        word: case.word.clone(),
        filled: case.settings.clone(),
        span: Span::Synthetic,
    };
    let instance = Instance { chosen, inverted: case.inverted, path: "layers.0".into() };
    let (kind, parameters) = declare(&instance, case.size, case.context).map_err(|r| r.reason)?;
    let sampling = kind.sampling.as_ref().ok_or("no sampling direction")?;
    // Planning verifies every plan of the layer.
    let _ = flow_compiler::plan::plan_kind(&kind);
    let mut stream = Stream::new(17 + case.size as u64);
    for _ in 0..4 {
        let values = parameters.iter().map(|p| draw(p, &mut stream)).collect();
        let tables = tables_at(&kind.graph.tables(), 0);
        let context = stream.normals(case.context, 1.0);
        let bindings =
            Bindings { parameters: values, tables: Some(tables), ..Bindings::default() }.with("context", &context);
        let laid = Laid { kind: &kind, bindings };
        // A point in the domain of the declared direction, pushed through once, lies in the other's.
        let start = stream.normals(case.size, 1.0);
        let (z, x) = match kind.explicit {
            flow_compiler::catalog::Direction::Forward => (start.clone(), laid.run(sampling, "z", &start).0),
            flow_compiler::catalog::Direction::Inverse => (laid.run(&kind.density, "x", &start).0, start.clone()),
        };
        round_trip(&laid, sampling, &z, &x)?;
        log_det(&laid, &kind.density, "x", &x)?;
        log_det(&laid, sampling, "z", &z)?;
        gradients(&laid, &kind.density, "x", &x, &mut stream)?;
        gradients(&laid, sampling, "z", &z, &mut stream)?;
    }
    Ok(())
}

fn draw(p: &Parameter, stream: &mut Stream) -> Vec<f64> {
    let scale = match p.init {
        Init::Uniform(_) => 0.7,
        Init::Constant(_) | Init::Mean | Init::LogDeviation => 0.5,
    };
    stream.normals(p.shape.size(), scale)
}

fn round_trip(laid: &Laid, sampling: &Directional, z: &[f64], x: &[f64]) -> Result<(), String> {
    let (back, ladj) = laid.run(&laid.kind.density, "x", x);
    let (again, other) = laid.run(sampling, "z", z);
    let condition =
        jacobian(|v| laid.run(&laid.kind.density, "x", v).0, x).iter().flatten().fold(1.0, |m: f64, v| m.max(v.abs()));
    for (a, b) in back.iter().zip(z).chain(again.iter().zip(x)) {
        if !close(*a, *b, tolerance::ROUND_TRIP * condition) {
            return Err(format!("round trip: {back:?} is not {z:?}, or {again:?} is not {x:?}"));
        }
    }
    if close(ladj, -other, tolerance::ROUND_TRIP * condition) {
        Ok(())
    } else {
        Err(format!("ladj {ladj} is not −{other}"))
    }
}

fn log_det(laid: &Laid, direction: &Directional, argument: &str, at: &[f64]) -> Result<(), String> {
    let numeric = log_abs_det(jacobian(|v| laid.run(direction, argument, v).0, at));
    let derived = laid.run(direction, argument, at).1;
    if close(numeric, derived, tolerance::LOG_DET) {
        Ok(())
    } else {
        Err(format!("{argument}: ladj is {derived}, the numeric Jacobian's {numeric}"))
    }
}

fn gradients(
    laid: &Laid,
    direction: &Directional,
    argument: &str,
    at: &[f64],
    stream: &mut Stream,
) -> Result<(), String> {
    if direction.vjp.is_none() {
        // A direction that goes level by level has no cotangents yet.
        return if direction.solve.is_some() { Ok(()) } else { Err(format!("{argument}: no gradient")) };
    }
    let weights = stream.normals(at.len(), 1.0);
    let ladj_weight = stream.normal();
    let loss = |laid: &Laid, v: &[f64]| {
        let (result, ladj) = laid.run(direction, argument, v);
        vec![result.iter().zip(&weights).map(|(r, w)| r * w).sum::<f64>() + ladj_weight * ladj]
    };
    let bindings = laid.bindings.clone().with(argument, at);
    let (argument_cotangent, parameter_cotangents) =
        Program::vjp(laid.kind, direction, &bindings, &weights, ladj_weight);
    for (i, derived) in argument_cotangent.iter().enumerate() {
        let numeric = derivative(|v| loss(laid, v), at, i)[0];
        if !close(numeric, *derived, tolerance::GRADIENT) {
            return Err(format!("d/d{argument}[{i}] is {derived}, numeric {numeric}"));
        }
    }
    for (p, cotangent) in parameter_cotangents.iter().enumerate() {
        for (i, derived) in cotangent.iter().enumerate() {
            let moved = |v: &[f64]| {
                let mut bindings = laid.bindings.clone();
                bindings.parameters[p] = v.to_vec();
                loss(&Laid { kind: laid.kind, bindings }, at)
            };
            let numeric = derivative(moved, &laid.bindings.parameters[p], i)[0];
            if !close(numeric, *derived, tolerance::GRADIENT) {
                return Err(format!("{argument}: d/dparameter {p}[{i}] is {derived}, numeric {numeric}"));
            }
        }
    }
    Ok(())
}

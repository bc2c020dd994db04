//! The laws that every layer obeys, checked on its own functions through the interpreter and numeric derivatives.

use std::collections::BTreeSet;

use flow_compiler::check::Instance;
use flow_compiler::derive::Structure;
use flow_compiler::derive::dependence::Levels;
use flow_compiler::diag::Diagnostics;
use flow_compiler::event::Event;
use flow_compiler::interpret::{run, run_taped};
use flow_compiler::ir::eval::Bindings;
use flow_compiler::lower::parameters::tables_at;
use flow_compiler::lower::{Directional, Kind, Program, Role, declare};
use flow_compiler::span::Span;
use flow_compiler::vocabulary::{
    AnyWord, Checked, Chosen, Direction, Filled, Init, LastMaps, Parameter, Support, Value, dropout_leaf,
};

use crate::numbers::{Stream, close, derivative, jacobian, log_abs_det};
use crate::tolerance;

/// One case: a word, its settings, the sizes of event and context, and whether it is inverted.
pub struct Case {
    /// The word.
    pub word: AnyWord,
    /// Its settings.
    pub settings: Filled,
    /// The event.
    pub event: Event,
    /// Elements of the context.
    pub context: usize,
    /// True if it stands in `invert`.
    pub inverted: bool,
}

impl Case {
    /// Elements of x.
    pub fn size(&self) -> usize {
        self.event.size()
    }

    /// Its settings, which are right.
    pub fn checked(&self) -> Checked<'_> {
        self.settings.checked().expect("the settings of an example are right")
    }

    /// Its functions and parameters.
    pub fn declare(&self) -> Result<(Kind, Vec<Parameter>), String> {
        let chosen = Chosen { word: self.word.clone(), filled: self.settings.clone(), span: Span::Synthetic };
        let (inverted, event) = (self.inverted, self.event.clone());
        let instance = Instance { chosen, inverted, path: "layers.0".into(), event, last_maps: LastMaps::Small };
        declare(&instance, self.context).map_err(|refusal| refusal.reason)
    }
}

/// Every example of a layer, plain and inverted, without and with a context.
pub fn cases(word: &AnyWord) -> Vec<Case> {
    let Some(layer) = word.layer() else { return Vec::new() };
    let mut out = Vec::new();
    for (event, settings) in layer.examples() {
        for inverted in [false, true] {
            for context in [0, 2] {
                let mut misfits = Diagnostics::new();
                let checked = settings.checked().expect("an example is right");
                layer.check(&event, context, checked, Span::Synthetic, &mut misfits);
                // A network on a grid that reads what comes before is not swapped: a density that goes position
                // by position cannot be fitted.
                if !misfits.is_empty() || (inverted && slides(checked)) {
                    continue;
                }
                out.push(Case {
                    word: word.clone(),
                    settings: settings.clone(),
                    event: event.clone(),
                    context,
                    inverted,
                });
            }
        }
    }
    out
}

/// True if the conditioner of a layer is a network on a grid that reads what comes before.
pub fn slides(settings: Checked) -> bool {
    settings.iter().any(|(_, value)| match value {
        Value::Chosen(chosen) => chosen.word.causal_conditioner().is_some(),
        _ => false,
    })
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
    check_at(case, 4)
}

/// Checks one case at so many points.
pub fn check_at(case: &Case, points: usize) -> Result<(), String> {
    let (kind, parameters) = case.declare()?;
    let sampling = kind.sampling.as_ref().ok_or("no sampling direction")?;
    let reach = Reach::of(case, &kind)?;
    // Planning verifies every plan of the layer.
    let _ = flow_compiler::plan::plan_kind(&kind);
    let mut stream = Stream::new(17 + case.size() as u64);
    let (from, to) = supports(case);
    for _ in 0..points {
        let values = parameters.iter().map(|p| draw(p, &mut stream)).collect();
        let tables = tables_at(&kind.graph.tables(), 0);
        let context = stream.normals(case.context, 1.0);
        let bindings =
            Bindings { parameters: values, tables: Some(tables), ..Bindings::default() }.with("context", &context);
        let laid = Laid { kind: &kind, bindings };
        // A point in the domain of the declared direction, pushed through once, lies in the other's.
        let (z, x) = match kind.explicit {
            Direction::Forward => {
                let z = start(case.size(), from, &mut stream);
                (z.clone(), laid.run(sampling, "z", &z).0)
            }
            Direction::Inverse => {
                let x = start(case.size(), to, &mut stream);
                (laid.run(&kind.density, "x", &x).0, x)
            }
        };
        inside("z", &z, from)?;
        inside("x", &x, to)?;
        round_trip(&laid, sampling, &z, &x)?;
        log_det(&laid, &kind.density, "x", &x)?;
        log_det(&laid, sampling, "z", &z)?;
        reach.check(&laid, sampling, "z", &z)?;
        reach.check(&laid, &kind.density, "x", &x)?;
        gradients(&laid, &kind.density, "x", &x, &mut stream)?;
        gradients(&laid, sampling, "z", &z, &mut stream)?;
    }
    Ok(())
}

fn draw(p: &Parameter, stream: &mut Stream) -> Vec<f64> {
    let (middle, scale) = match p.init {
        // Last layers start small, and steep maps leave nothing of a numeric derivative.
        Init::Uniform(bound) if bound < 0.01 => (0.0, 0.3),
        Init::Uniform(_) => (0.0, 0.7),
        Init::Variance(_) => (1.0, 0.2),
        Init::Constant(_) | Init::DataMean | Init::DataLogDeviation => (0.0, 0.5),
        Init::Mean(_) | Init::FirstMean | Init::FirstLogDeviation => (0.0, 0.5),
    };
    stream.normals(p.shape.size(), scale).iter().map(|v| middle + v).collect()
}

/// Returns the supports of z and x.
fn supports(case: &Case) -> (Support, Support) {
    let stated = case.word.layer().and_then(|l| l.supports(case.checked()));
    let (from, to) = stated.unwrap_or((Support::REAL, Support::REAL));
    if case.inverted { (to, from) } else { (from, to) }
}

/// A point of a support, not far from its middle.
fn start(size: usize, support: Support, stream: &mut Stream) -> Vec<f64> {
    let normals = stream.normals(size, 1.0);
    let unit = |v: f64| 1.0 / (1.0 + (-v).exp());
    let into = |v: f64| match (support.low.is_finite(), support.high.is_finite()) {
        (false, false) => v,
        (true, false) => support.low + v.exp(),
        (false, true) => support.high - v.exp(),
        (true, true) => support.low + (support.high - support.low) * unit(v),
    };
    normals.into_iter().map(into).collect()
}

fn inside(name: &str, point: &[f64], support: Support) -> Result<(), String> {
    match point.iter().find(|v| !support.contains(**v)) {
        Some(v) => Err(format!("{name} holds {v}, which is not one of {support}")),
        None => Ok(()),
    }
}

/// Which inputs each output may move with, by the structure derived from the declared direction.
struct Reach {
    /// `own[i]`: the element of the argument that element `i` of the result has for itself.
    own: Vec<usize>,
    /// `high[i]`: it may need every element below this level.
    high: Vec<usize>,
    level: Vec<usize>,
}

impl Reach {
    fn of(case: &Case, kind: &Kind) -> Result<Self, String> {
        let level = case.word.layer().map(|l| l.levels(&case.event, case.checked())).unwrap_or_default();
        let direction = match kind.explicit {
            Direction::Forward => kind.sampling.as_ref().ok_or("no sampling direction")?,
            Direction::Inverse => &kind.density,
        };
        let y = direction.apply.output(&Role::Result).ok_or("no result")?;
        if matches!(kind.structure, Some(Structure::LowRank { .. })) {
            // Every output may move with every input.
            let (own, high) = ((0..case.size()).collect(), vec![level.iter().max().map_or(0, |l| l + 1); case.size()]);
            return Ok(Reach { own, high, level });
        }
        let needs = Levels::new(kind.graph.at(direction.argument), &level).of(kind.graph.at(y));
        let own = needs.iter().map(|n| n.own).collect::<Option<Vec<usize>>>().ok_or("an output without own input")?;
        let high: Vec<usize> = needs.iter().map(|n| n.high).collect();
        let distinct: BTreeSet<usize> = own.iter().copied().collect();
        let alone = matches!(kind.structure, Some(Structure::Elementwise | Structure::Permutation));
        let fits = |i: usize| high[i] <= if alone { 0 } else { level[own[i]] };
        if distinct.len() != case.size() || !(0..case.size()).all(fits) {
            return Err(format!("{own:?} and {high:?} are not {:?}", kind.structure));
        }
        Ok(Reach { own, high, level })
    }

    /// Where the structure says that element `row` of a side does not depend on element `column` of the other, it does not move at all
    /// with it. The declared direction needs what it reads; the other one, what those elements were found from.
    fn check(&self, laid: &Laid, direction: &Directional, argument: &str, at: &[f64]) -> Result<(), String> {
        let declared = matches!((laid.kind.explicit, argument), (Direction::Forward, "z") | (Direction::Inverse, "x"));
        for (row, slopes) in jacobian(|v| laid.run(direction, argument, v).0, at).iter().enumerate() {
            let output = if declared { row } else { self.own.iter().position(|o| *o == row).unwrap_or(row) };
            let input = |column: usize| if declared { column } else { self.own[column] };
            let may =
                |column: &usize| input(*column) == self.own[output] || self.level[input(*column)] < self.high[output];
            if (0..slopes.len()).filter(|column| !may(column)).any(|column| slopes[column] != 0.0) {
                return Err(format!("output {row} moves with inputs of {argument} that it does not need: {slopes:?}"));
            }
        }
        Ok(())
    }
}

fn round_trip(laid: &Laid, sampling: &Directional, z: &[f64], x: &[f64]) -> Result<(), String> {
    let (back, ladj) = laid.run(&laid.kind.density, "x", x);
    let (again, other) = laid.run(sampling, "z", z);
    let largest = |jacobian: Vec<Vec<f64>>| jacobian.into_iter().flatten().fold(1.0, |m: f64, v| m.max(v.abs()));
    let inverse = largest(jacobian(|v| laid.run(&laid.kind.density, "x", v).0, x));
    let forward = largest(jacobian(|v| laid.run(sampling, "z", v).0, z));
    let condition = inverse * forward;
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
    if direction.reverse.is_none() {
        // A direction that goes position by position of a grid is not walked back.
        return Ok(());
    }
    let weights = stream.normals(at.len(), 1.0);
    let ladj_weight = stream.normal();
    // Cotangents are those of training, where units are switched off.
    let mut switched = laid.bindings.clone();
    for (k, dropout) in laid.kind.dropouts.iter().enumerate() {
        let kept = 1.0 / (1.0 - dropout.rate);
        let units = (0..dropout.units).map(|_| if stream.uniform() < dropout.rate { 0.0 } else { kept });
        switched = switched.with(&dropout_leaf(k), &units.collect::<Vec<_>>());
    }
    let laid = &Laid { kind: laid.kind, bindings: switched };
    let loss = |laid: &Laid, v: &[f64]| {
        let out = run_taped(&laid.kind.graph, direction, &laid.bindings.clone().with(argument, v));
        let (result, ladj) = (&out[0], out[1][0]);
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

//! Distributions of whole numbers, element by element: against sums over all events, and against their own
//! draws.

use flow_compiler::Compiled;
use flow_compiler::catalog::bases::autoregressive::Autoregressive;
use flow_compiler::catalog::bases::independent::Independent;
use flow_compiler::check::show;
use flow_compiler::lower::Program;
use flow_compiler::plan::{Costs, ProgramPlan};
use flow_compiler::vocabulary::{Base, Chosen};
use flow_engine::Engine;
use flow_runtime::__private::engine::batch::Units;
use flow_runtime::__private::engine::construct::set_parameters;
use flow_runtime::__private::engine::rows;
use flow_tests::doors::{from_tokens, right};
use flow_tests::numbers::{Stream, derivative};

fn compiled(event: &str, levels: usize, base: &str) -> Compiled {
    let elements = if levels == 2 { "binary".into() } else { format!("categorical(levels = {levels})") };
    let text = format!("struct X<{event}, elements = {elements}> {{ base: {base} }}");
    right(from_tokens(&text), &text)
}

/// Every example of the bases of whole numbers, with the number of its levels.
fn examples() -> Vec<(usize, String)> {
    let of = |chosen: Chosen| {
        let family = chosen.settings().chosen("family");
        (family.family().levels(family.settings()), show(&chosen))
    };
    let one_by_one = Autoregressive.examples().into_iter().map(|filled| Chosen::of(&Autoregressive, filled));
    let apart = Independent.examples().into_iter().map(|filled| Chosen::of(&Independent, filled));
    let whole = |chosen: &Chosen| chosen.settings().chosen("family").word.family().is_some();
    one_by_one.chain(apart).filter(whole).map(of).collect()
}

/// The shapes that the network of a base can have: some are for sequences alone, and some for grids of several rows.
fn fitting<'s>(base: &str, shapes: &[&'s str]) -> Vec<&'s str> {
    let is_row = |shape: &str| shape.matches(',').count() == 1;
    let has = |names: &[&str]| names.iter().any(|name| base.contains(&format!("conditioner = {name}")));
    let (of_sequences, of_grids) = (has(&["wavenet", "lstm", "gru"]), has(&["row_lstm", "diagonal_bilstm"]));
    let fits = |shape: &&str| if is_row(shape) { !of_grids } else { !of_sequences };
    shapes.iter().copied().filter(fits).collect()
}

fn size_of(shape: &str) -> usize {
    shape.trim_matches(['[', ']']).split(", ").map(|extent| extent.parse::<usize>().expect("an extent")).product()
}

fn parameters(program: &Program, stream: &mut Stream) -> Vec<f64> {
    stream.normals(program.flow().parameter_count(), 0.4)
}

/// Number `code` as an event: its digits.
fn event(mut code: usize, levels: usize, size: usize) -> Vec<f64> {
    let digit = |_| {
        let digit = code % levels;
        code /= levels;
        digit as f64
    };
    (0..size).map(digit).collect()
}

#[test]
fn the_probabilities_of_all_events_sum_to_one() {
    let mut stream = Stream::new(1);
    for (levels, base) in examples() {
        let shapes = if levels == 2 { ["[2, 2, 2]", "[1, 9]"] } else { ["[1, 2, 2]", "[1, 4]"] };
        let (shape, size) = (fitting(&base, &shapes)[0], size_of(fitting(&base, &shapes)[0]));
        let compiled = compiled(shape, levels, &base);
        let program = compiled.program();
        let parameters = parameters(program, &mut stream);
        let all = (0..levels.pow(size as u32)).map(|code| event(code, levels, size));
        let sum: f64 = all.map(|x| program.log_prob(&parameters, &x, &[]).exp()).sum();
        assert!((sum - 1.0).abs() < 1e-9, "{base}: {sum}");
    }
}

/// The density direction maps x to numbers that the sampling direction maps back to x, element by
/// element, with the same probability.
#[test]
fn the_middle_of_an_interval_gives_x_again() {
    let mut stream = Stream::new(2);
    for (levels, base) in examples() {
        for shape in fitting(&base, &["[1, 3, 4]", "[2, 3, 2]", "[1, 7]", "[3, 5]"]) {
            let compiled = compiled(shape, levels, &base);
            let program = compiled.program();
            let parameters = parameters(program, &mut stream);
            let size = program.flow().size;
            for code in 0..20 {
                let x = event(code * 7919 + 13, levels, size);
                let (z, ladj) = program.inverse(&parameters, &x, &[]);
                assert!(z.iter().all(|z| 0.0 < *z && *z < 1.0), "{base}: {z:?}");
                let (back, other) = program.forward(&parameters, &z, &[]);
                assert_eq!(back, x, "{base}");
                assert!((ladj + other).abs() < 1e-9, "{base}: {ladj} and {other}");
            }
        }
    }
}

/// The engine computes, level by level and at once, what the interpreter does.
#[test]
fn the_engine_agrees_with_the_interpreter() {
    let mut stream = Stream::new(3);
    for (levels, base) in examples() {
        for (shape, lanes) in
            fitting(&base, &["[1, 3, 4]", "[2, 3, 2]", "[1, 7]", "[2, 6]"]).into_iter().zip([1, 5, 33, 16])
        {
            let compiled = compiled(shape, levels, &base);
            let program = compiled.program();
            let parameters = parameters(program, &mut stream);
            let mut engine = Engine::<f64>::new(&compiled, 1);
            set_parameters(&mut engine, &parameters).expect("as many parameters");
            let (drawn, _) = rows::sample(&engine, 0, lanes, &[], Units::Data, 5);
            let found = rows::log_prob_of_data(&engine, &drawn, &[]);
            for (x, found) in drawn.chunks(program.flow().size).zip(found) {
                assert!(x.iter().all(|x| x.fract() == 0.0 && (0.0..levels as f64).contains(x)), "{base}: {x:?}");
                let expected = program.log_prob(&parameters, x, &[]);
                assert!((found - expected).abs() < 1e-9, "{base}: {found} and {expected}");
                let (z, _) = program.inverse(&parameters, x, &[]);
                assert_eq!(program.forward(&parameters, &z, &[]).0, x, "{base}");
            }
        }
    }
}

/// Draws of a small event against its probabilities: a false alarm has probability 10⁻⁶ each, and the
/// seed is fixed.
#[test]
fn draws_have_their_probabilities() {
    let mut stream = Stream::new(4);
    const DRAWS: usize = 40_000;
    for (levels, base) in examples().into_iter().filter(|(_, base)| !base.contains("dropout = 0.3")) {
        let shapes = if levels == 2 { ["[1, 2, 2]", "[1, 4]"] } else { ["[2, 2]", "[2, 2]"] };
        let (shape, size) = (fitting(&base, &shapes)[0], size_of(fitting(&base, &shapes)[0]));
        let compiled = compiled(shape, levels, &base);
        let program = compiled.program();
        let parameters = parameters(program, &mut stream);
        let mut engine = Engine::<f64>::new(&compiled, 1);
        set_parameters(&mut engine, &parameters).expect("as many parameters");
        let (drawn, _) = rows::sample(&engine, 0, DRAWS, &[], Units::Data, 9);
        let mut counts = vec![0.0; levels.pow(size as u32)];
        for x in drawn.chunks(size) {
            counts[x.iter().rev().fold(0, |code, x| code * levels + *x as usize)] += 1.0;
        }
        let expected = (0..counts.len()).map(|code| {
            let x = event(code, levels, size);
            DRAWS as f64 * program.log_prob(&parameters, &x, &[]).exp()
        });
        let chi: f64 = counts.iter().zip(expected).map(|(found, e)| (found - e) * (found - e) / e).sum();
        // Wilson and Hilferty: the cube root of χ² / n is nearly normal; 4.75 deviations have 10⁻⁶.
        let n = (counts.len() - 1) as f64;
        let deviations = ((chi / n).cbrt() - (1.0 - 2.0 / (9.0 * n))) / (2.0 / (9.0 * n)).sqrt();
        assert!(deviations < 4.75, "{base}: χ² = {chi} of {n}");
    }
}

/// An element depends on all elements before it that the network sees, and on no others: the receptive
/// field that the network states.
#[test]
fn an_element_depends_on_its_field() {
    let mut stream = Stream::new(5);
    let (height, width) = (6, 7);
    for (_, base) in examples().into_iter().filter(|(levels, base)| *levels == 2 && base.contains("pixel_cnn")) {
        let text = format!("struct X<[1, {height}, {width}], elements = binary> {{ base: {base} }}");
        let compiled = right(from_tokens(&text), &text);
        let program = compiled.program();
        let parameters = stream.normals(program.flow().parameter_count(), 0.2);
        let network = {
            let chosen = Autoregressive.examples().into_iter().map(|f| Chosen::of(&Autoregressive, f));
            let chosen = chosen.into_iter().find(|c| show(c) == base).expect("an example");
            let network = chosen.settings().chosen("conditioner").clone();
            network.causal_conditioner().field(network.settings())
        };
        let x = event(0b1011_0010_1101, 2, height * width);
        let [above, before, behind] = network;
        let of_element = |x: &[f64], k: usize| {
            // The probability of an element alone: the change where the element changes.
            let mut other = x.to_vec();
            other[k + 1..].fill(0.0);
            let one = |value: f64| {
                let mut x = other.clone();
                x[k] = value;
                program.inverse(&parameters, &x, &[]).0[k]
            };
            [one(0.0), one(1.0)]
        };
        let k = 3 * width + 3;
        let plain = of_element(&x, k);
        for j in 0..k {
            let mut moved = x.clone();
            moved[j] = 1.0 - moved[j];
            let (dy, dx) = (3 - j / width, (j % width) as isize - 3);
            let sees = dy <= above && -dx <= before as isize && dx <= behind as isize;
            let changed = of_element(&moved, k) != plain;
            assert!(sees || !changed, "{base}: element {k} reads {j}, which is outside of its field");
            // What lies to the right is seen through the rows between.
            let straight = dy <= above && dx <= 0 && -dx <= before as isize;
            assert!(!straight || changed, "{base}: element {k} does not read {j}");
        }
    }
}

/// With a network of the context, the parameters are its outputs: the same probabilities as by hand.
#[test]
fn a_network_of_the_context_gives_the_parameters() {
    let text = "struct X<3, context = 2, elements = binary> { base: independent(conditioner = mlp(hidden = [])) }";
    let compiled = right(from_tokens(text), text);
    let program = compiled.program();
    // A weight of three outputs by two inputs, and a bias.
    let parameters = [0.3, -1.0, 0.7, 0.2, -0.4, 1.5, 0.1, -0.2, 0.5];
    let context = [0.8, -0.6];
    for code in 0..8 {
        let x = event(code, 2, 3);
        let expected: f64 = (0..3)
            .map(|k| {
                let logit: f64 =
                    parameters[2 * k] * context[0] + parameters[2 * k + 1] * context[1] + parameters[6 + k];
                let p: f64 = 1.0 / (1.0 + (-logit).exp());
                if x[k] == 1.0 { p.ln() } else { (1.0 - p).ln() }
            })
            .sum();
        let found = program.log_prob(&parameters, &x, &context);
        assert!((found - expected).abs() < 1e-12, "{x:?}: {found}, expected {expected}");
    }
}

/// Generating an event costs the products of one pass.
#[test]
fn a_draw_costs_one_pass() {
    for (levels, base) in examples() {
        let compiled = compiled(fitting(&base, &["[1, 4, 5]", "[1, 11]"])[0], levels, &base);
        let planned = ProgramPlan::new(compiled.program());
        let of_base = planned.kinds.iter().find(|kind| kind.sampling.is_some()).expect("a layer that draws");
        let Costs { density, sampling, .. } = Costs::of(of_base);
        assert_eq!(density.multiply_adds, sampling.multiply_adds, "{base}");
    }
}

/// Cotangents of parameters against differences of the log-density.
#[test]
fn gradients_are_those_of_differences() {
    let mut stream = Stream::new(6);
    for (levels, base) in examples() {
        let compiled = compiled(fitting(&base, &["[2, 2, 3]", "[2, 6]"])[0], levels, &base);
        let program = compiled.program();
        let parameters = parameters(program, &mut stream);
        let mut engine = Engine::<f64>::new(&compiled, 1);
        set_parameters(&mut engine, &parameters).expect("as many parameters");
        let x = event(0x5bd1_e995, levels, 12);
        let gradient = rows::log_prob_and_grad(&engine, &x, &[]).parameters;
        for k in (0..parameters.len()).step_by(1 + parameters.len() / 60) {
            let along = |parameters: &[f64]| vec![program.log_prob(parameters, &x, &[])];
            let expected = derivative(along, &parameters, k)[0];
            // A rectifier may have its edge within the step.
            assert!(
                (gradient[k] - expected).abs() < 1e-5 * (1.0 + expected.abs()),
                "{base}: parameter {k}: {} and {expected}",
                gradient[k]
            );
        }
    }
}

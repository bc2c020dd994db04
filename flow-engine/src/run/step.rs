//! One step: a loop, or a kernel of the runtime.

use flow_compiler::ir::Along;
use flow_runtime::__private as runtime;
use flow_runtime::__private::Contraction::{Matrix, Window};
use flow_runtime::Real;

use super::Memory;
use super::at::degree_of;
use super::block;
use crate::code::{Product, Step};

/// Runs a step; `level` is the number of the level around it.
pub fn step<T: Real>(step: &Step, memory: &mut Memory<'_, T>, level: usize, work: &mut [T]) {
    let lanes = memory.lanes;
    match step {
        Step::Loop(body) => block::run(body, memory, level, work),
        Step::Product(p) => product(p, memory),
        Step::Levels { count, backwards, within, body } => {
            let first = if *within { level * count } else { 0 };
            for k in 0..*count {
                let level = first + if *backwards { count - 1 - k } else { k };
                body.iter().for_each(|inner| self::step(inner, memory, level, work));
            }
        }
        Step::RowEnd { levels, body } => {
            if level > 0 && level.is_multiple_of(*levels) {
                let row = level / levels - 1;
                body.iter().for_each(|inner| self::step(inner, memory, row, work));
            }
        }
        Step::Wanted { body } => {
            if memory.wanted {
                body.iter().for_each(|inner| self::step(inner, memory, level, work));
            }
        }
        Step::Level { out, matrix, bias, input, activation, stairs } => {
            let (out, rest) = memory.split(*out);
            let (matrix, input, bias) = (rest.get(*matrix), rest.get(*input), bias.map(|bias| rest.get(bias)));
            runtime::product_level(out, matrix, bias, input, level, lanes, *activation, *stairs);
        }
        Step::LevelTransposed { out, matrix, input, degree, stairs } => {
            let (out, rest) = memory.split(*out);
            let degree = degree_of(*degree, level);
            runtime::product_level_transposed(out, rest.get(*matrix), rest.get(*input), degree, lanes, *stairs);
        }
        Step::WindowLevel { product: p, window, levels } => {
            let (out, rest) = memory.split(p.out);
            let (panels, x, of) = (rest.get(p.panels), rest.get(p.input), (level, *levels));
            if p.transposed {
                return runtime::convolve_level_transposed(out, panels, x, of, lanes, *window);
            }
            let bias = p.bias.map(|bias| rest.get(bias));
            runtime::convolve_level(out, panels, bias, x, of, lanes, p.activation, *window);
        }
        Step::Along { op, out, input, copies, span } => {
            let lines = match span {
                Some((rule, at)) => runtime::rows_of(*rule, degree_of(*at, level)),
                None => 0..copies.size(),
            };
            let (out, rest) = memory.split(*out);
            let function = match op {
                Along::LogSumExp => runtime::log_sum_exp,
                Along::CumulativeSum => runtime::cumulative_sum,
            };
            function(out, rest.get(*input), lines, copies.times, copies.inner, lanes);
        }
        Step::Clear(place) => memory.get_mut(*place).fill(T::ZERO),
        Step::Dropout { out, first, rate } => {
            let dropout = memory.dropout;
            runtime::drop_units(memory.get_mut(*out), dropout, *first, *rate, lanes);
        }
        Step::Transpose { from, to, rows, columns } => {
            let (to, rest) = memory.split(*to);
            runtime::transpose(to, rest.get(*from), *rows, *columns);
        }
        Step::TriangularSolve { out, matrix, diagonal, right, transposed, stairs } => {
            let (out, rest) = memory.split(*out);
            let [matrix, diagonal, right] = [matrix, diagonal, right].map(|place| rest.get(*place));
            runtime::triangular_solve(out, matrix, diagonal, right, *transposed, *stairs);
        }
        Step::TriangularInverse { out, matrix, diagonal, stairs } => {
            let (out, rest) = memory.split(*out);
            let diagonal = diagonal.map(|diagonal| rest.get(diagonal));
            runtime::triangular_inverse(out, rest.get(*matrix), diagonal, *stairs);
        }
        Step::AddOuter { out, a, b, stairs } => {
            let (out, rest) = memory.split(*out);
            runtime::add_outer(out, rest.get(*a), rest.get(*b), *stairs);
        }
        Step::Copy { from, to } => {
            let (to, rest) = memory.split(*to);
            to.copy_from_slice(rest.get(*from));
        }
        Step::Pack { from, to, rows, columns, transposed, of } => {
            let (to, rest) = memory.split(*to);
            let from = rest.get(*from);
            match (transposed, *of) {
                (false, Matrix(None)) => runtime::pack(to, from, *rows, *columns),
                (true, Matrix(None)) => runtime::pack_transposed(to, from, *rows, *columns),
                (false, Matrix(Some(stairs))) => runtime::pack_stairs(to, from, *rows, *columns, stairs),
                (true, Matrix(Some(stairs))) => runtime::pack_stairs_transposed(to, from, *rows, *columns, stairs),
                (false, Window(window)) => runtime::pack_window(to, from, window),
                (true, Window(window)) => runtime::pack_window_transposed(to, from, window),
            }
        }
    }
}

fn product<T: Real>(p: &Product, memory: &mut Memory<'_, T>) {
    let Product { out, panels, bias, input, rows, columns, activation, gate, transposed, of } = p;
    let (rows, columns, lanes) = (*rows, *columns, memory.lanes);
    let (out, rest) = memory.split(*out);
    let (panels, x) = (rest.get(*panels), rest.get(*input));
    let (bias, gate) = (bias.map(|bias| rest.get(bias)), gate.map(|gate| rest.get(gate)));
    let stairs = match *of {
        Matrix(stairs) => stairs,
        Window(window) if *transposed => {
            return runtime::convolve_transposed(out, panels, bias, x, gate, lanes, *activation, window);
        }
        Window(window) => return runtime::convolve(out, panels, bias, x, lanes, *activation, window),
    };
    match (gate, transposed, stairs) {
        (Some(gate), true, Some(stairs)) => {
            runtime::product_stairs_transposed_gated(out, panels, x, gate, rows, columns, lanes, stairs);
        }
        (Some(gate), _, None) => runtime::product_gated(out, panels, x, gate, rows, columns, lanes),
        (Some(_), false, Some(_)) => panic!("a masked product that is not transposed has no kernel with a gate"),
        (None, true, Some(stairs)) => {
            runtime::product_stairs_transposed(out, panels, x, rows, columns, lanes, stairs);
        }
        (None, false, Some(stairs)) => {
            runtime::product_stairs(out, panels, bias, x, rows, columns, lanes, *activation, stairs);
        }
        (None, _, None) => runtime::product(out, panels, bias, x, rows, columns, lanes, *activation),
    }
}

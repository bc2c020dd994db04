//! A loop, block by block.

use flow_runtime::__private::numeric::isa::dispatch;
use flow_runtime::__private::rows_of;
use flow_runtime::Real;

use super::Memory;
use super::at::{At, degree_of};
use super::lines::Compute;
use super::single::{Share, Single};
use crate::code::{Block, Code};

/// From so many lanes on, which fill a vector, rows are worth a loop each, and what all lanes of a row share is not spread
/// over them.
const SPREAD: usize = 16;

/// Runs a loop.
pub fn run<T: Real>(block: &Block, memory: &mut Memory<'_, T>, level: usize, work: &mut [T]) {
    let rows = match block.span {
        _ if block.own_row => level..level + 1,
        Some((rule, degree)) => rows_of(rule, degree_of(degree, level)),
        None => 0..block.rows,
    };
    let lanes = memory.lanes;
    if let Some(code) = &block.gathered {
        let most = code.width(size_of::<T>()) / lanes;
        if most > 1 && rows.len() > 1 && (lanes < SPREAD || !block.spreads) {
            begin(code, work);
            let mut row = rows.start;
            while row < rows.end {
                let rows = most.min(rows.end - row);
                compute(code, memory, At { row, rows, first: 0, width: rows * lanes }, work);
                row += rows;
            }
            return;
        }
    }
    let code = &block.code;
    begin(code, work);
    if code.flat {
        return stretch(code, memory, work, rows.start, rows.len() * lanes);
    }
    for row in rows {
        for (k, shared) in code.shared.iter().enumerate() {
            let at = shared.rule.at(row, memory.tables);
            work[code.numbers.len() + k] = memory.get(shared.place.part(at, 1))[0];
        }
        if !code.shared.is_empty() && !code.alike.is_empty() {
            dispatch(Share { lines: &code.alike, scalars: &mut work[..code.scalars] });
        }
        stretch(code, memory, work, row, lanes);
    }
}

/// Computes the scalars that are the same for all rows.
fn begin<T: Real>(code: &Code, work: &mut [T]) {
    for (scalar, number) in work.iter_mut().zip(&code.numbers) {
        *scalar = T::from_f64(*number);
    }
    if code.shared.is_empty() && !code.alike.is_empty() {
        dispatch(Share { lines: &code.alike, scalars: &mut work[..code.scalars] });
    }
}

/// Numbers that follow one another, from the beginning of a row.
fn stretch<T: Real>(code: &Code, memory: &mut Memory<'_, T>, work: &mut [T], row: usize, numbers: usize) {
    let most = code.width(size_of::<T>());
    let mut first = 0;
    while first < numbers {
        let at = At { row, rows: 1, first, width: most.min(numbers - first) };
        compute(code, memory, at, work);
        first += at.width;
    }
}

#[inline(always)]
fn compute<T: Real>(code: &Code, memory: &mut Memory<'_, T>, at: At, work: &mut [T]) {
    if at.width == 1 && !code.solves {
        return dispatch(Single { code, memory, at, work });
    }
    let most = code.width(size_of::<T>());
    dispatch(Compute { lines: &code.lines, stores: &code.stores, code, memory, at, most, work });
}

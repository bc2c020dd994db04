//! The values of a block that are kept.

use flow_runtime::__private::Isa;
use flow_runtime::Real;

use super::at::{At, start_of};
use super::memory::Memory;
use super::numbers::{Numbers, kept};
use crate::code::{Argument, BlockStore, Code, Run};

/// Stores a value of a block.
#[inline(always)]
pub fn keep<T: Real, I: Isa>(
    isa: I,
    store: &BlockStore,
    code: &Code,
    memory: &mut Memory<'_, T>,
    at: At,
    most: usize,
    work: &[T],
) {
    let Argument::Write(argument) = store.to.place.of else { panic!("a plan writes what it may only read") };
    let (value, times) =
        (kept(store.value, code, at, most, work), store.times.map(|times| kept(times, code, at, most, work)));
    if code.gathers {
        // Rows go where they lie.
        let lanes = memory.lanes;
        for (run, kind) in at.runs(&store.to.rule) {
            let start = start_of(&store.to, memory.tables, lanes, run);
            let part = (run.row - at.row) * lanes..(run.row - at.row + run.rows) * lanes;
            match kind {
                Run::Following => {
                    let to = &mut memory.write[argument][start..][..part.len()];
                    let times = times.map(|times| times.part(part.clone()));
                    put(isa, store.adds, value.part(part), times, to);
                }
                // Row after row goes to one row.
                Run::Same if lanes == 1 => {
                    let to = &mut memory.write[argument][start];
                    let mut sum = *to;
                    for k in part {
                        sum = match times {
                            Some(times) => isa.mul_add(value.at(k), times.at(k), sum),
                            None if store.adds => sum + value.at(k),
                            None => value.at(k),
                        };
                    }
                    *to = sum;
                }
                Run::Same => {
                    for first in part.step_by(lanes) {
                        let to = &mut memory.write[argument][start..][..lanes];
                        let part = first..first + lanes;
                        put(isa, store.adds, value.part(part.clone()), times.map(|times| times.part(part)), to);
                    }
                }
            }
        }
        return;
    }
    if store.reduces && code.flat {
        // Several rows of one number each are added to one number.
        let to = &mut memory.write[argument][store.to.place.start];
        for k in 0..at.width {
            *to += value.at(k);
        }
        return;
    }
    let start = start_of(&store.to, memory.tables, memory.lanes, at);
    put(isa, store.adds, value, times, &mut memory.write[argument][start..][..at.width]);
}

/// Writes a value to a row, or adds it, or its product with another.
#[inline(always)]
fn put<T: Real, I: Isa>(isa: I, adds: bool, value: Numbers<'_, T>, times: Option<Numbers<'_, T>>, to: &mut [T]) {
    match (value, times) {
        (Numbers::Many(value), None) if adds => {
            for (to, v) in to.iter_mut().zip(value) {
                *to += *v;
            }
        }
        (Numbers::One(value), None) if adds => {
            for to in to {
                *to += value;
            }
        }
        (Numbers::Many(value), None) => to.copy_from_slice(value),
        (Numbers::One(value), None) => to.fill(value),
        (Numbers::Many(value), Some(Numbers::Many(times))) => {
            for ((to, v), times) in to.iter_mut().zip(value).zip(times) {
                *to = isa.mul_add(*v, *times, *to);
            }
        }
        (value, Some(times)) => {
            for (k, to) in to.iter_mut().enumerate() {
                *to = isa.mul_add(value.at(k), times.at(k), *to);
            }
        }
    }
}

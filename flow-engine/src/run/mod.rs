//! Functions on a tile.
//!
//! ```text
//! memory   the arguments, lent row by row       lines   one line on a block, for each instruction set
//! step     one step, often a kernel             block   a loop, block by block
//! at       where a block lies                  single  the same without lanes
//! numbers  values of a loop                    stores  those that are kept
//! operations  the formula of each operation   elsewhere  values that need no register
//! ```

mod at;
mod block;
mod elsewhere;
mod lines;
mod memory;
mod numbers;
mod operations;
mod single;
mod step;
mod stores;

use flow_runtime::__private::Layer;
use flow_runtime::__private::numeric::workspace::with_workspace;
use flow_runtime::Real;

use crate::code::Function;
pub use memory::Memory;

/// The two number types. Everything that runs is compiled here, once for each, whatever the crates
/// that use it are compiled with.
pub trait Number: Real {
    /// Runs a function on its arguments.
    #[doc(hidden)]
    fn run(function: &Function, memory: &mut Memory<'_, Self>);
}

impl Number for f32 {
    #[inline(never)]
    fn run(function: &Function, memory: &mut Memory<'_, Self>) {
        run(function, memory);
    }
}

impl Number for f64 {
    #[inline(never)]
    fn run(function: &Function, memory: &mut Memory<'_, Self>) {
        run(function, memory);
    }
}

/// Runs a function of samples.
pub fn of_samples<T: Number>(function: &Function, layer: Layer<'_, T>) {
    if function.steps.is_empty() {
        return;
    }
    let mut memory = Memory {
        lanes: layer.lanes,
        read: [layer.input, layer.result, layer.context, layer.parameters, layer.prepared, &[]],
        write: [layer.output, layer.ladj, layer.context_cotangent, layer.scratch, layer.tape],
        tables: layer.tables,
        wanted: layer.wanted,
        dropout: layer.dropout,
    };
    T::run(function, &mut memory);
}

/// Runs a function of what all samples share: `out` is filled from the parameters and, backwards,
/// from the cotangents of uniform values.
pub fn of_shared<T: Number>(function: &Function, parameters: &[T], uniform: &[T], out: &mut [T]) {
    if function.steps.is_empty() {
        return;
    }
    with_workspace(function.scratch, |scratch: &mut [T]| {
        let mut memory = Memory {
            lanes: 1,
            read: [&[], &[], &[], parameters, &[], uniform],
            write: [out, &mut [], &mut [], scratch, &mut []],
            tables: &[],
            wanted: true,
            dropout: None,
        };
        T::run(function, &mut memory);
    });
}

/// Working memory of one sample that lies on the stack.
const FEW: usize = 128;

fn run<T: Real>(function: &Function, memory: &mut Memory<'_, T>) {
    if memory.lanes == 1 && function.work_of_one.is_some_and(|work| work <= FEW) {
        let mut work = [T::ZERO; FEW];
        for step in &function.steps {
            step::step(step, memory, 0, &mut work);
        }
        return;
    }
    with_workspace(function.work, |work: &mut [T]| {
        for step in &function.steps {
            step::step(step, memory, 0, work);
        }
    });
}

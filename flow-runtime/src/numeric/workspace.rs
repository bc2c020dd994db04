//! Working memory, pooled per thread: a call takes it, and gives it back for the next.

use std::cell::RefCell;

use crate::numeric::Real;
use crate::numeric::kernels::AlignedVec;

thread_local! {
    static POOL: RefCell<Vec<AlignedVec<f64>>> = const { RefCell::new(Vec::new()) };
}

/// Calls `f` with at least `len` numbers of working memory, of any content. Calls may nest.
pub fn with_workspace<T: Real, R>(len: usize, f: impl FnOnce(&mut [T]) -> R) -> R {
    let doubles = (len * size_of::<T>()).div_ceil(size_of::<f64>());
    let pooled = POOL.with_borrow_mut(Vec::pop);
    let mut memory = match pooled {
        Some(memory) if memory.len() >= doubles => memory,
        _ => AlignedVec::zeroed(doubles),
    };
    let result = f(&mut pulp::bytemuck::cast_slice_mut::<f64, T>(&mut memory)[..len]);
    POOL.with_borrow_mut(|pool| pool.push(memory));
    result
}

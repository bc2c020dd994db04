//! The C interface of the flow, which `include/flow/wind.h` declares.
//!
//! All `unsafe` of the crate stands in this file: names without mangling, and slices of the caller's
//! pointers, after `foreign` has refused those that are null, unaligned, too long or overlapping. Errors
//! and panics end there too, as a status and a text.
#![expect(unsafe_code, reason = "callers in C give pointers")]

use ::core::ffi::c_char;
use ::core::slice::{from_raw_parts, from_raw_parts_mut};

use ::flow_runtime::__private::{foreign, from_bytes};
use ::flow_runtime::Density;

use crate::Wind as Declared;

/// The type of all numbers.
type Number = f32;

/// Reads the bytes of a model file; null where that fails.
///
/// # Safety
/// `bytes` points to `length` bytes.
#[unsafe(export_name = "wind_new_from_bytes")]
pub unsafe extern "C" fn new_from_bytes(bytes: *const u8, length: usize) -> Option<Box<Declared<Number>>> {
    foreign::value(|| {
        // SAFETY: the caller's promise.
        let bytes = unsafe { from_raw_parts(foreign::readable("bytes", bytes, length)?, length) };
        from_bytes(bytes).map(Box::new)
    })
}

/// Writes `log p` of `rows` events, in nats, each given its context.
///
/// # Safety
/// The pointers point to as many numbers as the lengths say, of which nobody writes any meanwhile.
#[unsafe(export_name = "wind_log_prob")]
pub unsafe extern "C" fn log_prob(
    density: Option<&Declared<Number>>, x: *const Number, x_length: usize, context: *const Number,
    context_length: usize, log_prob: *mut Number, rows: usize,
) -> i32 {
    foreign::status(|| {
        // SAFETY: the caller's promise.
        let x = unsafe { from_raw_parts(foreign::readable("x", x, x_length)?, x_length) };
        // SAFETY: the caller's promise.
        let context = unsafe { from_raw_parts(foreign::readable("context", context, context_length)?, context_length) };
        let log_prob = foreign::writable("log_prob", log_prob, rows, &[x, context])?;
        // SAFETY: the caller's promise, and that what is written is apart from what is read.
        let log_prob = unsafe { from_raw_parts_mut(log_prob, rows) };
        foreign::given(density)?.log_prob_of_rows(x, context, log_prob)
    })
}

/// Fills `samples` with events of a seed, given one context.
///
/// # Safety
/// The pointers point to as many numbers as the lengths say, of which nobody writes any meanwhile.
#[unsafe(export_name = "wind_sample")]
pub unsafe extern "C" fn sample(
    density: Option<&Declared<Number>>, seed: u64, context: *const Number, context_length: usize, samples: *mut Number,
    samples_length: usize,
) -> i32 {
    foreign::status(|| {
        // SAFETY: the caller's promise.
        let context = unsafe { from_raw_parts(foreign::readable("context", context, context_length)?, context_length) };
        let samples = foreign::writable("samples", samples, samples_length, &[context])?;
        // SAFETY: the caller's promise, and that what is written is apart from what is read.
        let samples = unsafe { from_raw_parts_mut(samples, samples_length) };
        foreign::sample(foreign::given(density)?, seed, context, samples)
    })
}

/// Frees a density; null is none.
#[unsafe(export_name = "wind_free")]
pub extern "C" fn free(density: Option<Box<Declared<Number>>>) {
    drop(density);
}

/// Returns how many numbers an event has.
#[unsafe(export_name = "wind_event_size")]
pub extern "C" fn event_size() -> usize {
    2
}

/// Returns how many numbers a context has; 0 without one.
#[unsafe(export_name = "wind_context_size")]
pub extern "C" fn context_size() -> usize {
    1
}

/// Returns the text of the last error of this thread.
#[unsafe(export_name = "wind_last_error")]
pub extern "C" fn last_error() -> *const c_char {
    foreign::last_error()
}

//! The safe half of a C interface: a generated crate turns the pointers of its caller into slices, and
//! everything else stands here.
//!
//! ```text
//! pointer, length ─▶ readable, writable ─▶ slices ─▶ Density ─▶ status or value ─▶ last_error
//!                    refuse null, unaligned,                    errors and panics become
//!                    too long, overlapping                      a number and a text
//! ```

use std::cell::RefCell;
use std::ffi::{CString, c_char};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Density;
use crate::error::{Error, Result};
use crate::numeric::Real;

thread_local! {
    static LAST_ERROR: RefCell<CString> = RefCell::default();
}

/// Does some work; 0 where that went well, else the exit code of its error, whose text is kept.
pub fn status(work: impl FnOnce() -> Result<()>) -> i32 {
    guarded(work).map_or_else(i32::from, |()| 0)
}

/// Does some work; its value, or `None` where it failed, and the text of its error is kept.
pub fn value<V>(work: impl FnOnce() -> Result<V>) -> Option<V> {
    guarded(work).ok()
}

/// The text of the last error of this thread, empty before the first. It stays where it is until the
/// next one.
pub fn last_error() -> *const c_char {
    LAST_ERROR.with_borrow(|text| text.as_ptr())
}

/// The exit code of an error, whose text is kept. A panic is a bug of ours, and ends here.
fn guarded<V>(work: impl FnOnce() -> Result<V>) -> std::result::Result<V, u8> {
    let outcome = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason");
        Err(Error::bug(format!("found a panic: {text}")))
    });
    outcome.map_err(|error| {
        let text = error.to_string().replace('\0', "\u{fffd}");
        LAST_ERROR.set(CString::new(text).unwrap_or_default());
        error.exit_code()
    })
}

/// The flow behind a pointer.
///
/// # Errors
/// The pointer is null.
pub fn given<P>(density: Option<&P>) -> Result<&P> {
    density.ok_or_else(|| Error::input("found null for `density`, expected what `…_new_from_bytes` gave"))
}

/// The start of a slice to read: the pointer itself, or any that is aligned where nothing is read.
///
/// # Errors
/// The pointer is null or not aligned, or there cannot be as many values.
pub fn readable<V>(name: &str, first: *const V, length: usize) -> Result<*const V> {
    if length == 0 {
        return Ok(std::ptr::dangling());
    }
    let size = size_of::<V>();
    if first.is_null() {
        return Err(Error::input(format!("found null for `{name}`, expected {length} values")));
    }
    if !first.is_aligned() {
        let message = format!("found `{name}` at an address that is no multiple of {}", align_of::<V>());
        return Err(Error::input(message).help("copy the values to where the allocator puts such"));
    }
    // Slices are no longer than half of the addresses, and do not go round them.
    if length > isize::MAX as usize / size || first.addr().checked_add(length * size).is_none() {
        return Err(Error::input(format!("found {length} for the length of `{name}`, which no memory holds")));
    }
    Ok(first)
}

/// The start of a slice to write, apart from all that is read.
///
/// # Errors
/// Those of [`readable`]; the slice overlaps what is read.
pub fn writable<V>(name: &str, first: *mut V, length: usize, read: &[&[V]]) -> Result<*mut V> {
    let addresses = |first: *const V, length: usize| first.addr()..first.addr() + length * size_of::<V>();
    let own = addresses(readable(name, first, length)?, length);
    let meets = |other: Range<usize>| own.start < other.end && other.start < own.end;
    if read.iter().any(|slice| meets(addresses(slice.as_ptr(), slice.len()))) {
        return Err(Error::input(format!("found `{name}` where values are read from, expected memory of its own")));
    }
    Ok(if length == 0 { std::ptr::dangling_mut() } else { first })
}

/// Fills a slice with samples of a seed, given one context.
///
/// # Errors
/// For a context of another length, and a slice that holds no whole samples.
pub fn sample<T: Real>(density: &dyn Density<T>, seed: u64, context: &[T], samples: &mut [T]) -> Result<()> {
    let size = density.event_size();
    if !samples.len().is_multiple_of(size) {
        let message = format!("found room for {} numbers of samples, expected a multiple of {size}", samples.len());
        return Err(Error::input(message));
    }
    samples.copy_from_slice(&density.sample(samples.len() / size, context, seed)?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::ffi::CStr;

    use super::*;
    use crate::flow::examples::Given;

    fn text() -> String {
        LAST_ERROR.with_borrow(|text: &CString| CStr::to_string_lossy(text).into_owned())
    }

    #[test]
    fn errors_and_panics_are_a_status_and_a_text() {
        assert_eq!(status(|| Ok(())), 0);
        assert_eq!(status(|| Err(Error::input("a \0 is no end").help("leave it out"))), 2);
        assert_eq!(text(), "a \u{fffd} is no end\nhelp: leave it out");
        assert_eq!(status(|| Err(Error::numerical("NaN"))), 4);
        assert_eq!(status(|| panic!("at {}", 7)), 1);
        assert!(text().starts_with("found a panic: at 7\nhelp: "), "{}", text());
        assert_eq!(value(|| Ok(7)), Some(7));
        assert!(text().starts_with("found a panic"), "what goes well leaves the text of the last error");
        assert_eq!(std::thread::spawn(text).join().expect("a text"), "", "each thread has its own");
    }

    #[test]
    fn samples_are_those_of_the_density_and_whole() {
        let (given, context) = (Given::new(1), [0.5_f32]);
        let mut samples = [0.0; 10];
        sample(&given, 7, &context, &mut samples).expect("samples");
        let density: &dyn Density<f32> = &given;
        assert_eq!(samples[..], density.sample(5, &context, 7).expect("samples"));
        assert!(sample(&given, 7, &context, &mut samples[1..]).is_err_and(|error| error.exit_code() == 2));
        assert!(sample(&given, 7, &[], &mut samples).is_err_and(|error| error.exit_code() == 2));
    }

    #[test]
    fn pointers_that_are_no_slices_are_refused() {
        let numbers = [1.0_f32, 2.0, 3.0];
        let first = numbers.as_ptr();
        assert_eq!(readable("x", first, 3).expect("a slice"), first);
        assert!(!readable::<f32>("x", std::ptr::null(), 0).expect("nothing").is_null());
        let refused = |first: *const f32, length| readable("x", first, length).expect_err("a refusal").to_string();
        assert_eq!(refused(std::ptr::null(), 3), "found null for `x`, expected 3 values");
        assert!(refused(first.wrapping_byte_add(1), 1).contains("no multiple of 4"));
        assert!(refused(first, usize::MAX).contains("which no memory holds"));
        assert!(refused(std::ptr::without_provenance(usize::MAX - 3), 1).contains("which no memory holds"));

        let mut out = [0.0_f32; 2];
        assert!(writable("out", out.as_mut_ptr(), 2, &[&numbers, &[]]).is_ok());
        let over = |k: usize, length| writable("out", first.wrapping_add(k).cast_mut(), length, &[&numbers]);
        assert!(over(2, 1).is_err_and(|error| error.to_string().starts_with("found `out` where values are read")));
        assert!(over(2, 0).is_ok() && over(3, 1).is_ok());
        assert_eq!(given::<f32>(None).map_err(|error| error.exit_code()), Err(2));
    }
}

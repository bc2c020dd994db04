//! A vector whose data begins on a cache line.
//!
//! A 64-byte load that crosses a cache line costs two, and without care every load of a buffer
//! does. The memory is a `Vec` with a few elements to spare, of which the aligned part is shown.

use crate::numeric::Real;
use std::ops::{Deref, DerefMut};

/// Bytes of a cache line, and of the widest vector.
const LINE: usize = 64;

/// A fixed number of zero-initialised numbers, the first at a multiple of 64 bytes.
#[derive(Debug, Default)]
pub struct AlignedVec<T> {
    // Never grown: growing may move the data and with it the aligned place.
    memory: Vec<T>,
    start: usize,
    len: usize,
}

impl<T: Real> AlignedVec<T> {
    /// `len` zeros.
    pub fn zeroed(len: usize) -> Self {
        let memory = vec![T::ZERO; len + spare::<T>()];
        let start = aligned_start(&memory);
        Self { memory, start, len }
    }
}

impl<T: Real> From<&[T]> for AlignedVec<T> {
    fn from(values: &[T]) -> Self {
        let mut copy = Self::zeroed(values.len());
        copy.copy_from_slice(values);
        copy
    }
}

impl<T: Real> Clone for AlignedVec<T> {
    fn clone(&self) -> Self {
        Self::from(&**self)
    }
}

impl<T> Deref for AlignedVec<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        &self.memory[self.start..self.start + self.len]
    }
}

impl<T> DerefMut for AlignedVec<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.memory[self.start..self.start + self.len]
    }
}

/// The elements that a buffer needs beyond its length to hold an aligned part of that length.
pub(super) const fn spare<T>() -> usize {
    LINE / size_of::<T>() - 1
}

/// The first aligned element of a buffer that has [`spare`] elements.
pub(super) fn aligned_start<T>(memory: &[T]) -> usize {
    memory.as_ptr().align_offset(LINE).min(spare::<T>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn behaves<T: Real>() {
        for len in [0, 1, 15, 16, 17, 1000] {
            let mut v = AlignedVec::<T>::zeroed(len);
            assert_eq!((v.len(), v.as_ptr() as usize % LINE), (len, 0));
            assert!(v.iter().all(|&x| x == T::ZERO));
            v.fill(T::ONE);
            let copy = v.clone();
            v.fill(T::ZERO);
            assert_eq!((copy.len(), copy.as_ptr() as usize % LINE), (len, 0));
            assert!(copy.iter().all(|&x| x == T::ONE));
        }
    }

    #[test]
    fn aligned_zeroed_and_copied_by_value() {
        behaves::<f32>();
        behaves::<f64>();
        assert!(AlignedVec::<f32>::default().is_empty());
    }
}

//! The arguments of a function, lent by places.

use std::ops::Range;

use flow_runtime::__private::engine::chain::Dropout;

use crate::code::{Argument, Place};

/// How many arguments are read, and how many written.
const READ: usize = crate::code::READ;
const WRITE: usize = crate::code::WRITE;

/// The arguments of a function.
pub struct Memory<'a, T> {
    /// Samples of the tile.
    pub lanes: usize,
    /// The arguments that are only read.
    pub read: [&'a [T]; READ],
    /// The arguments that are written.
    pub write: [&'a mut [T]; WRITE],
    /// The layer's element orders.
    pub tables: &'a [u32],
    /// True where the caller wants the result.
    pub wanted: bool,
    /// The units that training switches off.
    pub dropout: Option<Dropout<'a>>,
}

/// Everything but one place that is lent to be written.
pub struct Rest<'m, 'a, T> {
    lanes: usize,
    read: &'m [&'a [T]; READ],
    /// The arguments before and behind the one that is lent in part.
    others: [&'m [&'a mut [T]]; 2],
    /// The parts of that one before and behind what is lent.
    parts: [&'m [T]; 2],
    /// Its number, and where the lent part begins and ends.
    lent: (usize, usize, usize),
}

impl Place {
    /// Its numbers in the argument.
    fn range(self, lanes: usize) -> Range<usize> {
        let each = if self.per_lane { lanes } else { 1 };
        self.start * each..(self.start + self.rows) * each
    }
}

impl<'a, T> Memory<'a, T> {
    /// The numbers of a place.
    #[inline]
    pub fn get(&self, place: Place) -> &[T] {
        let range = place.range(self.lanes);
        match place.of {
            Argument::Read(k) => &self.read[k][range],
            Argument::Write(k) => &self.write[k][range],
        }
    }

    /// The numbers of a place, to be written.
    #[inline]
    pub fn get_mut(&mut self, place: Place) -> &mut [T] {
        let range = place.range(self.lanes);
        match place.of {
            Argument::Write(k) => &mut self.write[k][range],
            Argument::Read(_) => panic!("a plan writes what it may only read"),
        }
    }

    /// The numbers of a place to be written, beside all others.
    pub fn split(&mut self, place: Place) -> (&mut [T], Rest<'_, 'a, T>) {
        let Argument::Write(k) = place.of else { panic!("a plan writes what it may only read") };
        self.lend(k, place.range(self.lanes))
    }

    /// Numbers of an argument to be written, beside all others.
    #[inline(always)]
    pub fn lend(&mut self, k: usize, range: Range<usize>) -> (&mut [T], Rest<'_, 'a, T>) {
        let (before, rest) = self.write.split_at_mut(k);
        let (argument, after) = rest.split_first_mut().expect("an argument that is written");
        let (first, rest) = argument.split_at_mut(range.start);
        let (lent, last) = rest.split_at_mut(range.len());
        let rest = Rest {
            lanes: self.lanes,
            read: &self.read,
            others: [before, after],
            parts: [first, last],
            lent: (k, range.start, range.end),
        };
        (lent, rest)
    }
}

impl<T> Rest<'_, '_, T> {
    /// The numbers of a place that is apart from the lent one.
    pub fn get(&self, place: Place) -> &[T] {
        self.numbers(place.of, place.range(self.lanes))
    }

    /// Numbers of an argument, apart from the lent ones.
    #[inline(always)]
    fn numbers(&self, of: Argument, range: Range<usize>) -> &[T] {
        let (k, start, end) = self.lent;
        match of {
            Argument::Read(k) => &self.read[k][range],
            Argument::Write(of) if of < k => &self.others[0][of][range],
            Argument::Write(of) if of > k => &self.others[1][of - k - 1][range],
            Argument::Write(_) if range.end <= start => &self.parts[0][range],
            Argument::Write(_) => &self.parts[1][range.start - end..range.end - end],
        }
    }
}

/// All arguments, or all but a part that is lent to be written.
pub enum Seen<'m, 'a, T> {
    /// All.
    All(&'m Memory<'a, T>),
    /// All but that part.
    Rest(Rest<'m, 'a, T>),
}

impl<T> Seen<'_, '_, T> {
    /// Numbers of an argument.
    #[inline(always)]
    pub fn numbers(&self, of: Argument, range: Range<usize>) -> &[T] {
        match (self, of) {
            (Seen::Rest(rest), of) => rest.numbers(of, range),
            (Seen::All(memory), Argument::Read(k)) => &memory.read[k][range],
            (Seen::All(memory), Argument::Write(k)) => &memory.write[k][range],
        }
    }

    /// The numbers of a place.
    #[inline(always)]
    pub fn get(&self, place: Place, lanes: usize) -> &[T] {
        self.numbers(place.of, place.range(lanes))
    }
}

//! The shape of masked weights: a staircase that a few numbers describe.
//!
//! A masked autoregressive network (MADE, Germain et al. 2015) gives every unit a *degree*, the
//! number of elements of x that it may see; a connection exists only where the degree does not
//! fall. With the units of each layer in ascending order of degree, row i of a weight matrix reads
//! a prefix of the columns, its *reach*, and the reach never decreases from row to row. Everything
//! follows from how many units have which degree, and units are shared out evenly, so no table is
//! kept: each question is a division at most, since products ask for every few rows of every tile.

use std::ops::Range;

/// The degrees of a layer's units, in ascending order.
///
/// `always` units of degree 0, such as context, come first. Then `size` units are shared out over
/// `groups` groups of degree `first`, `first + 1`, …: with q = ⌊size / groups⌋ and r = size mod
/// groups, the first r groups have q + 1 units, the others q. Units that are fewer than the groups
/// lie at even distances: unit j is in group ⌊j · groups / size⌋, and some groups have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Degrees {
    always: usize,
    first: usize,
    groups: usize,
    size: usize,
    /// q
    each: usize,
    /// r
    larger: usize,
}

impl Degrees {
    /// Units of degree 0, the degree of the first group, the number of groups, at least 1, and the
    /// number of units in all of them.
    #[inline]
    pub const fn new(always: usize, first: usize, groups: usize, size: usize) -> Self {
        Degrees { always, first, groups, size, each: size / groups, larger: size % groups }
    }

    /// The number of units.
    pub const fn len(self) -> usize {
        self.always + self.size
    }

    /// True where there are no units.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The degree of unit i, for `i < len()`.
    #[inline]
    pub const fn degree(self, i: usize) -> usize {
        if i < self.always {
            return 0;
        }
        let (q, r, j) = (self.each, self.larger, i - self.always);
        let larger = r * (q + 1);
        self.first
            + if q == 0 {
                j * self.groups / self.size
            } else if j < larger {
                j / (q + 1)
            } else {
                r + (j - larger) / q
            }
    }

    /// The units of degree d.
    #[inline]
    pub const fn rows_of(self, d: usize) -> Range<usize> {
        (if d == 0 { 0 } else { self.up_to(d - 1) })..self.up_to(d)
    }

    /// The number of units whose degree is at most d.
    #[inline]
    pub const fn up_to(self, d: usize) -> usize {
        if d < self.first {
            return self.always;
        }
        let (q, r) = (self.each, self.larger);
        let above = d - self.first;
        let g = if above < self.groups { above + 1 } else { self.groups };
        self.always + if q == 0 { (g * self.size).div_ceil(self.groups) } else { g * q + if g < r { g } else { r } }
    }
}

/// A masked weight matrix: entry (i, k) may be non-zero where `columns.degree(k) ≤ rows.degree(i)`,
/// or `<` when strict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stairs {
    /// The degrees of the units that the layer computes.
    pub rows: Degrees,
    /// The degrees of the units that it reads.
    pub columns: Degrees,
    /// True where the degree must rise, as it must once on every path from an element of x to its
    /// own parameters.
    pub strict: bool,
}

impl Stairs {
    /// A mask by the orders of what it computes and what it reads.
    #[inline]
    pub const fn new(rows: Degrees, columns: Degrees, strict: bool) -> Self {
        Stairs { rows, columns, strict }
    }

    /// The number of columns that row i reads, all others being masked; `i < rows.len()`.
    #[inline]
    pub const fn reach(self, i: usize) -> usize {
        match self.rows.degree(i).checked_sub(self.strict as usize) {
            Some(degree) => self.columns.up_to(degree),
            None => 0,
        }
    }

    /// The first row that reads column k, `rows.len()` if none does; `k < columns.len()`.
    #[inline]
    pub const fn first_row(self, k: usize) -> usize {
        match (self.columns.degree(k) + self.strict as usize).checked_sub(1) {
            Some(degree) => self.rows.up_to(degree),
            None => 0,
        }
    }

    /// The given rows in parts of equal reach, each with that reach.
    pub(super) fn treads(self, rows: Range<usize>) -> impl Iterator<Item = (Range<usize>, usize)> {
        let mut next = rows.start;
        std::iter::from_fn(move || {
            let start = next;
            (start < rows.end).then(|| {
                next = self.rows.up_to(self.rows.degree(start)).min(rows.end);
                (start..next, self.reach(start))
            })
        })
    }

    /// Refuses a matrix of another shape.
    pub(super) fn check(self, rows: usize, cols: usize) {
        assert_eq!((self.rows.len(), self.columns.len()), (rows, cols), "rows and columns of the stairs");
    }
}

/// Which entries of a matrix may be non-zero, as the kernels are told.
#[derive(Clone, Copy)]
pub(super) enum Pattern {
    /// All.
    Dense,
    /// The rows of the stairs.
    Stairs(Stairs),
    /// The rows of the transpose of the stairs.
    Transposed(Stairs),
}

impl Pattern {
    /// The columns, out of `cols`, beyond which all of the given rows, at least one, are zero.
    #[inline]
    pub(super) fn span(self, rows: Range<usize>, cols: usize) -> Range<usize> {
        match self {
            Self::Dense => 0..cols,
            Self::Stairs(stairs) => 0..stairs.reach(rows.end - 1),
            Self::Transposed(stairs) => stairs.first_row(rows.start)..cols,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The definition of the degrees: units dealt out to the groups in turn, then sorted. Units
    /// that are fewer than the groups are markers that `groups` steps pass at even distances: the
    /// j-th is passed in the last group that begins at or before its place.
    fn dealt(degrees: Degrees) -> Vec<usize> {
        let Degrees { always, first, groups, size, .. } = degrees;
        let mut units = vec![0; always];
        if size < groups {
            let begins_by = |g: &usize, j: usize| g * size <= j * groups;
            units.extend(
                (0..size).map(|j| first + (0..groups).rfind(|g| begins_by(g, j)).expect("group 0 begins at 0")),
            );
            return units;
        }
        units.extend((0..size).map(|j| first + j % groups));
        units[always..].sort_unstable();
        units
    }

    /// The mask by its definition, row-major.
    pub fn mask(stairs: Stairs) -> Vec<bool> {
        let columns = dealt(stairs.columns);
        let row = |i: usize| columns.iter().map(move |&k| if stairs.strict { k < i } else { k <= i });
        dealt(stairs.rows).into_iter().flat_map(row).collect()
    }

    /// The layers of MADE networks with `d` elements of x, `context` numbers, `hidden` units and
    /// two parameters an element: x to hidden, hidden to hidden, hidden to parameters, x to
    /// parameters.
    pub fn made(d: usize, context: usize, hidden: usize) -> [Stairs; 4] {
        let x = Degrees::new(context, 1, d, d);
        let units = Degrees::new(hidden % 3, 1, (d - 1).max(1), hidden - hidden % 3);
        let parameters = Degrees::new(0, 1, d, 2 * d);
        [(units, x, false), (units, units, false), (parameters, units, true), (parameters, x, true)]
            .map(|(rows, columns, strict)| Stairs { rows, columns, strict })
    }

    fn all_degrees() -> Vec<Degrees> {
        let mut all = Vec::new();
        for always in [0, 1, 3] {
            for first in 0..3 {
                for groups in 1..8 {
                    all.extend((0..10).map(|size| Degrees::new(always, first, groups, size)));
                }
            }
        }
        all
    }

    #[test]
    fn degrees_are_those_of_units_dealt_out() {
        for degrees in all_degrees() {
            let expected = dealt(degrees);
            assert_eq!(degrees.len(), expected.len());
            assert_eq!(degrees.is_empty(), expected.is_empty());
            let found: Vec<_> = (0..degrees.len()).map(|i| degrees.degree(i)).collect();
            assert_eq!(found, expected, "{degrees:?}");
            for d in 0..9 {
                let count = expected.iter().filter(|&&unit| unit <= d).count();
                assert_eq!(degrees.up_to(d), count, "{degrees:?} up to {d}");
            }
        }
    }

    #[test]
    fn stairs_are_the_mask() {
        let all = all_degrees();
        for (n, &rows) in all.iter().enumerate() {
            // Every kind of rows with a few kinds of columns; 7 and the number of kinds have no
            // common factor.
            for &columns in all.iter().skip(n % 7).step_by(7) {
                for strict in [false, true] {
                    let stairs = Stairs { rows, columns, strict };
                    let (mask, cols) = (mask(stairs), columns.len());
                    for i in 0..rows.len() {
                        for k in 0..cols {
                            assert_eq!(k < stairs.reach(i), mask[i * cols + k], "{stairs:?} at {i}, {k}");
                            assert_eq!(i >= stairs.first_row(k), mask[i * cols + k], "{stairs:?} at {i}, {k}");
                        }
                        assert!(stairs.reach(i) <= cols);
                    }
                    assert!((0..cols).all(|k| stairs.first_row(k) <= rows.len()));
                }
            }
        }
    }

    #[test]
    fn known_in_constants() {
        const DEGREES: Degrees = Degrees::new(1, 1, 2, 3);
        const STAIRS: Stairs = Stairs { rows: DEGREES, columns: DEGREES, strict: true };
        const REACH: [usize; 4] = [STAIRS.reach(0), STAIRS.reach(1), STAIRS.reach(2), STAIRS.reach(3)];
        const FIRST: [usize; 4] = [STAIRS.first_row(0), STAIRS.first_row(1), STAIRS.first_row(2), STAIRS.first_row(3)];
        assert_eq!((REACH, FIRST), ([0, 1, 1, 3], [1, 3, 3, 4]));
    }

    #[test]
    fn treads_are_the_rows_and_their_reach() {
        for stairs in (1..9).flat_map(|d| made(d, d % 3, 37)) {
            for rows in [0..stairs.rows.len(), stairs.rows.len() / 3..stairs.rows.len(), 1..1] {
                let each = stairs.treads(rows.clone()).flat_map(|(rows, reach)| rows.map(move |r| (r, reach)));
                assert_eq!(
                    each.collect::<Vec<_>>(),
                    rows.map(|r| (r, stairs.reach(r))).collect::<Vec<_>>(),
                    "{stairs:?}"
                );
            }
        }
    }
}

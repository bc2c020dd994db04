//! Shapes of values and rules for element indices.
//!
//! A shape has rank 0 to 3; elements are numbered row by row. Which element goes where is said by a
//! rule ([`Index`]) and not by a list wherever a rule can say it: tokens then do not grow with the
//! dimension.

use std::collections::{HashMap, HashSet};
use std::fmt;

/// The extents of a value: rank 0 (a number) to rank 3 (an image).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Shape(Vec<usize>);

impl Shape {
    /// The shape of a single number.
    pub fn scalar() -> Self {
        Shape(Vec::new())
    }

    /// The shape of `n` numbers.
    pub fn vector(n: usize) -> Self {
        Shape(vec![n])
    }

    /// The shape of a matrix, as PyTorch writes a weight: `[out, in]`.
    pub fn matrix(rows: usize, columns: usize) -> Self {
        Shape(vec![rows, columns])
    }

    /// Any list of extents.
    pub fn of(extents: &[usize]) -> Self {
        Shape(extents.to_vec())
    }

    /// The extents.
    pub fn extents(&self) -> &[usize] {
        &self.0
    }

    /// Number of elements; one for a scalar.
    pub fn size(&self) -> usize {
        self.0.iter().product()
    }

    /// Whether this is a single number.
    pub fn is_scalar(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "[")?;
        for (i, extent) in self.0.iter().enumerate() {
            write!(f, "{}{extent}", if i > 0 { ", " } else { "" })?;
        }
        write!(f, "]")
    }
}

/// Names a [`Table`] of the graph in which an index stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TableId(pub usize);

/// An injective rule from `0..len` to elements of another value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Index {
    /// Element `start + step · i`.
    Range {
        /// The element that `i = 0` names.
        start: usize,
        /// The distance between neighbours; negative for a reversal.
        step: isize,
        /// How many elements are named.
        len: usize,
    },
    /// Runs of neighbours at equal distances: element `start + stride · ⌊i / width⌋ + i mod width`.
    Blocks {
        /// The first element of the first run.
        start: usize,
        /// The distance between the beginnings of runs.
        stride: usize,
        /// How many elements a run has.
        width: usize,
        /// How many elements are named.
        len: usize,
    },
    /// Element `table[i]`, for an order that no range states.
    Table {
        /// Which table.
        id: TableId,
        /// How many elements are named.
        len: usize,
    },
}

impl Index {
    /// `0, 1, …, len − 1`.
    pub fn identity(len: usize) -> Self {
        Index::range(0, len)
    }

    /// `start, start + 1, …`, `len` of them.
    pub fn range(start: usize, len: usize) -> Self {
        Index::Range { start, step: 1, len }
    }

    /// `len − 1, …, 1, 0`.
    pub fn reversal(len: usize) -> Self {
        Index::Range { start: len - 1, step: if len == 1 { 1 } else { -1 }, len }
    }

    /// Runs of `width` neighbours, the first at `start` and each `stride` after the one before it;
    /// `count` of them.
    pub fn blocks(start: usize, stride: usize, width: usize, count: usize) -> Self {
        match (width, width == stride || count == 1) {
            (_, true) => Index::range(start, width * count),
            (1, false) => Index::Range { start, step: stride as isize, len: count },
            _ => Index::Blocks { start, stride, width, len: width * count },
        }
    }

    /// How many elements are named.
    pub fn len(&self) -> usize {
        match self {
            Index::Range { len, .. } | Index::Blocks { len, .. } | Index::Table { len, .. } => *len,
        }
    }

    /// The elements that a rule names; those of a table are the graph's.
    pub fn by_rule(&self) -> Option<Vec<usize>> {
        match self {
            Index::Range { start, step, len } => {
                Some((0..*len).map(|i| (*start as isize + step * i as isize) as usize).collect())
            }
            Index::Blocks { start, stride, width, len } => {
                Some((0..*len).map(|i| start + stride * (i / width) + i % width).collect())
            }
            Index::Table { .. } => None,
        }
    }

    /// Whether no element is named.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The first element of a run of neighbours in ascending order, where the index is such a run.
    pub fn contiguous(&self) -> Option<usize> {
        match self {
            Index::Range { start, step, len } if *step == 1 || *len == 1 => Some(*start),
            _ => None,
        }
    }

    /// Whether two rules name no element in common. Of tables nothing is known.
    pub fn is_apart(&self, other: &Self) -> bool {
        let (Some((low, high)), Some((from, to))) = (self.ends(), other.ends()) else { return false };
        if high < from || to < low {
            return true;
        }
        if let (Index::Range { start: a, step: s, .. }, Index::Range { start: b, step: t, .. }) = (self, other)
            && s.unsigned_abs() == t.unsigned_abs()
            && a.abs_diff(*b) % s.unsigned_abs() != 0
        {
            return true;
        }
        let (Some(ours), Some(theirs)) = (self.by_rule(), other.by_rule()) else { return false };
        let ours: HashSet<usize> = ours.into_iter().collect();
        theirs.iter().all(|element| !ours.contains(element))
    }

    /// The least and the greatest element of a rule.
    fn ends(&self) -> Option<(usize, usize)> {
        match self {
            Index::Range { start, step, len } => {
                let last = (*start as isize + step * (len.max(&1) - 1) as isize) as usize;
                Some((last.min(*start), last.max(*start)))
            }
            Index::Blocks { start, stride, width, len } => {
                let last = len.max(&1) - 1;
                Some((*start, start + stride * (last / width) + width.min(len).max(&1) - 1))
            }
            Index::Table { .. } => None,
        }
    }

    /// The range that states a list, where one does.
    pub fn from_affine(list: &[usize]) -> Option<Self> {
        let start = *list.first()?;
        let step = list.get(1).map_or(1, |second| *second as isize - start as isize);
        let affine = list.iter().enumerate().all(|(i, e)| *e as isize == start as isize + step * i as isize);
        (affine && step != 0).then_some(Index::Range { start, step, len: list.len() })
    }
}

/// Where the numbers of a table come from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TableRule {
    /// The user wrote them, or they follow from numbers that the user wrote.
    Given,
    /// The specified generator, started from this seed (see
    /// [`permutation`](crate::permutation::permutation)).
    Seeded(u64),
    /// The inverse permutation of another table.
    InverseOf(TableId),
}

/// A list of element numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Table {
    /// The element numbers.
    pub values: Vec<usize>,
    /// How the emitted program obtains them.
    pub rule: TableRule,
}

/// Where each element of an injective list stands in it: to look up many, a search for each would
/// be quadratic in the dimension.
pub fn positions(list: &[usize]) -> HashMap<usize, usize> {
    list.iter().enumerate().map(|(i, e)| (*e, i)).collect()
}

/// The inverse of a permutation.
pub fn inverse_permutation(order: &[usize]) -> Vec<usize> {
    let mut inverse = vec![0; order.len()];
    for (i, &e) in order.iter().enumerate() {
        inverse[e] = i;
    }
    inverse
}

/// Degrees of the rows or columns of a masked matrix, ascending: a rule of four numbers.
///
/// `always` leading elements have degree 0. The others are shared out over `groups` groups of
/// degree `first`, `first + 1`, …: with `q = size / groups` and `r = size mod groups`, the first
/// `r` groups have `q + 1` elements and the others `q`. Where elements are fewer than groups, they
/// lie at even distances: element `i` is in group `⌊i · groups / size⌋`, and some groups have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Degrees {
    /// Leading elements of degree 0.
    pub always: usize,
    /// The lowest degree of the others.
    pub first: usize,
    /// How many degrees they have.
    pub groups: usize,
    /// How many they are.
    pub size: usize,
}

impl Degrees {
    /// How many elements there are.
    pub fn total(&self) -> usize {
        self.always + self.size
    }

    /// The degree of an element.
    pub fn degree(&self, i: usize) -> usize {
        let (q, r) = (self.size / self.groups, self.size % self.groups);
        match i.checked_sub(self.always) {
            None => 0,
            Some(i) if q == 0 => self.first + i * self.groups / self.size,
            Some(i) if i < r * (q + 1) => self.first + i / (q + 1),
            Some(i) => self.first + r + (i - r * (q + 1)) / q,
        }
    }

    /// How many elements have at most this degree.
    pub fn up_to(&self, degree: usize) -> usize {
        let (q, r) = (self.size / self.groups, self.size % self.groups);
        let g = (degree + 1).saturating_sub(self.first).min(self.groups);
        self.always + if q == 0 { (g * self.size).div_ceil(self.groups) } else { g * q + g.min(r) }
    }
}

/// A masked matrix whose rows read a growing number of leading columns: entry `(i, k)` may differ
/// from zero where the degree of column `k` is at most that of row `i`, or less where `strict`.
/// (Germain et al. 2015)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stairs {
    /// Degrees of the rows.
    pub rows: Degrees,
    /// Degrees of the columns.
    pub columns: Degrees,
    /// Whether equal degrees are masked.
    pub strict: bool,
}

impl Stairs {
    /// How many leading columns row `i` reads.
    pub fn reach(&self, i: usize) -> usize {
        match self.rows.degree(i).checked_sub(usize::from(self.strict)) {
            Some(degree) => self.columns.up_to(degree),
            None => 0,
        }
    }

    /// The first row that reads column `k`; the number of rows where none does.
    pub fn first_reader(&self, k: usize) -> usize {
        match (self.columns.degree(k), self.strict) {
            (degree, true) => self.rows.up_to(degree),
            (0, false) => 0,
            (degree, false) => self.rows.up_to(degree - 1),
        }
    }

    /// How many entries may differ from zero.
    pub fn entries(&self) -> usize {
        (0..self.rows.total()).map(|i| self.reach(i)).sum()
    }
}

/// How the matrix of a product lies: which of its entries multiply which element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Contraction {
    /// Row by row, as it is stored; where it is masked, with these entries alone.
    Matrix(Option<Stairs>),
}

impl Contraction {
    /// The mask of the matrix, where it has one.
    pub fn stairs(&self) -> Option<Stairs> {
        match self {
            Contraction::Matrix(stairs) => *stairs,
        }
    }

    /// The entries of a matrix of this size that are multiplied.
    pub fn entries(&self, rows: usize, columns: usize) -> usize {
        match self {
            Contraction::Matrix(stairs) => stairs.map_or(rows * columns, |s| s.entries()),
        }
    }
}

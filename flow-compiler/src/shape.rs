//! Shapes of values and rules for element indices.
//!
//! A shape has rank 0 to 4; elements are numbered row by row. Which element goes where is said by a
//! rule ([`Index`]) and not by a list wherever a rule can say it: tokens then do not grow with the
//! dimension.

mod contraction;

pub use contraction::{Axis, Causal, Contraction, Degrees, Stairs, Window};

use std::collections::{HashMap, HashSet};
use std::fmt;

/// The extents of a value: rank 0 (a number) to rank 4 (the weight of a window).
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

    /// True if this is a single number.
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

/// The order of a table in so many elements, part by part.
pub fn repeated(table: &[usize], len: usize) -> Vec<usize> {
    (0..len).map(|i| table[i % table.len()] + i - i % table.len()).collect()
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
    /// Loops inside of each other: element `start + Σ stride · (digit of i)`, the digits of i being
    /// those of a number whose places count to the extents, the last one fastest.
    Loops {
        /// The element that `i = 0` names.
        start: usize,
        /// Extent and stride of each loop, the outermost first.
        loops: Vec<(usize, isize)>,
    },
    /// Element `table[i mod period] + i − i mod period`, for an order that no rule states: that of a
    /// table, or of each of several parts that are as long as it.
    Table {
        /// Which table.
        id: TableId,
        /// How many elements are named.
        len: usize,
        /// How many elements the table has.
        period: usize,
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
            Index::Loops { loops, .. } => loops.iter().map(|(extent, _)| extent).product(),
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
            Index::Loops { start, loops } => {
                let mut out = vec![*start as isize];
                for (extent, stride) in loops {
                    let places = |first: isize| (0..*extent as isize).map(move |k| first + stride * k);
                    out = out.into_iter().flat_map(places).collect();
                }
                Some(out.into_iter().map(|element| element as usize).collect())
            }
            Index::Table { .. } => None,
        }
    }

    /// True if no element is named.
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

    /// True if two rows are known to name no element in common. Of tables nothing is known.
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
            Index::Loops { start, loops } => {
                let reach = |(extent, stride): &(usize, isize)| stride * (*extent as isize - 1);
                let (down, up): (Vec<isize>, Vec<isize>) = loops.iter().map(reach).partition(|reach| *reach < 0);
                let at = |reach: Vec<isize>| (*start as isize + reach.into_iter().sum::<isize>()) as usize;
                Some((at(down), at(up)))
            }
            Index::Table { .. } => None,
        }
    }

    /// The rule that states a list, where one does that is much shorter than the list.
    pub fn from_list(list: &[usize]) -> Option<Self> {
        /// Loops of a rule that is worth more than a table.
        const MOST_LOOPS: usize = 5;
        Index::from_affine(list).or_else(|| {
            let loops = loops_of(list, MOST_LOOPS.min(list.len() / 8))?;
            Some(match *loops.as_slice() {
                [(_, stride), (width, 1)] if stride > 0 => {
                    Index::Blocks { start: list[0], stride: stride as usize, width, len: list.len() }
                }
                _ => Index::Loops { start: list[0], loops },
            })
        })
    }

    /// The range that states a list, where one does.
    pub fn from_affine(list: &[usize]) -> Option<Self> {
        let start = *list.first()?;
        let step = list.get(1).map_or(1, |second| *second as isize - start as isize);
        let affine = list.iter().enumerate().all(|(i, e)| *e as isize == start as isize + step * i as isize);
        (affine && step != 0).then_some(Index::Range { start, step, len: list.len() })
    }
}

/// The loops that name a list's elements, at most so many, the outermost first.
fn loops_of(list: &[usize], most: usize) -> Option<Vec<(usize, isize)>> {
    let distance = |k: usize| list[k] as isize - list[0] as isize;
    if list.len() == 1 {
        return Some(Vec::new());
    }
    if most == 0 {
        return None;
    }
    let step = distance(1);
    let run = (1..list.len()).take_while(|k| distance(*k) == step * *k as isize).count() + 1;
    // The innermost loop may be shorter than its run, where the next one happens to go on with it.
    (2..=run).rev().filter(|width| list.len().is_multiple_of(*width)).find_map(|width| {
        let alike = |block: &[usize]| {
            let first = block[0] as isize;
            block.iter().enumerate().all(|(k, element)| *element as isize == first + step * k as isize)
        };
        if !list.chunks_exact(width).all(alike) {
            return None;
        }
        let heads: Vec<usize> = list.iter().step_by(width).copied().collect();
        let mut loops = loops_of(&heads, most - 1)?;
        loops.push((width, step));
        Some(loops)
    })
}

/// Copies of a value along an axis: the value `[outer, inner]` as `[outer, times, inner]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Copies {
    /// Extent before the axis.
    pub outer: usize,
    /// How many copies.
    pub times: usize,
    /// Extent behind it.
    pub inner: usize,
}

impl Copies {
    /// One value at so many positions.
    pub fn of(times: usize, inner: usize) -> Self {
        Copies { outer: 1, times, inner }
    }

    /// Elements of the value.
    pub fn size(self) -> usize {
        self.outer * self.inner
    }

    /// Elements of all copies.
    pub fn spread(self) -> usize {
        self.outer * self.times * self.inner
    }

    /// The element that a copy is of.
    pub fn element_of(self, copy: usize) -> usize {
        copy / (self.times * self.inner) * self.inner + copy % self.inner
    }

    /// The copies of an element.
    pub fn of_element(self, element: usize) -> impl Iterator<Item = usize> {
        let first = element / self.inner * self.times * self.inner + element % self.inner;
        (0..self.times).map(move |copy| first + copy * self.inner)
    }

    /// The element of the value that each element of the copies is.
    pub fn index(self) -> Index {
        let loops = [(self.outer, self.inner as isize), (self.times, 0), (self.inner, 1)];
        Index::Loops { start: 0, loops: loops.into_iter().filter(|(extent, _)| *extent > 1).collect() }
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

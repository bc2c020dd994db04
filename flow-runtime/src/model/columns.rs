//! The columns of the rows that a flow models: their names, and the values that they can have.

use super::interval::Interval;
use super::kind::ColumnKind;
use crate::noise::{Noise, Purpose};

/// A column of the data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// Its name; empty where it has none.
    pub name: String,
    /// The values that it can have.
    pub kind: ColumnKind,
}

/// The columns of events and contexts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// One for each element of `x`; empty where nothing is known, and all are real.
    pub event: Vec<Column>,
    /// Those of the context, each of which gives as many numbers as its kind is
    /// [wide](ColumnKind::width); empty where nothing is known.
    pub context: Vec<Column>,
}

impl Columns {
    /// Columns of these names and any numbers.
    pub fn named<S: Into<String>>(event: impl IntoIterator<Item = S>, context: impl IntoIterator<Item = S>) -> Self {
        let named = |name: S| Column { name: name.into(), kind: ColumnKind::Real };
        Columns { event: event.into_iter().map(named).collect(), context: context.into_iter().map(named).collect() }
    }

    /// The names of events; empty unless all have one.
    pub fn event_names(&self) -> Vec<String> {
        names(&self.event)
    }

    /// The names of contexts; empty unless all have one.
    pub fn context_names(&self) -> Vec<String> {
        names(&self.context)
    }

    /// The kind of an element of `x`.
    pub fn kind(&self, element: usize) -> &ColumnKind {
        self.event.get(element).map_or(&ColumnKind::Real, |column| &column.kind)
    }

    /// True where some elements are whole numbers, which have noise.
    pub fn have_noise(&self) -> bool {
        self.event.iter().any(|column| column.kind.is_whole())
    }

    /// True where all elements of events of `size` are whole numbers, so that a log-density is a bound of
    /// the log-probability of a row, and has a meaning in bits.
    pub fn are_whole(&self, size: usize) -> bool {
        self.event.len() == size && self.event.iter().all(|column| column.kind.is_whole())
    }

    /// The intervals of the elements of `x`; empty where all are real.
    pub fn event_intervals(&self) -> Vec<Interval> {
        unless_real(self.event.iter().map(|column| column.kind.interval()).collect())
    }

    /// The intervals of the numbers of a context; empty where all are real.
    pub fn context_intervals(&self) -> Vec<Interval> {
        let of = |column: &Column| vec![column.kind.context_interval(); column.kind.width()];
        unless_real(self.context.iter().flat_map(of).collect())
    }

    /// Adds noise to the whole numbers of events of `size` elements, addressed by draw, row and
    /// element. A fit has other noise in every epoch, since the same would let it learn where each
    /// number happened to fall.
    pub fn add_noise(&self, events: &mut [f64], size: usize, seed: u64, draw: u64) {
        self.add_noise_from(0, events, size, seed, draw);
    }

    /// The same for events from row number `first` on.
    pub fn add_noise_from(&self, first: u64, events: &mut [f64], size: usize, seed: u64, draw: u64) {
        if !self.have_noise() {
            return;
        }
        let whole: Vec<usize> = (0..self.event.len()).filter(|k| self.kind(*k).is_whole()).collect();
        let noise = Noise::new(seed, Purpose::Dequantization);
        let mut uniform = vec![0.0; size];
        for (row, event) in (first..).zip(events.chunks_mut(size)) {
            noise.fill_uniform(draw, row, size, &mut uniform);
            whole.iter().for_each(|&k| event[k] = with_noise(event[k], uniform[k]));
        }
    }

    /// Turns modelled numbers into the values of their columns: whole numbers lose their noise.
    pub fn settle(&self, events: &mut [f64], size: usize) {
        if self.have_noise() {
            for row in events.chunks_mut(size) {
                row.iter_mut().zip(&self.event).for_each(|(x, column)| *x = column.kind.settle(*x));
            }
        }
    }
}

/// A whole number with noise from 0 to 1. Rounding must not reach the next whole number, and 0 is
/// where an interval ends.
pub(crate) fn with_noise(x: f64, uniform: f64) -> f64 {
    (x + uniform).clamp(x.next_up(), (x + 1.0).next_down())
}

fn names(columns: &[Column]) -> Vec<String> {
    if columns.iter().any(|column| column.name.is_empty()) {
        return Vec::new();
    }
    columns.iter().map(|column| column.name.clone()).collect()
}

fn unless_real(intervals: Vec<Interval>) -> Vec<Interval> {
    if intervals.iter().all(|interval| interval.is_real()) { Vec::new() } else { intervals }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_kinds(kinds: &[ColumnKind]) -> Columns {
        let column = |kind: &ColumnKind| Column { name: String::new(), kind: kind.clone() };
        Columns { event: kinds.iter().map(column).collect(), context: Vec::new() }
    }

    #[test]
    fn noise_is_undone_and_addressed() {
        let counts = [3.0, 0.5, -2.0, 0.25, 1e15, 7.0];
        let columns = of_kinds(&[ColumnKind::Integer, ColumnKind::Real]);
        let noisy = |draw| {
            let mut events = counts;
            columns.add_noise(&mut events, 2, 7, draw);
            events
        };
        let first = noisy(0);
        assert!(first.iter().zip(counts).skip(1).step_by(2).all(|(noisy, count)| *noisy == count));
        assert!(first.iter().zip(counts).step_by(2).all(|(noisy, count)| *noisy > count && *noisy < count + 1.0));
        assert_ne!(first, noisy(1));
        let mut later = counts[4..].to_vec();
        columns.add_noise_from(2, &mut later, 2, 7, 0);
        assert_eq!(later, first[4..]);
        let mut back = first;
        columns.settle(&mut back, 2);
        assert_eq!(back, counts);
    }

    /// The density of a uniform on [0, n) gives each of n whole numbers probability 1/n: the mean
    /// score is exact there.
    #[test]
    fn the_constant_is_exact() {
        let n = 8.0;
        let mut events: Vec<f64> = (0..8).map(f64::from).collect();
        of_kinds(&[ColumnKind::Count]).add_noise(&mut events, 1, 1, 0);
        let log_density = |y: f64| if (0.0..n).contains(&y) { -n.ln() } else { f64::NEG_INFINITY };
        let mean = events.iter().map(|y| log_density(*y)).sum::<f64>() / n;
        assert!((mean - (1.0 / n).ln()).abs() < 1e-15);
    }

    #[test]
    fn labels_of_a_context_are_as_many_numbers() {
        let kinds = [ColumnKind::Positive, ColumnKind::Categorical(vec!["a".into(), "b".into()]), ColumnKind::Count];
        let context = kinds.map(|kind| Column { name: "c".into(), kind }).to_vec();
        let columns = Columns { event: Vec::new(), context };
        let positive = Interval::between(0.0, f64::INFINITY);
        assert_eq!(columns.context_intervals(), [positive, Interval::REALS, Interval::REALS, Interval::REALS]);
        assert!(columns.event_intervals().is_empty() && columns.context_names() == ["c", "c", "c"]);
    }
}

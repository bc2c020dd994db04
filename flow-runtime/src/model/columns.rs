//! The columns of the rows that a flow models: their names, and the values that they can have.

use super::binarize::Binarize;
use super::interval::Interval;
use super::kind::ColumnKind;
use super::sound::Sound;
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
    /// How the elements of events become 0 or 1 before anything else, where they do. Their kinds are of
    /// these values.
    pub binarize: Option<Binarize>,
    /// The sound of which events are crops, where they are such.
    pub sound: Option<Sound>,
}

impl Columns {
    /// Columns of these names and any numbers.
    pub fn named<S: Into<String>>(event: impl IntoIterator<Item = S>, context: impl IntoIterator<Item = S>) -> Self {
        let named = |name: S| Column { name: name.into(), kind: ColumnKind::Real };
        let (event, context) = (event.into_iter().map(named).collect(), context.into_iter().map(named).collect());
        Columns { event, context, binarize: None, sound: None }
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
        self.event.iter().any(|column| column.kind.has_noise())
    }

    /// True where the rows that a flow takes up are drawn from those of a file, with noise or as zeros and
    /// ones: other ones in every epoch.
    pub fn are_drawn(&self) -> bool {
        self.have_noise() || self.binarize.is_some()
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

    /// Turns events of a file, of `size` elements each, into those that a flow takes up: zeros and ones
    /// where they are binarised, and noise on whole numbers, all addressed by draw, row and element. A
    /// fit has other noise in every epoch, since the same would let it learn where each number happened
    /// to fall.
    pub fn draw(&self, events: &mut [f64], size: usize, seed: u64, draw: u64) {
        self.draw_from(0, events, size, seed, draw);
    }

    /// The same for events from row number `first` on.
    pub fn draw_from(&self, first: u64, events: &mut [f64], size: usize, seed: u64, draw: u64) {
        if let Some(binarize) = self.binarize {
            let noise = Noise::new(seed, Purpose::Binarization);
            let mut uniform = vec![0.0; size];
            for (row, event) in (first..).zip(events.chunks_mut(size)) {
                if binarize.is_drawn() {
                    noise.fill_uniform(draw, row, size, &mut uniform);
                }
                event.iter_mut().zip(&uniform).for_each(|(x, uniform)| *x = binarize.of(*x, *uniform));
            }
        }
        if !self.have_noise() {
            return;
        }
        let whole: Vec<usize> = (0..self.event.len()).filter(|k| self.kind(*k).has_noise()).collect();
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
fn with_noise(x: f64, uniform: f64) -> f64 {
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
        Columns { event: kinds.iter().map(column).collect(), ..Columns::default() }
    }

    #[test]
    fn noise_is_undone_and_addressed() {
        let counts = [3.0, 0.5, -2.0, 0.25, 1e15, 7.0];
        let columns = of_kinds(&[ColumnKind::Integer, ColumnKind::Real]);
        let noisy = |draw| {
            let mut events = counts;
            columns.draw(&mut events, 2, 7, draw);
            events
        };
        let first = noisy(0);
        assert!(first.iter().zip(counts).skip(1).step_by(2).all(|(noisy, count)| *noisy == count));
        assert!(first.iter().zip(counts).step_by(2).all(|(noisy, count)| *noisy > count && *noisy < count + 1.0));
        assert_ne!(first, noisy(1));
        let mut later = counts[4..].to_vec();
        columns.draw_from(2, &mut later, 2, 7, 0);
        assert_eq!(later, first[4..]);
        let mut back = first;
        columns.settle(&mut back, 2);
        assert_eq!(back, counts);
    }

    /// Frequencies of ones are `x / 255`, within six standard deviations; the seed is fixed. Draws are
    /// addressed, and other noise is on top.
    #[test]
    fn zeros_and_ones_are_drawn() {
        let levels = [0.0, 25.5, 127.5, 255.0];
        let columns = Columns { binarize: Some(Binarize::Dynamic), ..Columns::default() };
        let drawn = |first: usize, rows: usize, draw: u64| {
            let mut events = levels.repeat(rows);
            columns.draw_from(first as u64, &mut events, 4, 3, draw);
            events
        };
        let all = drawn(0, 10_000, 1);
        for (k, level) in levels.into_iter().enumerate() {
            let (ones, p) = (all.iter().skip(k).step_by(4).sum::<f64>(), level / 255.0);
            let deviation = (10_000.0 * p * (1.0 - p)).sqrt();
            assert!((ones - 10_000.0 * p).abs() <= 6.0 * deviation, "{ones} ones of level {level}");
        }
        assert!(all.iter().all(|x| *x == 0.0 || *x == 1.0));
        assert_eq!(drawn(500, 7, 1), all[2000..2028]);
        assert_ne!(drawn(0, 100, 2), all[..400]);
        let noisy = Columns { event: of_kinds(&vec![ColumnKind::Pixel { levels: 2 }; 4]).event, ..columns.clone() };
        let mut events = levels.repeat(100);
        noisy.draw(&mut events, 4, 3, 1);
        assert_ne!(events, all[..400]);
        noisy.settle(&mut events, 4);
        assert_eq!(events, all[..400]);
        let mut events = vec![0.2, 0.5, 0.7];
        Columns { binarize: Some(Binarize::Threshold(0.5)), ..columns }.draw(&mut events, 3, 1, 1);
        assert_eq!(events, [0.0, 0.0, 1.0]);
    }

    /// The density of a uniform on [0, n) gives each of n whole numbers probability 1/n: the mean
    /// score is exact there.
    #[test]
    fn the_constant_is_exact() {
        let n = 8.0;
        let mut events: Vec<f64> = (0..8).map(f64::from).collect();
        of_kinds(&[ColumnKind::Count]).draw(&mut events, 1, 1, 0);
        let log_density = |y: f64| if (0.0..n).contains(&y) { -n.ln() } else { f64::NEG_INFINITY };
        let mean = events.iter().map(|y| log_density(*y)).sum::<f64>() / n;
        assert!((mean - (1.0 / n).ln()).abs() < 1e-15);
    }

    #[test]
    fn labels_of_a_context_are_as_many_numbers() {
        let kinds = [ColumnKind::Positive, ColumnKind::Categorical(vec!["a".into(), "b".into()]), ColumnKind::Count];
        let context = kinds.map(|kind| Column { name: "c".into(), kind }).to_vec();
        let columns = Columns { context, ..Columns::default() };
        let positive = Interval::between(0.0, f64::INFINITY);
        assert_eq!(columns.context_intervals(), [positive, Interval::REALS, Interval::REALS, Interval::REALS]);
        assert!(columns.event_intervals().is_empty() && columns.context_names() == ["c", "c", "c"]);
    }
}

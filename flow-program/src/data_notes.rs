//! Notes on the rows before a fit: what standardising does to columns with far rows, columns that follow from others, contexts that
//! never change, and numbers that the model's type does not tell apart. All are said at once; none ends the fit.
//!
//! ```text
//! all rows ─▶ means, deviations ─▶ constant context?  spread below the type's steps?
//! some rows ─▶ quartiles ─▶ middle half within 1 % of a deviation? ─▶ which rows stretch it, what is left of the others
//!           └▶ correlations ─▶ sweep: contexts, then events ─▶ events of which almost nothing is left
//! ```

use flow_runtime::data::Interval;
use flow_runtime::error::{listed, number, quoted};
use flow_runtime::fit::Standardization;
use flow_runtime::nalgebra::DMatrix;

use crate::data_checks;
use crate::input::Loaded;
use crate::runtime::Description;

/// Rows at equal distances that quartiles and correlations are taken of.
const SOME: usize = 20_000;

/// Fewer rows say nothing about their columns.
const FEW: usize = 20;

/// A column is stretched where its middle half lies within this part of the standard deviation.
const STRETCHED: f64 = 0.01;

/// The part of the rows that may be far ones, and the part of the deviation that is left without them where they are to blame.
const FAR_PART: f64 = 0.005;
const LEFT: f64 = 0.1;

/// The width of a normal's middle half, in deviations.
const NORMAL_QUARTILES: f64 = 1.35;

/// A column follows from others where less than this part of its variance is left. Rounding a sum to a thousandth of its deviation
/// leaves 10⁻⁷; correlations of 0.999, as sensors have that stand side by side, leave 2 · 10⁻³.
const DEPENDENT: f64 = 1e-5;

/// The same of contexts, which may follow from each other: only those that say something are taken.
const CONTEXT_DEPENDENT: f64 = 1e-8;

/// A coefficient below this part of the largest is noise.
const COEFFICIENT: f64 = 0.05;

/// Rows and columns that a message names.
const NAMED: usize = 4;

/// The treatment of the rows in a fit.
#[derive(Clone, Copy)]
pub struct Treatment<'a> {
    /// How columns are standardised.
    pub standardize: Standardization,
    /// True if the model computes in f32.
    pub single: bool,
    /// The weight of each row; empty where all count alike.
    pub weights: &'a [f64],
}

/// Returns what a person should know of the columns; nothing for most tables.
pub fn notes(loaded: &Loaded, flow: &Description, treatment: Treatment<'_>) -> Vec<String> {
    let kinds = [loaded.columns.event_intervals(), loaded.columns.context_intervals()];
    let real = |kinds: &[Interval], k: usize| kinds.get(k).is_none_or(|interval| interval.is_real());
    let events = (0..flow.size()).map(|k| flow.interval(k).is_real() && real(&kinds[0], k));
    let linear = events.chain((0..flow.context).map(|k| real(&kinds[1], k))).collect();
    let shape = Shape { size: flow.size(), context: flow.context, linear };
    all_notes(loaded, shape, treatment)
}

fn all_notes(loaded: &Loaded, shape: Shape, treatment: Treatment<'_>) -> Vec<String> {
    let columns = Columns::of(loaded, shape, treatment.weights);
    if columns.rows.len() < FEW {
        return Vec::new();
    }
    let stretched: Vec<Stretched> = (0..columns.count()).filter_map(|k| columns.stretched(k)).collect();
    let mut notes: Vec<String> = columns.constant_contexts().into_iter().collect();
    match treatment.standardize {
        Standardization::Moments => notes.extend(stretched.iter().map(|s| columns.tell_stretched(s))),
        Standardization::Off if treatment.single => {
            notes.extend((0..columns.count()).filter_map(|k| columns.too_narrow(k)));
        }
        Standardization::Off | Standardization::Robust => {}
    }
    notes.extend(columns.tell_dependent(&stretched));
    notes
}

/// How many columns are what.
struct Shape {
    size: usize,
    context: usize,
    /// True for columns that the flow takes up as they are, up to shift and scale: one with ends is mapped to all numbers first.
    linear: Vec<bool>,
}

/// Events and contexts, by column: those of the event, then those of the context.
struct Columns<'a> {
    loaded: &'a Loaded,
    shape: Shape,
    /// The names of the columns; empty where they have none.
    names: Vec<String>,
    /// The rows that count.
    rows: Vec<usize>,
    mean: Vec<f64>,
    deviation: Vec<f64>,
}

/// A column that few rows stretch.
struct Stretched {
    column: usize,
    /// The rows farther than a deviation from the mean, the farthest first.
    rows: Vec<usize>,
    /// The width of its middle half, in deviations.
    middle: f64,
}

impl<'a> Columns<'a> {
    fn of(loaded: &'a Loaded, shape: Shape, weights: &[f64]) -> Self {
        let all = loaded.events.len() / shape.size.max(1);
        let rows: Vec<usize> = (0..all).filter(|row| weights.get(*row).is_none_or(|w| *w > 0.0)).collect();
        let mut columns =
            Columns { loaded, shape, names: data_checks::names(loaded), rows, mean: Vec::new(), deviation: Vec::new() };
        columns.mean = columns.average(|_, x| x);
        columns.deviation = columns.average(|k, x| (x - columns.mean[k]).powi(2)).into_iter().map(f64::sqrt).collect();
        columns
    }

    fn count(&self) -> usize {
        self.shape.size + self.shape.context
    }

    fn is_context(&self, k: usize) -> bool {
        k >= self.shape.size
    }

    fn at(&self, row: usize, k: usize) -> f64 {
        let (size, context) = (self.shape.size, self.shape.context);
        if k < size { self.loaded.events[row * size + k] } else { self.loaded.contexts[row * context + k - size] }
    }

    /// The mean of a function of each column's numbers, row by row: tables are larger than caches.
    fn average(&self, of: impl Fn(usize, f64) -> f64) -> Vec<f64> {
        let mut sums = vec![0.0; self.count()];
        for &row in &self.rows {
            sums.iter_mut().enumerate().for_each(|(k, sum)| *sum += of(k, self.at(row, k)));
        }
        sums.into_iter().map(|sum| sum / self.rows.len() as f64).collect()
    }

    fn column(&self, k: usize) -> impl Iterator<Item = f64> + '_ {
        self.rows.iter().map(move |row| self.at(*row, k))
    }

    /// Rows at equal distances.
    fn some_rows(&self) -> impl Iterator<Item = usize> + '_ {
        self.rows.iter().copied().step_by(self.rows.len().div_ceil(SOME))
    }

    fn name(&self, k: usize) -> String {
        self.names.get(k).map_or_else(|| format!("column {}", k + 1), |name| quoted(name))
    }

    fn names(&self, columns: &[usize]) -> String {
        let names: Vec<String> = columns.iter().map(|k| self.name(*k)).collect();
        match names.as_slice() {
            names if self.names.is_empty() => names.join(", "),
            names => listed(names.iter().map(|name| name.trim_matches('`'))),
        }
    }

    fn is_constant(&self, k: usize) -> bool {
        let first = self.at(self.rows[0], k);
        self.column(k).all(|x| x == first)
    }

    fn constant_contexts(&self) -> Option<String> {
        let constant: Vec<usize> = (0..self.count()).filter(|k| self.is_context(*k) && self.is_constant(*k)).collect();
        let (rows, first) = (self.rows.len(), *constant.first()?);
        let (names, value) = (self.names(&constant), number(self.at(self.rows[0], first)));
        let what = if constant.len() == 1 { format!("is {value}") } else { "have one value each".to_string() };
        Some(format!("note: the context {names} {what} in all {rows} rows: the flow learns nothing of any other value"))
    }

    /// Finds the rows that stretch a column, where there are such.
    fn stretched(&self, k: usize) -> Option<Stretched> {
        let deviation = self.deviation[k];
        if !self.shape.linear[k] || deviation.partial_cmp(&0.0).is_none_or(|order| order.is_le()) {
            return None;
        }
        let mut some: Vec<f64> = self.some_rows().map(|row| self.at(row, k)).collect();
        some.sort_by(f64::total_cmp);
        let at = |part: f64| some[((some.len() - 1) as f64 * part) as usize];
        let (middle, median) = (at(0.75) - at(0.25), at(0.5));
        if middle >= STRETCHED * deviation {
            return None;
        }
        let mut far: Vec<usize> = self.rows.clone();
        let distance = |row: &usize| (self.at(*row, k) - median).abs();
        far.sort_by(|a, b| distance(b).total_cmp(&distance(a)));
        let near = far.split_off(((self.rows.len() as f64 * FAR_PART) as usize).max(1));
        let mean = near.iter().map(|row| self.at(*row, k)).sum::<f64>() / near.len() as f64;
        let squares = near.iter().map(|row| (self.at(*row, k) - mean).powi(2)).sum::<f64>();
        let left = (squares / near.len() as f64).sqrt();
        // Where more than half of the rows have one value, the middle half says nothing.
        let middle = if middle > 0.0 { middle } else { NORMAL_QUARTILES * left };
        far.retain(|row| (self.at(*row, k) - self.mean[k]).abs() > deviation);
        let blamed = left > 0.0 && left < LEFT * deviation && middle < STRETCHED * deviation && !far.is_empty();
        blamed.then(|| Stretched { column: k, rows: far, middle: middle / deviation })
    }

    fn tell_stretched(&self, s: &Stretched) -> String {
        let (k, name) = (s.column, self.name(s.column));
        let row = |row: &usize| format!("row {} ({})", self.loaded.origin(*row) + 1, number(self.at(*row, k)));
        let mut rows: Vec<String> = s.rows.iter().take(NAMED).map(row).collect();
        if s.rows.len() > NAMED {
            rows.push(format!("and {} more", s.rows.len() - NAMED));
        }
        let (mean, deviation) = (self.mean[k], self.deviation[k]);
        let before = different(self.column(k));
        let after = different(self.column(k).map(|x| f64::from(((x - mean) / deviation) as f32)));
        let collapse = match after < before {
            true => format!(", and {before} different numbers become {after} in f32"),
            false => String::new(),
        };
        let logarithm = match (self.column(k).all(|x| x > 0.0), self.names.get(k)) {
            (true, Some(name)) => {
                let place = if self.is_context(k) { "context" } else { "columns" };
                format!(", or take its logarithm by `{place}: {{{name}: positive}}`")
            }
            _ => String::new(),
        };
        format!(
            "warning: few rows stretch {name} so far that the middle half of its values lies within {:.2e} of a standard deviation{collapse}: {}\n\
             help: the flow hardly sees the others apart: look at those rows, set `standardize: robust`{logarithm}",
            s.middle,
            rows.join(", ")
        )
    }

    /// Warns of a column whose numbers lie closer than the steps of f32 at their size.
    fn too_narrow(&self, k: usize) -> Option<String> {
        let largest = self.column(k).fold(0.0, |largest: f64, x| largest.max(x.abs()));
        let step = largest * f64::from(f32::EPSILON);
        if self.deviation[k] <= 0.0 || self.deviation[k] > 1e3 * step {
            return None;
        }
        let (before, after) = (different(self.column(k)), different(self.column(k).map(|x| f64::from(x as f32))));
        // Some numbers that fall together do no harm.
        (2 * after < before).then(|| {
            let (name, deviation, mean) = (self.name(k), number(self.deviation[k]), number(self.mean[k]));
            format!(
                "warning: {name} spreads by {deviation} around {mean}, where f32 has steps of {}: {before} different numbers become {after}\n\
                 help: leave `standardize` on, which takes the mean off first, or set `dtype: f64`",
                number(step)
            )
        })
    }

    /// Warns of elements of the event that follow linearly from others or from the context.
    fn tell_dependent(&self, stretched: &[Stretched]) -> Option<String> {
        // Rows that stretch a column would decide over all its correlations.
        let left_out: std::collections::BTreeSet<usize> =
            stretched.iter().flat_map(|s| s.rows.iter().copied()).collect();
        let rows: Vec<usize> = self.some_rows().filter(|row| !left_out.contains(row)).collect();
        let (correlations, columns) = self.correlations(&rows);
        if rows.len() < 3 * columns.len() {
            return None;
        }
        let found = dependent(&correlations, |k| self.is_context(columns[k]));
        let told: Vec<String> = found
            .iter()
            .take(NAMED)
            .map(|d| {
                let involved: Vec<usize> = d.others.iter().map(|k| columns[*k]).collect();
                let (name, others) = (self.name(columns[d.column]), self.names(&involved));
                format!("{name} from {others} (smallest eigenvalue of their correlations {:.1e})", d.eigenvalue)
            })
            .collect();
        let more = if found.len() > NAMED { format!(" and {} more", found.len() - NAMED) } else { String::new() };
        (!told.is_empty()).then(|| {
            format!(
                "warning: linear dependence among the columns: {}{more}\n\
                 help: their joint density has no bound, so the likelihood climbs as long as the training lasts: leave such a column \
                 out by naming the others in `columns`",
                told.join("; ")
            )
        })
    }

    /// The correlations of the columns that vary in these rows, and which columns these are. Noise that is added to whole numbers
    /// counts as their own.
    fn correlations(&self, rows: &[usize]) -> (DMatrix<f64>, Vec<usize>) {
        let n = rows.len().max(1) as f64;
        let moments = |k: usize| {
            let mean = rows.iter().map(|row| self.at(*row, k)).sum::<f64>() / n;
            let variance = rows.iter().map(|row| (self.at(*row, k) - mean).powi(2)).sum::<f64>() / n;
            (k, mean, variance)
        };
        let moments: Vec<(usize, f64, f64)> = (0..self.count()).map(moments).collect();
        // What is left of a constant column is rounding.
        let varies = |m: &&(usize, f64, f64)| m.2.sqrt() > 1e-13 * m.1.abs() && m.2.is_finite();
        let varying: Vec<&(usize, f64, f64)> = moments.iter().filter(varies).collect();
        let standardized = DMatrix::from_fn(rows.len(), varying.len(), |row, column| {
            let (k, mean, variance) = varying[column];
            (self.at(rows[row], *k) - mean) / variance.sqrt()
        });
        let mut correlations = standardized.tr_mul(&standardized) / n;
        for (place, (k, _, variance)) in varying.iter().enumerate() {
            if !self.is_context(*k) && self.loaded.columns.kind(*k).is_whole() {
                correlations[(place, place)] += 1.0 / (12.0 * variance);
            }
        }
        (correlations, varying.iter().map(|(k, _, _)| *k).collect())
    }
}

/// How many different numbers there are.
fn different(numbers: impl Iterator<Item = f64>) -> usize {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers.dedup();
    numbers.len()
}

/// A column of which the others leave almost nothing.
struct Dependent {
    column: usize,
    others: Vec<usize>,
    /// The smallest eigenvalue of the correlations of all these.
    eigenvalue: f64,
}

/// Columns of the event that follow from others. Columns are swept out of the correlations one by one, always the one of which most is
/// left, contexts first: what stays of the others is the variance that a linear prediction leaves, beside its coefficients.
fn dependent(correlations: &DMatrix<f64>, is_context: impl Fn(usize) -> bool) -> Vec<Dependent> {
    let count = correlations.nrows();
    let mut swept = correlations.clone();
    let mut taken: Vec<usize> = Vec::new();
    for (contexts, least) in [(true, CONTEXT_DEPENDENT), (false, DEPENDENT)] {
        loop {
            let left = (0..count).filter(|k| is_context(*k) == contexts && !taken.contains(k));
            let most = left.max_by(|a, b| swept[(*a, *a)].total_cmp(&swept[(*b, *b)]));
            match most.filter(|k| swept[(*k, *k)] > least) {
                Some(k) => {
                    sweep(&mut swept, k);
                    taken.push(k);
                }
                None => break,
            }
        }
    }
    let follows = (0..count).filter(|k| !is_context(*k) && !taken.contains(k));
    let told = |column: usize| {
        let largest = taken.iter().map(|k| swept[(column, *k)].abs()).fold(0.0, f64::max);
        let mut others: Vec<usize> =
            taken.iter().copied().filter(|k| swept[(column, *k)].abs() > COEFFICIENT * largest).collect();
        others.sort_unstable();
        let all: Vec<usize> = others.iter().copied().chain([column]).collect();
        let part = DMatrix::from_fn(all.len(), all.len(), |a, b| correlations[(all[a], all[b])]);
        let eigenvalue = part.symmetric_eigenvalues().min().max(0.0);
        Dependent { column, others, eigenvalue }
    };
    follows.map(told).collect()
}

/// Sweeps one column out of a symmetric matrix of covariances (Beaton 1964): then row `i` holds the coefficients by which what was
/// swept predicts column `i`, and the covariances that this leaves.
fn sweep(matrix: &mut DMatrix<f64>, k: usize) {
    let pivot = matrix[(k, k)];
    let (row, column): (Vec<f64>, Vec<f64>) =
        (matrix.row(k).iter().copied().collect(), matrix.column(k).iter().copied().collect());
    for j in 0..matrix.ncols() {
        for i in 0..matrix.nrows() {
            matrix[(i, j)] = match (i == k, j == k) {
                (true, true) => -1.0 / pivot,
                (true, false) => row[j] / pivot,
                (false, true) => column[i] / pivot,
                (false, false) => matrix[(i, j)] - column[i] * row[j] / pivot,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flow_runtime::data::Columns;
    use flow_runtime::noise::{Noise, Purpose};

    const PLAIN: Treatment<'static> = Treatment { standardize: Standardization::Moments, single: true, weights: &[] };

    /// The notes on columns of events and contexts.
    fn notes_on(events: &[Vec<f64>], contexts: &[Vec<f64>], treatment: Treatment<'_>) -> Vec<String> {
        let rows = events[0].len();
        let table =
            |columns: &[Vec<f64>]| (0..rows).flat_map(|row| columns.iter().map(move |column| column[row])).collect();
        let names =
            |first: char, count: usize| (0..count).map(move |k| format!("{first}{}", k + 1)).collect::<Vec<_>>();
        let loaded = Loaded {
            events: table(events),
            bytes: Vec::new(),
            recordings: None,
            contexts: table(contexts),
            weights: Vec::new(),
            columns: Columns::named(names('x', events.len()), names('c', contexts.len())),
            generator: None,
            place: "a.csv".into(),
            dropped: 0,
            first: 0,
            lines: Default::default(),
            origins: Vec::new(),
            fresh: false,
        };
        let linear = vec![true; events.len() + contexts.len()];
        let shape = Shape { size: events.len(), context: contexts.len(), linear };
        all_notes(&loaded, shape, treatment)
    }

    fn normals(n: usize, column: usize) -> Vec<f64> {
        let noise = Noise::new(3, Purpose::Data);
        (0..n).map(|row| noise.normal(0, row as u64, 64, column)).collect()
    }

    fn sum(of: &[&[f64]]) -> Vec<f64> {
        (0..of[0].len()).map(|row| of.iter().map(|column| column[row]).sum()).collect()
    }

    #[test]
    fn ordinary_columns_get_no_note() {
        let n = 2000;
        let counts: Vec<f64> = normals(n, 2).iter().map(|x| (x.abs() * 1.2).floor()).collect();
        let rare: Vec<f64> = (0..n).map(|row| if row % 400 == 7 { 1.0 } else { 0.0 }).collect();
        let heavy: Vec<f64> = normals(n, 3).iter().map(|x| (2.0 * x).exp()).collect();
        let lumps: Vec<f64> =
            normals(n, 4).iter().enumerate().map(|(row, x)| if row % 5 == 0 { 100.0 + x } else { 1e-3 * x }).collect();
        let zeros: Vec<f64> = normals(n, 5).iter().map(|x| if *x < 1.0 { 0.0 } else { *x }).collect();
        let sensor = sum(&[&normals(n, 6), &normals(n, 7).iter().map(|x| 0.03 * x).collect::<Vec<_>>()]);
        let one_hot: Vec<Vec<f64>> =
            (0..3).map(|k| (0..n).map(|row| f64::from(u8::from((row * row) % 3 == k))).collect()).collect();
        let one_hot = one_hot.into_iter().filter(|c| c.iter().any(|x| *x != c[0])).collect::<Vec<_>>();
        let events = [counts, rare, heavy, lumps, zeros, normals(n, 6), sensor];
        assert_eq!(notes_on(&events, &one_hot, PLAIN), Vec::<String>::new());
    }

    #[test]
    fn rows_that_stretch_a_column_are_named() {
        let n = 2000;
        let mut counts: Vec<f64> = normals(n, 0).iter().map(|x| (10.0 + 3.0 * x).floor().max(1.0)).collect();
        for (row, value) in [(99, 1e6), (700, 5e6), (1200, 2e6), (1999, 1e7)] {
            counts[row] = value;
        }
        let found = notes_on(&[normals(n, 1)], std::slice::from_ref(&counts), PLAIN);
        let [note] = found.as_slice() else { panic!("{found:?}") };
        assert!(note.starts_with("warning: few rows stretch `c1` so far"), "{note}");
        assert!(
            note.contains("row 2000 (10000000), row 701 (5000000), row 1201 (2000000), row 100 (1000000)\n"),
            "{note}"
        );
        assert!(note.contains("`context: {c1: positive}`") && note.contains("`standardize: robust`"), "{note}");
        // Rows without weight do not count, and neither does a column that is not standardised.
        let mut weights = vec![1.0; n];
        [99, 700, 1200, 1999].iter().for_each(|row: &usize| weights[*row] = 0.0);
        let weighted = Treatment { weights: &weights, ..PLAIN };
        assert!(notes_on(&[normals(n, 1)], std::slice::from_ref(&counts), weighted).is_empty());
        // Without a logarithm where there is none, and with what f32 does to a column that is stretched further.
        let mut far = normals(n, 0);
        far[4] = -1e12;
        let found = notes_on(&[far, normals(n, 1)], &[], PLAIN).concat();
        assert!(found.contains("2000 different numbers become") && !found.contains("positive"), "{found}");
    }

    #[test]
    fn linear_dependence_names_its_columns() {
        let n = 1000;
        let (a, b, d) = (normals(n, 0), normals(n, 1), normals(n, 2));
        let total = sum(&[&a, &b]);
        let found = notes_on(&[a.clone(), b.clone(), total.clone(), d.clone()], &[], PLAIN).concat();
        assert!(found.contains("linear dependence among the columns: `x") && !found.contains("x4"), "{found}");
        assert!(["`x1`", "`x2`", "`x3`"].iter().all(|name| found.contains(name)), "{found}");
        // A near copy, and an element that the context gives away.
        let copy: Vec<f64> = a.iter().zip(&d).map(|(a, d)| 3.0 * a + 1e-4 * d).collect();
        let found = notes_on(&[a.clone(), copy], &[], PLAIN).concat();
        // The correlation is 1 − ½ (1e-4 / 3)², and the eigenvalues 1 ± it.
        assert!(found.contains("(smallest eigenvalue of their correlations 5.") && found.contains("e-10)"), "{found}");
        let found = notes_on(&[d.clone(), total], &[a, b], PLAIN).concat();
        assert!(found.contains("`x2` from `c1`, `c2` (smallest"), "{found}");
    }

    #[test]
    fn contexts_that_never_change_and_steps_of_f32() {
        let n = 500;
        let found = notes_on(&[normals(n, 0)], &[vec![0.1; n]], PLAIN);
        assert_eq!(
            found,
            ["note: the context `c1` is 0.1 in all 500 rows: the flow learns nothing of any other value"]
        );
        let dates: Vec<f64> = normals(n, 1).iter().map(|x| 2_460_000.5 + 1e-4 * x).collect();
        let raw = Treatment { standardize: Standardization::Off, ..PLAIN };
        let found = notes_on(std::slice::from_ref(&dates), &[], raw).concat();
        assert!(found.contains("`x1` spreads by ") && found.contains("500 different numbers become 1\n"), "{found}");
        assert!(found.contains(" around 2460000.5, where f32 has steps of 0.29"), "{found}");
        let double = Treatment { single: false, ..raw };
        assert!([PLAIN, double].iter().all(|t| notes_on(std::slice::from_ref(&dates), &[], *t).is_empty()));
    }

    /// Swept out, columns leave the residual variance and the coefficients of the normal equations.
    #[test]
    fn sweeping_is_regression() {
        let columns: Vec<Vec<f64>> = vec![normals(50, 0), normals(50, 1), normals(50, 2)];
        let x = DMatrix::from_fn(50, 3, |row, k| columns[k][row] + if k > 0 { 0.5 * columns[0][row] } else { 0.0 });
        let moments = x.tr_mul(&x);
        let mut swept = moments.clone();
        sweep(&mut swept, 0);
        sweep(&mut swept, 1);
        let system = moments.view((0, 0), (2, 2)).into_owned();
        let expected = system.lu().solve(&moments.view((0, 2), (2, 1)).into_owned()).expect("a solution");
        let left = moments[(2, 2)] - (0..2).map(|k| expected[k] * moments[(k, 2)]).sum::<f64>();
        assert!((0..2).all(|k| (swept[(2, k)] - expected[k]).abs() < 1e-12));
        assert!((swept[(2, 2)] - left).abs() < 1e-10);
    }
}

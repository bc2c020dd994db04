//! The kind of each column: the one that all rows have but a few, which are named.

use std::collections::BTreeSet;

use flow_runtime::data::{ColumnKind, Table};

use super::column::{Column, Fate, Proposal};
use super::look::Look;
use super::source::{Draft, Found};

/// Columns with at most this many different whole numbers are taken for counts.
const COUNTS: usize = 1000;
/// A positive column whose largest value is this many times the smallest is wide.
const WIDE: f64 = 20.0;
/// Bounded whole numbers, such as marks, have at most this many values.
const MARKS: usize = 31;
/// Rows that make up less than one in so many are few.
const FEW: usize = 100;
/// A single row is one of few among this many.
const SINGLE: usize = 20;

/// The kinds of all columns.
pub fn decide(drafts: Vec<Draft>, table: &Table) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for Draft { name, found } in drafts {
        let fate = match found {
            Found::Values { place, labels, markers, note } => {
                let same = |other: usize| table.iter().all(|row| row[other] == row[place]);
                let earlier = columns.iter().find(|column| match &column.fate {
                    Fate::Modelled(proposal) => same(proposal.place),
                    _ => false,
                });
                match earlier {
                    Some(Column { name, .. }) => {
                        let name = name.escape_debug();
                        Fate::LeftOut(format!("the same values as {name}, so there is no joint density"))
                    }
                    None => of_values(table, place, &labels, markers, note),
                }
            }
            Found::Other(fate) => fate,
        };
        columns.push(Column { name, fate });
    }
    columns
}

/// Columns that are constant in the rows that remain have no density.
pub fn leave_out_constant(columns: &mut [Column], table: &Table, left_out: &BTreeSet<usize>) {
    for Column { fate, .. } in columns {
        let Fate::Modelled(Proposal { place, kind, .. }) = fate else { continue };
        let mut values = (0..table.rows).filter(|row| !left_out.contains(row)).map(|row| table.row(row)[*place]);
        let first = values.next().unwrap_or(f64::NAN);
        if values.all(|x| x == first) {
            let value = match kind {
                // A float converts to the nearest index in range.
                ColumnKind::Categorical(labels) => {
                    labels.get(first as usize).map_or(String::new(), |label| format!("`{label}`"))
                }
                _ => first.to_string(),
            };
            *fate = Fate::LeftOut(format!("always {}, and a constant has no density", value.escape_debug()));
        }
    }
}

fn of_values(table: &Table, place: usize, labels: &[String], markers: Vec<String>, note: Option<String>) -> Fate {
    let plain = |kind, why| {
        Fate::Modelled(Proposal {
            place,
            kind,
            why,
            markers: markers.clone(),
            edges: vec![],
            edge_rows: vec![],
            notes: vec![],
        })
    };
    if !labels.is_empty() {
        let what = note.unwrap_or_else(|| format!("{} labels", labels.len()));
        return plain(
            ColumnKind::Categorical(labels.to_vec()),
            format!("{what}: modelled by their numbers, samples are labels again"),
        );
    }
    let values = || table.iter().map(|row| row[place]);
    let look = Look::of(values());
    // Rows that are left out leave a gap in their numbers.
    let ahead = |(row, x): (usize, f64)| x - table.origin(row) as f64;
    let mut distances = values().enumerate().map(ahead);
    let first = distances.next();
    if table.rows >= SINGLE && look.is_whole() && distances.all(|distance| Some(distance) == first) {
        let (low, high) = (short(look.low()), short(look.high()));
        return Fate::LeftOut(format!("counts the rows, from {low} to {high}"));
    }
    let codes = codes(&look);
    let rest = look.without(&codes);
    let (kind, mut why, edges) = kind(&rest);
    if let Some(note) = note {
        why = format!("{note}: {why}");
    }
    let edges: Vec<f64> = codes.iter().copied().chain(edges).collect();
    let (mut notes, mut edge_rows) = (Vec::new(), Vec::new());
    if !markers.is_empty() {
        let shown: Vec<String> = markers.iter().map(|marker| format!("`{}`", marker.escape_debug())).collect();
        notes.push(format!(
            "{} is no number: `missing_marker` below says that the value is missing",
            shown.join(" or ")
        ));
    }
    let mut markers = markers;
    for &edge in &edges {
        let rows: Vec<usize> = (0..table.rows).filter(|row| table.row(*row)[place] == edge).collect();
        notes.push(advice(table, edge, &rows, &kind, codes.contains(&edge)));
        markers.push(edge.to_string());
        edge_rows.extend(rows);
    }
    Fate::Modelled(Proposal { place, kind, why, markers, edges, edge_rows, notes })
}

/// Which rows hold a number that the kind does not have, and what becomes of them.
fn advice(table: &Table, edge: f64, rows: &[usize], kind: &ColumnKind, is_code: bool) -> String {
    let named: Vec<String> = rows.iter().take(5).map(|row| table.shown_row(*row)).collect();
    let more = if rows.len() > 5 { format!(" and {} more", rows.len() - 5) } else { String::new() };
    let looks = if is_code { "looks like a code for a missing value" } else { "is at the edge of what the others are" };
    let (these, verb) = if rows.len() == 1 { ("this row", "is") } else { ("these rows", "are") };
    let instead = match (is_code, kind.is_whole()) {
        (true, _) => format!("If it is a value, take {edge} out of `missing_marker`."),
        (false, true) => format!("To keep {these}, take {edge} out of `missing_marker` and write `integer`."),
        (false, false) => format!("To keep {these}, take {edge} out of `missing_marker` and write `real`."),
    };
    format!(
        "{edge} in {}{more} {looks}: by `missing_marker` and `missing` below {these} {verb} left out. {instead}",
        named.join(", ")
    )
}

/// A number is a code only among at least this many different ones: fewer are levels, such as doses.
const LEVELS: usize = 8;

/// Numbers that look like codes for missing values: nines alone, or one number in several rows, far from all others.
fn codes(look: &Look) -> Vec<f64> {
    let mut codes = Vec::new();
    loop {
        let rest = look.without(&codes);
        let ends = [(rest.low(), -1.0), (rest.high(), 1.0)];
        let code = ends.into_iter().find(|(end, side)| {
            let others = rest.without(&[*end]);
            let (low, high) = (others.low(), others.high());
            let distance = if *side < 0.0 { low - end } else { end - high };
            let rows = rest.rows_with(&[*end]);
            // Sizes that grow by factors are far apart, but not in their logarithms.
            let is_next_size = *side > 0.0 && low > 0.0 && (end / high).ln() <= (high / low).ln();
            let stands_apart = if is_nines(*end) {
                distance > 0.5 * (high - low)
            } else {
                let among_many = others.different().len() >= LEVELS && !is_next_size;
                rows > 2 && among_many && distance > 3.0 * (high - low)
            };
            2 * rows < look.count() && high > low && stands_apart
        });
        match code {
            Some((code, _)) => codes.push(code),
            None => return codes,
        }
    }
}

/// True for −99, 999, −9999 and the like, and for the huge fill values of some formats.
fn is_nines(x: f64) -> bool {
    let nines = x.abs().to_string();
    (nines.len() >= 2 && nines.bytes().all(|digit| digit == b'9')) || x.abs() >= 9.9e34
}

/// The kind that all rows have but a few; with the reason, and the numbers of these few.
fn kind(look: &Look) -> (ColumnKind, String, Vec<f64>) {
    let whole = look.is_whole() && look.different().len() <= COUNTS;
    if whole { whole_kind(look) } else { real_kind(look) }
}

/// True for so few rows that they do not decide over all.
fn are_few(look: &Look, edges: &[f64]) -> bool {
    let (rows, all) = (look.rows_with(edges), look.count());
    rows == 0 || rows * FEW < all || (rows == 1 && all >= SINGLE)
}

/// Returns those of these numbers that the column has.
fn present(look: &Look, numbers: &[f64]) -> Vec<f64> {
    numbers.iter().copied().filter(|x| look.rows_with(&[*x]) > 0).collect()
}

fn whole_kind(look: &Look) -> (ColumnKind, String, Vec<f64>) {
    let edges = present(look, &[-1.0]);
    let counted = look.without(&edges);
    let count = |look: &Look, edges| {
        let why = format!(
            "whole numbers from 0 ({} different, {}): noise from 0 to 1 is added, samples are whole and not negative",
            look.different().len(),
            range(look)
        );
        (ColumnKind::Count, why, edges)
    };
    if look.low() < 0.0 && counted.low() >= 0.0 && counted.different().len() > 2 && are_few(look, &edges) {
        return count(&counted, edges);
    }
    let different = look.different();
    let (low, high) = (look.low(), look.high());
    if (low, high) == (0.0, 1.0) {
        return (ColumnKind::BINARY, "0 or 1, samples are so too".into(), vec![]);
    }
    // Marks have ends that occur about as often as the numbers between; counts thin out.
    let often =
        |end: Option<&(f64, usize)>| end.is_some_and(|(_, rows)| rows * 10 * different.len() >= 3 * look.count());
    let filled = high - low < different.len() as f64;
    if filled && different.len() <= MARKS && often(different.last()) && (low == 0.0 || often(different.first())) {
        let why = format!(
            "whole numbers, {}, often at both ends: noise from 0 to 1 is added, samples are whole and among these",
            range(look)
        );
        return (ColumnKind::Range { low: low as i64, high: high as i64 }, why, vec![]);
    }
    if low >= 0.0 {
        return count(look, vec![]);
    }
    let why = format!(
        "whole numbers ({} different, {}): noise from 0 to 1 is added, samples are whole again",
        different.len(),
        range(look)
    );
    (ColumnKind::Integer, why, vec![])
}

fn real_kind(look: &Look) -> (ColumnKind, String, Vec<f64>) {
    let ends = present(look, &[0.0, 1.0]);
    let inside = look.without(&ends);
    if inside.low() > 0.0 && inside.high() < 1.0 && are_few(look, &ends) {
        let why = format!("between 0 and 1 ({}): modelled as its logit", range(&inside));
        return (ColumnKind::Unit, why, ends);
    }
    let edges = present(look, &[0.0, -1.0]);
    let above = look.without(&edges);
    if above.low() > 0.0 && are_few(look, &edges) && is_better_as_logarithm(&above) {
        let why = format!("above 0 and wide ({}): modelled as its logarithm", range(&above));
        return (ColumnKind::Positive, why, edges);
    }
    (ColumnKind::Real, format!("any number ({})", range(look)), vec![])
}

/// True where a column spreads over sizes rather than around a number.
fn is_better_as_logarithm(look: &Look) -> bool {
    let wide = look.high() > WIDE * look.low();
    let (plain, logarithm) = (look.skewness(|x| x), look.skewness(f64::ln));
    (wide || plain > 1.0) && logarithm.abs() < plain.abs()
}

fn range(look: &Look) -> String {
    format!("{} to {}", short(look.low()), short(look.high()))
}

/// A number with four digits, for a comment.
pub fn short(x: f64) -> String {
    let rounded = format!("{x:.3e}").parse::<f64>().unwrap_or(x);
    if (rounded != 0.0 && rounded.abs() < 1e-4) || rounded.abs() >= 1e7 {
        format!("{rounded:e}")
    } else {
        rounded.to_string()
    }
}

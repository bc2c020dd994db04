//! Masks: what the units of a masked network read, and their places among the units of ours.
//!
//! A unit of `made` has a degree: it reads the elements whose level is below it, and is read by those whose
//! level is not. Units of ours lie in ascending degree. Peers give degrees to units in turns; their masks say
//! which. Hidden units may change places freely, so each of theirs takes a place of the least degree under
//! which it reads all that it reads there. Places that stay free get zeros, and add nothing.

use flow_compiler::catalog::conditioners::made::hidden_degrees;
use flow_runtime::{Error, Result};

use super::theirs::{Dense, Form, Network};

/// The elements that a unit depends on, by their columns in the file.
type Reads = Vec<bool>;

/// For each map, the elements that each of its rows depends on; columns beyond the elements are a context.
pub fn reads(network: &Network, size: usize) -> Vec<Vec<Reads>> {
    let Some((first, others)) = network.maps.split_first() else { return Vec::new() };
    let elements: Vec<Reads> = (0..first.columns).map(|k| (0..size).map(|element| element == k).collect()).collect();
    let mut out = vec![through(first, &elements)];
    match network.form {
        Form::Plain => {
            for map in others {
                let next = through(map, &out[out.len() - 1]);
                out.push(next);
            }
        }
        Form::Residual => {
            let mut stream = out[0].clone();
            // A unit of the stream keeps what any block adds to it, and earlier blocks read it too: until nothing
            // is added, which is the first time round for the masks that are known.
            loop {
                let before = stream.clone();
                out.truncate(1);
                for block in others.chunks_exact(2) {
                    let inner = through(&block[0], &stream);
                    for (unit, added) in stream.iter_mut().zip(through(&block[1], &inner)) {
                        unit.iter_mut().zip(added).for_each(|(reads, added)| *reads |= added);
                    }
                    out.extend([inner, stream.clone()]);
                }
                if stream == before {
                    break;
                }
            }
            if let Some(last) = others.last() {
                out.push(through(last, &stream));
            }
            out[0] = stream;
        }
    }
    out
}

/// What the rows of a map read, given what its columns do.
fn through(map: &Dense, columns: &[Reads]) -> Vec<Reads> {
    let len = columns.first().map_or(0, Vec::len);
    let row = |row: usize| {
        let mut reads = vec![false; len];
        for (k, column) in columns.iter().enumerate() {
            if map.mask.as_ref().is_none_or(|mask| mask[row * map.columns + k]) {
                reads.iter_mut().zip(column).for_each(|(reads, column)| *reads |= column);
            }
        }
        reads
    };
    (0..map.rows).map(row).collect()
}

/// Succeeds where each element, as a network's last rows read others, reads those before it alone; `order` are the
/// elements from the first to the last.
///
/// # Errors
/// An order under which that is so.
pub fn check_order(rows: &[Reads], order: &[usize]) -> std::result::Result<(), Vec<usize>> {
    let size = order.len();
    let per_element = rows.len() / size.max(1);
    let mut of = vec![vec![false; size]; size];
    for (row, reads) in rows.iter().enumerate() {
        let element = row / per_element.max(1);
        of[element].iter_mut().zip(reads).for_each(|(all, reads)| *all |= reads);
    }
    let holds = |order: &[usize]| (0..size).all(|level| order[level..].iter().all(|later| !of[order[level]][*later]));
    if holds(order) {
        return Ok(());
    }
    let mut found: Vec<usize> = (0..size).collect();
    found.sort_by_key(|element| of[*element].iter().filter(|reads| **reads).count());
    Err(if holds(&found) { found } else { Vec::new() })
}

/// The units of a hidden layer in the file for the `width` units of ours, none for those that stay free.
///
/// `rows` is what each of theirs reads, and `level` the level of each element there.
///
/// # Errors
/// There are too few places of some degree.
pub fn places(
    name: &str,
    rows: &[Reads],
    level: &[usize],
    (width, context): (usize, usize),
) -> Result<Vec<Option<usize>>> {
    let size = level.len();
    let first = hidden_degrees(width, size, context).first;
    let degree = |reads: &Reads| {
        let levels = reads.iter().zip(level).filter(|(reads, _)| **reads);
        levels.map(|(_, level)| level + 1).max().unwrap_or(0).max(first)
    };
    let mut of_degree: Vec<Vec<usize>> = vec![Vec::new(); size + 1];
    rows.iter().enumerate().for_each(|(unit, reads)| of_degree[degree(reads)].push(unit));
    let try_width = |width: usize| {
        let degrees = hidden_degrees(width, size, context);
        let mut places = vec![None; width];
        for (degree, units) in of_degree.iter().enumerate() {
            let below = degree.checked_sub(1).map_or(0, |lower| degrees.up_to(lower));
            let own = places.get_mut(below..degrees.up_to(degree))?;
            if own.len() < units.len() {
                return None;
            }
            own.iter_mut().zip(units).for_each(|(place, unit)| *place = Some(*unit));
        }
        Some(places)
    };
    if let Some(places) = try_width(width) {
        return Ok(places);
    }
    let most = of_degree.iter().map(Vec::len).max().unwrap_or(0);
    let enough = (rows.len()..=most * (size + 1)).find(|width| try_width(*width).is_some());
    let error = Error::input(format!(
        "the {} units of `{name}` have no place among the {width} of ours: {}",
        rows.len(),
        if rows.len() > width {
            "there are more of them"
        } else {
            "their masks share them out over the elements in another way"
        }
    ));
    Err(match enough {
        Some(enough) => error.help(format!("write {enough} as the width of this hidden layer: the others get zeros")),
        None => error.help("build their model with a width that is a multiple of the number of elements less one"),
    })
}

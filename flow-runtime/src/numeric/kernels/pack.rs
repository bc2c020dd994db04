//! Packed weights.
//!
//! A matrix `w` of shape [rows, cols] is cut into panels of 16 rows. Inside a panel the columns
//! follow one another: column k holds `w[16p + 0][k] … w[16p + 15][k]`, zeros where the matrix has
//! ended. A tile's product reads a few rows of a column and broadcasts each; a single sample's
//! product reads the column as whole vectors. Sixteen is a multiple of every vector width from 128
//! to 512 bits.

use super::mask::{Pattern, Stairs};
use super::transpose::Turn;
use crate::numeric::Real;

/// Rows of a panel.
pub(super) const PANEL: usize = 16;

/// The number of elements that a packed [rows, cols] matrix takes.
pub const fn packed_len(rows: usize, cols: usize) -> usize {
    rows.next_multiple_of(PANEL) * cols
}

/// Packs a row-major matrix `w` of shape [rows, cols]; `out` holds [`packed_len`]`(rows, cols)`
/// elements.
pub fn pack<T: Real>(out: &mut [T], w: &[T], rows: usize, cols: usize) {
    fill(out, w, rows, cols, Pattern::Dense);
}

/// As [`pack`], with zeros for the entries that `stairs` masks.
pub fn pack_stairs<T: Real>(out: &mut [T], w: &[T], rows: usize, cols: usize, stairs: Stairs) {
    stairs.check(rows, cols);
    fill(out, w, rows, cols, Pattern::Stairs(stairs));
}

fn fill<T: Real>(out: &mut [T], w: &[T], rows: usize, cols: usize, pattern: Pattern) {
    check(out.len(), w.len(), rows, cols);
    for (p, columns) in panels_mut(out, cols) {
        let these = p * PANEL..rows.min((p + 1) * PANEL);
        let read = pattern.span(these.clone(), cols).end;
        let from = &w[these.start * cols..these.end * cols];
        T::turn(Turn { to: columns.as_flattened_mut(), stride: PANEL, from, cols, read });
        for r in these {
            let reach = pattern.span(r..r + 1, cols).end;
            columns[reach..read].iter_mut().for_each(|column| column[r % PANEL] = T::ZERO);
        }
        columns[read..].fill([T::ZERO; PANEL]);
    }
}

/// Packs the transpose of a row-major matrix `w` of shape [rows, cols]; `out` holds
/// [`packed_len`]`(cols, rows)` elements.
pub fn pack_transposed<T: Real>(out: &mut [T], w: &[T], rows: usize, cols: usize) {
    fill_transposed(out, w, rows, cols, Pattern::Dense);
}

/// As [`pack_transposed`], with zeros for the entries that `stairs` masks. Rows, columns and stairs
/// are those of `w`.
pub fn pack_stairs_transposed<T: Real>(out: &mut [T], w: &[T], rows: usize, cols: usize, stairs: Stairs) {
    stairs.check(rows, cols);
    fill_transposed(out, w, rows, cols, Pattern::Transposed(stairs));
}

fn fill_transposed<T: Real>(out: &mut [T], w: &[T], rows: usize, cols: usize, pattern: Pattern) {
    check(out.len(), w.len(), cols, rows);
    for (p, columns) in panels_mut(out, rows) {
        let first = p * PANEL;
        let count = PANEL.min(cols - first);
        let none = pattern.span(first..first + 1, rows).start;
        columns[..none].fill([T::ZERO; PANEL]);
        for (column, row) in columns.iter_mut().zip(w.chunks_exact(cols)).skip(none) {
            match row[first..].first_chunk() {
                Some(row) => *column = *row,
                None => {
                    column[..count].copy_from_slice(&row[first..]);
                    column[count..].fill(T::ZERO);
                }
            }
        }
        for j in 1..count {
            let kept = pattern.span(first + j..first + j + 1, rows);
            columns[none..kept.start].iter_mut().for_each(|column| column[j] = T::ZERO);
        }
    }
}

/// The inverse of [`pack`]: writes the row-major matrix `w` of shape [rows, cols].
pub fn unpack<T: Real>(w: &mut [T], panels: &[T], rows: usize, cols: usize) {
    check(panels.len(), w.len(), rows, cols);
    if cols == 0 {
        return;
    }
    let columns = panels.as_chunks::<PANEL>().0;
    for (r, row) in w.chunks_exact_mut(cols).enumerate() {
        for (value, column) in row.iter_mut().zip(&columns[r / PANEL * cols..]) {
            *value = column[r % PANEL];
        }
    }
}

/// Number and columns of each panel.
fn panels_mut<T>(out: &mut [T], cols: usize) -> impl Iterator<Item = (usize, &mut [[T; PANEL]])> {
    // Without columns there is nothing to visit, and chunks of length 0 do not exist.
    out.as_chunks_mut::<PANEL>().0.chunks_exact_mut(cols.max(1)).enumerate()
}

fn check(packed: usize, dense: usize, rows: usize, cols: usize) {
    assert_eq!(packed, packed_len(rows, cols), "packed length of a [{rows}, {cols}] matrix");
    assert_eq!(dense, rows * cols, "length of a [{rows}, {cols}] matrix");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The layout's definition, element by element.
    fn place(r: usize, k: usize, cols: usize) -> usize {
        (r / PANEL * cols + k) * PANEL + r % PANEL
    }

    #[test]
    fn every_element_has_its_place_and_the_rest_is_zero() {
        for (rows, cols) in [(1, 1), (2, 3), (16, 4), (17, 1), (31, 5), (33, 7), (0, 3), (3, 0)] {
            let w: Vec<f64> = (1..=rows * cols).map(|i| i as f64).collect();
            let mut packed = vec![f64::NAN; packed_len(rows, cols)];
            pack(&mut packed, &w, rows, cols);
            for r in 0..rows {
                for k in 0..cols {
                    assert_eq!(packed[place(r, k, cols)], w[r * cols + k], "{rows}x{cols} at {r}, {k}");
                }
            }
            assert_eq!(packed.iter().sum::<f64>(), w.iter().sum::<f64>());

            let mut back = vec![0.0; w.len()];
            unpack(&mut back, &packed, rows, cols);
            assert_eq!(back, w);

            let transposed: Vec<f64> = (0..rows * cols).map(|i| w[i % rows * cols + i / rows]).collect();
            let (mut direct, mut expected) =
                (vec![f64::NAN; packed_len(cols, rows)], vec![f64::NAN; packed_len(cols, rows)]);
            pack_transposed(&mut direct, &w, rows, cols);
            pack(&mut expected, &transposed, cols, rows);
            assert_eq!(direct, expected);
        }
    }
}

//! Work on numbers that all samples share, once per change of parameters: plain loops, each sum in
//! ascending order.

use super::Stairs;
use crate::numeric::Real;

/// `out = (diag(d) + w)⁻¹ a`, or `(diag(d) + wᵀ)⁻¹ a` with `transposed`, by substitution. `w` is a
/// row-major square matrix whose entries are those that `stairs` keeps: strictly below the
/// diagonal. `d` and `a` are as long as `out`.
pub fn triangular_solve<T: Real>(out: &mut [T], w: &[T], d: &[T], a: &[T], transposed: bool, stairs: Stairs) {
    let n = out.len();
    out.copy_from_slice(&a[..n]);
    if transposed {
        for i in (0..n).rev() {
            out[i] = out[i] / d[i];
            let (solved, rest) = (out[i], &w[i * n..][..stairs.reach(i)]);
            out.iter_mut().zip(rest).for_each(|(o, w)| *o -= *w * solved);
        }
    } else {
        for i in 0..n {
            let row = w[i * n..][..stairs.reach(i)].iter();
            let sum = row.zip(&*out).fold(T::ZERO, |sum, (w, o)| sum + *w * *o);
            out[i] = (out[i] - sum) / d[i];
        }
    }
}

/// `out = (diag(d) + w)⁻¹`, where d is 1 if it is not given: row by row, each from those before it.
/// Zeros above the diagonal are written.
pub fn triangular_inverse<T: Real>(out: &mut [T], w: &[T], d: Option<&[T]>, stairs: Stairs) {
    let n = stairs.rows.len();
    out.fill(T::ZERO);
    for i in 0..n {
        let (solved, rest) = out.split_at_mut(i * n);
        let row = &mut rest[..n];
        for (w, known) in w[i * n..][..stairs.reach(i)].iter().zip(solved.chunks_exact(n)) {
            row.iter_mut().zip(&known[..i]).for_each(|(r, k)| *r -= *w * *k);
        }
        row[i] = T::ONE;
        if let Some(d) = d {
            row[..=i].iter_mut().for_each(|r| *r = *r / d[i]);
        }
    }
}

/// `out += a bᵀ` for a row-major `out`, but for the entries that `stairs` masks.
pub fn add_outer<T: Real>(out: &mut [T], a: &[T], b: &[T], stairs: Option<Stairs>) {
    for (i, (row, a)) in out.chunks_exact_mut(b.len()).zip(a).enumerate() {
        let kept = stairs.map_or(b.len(), |s| s.reach(i));
        row[..kept].iter_mut().zip(b).for_each(|(o, b)| *o += *a * *b);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Degrees;
    use super::*;

    const ELEMENTS: Degrees = Degrees::new(0, 1, 3, 3);
    const STRICT: Stairs = Stairs { rows: ELEMENTS, columns: ELEMENTS, strict: true };

    #[test]
    fn a_solution_solves_its_equations() {
        // What the mask leaves out is not read.
        let w = [9.0, 9.0, 9.0, 0.5, 9.0, 9.0, -0.25, 2.0, 9.0];
        let (d, a) = ([2.0, 4.0, 0.5], [1.0, 2.0, 3.0]);
        let mut p = [0.0; 3];
        triangular_solve(&mut p, &w, &d, &a, false, STRICT);
        assert_eq!([2.0 * p[0], 0.5 * p[0] + 4.0 * p[1], -0.25 * p[0] + 2.0 * p[1] + 0.5 * p[2]], a);
        triangular_solve(&mut p, &w, &d, &a, true, STRICT);
        assert_eq!([2.0 * p[0] + 0.5 * p[1] - 0.25 * p[2], 4.0 * p[1] + 2.0 * p[2], 0.5 * p[2]], a);
    }

    #[test]
    fn an_inverse_solves_for_each_unit_vector() {
        let w = [9.0, 9.0, 9.0, 0.5, 9.0, 9.0, -0.25, 2.0, 9.0];
        for d in [[2.0, 4.0, 0.5], [1.0; 3]] {
            let mut inverse = [7.0; 9];
            triangular_inverse(&mut inverse, &w, (d != [1.0; 3]).then_some(&d), STRICT);
            for k in 0..3 {
                let (mut unit, mut column) = ([0.0; 3], [0.0; 3]);
                unit[k] = 1.0;
                triangular_solve(&mut column, &w, &d, &unit, false, STRICT);
                assert_eq!([inverse[k], inverse[3 + k], inverse[6 + k]], column, "column {k}");
            }
        }
    }

    #[test]
    fn an_outer_product_is_added_where_it_is_not_masked() {
        let mut out = [1.0; 9];
        add_outer(&mut out, &[1.0, 2.0, 3.0], &[5.0, 7.0, 11.0], Some(STRICT));
        assert_eq!(out, [1.0, 1.0, 1.0, 11.0, 1.0, 1.0, 16.0, 22.0, 1.0]);
        let mut all = [0.0; 2];
        add_outer(&mut all, &[3.0], &[1.0, 2.0], None);
        assert_eq!(all, [3.0, 6.0]);
    }
}

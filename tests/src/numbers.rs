//! Numbers for tests: a small generator, numeric derivatives, determinants. Nothing here is shared with the code under test.

/// A reproducible stream of numbers (xorshift64*).
pub struct Stream(u64);

impl Stream {
    /// A stream of its own for each seed.
    pub fn new(seed: u64) -> Self {
        Stream(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// Uniform in (0, 1).
    pub fn uniform(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    /// About normal, by the sum of twelve uniforms.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
    }

    /// `n` such numbers times `scale`.
    pub fn normals(&mut self, n: usize, scale: f64) -> Vec<f64> {
        (0..n).map(|_| scale * self.normal()).collect()
    }
}

/// The derivative of `f` along element `i`, by central differences extrapolated once (error of fourth order). The step is halved
/// until two extrapolations agree; where a slope bends or jumps nearby, those that agree best are taken.
pub fn derivative(f: impl Fn(&[f64]) -> Vec<f64>, at: &[f64], i: usize) -> Vec<f64> {
    let difference = |h: f64| -> Vec<f64> {
        let moved = |s: f64| {
            let mut v = at.to_vec();
            v[i] += s * h;
            f(&v)
        };
        moved(1.0).iter().zip(moved(-1.0)).map(|(p, m)| (p - m) / (2.0 * h)).collect()
    };
    let apart = |a: &[f64], b: &[f64]| {
        a.iter().zip(b).map(|(a, b)| (a - b).abs() / a.abs().max(b.abs()).max(1.0)).fold(0.0, f64::max)
    };
    let mut h = 1e-3 * at[i].abs().max(1.0);
    let mut wide = difference(h);
    let (mut before, mut best): (Option<Vec<f64>>, (f64, Vec<f64>)) = (None, (f64::INFINITY, wide.clone()));
    while h > 1e-7 && best.0 > 1e-10 {
        h /= 2.0;
        let near = difference(h);
        let extrapolated: Vec<f64> = near.iter().zip(&wide).map(|(n, w)| (4.0 * n - w) / 3.0).collect();
        if let Some(before) = before {
            let error = apart(&extrapolated, &before);
            if error < best.0 {
                best = (error, extrapolated.clone());
            }
        }
        (before, wide) = (Some(extrapolated), near);
    }
    best.1
}

/// The Jacobian of `f`, row by row.
pub fn jacobian(f: impl Fn(&[f64]) -> Vec<f64>, at: &[f64]) -> Vec<Vec<f64>> {
    let columns: Vec<Vec<f64>> = (0..at.len()).map(|i| derivative(&f, at, i)).collect();
    (0..columns[0].len()).map(|r| columns.iter().map(|c| c[r]).collect()).collect()
}

/// `log |det m|` by elimination with row exchanges.
pub fn log_abs_det(mut m: Vec<Vec<f64>>) -> f64 {
    let n = m.len();
    let mut sum = 0.0;
    for k in 0..n {
        let pivot = (k..n).max_by(|a, b| m[*a][k].abs().total_cmp(&m[*b][k].abs())).unwrap_or(k);
        m.swap(k, pivot);
        sum += m[k][k].abs().ln();
        let (head, tail) = m.split_at_mut(k + 1);
        for row in tail {
            let factor = row[k] / head[k][k];
            row.iter_mut().zip(&head[k]).skip(k).for_each(|(a, b)| *a -= factor * b);
        }
    }
    sum
}

/// True if two numbers agree, relative to the larger and at least to 1.
pub fn close(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * a.abs().max(b.abs()).max(1.0)
}

//! The parameters of a Glow of the peers in this project's form.
//!
//! Their matrices of channels are a permutation of their own times L and U, whose diagonal has any signs;
//! ours have a drawn permutation and a positive diagonal. So a matrix is factorised anew in the order of the
//! drawn one, and where a sign of its diagonal is negative, that channel has the other sign from there on: in
//! the network that reads it, in the shift that is taken from it, and in the layers behind.

use flow_runtime::__private::model::layout::Layout;

/// The arrays of one step of theirs, and the channels that enter it.
struct Step<'a> {
    array: &'a dyn Fn(&str) -> Vec<f32>,
    number: usize,
    channels: usize,
}

impl Step<'_> {
    fn array(&self, name: &str) -> Vec<f64> {
        (self.array)(&format!("step.{}.{name}", self.number)).into_iter().map(f64::from).collect()
    }

    /// The values of our parameters, each with the end of its name. `signs`
    /// are those that the channels enter with, and afterwards those that they leave with.
    fn parameters(&self, order: &[usize], signs: &mut [f64]) -> Vec<(&'static str, Vec<f64>)> {
        let c = self.channels;
        let signed = |values: Vec<f64>| -> Vec<f64> { values.iter().zip(&*signs).map(|(v, s)| v * s).collect() };
        let mean = signed(self.array("t"));
        let matrix: Vec<Vec<f64>> = self.array("matrix").chunks(c).map(|row| signed(row.to_vec())).collect();
        let rows = order.iter().map(|row| matrix[*row].clone()).collect();
        let (lower, upper) = factorised(rows);
        for (row, place) in order.iter().enumerate() {
            signs[*place] = upper[row][row].signum();
        }
        let of_row = |row: usize| signs[order[row]];
        let each = || (0..c).flat_map(|i| (0..c).map(move |j| (i, j)));
        let below = |value: &dyn Fn(usize, usize) -> f64| -> Vec<f64> {
            each().map(|(i, j)| if j < i { value(i, j) } else { 0.0 }).collect()
        };
        // L D U with the signs D is D (D L D) U, and the upper matrix is kept as that of the reversed channels.
        let strictly_lower = below(&|i, j| of_row(i) * lower[i][j] * of_row(j));
        let last = c - 1;
        let strictly_upper = below(&|i, j| of_row(last - i) * upper[last - i][last - j]);
        let raw = |d: f64| d.abs().exp_m1().ln() - (1f64.exp() - 1.0).ln();
        let diagonal = (0..c).map(|i| raw(upper[last - i][last - i])).collect();
        let (half, read, changed) = (c / 2, signs[..c / 2].to_vec(), signs[c / 2..].to_vec());
        let weight = self.array("w0");
        let taps = weight.iter().enumerate();
        let first: Vec<f64> = taps.map(|(k, tap)| tap * read[k / 9 % half]).collect();
        vec![
            ("0.conditioner.0.weight", first),
            ("0.conditioner.0.bias", self.array("b0")),
            ("0.conditioner.1.weight", self.array("w1")),
            ("0.conditioner.1.bias", self.array("b1")),
            ("0.conditioner.2.weight", last_map(self.array("w2"), &changed)),
            ("0.conditioner.2.bias", last_map(self.array("b2"), &changed)),
            ("1.1.strict", strictly_lower),
            ("1.2.raw_diagonal", diagonal),
            ("1.2.strict", strictly_upper),
            ("2.mean", mean),
            ("2.log_deviation", self.array("s")),
        ]
    }
}

/// The last map of a network, whose outputs are shift and scale of a channel in turn: ours are scale and shift.
fn last_map(values: Vec<f64>, signs: &[f64]) -> Vec<f64> {
    let of_output = values.len() / (2 * signs.len());
    let pairs = values.chunks(2 * of_output).zip(signs);
    pairs
        .flat_map(|(pair, sign)| {
            let (shift, scale) = pair.split_at(of_output);
            scale.iter().copied().chain(shift.iter().map(move |v| v * sign)).collect::<Vec<_>>()
        })
        .collect()
}

/// L with ones on its diagonal, and U, of a matrix whose rows are in an order that allows it.
fn factorised(mut upper: Vec<Vec<f64>>) -> (Vec<Vec<f64>>, Vec<Vec<f64>>) {
    let n = upper.len();
    let mut lower = vec![vec![0.0; n]; n];
    for k in 0..n {
        lower[k][k] = 1.0;
        let pivot = upper[k].clone();
        for i in k + 1..n {
            lower[i][k] = upper[i][k] / pivot[k];
            upper[i].iter_mut().zip(&pivot).for_each(|(u, p)| *u -= lower[i][k] * p);
        }
    }
    (lower, upper)
}

/// All parameters of a Glow of two levels, whose steps are numbered from the data there.
pub fn parameters(layout: &Layout, steps: usize, array: &dyn Fn(&str) -> Vec<f32>) -> Vec<f32> {
    let mut found = vec![f32::NAN; layout.parameters];
    let mut signs = vec![1.0; 4];
    for (level, at) in ["layers.0.3", "layers.0.0"].iter().enumerate() {
        if level > 0 {
            // Half of the channels stay, and each becomes four, those of one position side by side.
            signs.truncate(2);
            signs = signs.repeat(4);
        }
        for k in 0..steps {
            let at = format!("{at}.{}", steps - 1 - k);
            let permutation = layout.layers.iter().find(|placed| placed.path == format!("{at}.1.0"));
            let tables = permutation.map(|placed| placed.tables.clone()).expect("a permutation");
            // The order, and behind it what undoes it.
            let order: Vec<usize> = layout.tables[tables][..signs.len()].iter().map(|at| *at as usize).collect();
            let step = Step { array, number: level * steps + k, channels: signs.len() };
            for (name, values) in step.parameters(&order, &mut signs) {
                let name = format!("{at}.{name}");
                let named = layout.named.iter().find(|named| named.name == name);
                let range = named.unwrap_or_else(|| panic!("no parameter {name}")).range.clone();
                assert_eq!(range.len(), values.len(), "{name}");
                found[range].iter_mut().zip(values).for_each(|(to, value)| *to = value as f32);
            }
        }
    }
    found
}

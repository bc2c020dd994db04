//! The layers of a peer in words that all peers share.
//!
//! A peer's file says which layers it holds, from data to base, and which row of a network's output is
//! which parameter of ours; everything else is the same for all peers.

use flow_compiler::vocabulary::Chosen;
use flow_runtime::{Error, Result};

use super::tensors::{MASK, Tensors, wrong_shape};

/// A package whose weights can be imported: the one trait of its file.
pub trait Peer {
    /// Its name.
    fn name(&self) -> &'static str;

    /// What its files do not say, and the specification therefore decides.
    fn untold(&self) -> &'static str;

    /// Its layers, from data to base.
    fn layers(&self, file: &mut Tensors, size: usize) -> Vec<Result<Theirs>>;

    /// The row of the network's last map for each parameter of our transformer, an element's side by side.
    ///
    /// # Errors
    /// The transformer is none of theirs, or has settings under which it computes something else.
    fn rows(&self, network: &Network, transformer: &Chosen, elements: usize) -> Result<Vec<Row>>;
}

/// A layer in a file.
pub struct Theirs {
    /// The beginning of its tensors' names.
    pub at: String,
    pub what: What,
}

/// What a layer is.
pub enum What {
    /// Elements are transformed one by one, by what a masked network reads of those before them.
    Autoregressive(Formula, Network),
    /// The elements `conditioning` stay and set the transformer of the others; where the file does not say
    /// which these are, the specification does.
    Coupling(Formula, Option<Vec<usize>>, Network),
    /// Element i on the side of the base is element `order[i]` on the side of the data.
    Permutation(Vec<usize>),
    /// `z = (x − mean) exp(−log_deviation)`.
    Normalisation(Values, Values),
    /// Each element passes through a spline of its own on the way to the base; those that are not named stay.
    Spline { elements: Vec<usize>, widths: Values, heights: Values, slopes: Values },
    /// `z = L (U x + shift)`: strict entries row by row, and the diagonal of U.
    Lu { lower: Values, upper: Values, diagonal: Values, bias: Values },
}

/// Which way the formula of a layer's transformer goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Formula {
    /// z from x, by what is read of x.
    DataToBase,
    /// x from z, by what is read of z.
    BaseToData,
}

/// Numbers of some tensors, after what was folded into them.
pub struct Values {
    pub names: Vec<String>,
    pub values: Vec<f64>,
    /// What was done to them.
    pub done: &'static str,
}

/// A network: linear maps with a function between them.
pub struct Network {
    pub maps: Vec<Dense>,
    pub form: Form,
}

/// How the maps of a network follow each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A function stands between two maps.
    Plain,
    /// The first map, blocks of two maps each of which adds to what it reads, and the last map.
    Residual,
}

/// A linear map.
pub struct Dense {
    pub rows: usize,
    pub columns: usize,
    /// Row by row; what is masked is 0.
    pub weight: Vec<f64>,
    pub bias: Vec<f64>,
    /// Which entries count, of a masked map.
    pub mask: Option<Vec<bool>>,
    /// The tensors of the weight, and of the bias.
    pub names: [Vec<String>; 2],
    /// What was done to them.
    pub done: Vec<&'static str>,
}

/// Where a number of a network's output comes from: `factor · theirs + plus`.
#[derive(Clone, Copy)]
pub struct Row {
    pub from: usize,
    pub factor: f64,
    pub plus: f64,
}

impl Row {
    pub fn of(from: usize) -> Row {
        Row { from, factor: 1.0, plus: 0.0 }
    }
}

impl Values {
    /// The numbers of one tensor as they are.
    pub fn of(file: &Tensors, name: &str, len: usize) -> Result<Values> {
        Ok(Values { names: vec![name.to_owned()], values: file.vector(name, len)?, done: "copied" })
    }
}

impl Network {
    /// How many numbers it outputs.
    pub fn outputs(&self) -> usize {
        self.maps.last().map_or(0, |map| map.rows)
    }

    /// The width of its first hidden layer.
    pub fn width(&self) -> usize {
        self.maps.first().map_or(0, |map| map.rows)
    }

    /// The same maps, of which there is one at least, if each reads what the one before it gives and a block adds to
    /// as many numbers as it gives.
    ///
    /// # Errors
    /// That is not so.
    pub fn checked(self, at: &str) -> Result<Network> {
        let Some(first) = self.maps.first() else {
            return Err(Error::input(format!("found no linear map below `{at}`"))
                .help("networks of linear maps with a function after each but the last can be imported"));
        };
        let expect = |map: &Dense, expected: [usize; 2]| match [map.rows, map.columns] == expected {
            true => Ok(()),
            false => Err(wrong_shape(&map.names[0][0], &[map.rows, map.columns], &expected)),
        };
        for pair in self.maps.windows(2) {
            expect(&pair[1], [pair[1].rows, pair[0].rows])?;
        }
        if self.form == Form::Residual {
            for block in self.maps[1..].chunks_exact(2) {
                expect(&block[1], [first.rows, block[1].columns])?;
            }
        }
        Ok(self)
    }

    /// The network of some of the numbers that it reads and gives; of the others it read zeros.
    pub fn among(mut self, inputs: &[usize], outputs: &[usize]) -> Network {
        if let Some(first) = self.maps.first_mut() {
            let picked =
                first.weight.chunks(first.columns.max(1)).flat_map(|row| inputs.iter().map(|column| row[*column]));
            first.weight = picked.collect();
            first.columns = inputs.len();
            first.done.push("columns of what conditions");
        }
        self.with_rows(outputs)
    }

    /// The network whose outputs are these of its own.
    pub fn with_rows(mut self, outputs: &[usize]) -> Network {
        if let Some(last) = self.maps.last_mut() {
            let columns = last.columns;
            last.weight =
                outputs.iter().flat_map(|row| last.weight[row * columns..(row + 1) * columns].to_vec()).collect();
            last.bias = outputs.iter().map(|row| last.bias[*row]).collect();
            last.rows = outputs.len();
            last.done.push("rows of what is transformed");
        }
        self
    }

    /// Two networks that read the same and stand side by side in one: the outputs of the first come first.
    ///
    /// # Errors
    /// They have not as many maps.
    pub fn beside(self, other: Network) -> Result<Network> {
        if self.maps.len() != other.maps.len() {
            let [a, b] = [&self, &other].map(|network| (network.maps.len(), network.maps[0].names[0][0].clone()));
            return Err(Error::input(format!(
                "`{}` begins a network of {} maps, and `{}` one of {}",
                a.1, a.0, b.1, b.0
            ))
            .help("only networks of as many layers can be imported as one"));
        }
        let beside = |(k, (a, b)): (usize, (Dense, Dense))| {
            let columns = if k == 0 { a.columns } else { a.columns + b.columns };
            let mut weight = vec![0.0; (a.rows + b.rows) * columns];
            for (map, down, right) in [(&a, 0, 0), (&b, a.rows, if k == 0 { 0 } else { a.columns })] {
                for (row, values) in map.weight.chunks(map.columns.max(1)).enumerate() {
                    let start = (down + row) * columns + right;
                    weight[start..start + map.columns].copy_from_slice(values);
                }
            }
            let [weights, biases] = [0, 1].map(|k| [a.names[k].clone(), b.names[k].clone()].concat());
            let bias = [a.bias, b.bias].concat();
            let done = vec!["a block beside the other network's"];
            Dense { rows: a.rows + b.rows, columns, weight, bias, mask: None, names: [weights, biases], done }
        };
        let maps = self.maps.into_iter().zip(other.maps).enumerate().map(beside).collect();
        Ok(Network { maps, form: self.form })
    }
}

impl Dense {
    /// The tensors `weight` and `bias` below a prefix, and `mask` where the map is masked.
    ///
    /// # Errors
    /// One is missing, or their shapes do not fit each other.
    pub fn read(file: &mut Tensors, prefix: &str, masked: bool) -> Result<Dense> {
        let [weight_name, bias_name, mask_name] = ["weight", "bias", "mask"].map(|part| format!("{prefix}.{part}"));
        let weight = file.get(&weight_name)?;
        let [rows, columns] = weight.shape[..] else {
            return Err(Error::input(format!("`{weight_name}` has the shape {:?}, expected a matrix", weight.shape)));
        };
        let (mut values, mut mask) = (weight.values.clone(), None);
        if masked {
            let tensor = file.get(&mask_name)?;
            if tensor.shape != [rows, columns] {
                return Err(wrong_shape(&mask_name, &tensor.shape, &[rows, columns]));
            }
            values.iter_mut().zip(&tensor.values).for_each(|(weight, mask)| *weight *= mask);
            mask = Some(tensor.values.iter().map(|entry| *entry != 0.0).collect());
        }
        let bias = file.get(&bias_name)?;
        if bias.shape != [rows] {
            return Err(wrong_shape(&bias_name, &bias.shape, &[rows]));
        }
        let names = [vec![weight_name], vec![bias_name]];
        let bias = bias.values.clone();
        if masked {
            file.note(&mask_name, MASK);
        }
        Ok(Dense { rows, columns, weight: values, bias, mask, names, done: Vec::new() })
    }

    /// This map after another one, as one map.
    pub fn after(self, first: Dense) -> Dense {
        let (rows, columns) = (self.rows, first.columns);
        let mut weight = vec![0.0; rows * columns];
        let mut mask = (self.mask.is_some() && first.mask.is_some()).then(|| vec![false; rows * columns]);
        let mut bias = self.bias.clone();
        for (row, bias) in bias.iter_mut().enumerate() {
            for k in 0..self.columns {
                let factor = self.weight[row * self.columns + k];
                *bias += factor * first.bias[k];
                for column in 0..columns {
                    weight[row * columns + column] += factor * first.weight[k * columns + column];
                }
                if let (Some(mask), Some(a), Some(b)) = (&mut mask, &self.mask, &first.mask) {
                    for column in 0..columns {
                        mask[row * columns + column] |= a[row * self.columns + k] && b[k * columns + column];
                    }
                }
            }
        }
        let [own, firsts] = [self.names, first.names];
        let names = [0, 1].map(|k| [firsts[k].clone(), own[k].clone()].concat());
        Dense {
            rows,
            columns,
            weight,
            bias,
            mask,
            names,
            done: vec!["multiplied: no function stands between the two maps"],
        }
    }

    /// How many entries the mask leaves out.
    pub fn masked(&self) -> usize {
        self.mask.as_ref().map_or(0, |mask| mask.iter().filter(|counts| !**counts).count())
    }
}

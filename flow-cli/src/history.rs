//! Reading the training curves that a run left in its history file.

use std::path::Path;

use crate::exit::Failure;
use crate::plot::{Epoch, Quantity};

/// Columns of the file that the plot needs, by what the fit judged; the last may be absent or
/// empty.
const COLUMNS: [(Quantity, [&str; 3]); 4] = [
    (Quantity::LogLikelihood, ["epoch", "train_log_prob", "validation_log_prob"]),
    (Quantity::Elbo, ["epoch", "train_elbo", "validation_elbo"]),
    (Quantity::Reconstruction, ["epoch", "train_reconstruction", "validation_reconstruction"]),
    (Quantity::FreeEnergy, ["epoch", "train_free_energy", "validation_free_energy"]),
];

/// The column that counts the validation rows without a finite log-density, where there were any.
const LEFT_OUT: &str = "validation_left_out";

/// The epochs of a history file, in order, with what they were judged by.
///
/// # Errors
/// The file cannot be read or is not a history.
pub fn read(path: &Path) -> Result<(Quantity, Vec<Epoch>), Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::io(path, "read", &error))?;
    parse(&text).map_err(|(line, message)| Failure::input(format!("{}:{line}:1: {message}", path.display())))
}

fn parse(text: &str) -> Result<(Quantity, Vec<Epoch>), (usize, String)> {
    let mut lines = text.lines().zip(1usize..);
    let header: Vec<&str> = lines.next().map_or_else(Vec::new, |(line, _)| line.split(',').collect());
    let places = |names: [&str; 3]| names.map(|name| header.iter().position(|column| *column == name));
    let known = COLUMNS.iter().find_map(|(quantity, names)| match places(*names) {
        [Some(epoch), Some(train), validation] => Some((*quantity, epoch, train, validation)),
        _ => None,
    });
    let Some((quantity, epoch, train, validation)) = known else {
        let [first, second, _] = COLUMNS[0].1;
        return Err((1, format!("found a header without the columns {first} and {second}")));
    };
    let left_out = header.iter().position(|column| *column == LEFT_OUT);
    let row = |(line, number): (&str, usize)| {
        let fields: Vec<&str> = line.split(',').collect();
        let value = |place: usize| fields.get(place).and_then(|field| field.trim().parse::<f64>().ok());
        let needed =
            |place: usize| value(place).ok_or_else(|| (number, format!("expected a number for {}", header[place])));
        let score = |value: f64| quantity.score(value);
        let validation = validation.and_then(value).map(score);
        let left_out = left_out.and_then(value).map_or(0, |rows| rows as usize);
        Ok(Epoch { epoch: needed(epoch)?, train: score(needed(train)?), validation, left_out })
    };
    Ok((quantity, lines.map(row).collect::<Result<_, _>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name() {
        let text = "seconds,epoch,validation_log_prob,train_log_prob\n0.5,1,,-2.5\n1.0,2,-2.25,NaN\n";
        let (quantity, epochs) = parse(text).expect("a history");
        assert_eq!(quantity, Quantity::LogLikelihood);
        assert_eq!(epochs[0], Epoch { epoch: 1.0, train: -2.5, validation: None, left_out: 0 });
        assert!(epochs[1].train.is_nan() && epochs[1].validation == Some(-2.25));
        let (quantity, epochs) = parse("epoch,train_free_energy\n1,-1.5\n").expect("a history");
        assert_eq!((quantity, epochs[0].train), (Quantity::FreeEnergy, 1.5));
        let table =
            [("", 1), ("epoch\n1\n", 1), ("epoch,train_log_prob\n1,-1\nx,-1\n", 3), ("epoch,train_log_prob\n1\n", 2)];
        for (text, line) in table {
            assert_eq!(parse(text).map_err(|(line, _)| line), Err(line), "{text:?}");
        }
    }
}

//! Reading the training curves that a run left in its history file.

use std::path::Path;

use crate::exit::Failure;
use crate::plot::Epoch;

/// Columns of the file that the plot needs; the last may be absent or empty.
const COLUMNS: [&str; 3] = ["epoch", "train_log_prob", "validation_log_prob"];

/// The epochs of a history file, in order.
///
/// # Errors
/// The file cannot be read or is not a history.
pub fn read(path: &Path) -> Result<Vec<Epoch>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::io(path, "read", &error))?;
    parse(&text).map_err(|(line, message)| Failure::input(format!("{}:{line}:1: {message}", path.display())))
}

fn parse(text: &str) -> Result<Vec<Epoch>, (usize, String)> {
    let mut lines = text.lines().zip(1usize..);
    let header: Vec<&str> = lines.next().map_or_else(Vec::new, |(line, _)| line.split(',').collect());
    let places = COLUMNS.map(|name| header.iter().position(|column| *column == name));
    let [Some(epoch), Some(train), validation] = places else {
        return Err((1, format!("found a header without the columns {} and {}", COLUMNS[0], COLUMNS[1])));
    };
    let row = |(line, number): (&str, usize)| {
        let fields: Vec<&str> = line.split(',').collect();
        let value = |place: usize| fields.get(place).and_then(|field| field.trim().parse::<f64>().ok());
        let needed =
            |place: usize| value(place).ok_or_else(|| (number, format!("expected a number for {}", header[place])));
        Ok(Epoch { epoch: needed(epoch)?, train: needed(train)?, validation: validation.and_then(value) })
    };
    lines.map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name() {
        let text = "seconds,epoch,validation_log_prob,train_log_prob\n0.5,1,,-2.5\n1.0,2,-2.25,NaN\n";
        let epochs = parse(text).expect("a history");
        assert_eq!(epochs[0], Epoch { epoch: 1.0, train: -2.5, validation: None });
        assert!(epochs[1].train.is_nan() && epochs[1].validation == Some(-2.25));
        let table =
            [("", 1), ("epoch\n1\n", 1), ("epoch,train_log_prob\n1,-1\nx,-1\n", 3), ("epoch,train_log_prob\n1\n", 2)];
        for (text, line) in table {
            assert_eq!(parse(text).map_err(|(line, _)| line), Err(line), "{text:?}");
        }
    }
}

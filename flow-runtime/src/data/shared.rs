//! Small things that all readers share: how large a table may be, columns that are not there, and a read that fills a buffer.

use super::table::Table;
use crate::error::{Error, Result, listed, nearest, quoted};
use std::io::Read;

/// No table holds more values than this (16 GiB of them): a small compressed file could ask for any amount.
pub(super) const MAX_VALUES: u64 = 1 << 31;

/// Decides by its shape and names whether a table is wanted; it has no values yet.
pub type Accept<'a> = &'a dyn Fn(&Table) -> Result<()>;

/// The error for wanted columns that are not among `names`, all of them together.
pub(super) fn absent(wanted: &[String], names: &[&str]) -> Option<Error> {
    let (present, absent): (Vec<&str>, Vec<&str>) =
        wanted.iter().map(String::as_str).partition(|name| names.contains(name));
    let found = listed(names.iter().copied());
    match absent[..] {
        [] => None,
        [name] => {
            let error = Error::input(format!("{}, expected one of {found}", no_column(name)));
            // A column that is taken already was not meant.
            Some(match nearest(name, names.iter().copied().filter(|name| !present.contains(name))) {
                Some(near) => error.help(format!("did you mean {}?", quoted(near))),
                None => error,
            })
        }
        _ => Some(Error::input(format!("there are no columns {}, expected some of {found}", listed(absent)))),
    }
}

/// True if an error of [`read`](super::read) says that a file lacks this column, and no other.
pub fn lacks_column(error: &Error, name: &str) -> bool {
    error.to_string().contains(&no_column(name))
}

fn no_column(name: &str) -> String {
    format!("there is no column {}", quoted(name))
}

/// Fills `buffer` as far as the input goes; the number of bytes read.
pub(super) fn read_up_to(input: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match input.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_that_is_taken_is_not_suggested() {
        let wanted = ["time", "tid"].map(String::from);
        let error = absent(&wanted, &["time", "tide", "x"]).unwrap();
        assert!(error.to_string().ends_with("help: did you mean `tide`?"), "{error}");
        assert!(lacks_column(&error, "tid") && !lacks_column(&error, "time"));
        let error = absent(&wanted, &["time", "x"]).unwrap().to_string();
        assert!(error.ends_with("expected one of `time`, `x`"), "{error}");
    }
}

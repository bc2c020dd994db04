//! From what a file holds to numbers: a column of numbers, or one of labels, and what stands for a value that is missing.
//!
//! ```text
//! text ───▶ a marker?   ─▶ missing          number ─▶ a marker? ─▶ missing
//!           a label?    ─▶ its index                  a label?  ─▶ its index
//!           ``, NA, …   ─▶ missing                    NaN       ─▶ missing
//!           else a number, or an error                else itself, or an error where the column has labels
//! ```

use super::FileRows;
use super::looks::Looks;
use crate::error::{Error, Result, listed, nearest, quoted};
use std::collections::BTreeMap;

/// How files spell a value that is not there, in any case.
const MISSING: [&str; 5] = ["", "na", "n/a", "nan", "null"];

/// True if a field says that its value is missing.
pub(super) fn is_missing(text: &str) -> bool {
    MISSING.iter().any(|missing| text.trim().eq_ignore_ascii_case(missing))
}

/// The meaning of the values of one column.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Meaning<'a> {
    /// The markers of all columns, and of this one.
    markers: [&'a [String]; 2],
    labels: Option<&'a [String]>,
    /// True where a text that is no label is −1.
    takes_others: bool,
    /// Who counts the values of this column, where they are only looked at.
    looks: Option<(&'a Looks, usize)>,
}

impl<'a> Meaning<'a> {
    /// The meaning that `wanted` gives to the column of this name.
    pub fn of(wanted: &'a FileRows, column: &str) -> Self {
        let keys = wanted.keys.as_ref().filter(|(name, _)| name == column).map(|(_, keys)| keys.as_slice());
        let labels = || wanted.labels().find(|(name, _)| *name == column).map(|(_, labels)| labels);
        let own = wanted.column_markers.iter().find(|(name, _)| name == column).map_or(&[][..], |(_, markers)| markers);
        Meaning {
            markers: [&wanted.markers, own],
            labels: keys.or_else(labels),
            takes_others: keys.is_some(),
            looks: None,
        }
    }

    /// True where every number means itself.
    pub fn is_plain(&self) -> bool {
        !self.has_markers() && self.labels.is_none() && self.looks.is_none()
    }

    fn has_markers(&self) -> bool {
        self.markers.iter().any(|markers| !markers.is_empty())
    }

    /// True where the column holds labels.
    #[cfg(feature = "parquet")]
    pub fn has_labels(&self) -> bool {
        self.labels.is_some()
    }

    /// The value of a text; `None` where it is missing.
    ///
    /// # Errors
    /// Says what was found and how to mend it.
    pub fn of_text(&self, text: &str) -> Result<Option<f64>> {
        if self.is_plain() {
            return number(text);
        }
        let trimmed = text.trim();
        if let Some((looks, column)) = self.looks {
            match is_missing(trimmed) {
                true => looks.at_missing(column),
                false => looks.at_text(column, trimmed),
            }
            return Ok(Some(0.0));
        }
        let as_number = trimmed.parse::<f64>().ok();
        if self.is_marker(trimmed, as_number) {
            return Ok(None);
        }
        match self.labels {
            None => number(trimmed),
            Some(labels) => match index(labels, trimmed, as_number) {
                Some(index) => Ok(Some(index)),
                None if is_missing(trimmed) => Ok(None),
                None if self.takes_others => Ok(Some(-1.0)),
                None => Err(no_label(labels, trimmed)),
            },
        }
    }

    /// The value of a number; `None` where it is missing.
    ///
    /// # Errors
    /// For a number that is none of the column's labels.
    pub fn of_number(&self, number: f64) -> Result<Option<f64>> {
        if let Some((looks, column)) = self.looks {
            looks.at_number(column, number);
            return Ok(Some(0.0));
        }
        if number.is_nan() || (self.has_markers() && self.is_marker("", Some(number))) {
            return Ok(None);
        }
        match self.labels {
            None => Ok(Some(number)),
            Some(labels) => match index(labels, "", Some(number)) {
                Some(index) => Ok(Some(index)),
                None if self.takes_others => Ok(Some(-1.0)),
                None => Err(no_label(labels, &number.to_string())),
            },
        }
    }

    /// The value of a truth: labels may spell it as a word or as 0 and 1.
    ///
    /// # Errors
    /// Where the column has labels, and none of them is this one.
    #[cfg(feature = "parquet")]
    pub fn of_truth(&self, truth: bool) -> Result<Option<f64>> {
        if let Some((looks, column)) = self.looks {
            looks.at_truth(column);
            return Ok(Some(0.0));
        }
        let number = f64::from(u8::from(truth));
        let Some(labels) = self.labels else { return self.of_number(number) };
        let word = if truth { "true" } else { "false" };
        match labels.iter().position(|label| label.eq_ignore_ascii_case(word)) {
            Some(index) => Ok(Some(index as f64)),
            None => index(labels, "", Some(number)).map(Some).ok_or_else(|| no_label(labels, word)),
        }
    }

    /// The value of nothing, which a format says without a number or text.
    #[cfg(feature = "parquet")]
    pub fn of_nothing(&self) -> Option<f64> {
        let (looks, column) = self.looks?;
        looks.at_missing(column);
        Some(0.0)
    }

    /// A marker is the same text or, where both are numbers, the same number: `-999` is `-999.0` too.
    fn is_marker(&self, text: &str, number: Option<f64>) -> bool {
        self.markers.iter().copied().flatten().any(|marker| {
            (!text.is_empty() && marker == text) || (number.is_some() && marker.parse::<f64>().ok() == number)
        })
    }
}

/// The place of a label: the same text or, where both are numbers, the same number.
fn index(labels: &[String], text: &str, number: Option<f64>) -> Option<f64> {
    let same_text = labels.iter().position(|label| label.trim() == text);
    let same_number = || labels.iter().position(|label| number.is_some() && label.parse::<f64>().ok() == number);
    same_text.or_else(same_number).map(|index| index as f64)
}

fn no_label(labels: &[String], found: &str) -> Error {
    let names = || labels.iter().map(String::as_str);
    let error = Error::input(format!("found {}, expected one of the labels {}", quoted(found), listed(names())));
    match nearest(found, names()) {
        Some(near) => error.help(format!("did you mean {}?", quoted(near))),
        None => error.help("add it to the labels of the column, or leave out the row"),
    }
}

/// A number as text files write it, or `None` where it is missing; the error says what was found and how to mend it.
fn number(text: &str) -> Result<Option<f64>> {
    let trimmed = text.trim();
    let parsed = trimmed.parse::<f64>();
    // Nearly all fields are such numbers, about which there is no question.
    if let Ok(value) = parsed
        && value.is_finite()
        && value != 0.0
    {
        return Ok(Some(value));
    }
    if is_missing(trimmed) {
        return Ok(None);
    }
    let shown = || quoted(trimmed);
    let Ok(value) = parsed else {
        let error = Error::input(format!("found {}, expected a number", shown()));
        return Err(match trimmed {
            text if text.contains('−') => error.help("write the sign as `-`, the minus of keyboards"),
            text if text.contains(',') => error.help("write decimals with a point and no separators of thousands"),
            text if text.contains(char::is_whitespace) => error.help("separate fields by commas"),
            _ => error.help("leave out the row, or choose the columns that hold numbers"),
        });
    };
    let spelled_out = trimmed.contains(['n', 'N']);
    if value.is_infinite() && spelled_out {
        return Err(Error::input(format!("found {}, expected a finite number", shown())).help("leave out the row"));
    }
    let significand = trimmed.split(['e', 'E']).next().unwrap_or_default();
    if value.is_infinite() || (value == 0.0 && significand.contains(|c: char| ('1'..='9').contains(&c))) {
        return Err(Error::input(format!("found {}, which is outside the range of 64-bit floats", shown()))
            .help("change the unit of the column"));
    }
    // `-nan` and `+nan` are as little there as `nan`.
    Ok(Some(value).filter(|value| !value.is_nan()))
}

/// The meanings of the columns of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Meanings<'a> {
    others: Meaning<'a>,
    /// Those of columns with labels or markers of their own.
    special: BTreeMap<usize, Meaning<'a>>,
    looks: Option<&'a Looks>,
}

impl<'a> Meanings<'a> {
    /// Those of a table in which `place` finds columns by name.
    pub fn of(wanted: &'a FileRows, place: impl Fn(&str) -> Option<usize>) -> Self {
        let marked = wanted.column_markers.iter().map(|(name, _)| name.as_str());
        let keys = wanted.keys.iter().map(|(name, _)| name.as_str());
        let names = wanted.labels().map(|(name, _)| name).chain(marked).chain(keys);
        let special = names.filter_map(|name| Some((place(name)?, Meaning::of(wanted, name))));
        let others = Meaning { markers: [&wanted.markers, &[]], ..Meaning::default() };
        Meanings { others, special: special.collect(), looks: wanted.looks.as_ref() }
    }

    /// The meaning of a column of the table.
    pub fn get(&self, column: usize) -> Meaning<'a> {
        let meaning = self.special.get(&column).unwrap_or(&self.others);
        Meaning { looks: self.looks.map(|looks| (looks, column)), ..*meaning }
    }

    /// True where every number means itself.
    pub fn are_plain(&self) -> bool {
        self.others.is_plain() && self.special.is_empty() && self.looks.is_none()
    }
}

/// The place of a column without a name, which is called by its number, counted from 0.
pub(super) fn numbered(name: &str, columns: usize) -> Option<usize> {
    let plain = name == "0" || !name.starts_with(['0', '+']);
    name.parse().ok().filter(|place| plain && *place < columns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::ColumnKind;

    fn wanted(labels: &[&str], markers: &[&str]) -> FileRows {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let kind = || ("c".to_owned(), ColumnKind::Categorical(owned(labels)));
        let kinds = if labels.is_empty() { vec![] } else { vec![kind()] };
        FileRows { kinds, markers: owned(markers), ..FileRows::default() }
    }

    #[test]
    fn numbers_are_finite_or_refused() {
        for (text, value) in
            [("1", 1.0), (" -2.5e-3 ", -2.5e-3), ("+.5", 0.5), ("-0", -0.0), ("0e999", 0.0), ("5e-324", 5e-324)]
        {
            assert_eq!(number(text).unwrap().map(f64::to_bits), Some(f64::to_bits(value)), "{text}");
        }
        for text in ["", " ", "nan", "NaN", "-nan", "NA", "n/a", "Null"] {
            assert_eq!(number(text).unwrap(), None, "{text}");
        }
        let refused =
            ["x", "1,5", "1 2", "0x10", "１", "-inf", "Infinity", "1e400", "-1e400", "1e-400", "1_000", "none", "?"];
        for text in refused {
            let error = number(text).unwrap_err().to_string();
            assert!(error.starts_with("found ") && error.contains("\nhelp: "), "{text}: {error}");
        }
    }

    #[test]
    fn markers_are_missing_values_as_text_and_as_numbers() {
        let wanted = wanted(&[], &["?", "-999"]);
        let meaning = Meaning::of(&wanted, "c");
        for text in ["?", " ? ", "-999", "-999.0", "-9.99e2", "", "NA"] {
            assert_eq!(meaning.of_text(text).unwrap(), None, "{text}");
        }
        assert_eq!(meaning.of_text("999").unwrap(), Some(999.0));
        assert_eq!((meaning.of_number(-999.0).unwrap(), meaning.of_number(-998.0).unwrap()), (None, Some(-998.0)));
        assert!(meaning.of_text("??").is_err());
    }

    #[test]
    fn markers_of_single_columns() {
        let column_markers = vec![("c".to_owned(), vec!["0".to_owned()])];
        let wanted = FileRows { column_markers, ..wanted(&[], &["-1"]) };
        let meanings = Meanings::of(&wanted, |name| (name == "c").then_some(1));
        let numbers = |column: usize| [-1.0, 0.0, 1.0].map(|x| meanings.get(column).of_number(x).unwrap());
        assert_eq!((numbers(0), numbers(1)), ([None, Some(0.0), Some(1.0)], [None, None, Some(1.0)]));
        assert_eq!(meanings.get(1).of_text("0.0").unwrap(), None);
        assert!(!meanings.are_plain());
    }

    #[test]
    fn labels_become_their_index() {
        let words = wanted(&["red", "green", "NA", "7"], &["?"]);
        let meaning = Meaning::of(&words, "c");
        for (text, index) in [("red", 0.0), (" green ", 1.0), ("NA", 2.0), ("7", 3.0), ("7.0", 3.0)] {
            assert_eq!(meaning.of_text(text).unwrap(), Some(index), "{text}");
        }
        assert_eq!((meaning.of_text("").unwrap(), meaning.of_text("?").unwrap()), (None, None));
        assert_eq!(meaning.of_number(7.0).unwrap(), Some(3.0));
        let error = meaning.of_text("grean").unwrap_err().to_string();
        assert_eq!(
            error,
            "found `grean`, expected one of the labels `red`, `green`, `NA`, `7`\nhelp: did you mean `green`?"
        );
        assert!(meaning.of_number(8.0).unwrap_err().to_string().starts_with("found `8`, expected one of the labels"));
        assert!(Meaning::of(&words, "d").of_text("red").is_err());
    }

    #[cfg(feature = "parquet")]
    #[test]
    fn truths_are_words_or_0_and_1() {
        for labels in [["False", "True"], ["false", "true"], ["0", "1"]] {
            let wanted = wanted(&labels, &[]);
            let meaning = Meaning::of(&wanted, "c");
            assert_eq!((meaning.of_truth(false).unwrap(), meaning.of_truth(true).unwrap()), (Some(0.0), Some(1.0)));
        }
        assert!(Meaning::of(&wanted(&["no", "yes"], &[]), "c").of_truth(true).is_err());
        assert_eq!(Meaning::default().of_truth(true).unwrap(), Some(1.0));
    }
}

//! The first record of a text: names or values. The records below it tell, as far as it does not itself.
//!
//! ```text
//! a text among its fields            names, unless the rows below have texts and numbers in the same columns
//! empty fields alone                 names that are missing
//! a comment with as many names       that is the header, and the first record is a row
//! 0,1,2 or 2019,2020                 names, where the rows below are not likewise: see `is_header_of_numbers`
//! other values                       a row
//! ```

use super::dialect::{Dialect, fields};
use super::fields::{Field, Fields};
use crate::data::meaning::is_missing;
use crate::data::reading::{Names, Separator};
use crate::error::Result;
use std::io::Read;

/// Records below the first one that are looked at.
const LOOKED_AT: usize = 100;

/// Columns whose numbers are compared with each other.
const COMPARED: usize = 64;

/// Significant digits that a number has which no person has rounded.
const LONG: usize = 6;

/// Facts about the first record; its fields are not kept, as there may be as many as the file has room for.
#[derive(Debug)]
pub(super) struct First {
    /// How many fields it has.
    pub fields: usize,
    /// How many the rows have.
    pub width: usize,
    /// Where names come from.
    pub names: Names,
    /// The header in a comment, and its line.
    pub comment: Option<(Vec<String>, u64)>,
    /// True where the header has a name less than there are columns, and the first column has none.
    pub one_short: bool,
    /// True where the first column counts the rows.
    pub counts: bool,
    /// True where the last column is empty in all rows that were looked at.
    pub last_empty: bool,
}

impl First {
    /// Looks at the first records; `header` where somebody has said whether there is one.
    ///
    /// # Errors
    /// For text that cannot be cut into fields.
    pub fn of(input: &mut Fields<'_, impl Read>, header: Option<bool>, markers: &[String]) -> Result<Self> {
        let reader = Reader { dialect: input.dialect, markers };
        let head = reader.head(input)?;
        let comment = input.comment.take();
        let below = reader.below(input, &head)?;
        let comment = comment
            .filter(|_| head.texts == 0 && header != Some(false))
            .and_then(|(text, line)| Some((names_of(&text, reader.dialect, head.fields)?, line)));
        let names = match header {
            _ if comment.is_some() => Names::Comment,
            Some(true) => Names::Header,
            Some(false) => Names::None,
            None => names(&head, &below),
        };
        let header = matches!(names, Names::Header | Names::Numbers);
        let width = if header { below.width.unwrap_or(head.fields) } else { head.fields };
        let one_more = header && below.alike && width == head.fields + 1;
        let last_empty = below.records > 0 && below.last_empty && (header || head.last_missing);
        let one_short = one_more && !last_empty && (head.fields > 1 || head.quoted == head.fields);
        Ok(First {
            fields: head.fields,
            width: if one_more && (one_short || last_empty) { width } else { head.fields },
            names,
            comment,
            one_short,
            counts: below.records > 0 && below.counts,
            last_empty,
        })
    }
}

/// The names in a comment, if it has as many as there are columns.
fn names_of(comment: &str, dialect: Dialect, columns: usize) -> Option<Vec<String>> {
    let separators = [b',', b';', b'\t', b'|'].map(Separator::Byte);
    let cut = |separator| -> Vec<String> {
        let parts = fields(comment.as_bytes(), separator);
        parts.iter().map(|part| String::from_utf8_lossy(part).trim().trim_matches('"').to_owned()).collect()
    };
    // Commas stand in a header also where spaces separate the rows; spaces alone may stand in a sentence.
    let names = match dialect.separator {
        Separator::Spaces => separators.into_iter().chain([Separator::Spaces]).collect(),
        separator => [separator].into_iter().chain(separators).collect::<Vec<_>>(),
    };
    let mut fitting =
        names.into_iter().map(cut).filter(|names| names.len() == columns && names.iter().all(|name| !name.is_empty()));
    let names = fitting.next()?;
    let run = || names.iter().enumerate().all(|(k, name)| name.parse() == Ok(k) || name.parse() == Ok(k + 1));
    (names.iter().any(|name| name.parse::<f64>().is_err()) || run()).then_some(names)
}

/// The looks of one field.
#[derive(Clone, Copy, PartialEq)]
enum Look {
    Text,
    Missing,
    /// A whole number of digits alone.
    Whole(u64),
    Number(f64),
}

/// The looks of the first record.
#[derive(Default)]
struct Head {
    fields: usize,
    texts: usize,
    missing: usize,
    quoted: usize,
    first_missing: bool,
    last_missing: bool,
    /// The first of the whole numbers, and the last.
    start: u64,
    last: u64,
    /// How many whole numbers, each larger than the one before; and each by one.
    wholes: usize,
    ascending: bool,
    run: bool,
    /// Which fields are texts.
    is_text: Bits,
    /// The numbers of the first columns.
    numbers: Vec<f64>,
}

/// The looks of the records below.
#[derive(Default)]
struct Below {
    records: usize,
    /// Fields of the first of them, and whether the others have as many.
    width: Option<usize>,
    alike: bool,
    /// Columns with a number of digits alone, and those with other numbers.
    bare: Bits,
    pointed: Bits,
    any_bare: bool,
    /// Numbers, and those with few digits.
    numbers: usize,
    short: usize,
    quoted: bool,
    /// True where texts stand where the first record has texts, and values where it has values.
    as_head: bool,
    /// True where some row counts up too, or has the numbers of the first record in another order.
    likewise: bool,
    counts: bool,
    last_empty: bool,
    /// The numbers of the first columns in the first three rows.
    rows: Vec<Vec<f64>>,
    /// The least and the largest number of the first columns.
    ranges: Vec<(f64, f64)>,
}

struct Reader<'a> {
    dialect: Dialect,
    markers: &'a [String],
}

impl Reader<'_> {
    fn look(&self, text: &str) -> Look {
        let text = text.trim();
        if is_missing(text) || self.markers.iter().any(|marker| marker == text) {
            return Look::Missing;
        }
        let digits = text.len() <= 15 && text.bytes().all(|byte| byte.is_ascii_digit());
        if digits && (text == "0" || !text.starts_with('0')) {
            return text.parse().map_or(Look::Text, Look::Whole);
        }
        let number = if self.dialect.decimal_comma { text.replacen(',', ".", 1).parse() } else { text.parse() };
        number.map_or(Look::Text, Look::Number)
    }

    fn head(&self, input: &mut Fields<'_, impl Read>) -> Result<Head> {
        let mut head = Head { ascending: true, run: true, ..Head::default() };
        while let Some(Field { text, quoted, last, .. }) = input.next()? {
            let (k, look) = (head.fields, self.look(text));
            head.fields += 1;
            head.last_missing = look == Look::Missing;
            head.quoted += usize::from(quoted);
            match look {
                Look::Text => {
                    head.texts += 1;
                    head.is_text.set(k);
                }
                Look::Missing => {
                    head.missing += 1;
                    head.first_missing |= k == 0;
                }
                Look::Whole(number) if head.wholes == 0 => (head.start, head.last, head.wholes) = (number, number, 1),
                Look::Whole(number) => {
                    head.ascending &= number > head.last;
                    head.run &= number == head.last + 1;
                    (head.last, head.wholes) = (number, head.wholes + 1);
                }
                Look::Number(_) => {}
            }
            if k < COMPARED {
                head.numbers.push(number_of(look));
            }
            if last {
                break;
            }
        }
        Ok(head)
    }

    fn below(&self, input: &mut Fields<'_, impl Read>, head: &Head) -> Result<Below> {
        let mut below = Below {
            alike: true,
            as_head: true,
            counts: true,
            last_empty: true,
            ranges: vec![(f64::INFINITY, f64::NEG_INFINITY); COMPARED.min(head.fields)],
            ..Below::default()
        };
        let mut before = None;
        while below.records < LOOKED_AT {
            let mut row = Row { run: true, ..Row::default() };
            while let Some(Field { text, quoted, last, .. }) = input.next()? {
                below.see(self.look(text), text, head, &mut row);
                below.quoted |= quoted;
                if last {
                    break;
                }
            }
            if row.fields == 0 {
                break;
            }
            below.likewise |= (row.run && row.fields > 1) || (row.fields > 3 && row.same == row.fields);
            below.counts &= match (before, row.first) {
                (None, Some(first)) => first <= 1,
                (Some(before), Some(first)) => first == before + 1,
                _ => false,
            };
            before = row.first;
            below.last_empty &= row.last_missing;
            below.alike &= *below.width.get_or_insert(row.fields) == row.fields;
            if below.rows.len() < 3 {
                below.rows.push(row.numbers);
            }
            below.records += 1;
        }
        Ok(below)
    }
}

/// The facts known of a row while it is read.
#[derive(Default)]
struct Row {
    fields: usize,
    first: Option<u64>,
    last: Option<u64>,
    run: bool,
    last_missing: bool,
    /// Different numbers of the first record that it has.
    seen: Bits,
    same: usize,
    numbers: Vec<f64>,
}

impl Below {
    fn see(&mut self, look: Look, text: &str, head: &Head, row: &mut Row) {
        let k = row.fields;
        row.fields += 1;
        row.last_missing = look == Look::Missing;
        self.as_head &= look == Look::Missing || (look == Look::Text) == head.is_text.has(k);
        match look {
            Look::Whole(number) => {
                if k == 0 {
                    row.first = Some(number);
                }
                row.run &= k == 0 || row.last.is_some_and(|last| number == last + 1);
                row.last = Some(number);
                let place = number.wrapping_sub(head.start);
                if place < head.fields as u64 && !row.seen.has(place as usize) {
                    row.seen.set(place as usize);
                    row.same += 1;
                }
                self.bare.set(k);
                self.any_bare |= k > 0 || !head.first_missing;
            }
            Look::Number(_) => {
                row.run = false;
                self.pointed.set(k);
                let significand =
                    text.split(['e', 'E']).next().unwrap_or_default().trim_matches(['0', '-', '+', '.', ' ']);
                self.short += usize::from(significand.bytes().filter(u8::is_ascii_digit).count() < LONG);
                self.numbers += 1;
            }
            Look::Text | Look::Missing => row.run = false,
        }
        if let Some((low, high)) = self.ranges.get_mut(k) {
            let number = number_of(look);
            row.numbers.push(number);
            (*low, *high) = (low.min(number), high.max(number));
        }
    }
}

fn number_of(look: Look) -> f64 {
    match look {
        Look::Whole(number) => number as f64,
        Look::Number(number) => number,
        Look::Text | Look::Missing => f64::NAN,
    }
}

/// Where the names of a file without a commented header come from.
fn names(head: &Head, below: &Below) -> Names {
    let values = head.fields - head.texts - head.missing;
    if head.texts > 0 {
        // Rows of texts and numbers have both where the first record has them; then it is one of them, unless its
        // numbers count up as those of a header do.
        let row =
            values > 0 && below.records > 0 && below.as_head && !(head.wholes == values && head.run && values > 1);
        return if row { Names::None } else { Names::Header };
    }
    if values == 0 {
        return Names::Header;
    }
    let quoted = head.quoted == head.fields && below.records > 0 && !below.quoted;
    if quoted || is_header_of_numbers(head, below) { Names::Numbers } else { Names::None }
}

/// True where whole numbers are names, as those that pandas gives to columns without any: `0,1`, or behind an index
/// `,0,1`; or years. They count up by one, and the rows below are not likewise:
///
/// * a column below has decimal points throughout, and the first record does not continue a column of equal steps; or
/// * there are four columns or more, and no row below counts up or has the same numbers in another order; or
/// * in all of two or three columns, the first number is farther from all others than those are from each other; or
/// * the first column has no name and counts the rows.
///
/// Numbers that go up otherwise are names where twenty rows or more have long decimals in all columns.
fn is_header_of_numbers(head: &Head, below: &Below) -> bool {
    let names = head.fields - usize::from(head.first_missing);
    let first = head.fields - names;
    if below.records == 0 || head.wholes != names || names == 0 || below.width != Some(head.fields) {
        return false;
    }
    if head.first_missing && below.counts && (head.run || names == 1) {
        return true;
    }
    let mut columns = first..head.fields;
    let pointed = |k: usize| below.pointed.has(k) && !below.bare.has(k);
    let steps = (first..head.fields.min(COMPARED)).any(|k| continues_steps(head, below, k));
    if (names > 1 || head.start == 0) && head.run {
        let far = |k: usize| {
            let ((low, high), number) = (below.ranges[k], head.numbers[k]);
            low - number > high - low || number - high > high - low
        };
        return match names {
            _ if columns.clone().any(pointed) && !steps => true,
            4.. => !below.likewise && !steps,
            2 | 3 => below.records > 2 && columns.all(far),
            _ => false,
        };
    }
    let long = below.numbers > 0 && 4 * below.short <= below.numbers;
    head.ascending && below.records >= 20 && !below.any_bare && columns.all(pointed) && long && !steps
}

/// True where the first number and the three below it have equal distances: the beginning of a grid.
fn continues_steps(head: &Head, below: &Below, k: usize) -> bool {
    let [a, b, c] = &below.rows[..] else { return false };
    let (Some(a), Some(b), Some(c)) = (a.get(k), b.get(k), c.get(k)) else { return false };
    let step = b - a;
    let equal = |other: f64| (other - step).abs() <= 1e-3 * step.abs();
    step != 0.0 && equal(c - b) && equal(a - head.numbers[k])
}

/// A set of columns, a bit each: there may be as many as the file has room for.
#[derive(Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn set(&mut self, k: usize) {
        if self.0.len() <= k / 64 {
            self.0.resize(k / 64 + 1, 0);
        }
        self.0[k / 64] |= 1 << (k % 64);
    }

    fn has(&self, k: usize) -> bool {
        self.0.get(k / 64).is_some_and(|word| word >> (k % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> First {
        First::of(&mut Fields::new(text.as_bytes(), "f").unwrap(), None, &["?".into()]).unwrap()
    }

    #[test]
    fn headers_of_numbers_and_rows_that_look_like_some() {
        let rows =
            |row: &dyn Fn(u32) -> String, head: &str| head.to_owned() + "\n" + &(0..30).map(row).collect::<String>();
        let noise = |k: u32| f64::from(k).mul_add(12.9898, 0.1).sin();
        let floats = |k: u32| format!("{},{}\n", noise(k), noise(k + 50));
        let cases = [
            // Of pandas: the columns of arrays, without and with an index, of whole numbers and of one column.
            (rows(&floats, "0,1"), Names::Numbers),
            (rows(&floats, "1,2"), Names::Numbers),
            (rows(&|k| format!("{k},{}", floats(k)), ",0,1"), Names::Numbers),
            (rows(&|k| format!("{k},{},7\n", 5 * k), ",0,1"), Names::Numbers),
            (rows(&|k| format!("{}\n", noise(k)), "0"), Names::Numbers),
            (rows(&|k| format!("{k},{}\n", noise(k)), ",0"), Names::Numbers),
            (rows(&|k| format!("{},{}\n", noise(k), k % 3), "0,1"), Names::Numbers),
            (rows(&|k| format!("{},{},{},{}\n", k % 3, k % 4, k % 5, k * 7), "0,1,2,3"), Names::Numbers),
            (rows(&|k| format!("{},{}\n", 5_000_000 + k * k, 700_000 + k * 3), "2019,2020"), Names::Numbers),
            (rows(&floats, "2019,2020"), Names::Numbers),
            (rows(&floats, "0,3"), Names::Numbers),
            (rows(&floats, "\"1\",\"2\""), Names::Numbers),
            ("x,2019,2020\na,5,6\nb,7,8\n".into(), Names::Header),
            ("x,y\n1,2\n".into(), Names::Header),
            ("a\nb\n".into(), Names::Header),
            // Rows.
            ("0,1\n1,1\n2,3\n".into(), Names::None),
            ("0,1\n1,2\n2,4\n3,8\n4,16\n".into(), Names::None),
            ("0,1\n0.5,0.8\n1.0,0.64\n1.5,0.512\n".into(), Names::None),
            ("0,1,2,3\n4,5,6,7\n".into(), Names::None),
            ("1,2,3,4\n1,2,4,3\n1,3,2,4\n".into(), Names::None),
            ("0,1,2\n1,0,2\n2,2,1\n0,0,1\n".into(), Names::None),
            ("0\n1\n1\n0\n".into(), Names::None),
            ("5\n2.5\n3.5\n".into(), Names::None),
            (rows(&|k| format!("{:.1},{:.1}\n", noise(k), noise(k + 9)), "2,5"), Names::None),
            ("1.5,2\n3.5,4\n".into(), Names::None),
            ("red,1.5\nblue,2.5\n".into(), Names::None),
            ("1,?\n3,4\n".into(), Names::None),
            ("7\n".into(), Names::None),
        ];
        for (text, names) in cases {
            assert_eq!(of(&text).names, names, "{text}");
        }
    }

    #[test]
    fn headers_in_comments_of_r_and_with_separators_at_the_end() {
        let first = of("# made by me, yesterday\n# a, b\n1 2\n3 4\n");
        assert_eq!((first.names, first.comment.unwrap().0), (Names::Comment, vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(of("# made by me\n1,2\n").names, Names::None);
        assert_eq!(of("# 1.5 2.5\n1 2\n").names, Names::None);
        assert_eq!(of("#made by me\nx,y\n1,2\n").names, Names::Header);
        let first = of("\"a\" \"b\"\n\"1\" 0.5 0.7\n\"2\" 0.1 0.2\n");
        assert_eq!((first.names, first.width, first.one_short, first.counts), (Names::Header, 3, true, true));
        let first = of("a,b\n1,2,\n3,4,\n");
        assert_eq!((first.width, first.one_short, first.last_empty), (3, false, true));
        let first = of(",a\n7,1\n9,2\n");
        assert_eq!((first.width, first.one_short, first.counts), (2, false, false));
    }
}

//! The reader of Parquet files, uncompressed or with Snappy, Zstandard or gzip.
//!
//! Columns are read one after another, a batch of records at a time: once to look at them, and again to store them. A null is a missing
//! value. Columns that hold no numbers may be in the file as long as they are not asked for.

use super::{catch_panic, limits};
use crate::data::meaning::{Meaning, Meanings};
use crate::data::missing::Gaps;
use crate::data::{Accept, DataSource, FileRows, MAX_VALUES, Table, absent};
use crate::error::{Error, Result, quoted};
use ::parquet::basic::{ConvertedType, Type};
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use ::parquet::data_type::DataType;
use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use ::parquet::schema::types::ColumnDescriptor;
use std::collections::BTreeSet;
use std::fs::File;
use std::panic::AssertUnwindSafe;

/// Records taken at a time.
const BATCH: usize = 1024;

/// Reads a table.
pub fn read(file: File, source: &DataSource, wanted: &FileRows, accept: Accept<'_>) -> Result<Table> {
    let place = &source.to_string();
    // The crate indexes and asserts by what pages declare: flipped bits of a small file make it panic (the test of damage counts such), and
    // to a user a damaged file is no bug of ours. Nothing of ours is left half done: all that it worked on is dropped.
    let read = || {
        let size = file.metadata().map_or(0, |metadata| metadata.len());
        let again = file.try_clone().map_err(|error| Error::environment(format!("cannot read: {error}")))?;
        if !limits::footer_is_whole(&again) {
            return Err(Error::input("found a damaged Parquet file (its footer is cut off)").help("write it again"));
        }
        let reader = SerializedFileReader::new(file).map_err(|error| damaged(&error))?;
        read_table(&reader, &again, size, place, wanted, accept)
    };
    let outcome = catch_panic::catch_unwind(AssertUnwindSafe(read));
    outcome
        .unwrap_or_else(|_| Err(Error::input("found a damaged Parquet file").help("write it again")))
        .map_err(|error| error.at(place))
}

fn read_table(
    reader: &SerializedFileReader<File>,
    file: &File,
    size: u64,
    place: &str,
    wanted: &FileRows,
    accept: Accept<'_>,
) -> Result<Table> {
    let schema = reader.metadata().file_metadata().schema_descr();
    let rows = u64::try_from(reader.metadata().file_metadata().num_rows()).unwrap_or(0);
    let described: Vec<(String, &ColumnDescriptor)> =
        schema.columns().iter().map(|column| (column.path().parts().join("."), &**column)).collect();
    let names: Vec<&str> = described.iter().map(|(name, _)| name.as_str()).collect();
    let taken = match wanted.taken_columns() {
        None => (0..names.len()).collect(),
        Some(wanted) => chosen(&wanted, &names)?,
    };
    if rows == 0 || taken.is_empty() {
        return Err(Error::input(format!("found {rows} rows of {} columns, expected at least one", taken.len())));
    }
    if rows.saturating_mul(taken.len() as u64) > MAX_VALUES {
        return Err(Error::input(format!("found {rows} rows, expected at most {MAX_VALUES} values in all")));
    }
    for &column in &taken {
        let (name, descriptor) = &described[column];
        if !(Meaning::of(wanted, name).has_labels() && is_text(descriptor)) {
            refuse_other_types(name, descriptor)?;
        }
    }
    // Below the limit, the number of rows fits into a usize of any width.
    let rows = rows as usize;
    let taken: Vec<(usize, &str)> = taken.iter().map(|&column| (column, names[column])).collect();
    let meanings = Meanings::of(wanted, |name| taken.iter().position(|(_, taken)| *taken == name));
    let width = taken.len();
    let columns = Columns { reader, rows, taken, meanings };
    for &(column, name) in &columns.taken {
        let mut groups = reader.metadata().row_groups().iter();
        if !groups.all(|group| limits::pages_are_plausible(file, group.column(column))) {
            let message = format!("found a damaged Parquet file (sizes of pages in {})", quoted(name));
            return Err(Error::input(message).help("write it again"));
        }
    }
    let gaps = columns.look_through(size, place, wanted)?;
    let names = Some(columns.taken.iter().map(|(_, name)| (*name).to_owned()).collect());
    let unread = Table { names, rows, ..Table::new(width, Vec::new(), place)? };
    gaps.check(&unread, wanted.missing)?;
    accept(&unread)?;
    gaps.settle(Table { values: columns.store()?, ..unread }, wanted.missing)
}

/// The columns of these names, in this order.
fn chosen(wanted: &[String], names: &[&str]) -> Result<Vec<usize>> {
    if let Some(error) = absent(wanted, names) {
        return Err(error);
    }
    let mut seen = BTreeSet::new();
    if let Some(twice) = wanted.iter().find(|name| !seen.insert(*name)) {
        return Err(Error::input(format!("column {} is asked for twice", quoted(twice))));
    }
    Ok(wanted.iter().filter_map(|name| names.iter().position(|found| found == name)).collect())
}

/// True for a column of texts, of which labels may be read.
fn is_text(column: &ColumnDescriptor) -> bool {
    column.physical_type() == Type::BYTE_ARRAY
        && column.max_rep_level() == 0
        && matches!(column.converted_type(), ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::NONE)
}

fn refuse_other_types(name: &str, column: &ColumnDescriptor) -> Result<()> {
    let number =
        matches!(column.physical_type(), Type::BOOLEAN | Type::INT32 | Type::INT64 | Type::FLOAT | Type::DOUBLE);
    let meaning = column.converted_type();
    let plain = match meaning {
        ConvertedType::NONE => column.logical_type_ref().is_none(),
        ConvertedType::INT_8 | ConvertedType::INT_16 | ConvertedType::INT_32 | ConvertedType::INT_64 => true,
        ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 | ConvertedType::UINT_64 => true,
        _ => false,
    };
    if number && plain && column.max_rep_level() == 0 {
        return Ok(());
    }
    let found = match (column.max_rep_level(), meaning) {
        (1.., _) => "lists".to_owned(),
        (_, ConvertedType::NONE) => column.physical_type().to_string(),
        _ => meaning.to_string(),
    };
    Err(Error::input(format!("found values of type {found} in the column {}, expected numbers", quoted(name)))
        .help("name the columns that hold numbers in `columns`"))
}

/// Columns of a file, by number and name.
struct Columns<'a> {
    reader: &'a SerializedFileReader<File>,
    rows: usize,
    taken: Vec<(usize, &'a str)>,
    meanings: Meanings<'a>,
}

impl Columns<'_> {
    /// Where values are missing.
    ///
    /// # Errors
    /// For columns of another length, and the first infinite value.
    fn look_through(&self, size: u64, place: &str, wanted: &FileRows) -> Result<Gaps> {
        let (mut gaps, mut infinite) = (Gaps::by_column(wanted), None);
        gaps.count(size, |gaps| {
            self.batches(|column, start, values| {
                for (k, &value) in values.iter().enumerate().filter(|(_, value)| !value.is_finite()) {
                    let (row, name) = (start + k, self.taken[column].1);
                    if value.is_nan() {
                        gaps.note(row, column, || format!("{place}: row {} of {}", row + 1, quoted(name)));
                    } else {
                        infinite.get_or_insert((row + 1, value, name));
                    }
                }
            })
        })?;
        let Some((row, found, name)) = infinite else { return Ok(gaps) };
        let name = quoted(name);
        Err(Error::input(format!("found {found} in {name} of row {row} (from 1), expected finite numbers"))
            .help("leave out these rows"))
    }

    /// All numbers row by row; NaN where there is none.
    ///
    /// # Errors
    /// For a file that has changed since it was looked through.
    fn store(&self) -> Result<Vec<f64>> {
        let width = self.taken.len();
        let mut stored = vec![0.0; self.rows * width];
        self.batches(|column, start, values| {
            values.iter().enumerate().for_each(|(k, &value)| stored[(start + k) * width + column] = value);
        })?;
        Ok(stored)
    }

    /// Hands over all numbers, column by column: the place of the column among the wanted ones, the first row, and the numbers.
    ///
    /// # Errors
    /// For columns of another length, and the first label that is none of the column's.
    fn batches(&self, mut take: impl FnMut(usize, usize, &[f64])) -> Result<()> {
        for (k, &(column, name)) in self.taken.iter().enumerate() {
            let (mut count, mut unknown) = (0, None);
            for group in 0..self.reader.num_row_groups() {
                let group = self.reader.get_row_group(group).map_err(|error| damaged(&error))?;
                let mut take = |Batch { numbers, wrong }: Batch<'_>| {
                    // More than there are rows is noticed below.
                    take(k, count, &numbers[..numbers.len().min(self.rows.saturating_sub(count))]);
                    if let (None, Some((place, error))) = (&unknown, wrong) {
                        unknown = Some(in_row(error, name, count + place));
                    }
                    count += numbers.len();
                };
                read_chunk(&*group, column, self.meanings.get(k), &mut take).map_err(|error| damaged(&error))?;
            }
            if let Some(error) = unknown {
                return Err(error);
            }
            if count != self.rows {
                let (name, rows) = (quoted(name), self.rows);
                return Err(Error::input(format!("found {count} values in {name}, expected {rows}"))
                    .help("write the file again"));
            }
        }
        Ok(())
    }
}

/// The error with the row (counted from 0) and column where it was found, which stand before the message.
fn in_row(error: Error, name: &str, row: usize) -> Error {
    error.within(format_args!("row {} of {}", row + 1, quoted(name)))
}

/// Numbers of one column that were read together.
struct Batch<'a> {
    /// NaN where a value is missing.
    numbers: &'a [f64],
    /// The first of them that means nothing.
    wrong: Option<(usize, Error)>,
}

fn read_chunk(
    group: &dyn RowGroupReader,
    column: usize,
    meaning: &Meaning<'_>,
    take: impl FnMut(Batch<'_>),
) -> std::result::Result<(), ParquetError> {
    let descriptor = group.metadata().column(column).column_descr_ptr();
    let unsigned = matches!(descriptor.converted_type(), ConvertedType::UINT_32 | ConvertedType::UINT_64);
    let defined = descriptor.max_def_level();
    let number = |x: f64| meaning.of_number(x);
    match group.get_column_reader(column)? {
        ColumnReader::BoolColumnReader(reader) => drain(reader, defined, |x| meaning.of_truth(*x), take),
        ColumnReader::Int32ColumnReader(reader) if unsigned => {
            drain(reader, defined, |x| number(f64::from(*x as u32)), take)
        }
        ColumnReader::Int32ColumnReader(reader) => drain(reader, defined, |x| number(f64::from(*x)), take),
        ColumnReader::Int64ColumnReader(reader) if unsigned => {
            drain(reader, defined, |x| number(*x as u64 as f64), take)
        }
        ColumnReader::Int64ColumnReader(reader) => drain(reader, defined, |x| number(*x as f64), take),
        ColumnReader::FloatColumnReader(reader) => drain(reader, defined, |x| number(f64::from(*x)), take),
        ColumnReader::DoubleColumnReader(reader) => drain(reader, defined, |x| number(*x), take),
        ColumnReader::ByteArrayColumnReader(reader) => {
            drain(reader, defined, |x| meaning.of_text(&String::from_utf8_lossy(x.data())), take)
        }
        _ => Err(ParquetError::General("another type than the schema says".into())),
    }
}

/// Values are stored without the nulls; definition levels say where those belong.
fn drain<D: DataType>(
    mut reader: ColumnReaderImpl<D>,
    defined: i16,
    meaning: impl Fn(&D::T) -> Result<Option<f64>>,
    mut take: impl FnMut(Batch<'_>),
) -> std::result::Result<(), ParquetError> {
    let (mut levels, mut values, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        levels.clear();
        values.clear();
        numbers.clear();
        let (records, _, _) = reader.read_records(BATCH, Some(&mut levels), None, &mut values)?;
        if records == 0 {
            return Ok(());
        }
        let mut wrong = None;
        let mut number = |place: usize, value: &D::T| {
            let found = meaning(value).unwrap_or_else(|error| {
                wrong.get_or_insert((place, error));
                None
            });
            found.unwrap_or(f64::NAN)
        };
        let mut values = values.iter();
        if defined == 0 {
            numbers.extend(values.enumerate().map(|(place, value)| number(place, value)));
        } else {
            let present = |level: i16| (level == defined).then(|| values.next()).flatten();
            let found = levels.iter().copied().map(present).enumerate();
            numbers.extend(found.map(|(place, value)| value.map_or(f64::NAN, |value| number(place, value))));
        }
        take(Batch { numbers: &numbers, wrong });
    }
}

fn damaged(error: &ParquetError) -> Error {
    match error {
        ParquetError::NYI(what) => Error::input(format!("found a Parquet file that is not supported ({what})"))
            .help("write it with Snappy, Zstandard, gzip or no compression"),
        other => Error::input(format!("found a damaged Parquet file ({other})")).help("write it again"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{ColumnKind, Missing};
    use ::parquet::basic::{Compression, ZstdLevel};
    use ::parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
    use ::parquet::file::properties::WriterProperties;
    use ::parquet::file::writer::SerializedFileWriter;
    use ::parquet::schema::parser::parse_message_type;
    use std::io::{Seek, Write};
    use std::sync::Arc;

    /// Columns `a` (double), `n` (optional int64, the second null) and `word`, two rows to a row group.
    fn file(compression: Compression) -> Vec<u8> {
        let schema = "message m { required double a; optional int64 n; required binary word (utf8); }";
        let schema = Arc::new(parse_message_type(schema).unwrap());
        let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
        let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties).unwrap();
        for group in 0..2 {
            let mut rows = writer.next_row_group().unwrap();
            let mut a = rows.next_column().unwrap().unwrap();
            a.typed::<DoubleType>().write_batch(&[0.5 + f64::from(group), -1e300], None, None).unwrap();
            a.close().unwrap();
            let mut n = rows.next_column().unwrap().unwrap();
            n.typed::<Int64Type>().write_batch(&[7], Some(&[1, 0]), None).unwrap();
            n.close().unwrap();
            let mut word = rows.next_column().unwrap().unwrap();
            let words = [ByteArray::from("x"), ByteArray::from("y")];
            word.typed::<ByteArrayType>().write_batch(&words, None, None).unwrap();
            word.close().unwrap();
            rows.close().unwrap();
        }
        writer.into_inner().unwrap()
    }

    fn parse(bytes: &[u8], columns: &[&str], missing: Missing) -> Result<Table> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.rewind().unwrap();
        let columns = columns.iter().map(|&name| name.to_owned()).collect();
        let wanted = FileRows { columns, missing, ..FileRows::new("f.parquet") };
        read(file, &wanted.source().unwrap(), &wanted, &|_| Ok(()))
    }

    #[test]
    fn named_columns_in_every_compression() {
        let codecs = [
            Compression::UNCOMPRESSED,
            Compression::SNAPPY,
            Compression::ZSTD(ZstdLevel::default()),
            Compression::GZIP(Default::default()),
        ];
        for codec in codecs {
            let bytes = file(codec);
            let table = parse(&bytes, &["a"], Missing::Refuse).unwrap();
            assert_eq!((table.rows, table.values), (4, vec![0.5, -1e300, 1.5, -1e300]));
            let table = parse(&bytes, &["n", "a"], Missing::Drop).unwrap();
            assert_eq!((table.rows, table.dropped, table.values), (2, 2, vec![7.0, 0.5, 7.0, 1.5]));
            assert_eq!(table.names.unwrap(), ["n", "a"]);
        }
    }

    #[test]
    fn mistakes_are_shown() {
        let bytes = file(Compression::SNAPPY);
        let cases: [(&[u8], &[&str], &str); 5] = [
            (&bytes, &[], "found values of type UTF8 in the column `word`, expected numbers\nhelp: name the columns"),
            (&bytes, &["b"], "there is no column `b`, expected one of `a`, `n`, `word`"),
            (&bytes, &["a", "a"], "column `a` is asked for twice"),
            (b"a,b\n1,2\n3,4", &[], "found a damaged Parquet file ("),
            (b"", &[], "found a damaged Parquet file ("),
        ];
        for (bytes, columns, expected) in cases {
            let error = parse(bytes, columns, Missing::Refuse).unwrap_err();
            assert!(error.to_string().starts_with(&format!("f.parquet: {expected}")), "{error}");
            assert_eq!(error.exit_code(), 2);
        }
        let error = parse(&bytes, &["n"], Missing::Refuse).unwrap_err().to_string();
        let expected = "f.parquet: row 2 of `n`: found 2 missing values in 2 of 4 rows: 2 in `n`; the first at";
        assert!(error.starts_with(expected), "{error}");
    }

    #[test]
    fn labels_are_texts_numbers_and_missing_ones_gaps() {
        let labels = |name: &str, labels: &[&str]| {
            (name.to_owned(), ColumnKind::Categorical(labels.iter().map(|&l| l.to_owned()).collect()))
        };
        let parse = |columns: &[&str], kinds: Vec<(String, ColumnKind)>, missing| {
            let mut bytes = tempfile::tempfile().unwrap();
            bytes.write_all(&file(Compression::SNAPPY)).unwrap();
            bytes.rewind().unwrap();
            let columns = columns.iter().map(|&name| name.to_owned()).collect();
            let wanted = FileRows { columns, kinds, missing, ..FileRows::new("f.parquet") };
            read(bytes, &wanted.source().unwrap(), &wanted, &|_| Ok(()))
        };
        let words = labels("word", &["y", "x"]);
        let table = parse(&["word"], vec![words.clone()], Missing::Refuse).unwrap();
        assert_eq!(table.values, [1.0, 0.0, 1.0, 0.0]);
        let table = parse(&["n", "word"], vec![words, labels("n", &["8", "7"])], Missing::Drop).unwrap();
        assert_eq!((table.values, table.dropped), (vec![1.0, 1.0, 1.0, 1.0], 2));
        let error = parse(&["word"], vec![labels("word", &["x", "z"])], Missing::Refuse).unwrap_err().to_string();
        assert!(
            error.starts_with("f.parquet: row 2 of `word`: found `y`, expected one of the labels `x`, `z`"),
            "{error}"
        );
    }

    #[test]
    fn a_range_reaches_over_groups() {
        let mut bytes = tempfile::tempfile().unwrap();
        bytes.write_all(&file(Compression::SNAPPY)).unwrap();
        bytes.rewind().unwrap();
        let wanted = FileRows { columns: vec!["n".into()], rows: Some(2..3), ..FileRows::new("f.parquet") };
        // The second and the fourth value of the column are missing.
        assert_eq!(read(bytes, &wanted.source().unwrap(), &wanted, &|_| Ok(())).unwrap().values, [7.0]);
    }

    /// A cut is always noticed. A changed bit may change a number, since pages carry no checksums, but never ends the program.
    #[test]
    fn damage_ends_in_an_error_or_a_table() {
        let bytes = file(Compression::SNAPPY);
        for length in 0..bytes.len() {
            assert_eq!(parse(&bytes[..length], &["a"], Missing::Refuse).unwrap_err().exit_code(), 2, "cut to {length}");
        }
        let mut panics = 0;
        for bit in 0..8 * bytes.len() {
            let mut mutant = bytes.clone();
            mutant[bit / 8] ^= 1 << (bit % 8);
            match parse(&mutant, &["a", "n"], Missing::Drop) {
                Ok(table) => assert!(table.values.iter().all(|x| x.is_finite()), "bit {bit}"),
                Err(error) => {
                    assert_eq!(error.exit_code(), 2, "bit {bit}: {error}");
                    // What the crate returns stands in brackets; this is what its panics become.
                    panics +=
                        usize::from(error.to_string().ends_with("found a damaged Parquet file\nhelp: write it again"));
                }
            }
        }
        assert!(panics > 0, "the crate panics no longer: leave out `catch_unwind`");
    }
}

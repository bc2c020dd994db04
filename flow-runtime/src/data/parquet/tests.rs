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
        Compression::BROTLI(Default::default()),
        Compression::LZ4,
        Compression::LZ4_RAW,
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
        (&bytes, &[], "found strings in the column `word`, expected numbers\nhelp: name the columns"),
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
    assert!(error.starts_with("f.parquet: row 2 of `word`: found `y`, expected one of the labels `x`, `z`"), "{error}");
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

/// Columns as pandas, pyarrow and Spark write them: decimals, half floats, dates, timestamps, lists of two and of
/// different lengths, nested texts, and an index.
fn wide_file() -> Vec<u8> {
    use ::parquet::data_type::{FixedLenByteArray, FixedLenByteArrayType, FloatType, Int32Type};
    let schema = "message m {
        required int32 price (DECIMAL(9, 2));
        required fixed_len_byte_array(3) total (DECIMAL(6, 1));
        required fixed_len_byte_array(2) half (FLOAT16);
        required int32 day (DATE);
        required int64 seen (TIMESTAMP(MILLIS, true));
        required group emb (LIST) { repeated group list { required float element; } }
        required group tags (LIST) { repeated group list { required binary element (UTF8); } }
        required group ragged (LIST) { repeated group list { required float element; } }
        required int64 __index_level_0__;
        required int64 id;
    }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let pandas = r#"{"index_columns": ["__index_level_0__", "id"], "columns": []}"#.to_owned();
    let metadata = vec![::parquet::file::metadata::KeyValue { key: "pandas".into(), value: Some(pandas) }];
    let properties = WriterProperties::builder().set_key_value_metadata(Some(metadata)).build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).unwrap();
    let mut rows = writer.next_row_group().unwrap();
    macro_rules! column {
        ($kind:ty, $values:expr, $defined:expr, $repeated:expr) => {{
            let mut column = rows.next_column().unwrap().unwrap();
            column.typed::<$kind>().write_batch($values, $defined, $repeated).unwrap();
            column.close().unwrap();
        }};
    }
    let bytes = |bytes: &[u8]| FixedLenByteArray::from(ByteArray::from(bytes.to_vec()));
    column!(Int32Type, &[150, -225], None, None);
    column!(FixedLenByteArrayType, &[bytes(&[0, 0, 15]), bytes(&[0xFF, 0xFF, 0xF1])], None, None);
    column!(FixedLenByteArrayType, &[bytes(&[0, 0x3C]), bytes(&[0, 0xC0])], None, None);
    column!(Int32Type, &[1, 19_000], None, None);
    column!(Int64Type, &[129_600_000, 0], None, None);
    column!(FloatType, &[0.5, 1.5, 2.5, 3.5], Some(&[1, 1, 1, 1]), Some(&[0, 1, 0, 1]));
    column!(ByteArrayType, &["a", "b", "c"].map(ByteArray::from), Some(&[1, 1, 1]), Some(&[0, 1, 0]));
    column!(FloatType, &[1.0, 2.0, 3.0, 4.0], Some(&[1, 1, 1, 1]), Some(&[0, 0, 1, 1]));
    column!(Int64Type, &[0, 1], None, None);
    column!(Int64Type, &[7, 9], None, None);
    rows.close().unwrap();
    writer.into_inner().unwrap()
}

#[test]
fn numbers_of_all_kinds_and_what_is_none_by_its_name() {
    let bytes = wide_file();
    let read = |columns: &[&str]| parse(&bytes, columns, Missing::Refuse);
    let table = read(&["price", "total", "half", "emb.1", "emb.0"]).unwrap();
    assert_eq!(table.values, [1.5, 1.5, 1.0, 1.5, 0.5, -2.25, -1.5, -2.0, 3.5, 2.5]);
    let table = read(&["day", "seen", "id"]).unwrap();
    assert_eq!(table.values, [1.0, 1.5, 7.0, 19_000.0, 0.0, 9.0]);
    assert_eq!(table.reading.dates, ["day", "seen"]);
    let cases: [(&[&str], &str); 6] = [
        (&[], "found dates in the column `day`, expected numbers\nhelp: name the columns to read in `columns`; dates"),
        (&["tags"], "found lists of different lengths in the column `tags`"),
        (&["tags.0"], "there is no column `tags.0`"),
        (&["ragged.0"], "row 1: found lists of different lengths"),
        (
            &["emb"],
            "found lists of 2 numbers in the column `emb`, expected one a row\nhelp: choose elements of it: `emb.0` to `emb.1`",
        ),
        (&["emb.2"], "there is no column `emb.2`"),
    ];
    for (columns, expected) in cases {
        let error = read(columns).unwrap_err().to_string();
        assert!(error.starts_with(&format!("f.parquet: {expected}")), "{error}");
    }
}

#[test]
fn an_index_of_pandas_is_left_out() {
    let schema = "message m { required double a; required int64 __index_level_0__; }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Default::default()).unwrap();
    let mut rows = writer.next_row_group().unwrap();
    let mut a = rows.next_column().unwrap().unwrap();
    a.typed::<DoubleType>().write_batch(&[0.5, 1.5], None, None).unwrap();
    a.close().unwrap();
    let mut index = rows.next_column().unwrap().unwrap();
    index.typed::<Int64Type>().write_batch(&[0, 1], None, None).unwrap();
    index.close().unwrap();
    rows.close().unwrap();
    let bytes = writer.into_inner().unwrap();
    let table = parse(&bytes, &[], Missing::Refuse).unwrap();
    assert_eq!((table.values, table.reading.columns), (vec![0.5, 1.5], 2));
    assert_eq!(table.reading.indices, ["`__index_level_0__`, an index of pandas,"]);
    assert_eq!(parse(&bytes, &["__index_level_0__"], Missing::Refuse).unwrap().values, [0.0, 1.0]);
}

/// A look counts what each column holds, dates and texts too, and says why it is refused.
#[test]
fn a_look_at_all_columns() {
    let folder = tempfile::tempdir().unwrap();
    let look = |name: &str, bytes: Vec<u8>| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        crate::data::survey(&FileRows::new(path.display().to_string()))
    };
    let survey = look("a.parquet", file(Compression::SNAPPY)).unwrap();
    let counts: Vec<_> =
        survey.columns.iter().map(|column| (&column.name[..], column.numbers, column.missing, column.texts)).collect();
    assert_eq!(counts, [("a", 4, 0, 0), ("n", 2, 2, 0), ("word", 0, 0, 4)]);
    assert_eq!(survey.columns[2].different, [("x".to_owned(), 2), ("y".to_owned(), 2)].into());
}

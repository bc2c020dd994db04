//! Parquet files of some megabytes, or that decompress to so many, and what is wrong with them.

use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::sync::Arc;

/// The crate's memory beside the file: a page and a dictionary, compressed and not. The pages here have 160 kB; of a damaged one
/// up to 2 MiB are believed.
pub const CRATE: usize = 1 << 20;
pub const DAMAGED: usize = 4 << 20;

/// Rows in all, and to a row group.
pub const ROWS: usize = 300_000;
const GROUP: usize = 100_000;

/// A file of columns `x` and `y`.
pub struct Kind {
    pub name: &'static str,
    pub compression: Compression,
    pub dictionary: bool,
    /// The value of a row.
    pub value: fn(usize) -> f64,
}

/// Numbers without a pattern that a compression finds.
fn scattered(row: usize) -> f64 {
    ((row as f64 + 1.0) * 12.9898).sin() * 43758.5453
}

pub fn kinds() -> Vec<Kind> {
    let zstd = Compression::ZSTD(ZstdLevel::default());
    let kind = |name, compression, dictionary, value| Kind { name, compression, dictionary, value };
    vec![
        kind("plain", Compression::UNCOMPRESSED, false, scattered),
        kind("snappy", Compression::SNAPPY, false, scattered),
        kind("zstd", zstd, false, scattered),
        kind("gzip", Compression::GZIP(Default::default()), false, scattered),
        kind("few-values", Compression::SNAPPY, true, |row| scattered(row % 1000)),
        kind("zeros-snappy", Compression::SNAPPY, false, |_| 0.0),
        kind("zeros-zstd", zstd, false, |_| 0.0),
        kind("zeros-gzip", Compression::GZIP(Default::default()), false, |_| 0.0),
        kind("zeros-dictionary", zstd, true, |_| 0.0),
    ]
}

/// Files to refuse: name, content, and a part of the message.
pub fn all() -> Vec<(String, Vec<u8>, &'static str)> {
    let mut files = vec![("words".to_owned(), words(), "found strings in the column `x`, expected numbers")];
    for kind in kinds() {
        let good = file(&kind, Some(1.0));
        let mut add =
            |what: &str, content: Vec<u8>, expected| files.push((format!("{}-{what}", kind.name), content, expected));
        add(
            "nan",
            file(&kind, Some(f64::NAN)),
            "row 300000 of `y`: found 1 missing value in 1 of 300000 rows: 1 in `y`\n",
        );
        add("null", file(&kind, None), "row 300000 of `y`: found 1 missing value in 1 of 300000 rows: 1 in `y`\n");
        add("inf", file(&kind, Some(f64::INFINITY)), "found inf in `y` of row 300000, expected finite numbers\n");
        add("cut", good[..good.len() - 1].to_vec(), "found a damaged Parquet file");
        add("half", good[..good.len() / 2].to_vec(), "found a damaged Parquet file");
    }
    files
}

/// Small files with one bit changed, in the footer or about the first page, and a footer that announces a million row groups.
pub fn damaged() -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    for kind in kinds().iter().filter(|kind| kind.name.starts_with("zeros-")) {
        let good = file(kind, Some(1.0));
        let end = good.len() - 8;
        let length = u32::from_le_bytes(good[end..end + 4].try_into().expect("four bytes")) as usize;
        for at in (4..40).chain((end - length..good.len()).step_by(5)) {
            let mut bytes = good.clone();
            bytes[at] ^= 1 << (at % 8);
            files.push(bytes);
        }
    }
    // Version, schema of one column of doubles, rows, and a list of empty structures.
    let schema = b"\x15\x02\x19\x2c\x48\x01m\x15\x02\x00\x15\x0a\x25\x00\x18\x01x\x00\x16\x02\x19\xfc\xc0\x84\x3d";
    let footer = [&schema[..], &[0; 1_000_001]].concat();
    files.push([b"PAR1", &footer[..], &(footer.len() as u32).to_le_bytes(), b"PAR1"].concat());
    files
}

/// A file whose last value of `y` is this, or missing.
pub fn file(kind: &Kind, last: Option<f64>) -> Vec<u8> {
    let schema = "message m { required double x; optional double y; }";
    let properties =
        WriterProperties::builder().set_compression(kind.compression).set_dictionary_enabled(kind.dictionary).build();
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).expect("a writer");
    for start in (0..ROWS).step_by(GROUP) {
        let mut values: Vec<f64> = (start..start + GROUP).map(kind.value).collect();
        let mut levels = vec![1i16; GROUP];
        let mut group = writer.next_row_group().expect("a group");
        let mut column = group.next_column().expect("a column").expect("x");
        column.typed::<DoubleType>().write_batch(&values, None, None).expect("room");
        column.close().expect("a column");
        if start + GROUP == ROWS {
            match last {
                Some(last) => values[GROUP - 1] = last,
                None => {
                    values.pop();
                    levels[GROUP - 1] = 0;
                }
            }
        }
        let mut column = group.next_column().expect("a column").expect("y");
        column.typed::<DoubleType>().write_batch(&values, Some(&levels), None).expect("room");
        column.close().expect("a column");
        group.close().expect("a group");
    }
    writer.into_inner().expect("a file")
}

/// A file whose columns hold words.
pub fn words() -> Vec<u8> {
    let schema =
        Arc::new(parse_message_type("message m { required binary x (utf8); required double y; }").expect("a schema"));
    let mut writer =
        SerializedFileWriter::new(Vec::new(), schema, Arc::new(WriterProperties::builder().build())).expect("a writer");
    let mut group = writer.next_row_group().expect("a group");
    let mut column = group.next_column().expect("a column").expect("x");
    let words: Vec<ByteArray> = (0..ROWS).map(|row| ByteArray::from(format!("word {row}").as_str())).collect();
    column.typed::<ByteArrayType>().write_batch(&words, None, None).expect("room");
    column.close().expect("a column");
    let mut column = group.next_column().expect("a column").expect("y");
    let values: Vec<f64> = (0..ROWS).map(scattered).collect();
    column.typed::<DoubleType>().write_batch(&values, None, None).expect("room");
    column.close().expect("a column");
    group.close().expect("a group");
    writer.into_inner().expect("a file")
}

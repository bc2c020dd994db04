//! Damaged Parquet files make their crate panic; the user reads an error, and no line of a panic before it.
#![cfg(feature = "parquet")]

use flow_runtime::data::{self, FileRows};
use parquet::data_type::DoubleType;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How often the process's hook was called.
static LINES: AtomicUsize = AtomicUsize::new(0);

fn file() -> Vec<u8> {
    let schema = Arc::new(parse_message_type("message m { required double x; optional double y; }").expect("a schema"));
    let properties = Arc::new(WriterProperties::builder().build());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties).expect("a writer");
    let mut group = writer.next_row_group().expect("a group");
    for levels in [None, Some(&[1i16, 1, 1][..])] {
        let mut column = group.next_column().expect("a column").expect("a column");
        column.typed::<DoubleType>().write_batch(&[0.5, 1.5, 2.5], levels, None).expect("room");
        column.close().expect("a column");
    }
    group.close().expect("a group");
    writer.into_inner().expect("a file")
}

#[test]
fn only_panics_that_become_errors_leave_no_line() {
    panic::set_hook(Box::new(|_| {
        LINES.fetch_add(1, Ordering::SeqCst);
    }));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.parquet");
    let rows = FileRows::new(path.display().to_string());
    let bytes = file();
    let mut caught = 0;
    for bit in 0..8 * bytes.len() {
        let mut mutant = bytes.clone();
        mutant[bit / 8] ^= 1 << (bit % 8);
        std::fs::write(&path, mutant).expect("a file");
        let error = data::read(&rows).map(drop).map_err(|error| error.to_string());
        // What the crate returns stands in brackets; this is what its panics become.
        caught += usize::from(
            error.is_err_and(|error| error.ends_with("found a damaged Parquet file\nhelp: write it again")),
        );
    }
    assert!(caught > 0, "the crate panics no longer");
    assert_eq!(LINES.load(Ordering::SeqCst), 0);
    // Others are heard, on this thread and elsewhere.
    assert!(panic::catch_unwind(|| panic!("here")).is_err());
    assert!(std::thread::spawn(|| panic!("there")).join().is_err());
    let lines = LINES.load(Ordering::SeqCst);
    drop(panic::take_hook());
    assert_eq!(lines, 2);
}

//! Archives of some kilobytes whose arrays have tens of megabytes, and what is wrong with them.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Writes one array of `<f8`, `<f4` or `<i8` by rows or columns, `number(k)` being the k-th in the order of the file.
pub fn write(path: &Path, code: &str, by_column: bool, shape: [usize; 2], number: impl Fn(usize) -> f64) {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut archive = ZipWriter::new(File::create(path).expect("a file"));
    archive.start_file("a.npy", options).expect("an entry");
    let order = if by_column { "True" } else { "False" };
    let header = format!("{{'descr': '{code}', 'fortran_order': {order}, 'shape': ({}, {}), }}\n", shape[0], shape[1]);
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend((header.len() as u16).to_le_bytes());
    bytes.extend(header.as_bytes());
    let count = shape[0] * shape[1];
    for start in (0..count).step_by(1 << 16) {
        for k in start..count.min(start + (1 << 16)) {
            match code {
                "<f4" => bytes.extend((number(k) as f32).to_le_bytes()),
                "<i8" => bytes.extend((number(k) as i64).to_le_bytes()),
                _ => bytes.extend(number(k).to_le_bytes()),
            }
        }
        archive.write_all(&bytes).expect("room");
        bytes.clear();
    }
    archive.finish().expect("an archive");
}

/// Whole numbers, all of them good, in an archive whose checksum says otherwise.
pub fn write_with_another_checksum(path: &Path) {
    write(path, "<i8", false, [ROWS, 2], |_| 7.0);
    let mut bytes = std::fs::read(path).expect("the file");
    // The entry of the archive's list, whose checksum stands behind its first 16 bytes.
    let entry = bytes.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").expect("an entry");
    bytes[entry + 16] ^= 1;
    std::fs::write(path, bytes).expect("room");
}

/// Rows of two columns.
const ROWS: usize = 1 << 18;

/// Files of this folder, by name, and how the message goes on behind the array's name.
pub fn all(folder: &Path) -> Vec<(&'static str, String)> {
    let nan = f64::NAN;
    let at = |name: &str| folder.join(name);
    let last = 2 * ROWS - 1;
    let one = |value: f64| move |k: usize| if k == last { value } else { 0.0 };
    for (name, by_column) in [("nan-last.npz", false), ("nan-last-fortran.npz", true)] {
        write(&at(name), "<f8", by_column, [ROWS, 2], one(nan));
    }
    for (name, by_column) in [("inf-last.npz", false), ("inf-last-fortran.npz", true)] {
        write(&at(name), "<f8", by_column, [ROWS, 2], one(f64::INFINITY));
    }
    write(&at("all-nan.npz"), "<f4", false, [ROWS, 2], |_| nan);
    write(&at("all-nan-fortran.npz"), "<f4", true, [ROWS, 2], |_| nan);
    // Every third number of the file: of the first column rows 0, 3, …, of the second others, as ROWS has the remainder 1.
    write(&at("thirds-fortran.npz"), "<f4", true, [ROWS, 2], |k| if k % 3 == 0 { nan } else { 0.0 });
    write(&at("wide.npz"), "<f4", false, [1, 2 * ROWS], |_| nan);
    write(&at("wide-fortran.npz"), "<f4", true, [1, 2 * ROWS], |_| nan);
    let a = |row: usize, column: usize| format!("row {row}, column {column} (from 1)");
    let here = |name: &str, place: String| format!("{}:a: {place}", at(name).display());
    let gaps = |name: &str, places: [(usize, usize); 3], found: String| {
        let places: Vec<String> = places.iter().map(|&(row, column)| here(name, a(row, column))).collect();
        format!("{}: {found}; the first at {}", a_part(&places[0]), places.join(", "))
    };
    let missing = |count: usize, rows: usize, of: usize, columns: &str| {
        format!("found {count} missing values in {rows} of {of} rows: {columns}")
    };
    let both = format!("{ROWS} in column 1, {ROWS} in column 2");
    let wide = format!(
        "1 in column 1, 1 in column 2, 1 in column 3, the rest in {} and {} more",
        (4..16).map(|c| format!("`column {c}`")).collect::<Vec<_>>().join(", "),
        2 * ROWS - 15
    );
    let single = |found: String| format!("{found}: found 1 missing value in 1 of {ROWS} rows: 1 in column 2");
    let infinite = format!("found inf at row {ROWS}, column 2 (both from 1), the first of 1 infinite values");
    // Of 2 ROWS numbers a third, rounded up, and of each column its own; no row lacks both.
    let (all, first) = ((2 * ROWS).div_ceil(3), ROWS.div_ceil(3));
    vec![
        ("nan-last.npz", single(a(ROWS, 2))),
        ("nan-last-fortran.npz", single(a(ROWS, 2))),
        ("inf-last.npz", infinite.clone()),
        ("inf-last-fortran.npz", infinite),
        ("all-nan.npz", gaps("all-nan.npz", [(1, 1), (1, 2), (2, 1)], missing(2 * ROWS, ROWS, ROWS, &both))),
        (
            "all-nan-fortran.npz",
            gaps("all-nan-fortran.npz", [(1, 1), (1, 2), (2, 1)], missing(2 * ROWS, ROWS, ROWS, &both)),
        ),
        (
            "thirds-fortran.npz",
            gaps(
                "thirds-fortran.npz",
                [(1, 1), (3, 2), (4, 1)],
                missing(all, all, ROWS, &format!("{first} in column 1, {} in column 2", all - first)),
            ),
        ),
        ("wide.npz", gaps("wide.npz", [(1, 1), (1, 2), (1, 3)], missing(2 * ROWS, 1, 1, &wide))),
        ("wide-fortran.npz", gaps("wide-fortran.npz", [(1, 1), (1, 2), (1, 3)], missing(2 * ROWS, 1, 1, &wide))),
    ]
}

/// A place without its file.
fn a_part(place: &str) -> &str {
    place.split_once(":a: ").map_or(place, |(_, place)| place)
}

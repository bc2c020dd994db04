//! Files as other programs write them: what is read of them, and what is said of it.
//!
//! Each is scored by a model of a standard normal distribution, whose log-density of a row is known:
//! a file that is read otherwise has another mean.

use std::fs;
use std::path::Path;
use std::process::Output;

use super::{flow, stdout};

/// Standard error as text, in which files of a test's folder have their names alone.
fn stderr(output: &Output) -> String {
    let text = super::stderr(output);
    let mut shown = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let in_folder = word.starts_with(std::path::MAIN_SEPARATOR) && !word.starts_with("/ ");
        shown += if in_folder { word.rsplit(std::path::MAIN_SEPARATOR).next().unwrap_or(word) } else { word };
    }
    shown
}

/// A model of two columns that is a standard normal distribution: its steps are too small to see.
fn model(folder: &Path) {
    let row = |k: usize| format!("{}.5,{}.25\n", k * 37 % 41, k * k % 43);
    fs::write(folder.join("train.csv"), (0..40).map(row).collect::<String>()).expect("a file");
    let spec = "flow: Still\nevent: 2\nlayers: [affine]\ntrain:\n  data: {file: train.csv}\n  standardize: false\n  \
                optimizer: {adam: {learning_rate: 1.0e-12}}\n  epochs: 1\n";
    fs::write(folder.join("still.yaml"), spec).expect("a file");
    let output = flow(folder, &["train", "still.yaml", "-o", "run"]);
    assert!(output.status.success(), "{}", stderr(&output));
}

/// Standard error, with files by their names in the folder.
fn talk(folder: &Path, output: &Output) -> String {
    stderr(output).replace(&format!("{}/", folder.display()), "")
}

/// The mean log-density of rows under a standard normal distribution, as `score` writes it.
fn mean(rows: &[&[f64]]) -> String {
    let log_prob =
        |row: &&[f64]| -> f64 { row.iter().map(|x| -0.5 * x * x - 0.5 * (2.0 * std::f64::consts::PI).ln()).sum() };
    format!("mean log-likelihood: {:.4} ", rows.iter().map(log_prob).sum::<f64>() / rows.len() as f64)
}

/// Two rows of two numbers.
const TWO: &[&[f64]] = &[&[1.5, 2.5], &[0.5, -0.5]];

/// A file, its text, the rows that it holds, and what is said of it.
type Trial = (&'static str, &'static str, &'static [&'static [f64]], &'static str);

const ORDINARY: &[Trial] = &[
    (
        "frame.csv",
        "0,1\n1.5,2.5\n0.5,-0.5\n",
        TWO,
        "2 rows of 2 columns (the first record, 0,1, is taken for a header, separated by commas)",
    ),
    (
        "index.csv",
        ",a,b\n0,1.5,2.5\n1,0.5,-0.5\n",
        TWO,
        "2 rows of 2 columns (header, separated by commas; the nameless first column, which counts rows, was left out)",
    ),
    (
        "both.csv",
        ",0,1\n0,1.5,2.5\n1,0.5,-0.5\n",
        TWO,
        "2 rows of 2 columns (the first record, 0,1, is taken for a header, separated by commas; the nameless first column, which counts rows, was left out)",
    ),
    (
        "unnamed.csv",
        "Unnamed: 0,a,b\n0,1.5,2.5\n1,0.5,-0.5\n",
        TWO,
        "2 rows of 2 columns (header, separated by commas; `Unnamed: 0`, an index of pandas, was left out)",
    ),
    (
        "years.csv",
        "2019,2020\n1.5,2.5\n0.5,-0.5\n",
        TWO,
        "2 rows of 2 columns (the first record, 2019,2020, is taken for a header, separated by commas)",
    ),
    (
        "savetxt.txt",
        "1.500e+00 2.500e+00\n5.000e-01 -5.000e-01\n",
        TWO,
        "2 rows of 2 columns (no header, separated by spaces)",
    ),
    (
        "savetxt.csv",
        "# a,b\n1.500e+00 2.500e+00\n5.000e-01 -5.000e-01\n",
        TWO,
        "2 rows of 2 columns (header in a comment, a,b, separated by spaces)",
    ),
    (
        "excel.csv",
        "\u{feff}a;b\r\n1,5;2,5\r\n0,5;-0,5\r\n",
        TWO,
        "2 rows of 2 columns (header, separated by semicolons, with decimal commas)",
    ),
    ("table.tsv", "a\tb\n1.5\t2.5\n0.5\t-0.5\n", TWO, "2 rows of 2 columns (header, separated by tabs)"),
    ("psql.txt", "a|b\n1.5|2.5\n0.5|-0.5\n", TWO, "2 rows of 2 columns (header, separated by bars)"),
    (
        "r.dat",
        "\"a\" \"b\"\n\"1\" 1.5 2.5\n\"2\" 0.5 -0.5\n",
        TWO,
        "2 rows of 2 columns (header, separated by spaces; the nameless first column, which counts rows, was left out)",
    ),
    (
        "rows.csv",
        "0,1\n1,1\n2,3\n",
        &[&[0.0, 1.0], &[1.0, 1.0], &[2.0, 3.0]],
        "3 rows of 2 columns (no header, separated by commas)",
    ),
    (
        "grid.csv",
        "0,1\n0.5,0.8\n1.0,0.64\n1.5,0.512\n",
        &[&[0.0, 1.0], &[0.5, 0.8], &[1.0, 0.64], &[1.5, 0.512]],
        "4 rows of 2 columns (no header, separated by commas)",
    ),
    (
        "quoted.csv",
        "\"a\",\"b\"\n\"1.5\",\"2.5\"\n\"0.5\",\"-0.5\"\n",
        TWO,
        "2 rows of 2 columns (header, separated by commas)",
    ),
    ("fixed.txt", "   1.5   2.5\n   0.5  -0.5\n", TWO, "2 rows of 2 columns (no header, separated by spaces)"),
    // Reported of pandas, polars, arrow, readr and others: see the log.
    (
        "vendor.csv",
        "a,b\n1.5,2.5,\n0.5,-0.5,\n",
        TWO,
        "2 rows of 2 columns (header, separated by commas; the nameless last column, which is empty, was left out)",
    ),
    (
        "bars.txt",
        "1.5|2.5|\n0.5|-0.5|\n",
        TWO,
        "2 rows of 2 columns (no header, separated by bars; the nameless last column, which is empty, was left out)",
    ),
    (
        "aligned.txt",
        " TIME        AMT\n  1.5000E+00  2.5000E+00\n  5.0000E-01 -5.0000E-01\n",
        TWO,
        "2 rows of 2 columns (header, separated by spaces)",
    ),
    (
        "hash.csv",
        "#a,b\n1.5,2.5\n0.5,-0.5\n",
        TWO,
        "2 rows of 2 columns (header in a comment, a,b, separated by commas)",
    ),
    (
        "first.csv",
        "0,1.992422433360555e-06\n3e-12,1.992418292306889e-06\n",
        &[&[0.0, 1.992_422_433_360_555e-6], &[3e-12, 1.992_418_292_306_889e-6]],
        "2 rows of 2 columns (no header, separated by commas)",
    ),
    ("quoted.tsv", "x\ty\n1.5\t\"2.5\"\n\"0.5\"\t-0.5\n", TWO, "2 rows of 2 columns (header, separated by tabs)"),
];

#[test]
fn ordinary_files_are_read_and_said() {
    let folder = tempfile::tempdir().expect("a folder");
    model(folder.path());
    for (name, text, rows, said) in ORDINARY {
        fs::write(folder.path().join(name), text).expect("a file");
        let output = flow(folder.path(), &["score", "run", "--data", name]);
        let (answer, talk) = (stdout(&output), stderr(&output));
        assert!(answer.starts_with(&mean(rows)), "{name}: {answer}{talk}");
        assert_eq!(talk.lines().next(), Some(&*format!("read {name}: {said}")), "{name}");
        // What programs read stays clean.
        let json = flow(folder.path(), &["score", "run", "--data", name, "--format", "json"]);
        assert!(stdout(&json).starts_with("{\"mean\": "), "{name}: {}", stdout(&json));
    }
}

/// `a,b`, `1.5,2.5` and `0.5,-0.5`, as gzip compresses these lines.
const COMPRESSED: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x4b\xd4\x49\xe2\x32\xd4\x33\xd5\x31\xd2\x33\xe5\x32\x00\xd2\xba\x40\x82\x0b\x00\x6e\x8a\x57\xc1\x15\x00\x00\x00";

#[test]
fn compressed_files_by_their_bytes_and_others_by_their_name() {
    let folder = tempfile::tempdir().expect("a folder");
    model(folder.path());
    for name in ["rows.csv.gz", "rows.tsv.gz", "inside.csv"] {
        fs::write(folder.path().join(name), COMPRESSED).expect("a file");
        let output = flow(folder.path(), &["score", "run", "--data", name]);
        assert!(stdout(&output).starts_with(&mean(TWO)), "{name}: {}", stderr(&output));
        let said = format!("read {name}: 2 rows of 2 columns (decompressed, header, separated by commas)");
        assert_eq!(stderr(&output).lines().next(), Some(&*said));
    }
    let cases: [(&str, &[u8], &str); 7] = [
        (
            "a.csv",
            b"\x28\xB5\x2F\xFDabc",
            "a.csv:1:1: found a file compressed by Zstandard, expected CSV text in UTF-8",
        ),
        ("a.csv", b"BZh91AY&SY", "a.csv:1:1: found a file compressed by bzip2, expected CSV text in UTF-8"),
        ("a.csv", b"PK\x03\x04abc", "a.csv:1:1: found a zip archive, expected CSV text in UTF-8"),
        ("a.csv", b"\x80\x05\x95abc", "a.csv:1:1: found a Python pickle, expected CSV text in UTF-8"),
        ("a.csv", b"a;b\n1,234;2\n", "a.csv:2:1: found `1,234`, expected a number"),
        ("a.csv", b"a,b\n1,2\n1,2,3\n", "a.csv:3:1: found 3 fields, expected 2"),
        (
            "a.xlsx",
            b"PK\x03\x04abc",
            "a.xlsx: found a name of no known format, expected the ending .csv, .tsv, .txt, .dat, .gz, .npy, .npz, .parquet or .wav",
        ),
    ];
    for (name, bytes, expected) in cases {
        fs::write(folder.path().join(name), bytes).expect("a file");
        let output = flow(folder.path(), &["score", "run", "--data", name]);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(stderr(&output).lines().next(), Some(&*format!("error: {expected}")));
    }
}

/// A spec's section `train.data` decides how its file is read, and what the command says of it.
#[test]
fn what_a_spec_says_of_its_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = ",a,when,b,note,b\n0,1.5,2024-01-01,2.5,\"x,\ny\",7\n1,?,,0.5,,8\n2,-999,z,1.5,,9\n3,0.5,,-0.5,,9\n4,0.25,,1.25,,9\n";
    fs::write(folder.path().join("all.csv"), text).expect("a file");
    fs::write(folder.path().join("plain.csv"), "1.5,2.5,7\n0.5,-0.5,8\n-1.5,0.5,9\n0.75,1.5,9\n").expect("a file");
    fs::write(folder.path().join("frame.csv"), "0,1\n1.5,2.5\n0.5,-0.5\n-1.5,0.5\n0.75,1.5\n").expect("a file");
    let plain = "read plain.csv: 4 rows of 2 of 3 columns (no header, separated by commas)";
    let cases = [
        ("{file: all.csv, columns: [a, when]}", 2, "error: all.csv:2:7: found `2024-01-01`, expected a number"),
        (
            "{file: all.csv, columns: [a, b]}",
            2,
            "error: all.csv:1:16: found a second column `b`, expected different names",
        ),
        ("{file: plain.csv, columns: [0, 2]}", 0, plain),
        ("{file: plain.csv, columns: ['2', '1']}", 0, plain),
        (
            "{file: plain.csv, columns: [0, 3]}",
            2,
            "error: plain.csv:1:1: found numbers in the first record, expected a header with `3`",
        ),
        ("{file: frame.csv, header: true}", 0, "read frame.csv: 4 rows of 2 columns (header, separated by commas)"),
        ("{file: frame.csv, header: false}", 0, "read frame.csv: 5 rows of 2 columns (no header, separated by commas)"),
        (
            "{file: frame.csv, header: maybe}",
            2,
            "spec.yaml:5:35: error: `header` of `data` is the word `maybe`, expected `true` or `false`",
        ),
    ];
    let train = |event: usize, data: &str| {
        let spec = format!("flow: Few\nevent: {event}\nlayers: [affine]\ntrain:\n  data: {data}\n  epochs: 1\n");
        fs::write(folder.path().join("spec.yaml"), spec).expect("a file");
        let _ = fs::remove_dir_all(folder.path().join("run"));
        flow(folder.path(), &["train", "spec.yaml", "-o", "run"])
    };
    for (data, code, expected) in cases {
        let output = train(2, data);
        assert_eq!(output.status.code(), Some(code), "{data}: {}", talk(folder.path(), &output));
        assert!(
            talk(folder.path(), &output).lines().any(|line| line == expected),
            "{data}: {}",
            talk(folder.path(), &output)
        );
    }
    // Markers, and columns that are not asked for.
    let data = "{file: all.csv, columns: [a], missing: drop, missing_marker: ['?', -999]}";
    let output = train(1, data);
    assert!(output.status.success(), "{}", talk(folder.path(), &output));
    let said = "read all.csv: 5 rows of 1 of 6 columns (header, separated by commas); 2 of 5 rows left out because a \
                value is missing in them";
    assert!(talk(folder.path(), &output).contains(said), "{}", talk(folder.path(), &output));
    let output = train(1, "{file: all.csv, columns: [a], missing_marker: '?'}");
    let expected = "error: all.csv:4:3: found 1 missing value in 1 of 5 rows: 1 in `a`\n";
    assert!(talk(folder.path(), &output).contains(expected), "{}", talk(folder.path(), &output));
    // A model of columns that are numbers reads them of other files, too.
    assert!(train(2, "{file: plain.csv, columns: [0, 2]}").status.success());
    let output = flow(folder.path(), &["score", "run", "--data", "plain.csv"]);
    assert!(talk(folder.path(), &output).starts_with(plain), "{}", talk(folder.path(), &output));
}

/// An array of whole numbers as NumPy saves it.
fn npy(rows: usize, columns: usize, values: &[f64]) -> Vec<u8> {
    let header = format!("{{'descr': '<f8', 'fortran_order': False, 'shape': ({rows}, {columns}), }}\n");
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend((header.len() as u16).to_le_bytes());
    bytes.extend(header.as_bytes());
    bytes.extend(values.iter().flat_map(|x| x.to_le_bytes()));
    bytes
}

#[test]
fn columns_of_arrays_by_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let values = [1.5, f64::NAN, 2.5, 0.5, 1.0, -0.5, 0.25, 2.0, 1.25];
    fs::write(folder.path().join("a.npy"), npy(3, 3, &values)).expect("a file");
    let train = |data: &str| {
        let spec = format!("flow: Few\nevent: 2\nlayers: [affine]\ntrain:\n  data: {data}\n  epochs: 1\n");
        fs::write(folder.path().join("spec.yaml"), spec).expect("a file");
        let _ = fs::remove_dir_all(folder.path().join("run"));
        flow(folder.path(), &["train", "spec.yaml", "-o", "run"])
    };
    let output = train("{file: a.npy, columns: [0, 2]}");
    assert!(output.status.success(), "{}", talk(folder.path(), &output));
    let said = "read a.npy: 3 rows of 2 of 3 columns";
    assert!(talk(folder.path(), &output).lines().any(|line| line == said), "{}", talk(folder.path(), &output));
    let output = flow(folder.path(), &["score", "run", "--data", "a.npy"]);
    assert!(
        output.status.success() && talk(folder.path(), &output).starts_with(said),
        "{}",
        talk(folder.path(), &output)
    );
    let output = train("{file: a.npy, columns: [x, y]}");
    let expected = "error: a.npy: found an array of 3 columns without names, expected columns `x`, `y`\n\
                    help: choose columns by their numbers, `0` to `2`,";
    assert!(
        output.status.code() == Some(2) && talk(folder.path(), &output).contains(expected),
        "{}",
        talk(folder.path(), &output)
    );
    let output = train("{file: a.npy, columns: [0, 1]}");
    let expected = "error: a.npy: row 1, column 2 (from 1): found 1 missing value in 1 of 3 rows: 1 in `1`\n";
    assert!(
        output.status.code() == Some(2) && talk(folder.path(), &output).contains(expected),
        "{}",
        talk(folder.path(), &output)
    );
}

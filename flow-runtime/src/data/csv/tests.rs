use super::*;
use crate::data::{ColumnKind, Dtype, Missing, Separator};

fn parse(text: impl AsRef<[u8]>, columns: Option<&[&str]>) -> Result<Table> {
    let columns = columns.unwrap_or_default().iter().map(|&name| name.to_owned()).collect();
    let wanted = FileRows { columns, ..Default::default() };
    read(&mut std::io::Cursor::new(text.as_ref()), "f.csv", &wanted, &|_| Ok(()))
}

#[test]
fn reads_tables_with_and_without_header() {
    let table = parse("x, y \n1,2\n\n3,4e1", None).unwrap();
    assert_eq!((table.rows, table.columns, table.values), (2, 2, vec![1.0, 2.0, 3.0, 40.0]));
    assert_eq!(table.names.unwrap(), ["x", "y"]);
    let table = parse("\u{feff}1;2\r\n3;4\r\n", None).unwrap();
    assert_eq!((table.names, table.values), (None, vec![1.0, 2.0, 3.0, 4.0]));
    assert_eq!(parse("7", None).unwrap().values, [7.0]);
    let table = parse("date,y,\"x\"\n2024-01-01,1,2\n,3,4\n", Some(&["x", "y"])).unwrap();
    assert_eq!((table.names.unwrap(), table.values), (vec!["x".to_owned(), "y".to_owned()], vec![2.0, 1.0, 4.0, 3.0]));
}

#[test]
fn mistakes_are_shown_at_their_place() {
    let cases: &[(&[u8], &str)] = &[
        (b"", "1:1: found an empty file"),
        (b"\xEF\xBB\xBF\n", "1:1: found an empty file"),
        (b"x,y\n", "2:1: found a header and no rows"),
        (b"x,x\n1,2", "1:3: found a second column `x`"),
        (b"x,,z\n1,2,3", "1:3: found an empty field in the first record"),
        (b"x,y\n1,2\n3\n", "3:1: found 1 field, expected 2"),
        (b"1,2\n1,2,3,4\n", "2:1: found 4 fields, expected 2"),
        (b"1,2\n1,2,\n", "2:1: found 3 fields, expected 2"),
        (b"x,y\n1,2\n3,abc\n", "3:3: found `abc`, expected a number"),
        (b"x,y\r\n\r\n1,2\r\n3,\r\n", "4:3: found 1 missing value in 1 of 2 rows: 1 in `y`\nhelp: fill"),
        (b"1,nan\n", "1:3: found 1 missing value in 1 of 1 rows: 1 in column 2\nhelp: fill"),
        (
            b"1,,3\n,5,6\nNA,7,8\n",
            "1:3: found 3 missing values in 3 of 3 rows: 2 in column 1, 1 in column 2; the first at f.csv:1:3, f.csv:2:1, f.csv:3:1",
        ),
        (b"1,2\n-inf,2\n", "2:1: found `-inf`, expected a finite number"),
        (b"1\n1e400\n", "2:1: found `1e400`, which is outside the range"),
        (b"1\n1e-400\n", "2:1: found `1e-400`, which is outside the range"),
        (b"x;y\n1,234;2\n", "2:1: found `1,234`, expected a number\nhelp: write decimals with a point"),
        (b"x;y\n1,5;2.5\n", "2:1: found `1,5`, expected a number\nhelp: write decimals with a point"),
        (
            b"x;y\n1,5;2\n1,5;2\n1.000,5;3\n",
            "4:1: found `1.000,5`, expected a number\nhelp: write decimals with a point",
        ),
        (b"x\n1 2\n", "2:1: found 2 fields, expected 1"),
        ("x\n\u{2212}30\n".as_bytes(), "2:1: found `\u{2212}30`, expected a number\nhelp: write the sign as `-`"),
        (b"x,y\n1,\"2\n3,4\n", "2:3: found the end of the file inside quotes"),
        (b"x,y\n1,\"2\"3\n", "2:6: found text after a closing quote"),
        (b"x,y\n1,2\0\n", "2:4: found a NUL byte"),
        (b"x,y\n1,\xE9\n", "2:3: found byte 0xe9, expected UTF-8"),
        (b"x\n1\n\"2\n\"\n3\n\xC3\xA9\n", "6:1: found `é`, expected a number"),
        (b"\xFF\xFEx\0", "1:1: found text in UTF-16"),
        (b"\x93NUMPY\x01\0", "1:1: found a NumPy array"),
        (b"PK\x03\x04", "1:1: found a zip archive"),
    ];
    for &(text, expected) in cases {
        let error = parse(text, None).unwrap_err();
        let expected = format!("f.csv:{expected}");
        assert!(error.to_string().starts_with(&expected), "{}\n{error}", text.escape_ascii());
        assert_eq!(error.exit_code(), 2);
    }
}

#[test]
fn columns_that_are_not_there() {
    let error = parse("voltage,time\n1,2\n", Some(&["volatge"])).unwrap_err().to_string();
    let expected =
        "f.csv:1:1: there is no column `volatge`, expected one of `voltage`, `time`\nhelp: did you mean `voltage`?";
    assert_eq!(error, expected);
    let error = parse("a,b\n1,2\n", Some(&["x", "a", "y"])).unwrap_err().to_string();
    assert_eq!(error, "f.csv:1:1: there are no columns `x`, `y`, expected some of `a`, `b`");
    for (text, columns) in [("1,2\n", &["x"][..]), ("x,y\n1,2\n", &["x", "x"])] {
        assert_eq!(parse(text, Some(columns)).unwrap_err().exit_code(), 2);
    }
}

#[test]
fn labels_and_markers() {
    let labels = ["red", "green", "blue"].map(str::to_owned).to_vec();
    let kinds = vec![("colour".to_owned(), ColumnKind::Categorical(labels))];
    let parse = |text: &str, missing| {
        let wanted = FileRows { kinds: kinds.clone(), markers: vec!["?".into()], missing, ..Default::default() };
        read(&mut std::io::Cursor::new(text), "f.csv", &wanted, &|_| Ok(()))
    };
    let text = "x,colour\n1,red\n2,\"blue\"\n?,green\n3,?\n";
    let table = parse(text, Missing::Drop).unwrap();
    assert_eq!((table.values, table.dropped), (vec![1.0, 0.0, 2.0, 2.0], 2));
    let error = parse(text, Missing::Refuse).unwrap_err().to_string();
    assert!(error.starts_with("f.csv:4:1: found 2 missing values in 2 of 4 rows"), "{error}");
    let error = parse("x,colour\n1,red\n2,gren\n", Missing::Drop).unwrap_err().to_string();
    let expected =
        "f.csv:3:3: found `gren`, expected one of the labels `red`, `green`, `blue`\nhelp: did you mean `green`?";
    assert_eq!(error, expected);
}

#[test]
fn long_fields_are_refused() {
    let text = format!("x\n1\n{}\n", "1".repeat((1 << 16) + 1));
    assert!(parse(text, None).unwrap_err().to_string().starts_with("f.csv:3:1: found a field of more than 64 KiB"));
}

/// Every change of one byte to one of a few awkward ones gives a table of finite numbers or an input error.
#[test]
fn mutations_never_panic() {
    let text = b"x,\"y\"\r\n1,-2e3\n\"3\",4\n";
    for at in 0..text.len() {
        for byte in *b"\"\n\r,;\t0e-\0\xC3\xFFnx " {
            let mut mutant = text.to_vec();
            mutant[at] = byte;
            match parse(&mutant, None) {
                Ok(table) => assert!(table.values.iter().all(|value| value.is_finite())),
                Err(error) => assert_eq!(error.exit_code(), 2),
            }
        }
    }
}

#[test]
fn written_values_read_back_to_the_bit() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let names = ["a,\"b\"".to_owned(), "c".to_owned()];
    let values = [0.1, -0.0, f64::MAX, 5e-324, 1.0 / 3.0, 1e21];
    write_csv(&path, Some(&names), 2, &values, Dtype::F64).unwrap();
    let table = parse(std::fs::read(&path).unwrap(), None).unwrap();
    assert_eq!(table.names.unwrap(), names);
    assert_eq!(table.values.map_bits(), values.to_vec().map_bits());
    write_csv(&path, None, 1, &[f64::from(0.1f32)], Dtype::F32).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "0.1\n");
    assert_eq!(write_csv(&path, None, 2, &[1.0], Dtype::F64).unwrap_err().exit_code(), 1);
}

/// Bits tell −0 from 0.
trait MapBits {
    fn map_bits(self) -> Vec<u64>;
}

impl MapBits for Vec<f64> {
    fn map_bits(self) -> Vec<u64> {
        self.into_iter().map(f64::to_bits).collect()
    }
}

/// Files as other programs write them: names, values, and what is said of how they were read.
#[test]
fn ordinary_files_of_other_programs() {
    /// A text, the names of its columns, and its numbers.
    type Case<'a> = (&'a str, Option<&'a [&'a str]>, &'a [f64]);
    let cases: &[Case<'_>] = &[
        // pandas: to_csv() with its index, read and written again, and of an array.
        (",a,b\n0,1.5,2.5\n1,3.5,4.5\n", Some(&["a", "b"]), &[1.5, 2.5, 3.5, 4.5]),
        ("Unnamed: 0.1,Unnamed: 0,a\n0,0,1.5\n1,1,3.5\n", Some(&["a"]), &[1.5, 3.5]),
        ("0,1\n1.5,2.5\n3.5,4.5\n", Some(&["0", "1"]), &[1.5, 2.5, 3.5, 4.5]),
        (",0,1\n0,1.5,2.5\n1,3.5,4.5\n", Some(&["0", "1"]), &[1.5, 2.5, 3.5, 4.5]),
        ("a\tb\n1.5\t2.5\n", Some(&["a", "b"]), &[1.5, 2.5]),
        // numpy.savetxt with and without a header and a delimiter.
        ("1.5e+00 2.5e+00\n3.5e+00 4.5e+00\n", None, &[1.5, 2.5, 3.5, 4.5]),
        ("# a,b\n1.5e+00 2.5e+00\n", Some(&["a", "b"]), &[1.5, 2.5]),
        ("# made today\n# a,b\n1.5,2.5\n", Some(&["a", "b"]), &[1.5, 2.5]),
        ("# made today\n1.5,2.5\n# and tomorrow\n3.5,4.5\n", None, &[1.5, 2.5, 3.5, 4.5]),
        // R: write.csv and write.table.
        ("\"\",\"a\",\"b\"\n\"1\",1.5,2.5\n\"2\",3.5,4.5\n", Some(&["a", "b"]), &[1.5, 2.5, 3.5, 4.5]),
        ("\"a\" \"b\"\n\"1\" 1.5 2.5\n\"2\" 3.5 4.5\n", Some(&["a", "b"]), &[1.5, 2.5, 3.5, 4.5]),
        // Spreadsheets of countries with decimal commas, and a separator at the end of each row.
        ("a;b\r\n1,5;2,5\r\n-3,5;4e1\r\n", Some(&["a", "b"]), &[1.5, 2.5, -3.5, 40.0]),
        ("a,b,\n1,2,\n3,4,\n", Some(&["a", "b"]), &[1.0, 2.0, 3.0, 4.0]),
        ("a,b\n1,2,\n3,4,\n", Some(&["a", "b"]), &[1.0, 2.0, 3.0, 4.0]),
        ("1|2|\n3|4|\n", None, &[1.0, 2.0, 3.0, 4.0]),
        ("0,2e-6,0,1\n3e-12,2e-6,0,1\n", None, &[0.0, 2e-6, 0.0, 1.0, 3e-12, 2e-6, 0.0, 1.0]),
        ("A B\n100   90\n100 -100\n", Some(&["A", "B"]), &[100.0, 90.0, 100.0, -100.0]),
        ("a|b\n1|2\n", Some(&["a", "b"]), &[1.0, 2.0]),
        ("0,1\n1,1\n2,3\n", None, &[0.0, 1.0, 1.0, 1.0, 2.0, 3.0]),
    ];
    for (text, names, values) in cases {
        let table = parse(text, None).unwrap_or_else(|error| panic!("{text}: {error}"));
        let found = table.names.as_ref().map(|names| names.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!((found.as_deref(), &table.values[..]), (*names, *values), "{text}");
    }
}

#[test]
fn columns_that_are_not_asked_for_may_hold_anything() {
    let text = ",x,x,when,y,\n0,a,b,2024-01-01,1.5,\n1,\"a,\nb\",,,2.5,z\n";
    assert_eq!(parse(text, Some(&["y"])).unwrap().values, [1.5, 2.5]);
    let error = parse(text, Some(&["y", "x"])).unwrap_err().to_string();
    assert!(error.starts_with("f.csv:1:4: found a second column `x`"), "{error}");
    assert_eq!(parse("1,a,3\n4,b,6\n", Some(&["2", "0"])).unwrap().values, [3.0, 1.0, 6.0, 4.0]);
    let error = parse("1,2\n3,4\n", Some(&["2"])).unwrap_err().to_string();
    assert!(error.contains("choose columns by their numbers, `0` to `1`"), "{error}");
}

#[test]
fn what_is_said_of_a_header_is_done() {
    let parse = |text: &str, header| {
        let wanted = FileRows { header, ..Default::default() };
        read(std::io::Cursor::new(text), "f.csv", &wanted, &|_| Ok(()))
    };
    let text = "0,1\n1.5,2.5\n";
    assert_eq!(parse(text, Some(false)).unwrap().values, [0.0, 1.0, 1.5, 2.5]);
    assert_eq!(parse("3,1\n1,2\n", Some(true)).unwrap().names.unwrap(), ["3", "1"]);
    assert!(parse("a,b\n1,2\n", Some(false)).unwrap_err().to_string().starts_with("f.csv:1:1: found `a`"));
}

#[test]
fn how_a_file_was_read() {
    let table = parse("# made today\n\n,a,b\n\n0,1.5,2.5\n1,3.5,4.5\n\n2,5.5,6.5\n", None).unwrap();
    let reading = Reading {
        rows: 3,
        columns: 3,
        names: Names::Header,
        separator: Some(Separator::Byte(b',')),
        comments: 1,
        indices: vec!["the nameless first column, which counts rows,".into()],
        ..Reading::default()
    };
    assert_eq!(table.reading, reading);
    assert_eq!(
        (0..3).map(|row| table.shown_row(row)).collect::<Vec<_>>(),
        ["row 1 (line 5)", "row 2 (line 6)", "row 3 (line 8)"]
    );
}

#[test]
fn compressed_text_is_told_by_its_first_bytes() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, b"a,b\n1,2\n").unwrap();
    let mut bytes = encoder.finish().unwrap();
    let table = parse(&bytes, None).unwrap();
    assert_eq!((table.values, table.reading.gzip), (vec![1.0, 2.0], true));
    // Members one after another are one text.
    let mut more = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut more, b"3,4\n").unwrap();
    bytes.extend(more.finish().unwrap());
    assert_eq!(parse(&bytes, None).unwrap().values, [1.0, 2.0, 3.0, 4.0]);
    for length in 3..bytes.len() {
        match parse(&bytes[..length], None) {
            Ok(table) => assert_eq!(table.rows, 1),
            Err(error) => assert_eq!(error.exit_code(), 2, "{length}"),
        }
    }
    for (magic, name) in [(&b"\x28\xB5\x2F\xFD..."[..], "Zstandard"), (b"BZh91AY", "bzip2"), (b"\xFD7zXZ\0", "xz")] {
        assert!(parse(magic, None).unwrap_err().to_string().contains(name));
    }
}

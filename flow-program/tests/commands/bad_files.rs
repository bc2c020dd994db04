//! Files that are refused when they are scored by a model of two columns `x` and `y`: name, content, and the message behind the name.
//!
//! Tests read this file in two places: as a table of messages, and as a table of what memory a refusal takes.

/// A header of an NPY file, version 1, and its data.
pub fn npy(header: &str, data: &[u8]) -> Vec<u8> {
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend((header.len() as u16).to_le_bytes());
    bytes.extend(header.as_bytes());
    bytes.extend(data);
    bytes
}

pub fn doubles(numbers: &[f64]) -> Vec<u8> {
    numbers.iter().flat_map(|x| x.to_le_bytes()).collect()
}

/// Files: name, content, and the message behind the name.
pub fn files() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let text = |name: &'static str, text: &str, expected: &'static str| (name, text.as_bytes().to_vec(), expected);
    let bytes = |name: &'static str, bytes: &[u8], expected: &'static str| (name, bytes.to_vec(), expected);
    let array =
        |name: &'static str, header: &str, data: &[u8], expected: &'static str| (name, npy(header, data), expected);
    let four = doubles(&[1.0, 2.0, 3.0, 4.0]);
    vec![
        // Text that is no table.
        text("empty.csv", "", ":1:1: found an empty file, expected rows of numbers"),
        text("blank.csv", "\n\r\n\n", ":1:1: found an empty file, expected rows of numbers"),
        text("mark.csv", "\u{feff}", ":1:1: found an empty file, expected rows of numbers"),
        text("header.csv", "x,y\n", ":2:1: found a header and no rows, expected rows of numbers"),
        text("header-twice.csv", "x,y\nx,y\n1,2\n", ":2:1: found `x`, expected a number"),
        text("unnamed.csv", "1,2\n3,4\n", ":1:1: found numbers in the first record, expected a header with `x`, `y`"),
        text("other.csv", "a,b\n1,2\n", ":1:1: there are no columns `x`, `y`, expected some of `a`, `b`"),
        text("case.csv", "X,Y\n1,2\n", ":1:1: there are no columns `x`, `y`, expected some of `X`, `Y`"),
        text("one.csv", "x\n1\n", ":1:1: there is no column `y`, expected one of `x`"),
        text("twice.csv", "x,y,x\n1,2,3\n", ":1:5: found a second column `x`, expected different names"),
        // Rows.
        text("short.csv", "x,y\n1,2\n3\n", ":3:1: found 1 field, expected 2"),
        text("long.csv", "x,y\n1,2\n3,4,5\n", ":3:1: found 3 fields, expected 2"),
        text("long-word.csv", "x,y\n1,2\na,3,5\n", ":3:1: found 3 fields, expected 2"),
        text("spaces.csv", "x,y\n1 2\n", ":1:1: there are no columns `x`, `y`, expected some of `x,y`"),
        text("semicolons.csv", "x,y\n1;2\n", ":2:1: found `1;2`, expected a number"),
        text("thousands.csv", "x;y\n1,000;2\n", ":2:1: found `1,000`, expected a number"),
        text("mark-row.csv", "\u{feff}x,y\n1,\n", ":2:3: found 1 missing value in 1 of 1 rows: 1 in `y`"),
        // Numbers.
        text("word.csv", "x,y\n1,two\n", ":2:3: found `two`, expected a number"),
        text("hex.csv", "x,y\n0x10,2\n", ":2:1: found `0x10`, expected a number"),
        text("underscore.csv", "x,y\n1_000,2\n", ":2:1: found `1_000`, expected a number"),
        text("currency.csv", "x,y\n$5,2\n", ":2:1: found `$5`, expected a number"),
        text("degrees.csv", "x,y\n5°,2\n", ":2:1: found `5°`, expected a number"),
        text("fraction.csv", "x,y\n1/2,2\n", ":2:1: found `1/2`, expected a number"),
        text("time.csv", "x,y\n1,12:30\n", ":2:3: found `12:30`, expected a number"),
        text("brackets.csv", "x,y\n(1),2\n", ":2:1: found `(1)`, expected a number"),
        text("percent.csv", "x,y\n5%,2\n", ":2:1: found `5%`, expected a number"),
        text("wide-digits.csv", "x,y\n１,2\n", ":2:1: found `１`, expected a number"),
        text("minus.csv", "x,y\n−1,2\n", ":2:1: found `−1`, expected a number"),
        text("infinite.csv", "x,y\ninf,2\n", ":2:1: found `inf`, expected a finite number"),
        text("minus-infinite.csv", "x,y\n1,-Infinity\n", ":2:3: found `-Infinity`, expected a finite number"),
        text("large.csv", "x,y\n1e400,2\n", ":2:1: found `1e400`, which is outside the range of 64-bit floats"),
        text("small.csv", "x,y\n1,1e-400\n", ":2:3: found `1e-400`, which is outside the range of 64-bit floats"),
        text("date.csv", "x,y\n2024-01-01,2\n", ":2:1: found `2024-01-01`, expected a number"),
        text(
            "many-digits.csv",
            &format!("x,y\n{}x,2\n", "1".repeat(60)),
            ":2:1: found `1111111111111111111111111111111111111111…`, expected a number",
        ),
        // What is missing.
        text("empty-field.csv", "x,y\n1,\n", ":2:3: found 1 missing value in 1 of 1 rows: 1 in `y`"),
        text("nan.csv", "x,y\nnan,2\n", ":2:1: found 1 missing value in 1 of 1 rows: 1 in `x`"),
        text(
            "na.csv",
            "x,y\nNA,2\n1,N/A\n,\nnull,NULL\n",
            ":2:1: found 6 missing values in 4 of 4 rows: 3 in `x`, 3 in `y`; the first at @/na.csv:2:1, @/na.csv:3:3, @/na.csv:4:1",
        ),
        // Quotes.
        text(
            "open-quote.csv",
            "x,y\n1,\"2\n3,4\n",
            ":2:3: found the end of the file inside quotes, expected a closing quote",
        ),
        text(
            "after-quote.csv",
            "x,y\n\"1\"2,3\n",
            ":2:4: found text after a closing quote, expected a separator or a line end",
        ),
        text("quoted-word.csv", "\"x\",\"y\"\n1,\"a\nb\"\n", ":2:3: found `a\\nb`, expected a number"),
        // Bytes.
        bytes("nul.csv", b"x,y\n1,\0\n", ":2:3: found a NUL byte, expected text"),
        bytes("latin1.csv", b"x,y\n1,\xe92\n", ":2:3: found byte 0xe9, expected UTF-8"),
        bytes("header-latin1.csv", b"x\xe9,y\n1,2\n", ":1:1: found byte 0xe9, expected UTF-8"),
        bytes("utf16.csv", b"\xff\xfex\0,\0y\0", ":1:1: found text in UTF-16, expected CSV text in UTF-8"),
        bytes("utf16-be.csv", b"\xfe\xff\0x\0,", ":1:1: found text in UTF-16, expected CSV text in UTF-8"),
        bytes("npy-inside.csv", b"\x93NUMPY\x01\0", ":1:1: found a NumPy array, expected CSV text in UTF-8"),
        bytes("zip-inside.csv", b"PK\x03\x04", ":1:1: found a zip archive, expected CSV text in UTF-8"),
        bytes(
            "parquet-inside.csv",
            b"PAR1\x15\x04\x15\x10\n",
            ":1:1: found a Parquet file, expected CSV text in UTF-8",
        ),
        text(
            "field.csv",
            &format!("x,y\n1,{}\n", "2".repeat((1 << 16) + 1)),
            ":2:3: found a field of more than 64 KiB, expected a number or a name",
        ),
        // Arrays.
        bytes("empty.npy", b"", ": byte 0: expected 8 bytes of header, found 0"),
        bytes("magic.npy", b"\x93NUM", ": byte 0: expected 8 bytes of header, found 4"),
        bytes("text.npy", b"x,y\n1,2\n3,4\n", ": byte 0: found other content, expected a NumPy array"),
        bytes("version.npy", b"\x93NUMPY\x04\0\x10\0", ": byte 6: found format version 4, expected 1, 2 or 3"),
        bytes("cut-length.npy", b"\x93NUMPY\x01\0\x10", ": byte 8: expected 2 bytes of header, found 1"),
        bytes("cut-header.npy", b"\x93NUMPY\x01\0\xff\0{'descr'", ": byte 10: expected 255 bytes of header, found 8"),
        bytes(
            "long-header.npy",
            b"\x93NUMPY\x02\0\xff\xff\xff\x7f{",
            ": byte 8: found a header of 2147483647 bytes, expected at most 65536",
        ),
        bytes(
            "header-bytes.npy",
            b"\x93NUMPY\x01\0\x04\0{'\xff'",
            ": byte 12: found bytes that are not text in the header",
        ),
        array("no-map.npy", "[1, 2]\n", &[], ": byte 10: found `[1, 2]\\n`, expected `{`"),
        array("open-map.npy", "{'descr': '<f8', ", &[], ": byte 27: expected a string in quotes"),
        array(
            "no-shape.npy",
            "{'descr': '<f8', 'fortran_order': False}\n",
            &[],
            ": byte 10: found a header without one of the keys `descr`, `fortran_order`, `shape`",
        ),
        array(
            "extra-key.npy",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), 'a': 1}\n",
            &[],
            ": byte 68: found the unknown key `a`",
        ),
        array(
            "order.npy",
            "{'descr': '<f8', 'fortran_order': 2, 'shape': (1, 2)}\n",
            &[],
            ": byte 44: found `2, 'shape'`, expected `False`",
        ),
        array(
            "negative.npy",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (-1, 2)}\n",
            &[],
            ": byte 61: expected an extent of the shape, a number below 2^64",
        ),
        array(
            "object.npy",
            "{'descr': '|O', 'fortran_order': False, 'shape': (2, 2)}\n",
            &four,
            ": byte 20: found Python objects (`O`), expected an array of numbers",
        ),
        array(
            "text-type.npy",
            "{'descr': '<U4', 'fortran_order': False, 'shape': (2, 2)}\n",
            &four,
            ": byte 20: found strings (`U4`), expected an array of numbers",
        ),
        array(
            "complex.npy",
            "{'descr': '<c16', 'fortran_order': False, 'shape': (1, 2)}\n",
            &four,
            ": byte 20: found complex numbers (`c16`), expected an array of numbers",
        ),
        array(
            "fields.npy",
            "{'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (2,)}\n",
            &four,
            ": byte 20: found a structured array, whose elements are records of named fields, expected an array of numbers",
        ),
        array(
            "no-rows.npy",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (0, 2)}\n",
            &[],
            ": found shape [0, 2], expected rows of numbers",
        ),
        array(
            "scalar.npy",
            "{'descr': '<f8', 'fortran_order': False, 'shape': ()}\n",
            &four[..8],
            ": found shape [], expected rows of numbers",
        ),
        array(
            "one-byte-less.npy",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2)}\n",
            &four[..31],
            ": byte 68: expected 32 bytes of data for shape [2, 2], found 31",
        ),
        array(
            "one-byte-more.npy",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2)}\n",
            &four[..17],
            ": byte 68: expected 16 bytes of data for shape [1, 2], found 17",
        ),
        array(
            "huge.npy",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000, 2)}\n",
            &four,
            ": byte 77: expected 32000000000 bytes of data for shape [2000000000, 2], found 32",
        ),
        array(
            "overflow.npy",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (9999999999, 9999999999)}\n",
            &four,
            ": byte 86: expected more than 2^64 bytes of data for shape [9999999999, 9999999999], found 32",
        ),
        array(
            "three.npy",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 3)}\n",
            &four[..24],
            ": found 3 columns, expected 2 for the event",
        ),
        array(
            "big-endian-nan.npy",
            "{'descr': '>f8', 'fortran_order': False, 'shape': (1, 2)}\n",
            &[0x7f, 0xf8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            ": row 1, column 1 (from 1): found 1 missing value in 1 of 1 rows: 1 in column 1",
        ),
        array(
            "fortran-inf.npy",
            "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 2)}\n",
            &doubles(&[1.0, f64::INFINITY, 3.0, 4.0]),
            ": found inf at row 2, column 1 (both from 1), the first of 1 infinite values",
        ),
        // Archives.
        bytes("empty.npz", b"", ": found a damaged archive (invalid Zip archive: Could not find EOCD)"),
        bytes("text.npz", b"x,y\n1,2\n", ": found a damaged archive (invalid Zip archive: Could not find EOCD)"),
        bytes(
            "no-arrays.npz",
            b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
            ": found an archive without arrays, expected one or more NPY files in it",
        ),
        bytes(
            "cut.npz",
            b"PK\x03\x04\x14\0\0\0",
            ": found a damaged archive (invalid Zip archive: Could not find EOCD)",
        ),
        // Parquet.
        bytes(
            "empty.parquet",
            b"",
            ": found a damaged Parquet file (EOF: Parquet file too small. Size is 0 but need 8)",
        ),
        bytes(
            "text.parquet",
            b"x,y\n1,2\n3,4\n",
            ": found a damaged Parquet file (Parquet error: Invalid Parquet file. Corrupt footer)",
        ),
        bytes(
            "magic.parquet",
            b"PAR1PAR1",
            ": found a damaged Parquet file (EOF: Parquet file too small. Size is 8 but need 827474264)",
        ),
        bytes(
            "footer.parquet",
            b"PAR1\xff\xff\xff\x7fPAR1",
            ": found a damaged Parquet file (EOF: Parquet file too small. Size is 12 but need 2147483655)",
        ),
        // No format.
        text(
            "rows",
            "x,y\n1,2\n",
            ": found a name of no known format, expected the ending .csv, .tsv, .txt, .dat, .gz, .npy, .npz, .parquet or .wav",
        ),
    ]
}

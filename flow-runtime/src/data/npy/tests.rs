use super::*;
use crate::data::ColumnKind;

/// A file of version 1 as a program other than ours might lay it out.
pub fn file(descr: &str, fortran: bool, shape: &str, data: &[u8]) -> Vec<u8> {
    let fortran = if fortran { "True" } else { "False" };
    let header = format!("{{'descr': '{descr}', 'fortran_order': {fortran}, 'shape': {shape}, }}\n");
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend((header.len() as u16).to_le_bytes());
    bytes.extend(header.as_bytes());
    bytes.extend(data);
    bytes
}

impl Rewind for &[u8] {
    fn rewind(&mut self, _: &str) -> Result<impl Read> {
        Ok(*self)
    }

    fn stored(&self) -> u64 {
        self.len() as u64
    }
}

fn read_bytes(mut bytes: &[u8], wanted: &FileRows) -> Result<Table> {
    let length = bytes.len() as u64;
    read(&mut bytes, length, "f.npy", wanted, &|_| Ok(()))
}

fn parse(bytes: &[u8]) -> Result<Table> {
    read_bytes(bytes, &FileRows::default())
}

#[test]
fn element_types() {
    let cases: &[(&str, &[u8], [f64; 2])] = &[
        ("<f4", &[0, 0, 0xC0, 0x3F, 0, 0, 0, 0x80], [1.5, -0.0]),
        (">f4", &[0x3F, 0xC0, 0, 0, 0x80, 0, 0, 0], [1.5, -0.0]),
        ("<f8", &[0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 1, 0, 0, 0, 0, 0, 0, 0], [1.5, 5e-324]),
        (">f8", &[0x3F, 0xF8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], [1.5, 5e-324]),
        ("|i1", &[0x80, 0x7F], [-128.0, 127.0]),
        ("|u1", &[0x80, 0xFF], [128.0, 255.0]),
        ("|b1", &[0, 1], [0.0, 1.0]),
        ("<i2", &[0xFE, 0xFF, 1, 1], [-2.0, 257.0]),
        (">u2", &[0xFF, 0xFE, 1, 0], [65534.0, 256.0]),
        (">i4", &[0xFF, 0xFF, 0xFF, 0xFD, 0, 0, 1, 0], [-3.0, 256.0]),
        ("<u4", &[0xFF, 0xFF, 0xFF, 0xFF, 2, 0, 0, 0], [4_294_967_295.0, 2.0]),
        ("<i8", &[0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 5, 0, 0, 0, 0, 0, 0, 0], [-4.0, 5.0]),
        (
            ">u8",
            &[0, 0, 0, 0, 0, 0, 1, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            [256.0, 18_446_744_073_709_551_616.0],
        ),
    ];
    for &(descr, data, expected) in cases {
        let table = parse(&file(descr, false, "(2,)", data)).unwrap();
        assert_eq!(table.values.iter().map(|x| x.to_bits()).collect::<Vec<_>>(), expected.map(f64::to_bits), "{descr}");
        assert_eq!((table.rows, table.columns), (2, 1));
    }
}

#[test]
fn storage_orders_and_ranks() {
    let rows = [0u8, 1, 2, 3, 4, 5];
    assert_eq!(parse(&file("|u1", false, "(2, 3)", &rows)).unwrap().values, [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
    assert_eq!(parse(&file("|u1", true, "(2, 3)", &rows)).unwrap().values, [0.0, 2.0, 4.0, 1.0, 3.0, 5.0]);
    let cube: Vec<u8> = (0..24).collect();
    let table = parse(&file("|u1", true, "(2, 3, 4)", &cube)).unwrap();
    assert_eq!((table.rows, table.columns, table.event.as_slice()), (2, 12, [3, 4].as_slice()));
    for (i, j, k) in [(0, 0, 1), (1, 2, 3), (1, 0, 0), (0, 2, 1)] {
        assert_eq!(table.row(i)[j * 4 + k], (i + 2 * j + 6 * k) as f64);
    }
}

#[test]
fn mistakes_are_shown_at_their_byte() {
    let good = file("<f4", false, "(2, 1)", &[0; 8]);
    let data = good.len() - 8;
    let with_byte = |at: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[at] = byte;
        bytes
    };
    let cases = [
        (Vec::new(), "f.npy: byte 0: expected 8 bytes of header, found 0".to_owned()),
        (b"x,y\n1,2\n".to_vec(), "f.npy: byte 0: found other content".into()),
        (with_byte(6, 4), "f.npy: byte 6: found format version 4".into()),
        (
            with_byte(9, 1),
            format!("f.npy: byte 10: expected {} bytes of header, found {}", data - 10 + 256, good.len() - 10),
        ),
        (with_byte(10, 0xFF), "f.npy: byte 10: found bytes that are not text".into()),
        (b"\x93NUMPY\x02\x00\xFF\xFF\xFF\xFF".to_vec(), "f.npy: byte 8: found a header of 4294967295 bytes".into()),
        (
            good[..good.len() - 1].to_vec(),
            format!("f.npy: byte {data}: expected 8 bytes of data for shape [2, 1], found 7"),
        ),
        (
            [good.as_slice(), &[0]].concat(),
            format!("f.npy: byte {data}: expected 8 bytes of data for shape [2, 1], found 9"),
        ),
        (file("<f8", false, "(4294967296,)", &[0; 9]), "f.npy: byte 77: expected 34359738368 bytes of data".into()),
        (file("<f8", false, "(4294967296, 4294967296)", &[]), "f.npy: byte 88: expected more than 2^64 bytes".into()),
        (file("<f8", false, "()", &[0; 8]), "f.npy: found shape [], expected rows".into()),
        (file("<f8", false, "(0, 3)", &[]), "f.npy: found shape [0, 3], expected rows".into()),
        (
            file("<f4", false, "(2, 2)", &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0xFF]),
            "f.npy: found -inf at row 2, column 2 (both from 1), the first of 1 infinite values".into(),
        ),
    ];
    for (bytes, expected) in cases {
        let error = parse(&bytes).unwrap_err();
        assert!(error.to_string().starts_with(&expected), "expected {expected}\n{error}");
        assert_eq!(error.exit_code(), 2);
    }
}

#[test]
fn every_truncation_is_refused() {
    let bytes = file("<f8", false, "(2, 1)", &[0; 16]);
    assert!(parse(&bytes).is_ok());
    for length in 0..bytes.len() {
        assert_eq!(parse(&bytes[..length]).unwrap_err().exit_code(), 2);
    }
}

#[test]
fn written_arrays_read_back_and_are_aligned() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.npy");
    for (shape, dtype) in [(vec![4], Dtype::F32), (vec![2, 2], Dtype::F64), (vec![1, 2, 2], Dtype::F64)] {
        let values = [0.5, -0.0, 2.0, 1e-3f32.into()];
        write_npy(&path, &shape, &values, dtype).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        assert_eq!((bytes.len() - 4 * dtype.size()) % 64, 0);
        assert!(bytes.starts_with(b"\x93NUMPY\x01\x00\x76\x00{'descr': '<f"));
        let table = parse(&bytes).unwrap();
        assert_eq!((table.rows, table.values.as_slice()), (shape[0], values.as_slice()));
    }
    assert_eq!(write_npy(&path, &[3], &[1.0], Dtype::F64).unwrap_err().exit_code(), 1);
    super::write_npy_bytes(&path, &[2, 1, 2], &[0, 7, 255, 1]).unwrap();
    let wanted = FileRows { in_bytes: true, ..FileRows::new(path.display().to_string()) };
    let table = crate::data::read(&wanted).unwrap();
    assert_eq!((table.rows, table.event.as_slice(), table.bytes.as_slice()), (2, &[1, 2][..], &[0, 7, 255, 1][..]));
    assert_eq!(super::write_npy_bytes(&path, &[3], &[1]).unwrap_err().exit_code(), 1);
}

#[test]
fn nan_is_a_missing_value() {
    let values: Vec<u8> = [1.0, f64::NAN, 3.0, 4.0].iter().flat_map(|x: &f64| x.to_le_bytes()).collect();
    let bytes = file("<f8", false, "(2, 2)", &values);
    let error = parse(&bytes).unwrap_err().to_string();
    let expected = "f.npy: row 1, column 2 (from 1): found 1 missing value in 1 of 2 rows: 1 in column 2\nhelp: fill";
    assert!(error.starts_with(expected), "{error}");
    let wanted = FileRows { missing: crate::data::Missing::Drop, ..Default::default() };
    let table = read_bytes(&bytes, &wanted).unwrap();
    assert_eq!((table.rows, table.dropped, table.values), (1, 1, vec![3.0, 4.0]));
}

#[test]
fn labels_and_markers_in_numbers() {
    let bytes = file("|u1", false, "(3, 2)", &[1, 7, 2, 5, 9, 7]);
    let kinds = vec![("1".to_owned(), ColumnKind::Categorical(vec!["5".to_owned(), "7".to_owned()]))];
    let wanted =
        FileRows { kinds, markers: vec!["9".into()], missing: crate::data::Missing::Drop, ..Default::default() };
    let table = read_bytes(&bytes, &wanted).unwrap();
    assert_eq!((table.values, table.dropped), (vec![1.0, 1.0, 2.0, 0.0], 1));
    let kinds = vec![("1".to_owned(), ColumnKind::Categorical(vec!["5".to_owned(), "6".to_owned()]))];
    let error = read_bytes(&bytes, &FileRows { kinds, ..Default::default() }).unwrap_err().to_string();
    assert!(
        error.starts_with("f.npy: row 1, column 2 (from 1): found `7`, expected one of the labels `5`, `6`"),
        "{error}"
    );
}

#[test]
fn columns_by_number_and_halves() {
    let choose =
        |names: &[&str]| FileRows { columns: names.iter().map(|&n| n.to_owned()).collect(), ..Default::default() };
    let values: Vec<u8> = [1.0, f64::NAN, 3.0, 4.0, 5.0, 6.0].iter().flat_map(|x: &f64| x.to_le_bytes()).collect();
    for fortran in [false, true] {
        let bytes = file("<f8", fortran, "(2, 3)", &values);
        // What is missing in another column is nobody's concern.
        let (names, expected) =
            if fortran { (["2", "1"], [5.0, 3.0, 6.0, 4.0]) } else { (["2", "0"], [3.0, 1.0, 6.0, 4.0]) };
        let table = read_bytes(&bytes, &choose(&names)).unwrap();
        assert_eq!((&table.values[..], table.names.unwrap()), (&expected[..], names.map(str::to_owned).to_vec()));
        assert_eq!((table.rows, table.columns, table.reading.columns), (2, 2, 3));
    }
    let bytes = file("<f8", false, "(2, 3)", &values);
    let error = read_bytes(&bytes, &choose(&["x", "3"])).unwrap_err().to_string();
    let expected =
        "f.npy: found an array of 3 columns without names, expected columns `x`, `3`\nhelp: choose columns by";
    assert!(error.starts_with(expected), "{error}");
    assert!(read_bytes(&bytes, &choose(&["0", "0"])).unwrap_err().to_string().contains("asked for twice"));
    assert_eq!(parse(&file("<f2", false, "(2,)", &[0, 0x3C, 0, 0xC0])).unwrap().values, [1.0, -2.0]);
}

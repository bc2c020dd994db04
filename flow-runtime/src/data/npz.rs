//! NPZ: a zip archive of NPY files, as `numpy.savez` and `numpy.savez_compressed` write it.

use super::formats::{Format, Opened, Reader};
use super::shared::Accept;
use super::{FileRows, Table, npy};
use crate::error::{Error, Result, listed, nearest, quoted};
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;
use zip::ZipArchive;
use zip::result::ZipError;

/// Several named arrays as NumPy saves them.
pub(super) const FORMAT: Format = Format {
    name: "NPZ",
    ending: ".npz",
    has_names: false,
    has_arrays: true,
    read: Reader::One(|Opened { file, source, .. }, wanted, accept| {
        read(file, source.array.as_deref(), &source.path, wanted, accept)
    }),
    write: None,
};

/// Deflate makes at most 1032 bytes out of one; an entry that claims more lies.
const MAX_EXPANSION: u64 = 1032;

/// Reads one array of an archive: the one with this name, or the only one.
fn read(file: File, array: Option<&str>, path: &Path, wanted: &FileRows, accept: Accept<'_>) -> Result<Table> {
    let mut archive = ZipArchive::new(BufReader::with_capacity(1 << 12, file))
        .map_err(|error| archive_error(&error).at(path.display()))?;
    let (index, name) = find_array(&archive, array).map_err(|error| error.at(path.display()))?;
    let place = format!("{}:{name}", path.display());
    let entry = archive.by_index(index).map_err(|error| archive_error(&error).at(&place))?;
    let (declared, stored) = (entry.size(), entry.compressed_size());
    if declared > stored.saturating_add(1).saturating_mul(MAX_EXPANSION) {
        let message = format!("found {stored} compressed bytes, which cannot hold the {declared} bytes declared");
        return Err(Error::input(message).at(place).help("the archive is damaged, save it again"));
    }
    // One byte beyond the declared size is enough to notice that there is more. What ends too early or has another checksum is told before
    // anything is stored.
    let length = std::io::copy(&mut entry.take(declared.saturating_add(1)), &mut std::io::sink())
        .map_err(|error| npy::read_failed(&error, &place))?;
    if length < declared {
        return Err(Error::input(format!("expected {declared} bytes, found {length}"))
            .at(place)
            .help("the archive is damaged, save it again"));
    }
    npy::read(&mut Entry { archive, index, declared, stored }, declared, &place, wanted, accept)
}

/// One array of an archive.
struct Entry {
    archive: ZipArchive<BufReader<File>>,
    index: usize,
    declared: u64,
    stored: u64,
}

impl npy::Rewind for Entry {
    fn rewind(&mut self, place: &str) -> Result<impl Read> {
        let entry = self.archive.by_index(self.index).map_err(|error| archive_error(&error).at(place))?;
        Ok(entry.take(self.declared.saturating_add(1)))
    }

    fn stored(&self) -> u64 {
        self.stored
    }
}

/// Index and name of the array that is meant; names are shown without the `.npy` that the archive adds.
fn find_array(archive: &ZipArchive<impl Read + Seek>, wanted: Option<&str>) -> Result<(usize, String)> {
    let entries: Vec<String> =
        archive.file_names().map(|name| name.map_or_else(|_| String::new(), Into::into)).collect();
    let arrays: Vec<(usize, &str)> =
        entries.iter().enumerate().filter_map(|(index, name)| Some((index, name.strip_suffix(".npy")?))).collect();
    let names = || arrays.iter().map(|&(_, name)| name);
    let Some(wanted) = wanted else {
        return match arrays.as_slice() {
            [] => Err(Error::input("found an archive without arrays, expected one or more NPY files in it")),
            [(index, name)] => Ok((*index, (*name).to_owned())),
            [(_, first), ..] => {
                Err(Error::input(format!("found the arrays {}, expected one to be named", listed(names())))
                    .help(format!("name it after a colon, for example `file.npz:{first}`")))
            }
        };
    };
    match arrays.iter().find(|(_, name)| *name == wanted) {
        Some(&(index, name)) => Ok((index, name.to_owned())),
        None => {
            let error =
                Error::input(format!("there is no array {}, expected one of {}", quoted(wanted), listed(names())));
            Err(match nearest(wanted, names()) {
                Some(near) => error.help(format!("did you mean {}?", quoted(near))),
                None => error,
            })
        }
    }
}

fn archive_error(error: &ZipError) -> Error {
    match error {
        ZipError::Io(error) if error.raw_os_error().is_some() => Error::environment(format!("cannot read: {error}")),
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            Error::input("found a compression or encryption that is not supported, expected stored or deflated arrays")
                .help("save it with `numpy.savez` or `numpy.savez_compressed`")
        }
        _ => Error::input(format!("found a damaged archive ({error})")).help("save it again with `numpy.savez`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::npy::tests::file as npy_file;
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    fn archive(entries: &[(&str, Vec<u8>)], method: CompressionMethod) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in entries {
            writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn parse(bytes: &[u8], array: Option<&str>) -> Result<Table> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.rewind().unwrap();
        read(file, array, Path::new("f.npz"), &FileRows::default(), &|_| Ok(()))
    }

    #[test]
    fn arrays_by_name() {
        let entries =
            [("a.npy", npy_file("|u1", false, "(2,)", &[1, 2])), ("b.npy", npy_file("|u1", false, "(1, 2)", &[3, 4]))];
        for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
            let bytes = archive(&entries, method);
            assert_eq!(parse(&bytes, Some("b")).unwrap().values, [3.0, 4.0]);
            assert_eq!(parse(&bytes, Some("b")).unwrap().source, "f.npz:b");
            assert_eq!(parse(&archive(&entries[..1], method), None).unwrap().values, [1.0, 2.0]);
            let error = parse(&bytes, None).unwrap_err().to_string();
            assert!(error.starts_with("f.npz: found the arrays `a`, `b`, expected one to be named"), "{error}");
            let error = parse(&bytes, Some("B")).unwrap_err().to_string();
            assert_eq!(error, "f.npz: there is no array `B`, expected one of `a`, `b`\nhelp: did you mean `b`?");
        }
        for bytes in [archive(&[], CompressionMethod::Stored), b"PK\x03\x04".to_vec(), Vec::new()] {
            assert_eq!(parse(&bytes, None).unwrap_err().exit_code(), 2);
        }
    }

    /// Neither a cut nor a changed bit gives wrong numbers, a panic or an error that blames the machine.
    #[test]
    fn damage_is_noticed() {
        let bytes = archive(&[("a.npy", npy_file("|u1", false, "(40,)", &[7; 40]))], CompressionMethod::Deflated);
        let intact = parse(&bytes, Some("a")).unwrap();
        for length in 0..bytes.len() {
            assert_eq!(parse(&bytes[..length], Some("a")).unwrap_err().exit_code(), 2, "cut to {length}");
        }
        for bit in 0..8 * bytes.len() {
            let mut mutant = bytes.clone();
            mutant[bit / 8] ^= 1 << (bit % 8);
            match parse(&mutant, Some("a")) {
                Ok(table) => assert_eq!(table.values, intact.values, "bit {bit}"),
                Err(error) => assert_eq!(error.exit_code(), 2, "bit {bit}: {error}"),
            }
        }
    }

    #[test]
    fn more_data_than_the_header_declares_is_refused() {
        let bytes =
            archive(&[("a.npy", npy_file("|u1", false, "(3,)", &vec![0; 10_000_000]))], CompressionMethod::Deflated);
        let error = parse(&bytes, None).unwrap_err().to_string();
        assert!(error.contains("expected 3 bytes of data for shape [3], found 10000000"), "{error}");
    }
}

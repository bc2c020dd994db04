//! Numbers that a model's program wrote for us.

use std::path::Path;

use crate::exit::Failure;

/// The numbers of an NPY file that a model's program wrote, `count` of them where that is known:
/// bytes, or little-endian f32 or f64, after the header.
///
/// The reader for data refuses what is not finite; here a density of zero is a log-density of minus
/// infinity, and that of a row that was left out is not a number.
///
/// # Errors
/// The file cannot be read, or is another one.
pub fn read(path: &Path, count: Option<usize>) -> Result<Vec<f64>, Failure> {
    let bytes = std::fs::read(path).map_err(|error| Failure::io(path, "read", &error))?;
    decode(&bytes).filter(|numbers| count.is_none_or(|count| numbers.len() == count)).ok_or_else(|| {
        let expected = count.map_or("the numbers".into(), |count| format!("{count} numbers"));
        Failure::bug(format!("{}: expected {expected} of the model's program", path.display()))
    })
}

/// The numbers of a file of rows that a model's program wrote, NPY or CSV below its header.
///
/// # Errors
/// The file cannot be read.
pub fn read_written(path: &Path) -> Result<Vec<f64>, Failure> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("npy")) {
        return read(path, None);
    }
    let text = std::fs::read_to_string(path).map_err(|error| Failure::io(path, "read", &error))?;
    let fields = text.lines().skip(1).flat_map(|line| line.split(','));
    Ok(fields.map(|field| field.parse().unwrap_or(f64::NAN)).collect())
}

fn decode(bytes: &[u8]) -> Option<Vec<f64>> {
    let start = match bytes.get(..12)? {
        [0x93, b'N', b'U', b'M', b'P', b'Y', 1, _, low, high, ..] => {
            10 + usize::from(u16::from_le_bytes([*low, *high]))
        }
        [0x93, b'N', b'U', b'M', b'P', b'Y', _, _, length @ ..] => {
            12 + u32::from_le_bytes(length.try_into().ok()?) as usize
        }
        _ => return None,
    };
    let data = bytes.get(start..)?;
    let header = String::from_utf8_lossy(&bytes[..start]);
    if header.contains("'|u1'") {
        Some(data.iter().map(|&byte| f64::from(byte)).collect())
    } else if header.contains("'<f8'") {
        let (numbers, rest) = data.as_chunks();
        rest.is_empty().then(|| numbers.iter().map(|&number| f64::from_le_bytes(number)).collect())
    } else if header.contains("'<f4'") {
        let (numbers, rest) = data.as_chunks();
        rest.is_empty().then(|| numbers.iter().map(|&number| f64::from(f32::from_le_bytes(number))).collect())
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_both_widths_and_versions() {
        let file = |version: u8, length: &[u8], header: &[u8], data: &[u8]| {
            [&[0x93][..], b"NUMPY", &[version, 0], length, header, data].concat()
        };
        let single: Vec<u8> = [1.5f32, f32::NEG_INFINITY].iter().flat_map(|value| value.to_le_bytes()).collect();
        let double: Vec<u8> = [1.5f64, f64::NEG_INFINITY].iter().flat_map(|value| value.to_le_bytes()).collect();
        let expected = Some(vec![1.5, f64::NEG_INFINITY]);
        for (bytes, numbers) in [
            (file(1, &[7, 0], b"{'<f4'}", &single), expected.clone()),
            (file(1, &[7, 0], b"{'<f8'}", &double), expected.clone()),
            (file(2, &[7, 0, 0, 0], b"{'<f8'}", &double), expected),
            (file(1, &[7, 0], b"{'<f8'}", &double[1..]), None),
            (file(1, &[7, 0], b"{'<i8'}", &double), None),
            (b"NUMPY".to_vec(), None),
            (file(1, &[255, 255], b"{'<f8'}", &double), None),
        ] {
            assert_eq!(decode(&bytes), numbers);
        }
    }
}

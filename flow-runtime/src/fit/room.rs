//! Checks that a fit has enough memory before it begins; the system would otherwise end the process in
//! the middle of a step.

use crate::error::{Error, Result};

/// Refuses a fit whose steps need more bytes than there are, for batches of so many rows.
///
/// # Errors
/// Where they do not fit.
pub(super) fn check(needed: u64, available: Option<u64>, rows: usize, threads: usize) -> Result<()> {
    match available {
        Some(available) if needed > available => {
            let message = format!(
                "a step of {rows} rows on {threads} threads needs {needed} bytes of memory for what its cotangents read, and {available} are \
                 available"
            );
            let help = "fewer threads and smaller batches need less, and so do fewer hidden channels or layers and a shorter event";
            Err(Error::environment(message).help(help))
        }
        _ => Ok(()),
    }
}

/// Bytes that the system could give without taking from others; nothing where it does not tell.
pub fn available() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    kilobytes.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_refused_with_its_bytes() {
        assert!(check(10, Some(10), 1, 1).is_ok());
        assert!(check(u64::MAX, None, 1, 1).is_ok());
        let refused = check(11, Some(10), 16, 2).expect_err("11 bytes of 10").to_string();
        assert!(
            refused.contains("16 rows on 2 threads needs 11 bytes") && refused.contains("10 are available"),
            "{refused}"
        );
    }
}

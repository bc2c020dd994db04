//! A short name for content: it tells whether a file is the one that was written, and names cached crates.
//!
//! It guards against accidents, not against attackers, so the 64-bit FNV-1a hash is enough, and its definition fits here:
//! for each byte, `h ← (h ⊕ byte) · (2⁴⁰ + 2⁸ + 0xb3) mod 2⁶⁴` (Fowler, Noll and Vo).

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// The digest of some parts in order, as 16 hexadecimal digits. Where one part ends matters.
pub fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = OFFSET;
    let mut absorb = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    for (number, part) in parts.into_iter().enumerate() {
        // The first part stays undecorated, so that one part alone is plain FNV-1a.
        if number > 0 {
            (part.len() as u64).to_le_bytes().into_iter().for_each(&mut absorb);
        }
        part.iter().copied().for_each(&mut absorb);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_fnv_1a_and_sees_the_borders_of_parts() {
        // From the authors' own list of test vectors.
        for (text, expected) in [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")] {
            assert_eq!(digest([text.as_bytes()]), expected);
        }
        assert_ne!(digest([&b"ab"[..], b"c"]), digest([&b"a"[..], b"bc"]));
        assert_ne!(digest([&b"a"[..], b""]), digest([&b"a"[..]]));
    }
}

//! Numbers: one grammar for both spellings.
//!
//! Rust and the versions of YAML disagree about `017`, `0x1F`, `.5`, `+3`, `1_000` and `.nan`. A
//! declaration has decimal numbers only, with the meaning that all of them share; what some of them
//! would read otherwise is refused rather than guessed.

/// A plain text seen as a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NumberText {
    /// A number, or close enough to be kept as one.
    Number,
    /// Meant as a number and refused: what is wrong, and a way out.
    Refused(&'static str, &'static str),
    /// Something else.
    Other,
}

/// Reads a plain text as a decimal number `-?digits(.digits?)?(e[+-]?digits)?`, with `_` between
/// digits.
pub(crate) fn read_number(text: &str) -> NumberText {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if [".nan", ".inf"].contains(&unsigned.to_ascii_lowercase().as_str()) {
        return NumberText::Refused("numbers are finite", "write a finite number");
    }
    let dotted = unsigned.strip_prefix('.').unwrap_or(unsigned);
    if !dotted.starts_with(|c: char| c.is_ascii_digit()) {
        return NumberText::Other;
    }
    if let Some(digits) = ["0x", "0o", "0b"].iter().find_map(|prefix| unsigned.strip_prefix(prefix)) {
        let all_digits = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_hexdigit() || c == '_');
        let refused = NumberText::Refused("numbers are decimal", "write the number in decimal digits");
        return if all_digits { refused } else { NumberText::Other };
    }
    if !is_decimal(dotted) {
        return NumberText::Other;
    }
    if dotted != unsigned {
        return NumberText::Refused("a number starts with a digit", "write a zero before the point: `0.5`");
    }
    if text.starts_with('+') {
        return NumberText::Refused("a number has no plus sign", "leave out the `+`");
    }
    if unsigned.starts_with('0') && unsigned[1..].starts_with(|c: char| c.is_ascii_digit() || c == '_') {
        return NumberText::Refused("a number has no leading zeros", "leave out the zeros, or quote what is a text");
    }
    range(text)
}

/// True for `digits(.digits?)?(e[+-]?digits)?`.
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let digits = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_digit()) && part.chars().all(|c| c.is_ascii_digit() || c == '_')
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent = exponent.map(|exponent| exponent.strip_prefix(['-', '+']).unwrap_or(exponent));
    digits(whole) && (fraction.is_empty() || digits(fraction)) && exponent.is_none_or(digits)
}

fn range(text: &str) -> NumberText {
    const BEYOND: NumberText = NumberText::Refused(
        "the number is beyond the range of its type",
        "whole numbers have 64 bits, others lie between 1e-308 and 1e308 in size",
    );
    let digits = text.replace('_', "");
    if !digits.contains(['.', 'e', 'E']) {
        let fits = digits.parse::<u64>().is_ok() || digits.parse::<i64>().is_ok();
        return if fits { NumberText::Number } else { BEYOND };
    }
    let mantissa = digits.split(['e', 'E']).next().unwrap_or_default();
    let is_zero = !mantissa.contains(|c: char| ('1'..='9').contains(&c));
    match digits.parse::<f64>() {
        Ok(value) if value.is_finite() && (is_zero || value != 0.0) => NumberText::Number,
        _ => BEYOND,
    }
}

/// One spelling for equal spellings: no `_`, a digit after the point, a small `e` without `+`.
/// Digits stay as typed.
pub(super) fn canonical(text: &str) -> String {
    let text = text.replace('_', "").replace('E', "e").replace("e+", "e");
    let (mantissa, exponent) = match text.split_once('e') {
        Some((mantissa, exponent)) => (mantissa, format!("e{exponent}")),
        None => (text.as_str(), String::new()),
    };
    let point = if mantissa.ends_with('.') { "0" } else { "" };
    format!("{mantissa}{point}{exponent}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_number() {
        let numbers =
            ["0", "8", "-3", "1.0e-3", "1_000", "2.", "1E+5", "0.5", "0e0", "0.0", "18446744073709551615", "1e308"];
        let refused = [
            ".nan",
            ".NaN",
            "-.inf",
            "0x1F",
            "0o17",
            "0b1",
            "017",
            "00",
            ".5",
            "+3",
            "1e999",
            "1e-999",
            "18446744073709551616",
            "-9223372036854775809",
        ];
        let others = [
            "",
            "-",
            "x",
            "1:30",
            "2024-01-01",
            "1.2.3",
            "3.csv",
            "1e",
            "1e+",
            "0x",
            "0xyz",
            "1f32",
            "nan",
            "..",
            "-x",
            "1._5",
        ];
        for text in numbers {
            assert_eq!(read_number(text), NumberText::Number, "{text}");
        }
        for text in refused {
            assert!(matches!(read_number(text), NumberText::Refused(..)), "{text}");
        }
        for text in others {
            assert_eq!(read_number(text), NumberText::Other, "{text}");
        }
    }

    #[test]
    fn canonical_numbers_keep_their_value() {
        let table =
            [("1_000", "1000"), ("2.", "2.0"), ("1E+5", "1e5"), ("2.e3", "2.0e3"), ("1.0e-3", "1.0e-3"), ("-7", "-7")];
        for (text, expected) in table {
            assert_eq!(canonical(text), expected);
            assert_eq!(text.replace('_', "").parse::<f64>(), expected.parse());
        }
    }
}

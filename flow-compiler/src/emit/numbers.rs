//! Numbers in emitted code.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

/// A number of elements or rows.
pub fn count(n: usize) -> Literal {
    Literal::usize_unsuffixed(n)
}

/// Constants that have a name.
const NAMED: [(f64, &str); 12] = [
    (std::f64::consts::E, "E"),
    (std::f64::consts::LN_2, "LN_2"),
    (std::f64::consts::LN_10, "LN_10"),
    (std::f64::consts::LOG2_E, "LOG2_E"),
    (std::f64::consts::PI, "PI"),
    (std::f64::consts::TAU, "TAU"),
    (std::f64::consts::FRAC_PI_2, "FRAC_PI_2"),
    (std::f64::consts::FRAC_1_PI, "FRAC_1_PI"),
    (std::f64::consts::FRAC_2_PI, "FRAC_2_PI"),
    (std::f64::consts::SQRT_2, "SQRT_2"),
    (std::f64::consts::FRAC_1_SQRT_2, "FRAC_1_SQRT_2"),
    (std::f64::consts::FRAC_2_SQRT_PI, "FRAC_2_SQRT_PI"),
];

/// A number as it is, also one that is not finite.
pub fn number_f64(n: f64) -> TokenStream {
    if n.is_nan() {
        return quote!(f64::NAN);
    }
    if n.is_infinite() {
        return if n < 0.0 { quote!(f64::NEG_INFINITY) } else { quote!(f64::INFINITY) };
    }
    let magnitude = match NAMED.iter().find(|(value, _)| *value == n.abs()) {
        Some((_, name)) => {
            let name = format_ident!("{name}");
            quote!(::core::f64::consts::#name)
        }
        None => {
            let (n, plain) = (n.abs(), 1e-4..1e16);
            // Many zeros are counted for the reader.
            let scientific = if n == 0.0 || plain.contains(&n) { None } else { format!("{n:e}").parse().ok() };
            let literal = scientific.unwrap_or_else(|| Literal::f64_unsuffixed(n));
            quote!(#literal)
        }
    };
    if n.is_sign_negative() { quote!(-#magnitude) } else { magnitude }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_not_finite_have_a_spelling() {
        for n in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0, -1.5, std::f64::consts::PI] {
            assert!(syn::parse2::<syn::Expr>(number_f64(n)).is_ok(), "{n}");
        }
        assert_eq!(number_f64(-0.0).to_string(), "- 0.0");
        assert_eq!(number_f64(1e-30).to_string(), "1e-30");
        assert_eq!(number_f64(0.25).to_string(), "0.25");
    }
}

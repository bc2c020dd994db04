//! Names and numbers of emitted functions.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::runtime::FUNCTIONS;

/// A number of elements or rows.
pub fn count(n: usize) -> Literal {
    Literal::usize_unsuffixed(n)
}

/// The names that emitted functions use themselves, beside those of their plan.
const OWN: [&str; 16] = [
    "cotangent",
    "dropout",
    "input",
    "isa",
    "lane",
    "lanes",
    "layer",
    "level",
    "number",
    "output",
    "parameters",
    "prepared",
    "result",
    "row",
    "scratch",
    "tape",
];

/// The names of one function, each of which is given out once. A name of a declaration that the
/// function uses for something else gets another spelling.
#[derive(Clone)]
pub struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// The names of a function before any is given out.
    pub fn of_function() -> Self {
        let own = OWN.iter().chain(&["tables", "uniform"]).chain(&FUNCTIONS);
        Names { taken: own.map(|name| name.to_string()).collect() }
    }

    /// Notes that a name stands for something already.
    pub fn reserve(&mut self, name: &Ident) {
        self.taken.insert(name.to_string());
    }

    /// The wanted name, or one like it.
    pub fn fresh(&mut self, wanted: &str) -> Ident {
        let is_name = wanted.starts_with(|c: char| c.is_ascii_lowercase()) && syn::parse_str::<Ident>(wanted).is_ok();
        let first = if is_name { wanted.to_string() } else { format!("value_{}", wanted.trim_start_matches('_')) };
        let others = [format!("{first}_value")].into_iter().chain((2..).map(|n| format!("{first}_value_{n}")));
        let mut candidates = [first.clone()].into_iter().chain(others);
        let name = candidates.find(|name| !self.taken.contains(name)).unwrap_or(first);
        self.taken.insert(name.clone());
        format_ident!("{name}")
    }
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
    fn a_name_is_given_out_once_and_is_none_of_the_functions_own() {
        let mut names = Names::of_function();
        let given: Vec<String> = ["z", "z", "z", "lanes", "carve", "type", "0_bias", "_x", "slot_0", "slot_0"]
            .map(|wanted| names.fresh(wanted).to_string())
            .to_vec();
        let expected = [
            "z",
            "z_value",
            "z_value_2",
            "lanes_value",
            "carve_value",
            "value_type",
            "value_0_bias",
            "value_x",
            "slot_0",
            "slot_0_value",
        ];
        assert_eq!(given, expected);
    }

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

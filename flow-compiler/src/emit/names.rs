//! Names of emitted functions' values.

use std::collections::BTreeSet;

use proc_macro2::Ident;
use quote::format_ident;

use super::runtime::FUNCTIONS;

/// The names that emitted functions use themselves, beside those of their plan.
const OWN: [&str; 21] = [
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
    "read",
    "result",
    "row",
    "scratch",
    "share",
    "tape",
    "wanted",
    "work_on_lanes",
    "write",
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

    /// The wanted name, or one like it, that stands for nothing among others either.
    pub fn fresh_beside(&mut self, others: &Names, wanted: &str) -> Ident {
        loop {
            let name = self.fresh(wanted);
            if !others.taken.contains(&name.to_string()) {
                return name;
            }
        }
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
}

//! Fifty declarations drawn at random, the same ones each time: every word of the catalog, 1 to 16 elements, 1 to 8 layers.
//!
//! ```text
//! number ──Draw──▶ Tree ──tokens──▶ flow! { … }   committed in tests/architectures/, compiled, emitted
//!                       ──yaml────▶ flow: …       beside it, interpreted
//! ```
//! `BLESS=1 cargo test -p flow-tests --test architectures` writes the files anew.

mod draw;
mod tree;

use std::fmt::Write;

use draw::{Draw, User};
pub use draw::{NOT_DRAWN, USERS};
use tree::Tree;

/// How many there are.
pub const COUNT: usize = 50;
/// The files that they stand in: each is compiled on its own.
pub const FILES: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];

/// A declaration.
pub struct Architecture {
    /// Its number, from which all of it follows.
    pub number: usize,
    /// Elements of x.
    pub size: usize,
    /// Elements of the context; 0 where there is none.
    pub context: usize,
    /// How many layers are written.
    pub layers: usize,
    base: Tree,
    chain: Vec<Tree>,
}

impl Architecture {
    /// That of a number.
    pub fn new(number: usize) -> Self {
        // Sizes and depths go round, so that every one occurs.
        let (size, layers) = (1 + number % 16, 1 + (number * 3) % 8);
        let context = if number % 3 == 1 { 1 + number % 2 } else { 0 };
        let mut draw = Draw::new(number, size, context);
        let (base, chain) = (draw.base(), Vec::new());
        let mut architecture = Architecture { number, size, context, layers, base, chain };
        architecture.chain = (0..layers).map(|place| draw.layer(place)).collect();
        architecture
    }

    /// The words of the catalog that it uses.
    pub fn words(&self) -> Vec<&'static str> {
        let mut words = Vec::new();
        self.base.words(&mut words);
        self.chain.iter().for_each(|layer| layer.words(&mut words));
        words
    }

    fn users(&self) -> impl Iterator<Item = &'static User> {
        let words = self.words();
        USERS.iter().filter(move |user| words.contains(&user.name))
    }

    /// What stands between the braces of `flow! { … }`.
    pub fn tokens(&self) -> String {
        let context = if self.context > 0 { format!(", context = {}", self.context) } else { String::new() };
        let mut out = format!("    pub struct Architecture{:02}<{}{context}> {{\n", self.number, self.size);
        let _ = writeln!(out, "        base: {},\n        layers: [", self.base.tokens());
        self.chain.iter().for_each(|layer| {
            let _ = writeln!(out, "            {},", layer.tokens());
        });
        out.push_str("        ],\n    }\n");
        self.users().for_each(|user| {
            let _ = writeln!(out, "    {}", user.tokens);
        });
        out
    }

    /// The same in YAML.
    pub fn yaml(&self) -> String {
        let mut out = format!("flow: Architecture{:02}\nevent: {}\n", self.number, self.size);
        if self.context > 0 {
            let _ = writeln!(out, "context: {}", self.context);
        }
        let _ = writeln!(out, "base: {}", self.base.yaml());
        if self.users().next().is_some() {
            out.push_str("bijectors:\n");
        }
        self.users().for_each(|user| {
            let _ = writeln!(out, "  {}: {}", user.name, user.yaml);
        });
        out.push_str("layers:\n");
        self.chain.iter().for_each(|layer| {
            let _ = writeln!(out, "  - {}", layer.yaml());
        });
        out
    }
}

/// The text of a file: its share of the declarations, each in both spellings and with its test.
pub fn file(index: usize) -> String {
    let mut out = String::from(
        "//! Architectures drawn by `flow_tests::architectures`, which says how; this file is not written by hand.\n\n\
         use flow_runtime::flow;\nuse flow_tests::emitted::{check, check_given};\n",
    );
    for number in (0..COUNT).filter(|number| number % FILES.len() == index) {
        let one = Architecture::new(number);
        let check = if one.context > 0 { "check_given" } else { "check" };
        let _ = write!(
            out,
            "\nflow! {{\n{}}}\nconst ARCHITECTURE_{number:02}: &str = r#\"\n{}\"#;\n\n#[test]\nfn architecture_{number:02}() {{\n    \
             {check}(Architecture{number:02}::new({number}), Architecture{number:02}::new({number}).cast::<f64>(), \
             ARCHITECTURE_{number:02});\n}}\n",
            one.tokens(),
            one.yaml(),
        );
    }
    out
}

//! Fifty declarations drawn at random, the same ones each time: every word of the catalog, 1 to 16 elements, 1 to 8 layers; and
//! twelve of grids.
//!
//! Their settings are calm, so that two ways to compute one number agree to many digits; [`declarations`](crate::declarations) draws
//! from all that is allowed.
//!
//! ```text
//! number ──Draw──▶ Declaration ──tokens──▶ flow! { … }   committed in tests/architectures/, compiled, emitted
//!                              ──yaml────▶ flow: …       beside it, interpreted
//! ```
//! `BLESS=1 cargo test -p flow-tests --test architectures` writes the files anew.

mod draw;
mod grids;

use std::fmt::Write;

use crate::declarations::Declaration;
use draw::Draw;
pub use draw::{NOT_DRAWN, USERS};

/// How many there are of numbers in a row.
pub const ROWS: usize = 50;
/// How many there are, those of grids at the end.
pub const COUNT: usize = 62;
/// The files that they stand in: each is compiled on its own. The last one has the grids.
pub const FILES: [&str; 6] = ["first", "second", "third", "fourth", "fifth", "sixth"];

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
    declaration: Declaration,
}

impl Architecture {
    /// That of a number.
    pub fn new(number: usize) -> Self {
        if number >= ROWS {
            return Architecture::of_a_grid(number);
        }
        // Sizes and depths go round, so that every one occurs.
        let (size, layers) = (1 + number % 16, 1 + (number * 3) % 8);
        let context = if number % 3 == 1 { 1 + number % 2 } else { 0 };
        let mut draw = Draw::new(number, size, context);
        let mut declaration = Declaration {
            name: format!("Architecture{number:02}"),
            visibility: "pub ",
            doc: Vec::new(),
            event: vec![size],
            context: (context > 0).then(|| context.into()),
            bijectors: Vec::new(),
            base: Some(draw.base()),
            layers: (0..layers).map(|place| draw.layer(place)).collect(),
            train: None,
        };
        let words = declaration.words();
        let users = USERS.iter().filter(|user| words.contains(&user.name)).map(|user| user.bijector()).collect();
        declaration.bijectors = users;
        Architecture { number, size, context, layers, declaration }
    }

    /// One of a grid.
    fn of_a_grid(number: usize) -> Self {
        let context = if number % 3 == 1 { 2 } else { 0 };
        let (event, layers) = grids::draw(number);
        let (size, depth) = (event.iter().product(), layers.len());
        let declaration = Declaration {
            name: format!("Architecture{number:02}"),
            visibility: "pub ",
            doc: Vec::new(),
            event,
            context: (context > 0).then(|| context.into()),
            bijectors: Vec::new(),
            base: None,
            layers,
            train: None,
        };
        Architecture { number, size, context, layers: depth, declaration }
    }

    /// The words of the catalog that it uses.
    pub fn words(&self) -> Vec<&str> {
        self.declaration.words()
    }

    /// Returns the text between the braces of `flow! { … }`.
    pub fn tokens(&self) -> String {
        self.declaration.tokens()
    }

    /// The same in YAML.
    pub fn yaml(&self) -> String {
        self.declaration.yaml()
    }
}

/// The text of a file: its share of the declarations, each in both spellings and with its test.
pub fn file(index: usize) -> String {
    let mut out = String::from(
        "//! Architectures drawn by `flow_tests::architectures`, which says how; this file is not written by hand.\n\n\
         use flow_runtime::flow;\nuse flow_tests::emitted::{check, check_given};\n\n\
         #[test]\nfn with_every_instruction_set() {\n    flow_tests::engine::with_every_instruction_set();\n}\n",
    );
    let of_rows = FILES.len() - 1;
    let place = |number: usize| if number < ROWS { number % of_rows } else { of_rows };
    for number in (0..COUNT).filter(|number| place(*number) == index) {
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

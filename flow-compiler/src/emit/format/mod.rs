//! Syntax trees as text: exactly the text that rustfmt makes of them with the settings in [`RUSTFMT`].
//! So `cargo fmt` changes nothing in a generated crate, and a machine without rustfmt writes the same.
//!
//! ```text
//! shape      the room that a piece has          text       measures of texts
//! item       items and the lines between them   attribute  attributes and doc comments
//! function   signatures                         data       structs and enums
//! imports    `use`, sorted                      types      types, paths, generics, bounds
//! block      blocks and statements              assign     `let` and what stands right of `=`
//! expr       expressions, each to its file      pairs      operators
//! chain      fields, calls of methods, `?`      list       items in brackets, with commas
//! control    `if`, `for`, `while`, `loop`       matches    `match`
//! closure    closures                           fields     fields of literals and patterns
//! pattern    patterns                           macros     calls of macros
//! ```
//! Each function writes one kind of piece into a [`Shape`](shape::Shape) and answers `None` where it has
//! no room; the caller then chooses another layout. The rules and their exceptions are rustfmt's.
//! Tests run it over our own sources and over every crate that we generate.
//!
//! The known forms are those of safe, synchronous code:
//! * all expressions but `async`, `const`, `try` and `yield` blocks and raw addresses,
//! * all patterns but macros, all types but macros and function pointers with a lifetime or an ABI,
//! * functions, impls, traits, structs, enums, constants, statics, aliases, modules and imports,
//! * macros whose arguments are expressions.
//!
//! Anything else is written as its tokens on one line, which is valid Rust, and reported in
//! [`Formatted::unknown`]. Trees hold no comments but documentation, and no empty lines: we set those.

mod assign;
mod attribute;
mod block;
mod chain;
mod closure;
mod control;
mod data;
mod expr;
mod fields;
mod function;
mod imports;
mod item;
mod list;
mod macros;
mod matches;
mod pairs;
mod pattern;
mod shape;
#[cfg(test)]
mod tests;
mod text;
mod types;

use std::cell::{Cell, RefCell};

use quote::ToTokens;

/// The `rustfmt.toml` of a generated crate.
pub const RUSTFMT: &str = r#"max_width = 120
use_small_heuristics = "Max"
fn_params_layout = "Compressed"
short_array_element_width_threshold = 120
style_edition = "2024"
"#;

/// The longest line, as [`RUSTFMT`] says.
const WIDTH: usize = 120;

/// The room for a statement that cannot be kept within [`WIDTH`]; rustfmt leaves such a statement as it
/// stands.
const ENDLESS: usize = 1 << 16;

/// A formatted file.
pub struct Formatted {
    /// Its text.
    pub text: String,
    /// The tokens of forms that are not known.
    pub unknown: Vec<String>,
}

/// Formats a file.
pub fn format(file: &syn::File) -> Formatted {
    format_within(file, WIDTH)
}

/// Formats a file in lines of a width. Narrow ones show a test how lines break.
fn format_within(file: &syn::File, limit: usize) -> Formatted {
    let printer =
        Printer { limit, one_line_chain: Cell::new(false), in_macro: Cell::new(false), unknown: RefCell::default() };
    let text = printer.file(file);
    Formatted { text, unknown: printer.unknown.into_inner() }
}

/// The surroundings of a piece while it is written.
struct Printer {
    /// The longest line.
    limit: usize,
    /// A chain of calls must stay on one line.
    one_line_chain: Cell<bool>,
    /// The piece is an argument of a macro, whose tokens must not change.
    in_macro: Cell<bool>,
    unknown: RefCell<Vec<String>>,
}

impl Printer {
    /// A form that is not known, as its tokens.
    fn unknown(&self, tokens: &impl ToTokens) -> Option<String> {
        let text = tokens.to_token_stream().to_string();
        let mut unknown = self.unknown.borrow_mut();
        if !unknown.contains(&text) {
            unknown.push(text.clone());
        }
        Some(text)
    }
}

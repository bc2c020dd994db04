//! Names of buffers, as they stand in text forms and emitted code.

use crate::ir::{Binary, Expr, Leaf, Op};

/// The name of a value that has a buffer: its label, its leaf's name, or its operation's.
pub fn name_of(e: Expr) -> String {
    let unnamed = || match e.op() {
        Op::Leaf(Leaf::Varying(name) | Leaf::Uniform(name) | Leaf::Parameter(_, name)) => name,
        Op::Unary(op) => op.name().to_string(),
        Op::Binary(Binary::Add) => "sum".into(),
        Op::Binary(Binary::Sub) => "difference".into(),
        Op::Binary(Binary::Div) => "ratio".into(),
        Op::Binary(_) => "product".into(),
        Op::Product { transposed: true, .. } => "arrived".into(),
        Op::Const(_) => "constant".into(),
        other => other.to_string().split([' ', '[']).next().unwrap_or("value").to_string(),
    };
    e.graph.label(e.value).unwrap_or_else(unnamed)
}

/// A label as a Rust name.
pub fn identifier(label: &str) -> String {
    label.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect()
}

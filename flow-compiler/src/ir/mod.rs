//! The intermediate representation: hash-consed expressions over fixed shapes, one sample at a time.
//!
//! ```text
//! op        what an operation is              build     Graph and Expr: the only way to make a value
//! simplify  the rules that building applies    interval  sets of numbers: what a leaf can be
//! func      named outputs over a graph         print     their text form
//! verify    what must hold of a graph          eval      the f64 interpreter, the oracle of all emitted code
//! unroll    values of few elements one by one  collect   sums with shared factors
//! ```
//! Nothing here knows what a flow is. A value is *uniform* when it depends on parameters alone and *varying* when it depends on a
//! sample: that is found by analysis ([`Node::varying`](build::Node::varying)), never declared.

pub mod build;
pub mod collect;
pub mod eval;
pub mod func;
pub mod inline;
mod interval;
pub mod op;
pub mod print;
mod simplify;
pub mod unroll;
pub mod verify;

pub use build::{Equations, Expr, Graph, Node, Value};
pub use func::Func;
pub use interval::Interval;
pub use op::{Along, Binary, Equation, Leaf, Number, Op, Part, Recurrence, Stated, Unary};

//! One row per operation and interpretation.
//!
//! ```text
//! jvp      partial derivatives of elementwise operations
//! vjp      cotangents of the arguments
//! inverse  peeling: the argument of one operation from its value
//! facts    intervals: all that a value can be
//! normal   rational normal forms of scalars, for proofs and determinants
//! ```
//! Every table is an exhaustive match over the operations: a new one does not compile until each table has its row.

pub mod facts;
pub mod inverse;
pub mod jvp;
pub mod normal;
pub mod vjp;

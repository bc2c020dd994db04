//! One row per operation and interpretation.
//!
//! ```text
//! simplify  what an expression may be replaced by      vjp      cotangents of the arguments
//! normal    rational normal forms of scalars, for proofs and determinants
//! jvp       partial derivatives of elementwise ops     inverse  peel one op: its argument from its value
//! facts     intervals: what values it can take         step     which elements become computable at which level
//! ```
//! Every table is an exhaustive match over the operations: a new one does not compile until each table has its row.

pub mod facts;
pub mod inverse;
pub mod jvp;
pub mod normal;
pub mod simplify;
pub mod step;
pub mod vjp;

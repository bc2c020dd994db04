//! The purpose of each leaf and each output of a layer's functions, as a type.

use std::fmt;

use crate::ir::Value;

/// The purpose of a value that goes into a function or comes out of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// The value that a direction is applied to: `x` of the density direction, `z` of the sampling
    /// one.
    Argument,
    /// The value that it gives: `z` or `x`.
    Result,
    /// The log-determinant of a direction, or the log-density of a base or a target.
    Ladj,
    /// The conditioning input.
    Context,
    /// The factors of a dropout, by its number in the layer.
    Dropout(usize),
    /// The solution of an equation that goes level by level.
    Unknown,
    /// The multiplier of such an equation, by which cotangents pass through it.
    Multiplier,
    /// A value that all samples share, by its number in the layer's graph.
    Uniform(Value),
    /// A learned parameter, by its number in the layer's table.
    Parameter(usize),
    /// The reverse-mode value of another role.
    Cotangent(Box<Role>),
}

impl Role {
    /// The reverse-mode value of this one.
    #[must_use]
    pub fn cotangent(self) -> Role {
        Role::Cotangent(Box::new(self))
    }

    /// True where the value exists only once cotangents arrive, in the second phase of a backward
    /// pass.
    pub fn is_of_second_phase(&self) -> bool {
        matches!(self, Role::Cotangent(_) | Role::Multiplier)
    }
}

/// The text forms' name of a role; nothing reads it back.
impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Role::Argument => write!(f, "argument"),
            Role::Result => write!(f, "result"),
            Role::Ladj => write!(f, "ladj"),
            Role::Context => write!(f, "context"),
            Role::Dropout(k) => write!(f, "dropout {k}"),
            Role::Unknown => write!(f, "unknown"),
            Role::Multiplier => write!(f, "multiplier"),
            Role::Uniform(value) => write!(f, "uniform {}", value.0),
            Role::Parameter(number) => write!(f, "parameter {number}"),
            Role::Cotangent(of) => write!(f, "{of}_cotangent"),
        }
    }
}

/// A function of a layer.
pub type Func = crate::ir::Func<Role>;

/// A result of such a function.
pub type Output = crate::ir::func::Output<Role>;

//! Where a buffer lies.

use flow_compiler::plan::{self, BufferId, Plan};

/// An argument of a function, by its place among those that it reads or those that it writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// One that is only read.
    Read(usize),
    /// One that is written.
    Write(usize),
}

/// Arguments that are read.
pub mod read {
    /// The value that the function is applied to.
    pub const INPUT: usize = 0;
    /// The layer's result as the next layer keeps it.
    pub const RESULT: usize = 1;
    /// The context.
    pub const CONTEXT: usize = 2;
    /// The layer's parameters.
    pub const PARAMETERS: usize = 3;
    /// The numbers prepared from the parameters.
    pub const PREPARED: usize = 4;
    /// Cotangents of uniform values.
    pub const UNIFORM: usize = 5;
    /// How many there are.
    pub const COUNT: usize = 6;
}

/// Arguments that are written.
pub mod write {
    /// The result; of what all samples share, prepared numbers or cotangents of parameters.
    pub const OUTPUT: usize = 0;
    /// The log-determinant.
    pub const LADJ: usize = 1;
    /// The cotangent of the context.
    pub const CONTEXT_COTANGENT: usize = 2;
    /// Working memory.
    pub const SCRATCH: usize = 3;
    /// The tape.
    pub const TAPE: usize = 4;
    /// How many there are.
    pub const COUNT: usize = 5;
}

/// Rows of an argument.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The argument.
    pub of: Argument,
    /// The first row; of shared numbers, the first of them.
    pub start: usize,
    /// How many.
    pub rows: usize,
    /// True if a row is one number a lane; else it is one number.
    pub per_lane: bool,
}

impl Place {
    /// The place of a buffer of a plan.
    pub fn of(plan: &Plan, buffer: BufferId) -> Self {
        let buffer = plan.buffer(buffer);
        let slot = |slot: usize| plan.slots[..slot].iter().sum();
        let (of, start) = match buffer.place {
            plan::Place::Input => (Argument::Read(read::INPUT), 0),
            plan::Place::Result => (Argument::Read(read::RESULT), 0),
            plan::Place::Context => (Argument::Read(read::CONTEXT), 0),
            plan::Place::Parameters(at) => (Argument::Read(read::PARAMETERS), at),
            plan::Place::Prepared(at) if plan.per_lane => (Argument::Read(read::PREPARED), at),
            plan::Place::Prepared(at) | plan::Place::ParameterCotangent(at) => (Argument::Write(write::OUTPUT), at),
            plan::Place::UniformCotangent(at) => (Argument::Read(read::UNIFORM), at),
            plan::Place::Output => (Argument::Write(write::OUTPUT), 0),
            plan::Place::Ladj => (Argument::Write(write::LADJ), 0),
            plan::Place::ContextCotangent => (Argument::Write(write::CONTEXT_COTANGENT), 0),
            plan::Place::Scratch(k) => (Argument::Write(write::SCRATCH), slot(k)),
            plan::Place::Tape(at) => (Argument::Write(write::TAPE), at),
            plan::Place::Unassigned => panic!("`{}` of `{}` has no place", buffer.name, plan.name),
        };
        // Numbers of functions that work on no samples are rows of one lane.
        let per_lane = !plan.per_lane || buffer.place.is_per_lane();
        Place { of, start, rows: buffer.rows, per_lane }
    }

    /// True where it has numbers that the other one has too.
    pub fn meets(self, other: Place) -> bool {
        self.of == other.of && self.start < other.start + other.rows && other.start < self.start + self.rows
    }

    /// Some of its rows.
    pub fn part(self, first: usize, rows: usize) -> Self {
        Place { start: self.start + first, rows, ..self }
    }
}

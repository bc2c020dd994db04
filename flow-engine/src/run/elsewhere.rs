//! Values of a block that lie where they are read or kept, and need no copy in a register.

use super::at::{At, start_of};
use crate::code::{Argument, BlockStore, Code, MOST_ELSEWHERE, MOST_STORES, Row, Run, Value};

/// The values of a block that no register holds: they lie where they are read, or where they are kept.
pub struct Elsewhere {
    /// Their registers, a bit each, which hold nothing.
    registers: u32,
    /// Their stores, a bit each.
    stores: u64,
    /// For each register, the argument that has the value, and where it begins there.
    of: [Argument; MOST_ELSEWHERE],
    starts: [usize; MOST_ELSEWHERE],
}

impl Elsewhere {
    /// Of a block that is not begun.
    #[inline(always)]
    pub fn none() -> Self {
        Elsewhere { registers: 0, stores: 0, of: [Argument::Read(0); MOST_ELSEWHERE], starts: [0; MOST_ELSEWHERE] }
    }

    /// The argument that has the value of a register, and where it begins there.
    #[inline(always)]
    pub fn find(&self, register: usize) -> Option<(Argument, usize)> {
        let is_elsewhere = register < MOST_ELSEWHERE && self.registers & (1 << register) != 0;
        is_elsewhere.then(|| (self.of[register], self.starts[register]))
    }

    /// Notes that a store is done.
    #[inline(always)]
    pub fn keep(&mut self, store: usize) {
        self.stores |= 1 << store;
    }

    /// True for a store that is done.
    #[inline(always)]
    pub fn keeps(&self, store: usize) -> bool {
        store < MOST_STORES && self.stores & (1 << store) != 0
    }

    /// Notes that a register holds its value.
    #[inline(always)]
    pub fn forget(&mut self, value: Value) {
        if let Value::Register(register) = value
            && register < MOST_ELSEWHERE
        {
            self.registers &= !(1 << register);
        }
    }

    /// Notes that an argument has the value of a register.
    #[inline(always)]
    pub fn has(&mut self, register: usize, of: Argument, start: usize) {
        self.registers |= 1 << register;
        (self.of[register], self.starts[register]) = (of, start);
    }
}

/// True where the rows of a block follow one another.
#[inline(always)]
pub fn is_whole(row: &Row, at: At) -> bool {
    at.runs(&row.rule).next().is_some_and(|(run, kind)| run.rows == at.rows && (kind == Run::Following || at.rows == 1))
}

/// Where a block of a store lies if it is in one piece: the argument, and its first number.
#[inline(always)]
pub fn home(store: &BlockStore, code: &Code, at: At, lanes: usize, tables: &[u32]) -> Option<(usize, usize)> {
    let Argument::Write(argument) = store.to.place.of else { panic!("a plan writes what it may only read") };
    (!code.gathers || is_whole(&store.to, at)).then(|| (argument, start_of(&store.to, tables, lanes, at)))
}

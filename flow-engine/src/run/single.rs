//! Lines without lanes: what all lanes of a row share, and a tile of one sample.

use flow_compiler::ir::{Binary, Unary};
use flow_runtime::__private::Isa;
use flow_runtime::__private::numeric::isa::Segment;
use flow_runtime::Real;

use super::at::{At, numbers_of, start_of};
use super::memory::Memory;
use super::operations::{by_binary, by_unary, just};
use crate::code::{Argument, Code, Lines, Op, Operand, Value};

/// Computes what all lanes of a row share.
pub struct Share<'c, T> {
    /// The lines.
    pub lines: &'c [Lines],
    /// All scalars of the loop.
    pub scalars: &'c mut [T],
}

impl<T: Real> Segment for Share<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        for line in self.lines {
            share(isa, line, self.scalars);
        }
    }
}

/// A value that all lanes share.
#[inline(always)]
fn share<T: Real, I: Isa>(isa: I, line: &Lines, scalars: &mut [T]) {
    let Value::Scalar(out) = line.out else { return };
    let get = |operand: &Operand| match operand {
        Operand::Scalar(k) => scalars[*k],
        Operand::Register(_) | Operand::Row(_) => unreachable!("a value that all lanes share is made of such"),
    };
    let (value, slope) = one(isa, &line.op, get);
    if let (Op::TanhSech2(_, Value::Scalar(k)), Some(slope)) = (&line.op, slope) {
        scalars[*k] = slope;
    }
    scalars[out] = value;
}

/// The value of a line for one lane; of tanh, its slope too.
#[inline(always)]
fn one<T: Real, I: Isa>(isa: I, op: &Op, get: impl Fn(&Operand) -> T) -> (T, Option<T>) {
    let value = match op {
        Op::Move(a) => get(a),
        Op::Unary(op, a) => {
            let a = get(a);
            by_unary!(op, isa, a, just!(the number))
        }
        Op::Binary(op, [a, b]) => {
            let (a, b) = (get(a), get(b));
            by_binary!(op, a, b, just!(the number))
        }
        Op::MultiplyAdd { of: [a, b, c], subtracted: false } => isa.mul_add(get(a), get(b), get(c)),
        Op::MultiplyAdd { of: [a, b, c], .. } => isa.mul_add(get(a), get(b), -get(c)),
        Op::Select([c, a, b]) => {
            if get(c) != T::ZERO {
                get(a)
            } else {
                get(b)
            }
        }
        Op::TanhSech2(a, _) => {
            let (tanh, slope) = isa.tanh_sech2(get(a));
            return (tanh, Some(slope));
        }
        Op::Solve(_) => unreachable!("an equation is solved for a block"),
    };
    (value, None)
}

/// Computes lines for one sample, without a loop for each.
pub struct Single<'c, 'a, T> {
    /// The loop.
    pub code: &'c Code,
    /// The arguments.
    pub memory: &'c mut Memory<'a, T>,
    /// Where the sample lies.
    pub at: At,
    /// Scalars, and one number for each register.
    pub work: &'c mut [T],
}

impl<T: Real> Segment for Single<'_, '_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Single { code, memory, at, work } = self;
        let (scalars, registers) = work.split_at_mut(code.scalars);
        for line in &code.lines {
            let Value::Register(out) = line.out else { continue };
            let get = |operand: &Operand| match operand {
                Operand::Register(k) => registers[*k],
                Operand::Scalar(k) => scalars[*k],
                Operand::Row(k) => numbers_of(&code.reads[*k], memory, at)[0],
            };
            let (value, slope) = one(isa, &line.op, get);
            if let (Op::TanhSech2(_, Value::Register(k)), Some(slope)) = (&line.op, slope) {
                registers[*k] = slope;
            }
            registers[out] = value;
        }
        for store in &code.stores {
            let Argument::Write(argument) = store.to.place.of else { panic!("a plan writes what it may only read") };
            let start = match store.reduces && code.flat {
                true => store.to.place.start,
                false => start_of(&store.to, memory.tables, memory.lanes, at),
            };
            let get = |operand: Operand| match operand {
                Operand::Register(k) => registers[k],
                Operand::Scalar(k) => scalars[k],
                Operand::Row(_) => unreachable!("what is kept stands in working memory"),
            };
            let (value, times) = (get(store.value), store.times.map(get));
            let to = &mut memory.write[argument][start];
            match times {
                Some(times) => *to = isa.mul_add(value, times, *to),
                None if store.adds => *to += value,
                None => *to = value,
            }
        }
    }
}

//! Lines on a block. Each operation is one plain loop, which is compiled for every instruction set
//! and does for each number what emitted code does for it.

use flow_compiler::ir::{Binary, Unary};
use flow_runtime::__private::Isa;
use flow_runtime::__private::numeric::isa::Segment;
use flow_runtime::__private::numeric::math::Search;
use flow_runtime::Real;

use super::Memory;
use super::block::{At, Numbers, kept, numbers_of};
use crate::code::{Block, Lines, Op, Operand, Solve, Value, WIDTH};

/// Computes lines on a block.
pub struct Compute<'c, 'a, T> {
    /// The lines.
    pub lines: &'c [Lines],
    /// The loop that they belong to.
    pub block: &'c Block,
    /// The arguments.
    pub memory: &'c Memory<'a, T>,
    /// Where the block lies.
    pub at: At,
    /// Scalars and registers.
    pub work: &'c mut [T],
}

/// `out[i] = formula` of numbers `a`, `b`, … that are many or one.
macro_rules! each {
    ($out:ident, [$a:ident: $from_a:expr], $formula:expr) => {
        match $from_a {
            Numbers::Many(numbers) => {
                for (out, $a) in $out.iter_mut().zip(numbers) {
                    let $a = *$a;
                    *out = $formula;
                }
            }
            Numbers::One($a) => {
                let value = $formula;
                for out in $out.iter_mut() {
                    *out = value;
                }
            }
        }
    };
    ($out:ident, [$a:ident: $from_a:expr, $b:ident: $from_b:expr], $formula:expr) => {
        match ($from_a, $from_b) {
            (Numbers::Many(many_a), Numbers::Many(many_b)) => {
                for ((out, $a), $b) in $out.iter_mut().zip(many_a).zip(many_b) {
                    let ($a, $b) = (*$a, *$b);
                    *out = $formula;
                }
            }
            (Numbers::Many(many_a), Numbers::One($b)) => {
                for (out, $a) in $out.iter_mut().zip(many_a) {
                    let $a = *$a;
                    *out = $formula;
                }
            }
            (Numbers::One($a), Numbers::Many(many_b)) => {
                for (out, $b) in $out.iter_mut().zip(many_b) {
                    let $b = *$b;
                    *out = $formula;
                }
            }
            (Numbers::One($a), Numbers::One($b)) => {
                let value = $formula;
                for out in $out.iter_mut() {
                    *out = value;
                }
            }
        }
    };
    ($out:ident, [$a:ident: $from_a:expr, $b:ident: $from_b:expr, $c:ident: $from_c:expr], $formula:expr) => {
        match $from_c {
            Numbers::One($c) => each!($out, [$a: $from_a, $b: $from_b], $formula),
            Numbers::Many(many_c) => match ($from_a, $from_b) {
                (Numbers::Many(many_a), Numbers::Many(many_b)) => {
                    for (((out, $a), $b), $c) in $out.iter_mut().zip(many_a).zip(many_b).zip(many_c) {
                        let ($a, $b, $c) = (*$a, *$b, *$c);
                        *out = $formula;
                    }
                }
                (Numbers::Many(many_a), Numbers::One($b)) => {
                    for ((out, $a), $c) in $out.iter_mut().zip(many_a).zip(many_c) {
                        let ($a, $c) = (*$a, *$c);
                        *out = $formula;
                    }
                }
                (Numbers::One($a), Numbers::Many(many_b)) => {
                    for ((out, $b), $c) in $out.iter_mut().zip(many_b).zip(many_c) {
                        let ($b, $c) = (*$b, *$c);
                        *out = $formula;
                    }
                }
                (Numbers::One($a), Numbers::One($b)) => {
                    for (out, $c) in $out.iter_mut().zip(many_c) {
                        let $c = *$c;
                        *out = $formula;
                    }
                }
            },
        }
    };
}

impl<T: Real> Segment for Compute<'_, '_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Compute { lines, block, memory, at, work } = self;
        for line in lines {
            if let Op::Solve(equation) = &line.op {
                solve(isa, equation, line.out, block, memory, at, work);
                continue;
            }
            let Some((before, out, after)) = lend(line.out, block, work, at.width) else { continue };
            let get = Reader { block, memory, at, before, after, out: line.out };
            match &line.op {
                Op::Unary(op, a) => unary(isa, *op, get.read(*a), out),
                Op::Binary(op, [a, b]) => binary(*op, get.read(*a), get.read(*b), out),
                Op::MultiplyAdd { of: [a, b, c], subtracted } => {
                    let [a, b, c] = [get.read(*a), get.read(*b), get.read(*c)];
                    if *subtracted {
                        each!(out, [a: a, b: b, c: c], isa.mul_add(a, b, -c));
                    } else {
                        each!(out, [a: a, b: b, c: c], isa.mul_add(a, b, c));
                    }
                }
                Op::Select([c, a, b]) => {
                    let [c, a, b] = [get.read(*c), get.read(*a), get.read(*b)];
                    each!(out, [a: a, b: b, c: c], if c != T::ZERO { a } else { b });
                }
                // Each of the two is the same to the bit as alone.
                Op::TanhSech2(a, _) => {
                    let a = get.read(*a);
                    each!(out, [a: a], isa.tanh_sech2(a).0);
                }
                Op::Solve(_) => {}
            }
            if let Op::TanhSech2(a, slope) = &line.op
                && let Some((before, out, after)) = lend(*slope, block, work, at.width)
            {
                let get = Reader { block, memory, at, before, after, out: *slope };
                let a = get.read(*a);
                each!(out, [a: a], isa.tanh_sech2(a).1);
            }
        }
    }
}

/// A place of working memory to be written, and what lies before and behind it.
#[inline(always)]
fn lend<'w, T: Real>(
    out: Value,
    block: &Block,
    work: &'w mut [T],
    width: usize,
) -> Option<(&'w [T], &'w mut [T], &'w [T])> {
    let (start, len, whole) = match out {
        Value::Register(k) => (block.scalars + k * WIDTH, width, WIDTH),
        Value::Scalar(k) => (k, 1, 1),
    };
    let (before, rest) = work.split_at_mut_checked(start)?;
    let (out, after) = rest.split_at_mut_checked(whole)?;
    Some((before, &mut out[..len], after))
}

/// Reads operands while one place of working memory is lent.
#[derive(Clone, Copy)]
struct Reader<'r, 'a, T> {
    block: &'r Block,
    memory: &'r Memory<'a, T>,
    at: At,
    before: &'r [T],
    after: &'r [T],
    out: Value,
}

impl<'r, T: Real> Reader<'r, '_, T> {
    #[inline(always)]
    fn read(&self, operand: Operand) -> Numbers<'r, T> {
        let (scalars, width) = (self.block.scalars, self.at.width);
        let end = match self.out {
            Value::Register(k) => scalars + (k + 1) * WIDTH,
            Value::Scalar(k) => k + 1,
        };
        match operand {
            Operand::Row(k) => Numbers::Many(numbers_of(&self.block.reads[k], self.memory, self.at)),
            Operand::Scalar(k) if k < self.before.len() => Numbers::One(self.before[k]),
            Operand::Scalar(k) => Numbers::One(self.after[k - end]),
            Operand::Register(k) => {
                let start = scalars + k * WIDTH;
                let numbers = if start < end { &self.before[start..] } else { &self.after[start - end..] };
                Numbers::Many(&numbers[..width])
            }
        }
    }
}

#[inline(always)]
fn unary<T: Real, I: Isa>(isa: I, op: Unary, a: Numbers<'_, T>, out: &mut [T]) {
    match op {
        Unary::Neg => each!(out, [a: a], -a),
        Unary::Exp => each!(out, [a: a], isa.exp(a)),
        Unary::Log => each!(out, [a: a], isa.log(a)),
        Unary::LogAbs => each!(out, [a: a], isa.log_abs(a)),
        Unary::Log1p => each!(out, [a: a], isa.log1p(a)),
        Unary::Expm1 => each!(out, [a: a], isa.expm1(a)),
        Unary::Tanh => each!(out, [a: a], isa.tanh(a)),
        Unary::Sech2 => each!(out, [a: a], isa.sech2(a)),
        Unary::Atanh => each!(out, [a: a], isa.atanh(a)),
        Unary::Sigmoid => each!(out, [a: a], isa.sigmoid(a)),
        Unary::Softplus => each!(out, [a: a], isa.softplus(a)),
        Unary::Relu => each!(out, [a: a], isa.relu(a)),
        Unary::Abs => each!(out, [a: a], isa.abs(a)),
        Unary::Sqrt => each!(out, [a: a], isa.sqrt(a)),
        Unary::Square => each!(out, [a: a], a * a),
        Unary::Sin => each!(out, [a: a], isa.sin(a)),
        Unary::Cos => each!(out, [a: a], isa.cos(a)),
    }
}

#[inline(always)]
fn binary<T: Real>(op: Binary, a: Numbers<'_, T>, b: Numbers<'_, T>, out: &mut [T]) {
    match op {
        Binary::Add => each!(out, [a: a, b: b], a + b),
        Binary::Sub => each!(out, [a: a, b: b], a - b),
        Binary::Mul => each!(out, [a: a, b: b], a * b),
        Binary::Div => each!(out, [a: a, b: b], a / b),
        Binary::Less => each!(out, [a: a, b: b], if a < b { T::ONE } else { T::ZERO }),
    }
}

/// Searches the roots of a block side by side: each lane takes the steps that it would take alone.
#[inline(always)]
fn solve<T: Real, I: Isa>(
    isa: I,
    equation: &Solve,
    out: Value,
    block: &Block,
    memory: &Memory<'_, T>,
    at: At,
    work: &mut [T],
) {
    let read = |operand: Operand, work: &[T], lane: usize| match operand {
        Operand::Row(k) => numbers_of(&block.reads[k], memory, at)[lane],
        other => kept(other, block, work, at.width).map_or(T::ZERO, |numbers| numbers.at(lane)),
    };
    let mut searches = [Search::new(isa, T::ZERO, equation.increasing); WIDTH];
    let mut done = [false; WIDTH];
    for lane in 0..at.width {
        searches[lane] = Search::new(isa, read(equation.right, work, lane), equation.increasing);
    }
    let unknown = block.scalars + equation.unknown * WIDTH;
    for _ in 0..Search::<T>::MOST_STEPS {
        for lane in 0..at.width {
            work[unknown + lane] = searches[lane].s;
        }
        isa.enter(Compute { lines: &equation.lines, block, memory, at, work });
        let mut all = true;
        for lane in 0..at.width {
            if !done[lane] {
                let [value, slope] = equation.left.map(|left| read(left, work, lane));
                done[lane] = searches[lane].step(isa, value, slope);
                all &= done[lane];
            }
        }
        if all {
            break;
        }
    }
    if let Some((_, out, _)) = lend(out, block, work, at.width) {
        for (out, search) in out.iter_mut().zip(&searches) {
            *out = search.s;
        }
    }
}

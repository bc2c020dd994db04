//! Lines on a block. Each operation is one plain loop, which is compiled for every instruction set
//! and does for each number what emitted code does for it.

use flow_compiler::ir::{Binary, Unary};
use flow_runtime::__private::Isa;
use flow_runtime::__private::numeric::isa::Segment;
use flow_runtime::__private::numeric::math::Search;
use flow_runtime::Real;

use super::at::{At, numbers_of, start_of};
use super::elsewhere::{Elsewhere, home, is_whole};
use super::memory::{Memory, Seen};
use super::numbers::{Numbers, kept};
use super::operations::{by_binary, by_unary};
use super::single::Share;
use super::stores::keep;
use crate::code::{Argument, BlockStore, Code, Lines, MOST_SEARCHES, Op, Operand, Row, Run, Solve, Value};

/// Computes lines on a block, and stores what is kept.
pub struct Compute<'c, 'a, T> {
    /// The lines.
    pub lines: &'c [Lines],
    /// The values that are kept.
    pub stores: &'c [BlockStore],
    /// The loop that they belong to.
    pub code: &'c Code,
    /// The arguments.
    pub memory: &'c mut Memory<'a, T>,
    /// Where the block lies.
    pub at: At,
    /// Numbers of a register.
    pub most: usize,
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
        let Compute { lines, stores, code, memory, at, most, work } = self;
        let mut elsewhere = Elsewhere::none();
        for line in lines {
            match &line.op {
                Op::Solve(equation) => {
                    solve(isa, equation, line.out, code, memory, at, most, work);
                    continue;
                }
                Op::TanhSech2(a, slope) if matches!(line.out, Value::Register(_)) => {
                    [line.out, *slope].into_iter().for_each(|value| elsewhere.forget(value));
                    tanh_sech2(isa, *a, [line.out, *slope], code, memory, at, most, work);
                    continue;
                }
                _ => {}
            }
            let (scalars, registers) = work.split_at_mut(code.scalars);
            let Value::Register(out) = line.out else {
                // Inside an equation, a line of what all lanes share stands among the others.
                isa.enter(Share { lines: std::slice::from_ref(line), scalars });
                continue;
            };
            let (lanes, tables) = (memory.lanes, memory.tables);
            elsewhere.forget(line.out);
            if let (true, true, Op::Move(Operand::Row(k))) = (code.gathers, line.stays, &line.op)
                && let row = &code.reads[*k]
                && (row.place.per_lane || lanes == 1)
                && is_whole(row, at)
            {
                elsewhere.has(out, row.place.of, start_of(row, tables, lanes, at));
                continue;
            }
            let home = line.kept_by.and_then(|k| home(&stores[k], code, at, lanes, tables).map(|at| (k, at)));
            let (to, seen, before, after, lent): (_, _, &[T], &[T], _) = match home {
                Some((k, (argument, start))) => {
                    let (to, rest) = memory.lend(argument, start..start + at.width);
                    elsewhere.keep(k);
                    (to, Seen::Rest(rest), registers, &[], usize::MAX)
                }
                None => {
                    let (before, rest) = registers.split_at_mut(out * most);
                    let (to, after) = rest.split_at_mut(most);
                    (&mut to[..at.width], Seen::All(memory), before, after, out)
                }
            };
            let get = Reader {
                code,
                memory: &seen,
                at,
                lanes,
                tables,
                scalars,
                before,
                after,
                lent,
                most,
                elsewhere: &elsewhere,
            };
            match &line.op {
                Op::Move(Operand::Row(k)) if code.gathers => {
                    let row = &code.reads[*k];
                    for (run, kind) in at.runs(&row.rule) {
                        let from = (run.row - at.row) * lanes;
                        let to = &mut to[from..from + run.rows * lanes];
                        gather(to, row, &seen, lanes, tables, run, kind);
                    }
                }
                Op::Move(a) => {
                    let a = get.read(*a);
                    each!(to, [a: a], a);
                }
                Op::Unary(op, a) => {
                    let a = get.read(*a);
                    by_unary!(op, isa, a, each!(to, [a: a]));
                }
                Op::Binary(op, [a, b]) => {
                    let [a, b] = [get.read(*a), get.read(*b)];
                    by_binary!(op, a, b, each!(to, [a: a, b: b]));
                }
                Op::MultiplyAdd { of: [a, b, c], subtracted } => {
                    let [a, b, c] = [get.read(*a), get.read(*b), get.read(*c)];
                    if *subtracted {
                        each!(to, [a: a, b: b, c: c], isa.mul_add(a, b, -c));
                    } else {
                        each!(to, [a: a, b: b, c: c], isa.mul_add(a, b, c));
                    }
                }
                Op::Select([c, a, b]) => {
                    let [c, a, b] = [get.read(*c), get.read(*a), get.read(*b)];
                    each!(to, [a: a, b: b, c: c], if c != T::ZERO { a } else { b });
                }
                Op::Solve(_) | Op::TanhSech2(..) => {}
            }
            if let Some((k, (argument, start))) = home {
                debug_assert_eq!(stores[k].to.place.of, Argument::Write(argument));
                elsewhere.has(out, Argument::Write(argument), start);
            }
        }
        for (k, store) in stores.iter().enumerate() {
            if !elsewhere.keeps(k) {
                keep(isa, store, code, memory, at, most, work);
            }
        }
    }
}

/// Fills a register's part with a run of rows; a number that all lanes share is there for each of them.
#[inline(always)]
fn gather<T: Real>(to: &mut [T], row: &Row, memory: &Seen<'_, '_, T>, lanes: usize, tables: &[u32], at: At, run: Run) {
    let rows = if run == Run::Same { 1 } else { at.rows };
    let from = memory.get(row.place.part(row.rule.at(at.row, tables), rows), lanes);
    match (run, row.place.per_lane, lanes) {
        (Run::Following, true, _) | (Run::Following, false, 1) => to.copy_from_slice(from),
        (Run::Same, false, _) | (Run::Same, true, 1) => to.fill(from[0]),
        (Run::Same, true, lanes) => to.chunks_exact_mut(lanes).for_each(|to| to.copy_from_slice(from)),
        (Run::Following, false, lanes) => {
            to.chunks_exact_mut(lanes).zip(from).for_each(|(to, number)| to.fill(*number));
        }
    }
}

/// Reads operands while a register is lent, or a part of an argument.
#[derive(Clone, Copy)]
struct Reader<'r, 'a, T> {
    code: &'r Code,
    memory: &'r Seen<'r, 'a, T>,
    at: At,
    lanes: usize,
    tables: &'r [u32],
    scalars: &'r [T],
    /// The registers before the lent one, and those behind it.
    before: &'r [T],
    after: &'r [T],
    /// The lent one; none has the greatest number.
    lent: usize,
    most: usize,
    elsewhere: &'r Elsewhere,
}

impl<'r, T: Real> Reader<'r, '_, T> {
    #[inline(always)]
    fn read(&self, operand: Operand) -> Numbers<'r, T> {
        match operand {
            Operand::Register(k) => {
                if let Some((of, start)) = self.elsewhere.find(k) {
                    return Numbers::Many(self.memory.numbers(of, start..start + self.at.width));
                }
                let numbers = if k < self.lent {
                    &self.before[k * self.most..]
                } else {
                    &self.after[(k - self.lent - 1) * self.most..]
                };
                Numbers::Many(&numbers[..self.at.width])
            }
            Operand::Scalar(k) => Numbers::One(self.scalars[k]),
            Operand::Row(k) => {
                let row = &self.code.reads[k];
                let start = start_of(row, self.tables, self.lanes, self.at);
                Numbers::Many(self.memory.numbers(row.place.of, start..start + self.at.width))
            }
        }
    }
}

/// No line writes what it reads.
const APART: &str = "the registers of a line lie apart";

/// tanh and its slope, each to the bit as alone.
#[inline(always)]
fn tanh_sech2<T: Real, I: Isa>(
    isa: I,
    a: Operand,
    out: [Value; 2],
    code: &Code,
    memory: &Memory<'_, T>,
    at: At,
    most: usize,
    work: &mut [T],
) {
    let [Value::Register(tanh), Value::Register(slope)] = out else { unreachable!("a value of lanes has a register") };
    let range = |k: usize| code.scalars + k * most..code.scalars + k * most + at.width;
    if let Operand::Register(a) = a {
        let [a, tanh, slope] = work.get_disjoint_mut([a, tanh, slope].map(range)).expect(APART);
        for ((a, tanh), slope) in a.iter().zip(tanh).zip(slope) {
            (*tanh, *slope) = isa.tanh_sech2(*a);
        }
        return;
    }
    let one = match a {
        Operand::Scalar(k) => Some(work[k]),
        _ => None,
    };
    let [tanh, slope] = work.get_disjoint_mut([tanh, slope].map(range)).expect(APART);
    if let Operand::Row(k) = a {
        let a = numbers_of(&code.reads[k], memory, at);
        for ((a, tanh), slope) in a.iter().zip(tanh).zip(slope) {
            (*tanh, *slope) = isa.tanh_sech2(*a);
        }
    } else if let Some(one) = one {
        let (of_tanh, of_slope) = isa.tanh_sech2(one);
        tanh.fill(of_tanh);
        slope.fill(of_slope);
    }
}

/// Searches the roots of a block side by side: each lane takes the steps that it would take alone.
#[inline(always)]
fn solve<T: Real, I: Isa>(
    isa: I,
    equation: &Solve,
    out: Value,
    code: &Code,
    memory: &mut Memory<'_, T>,
    at: At,
    most: usize,
    work: &mut [T],
) {
    let Value::Register(out) = out else { unreachable!("a solution has a register") };
    let register = |k: usize| code.scalars + k * most;
    let mut searches = [Search::new(isa, T::ZERO, equation.increasing); MOST_SEARCHES];
    for (lane, search) in searches[..at.width].iter_mut().enumerate() {
        let right = match equation.right {
            Operand::Row(k) => numbers_of(&code.reads[k], memory, at)[lane],
            other => kept(other, code, at, most, work).at(lane),
        };
        *search = Search::new(isa, right, equation.increasing);
    }
    let mut done = [false; MOST_SEARCHES];
    let unknown = register(equation.unknown);
    for _ in 0..Search::<T>::MOST_STEPS {
        for (unknown, search) in work[unknown..][..at.width].iter_mut().zip(&searches) {
            *unknown = search.s;
        }
        isa.enter(Compute {
            lines: &equation.lines,
            stores: &[],
            code,
            memory: &mut *memory,
            at,
            most,
            work: &mut *work,
        });
        let [value, slope] = equation.left.map(|left| match left {
            Operand::Row(k) => Numbers::Many(numbers_of(&code.reads[k], memory, at)),
            other => kept(other, code, at, most, work),
        });
        let mut all = true;
        for (lane, (search, done)) in searches[..at.width].iter_mut().zip(&mut done).enumerate() {
            if !*done {
                *done = search.step(isa, value.at(lane), slope.at(lane));
                all &= *done;
            }
        }
        if all {
            break;
        }
    }
    for (out, search) in work[register(out)..][..at.width].iter_mut().zip(&searches) {
        *out = search.s;
    }
}

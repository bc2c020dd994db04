//! Lines on a code. Each operation is one plain loop, which is compiled for every instruction set
//! and does for each number what emitted code does for it.

use flow_compiler::ir::{Binary, Unary};
use flow_runtime::__private::Isa;
use flow_runtime::__private::numeric::isa::Segment;
use flow_runtime::__private::numeric::math::Search;
use flow_runtime::Real;

use super::Memory;
use super::at::{At, numbers_of, start_of};
use crate::code::{Argument, BlockStore, Code, Lines, MOST_SEARCHES, Op, Operand, Solve, Value};

/// A value for all lanes, or one for each.
#[derive(Clone, Copy)]
enum Numbers<'n, T> {
    /// One for each.
    Many(&'n [T]),
    /// One for all.
    One(T),
}

impl<T: Real> Numbers<'_, T> {
    /// The number of a lane.
    #[inline(always)]
    fn at(self, k: usize) -> T {
        match self {
            Numbers::Many(numbers) => numbers[k],
            Numbers::One(number) => number,
        }
    }
}

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

/// Computes what all lanes of a row share.
pub struct Share<'c, T> {
    /// The lines.
    pub lines: &'c [Lines],
    /// All scalars of the loop.
    pub scalars: &'c mut [T],
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
        for line in lines {
            match &line.op {
                Op::Solve(equation) => {
                    solve(isa, equation, line.out, code, memory, at, most, work);
                    continue;
                }
                Op::TanhSech2(a, slope) if matches!(line.out, Value::Register(_)) => {
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
            let (before, rest) = registers.split_at_mut(out * most);
            let (to, after) = rest.split_at_mut(most);
            let get = Reader { code, memory, at, scalars, before, after, out, most };
            let to = &mut to[..at.width];
            match &line.op {
                Op::Move(Operand::Row(k)) if code.gathers => {
                    let row = &code.reads[*k];
                    for (k, to) in to.chunks_exact_mut(memory.lanes).enumerate() {
                        let one = At { row: at.row + k, rows: 1, first: 0, width: memory.lanes };
                        to.copy_from_slice(numbers_of(row, memory, one));
                    }
                }
                Op::Move(a) => {
                    let a = get.read(*a);
                    each!(to, [a: a], a);
                }
                Op::Unary(op, a) => unary(isa, *op, get.read(*a), to),
                Op::Binary(op, [a, b]) => binary(*op, get.read(*a), get.read(*b), to),
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
        }
        for store in stores {
            keep(isa, store, code, memory, at, most, work);
        }
    }
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
            match op {
                Unary::Neg => -a,
                Unary::Exp => isa.exp(a),
                Unary::Log => isa.log(a),
                Unary::LogAbs => isa.log_abs(a),
                Unary::Log1p => isa.log1p(a),
                Unary::Expm1 => isa.expm1(a),
                Unary::Tanh => isa.tanh(a),
                Unary::Sech2 => isa.sech2(a),
                Unary::Atanh => isa.atanh(a),
                Unary::Sigmoid => isa.sigmoid(a),
                Unary::Softplus => isa.softplus(a),
                Unary::Relu => isa.relu(a),
                Unary::Abs => isa.abs(a),
                Unary::Sqrt => isa.sqrt(a),
                Unary::Square => a * a,
                Unary::Sin => isa.sin(a),
                Unary::Cos => isa.cos(a),
            }
        }
        Op::Binary(op, [a, b]) => {
            let (a, b) = (get(a), get(b));
            match op {
                Binary::Add => a + b,
                Binary::Sub => a - b,
                Binary::Mul => a * b,
                Binary::Div => a / b,
                Binary::Less if a < b => T::ONE,
                Binary::Less => T::ZERO,
            }
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

/// Reads operands while a register is lent.
#[derive(Clone, Copy)]
struct Reader<'r, 'a, T> {
    code: &'r Code,
    memory: &'r Memory<'a, T>,
    at: At,
    scalars: &'r [T],
    /// The registers before the lent one, and those behind it.
    before: &'r [T],
    after: &'r [T],
    out: usize,
    most: usize,
}

impl<'r, T: Real> Reader<'r, '_, T> {
    #[inline(always)]
    fn read(&self, operand: Operand) -> Numbers<'r, T> {
        match operand {
            Operand::Register(k) => {
                let numbers = if k < self.out {
                    &self.before[k * self.most..]
                } else {
                    &self.after[(k - self.out - 1) * self.most..]
                };
                Numbers::Many(&numbers[..self.at.width])
            }
            Operand::Scalar(k) => Numbers::One(self.scalars[k]),
            Operand::Row(k) => Numbers::Many(numbers_of(&self.code.reads[k], self.memory, self.at)),
        }
    }
}

/// A value of working memory while nothing is lent.
#[inline(always)]
fn kept<'w, T: Real>(operand: Operand, code: &Code, at: At, most: usize, work: &'w [T]) -> Numbers<'w, T> {
    match operand {
        Operand::Register(k) => Numbers::Many(&work[code.scalars + k * most..][..at.width]),
        Operand::Scalar(k) => Numbers::One(work[k]),
        Operand::Row(_) => unreachable!("what is kept stands in working memory"),
    }
}

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
    let [Value::Register(tanh), Value::Register(slope)] = out else { return };
    let range = |k: usize| code.scalars + k * most..code.scalars + k * most + at.width;
    if let Operand::Register(a) = a {
        let Ok([a, tanh, slope]) = work.get_disjoint_mut([a, tanh, slope].map(range)) else { return };
        for ((a, tanh), slope) in a.iter().zip(tanh).zip(slope) {
            (*tanh, *slope) = isa.tanh_sech2(*a);
        }
        return;
    }
    let one = match a {
        Operand::Scalar(k) => Some(work[k]),
        _ => None,
    };
    let Ok([tanh, slope]) = work.get_disjoint_mut([tanh, slope].map(range)) else { return };
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

/// Stores the value of a code.
#[inline(always)]
fn keep<T: Real, I: Isa>(
    isa: I,
    store: &BlockStore,
    code: &Code,
    memory: &mut Memory<'_, T>,
    at: At,
    most: usize,
    work: &[T],
) {
    let Argument::Write(argument) = store.to.place.of else { panic!("a plan writes what it may only read") };
    if code.gathers {
        return scatter(isa, store, code, memory, at, most, work);
    }
    // A sum over several rows of one number each goes to one number.
    let sums = store.reduces && code.flat;
    let (start, len) = match sums {
        true => (store.to.place.start, 1),
        false => (start_of(&store.to, memory.tables, memory.lanes, at), at.width),
    };
    let (value, times) =
        (kept(store.value, code, at, most, work), store.times.map(|times| kept(times, code, at, most, work)));
    let to = &mut memory.write[argument][start..][..len];
    match (value, times) {
        (Numbers::Many(value), None) if sums => {
            for v in value {
                to[0] += *v;
            }
        }
        (Numbers::One(value), None) if sums => {
            for _ in 0..at.width {
                to[0] += value;
            }
        }
        (Numbers::Many(value), None) if store.adds => {
            for (to, v) in to.iter_mut().zip(value) {
                *to += *v;
            }
        }
        (Numbers::One(value), None) if store.adds => {
            for to in to {
                *to += value;
            }
        }
        (Numbers::Many(value), None) => to.copy_from_slice(value),
        (Numbers::One(value), None) => to.fill(value),
        (Numbers::Many(value), Some(Numbers::Many(times))) => {
            for ((to, v), times) in to.iter_mut().zip(value).zip(times) {
                *to = isa.mul_add(*v, *times, *to);
            }
        }
        (value, Some(times)) => {
            for (k, to) in to.iter_mut().enumerate() {
                *to = isa.mul_add(value.at(k), times.at(k), *to);
            }
        }
    }
}

/// Stores the rows of a block, each where it lies.
#[inline(always)]
fn scatter<T: Real, I: Isa>(
    isa: I,
    store: &BlockStore,
    code: &Code,
    memory: &mut Memory<'_, T>,
    at: At,
    most: usize,
    work: &[T],
) {
    let Argument::Write(argument) = store.to.place.of else { panic!("a plan writes what it may only read") };
    let (value, times) =
        (kept(store.value, code, at, most, work), store.times.map(|times| kept(times, code, at, most, work)));
    let lanes = memory.lanes;
    for row in 0..at.rows {
        let one = At { row: at.row + row, rows: 1, first: 0, width: lanes };
        let start = start_of(&store.to, memory.tables, lanes, one);
        let to = &mut memory.write[argument][start..][..lanes];
        let part = row * lanes..(row + 1) * lanes;
        match (value, times) {
            (Numbers::Many(value), None) if store.adds => {
                for (to, v) in to.iter_mut().zip(&value[part]) {
                    *to += *v;
                }
            }
            (Numbers::One(value), None) if store.adds => {
                for to in to {
                    *to += value;
                }
            }
            (Numbers::Many(value), None) => to.copy_from_slice(&value[part]),
            (Numbers::One(value), None) => to.fill(value),
            (value, Some(times)) => {
                for (k, to) in part.zip(to) {
                    *to = isa.mul_add(value.at(k), times.at(k), *to);
                }
            }
        }
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
    let Value::Register(out) = out else { return };
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

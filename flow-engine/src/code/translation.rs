//! A loop of a plan as blocks: every value gets a register, which is free again behind the last line
//! that reads it.

use std::collections::BTreeMap;

use flow_compiler::plan::{self, BufferId, Equation, Formula, Loop, Mode, Plan};
use flow_compiler::shape::Index;

use super::block::{
    Block, BlockStore, Code, Lines, MOST_ELSEWHERE, MOST_SEARCHES, MOST_STORES, Op, Operand, Row, RowRule, Solve, Value,
};
use super::masks::degrees;
use super::place::Place;
use super::tables::Tables;

/// The most numbers of a register.
const MOST: usize = 512;

/// The least.
const LEAST: usize = 64;

/// Bytes of all registers that stay in the first cache beside the rows of a loop.
const NEAR: usize = 1 << 15;

/// The blocks of a loop of a plan.
pub fn block(plan: &Plan, body: &Loop, tables: &Tables) -> Block {
    let plain = code(plan, body, tables, false);
    let gathers = !plain.flat && body.rows > 1 && !body.own_row && is_apart(body);
    Block {
        rows: body.rows,
        span: body.span.as_ref().map(|(rule, at)| (degrees(rule), *at)),
        own_row: body.own_row,
        gathered: gathers.then(|| code(plan, body, tables, true)).filter(|code| !code.solves),
        spreads: !plain.shared.is_empty(),
        code: plain,
    }
}

/// The work on a block, of rows as they lie or of rows that are gathered.
fn code(plan: &Plan, body: &Loop, tables: &Tables, gathers: bool) -> Code {
    let mut translation = Translation::new(plan, body, tables, gathers);
    let mut all = translation.lines();
    let stores = translation.stores(&mut all);
    let (alike, lines): (Vec<Lines>, Vec<Lines>) =
        all.into_iter().partition(|line| matches!(line.out, Value::Scalar(_)));
    let Translation { numbers, shared, reads, scalars, registers, .. } = translation;
    let solves = lines.iter().any(|line| matches!(line.op, Op::Solve(_)));
    let registers = registers.count;
    let mut code = Code {
        flat: false,
        gathers,
        solves,
        widths: [4, 8].map(|bytes| width(registers, solves, bytes)),
        numbers: numbers.into_iter().map(f64::from_bits).collect(),
        shared,
        reads,
        alike,
        lines,
        stores,
        scalars,
        registers,
    };
    code.flat = !gathers && is_flat(plan, body, &code);
    if !code.solves {
        keep_in_place(&mut code);
        stay_in_place(&mut code);
    }
    code
}

/// Notes the values that may be computed where they are kept: each is stored once as it is, the loop
/// reads nothing of that buffer, and its other stores write other rows of it.
fn keep_in_place(code: &mut Code) {
    for (k, store) in code.stores.iter().enumerate() {
        let Operand::Register(register) = store.value else { continue };
        let others = || code.stores.iter().enumerate().filter(|(other, _)| *other != k).map(|(_, other)| other);
        let is_stored_once = others().all(|other| other.value != store.value && other.times != Some(store.value));
        let place = store.to.place;
        let is_apart = code.reads.iter().all(|row| !row.place.meets(place))
            && others().all(|other| !other.adds || !other.to.place.meets(place));
        if k >= MOST_STORES
            || store.adds
            || store.times.is_some()
            || register >= MOST_ELSEWHERE
            || !is_stored_once
            || !is_apart
        {
            continue;
        }
        // A register has been others' before: the last line that writes it makes what is stored.
        let Some(of) = code.lines.iter().rposition(|line| line.writes(register)) else { continue };
        let is_read_by_tanh = |line: &Lines| matches!(line.op, Op::TanhSech2(a, _) if a == store.value);
        let is_plain = !matches!(code.lines[of].op, Op::TanhSech2(..));
        if is_plain && !code.lines[of..].iter().any(is_read_by_tanh) {
            code.lines[of].kept_by = Some(k);
        }
    }
}

/// Numbers of a register, in a type of so many bytes.
fn width(registers: usize, solves: bool, bytes: usize) -> usize {
    if solves {
        return MOST_SEARCHES;
    }
    let near = NEAR / (bytes * registers.max(1));
    (near / LEAST * LEAST).clamp(LEAST, MOST)
}

/// The rows that an index names.
fn row_rule(plan: &Plan, index: Option<&Index>, tables: &Tables) -> RowRule {
    match index {
        None => RowRule::Affine(0, 0),
        Some(Index::Range { start, step, .. }) => RowRule::Affine(*start, *step),
        Some(Index::Blocks { start, stride, width, .. }) => RowRule::Blocks(*start, *stride, *width),
        Some(Index::Loops { start, loops }) => {
            let mut below: usize = loops.iter().map(|(extent, _)| extent).product();
            let of = |(extent, stride): &(usize, isize)| {
                below /= extent;
                [below as isize, *extent as isize, *stride]
            };
            RowRule::Loops(*start, loops.iter().map(of).collect())
        }
        Some(Index::Table { id, period, .. }) if plan.per_lane => RowRule::Table(tables.starts[id.0], *period),
        Some(Index::Table { id, .. }) => RowRule::Listed(tables.numbers[id.0].clone()),
    }
}

impl Value {
    fn operand(self) -> Operand {
        match self {
            Value::Register(k) => Operand::Register(k),
            Value::Scalar(k) => Operand::Scalar(k),
        }
    }
}

/// True where no row reads what another row of the loop writes.
fn is_apart(body: &Loop) -> bool {
    let mut reads = body.lines.iter().filter_map(|line| match &line.formula {
        Formula::Read(buffer, index) => Some((*buffer, index.as_ref())),
        _ => None,
    });
    reads.all(|(buffer, index)| body.stores.iter().all(|store| store.buffer != buffer || index == Some(&store.index)))
}

/// True where blocks may hold several rows as they lie: the rows of all buffers follow one another.
fn is_flat(plan: &Plan, body: &Loop, code: &Code) -> bool {
    let stored = |store: &BlockStore| if store.reduces { !plan.per_lane } else { store.to.rule.follows() };
    let read = || code.reads.iter().all(|row| row.rule.follows());
    code.shared.is_empty() && is_apart(body) && read() && code.stores.iter().all(stored)
}

/// Registers that are free and taken.
#[derive(Default)]
struct Registers {
    free: Vec<usize>,
    count: usize,
}

impl Registers {
    fn take(&mut self) -> usize {
        self.free.pop().unwrap_or_else(|| {
            self.count += 1;
            self.count - 1
        })
    }
}

/// A loop while it is translated.
struct Translation<'p> {
    plan: &'p Plan,
    body: &'p Loop,
    tables: &'p Tables,
    numbers: Vec<u64>,
    shared: Vec<Row>,
    reads: Vec<Row>,
    scalars: usize,
    registers: Registers,
    /// The rows that lines gather into registers, and what all lanes share, by the lines' numbers.
    loads: BTreeMap<usize, usize>,
    /// Where the value of each line of the loop is.
    values: Vec<Option<Operand>>,
}

impl<'p> Translation<'p> {
    fn new(plan: &'p Plan, body: &'p Loop, tables: &'p Tables, gathers: bool) -> Self {
        let mut translation = Translation {
            plan,
            body,
            tables,
            numbers: Vec::new(),
            shared: Vec::new(),
            reads: Vec::new(),
            scalars: 0,
            registers: Registers::default(),
            loads: BTreeMap::new(),
            values: vec![None; body.lines.len()],
        };
        // Numbers come first, then what all lanes share.
        translation.collect_numbers();
        translation.scalars = translation.numbers.len();
        let place = |buffer: BufferId, index: &Option<Index>| Row {
            place: Place::of(plan, buffer),
            rule: row_rule(plan, index.as_ref(), tables),
        };
        for (k, line) in body.lines.iter().enumerate() {
            let Formula::Read(buffer, index) = &line.formula else { continue };
            let row = place(*buffer, index);
            translation.values[k] = Some(if row.place.per_lane || gathers {
                let lies_apart = !row.rule.follows() || !row.place.per_lane;
                translation.reads.push(row);
                if gathers && lies_apart {
                    translation.loads.insert(k, translation.reads.len() - 1);
                    continue;
                }
                Operand::Row(translation.reads.len() - 1)
            } else {
                translation.shared.push(row);
                translation.scalar().operand()
            });
        }
        translation
    }

    fn scalar(&mut self) -> Value {
        self.scalars += 1;
        Value::Scalar(self.scalars - 1)
    }

    fn collect_numbers(&mut self) {
        let mut note = |operand: plan::Operand| {
            if let plan::Operand::Number(n) = operand
                && !self.numbers.contains(&n.to_bits())
            {
                self.numbers.push(n.to_bits());
            }
        };
        for line in &self.body.lines {
            line.formula.operands().into_iter().for_each(&mut note);
            if let Formula::Root(_, equation) = &line.formula {
                let inner = equation.lines.iter().flat_map(|line| line.formula.operands());
                inner.chain([equation.value, equation.slope]).for_each(&mut note);
            }
        }
        self.body.stores.iter().flat_map(plan::Store::operands).for_each(&mut note);
    }

    fn number(&self, n: f64) -> Operand {
        let known = self.numbers.iter().position(|known| *known == n.to_bits());
        Operand::Scalar(known.expect("all numbers of the loop are known"))
    }

    fn operand(&self, operand: plan::Operand, values: &[Option<Operand>]) -> Operand {
        match operand {
            plan::Operand::Number(n) => self.number(n),
            plan::Operand::Line(k) => values[k].expect("a line is computed before it is read"),
        }
    }

    /// All lines of the loop; a register is free again behind the last line that reads it.
    fn lines(&mut self) -> Vec<Lines> {
        let body = self.body;
        let mut last: BTreeMap<usize, usize> = BTreeMap::new();
        let reads = |formula: &Formula| formula.operands();
        for (k, line) in body.lines.iter().enumerate() {
            for operand in reads(&line.formula) {
                if let plan::Operand::Line(of) = operand {
                    last.insert(of, k);
                }
            }
        }
        for operand in body.stores.iter().flat_map(plan::Store::operands) {
            if let plan::Operand::Line(of) = operand {
                last.insert(of, usize::MAX);
            }
        }
        let mut values = std::mem::take(&mut self.values);
        let out = self.translate(&body.lines, &mut values, &last);
        self.values = values;
        out
    }

    fn translate(
        &mut self,
        lines: &[plan::Line],
        values: &mut [Option<Operand>],
        last: &BTreeMap<usize, usize>,
    ) -> Vec<Lines> {
        let mut out = Vec::new();
        for (k, line) in lines.iter().enumerate() {
            if values[k].is_some() {
                continue;
            }
            let get = |operand: &plan::Operand, this: &Self| this.operand(*operand, values);
            let op = match &line.formula {
                Formula::Read(..) => Op::Move(Operand::Row(self.loads[&k])),
                Formula::Leaf | Formula::SlopeOfTanh => {
                    unreachable!("reads, leaves and slopes have their values before")
                }
                Formula::Unary(op, a) => Op::Unary(*op, get(a, self)),
                Formula::Binary(op, a, b) => Op::Binary(*op, [get(a, self), get(b, self)]),
                Formula::MultiplyAdd { factors: [a, b], addend, subtracted } => {
                    Op::MultiplyAdd { of: [get(a, self), get(b, self), get(addend, self)], subtracted: *subtracted }
                }
                Formula::TanhSech2(a) => Op::TanhSech2(get(a, self), Value::Scalar(0)),
                Formula::Select(c, a, b) => Op::Select([get(c, self), get(a, self), get(b, self)]),
                Formula::Root(right, equation) => {
                    let right = get(right, self);
                    Op::Solve(Box::new(self.solve(right, equation, values)))
                }
            };
            let of_scalars = op.operands().is_some_and(|all| all.iter().all(|a| matches!(a, Operand::Scalar(_))));
            let place = |this: &mut Self| match of_scalars {
                true => this.scalar(),
                false => Value::Register(this.registers.take()),
            };
            let value = place(self);
            values[k] = Some(value.operand());
            let op = match op {
                Op::TanhSech2(a, _) => {
                    let slope = place(self);
                    values[k + 1] = Some(slope.operand());
                    Op::TanhSech2(a, slope)
                }
                op => op,
            };
            out.push(Lines { op, out: value, kept_by: None, stays: false });
            self.release(k, values, last);
        }
        out
    }

    /// Frees the registers of values that no later line reads.
    fn release(&mut self, k: usize, values: &[Option<Operand>], last: &BTreeMap<usize, usize>) {
        for (of, value) in values.iter().enumerate() {
            let Some(Operand::Register(register)) = value else { continue };
            let ends = last.get(&of).copied().unwrap_or(of);
            if ends == k && !self.registers.free.contains(register) {
                self.registers.free.push(*register);
            }
        }
    }

    fn solve(&mut self, right: Operand, equation: &Equation, outer: &[Option<Operand>]) -> Solve {
        let unknown = self.registers.take();
        let mut values: Vec<Option<Operand>> = vec![None; equation.lines.len()];
        values[0] = Some(Operand::Register(unknown));
        for (line, of) in &equation.captured {
            values[*line] = Some(self.operand(*of, outer));
        }
        // Nothing inside is free before the search has ended.
        let forever: BTreeMap<usize, usize> = (0..equation.lines.len()).map(|k| (k, usize::MAX)).collect();
        let before = values.clone();
        let lines = self.translate(&equation.lines, &mut values, &forever);
        let left = [self.operand(equation.value, &values), self.operand(equation.slope, &values)];
        let inner = values.iter().zip(&before).filter(|(_, before)| before.is_none()).map(|(value, _)| value);
        let own = inner.filter_map(|value| match value {
            Some(Operand::Register(register)) => Some(*register),
            _ => None,
        });
        let own: Vec<usize> = own.collect();
        self.registers.free.extend(own);
        self.registers.free.push(unknown);
        Solve { right, unknown, lines, left, increasing: equation.increasing }
    }

    /// The values that are kept. A row that is stored as it is goes by way of a register.
    fn stores(&mut self, lines: &mut Vec<Lines>) -> Vec<BlockStore> {
        let body = self.body;
        let mut moved: BTreeMap<usize, Operand> = BTreeMap::new();
        for operand in body.stores.iter().flat_map(plan::Store::operands) {
            let Operand::Row(k) = self.operand(operand, &self.values) else { continue };
            moved.entry(k).or_insert_with(|| {
                // A new one: none is free before the stores.
                let register = self.registers.count;
                self.registers.count += 1;
                lines.push(Lines {
                    op: Op::Move(Operand::Row(k)),
                    out: Value::Register(register),
                    kept_by: None,
                    stays: false,
                });
                Operand::Register(register)
            });
        }
        let kept = |operand: plan::Operand| match self.operand(operand, &self.values) {
            Operand::Row(k) => moved[&k],
            other => other,
        };
        let store = |store: &plan::Store| BlockStore {
            value: kept(store.value),
            times: store.times.map(kept),
            to: Row {
                place: Place::of(self.plan, store.buffer),
                rule: row_rule(self.plan, (store.mode != Mode::Reduce).then_some(&store.index), self.tables),
            },
            adds: store.mode != Mode::Write,
            reduces: store.mode == Mode::Reduce,
        };
        self.body.stores.iter().map(store).collect()
    }
}

/// Notes the rows that are only gathered for lines to read them.
fn stay_in_place(code: &mut Code) {
    let is_stored =
        |register: Operand| code.stores.iter().any(|store| store.value == register || store.times == Some(register));
    for k in 0..code.lines.len() {
        let Value::Register(register) = code.lines[k].out else { continue };
        let is_row = matches!(code.lines[k].op, Op::Move(Operand::Row(_)));
        let value = Operand::Register(register);
        // Until the register is another value's.
        let end =
            code.lines[k + 1..].iter().position(|line| line.writes(register)).map_or(code.lines.len(), |n| k + 1 + n);
        let is_last = end == code.lines.len();
        let readers = &code.lines[k + 1..code.lines.len().min(end + 1)];
        let is_read_by_tanh = readers.iter().any(|line| matches!(line.op, Op::TanhSech2(a, _) if a == value));
        code.lines[k].stays = is_row && register < MOST_ELSEWHERE && !(is_last && is_stored(value)) && !is_read_by_tanh;
    }
}

impl Lines {
    /// True where a value goes to a register.
    fn writes(&self, register: usize) -> bool {
        let slope = match self.op {
            Op::TanhSech2(_, slope) => Some(slope),
            _ => None,
        };
        self.out == Value::Register(register) || slope == Some(Value::Register(register))
    }
}

impl Op {
    /// The values that it reads; of an equation none are told.
    fn operands(&self) -> Option<Vec<Operand>> {
        match self {
            Op::Move(a) | Op::Unary(_, a) | Op::TanhSech2(a, _) => Some(vec![*a]),
            Op::Binary(_, of) => Some(of.to_vec()),
            Op::MultiplyAdd { of, .. } | Op::Select(of) => Some(of.to_vec()),
            Op::Solve(_) => None,
        }
    }
}

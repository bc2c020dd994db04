//! One function as stages of fused loops and products.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    Buffer, BufferId, Degree, Equation, Formula, Line, Loop, Mode, Operand, Place, Plan, Product, Step, Store, gate,
    slots,
};
use crate::ir::{Binary, Expr, Graph, Leaf, Op, Unary, Value};
use crate::shape::{Contraction, Degrees, Index, Stairs};

/// A value that must end up in a buffer.
pub struct Goal {
    /// The value.
    pub value: Value,
    /// The buffer.
    pub buffer: BufferId,
    /// How it is put there.
    pub mode: Mode,
}

/// A product of the function, with what is fused into it.
struct Fused {
    matrix: Value,
    transposed: bool,
    stairs: Option<Stairs>,
    input: Value,
    bias: Option<Value>,
    activation: Option<Unary>,
}

/// Where a stored value lies and from which stage on it can be read.
#[derive(Clone, Copy)]
struct Home {
    buffer: BufferId,
    for_loops: usize,
    for_products: usize,
}

/// A loop: its stage, its rows, and a number that sets apart loops that store to different rows of one buffer.
type Key = (usize, usize, usize);

/// Plans one function.
pub struct Scheduler<'g> {
    graph: &'g Graph,
    per_lane: bool,
    buffers: Vec<Buffer>,
    homes: HashMap<Value, Home>,
    panels: HashMap<(Value, bool), BufferId>,
    products: HashMap<Value, Fused>,
    absorbed: BTreeSet<Value>,
    stages: HashMap<Value, usize>,
    loops: BTreeMap<Key, (Loop, HashMap<Value, Operand>)>,
    product_steps: BTreeMap<usize, Vec<Step>>,
    clears: BTreeMap<usize, Vec<BufferId>>,
}

impl<'g> Scheduler<'g> {
    /// For functions of samples, or of uniform values alone.
    pub fn new(graph: &'g Graph, per_lane: bool) -> Self {
        Scheduler {
            graph,
            per_lane,
            buffers: Vec::new(),
            homes: HashMap::new(),
            panels: HashMap::new(),
            products: HashMap::new(),
            absorbed: BTreeSet::new(),
            stages: HashMap::new(),
            loops: BTreeMap::new(),
            product_steps: BTreeMap::new(),
            clears: BTreeMap::new(),
        }
    }

    /// A buffer of the function.
    pub fn buffer(&mut self, name: &str, rows: usize, place: Place) -> BufferId {
        let mut distinct = identifier(name);
        let mut n = 2;
        while self.buffers.iter().any(|b| b.name == distinct) {
            distinct = format!("{}_{n}", identifier(name));
            n += 1;
        }
        self.buffers.push(Buffer { name: distinct, rows, place });
        BufferId(self.buffers.len() - 1)
    }

    /// Whether a buffer lies on the tape.
    pub fn is_tape(&self, buffer: BufferId) -> bool {
        matches!(self.buffers[buffer.0].place, Place::Tape(_))
    }

    /// Whether a value already lies on the tape.
    pub fn lies_on_tape(&self, value: Value) -> bool {
        self.homes.get(&value).is_some_and(|home| self.is_tape(home.buffer))
    }

    /// States that a value already lies in a buffer.
    pub fn given(&mut self, value: Value, buffer: BufferId) {
        self.homes.insert(value, Home { buffer, for_loops: 0, for_products: 0 });
    }

    /// States where a matrix lies in panels.
    pub fn packed(&mut self, matrix: Value, transposed: bool, buffer: BufferId) {
        self.panels.insert((matrix, transposed), buffer);
    }

    /// The plan that reaches the goals. A value with several goals is computed once.
    pub fn plan(self, name: &str, doc: &str, goals: &[Goal]) -> Plan {
        self.plan_after(Vec::new(), name, doc, goals)
    }

    /// The plan that reaches the goals after some steps have been taken.
    pub fn plan_after(mut self, mut steps: Vec<Step>, name: &str, doc: &str, goals: &[Goal]) -> Plan {
        self.fuse(&goals.iter().map(|g| g.value).collect::<Vec<_>>());
        for goal in goals {
            self.reach(goal);
        }
        steps.extend(self.flush());
        let mut plan = Plan {
            name: name.into(),
            doc: doc.into(),
            per_lane: self.per_lane,
            buffers: self.buffers,
            slots: Vec::new(),
            tape: Vec::new(),
            steps,
        };
        gate::fuse(&mut plan);
        slots::assign(&mut plan);
        plan
    }

    /// The steps so far, stage after stage; what they store can be read by any later one.
    pub fn flush(&mut self) -> Vec<Step> {
        let last = self.loops.keys().map(|k| k.0).chain(self.product_steps.keys().copied()).max();
        let (mut loops, mut steps) = (std::mem::take(&mut self.loops), Vec::new());
        for stage in 0..=last.unwrap_or(0) {
            steps.extend(self.clears.remove(&stage).unwrap_or_default().into_iter().map(Step::Clear));
            let here: Vec<Key> = loops.keys().copied().filter(|k| k.0 == stage).collect();
            steps.extend(here.into_iter().filter_map(|k| loops.remove(&k)).map(|(l, _)| Step::Loop(l)));
            steps.extend(self.product_steps.remove(&stage).unwrap_or_default());
        }
        self.stages.clear();
        self.homes.values_mut().for_each(|home| (home.for_loops, home.for_products) = (0, 0));
        steps
    }

    fn at(&self, value: Value) -> Expr<'g> {
        self.graph.at(value)
    }

    /// Finds the bias and activation of each product that the roots need: the only users of what comes before them.
    pub fn fuse(&mut self, roots: &[Value]) {
        let mut users: HashMap<Value, Vec<Value>> = HashMap::new();
        let mut todo = roots.to_vec();
        let mut seen = BTreeSet::new();
        while let Some(value) = todo.pop() {
            if self.homes.contains_key(&value) || !seen.insert(value) {
                continue;
            }
            for arg in &self.graph.node(value).args {
                users.entry(*arg).or_default().push(value);
                todo.push(*arg);
            }
        }
        let only_user = |v: Value| match users.get(&v).map(Vec::as_slice) {
            Some([user]) if !roots.contains(&v) => Some(*user),
            _ => None,
        };
        for value in seen {
            let Op::Product { of: Contraction::Matrix(stairs), transposed } = self.graph.node(value).op else {
                continue;
            };
            let e = self.at(value);
            let mut fused = Fused {
                matrix: e.arg(0).value,
                transposed,
                stairs,
                input: e.arg(1).value,
                bias: None,
                activation: None,
            };
            let mut end = value;
            let added = only_user(end).map(|u| self.at(u)).filter(|u| u.op() == Op::Binary(Binary::Add));
            if let Some(sum) = added {
                let other = if sum.arg(0).value == end { sum.arg(1) } else { sum.arg(0) };
                if !other.node().varying && !other.is_scalar() && other.constant().is_none() {
                    fused.bias = Some(other.value);
                    self.absorbed.insert(end);
                    end = sum.value;
                }
            }
            if let Some(user) = only_user(end).map(|u| self.at(u))
                && let Op::Unary(op @ (Unary::Relu | Unary::Tanh | Unary::Sigmoid | Unary::Softplus)) = user.op()
            {
                fused.activation = Some(op);
                self.absorbed.insert(end);
                end = user.value;
            }
            self.products.insert(end, fused);
        }
    }

    fn is_fused(&self, e: Expr) -> bool {
        e.op().is_elementwise() && !self.products.contains_key(&e.value) && !self.homes.contains_key(&e.value)
    }

    /// The first stage in which a loop of this many rows can have the value.
    fn stage(&mut self, e: Expr<'g>) -> usize {
        if e.constant().is_some() || (self.per_lane && !e.node().varying) {
            return 0;
        }
        // Values that this plan computes keep their stage also when they are stored: loops of that stage have them at hand.
        if let Some(stage) = self.stages.get(&e.value) {
            return *stage;
        }
        if let Some(home) = self.homes.get(&e.value) {
            return home.for_loops;
        }
        let stage = if self.is_fused(e) {
            e.args().into_iter().map(|a| self.stage_for(a, e)).max().unwrap_or(0)
        } else if let Op::Gather(_) = e.op() {
            self.home(e.arg(0)).for_loops
        } else {
            self.home(e).for_loops
        };
        self.stages.insert(e.value, stage);
        stage
    }

    /// The first stage in which the loop of `user` can read its argument.
    fn stage_for(&mut self, a: Expr<'g>, user: Expr<'g>) -> usize {
        // A condition is no number that could be stored: it is asked again where it is needed.
        if is_condition(a) && (a.size(), a.is_scalar()) != (user.size(), user.is_scalar()) {
            return a.args().into_iter().map(|x| self.stage_for(x, user)).max().unwrap_or(0);
        }
        if self.is_fused(a) && a.size() != user.size() && self.computes(a) {
            return self.home(a).for_loops;
        }
        if self.is_fused(a) && a.is_scalar() != user.is_scalar() && self.computes(a) {
            return self.home(a).for_loops;
        }
        self.stage(a)
    }

    fn computes(&self, e: Expr) -> bool {
        e.constant().is_none() && (!self.per_lane || e.node().varying || is_condition(e))
    }

    /// Puts a value into a buffer of its own, once.
    fn home(&mut self, e: Expr<'g>) -> Home {
        if let Some(home) = self.homes.get(&e.value) {
            return *home;
        }
        assert!(!matches!(e.op(), Op::Leaf(_)), "the leaf {} lies nowhere", name_of(e));
        let buffer = self.buffer(&name_of(e), e.size(), Place::Scratch(usize::MAX));
        self.put(e, buffer, Mode::Write)
    }

    /// Computes a value into a buffer; later readers find it there when it was written whole.
    fn put(&mut self, e: Expr<'g>, buffer: BufferId, mode: Mode) -> Home {
        let home = if self.products.contains_key(&e.value) && mode == Mode::Write {
            self.put_product(e, buffer)
        } else {
            match e.op() {
                Op::Assemble { len, parts } if !self.homes.contains_key(&e.value) => {
                    self.put_parts(e, buffer, len, &parts, mode)
                }
                Op::Sum if !self.homes.contains_key(&e.value) => self.put_sum(e, buffer, mode),
                Op::TriangularSolve { transposed, stairs } if mode == Mode::Write => {
                    self.put_solve(e, buffer, transposed, stairs)
                }
                Op::Outer { of: Contraction::Matrix(stairs) } if mode == Mode::Add => self.add_outer(e, buffer, stairs),
                _ => {
                    let stage = self.store(e, buffer, Index::identity(e.size()), mode);
                    Home { buffer, for_loops: stage + 1, for_products: stage }
                }
            }
        };
        if mode == Mode::Write {
            self.homes.entry(e.value).or_insert(home);
        }
        home
    }

    fn put_product(&mut self, e: Expr<'g>, out: BufferId) -> Home {
        let Fused { matrix, transposed, stairs, input, bias, activation } = &self.products[&e.value];
        let (matrix, transposed, stairs) = (*matrix, *transposed, *stairs);
        let (input, bias, activation) = (self.at(*input), *bias, *activation);
        let (source, input_row) = self.rows_of(input);
        let columns = input.size();
        let product = Product {
            out,
            panels: self.panels[&(matrix, transposed)],
            bias: bias.map(|b| self.homes[&b].buffer),
            input: source.buffer,
            input_row,
            rows: e.size(),
            columns,
            activation,
            gate: None,
            transposed,
            stairs,
        };
        let stage = source.for_products;
        self.product_steps.entry(stage).or_default().push(Step::Product(product));
        Home { buffer: out, for_loops: stage + 1, for_products: stage + 1 }
    }

    fn put_solve(&mut self, e: Expr<'g>, out: BufferId, transposed: bool, stairs: Stairs) -> Home {
        let [matrix, diagonal, right] = [0, 1, 2].map(|k| self.home(e.arg(k)));
        let stage = [matrix, diagonal, right].iter().map(|h| h.for_products).max().unwrap_or(0);
        let (matrix, diagonal, right) = (matrix.buffer, diagonal.buffer, right.buffer);
        let step = Step::TriangularSolve { out, matrix, diagonal, right, transposed, stairs };
        self.product_steps.entry(stage).or_default().push(step);
        Home { buffer: out, for_loops: stage + 1, for_products: stage + 1 }
    }

    fn add_outer(&mut self, e: Expr<'g>, out: BufferId, stairs: Option<Stairs>) -> Home {
        let [a, b] = [0, 1].map(|k| self.home(e.arg(k)));
        let stage = a.for_products.max(b.for_products);
        self.product_steps.entry(stage).or_default().push(Step::AddOuter { out, a: a.buffer, b: b.buffer, stairs });
        Home { buffer: out, for_loops: stage + 1, for_products: stage + 1 }
    }

    /// The buffer and row from which a value can be read as neighbouring rows.
    fn rows_of(&mut self, e: Expr<'g>) -> (Home, usize) {
        if let (Op::Gather(index), false) = (e.op(), self.homes.contains_key(&e.value))
            && let Some(start) = index.contiguous()
        {
            let (home, row) = self.rows_of(e.arg(0));
            return (home, row + start);
        }
        (self.home(e), 0)
    }

    fn put_parts(&mut self, e: Expr<'g>, buffer: BufferId, len: usize, parts: &[Index], mode: Mode) -> Home {
        let covered: usize = parts.iter().map(Index::len).sum();
        if covered < len && mode == Mode::Write {
            self.clears.entry(0).or_default().push(buffer);
        }
        let mut last = 0;
        for (k, part) in parts.iter().enumerate() {
            let argument = e.arg(k);
            if let (Op::Assemble { .. }, false) = (argument.op(), self.homes.contains_key(&argument.value)) {
                self.home(argument);
            }
            last = last.max(self.store(argument, buffer, part.clone(), mode));
        }
        Home { buffer, for_loops: last + 1, for_products: last }
    }

    fn put_sum(&mut self, e: Expr<'g>, buffer: BufferId, mode: Mode) -> Home {
        let argument = e.arg(0);
        let stage = self.store(argument, buffer, Index::identity(1), Mode::Reduce);
        if mode == Mode::Write {
            self.clears.entry(0).or_default().push(buffer);
        }
        Home { buffer, for_loops: stage + 1, for_products: stage }
    }

    fn reach(&mut self, goal: &Goal) {
        let e = self.at(goal.value);
        if goal.mode == Mode::Write {
            self.put(e, goal.buffer, Mode::Write);
            return;
        }
        self.put(e, goal.buffer, Mode::Add);
    }

    /// Stores a value from the loop of its stage and rows; the stage.
    fn store(&mut self, e: Expr<'g>, buffer: BufferId, index: Index, mode: Mode) -> usize {
        let rows = e.size();
        let stage = self.stage(e);
        // Single rows of one buffer are stored side by side, where they are others.
        let beside = |s: &Store| rows == 1 && s.mode == mode && mode != Mode::Reduce && s.index.is_apart(&index);
        let same = |s: &Store| s.index == index && s.mode == mode;
        let conflicts = |l: &Loop| l.stores.iter().any(|s| s.buffer == buffer && !same(s) && !beside(s));
        let mut key = (stage, rows, 0);
        while self.loops.get(&key).is_some_and(|(l, _)| conflicts(l)) {
            key.2 += 1;
        }
        let value = self.operand(e, key, e.is_scalar());
        let slot = self.loops.entry(key).or_default();
        slot.0.rows = rows;
        slot.0.stores.push(Store { value, buffer, index, mode });
        stage
    }

    /// The value as an operand of a loop, computing what it needs there.
    fn operand(&mut self, e: Expr<'g>, key: Key, scalar: bool) -> Operand {
        if let Some(number) = e.constant() {
            return Operand::Number(number);
        }
        if let Some(found) = self.loops.get(&key).and_then(|(_, known)| known.get(&e.value)) {
            return *found;
        }
        let spread = e.op() == Op::Binary(Binary::Add) && e.arg(0).is_scalar() && !scalar && e.arg(1).is(0.0);
        if spread && !self.homes.contains_key(&e.value) {
            let operand = self.operand(e.arg(0), key, scalar);
            self.loops.entry(key).or_default().1.insert(e.value, operand);
            return operand;
        }
        let formula = self.formula(e, key, scalar);
        let label = self.graph.label(e.value);
        let (body, known) = self.loops.entry(key).or_default();
        let name = line_name(body, label, &formula, &self.buffers);
        body.lines.push(Line { name, formula });
        let operand = Operand::Line(body.lines.len() - 1);
        known.insert(e.value, operand);
        operand
    }

    fn formula(&mut self, e: Expr<'g>, key: Key, scalar: bool) -> Formula {
        let in_loop = self.is_fused(e) && self.computes(e) && (e.is_scalar() == scalar || is_condition(e));
        if in_loop && (self.stage(e) == key.0 || !is_costly(e)) {
            let args: Vec<Operand> = e.args().into_iter().map(|a| self.operand(a, key, scalar)).collect();
            return match e.op() {
                Op::Unary(op) => Formula::Unary(op, args[0]),
                Op::Binary(op) => Formula::Binary(op, args[0], args[1]),
                Op::Root(equation) => Formula::Root(args[0], Box::new(self.equation(&equation, &args[1..]))),
                _ => Formula::Select(args[0], args[1], args[2]),
            };
        }
        if let (Op::Gather(index), false) = (e.op(), self.homes.contains_key(&e.value)) {
            let source = self.home(e.arg(0));
            return Formula::Read(source.buffer, Some(index));
        }
        let home = self.home(e);
        let index = (!e.is_scalar()).then(|| Index::identity(e.size()));
        Formula::Read(home.buffer, index)
    }
}

impl<'g> Scheduler<'g> {
    /// The lines of an equation.
    fn equation(&self, equation: &crate::ir::Equation, captured: &[Operand]) -> Equation {
        let mut lines = Vec::new();
        let mut known: HashMap<Value, Operand> = HashMap::new();
        // A line that stands for a leaf reads nothing: what it is called is all that emission needs of it.
        let leaf = |name: String| Line { name, formula: Formula::Unary(Unary::Abs, Operand::Number(0.0)) };
        lines.push(leaf("unknown".into()));
        known.insert(equation.own, Operand::Line(0));
        let mut stand_ins = Vec::new();
        for (c, operand) in equation.captured.iter().zip(captured) {
            stand_ins.push((lines.len(), *operand));
            known.insert(*c, Operand::Line(lines.len()));
            lines.push(leaf(format!("captured_{}", lines.len())));
        }
        for value in self.graph.order(&[equation.value, equation.slope]) {
            let e = self.graph.at(value);
            if known.contains_key(&value) {
                continue;
            }
            if let Some(number) = e.constant() {
                known.insert(value, Operand::Number(number));
                continue;
            }
            let args: Vec<Operand> = e.node().args.iter().map(|a| known[a]).collect();
            let formula = match e.op() {
                Op::Unary(op) => Formula::Unary(op, args[0]),
                Op::Binary(op) => Formula::Binary(op, args[0], args[1]),
                _ => Formula::Select(args[0], args[1], args[2]),
            };
            known.insert(value, Operand::Line(lines.len()));
            lines.push(Line { name: format!("term_{}", lines.len()), formula });
        }
        let (value, slope) = (known[&equation.value], known[&equation.slope]);
        Equation { lines, captured: stand_ins, value, slope, increasing: equation.increasing }
    }
}

impl<'g> Scheduler<'g> {
    /// Whether a value is a product with all that is fused into it.
    pub fn is_product(&self, value: Value) -> bool {
        self.products.contains_key(&value)
    }

    /// What a value needs and lies nowhere yet, arguments first, and the value itself.
    pub fn missing(&self, root: Expr<'g>) -> Vec<Expr<'g>> {
        let mut found = BTreeSet::new();
        let mut todo = vec![root.value];
        while let Some(value) = todo.pop() {
            if !self.homes.contains_key(&value) && found.insert(value) {
                todo.extend(&self.graph.node(value).args);
            }
        }
        found.into_iter().map(|v| self.at(v)).collect()
    }

    /// Whether a product has taken a value up: only its result is there.
    pub fn is_absorbed(&self, value: Value) -> bool {
        self.absorbed.contains(&value)
    }

    /// Whether a value lies in a buffer.
    pub fn is_home(&self, value: Value) -> bool {
        self.homes.contains_key(&value)
    }

    /// Puts a value into a buffer of its own, from which later steps read it.
    pub fn settle(&mut self, e: Expr<'g>) {
        self.home(e);
    }

    /// A masked product: its matrix, its input, whether it is transposed, and the slab that it is in these buffers.
    pub fn masked(&self, value: Value) -> Option<MaskedProduct> {
        let fused = self.products.get(&value)?;
        let stairs = fused.stairs?;
        let input = self.homes.get(&fused.input)?.buffer;
        let bias = fused.bias.and_then(|b| self.homes.get(&b)).map(|h| h.buffer);
        let (matrix, transposed, activation) = (fused.matrix, fused.transposed, fused.activation);
        Some(MaskedProduct { matrix, transposed, input, bias, activation, stairs })
    }

    /// The loop over the rows of a level that stores a value where it is wanted.
    pub fn level_loop(&mut self, e: Expr<'g>, stores: &[(BufferId, Index)], span: Option<(Degrees, Degree)>) -> Step {
        for (buffer, index) in stores {
            self.store(e, *buffer, index.clone(), Mode::Write);
        }
        let loops = std::mem::take(&mut self.loops);
        debug_assert!(loops.len() == 1, "a level's loop needs values that lie nowhere");
        let body = loops.into_values().next().map_or(Loop::default(), |(body, _)| body);
        Step::Loop(Loop { span, ..body })
    }
}

/// A masked product, ready to be computed by slabs.
pub struct MaskedProduct {
    /// The matrix.
    pub matrix: Value,
    /// Whether it is transposed.
    pub transposed: bool,
    /// What is multiplied.
    pub input: BufferId,
    /// What is added to each row.
    pub bias: Option<BufferId>,
    /// What is applied to the result.
    pub activation: Option<Unary>,
    /// Which entries are masked.
    pub stairs: Stairs,
}

fn is_condition(e: Expr) -> bool {
    e.op() == Op::Binary(Binary::Less)
}

/// Whether computing the value again costs more than storing and reading it.
fn is_costly(e: Expr) -> bool {
    matches!(e.op(), Op::Root(_))
        || matches!(e.op(), Op::Unary(op) if op.is_costly())
        || matches!(e.op(), Op::Binary(Binary::Div))
}

fn line_name(body: &Loop, label: Option<String>, formula: &Formula, buffers: &[Buffer]) -> String {
    let wanted = match (label, formula) {
        (Some(label), _) => identifier(&label),
        (None, Formula::Read(buffer, _)) => buffers[buffer.0].name.clone(),
        (None, Formula::Unary(op, _)) => format!("{}_{}", op.name(), body.lines.len()),
        (None, Formula::Binary(Binary::Less, ..)) => format!("below_{}", body.lines.len()),
        (None, Formula::Binary(Binary::Add, ..)) => format!("sum_{}", body.lines.len()),
        (None, Formula::Binary(Binary::Sub, ..)) => format!("difference_{}", body.lines.len()),
        (None, Formula::Binary(Binary::Div, ..)) => format!("ratio_{}", body.lines.len()),
        (None, Formula::Binary(..)) => format!("product_{}", body.lines.len()),
        (None, Formula::Root(..)) => format!("root_{}", body.lines.len()),
        (None, Formula::Select(..)) => format!("chosen_{}", body.lines.len()),
    };
    let taken = |name: &str| body.lines.iter().any(|l| l.name == name);
    if !taken(&wanted) {
        return wanted;
    }
    (2..).map(|n| format!("{wanted}_{n}")).find(|name| !taken(name)).unwrap_or(wanted)
}

/// What a value is called where it has a buffer: its label, its leaf's name, or its operation's.
pub fn name_of(e: Expr) -> String {
    let unnamed = || match e.op() {
        Op::Leaf(Leaf::Varying(name) | Leaf::Uniform(name) | Leaf::Parameter(_, name)) => name,
        Op::Unary(op) => op.name().to_string(),
        Op::Binary(Binary::Add) => "sum".into(),
        Op::Binary(Binary::Sub) => "difference".into(),
        Op::Binary(Binary::Div) => "ratio".into(),
        Op::Binary(_) => "product".into(),
        Op::Product { transposed: true, .. } => "arrived".into(),
        Op::Const(_) => "constant".into(),
        other => other.to_string().split([' ', '[']).next().unwrap_or("value").to_string(),
    };
    e.graph.label(e.value).unwrap_or_else(unnamed)
}

/// A label as a Rust name.
pub fn identifier(label: &str) -> String {
    label.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect()
}

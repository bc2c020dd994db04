//! Fused elementwise work: one loop of a plan as a loop over rows and lanes.
//!
//! Rows are sliced outside of the loop over lanes, numbers are read inside; every line of the plan is one `let`, but numbers that are read once
//! and the value of a single store, which stand where they are used, and a function that is made with another.
//! A loop that only moves neighbouring rows is a copy.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::func::{count, degree, ident, safe};
use super::paths;
use crate::ir::{Binary, Unary};
use crate::plan::{BufferId, Degree, Equation, Formula, Loop, Mode, Operand, Plan, Store};
use crate::shape::{Degrees, Index};

pub(super) fn emit_loop(plan: &Plan, body: &Loop, tables: &[usize], levels: usize) -> TokenStream {
    let mut emitter = LoopEmitter {
        plan,
        body,
        tables,
        single: body.rows == 1 && body.span.is_none(),
        names: line_names(plan, body),
        mentions: mentions(body),
        in_place: BTreeMap::new(),
        outside: Vec::new(),
        inside: Vec::new(),
        rows_read: Vec::new(),
        shared: Vec::new(),
    };
    emitter.lines();
    if let Some(same) = emitter.same_for_all_lanes() {
        return same;
    }
    let (stores, after, rows_written) = emitter.stores();
    let LoopEmitter { outside, inside, rows_read, shared, .. } = emitter;
    let work = quote!(#(#inside)* #(#stores)*);
    let lanes = if plan.per_lane { quote!(for lane in 0..lanes { #work }) } else { work };
    let lanes = if body.apart {
        let isa = if body.calls_isa() { quote!(isa) } else { quote!(_) };
        // As arguments, rows are known to lie apart.
        quote! {
            #[inline(always)]
            #[allow(clippy::too_many_arguments)]
            fn each_lane<T: Real, I: Isa>(
                #isa: I,
                lanes: usize,
                #(#rows_read: &[T],)*
                #(#shared: T,)*
                #(#rows_written: &mut [T],)*
            ) {
                #lanes
            }
            each_lane(isa, lanes, #(#rows_read,)* #(#shared,)* #(#rows_written,)*);
        }
    } else {
        lanes
    };
    let rows = count(body.rows);
    if let Some((rule, at)) = body.span {
        // One row a level, and none that a level lacks.
        let own_row = rule == Degrees { always: 0, first: 1, groups: levels, size: levels } && at == Degree::Above;
        let work = quote!(#(#outside)* #(#after)* #lanes);
        if own_row {
            return quote!({ let row = level; #work });
        }
        let (rule, at) = (paths::degrees(&rule), degree(at));
        return quote!(for row in rows_of(#rule, #at) { #work });
    }
    if body.rows == 1 {
        quote!({ #(#outside)* #(#after)* #lanes })
    } else {
        quote!(for row in 0..#rows { #(#outside)* #(#after)* #lanes })
    }
}

/// Rows of a buffer as a range of its numbers; none where it is all of them.
pub(super) fn range(start: usize, rows: usize, all: usize) -> Option<TokenStream> {
    let at = |row: usize| match row {
        0 => quote!(),
        1 => quote!(lanes),
        row => {
            let row = count(row);
            quote!(#row * lanes)
        }
    };
    let (first, end) = (at(start), at(start + rows));
    (start > 0 || rows != all).then(|| quote!(#first..#end))
}

/// How often the text of each line's value would be written, or twice where it should not stand: a square has its number twice, and a search
/// for a root reads on and on.
fn mentions(body: &Loop) -> Vec<usize> {
    let mut mentions = vec![0; body.lines.len()];
    let mut mention = |operand: &Operand, times: usize| {
        if let Operand::Line(k) = operand {
            mentions[*k] += times;
        }
    };
    for line in &body.lines {
        match &line.formula {
            Formula::Leaf | Formula::Read(..) | Formula::SlopeOfTanh => {}
            Formula::TanhSech2(a) => mention(a, 1),
            Formula::MultiplyAdd { factors, addend, .. } => factors.iter().chain([addend]).for_each(|a| mention(a, 1)),
            Formula::Unary(op, a) => mention(a, if *op == Unary::Square { 2 } else { 1 }),
            Formula::Binary(_, a, b) => [a, b].into_iter().for_each(|a| mention(a, 1)),
            // A number that is read in one case only could not be read by vectors.
            Formula::Select(c, a, b) => [(c, 1), (a, 2), (b, 2)].into_iter().for_each(|(a, times)| mention(a, times)),
            Formula::Root(right, equation) => {
                mention(right, 1);
                equation.captured.iter().for_each(|(_, outer)| mention(outer, 2));
            }
        }
    }
    body.stores.iter().flat_map(Store::operands).for_each(|a| mention(&a, 1));
    mentions
}

/// The names of a loop's lines: none that of a buffer whose elements are read or written beside it.
fn line_names(plan: &Plan, body: &Loop) -> Vec<Ident> {
    let beside = plan.buffers.iter().filter(|b| !(plan.per_lane && b.place.is_per_lane()));
    let taken: BTreeSet<String> = beside.map(|b| safe(&b.name)).collect();
    let name = |line: &crate::plan::Line| {
        let name = safe(&line.name);
        if taken.contains(&name) { format_ident!("{name}_here") } else { format_ident!("{name}") }
    };
    body.lines.iter().map(name).collect()
}

struct LoopEmitter<'p> {
    plan: &'p Plan,
    body: &'p Loop,
    tables: &'p [usize],
    single: bool,
    names: Vec<Ident>,
    /// How often the text of each line's value would be written.
    mentions: Vec<usize>,
    /// Values that are written where they are used.
    in_place: BTreeMap<usize, TokenStream>,
    outside: Vec<TokenStream>,
    inside: Vec<TokenStream>,
    /// Slices that are read.
    rows_read: Vec<Ident>,
    /// Numbers that all lanes share.
    shared: Vec<Ident>,
}

impl LoopEmitter<'_> {
    fn row(&self, index: Option<&Index>) -> TokenStream {
        let row = if self.single { quote!(0) } else { quote!(row) };
        match index {
            None => quote!(0),
            Some(Index::Range { start, .. }) if self.single => {
                let start = count(*start);
                quote!(#start)
            }
            Some(Index::Range { start: 0, step: 1, .. }) => row,
            Some(Index::Range { start, step: 1, .. }) => {
                let start = count(*start);
                quote!(#start + row)
            }
            Some(Index::Range { start, step: -1, .. }) => {
                let start = count(*start);
                quote!(#start - row)
            }
            Some(Index::Range { start, step, .. }) => {
                let (first, stride) = (count(*start), count(step.unsigned_abs()));
                match (*start, *step < 0) {
                    (_, true) => quote!(#first - #stride * row),
                    (0, false) => quote!(#stride * row),
                    (_, false) => quote!(#first + #stride * row),
                }
            }
            Some(Index::Blocks { start, stride, width, .. }) => {
                let (first, stride, width) = (count(*start), count(*stride), count(*width));
                quote!(#first + #stride * (#row / #width) + #row % #width)
            }
            Some(Index::Table { id, .. }) => {
                let at = self.tables.get(id.0).copied().unwrap_or(0);
                let at = count(at);
                if self.single { quote!(tables[#at] as usize) } else { quote!(tables[#at + row] as usize) }
            }
        }
    }

    fn name(&self, k: usize) -> Ident {
        self.names[k].clone()
    }

    fn operand(&self, operand: Operand) -> TokenStream {
        match operand {
            Operand::Line(k) => self.in_place.get(&k).cloned().unwrap_or_else(|| {
                let name = self.name(k);
                quote!(#name)
            }),
            Operand::Number(n) => number(n),
        }
    }

    /// Whether a number that is read is written where it is used, once: not in one of several stores, so that all reads come before the first.
    fn is_read_in_place(&self, k: usize) -> bool {
        let is_late = self.body.stores.iter().flat_map(Store::operands).any(|operand| operand == Operand::Line(k));
        self.mentions[k] == 1 && (self.body.stores.len() == 1 || !is_late)
    }

    /// Whether a value is that of the only store, and used by nothing else. A choice is laid out on more lines there than in its own.
    fn is_stored_in_place(&self, k: usize) -> bool {
        let is_choice = matches!(self.body.lines[k].formula, Formula::Select(..));
        !is_choice
            && matches!(self.body.stores.as_slice(), [store] if store.value == Operand::Line(k) && store.times.is_none())
            && self.mentions[k] == 1
    }

    fn lines(&mut self) {
        for k in 0..self.body.lines.len() {
            let name = self.name(k);
            let value = match &self.body.lines[k].formula {
                Formula::Read(buffer, index) => {
                    self.read(k, *buffer, index.as_ref());
                    continue;
                }
                Formula::TanhSech2(a) => {
                    let both = tanh_sech2(&name, &self.name(k + 1), &self.operand(*a));
                    self.inside.push(both);
                    continue;
                }
                Formula::SlopeOfTanh => continue,
                Formula::Root(right, equation) => self.root(*right, equation),
                formula => self.formula(formula, &|operand| self.operand(operand)),
            };
            if self.is_stored_in_place(k) {
                self.in_place.insert(k, value);
            } else {
                self.inside.push(quote!(let #name = #value;));
            }
        }
    }

    /// A value of earlier ones.
    fn formula(&self, formula: &Formula, operand: &dyn Fn(Operand) -> TokenStream) -> TokenStream {
        match formula {
            Formula::Unary(op, a) => {
                let a = operand(*a);
                match op {
                    Unary::Neg => quote!(-#a),
                    Unary::Square => quote!(#a * #a),
                    _ => {
                        let call = format_ident!("{}", op.name());
                        quote!(isa.#call(#a))
                    }
                }
            }
            Formula::Binary(op, a, b) => {
                let (a, b) = (operand(*a), operand(*b));
                match op {
                    Binary::Add => quote!(#a + #b),
                    Binary::Sub => quote!(#a - #b),
                    Binary::Mul => quote!(#a * #b),
                    Binary::Div => quote!(#a / #b),
                    Binary::Less => quote!(#a < #b),
                }
            }
            Formula::Select(c, a, b) => {
                let (c, a, b) = (operand(*c), operand(*a), operand(*b));
                quote!(if #c { #a } else { #b })
            }
            Formula::MultiplyAdd { factors: [x, y], addend, subtracted } => {
                let (x, y) = (operand(*x), operand(*y));
                let addend = match addend {
                    Operand::Number(n) if *subtracted => number(-n),
                    other => {
                        let other = operand(*other);
                        if *subtracted { quote!(-#other) } else { other }
                    }
                };
                quote!(isa.mul_add(#x, #y, #addend))
            }
            Formula::Leaf | Formula::Read(..) | Formula::Root(..) | Formula::TanhSech2(_) | Formula::SlopeOfTanh => {
                unreachable!("these are no values of earlier ones")
            }
        }
    }

    /// The solution of an equation: `isa.root(right, increasing, |unknown| (value, slope))`.
    fn root(&self, right: Operand, equation: &Equation) -> TokenStream {
        let right = self.operand(right);
        let name = |k: usize| format_ident!("{}", equation.lines[k].name);
        let local = |operand: Operand| match operand {
            Operand::Number(n) => number(n),
            Operand::Line(k) => match equation.captured.iter().find(|(line, _)| *line == k) {
                Some((_, outer)) => self.operand(*outer),
                None => {
                    let name = name(k);
                    quote!(#name)
                }
            },
        };
        let lines = equation.lines.iter().enumerate().filter_map(|(k, line)| match &line.formula {
            Formula::Leaf | Formula::SlopeOfTanh => None,
            Formula::TanhSech2(a) => Some(tanh_sech2(&name(k), &name(k + 1), &local(*a))),
            formula => {
                let (name, value) = (name(k), self.formula(formula, &local));
                Some(quote!(let #name = #value;))
            }
        });
        let (value, slope, increasing) = (local(equation.value), local(equation.slope), equation.increasing);
        quote!(isa.root(#right, #increasing, |unknown: T| { #(#lines)* (#value, #slope) }))
    }

    /// A row that is read: its slice outside the loop over lanes, its number inside.
    fn read(&mut self, k: usize, buffer: BufferId, index: Option<&Index>) {
        let name = self.name(k);
        let source = self.plan.buffer(buffer);
        let (local, row) = (ident(source), self.row(index));
        if self.plan.per_lane && source.place.is_per_lane() {
            let slice = format_ident!("{name}_row");
            self.outside.push(quote!(let #slice = row_of(#local, #row, lanes);));
            if self.is_read_in_place(k) {
                self.in_place.insert(k, quote!(#slice[lane]));
            } else {
                self.inside.push(quote!(let #name = #slice[lane];));
            }
            self.rows_read.push(slice);
        } else if self.plan.per_lane {
            self.outside.push(quote!(let #name = #local[#row];));
            self.shared.push(name.clone());
        } else {
            self.inside.push(quote!(let #name = #local[#row];));
        }
    }

    /// One number for all lanes, added to or written into a single row: a loop over that row's numbers.
    fn same_for_all_lanes(&self) -> Option<TokenStream> {
        let [Store { value: value @ Operand::Number(_), times: None, buffer, index, mode }] =
            self.body.stores.as_slice()
        else {
            return None;
        };
        if !self.plan.per_lane || !self.single {
            return None;
        }
        let (target, value) = (ident(self.plan.buffer(*buffer)), self.operand(*value));
        let row = self.row((*mode != Mode::Reduce).then_some(index));
        let assign = if *mode == Mode::Write { quote!(=) } else { quote!(+=) };
        Some(quote!(for number in row_of_mut(#target, #row, lanes) { *number #assign #value; }))
    }

    /// What is stored, how the rows that it is stored to are opened, and their slices.
    fn stores(&self) -> (Vec<TokenStream>, Vec<TokenStream>, Vec<Ident>) {
        let mut stores = Vec::new();
        let mut opened: BTreeMap<BufferId, Vec<String>> = BTreeMap::new();
        for Store { value, times, buffer, index, mode } in &self.body.stores {
            let target = ident(self.plan.buffer(*buffer));
            let value = self.operand(*value);
            let row = self.row((*mode != Mode::Reduce).then_some(index));
            let assign = if *mode == Mode::Write { quote!(=) } else { quote!(+=) };
            if self.plan.per_lane {
                let slice = self.row_mut(*buffer, &row, opened.entry(*buffer).or_default());
                stores.push(match times.map(|times| self.operand(times)) {
                    Some(times) => quote!(#slice[lane] = isa.mul_add(#value, #times, #slice[lane]);),
                    None => quote!(#slice[lane] #assign #value;),
                });
            } else {
                stores.push(quote!(#target[#row] #assign #value;));
            }
        }
        let mut written = Vec::new();
        let mut open = |(buffer, rows): (BufferId, Vec<String>)| {
            let target = ident(self.plan.buffer(buffer));
            let rows: Vec<TokenStream> = rows.iter().filter_map(|row| row.parse().ok()).collect();
            let mut names = Vec::new();
            let slices: Vec<Ident> = rows.iter().map(|row| self.row_mut(buffer, row, &mut names)).collect();
            written.extend(slices.iter().cloned());
            match rows.as_slice() {
                [row] => quote!(let #(#slices)* = row_of_mut(#target, #row, lanes);),
                _ => quote!(let [#(#slices),*] = rows_of_mut(#target, [#(#rows),*], lanes);),
            }
        };
        let opened = opened.into_iter().map(&mut open).collect();
        (stores, opened, written)
    }

    /// The slice of a row that is stored to, by its place among those of the buffer.
    fn row_mut(&self, buffer: BufferId, row: &TokenStream, rows: &mut Vec<String>) -> Ident {
        let (target, text) = (ident(self.plan.buffer(buffer)), row.to_string());
        let place = rows.iter().position(|r| *r == text).unwrap_or_else(|| {
            rows.push(text);
            rows.len() - 1
        });
        if place == 0 { format_ident!("{target}_row_mut") } else { format_ident!("{target}_row_mut_{}", place + 1) }
    }
}

/// tanh of a number, with its slope.
fn tanh_sech2(tanh: &Ident, sech2: &Ident, of: &TokenStream) -> TokenStream {
    quote!(let (#tanh, #sech2) = isa.tanh_sech2(#of);)
}

/// Constants that have a name.
const NAMED: [(f64, &str); 12] = [
    (std::f64::consts::E, "E"),
    (std::f64::consts::LN_2, "LN_2"),
    (std::f64::consts::LN_10, "LN_10"),
    (std::f64::consts::LOG2_E, "LOG2_E"),
    (std::f64::consts::PI, "PI"),
    (std::f64::consts::TAU, "TAU"),
    (std::f64::consts::FRAC_PI_2, "FRAC_PI_2"),
    (std::f64::consts::FRAC_1_PI, "FRAC_1_PI"),
    (std::f64::consts::FRAC_2_PI, "FRAC_2_PI"),
    (std::f64::consts::SQRT_2, "SQRT_2"),
    (std::f64::consts::FRAC_1_SQRT_2, "FRAC_1_SQRT_2"),
    (std::f64::consts::FRAC_2_SQRT_PI, "FRAC_2_SQRT_PI"),
];

/// A number of a formula, in the flow's number type.
fn number(n: f64) -> TokenStream {
    if n == 0.0 && n.is_sign_positive() {
        return quote!(T::ZERO);
    }
    if n == 1.0 {
        return quote!(T::ONE);
    }
    if n.is_infinite() {
        return if n < 0.0 { quote!(real::<T>(f64::NEG_INFINITY)) } else { quote!(real::<T>(f64::INFINITY)) };
    }
    let magnitude = match NAMED.iter().find(|(value, _)| *value == n.abs()) {
        Some((_, name)) => {
            let name = format_ident!("{name}");
            quote!(::core::f64::consts::#name)
        }
        None => {
            let literal = Literal::f64_unsuffixed(n.abs());
            quote!(#literal)
        }
    };
    if n < 0.0 { quote!(real::<T>(-#magnitude)) } else { quote!(real::<T>(#magnitude)) }
}

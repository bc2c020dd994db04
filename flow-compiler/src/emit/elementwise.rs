//! Fused elementwise work: one loop of a plan as a loop over rows and lanes.
//!
//! ```text
//! for row in 0..8 {
//!     each_lane! {
//!         lane in lanes, isa: I;
//!         read raw_widths = raw[row];
//!         write sum_out = sum[0], exp_out = exp[row];
//!         let exp_2 = isa.exp(raw_widths[lane]);
//!         sum_out[lane] += exp_2;
//!         exp_out[lane] = exp_2;
//!     }
//! }
//! ```
//! A value that has a name in the declaration, or that is used more than once, is one `let`; short
//! values that are used once, numbers that are read at most twice, and values that are only stored
//! stand where they are used. A loop whose work is found elsewhere too is a function
//! (`parts`).

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::choices::{Choice, Choices, Uses};
use super::context::Function;
use super::names::Names;
use super::numbers::{count, number_f64};
use super::row::row;
use super::text::{Binding, Text, binary};
use super::together::together;
use super::work::Work;
use crate::ir::{Binary, Unary};
use crate::plan::{BufferId, Degree, Equation, Formula, Loop, Mode, Operand, Store};
use crate::shape::Index;

/// The loop.
pub fn elementwise(f: &Function, body: &Loop) -> TokenStream {
    if let Some(work) = f.around.parts.shared(f.plan, f.around.tables, body) {
        return call(f, body, work);
    }
    let Printed { statements, leaves_names } = Printer::new(f, body, &f.names, &|b| f.local(b).clone()).print();
    if leaves_names { quote!({ #statements }) } else { statements }
}

/// A call of the function that does the work of a loop.
fn call(f: &Function, body: &Loop, work: Work) -> TokenStream {
    let is_written = |buffer: &BufferId| body.stores.iter().any(|store| store.buffer == *buffer);
    let (written, read): (Vec<BufferId>, Vec<BufferId>) = work.buffers.iter().partition(|buffer| is_written(buffer));
    let reads_level = body.own_row || body.span.is_some_and(|(_, at)| at != Degree::Zero);
    let is_table = |index: Option<&Index>| matches!(index, Some(Index::Table { .. }));
    let reads_tables = body.stores.iter().any(|store| store.mode != Mode::Reduce && is_table(Some(&store.index)))
        || body.lines.iter().any(|line| matches!(&line.formula, Formula::Read(_, index) if is_table(index.as_ref())));
    let name = f.around.parts.find(&work.text, f.name).unwrap_or_else(|| {
        let mut names = Names::of_function();
        let all: BTreeMap<BufferId, Ident> =
            read.iter().chain(&written).map(|buffer| (*buffer, names.fresh(&f.plan.buffer(*buffer).name))).collect();
        let locals = |buffer: BufferId| all[&buffer].clone();
        let statements = Printer::new(f, body, &names, &locals).print().statements;
        let ([real, isa], [read, written]) = (f.around.scope.names(["Real", "Isa"]), [&read, &written]);
        let (read, written) = (read.iter().map(|b| &all[b]), written.iter().map(|b| &all[b]));
        let isa_argument = body.calls_isa().then(|| quote!(isa: I,));
        let isa_type = body.calls_isa().then(|| quote!(, I: #isa));
        let level = reads_level.then(|| quote!(level: usize,));
        let tables = reads_tables.then(|| quote!(tables: &[u32],));
        f.around.parts.add(work.text, &name_of(f, body), f.name, |name| {
            quote! {
                fn #name<T: #real #isa_type>(
                    #isa_argument lanes: usize, #level #tables #(#read: &[T],)* #(#written: &mut [T],)*
                ) {
                    #statements
                }
            }
        })
    });
    let local = |buffer: &BufferId| f.local(*buffer).clone();
    let (read, written) = (read.iter().map(local), written.iter().map(local));
    let isa = body.calls_isa().then(|| f.isa()).map(|isa| quote!(#isa,));
    let level = reads_level.then(|| quote!(level,));
    let tables = reads_tables.then(|| f.tables()).map(|tables| quote!(#tables,));
    let lanes = f.lanes();
    quote!(#name(#isa #lanes, #level #tables #(#read,)* #(#written,)*);)
}

/// The name of the function of a loop: that of the first value that it stores under a name of the
/// declaration, or of its first buffer.
fn name_of(f: &Function, body: &Loop) -> String {
    let labelled = body.stores.iter().find_map(|store| match store.value {
        Operand::Line(k) if body.lines[k].labelled => Some(&body.lines[k].name),
        _ => None,
    });
    let value = labelled.unwrap_or_else(|| &f.plan.buffer(body.stores[0].buffer).name);
    format!("{}_{value}_rows", f.around.kind)
}

/// The degree of the rows of a level.
pub fn degree(degree: Degree) -> TokenStream {
    match degree {
        Degree::Zero => quote!(0),
        Degree::Level => quote!(level),
        Degree::Above => quote!(level + 1),
    }
}

/// Rows of a buffer as a range of its numbers; none where it is all of them.
pub fn range(f: &Function, start: usize, rows: usize, all: usize) -> Option<TokenStream> {
    if start == 0 && rows == all {
        return None;
    }
    let lanes = f.lanes();
    let at = |row: usize| match row {
        0 => quote!(),
        1 => quote!(#lanes),
        row => {
            let row = count(row);
            quote!(#row * #lanes)
        }
    };
    let (first, end) = (at(start), at(start + rows));
    Some(quote!(#first..#end))
}

/// The longest statement that names several values.
const LONGEST_TOGETHER: usize = 108;

/// The longest value that stands where it is used.
const LONGEST_IN_PLACE: usize = 60;

/// A row of a buffer that the work on lanes writes. Without an index it is the buffer's only row.
struct Written {
    index: Option<Index>,
    name: Ident,
}

/// A loop as it stands in a function.
struct Printed {
    statements: TokenStream,
    /// True where names of its own would stay for what follows.
    leaves_names: bool,
}

/// A loop while it is printed.
struct Printer<'p> {
    f: &'p Function<'p>,
    body: &'p Loop,
    /// The names of buffers where the loop stands.
    locals: &'p dyn Fn(BufferId) -> Ident,
    single: bool,
    /// The names that are taken where it stands.
    outside: &'p Names,
    names: Names,
    lines: Vec<Ident>,
    choices: Choices,
    uses: Uses,
    /// Values that stand where they are used.
    in_place: BTreeMap<usize, Text>,
    inside: Vec<TokenStream>,
    /// Rows that are read, and where they lie.
    read: Vec<TokenStream>,
    written: BTreeMap<BufferId, Vec<Written>>,
    /// Numbers that all lanes share, and how they are read.
    shared: Vec<TokenStream>,
    /// Numbers of a lane, and how they are read.
    of_lane: Vec<(Ident, TokenStream)>,
}

impl<'p> Printer<'p> {
    /// A loop at a place where buffers have these names.
    fn new(f: &'p Function<'p>, body: &'p Loop, outside: &'p Names, locals: &'p dyn Fn(BufferId) -> Ident) -> Self {
        // The statements for a lane see no buffer.
        let mut names = if f.plan.per_lane { Names::of_function() } else { f.names.clone() };
        let uses = Uses::of(body);
        Printer {
            f,
            body,
            locals,
            single: body.rows == 1 && body.span.is_none(),
            outside,
            lines: body.lines.iter().map(|line| names.fresh(&line.name)).collect(),
            names,
            choices: Choices::of(body, &uses),
            uses,
            in_place: BTreeMap::new(),
            inside: Vec::new(),
            read: Vec::new(),
            written: BTreeMap::new(),
            shared: Vec::new(),
            of_lane: Vec::new(),
        }
    }

    /// The loop.
    fn print(mut self) -> Printed {
        if let Some(same) = self.same_for_all_lanes() {
            return Printed { statements: same, leaves_names: false };
        }
        self.lines();
        let stores = self.stores();
        let (inside, of_lane) = (&self.inside, together(&self.of_lane, LONGEST_TOGETHER));
        let work = quote!(#of_lane #(#inside)* #(#stores)*);
        let work = if self.f.plan.per_lane { self.over_lanes(work) } else { work };
        let leaves_names = !self.f.plan.per_lane || self.written.values().any(|rows| rows.len() > 1);
        match self.body {
            Loop { own_row: true, .. } => Printed { statements: quote!(let row = level; #work), leaves_names: true },
            Loop { span: Some((rule, at)), .. } => {
                let (rows_of, rule, at) = (self.f.runtime("rows_of"), self.f.around.scope.degrees(rule), degree(*at));
                Printed { statements: quote!(for row in #rows_of(#rule, #at) { #work }), leaves_names: false }
            }
            Loop { rows: 1, .. } => Printed { statements: work, leaves_names },
            Loop { rows, .. } => {
                let rows = count(*rows);
                Printed { statements: quote!(for row in 0..#rows { #work }), leaves_names: false }
            }
        }
    }

    /// The work of one row, for all lanes.
    fn over_lanes(&self, work: TokenStream) -> TokenStream {
        let (each_lane, lanes) = (self.f.runtime("each_lane"), self.f.lanes());
        let isa = self.body.calls_isa().then(|| self.f.isa()).map(|isa| quote!(, #isa: I));
        let (mut apart, mut written) = (TokenStream::new(), Vec::new());
        for (buffer, rows) in &self.written {
            let local = (self.locals)(*buffer);
            let (names, at) = (rows.iter().map(|row| &row.name), rows.iter().map(|row| self.row(row.index.as_ref())));
            if rows.len() == 1 {
                written.extend(names.zip(at).map(|(name, at)| quote!(#name = #local[#at])));
            } else {
                // Rows of one buffer are split from it at once.
                let (rows_of_mut, own) = (self.f.runtime("rows_of_mut"), names.clone());
                apart.extend(quote!(let [#(#own),*] = #rows_of_mut(#local, [#(#at),*], #lanes);));
                written.extend(names.map(|name| quote!(#name = #name[0])));
            }
        }
        let [shared, read] = [("share", &self.shared), ("read", &self.read)].map(|(word, rows)| {
            let word = format_ident!("{word}");
            (!rows.is_empty()).then(|| quote!(#word #(#rows),*;))
        });
        quote!(#apart #each_lane! { lane in #lanes #isa; #shared #read write #(#written),*; #work })
    }

    fn row(&self, index: Option<&Index>) -> TokenStream {
        row(self.f, index, self.single)
    }

    /// The text of an operand.
    fn text(&self, operand: Operand) -> Text {
        match operand {
            Operand::Line(k) => self.in_place.get(&k).cloned().unwrap_or_else(|| {
                let name = &self.lines[k];
                Text::whole(quote!(#name))
            }),
            Operand::Number(n) => Text::whole(self.number(n)),
        }
    }

    fn operand(&self, operand: Operand) -> TokenStream {
        self.text(operand).tokens
    }

    /// A number of a formula, in the flow's number type.
    fn number(&self, n: f64) -> TokenStream {
        if n == 0.0 && n.is_sign_positive() {
            return quote!(T::ZERO);
        }
        if n == 1.0 {
            return quote!(T::ONE);
        }
        let (real, number) = (self.f.runtime("real"), number_f64(n));
        quote!(#real::<T>(#number))
    }

    /// True where a value stands where it is used: a number that is read, at most twice; another
    /// one that has no name of its own, once, where it is short. A value that is only stored does
    /// also where it has a name, but for a choice, which is laid out on more lines there.
    fn is_in_place(&self, k: usize, text: &Text) -> bool {
        let line = &self.body.lines[k];
        if self.uses.bound[k] {
            return false;
        }
        if matches!(line.formula, Formula::Read(..)) {
            return self.uses.count[k] <= 2;
        }
        if self.uses.count[k] != 1 || text.binding == Binding::Choice {
            return false;
        }
        let is_stored = self.body.stores.iter().any(|store| store.value == Operand::Line(k));
        let is_plain = !line.labelled && !matches!(line.formula, Formula::Root(..));
        is_stored || (is_plain && text.tokens.to_string().replace(' ', "").len() <= LONGEST_IN_PLACE)
    }

    fn lines(&mut self) {
        for k in 0..self.body.lines.len() {
            let name = self.lines[k].clone();
            let text = match &self.body.lines[k].formula {
                Formula::Read(buffer, index) => match self.read(k, *buffer, index.as_ref()) {
                    Some(text) => text,
                    None => continue,
                },
                Formula::TanhSech2(a) => {
                    let (slope, isa, a) = (&self.lines[k + 1], self.f.isa(), self.operand(*a));
                    self.inside.push(quote!(let (#name, #slope) = #isa.tanh_sech2(#a);));
                    continue;
                }
                Formula::SlopeOfTanh => continue,
                Formula::Select(..) if self.choices.merged.contains(&k) => continue,
                Formula::Select(..) => self.choice(k),
                Formula::Root(right, equation) => Text::whole(self.root(*right, equation)),
                formula => self.formula(formula, &|operand| self.text(operand)),
            };
            if self.is_in_place(k, &text) {
                self.in_place.insert(k, text);
                continue;
            }
            let value = text.tokens;
            match self.body.lines[k].formula {
                Formula::Read(..) => self.of_lane.push((name, value)),
                _ => self.inside.push(quote!(let #name = #value;)),
            }
        }
    }

    /// A choice of a loop. Its conditions are joined without a branch.
    fn choice(&self, k: usize) -> Text {
        let Some(Choice { conditions, value, otherwise }) = &self.choices.of[k] else {
            unreachable!("the line is no choice")
        };
        let condition = |(of, holds): &(Operand, bool)| {
            let text = self.text(*of);
            match (holds, conditions.len()) {
                (true, 1) => text.tokens,
                (true, _) => text.at_least(Binding::Sum),
                (false, _) => {
                    let text = text.at_least(Binding::Whole);
                    quote!(!#text)
                }
            }
        };
        let conditions = conditions.iter().map(condition);
        let (value, otherwise) = (self.operand(*value), self.operand(*otherwise));
        Text { tokens: quote!(if #(#conditions)&* { #value } else { #otherwise }), binding: Binding::Choice }
    }

    /// A value of earlier ones.
    fn formula(&self, formula: &Formula, text: &dyn Fn(Operand) -> Text) -> Text {
        let operand = |a: &Operand| text(*a).tokens;
        match formula {
            Formula::Unary(op, a) => self.unary(*op, text(*a)),
            Formula::Binary(op, a, b) => binary(*op, text(*a), text(*b)),
            Formula::MultiplyAdd { factors: [x, y], addend, subtracted } => {
                let (isa, x, y) = (self.f.isa(), operand(x), operand(y));
                let addend = match addend {
                    Operand::Number(n) if *subtracted => self.number(-n),
                    other if *subtracted => {
                        let other = text(*other).at_least(Binding::Negative);
                        quote!(-#other)
                    }
                    other => operand(other),
                };
                Text::whole(quote!(#isa.mul_add(#x, #y, #addend)))
            }
            Formula::Select(c, a, b) => {
                let (c, a, b) = (operand(c), operand(a), operand(b));
                Text { tokens: quote!(if #c { #a } else { #b }), binding: Binding::Choice }
            }
            Formula::Leaf | Formula::Read(..) | Formula::Root(..) | Formula::TanhSech2(_) | Formula::SlopeOfTanh => {
                unreachable!("these are no values of earlier ones")
            }
        }
    }

    fn unary(&self, op: Unary, a: Text) -> Text {
        match op {
            Unary::Neg => {
                let a = a.at_least(Binding::Whole);
                Text { tokens: quote!(-#a), binding: Binding::Negative }
            }
            Unary::Square => binary(Binary::Mul, a.clone(), a),
            _ => {
                let (isa, call, a) = (self.f.isa(), format_ident!("{}", op.name()), a.tokens);
                Text::whole(quote!(#isa.#call(#a)))
            }
        }
    }

    /// The solution of an equation: `isa.root(right, increasing, |unknown| (value, slope))`.
    fn root(&self, right: Operand, equation: &Equation) -> TokenStream {
        // The equation's own lines hide none of the loop's, which it captures.
        let mut names = self.names.clone();
        let lines: Vec<Ident> = equation.lines.iter().map(|line| names.fresh(&line.name)).collect();
        let (isa, right) = (self.f.isa(), self.operand(right));
        let text = |operand: Operand| match operand {
            Operand::Number(n) => Text::whole(self.number(n)),
            Operand::Line(k) => match equation.captured.iter().find(|(line, _)| *line == k) {
                Some((_, outer)) => self.text(*outer),
                None => {
                    let name = &lines[k];
                    Text::whole(quote!(#name))
                }
            },
        };
        let local = |operand: Operand| text(operand).tokens;
        let statements = equation.lines.iter().enumerate().filter_map(|(k, line)| match &line.formula {
            Formula::Leaf | Formula::SlopeOfTanh => None,
            Formula::TanhSech2(a) => {
                let (tanh, sech2, a) = (&lines[k], &lines[k + 1], local(*a));
                Some(quote!(let (#tanh, #sech2) = #isa.tanh_sech2(#a);))
            }
            formula => {
                let (name, value) = (&lines[k], self.formula(formula, &text).tokens);
                Some(quote!(let #name = #value;))
            }
        });
        let statements: Vec<TokenStream> = statements.collect();
        let (unknown, increasing) = (&lines[0], equation.increasing);
        let (value, slope) = (local(equation.value), local(equation.slope));
        quote!(#isa.root(#right, #increasing, |#unknown: T| { #(#statements)* (#value, #slope) }))
    }

    /// A row that is read, and the text of its number. Nothing where all lanes share the number,
    /// which comes from outside.
    fn read(&mut self, k: usize, buffer: BufferId, index: Option<&Index>) -> Option<Text> {
        let (name, row) = (self.lines[k].clone(), self.row(index));
        let (source, local) = (self.f.plan.buffer(buffer), (self.locals)(buffer));
        if !self.f.plan.per_lane {
            return Some(Text::whole(quote!(#local[#row])));
        }
        if source.place.is_per_lane() {
            self.read.push(quote!(#name = #local[#row]));
            return Some(Text::whole(quote!(#name[lane])));
        }
        self.shared.push(quote!(#name = #local[#row]));
        None
    }

    /// One number for all lanes, added to or written into a single row: a loop over that row's
    /// numbers.
    fn same_for_all_lanes(&self) -> Option<TokenStream> {
        let [Store { value: value @ Operand::Number(_), times: None, buffer, index, mode }] =
            self.body.stores.as_slice()
        else {
            return None;
        };
        if !self.f.plan.per_lane || !self.single {
            return None;
        }
        let (target, value) = ((self.locals)(*buffer), self.operand(*value));
        let row = self.row((*mode != Mode::Reduce).then_some(index));
        let assign = if *mode == Mode::Write { quote!(=) } else { quote!(+=) };
        let (row_of_mut, lanes) = (self.f.runtime("row_of_mut"), self.f.lanes());
        Some(quote!(for number in #row_of_mut(#target, #row, #lanes) { *number #assign #value; }))
    }

    /// The statements that store; the rows that they store to are noted.
    fn stores(&mut self) -> Vec<TokenStream> {
        let body = self.body;
        let mut stores = Vec::new();
        for Store { value, times, buffer, index, mode } in &body.stores {
            let value = self.operand(*value);
            let index = (*mode != Mode::Reduce).then_some(index);
            let assign = if *mode == Mode::Write { quote!(=) } else { quote!(+=) };
            if !self.f.plan.per_lane {
                let (target, row) = ((self.locals)(*buffer), self.row(index));
                stores.push(quote!(#target[#row] #assign #value;));
                continue;
            }
            let slice = self.row_mut(*buffer, index);
            stores.push(match times.map(|times| self.operand(times)) {
                Some(times) => {
                    let isa = self.f.isa();
                    quote!(#slice[lane] = #isa.mul_add(#value, #times, #slice[lane]);)
                }
                None => quote!(#slice[lane] #assign #value;),
            });
        }
        stores
    }

    /// The row that is stored to.
    fn row_mut(&mut self, buffer: BufferId, index: Option<&Index>) -> Ident {
        let rows = self.written.entry(buffer).or_default();
        if let Some(row) = rows.iter().find(|row| row.index.as_ref() == index) {
            return row.name.clone();
        }
        let buffer = self.f.plan.buffer(buffer);
        let row = match index {
            Some(Index::Range { start, len: 1, .. }) if buffer.rows > 1 => format!("_{start}"),
            _ => String::new(),
        };
        let name = self.names.fresh_beside(self.outside, &format!("{}{row}_out", buffer.name));
        rows.push(Written { index: index.cloned(), name: name.clone() });
        name
    }
}

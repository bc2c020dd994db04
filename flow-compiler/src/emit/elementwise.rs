//! Fused elementwise work: one loop of a plan as a loop over rows and lanes.
//!
//! Rows are sliced outside of the loop over lanes, numbers are read inside; every line of the plan
//! is one `let`, but numbers that are read once and the value of a single store, which stand where
//! they are used. A loop that the plan has put apart is a function whose arguments are its rows.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::context::Function;
use super::names::Names;
use super::numbers::{count, number_f64};
use super::statement::degree;
use crate::ir::{Binary, Unary};
use crate::plan::{BufferId, Equation, Formula, Loop, Mode, Operand, Store};
use crate::shape::Index;

/// The loop.
pub fn elementwise(f: &Function, body: &Loop) -> TokenStream {
    let mut printer = Printer::new(f, body);
    if let Some(same) = printer.same_for_all_lanes() {
        return same;
    }
    printer.lines();
    let stores = printer.stores();
    let inside = &printer.inside;
    let work = quote!(#(#inside)* #(#stores)*);
    let (outside, lanes) = (printer.outside(), printer.over_lanes(work));
    let work = quote!(#outside #lanes);
    if body.own_row {
        return quote!({ let row = level; #work });
    }
    if let Some((rule, at)) = body.span {
        let (rows_of, rule, at) = (f.runtime("rows_of"), f.around.scope.degrees(&rule), degree(at));
        return quote!(for row in #rows_of(#rule, #at) { #work });
    }
    let rows = count(body.rows);
    if body.rows == 1 { quote!({ #work }) } else { quote!(for row in 0..#rows { #work }) }
}

/// The element that loops name at a row: `start + Σ stride · digit`.
fn digits(start: usize, loops: &[(usize, isize)], row: &TokenStream) -> TokenStream {
    let mut below: usize = loops.iter().map(|(extent, _)| extent).product();
    let (mut up, mut down) = (Vec::new(), Vec::new());
    for (k, (extent, stride)) in loops.iter().enumerate() {
        below /= extent;
        let below_it = count(below);
        let over = if below > 1 { quote!(#row / #below_it) } else { row.clone() };
        let extent = count(*extent);
        let digit = if k > 0 { quote!(#over % #extent) } else { over };
        let size = count(stride.unsigned_abs());
        match stride {
            0 => {}
            1 => up.push(digit),
            _ if *stride > 0 => up.push(quote!(#size * (#digit))),
            _ => down.push(quote!(- #size * (#digit))),
        }
    }
    if start > 0 || up.is_empty() {
        let start = count(start);
        up.insert(0, quote!(#start));
    }
    quote!(#(#up)+* #(#down)*)
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

/// How the values of a loop are used.
struct Uses {
    /// How often each is.
    count: Vec<usize>,
    /// Values that must not stand where they are used: squares have them twice, a search for a root
    /// reads them on and on, and an arm of a choice would compute them in one case only, which no
    /// vectors can. Where there are several stores, nothing is read after the first.
    bound: Vec<bool>,
}

impl Uses {
    fn of(body: &Loop) -> Self {
        let (mut count, mut bound) = (vec![0; body.lines.len()], vec![false; body.lines.len()]);
        let mut used = |operand: &Operand, is_bound: bool| {
            if let Operand::Line(k) = operand {
                count[*k] += 1;
                bound[*k] |= is_bound;
            }
        };
        for line in &body.lines {
            match &line.formula {
                Formula::Select(c, a, b) => [(c, false), (a, true), (b, true)].iter().for_each(|(a, is)| used(a, *is)),
                Formula::Root(right, equation) => {
                    used(right, false);
                    equation.captured.iter().for_each(|(_, outer)| used(outer, true));
                }
                Formula::Unary(Unary::Square, a) => used(a, true),
                Formula::MultiplyAdd { factors: [a, b], addend, .. } => {
                    [a, b].into_iter().for_each(|factor| used(factor, a == b));
                    used(addend, false);
                }
                other => other.operands().iter().for_each(|a| used(a, false)),
            }
        }
        let several = body.stores.len() > 1;
        body.stores.iter().flat_map(Store::operands).for_each(|a| used(&a, several));
        Uses { count, bound }
    }
}

/// How tightly the text of a value binds, from the loosest.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Binding {
    Choice,
    Comparison,
    Sum,
    Product,
    Negative,
    Whole,
}

/// The text of a value.
#[derive(Clone)]
struct Text {
    tokens: TokenStream,
    binding: Binding,
}

impl Text {
    fn whole(tokens: TokenStream) -> Self {
        Text { tokens, binding: Binding::Whole }
    }

    /// The text where at least this binding is needed, in brackets where it has less.
    fn at_least(self, binding: Binding) -> TokenStream {
        let tokens = self.tokens;
        if self.binding < binding { quote!((#tokens)) } else { tokens }
    }
}

/// The longest value that stands where it is used.
const LONGEST_IN_PLACE: usize = 60;

/// An operation on two values.
fn binary(op: Binary, a: Text, b: Text) -> Text {
    let (binding, tighter) = match op {
        Binary::Less => (Binding::Comparison, Binding::Sum),
        Binary::Add | Binary::Sub => (Binding::Sum, Binding::Product),
        Binary::Mul | Binary::Div => (Binding::Product, Binding::Negative),
    };
    // Operations of one binding go from left to right; comparisons do not follow each other.
    let left = if op == Binary::Less { tighter } else { binding };
    let (a, b) = (a.at_least(left), b.at_least(tighter));
    let tokens = match op {
        Binary::Add => quote!(#a + #b),
        Binary::Sub => quote!(#a - #b),
        Binary::Mul => quote!(#a * #b),
        Binary::Div => quote!(#a / #b),
        Binary::Less => quote!(#a < #b),
    };
    Text { tokens, binding }
}

/// A row of a buffer that the work on lanes reads or writes, as a slice. Without an index it is the
/// buffer's only row.
struct Slice {
    index: Option<Index>,
    name: Ident,
}

/// A loop while it is printed.
struct Printer<'p> {
    f: &'p Function<'p>,
    body: &'p Loop,
    single: bool,
    /// Names inside the loop over lanes, where no buffer is seen.
    inner: Names,
    /// Names outside of it.
    outer: Names,
    lines: Vec<Ident>,
    uses: Uses,
    /// Values that stand where they are used.
    in_place: BTreeMap<usize, Text>,
    inside: Vec<TokenStream>,
    read: BTreeMap<BufferId, Vec<Slice>>,
    written: BTreeMap<BufferId, Vec<Slice>>,
    /// Numbers that all lanes share, and how they are read.
    shared: Vec<(Ident, TokenStream)>,
}

impl<'p> Printer<'p> {
    fn new(f: &'p Function<'p>, body: &'p Loop) -> Self {
        let (mut inner, mut outer) = (Names::of_function(), f.names.clone());
        let is_of_lanes = |k: &usize| match &body.lines[*k].formula {
            Formula::Read(buffer, _) => f.plan.per_lane && f.plan.buffer(*buffer).place.is_per_lane(),
            _ => f.plan.per_lane,
        };
        let mut lines: Vec<Option<Ident>> = vec![None; body.lines.len()];
        // Names that stand beside buffers first: they are none of these.
        for k in (0..body.lines.len()).filter(|k| !is_of_lanes(k)) {
            let name = outer.fresh(&body.lines[k].name);
            inner.reserve(&name);
            lines[k] = Some(name);
        }
        for k in (0..body.lines.len()).filter(is_of_lanes) {
            let name = inner.fresh(&body.lines[k].name);
            outer.reserve(&name);
            lines[k] = Some(name);
        }
        Printer {
            f,
            body,
            single: body.rows == 1 && body.span.is_none(),
            inner,
            outer,
            lines: lines.into_iter().flatten().collect(),
            uses: Uses::of(body),
            in_place: BTreeMap::new(),
            inside: Vec::new(),
            read: BTreeMap::new(),
            written: BTreeMap::new(),
            shared: Vec::new(),
        }
    }

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
                let (stride, width) = (count(*stride), count(*width));
                let first = (*start > 0).then(|| count(*start)).map(|start| quote!(#start +));
                quote!(#first #stride * (#row / #width) + #row % #width)
            }
            Some(Index::Loops { start, loops }) => digits(*start, loops, &row),
            Some(Index::Table { id, .. }) if !self.f.plan.per_lane => {
                let table = self.f.around.offsets.table(*id);
                quote!(#table[#row])
            }
            Some(Index::Table { id, len, period }) if len > period => {
                let (tables, at) = (self.f.tables(), self.f.around.tables[id.0]);
                let (period, at) = (count(*period), (at > 0).then(|| count(at)).map(|at| quote!(#at +)));
                quote!(#tables[#at #row % #period] as usize + #row / #period * #period)
            }
            Some(Index::Table { id, .. }) => {
                let (tables, at) = (self.f.tables(), self.f.around.tables[id.0]);
                let place = match (self.single, at) {
                    (true, at) => count(at).into_token_stream(),
                    (false, 0) => quote!(row),
                    (false, at) => {
                        let at = count(at);
                        quote!(#at + row)
                    }
                };
                quote!(#tables[#place] as usize)
            }
        }
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
    /// one that has no name of its own, once, where it is short. The value of a single store does
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
        let is_stored = matches!(self.body.stores.as_slice(), [store] if store.value == Operand::Line(k));
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
                Formula::Root(right, equation) => Text::whole(self.root(*right, equation)),
                formula => self.formula(formula, &|operand| self.text(operand)),
            };
            if self.is_in_place(k, &text) {
                self.in_place.insert(k, text);
            } else {
                let value = text.tokens;
                self.inside.push(quote!(let #name = #value;));
            }
        }
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
        let mut names = self.inner.clone();
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

    /// A row that is read: its slice outside the loop over lanes, and the text of its number
    /// inside. Nothing where all lanes share the number, which has its name outside.
    fn read(&mut self, k: usize, buffer: BufferId, index: Option<&Index>) -> Option<Text> {
        let name = self.lines[k].clone();
        let (source, local) = (self.f.plan.buffer(buffer), self.f.local(buffer));
        if self.f.plan.per_lane && source.place.is_per_lane() {
            let slice = self.outer.fresh(&format!("{name}_row"));
            self.inner.reserve(&slice);
            self.read.entry(buffer).or_default().push(Slice { index: index.cloned(), name: slice.clone() });
            return Some(Text::whole(quote!(#slice[lane])));
        }
        let row = self.row(index);
        if self.f.plan.per_lane {
            self.shared.push((name, quote!(#local[#row])));
            return None;
        }
        Some(Text::whole(quote!(#local[#row])))
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
        let (target, value) = (self.f.local(*buffer), self.operand(*value));
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
                let (target, row) = (self.f.local(*buffer), self.row(index));
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

    /// The slice of a row that is stored to.
    fn row_mut(&mut self, buffer: BufferId, index: Option<&Index>) -> Ident {
        let slices = self.written.entry(buffer).or_default();
        if let Some(slice) = slices.iter().find(|slice| slice.index.as_ref() == index) {
            return slice.name.clone();
        }
        let buffer = self.f.plan.buffer(buffer);
        let row = match index {
            Some(Index::Range { start, len: 1, .. }) if buffer.rows > 1 => format!("_{start}"),
            _ => String::new(),
        };
        let name = self.outer.fresh(&format!("{}{row}_row_mut", buffer.name));
        self.inner.reserve(&name);
        slices.push(Slice { index: index.cloned(), name: name.clone() });
        name
    }

    /// The statements that slice rows and read what all lanes share.
    fn outside(&self) -> TokenStream {
        let shared = self.shared.iter().map(|(name, value)| quote!(let #name = #value;));
        let read = self.read.iter().flat_map(|(buffer, slices)| self.read_slices(*buffer, slices));
        let written = self.written.iter().map(|(buffer, slices)| self.written_slices(*buffer, slices));
        quote!(#(#shared)* #(#read)* #(#written)*)
    }

    /// A statement for each row: an array of slices would hide their lengths from LLVM, which then
    /// checks each access.
    fn read_slices(&self, buffer: BufferId, slices: &[Slice]) -> Vec<TokenStream> {
        let (local, lanes, row_of) = (self.f.local(buffer), self.f.lanes(), self.f.runtime("row_of"));
        let statement = |slice: &Slice| {
            let (name, row) = (&slice.name, self.row(slice.index.as_ref()));
            quote!(let #name = #row_of(#local, #row, #lanes);)
        };
        slices.iter().map(statement).collect()
    }

    /// Rows of one buffer that are written are split from it at once.
    fn written_slices(&self, buffer: BufferId, slices: &[Slice]) -> TokenStream {
        let (local, lanes) = (self.f.local(buffer), self.f.lanes());
        let names = slices.iter().map(|slice| &slice.name);
        let rows: Vec<TokenStream> = slices.iter().map(|slice| self.row(slice.index.as_ref())).collect();
        match rows.as_slice() {
            [row] => {
                let row_of_mut = self.f.runtime("row_of_mut");
                quote!(let #(#names)* = #row_of_mut(#local, #row, #lanes);)
            }
            _ => {
                let rows_of_mut = self.f.runtime("rows_of_mut");
                quote!(let [#(#names),*] = #rows_of_mut(#local, [#(#rows),*], #lanes);)
            }
        }
    }

    /// The work of one row, for all lanes.
    fn over_lanes(&self, work: TokenStream) -> TokenStream {
        if !self.f.plan.per_lane {
            return work;
        }
        let lanes = self.f.lanes();
        let work = quote!(for lane in 0..#lanes { #work });
        if !self.body.apart {
            return work;
        }
        let slices = |rows: &BTreeMap<BufferId, Vec<Slice>>| -> Vec<Ident> {
            rows.values().flatten().map(|slice| slice.name.clone()).collect()
        };
        let (read, written) = (slices(&self.read), slices(&self.written));
        let shared: Vec<&Ident> = self.shared.iter().map(|(name, _)| name).collect();
        let [real, isa_trait] = self.f.around.scope.names(["Real", "Isa"]);
        let doc = format!(" The work of `{}` on the lanes of a row.", self.f.name);
        let inner_isa = if self.body.calls_isa() { quote!(isa) } else { quote!(_) };
        let function = self.f.helper("lanes", |name| {
            quote! {
                #[doc = #doc]
                #[inline(always)]
                fn #name<T: #real, I: #isa_trait>(
                    #inner_isa: I,
                    lanes: usize,
                    #(#shared: T,)*
                    #(#read: &[T],)*
                    #(#written: &mut [T],)*
                ) {
                    #work
                }
            }
        });
        let isa = self.f.isa();
        quote!(#function(#isa, #lanes, #(#shared,)* #(#read,)* #(#written,)*);)
    }
}

//! One plan as one function.
//!
//! ```text
//! fn coupling_inverse<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
//!     let Layer { lanes, parameters, prepared, input: x, output: z, ladj, scratch, .. } = layer;
//!     let [slot_0, slot_1] = carve(scratch, lanes, [64, 64]);
//!     let conditioner_0_bias = &parameters[64..128];
//!     let hidden_0 = &mut slot_0[..64 * lanes];
//!     product(hidden_0, conditioner_0_weight_panels, Some(conditioner_0_bias), x, 64, 1, lanes, Activation::Relu);
//!     …
//! ```

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::paths;
use crate::ir::{Binary, Unary};
use crate::plan::slots::touches;
use crate::plan::{
    Buffer, BufferId, Degree, Equation, Formula, Loop, Mode, Operand, Place, Plan, Product, Slab, Step, Store,
};
use crate::shape::{Degrees, Index};

/// A number of elements or rows.
pub fn count(n: usize) -> Literal {
    Literal::usize_unsuffixed(n)
}

/// A function of one layer on a tile.
pub fn per_lane(plan: &Plan, name: &Ident, tables: &[usize]) -> TokenStream {
    let used = used_buffers(plan);
    let mut fields = Vec::new();
    let mut prologue = Vec::new();
    let mut lanes_needed = !plan.slots.is_empty() || !plan.tape.is_empty();
    lanes_needed |= plan.steps.iter().any(|s| !matches!(s, Step::Clear(_)));
    let field = |place: &Place| used.iter().find(|b| plan.buffer(**b).place == *place).map(|b| ident(plan.buffer(*b)));
    for (place, name) in [
        (Place::Input, "input"),
        (Place::Output, "output"),
        (Place::Ladj, "ladj"),
        (Place::Context, "context"),
        (Place::ContextCotangent, "context_cotangent"),
    ] {
        if let Some(local) = field(&place) {
            let name = format_ident!("{name}");
            fields.push(if local == name { quote!(#name) } else { quote!(#name: #local) });
        }
    }
    for (id, local) in used.iter().map(|b| (plan.buffer(*b), ident(plan.buffer(*b)))) {
        match id.place {
            Place::Parameters(at) => prologue.push(slice(&local, "parameters", at, id.rows)),
            Place::Prepared(at) => prologue.push(slice(&local, "prepared", at, id.rows)),
            _ => {}
        }
    }
    for store in ["parameters", "prepared"] {
        if used.iter().any(|b| is_in(&plan.buffer(*b).place, store)) {
            let store = format_ident!("{store}");
            fields.push(quote!(#store));
        }
    }
    if uses_tables(plan) {
        fields.push(quote!(tables));
    }
    if plan.steps.iter().any(|s| matches!(s, Step::Dropout { .. })) {
        fields.push(quote!(dropout));
    }
    if !plan.slots.is_empty() {
        fields.push(quote!(scratch));
        let names: Vec<Ident> = (0..plan.slots.len()).map(|k| format_ident!("slot_{k}")).collect();
        let rows = plan.slots.iter().map(|r| count(*r));
        prologue.push(quote!(let [#(#names),*] = carve(scratch, lanes, [#(#rows),*]);));
    }
    prologue.extend(carve_tape(plan, &used, &mut fields));
    if lanes_needed {
        fields.insert(0, quote!(lanes));
    }
    let body = steps(plan, tables);
    let isa = if uses_isa(plan) { quote!(isa) } else { quote!(_) };
    let doc = &plan.doc;
    let doc = format!(" {doc}.");
    let unpack =
        if fields.is_empty() { quote!(let _ = layer;) } else { quote!(let Layer { #(#fields,)* .. } = layer;) };
    quote! {
        #[doc = #doc]
        #[inline(always)]
        fn #name<T: Real, I: Isa>(#isa: I, layer: Layer<'_, T>) {
            #unpack
            #(#prologue)*
            #body
        }
    }
}

/// The function from parameters to prepared numbers.
pub fn prepare(plan: &Plan, name: &Ident, prepared: usize) -> TokenStream {
    let used = used_buffers(plan);
    let mut regions: Vec<(usize, &Buffer)> = Vec::new();
    let mut prologue = Vec::new();
    for buffer in used.iter().map(|b| plan.buffer(*b)) {
        match buffer.place {
            Place::Prepared(at) => regions.push((at, buffer)),
            Place::Parameters(at) => prologue.push(slice(&ident(buffer), "parameters", at, buffer.rows)),
            _ => {}
        }
    }
    regions.sort_by_key(|r| r.0);
    prologue.extend(carve_regions("prepared", &regions, prepared));
    prologue.extend(carve_slots(plan));
    uniform_function(plan, name, &prologue, quote!(parameters: &[T], prepared: &mut [T]))
}

/// The function from cotangents of uniform values to those of parameters.
pub fn uniform_vjp(plan: &Plan, name: &Ident, parameters: usize) -> TokenStream {
    let used = used_buffers(plan);
    let mut regions: Vec<(usize, &Buffer)> = Vec::new();
    let mut prologue = Vec::new();
    for buffer in used.iter().map(|b| plan.buffer(*b)) {
        match buffer.place {
            Place::ParameterCotangent(at) => regions.push((at, buffer)),
            Place::Parameters(at) => prologue.push(slice(&ident(buffer), "parameters", at, buffer.rows)),
            Place::UniformCotangent(at) => prologue.push(slice(&ident(buffer), "uniform", at, buffer.rows)),
            _ => {}
        }
    }
    regions.sort_by_key(|r| r.0);
    prologue.extend(carve_regions("cotangent", &regions, parameters));
    prologue.extend(carve_slots(plan));
    uniform_function(plan, name, &prologue, quote!(parameters: &[T], uniform: &[T], cotangent: &mut [T]))
}

fn uniform_function(plan: &Plan, name: &Ident, prologue: &[TokenStream], arguments: TokenStream) -> TokenStream {
    let body = steps(plan, &[]);
    let isa = if uses_isa(plan) { quote!(isa) } else { quote!(_) };
    let doc = format!(" {}.", plan.doc);
    quote! {
        #[doc = #doc]
        #[inline(always)]
        fn #name<T: Real, I: Isa>(#isa: I, #arguments) {
            #(#prologue)*
            #body
        }
    }
}

fn carve_slots(plan: &Plan) -> Option<TokenStream> {
    if plan.slots.is_empty() {
        return None;
    }
    let names: Vec<Ident> = (0..plan.slots.len()).map(|k| format_ident!("slot_{k}")).collect();
    let rows: Vec<Literal> = plan.slots.iter().map(|r| count(*r)).collect();
    let total = count(plan.slots.iter().sum());
    Some(quote! {
        let mut scratch = [T::ZERO; #total];
        let [#(#names),*] = carve(&mut scratch, 1, [#(#rows),*]);
    })
}

/// Disjoint regions of a store, with what lies between them left out.
fn carve_regions(store: &str, regions: &[(usize, &Buffer)], len: usize) -> Option<TokenStream> {
    if regions.is_empty() {
        return None;
    }
    let (mut names, mut sizes, mut at) = (Vec::new(), Vec::new(), 0);
    for (start, buffer) in regions {
        if *start > at {
            names.push(quote!(_));
            sizes.push(count(start - at));
        }
        let name = ident(buffer);
        names.push(quote!(#name));
        sizes.push(count(buffer.rows));
        at = start + buffer.rows;
    }
    if at < len {
        names.push(quote!(_));
        sizes.push(count(len - at));
    }
    let store = format_ident!("{store}");
    Some(quote!(let [#(#names),*] = carve(#store, 1, [#(#sizes),*]);))
}

fn carve_tape(plan: &Plan, used: &[BufferId], fields: &mut Vec<TokenStream>) -> Option<TokenStream> {
    let on_tape = |row: usize| used.iter().map(|b| plan.buffer(*b)).find(move |b| b.place == Place::Tape(row));
    let mut row = 0;
    let mut names = Vec::new();
    for rows in &plan.tape {
        names.push(on_tape(row).map(ident));
        row += rows;
    }
    if names.iter().all(Option::is_none) {
        return None;
    }
    fields.push(quote!(tape));
    let names = names.into_iter().map(|n| n.map_or(quote!(_), |n| quote!(#n)));
    let rows = plan.tape.iter().map(|r| count(*r));
    Some(quote!(let [#(#names),*] = carve(tape, lanes, [#(#rows),*]);))
}

fn slice(local: &Ident, store: &str, at: usize, len: usize) -> TokenStream {
    let store = format_ident!("{store}");
    let (start, end) = (count(at), count(at + len));
    quote!(let #local = &#store[#start..#end];)
}

fn is_in(place: &Place, store: &str) -> bool {
    matches!((place, store), (Place::Parameters(_), "parameters") | (Place::Prepared(_), "prepared"))
}

fn ident(buffer: &Buffer) -> Ident {
    format_ident!("{}", safe(&buffer.name))
}

/// Places of the layer that go by their own name.
const KEPT: [&str; 3] = ["ladj", "context", "context_cotangent"];

/// A name that neither an emitted function nor an import uses.
fn safe(name: &str) -> String {
    const OWN: [&str; 18] = [
        "dropout",
        "isa",
        "layer",
        "lanes",
        "lane",
        "row",
        "tape",
        "scratch",
        "tables",
        "parameters",
        "prepared",
        "input",
        "output",
        "uniform",
        "cotangent",
        "ladj",
        "context",
        "context_cotangent",
    ];
    let starts_badly = name.starts_with(|c: char| !c.is_ascii_lowercase());
    let taken = OWN.contains(&name) && !KEPT.contains(&name);
    if taken || starts_badly || paths::is_imported(name) { format!("{name}_value") } else { name.to_string() }
}

fn used_buffers(plan: &Plan) -> Vec<BufferId> {
    let used: BTreeSet<BufferId> = plan.steps.iter().flat_map(touches).collect();
    used.into_iter().collect()
}

fn uses_isa(plan: &Plan) -> bool {
    let calls = |f: &Formula| {
        matches!(f, Formula::Root(..))
            || matches!(f, Formula::Unary(op, _) if !matches!(op, Unary::Neg | Unary::Square))
    };
    loops(&plan.steps).into_iter().any(|l| l.lines.iter().any(|line| calls(&line.formula)))
}

fn uses_tables(plan: &Plan) -> bool {
    let table = |i: &Index| matches!(i, Index::Table { .. });
    loops(&plan.steps).into_iter().any(|l| {
        l.stores.iter().any(|s| table(&s.index))
            || l.lines.iter().any(|line| matches!(&line.formula, Formula::Read(_, Some(i)) if table(i)))
    })
}

/// All loops, also those inside a loop over levels.
fn loops(steps: &[Step]) -> Vec<&Loop> {
    steps
        .iter()
        .flat_map(|s| match s {
            Step::Loop(l) => vec![l],
            Step::Levels { body, .. } => loops(body),
            _ => vec![],
        })
        .collect()
}

fn steps(plan: &Plan, tables: &[usize]) -> TokenStream {
    let mut out = TokenStream::new();
    let mut current: Vec<Option<BufferId>> = vec![None; plan.slots.len()];
    for step in &plan.steps {
        let mut touched = touches(step);
        touched.dedup();
        for buffer in touched {
            if let Place::Scratch(slot) = plan.buffer(buffer).place
                && current[slot] != Some(buffer)
            {
                current[slot] = Some(buffer);
                let (local, slot, rows) =
                    (ident(plan.buffer(buffer)), format_ident!("slot_{slot}"), count(plan.buffer(buffer).rows));
                let end = match (plan.per_lane, plan.buffer(buffer).rows) {
                    (true, 1) => quote!(lanes),
                    (true, _) => quote!(#rows * lanes),
                    (false, _) => quote!(#rows),
                };
                out.extend(quote!(let #local = &mut #slot[..#end];));
            }
        }
        out.extend(emit_step(plan, step, tables, 0));
    }
    out
}

/// `of` is the number of levels of the loop around the step, 0 where there is none.
fn emit_step(plan: &Plan, step: &Step, tables: &[usize], of: usize) -> TokenStream {
    match step {
        Step::Slab(s) => emit_slab(plan, s),
        Step::Levels { count: levels, backwards, body } => {
            let (body, levels) = (body.iter().map(|step| emit_step(plan, step, tables, *levels)), count(*levels));
            let levels = if *backwards { quote!((0..#levels).rev()) } else { quote!(0..#levels) };
            quote!(for level in #levels { #(#body)* })
        }
        Step::Transpose { from, to, rows, columns } => {
            let (from, to) = (ident(plan.buffer(*from)), ident(plan.buffer(*to)));
            let (rows, columns) = (count(*rows), count(*columns));
            quote!(transpose(#to, #from, #rows, #columns);)
        }
        Step::Product(p) => emit_product(plan, p),
        Step::Loop(l) => emit_loop(plan, l, tables, of),
        Step::Dropout { out, first, rate } => {
            let (out, first, rate) = (ident(plan.buffer(*out)), count(*first), number_f64(*rate));
            quote!(drop_units(#out, dropout, #first, #rate, lanes);)
        }
        Step::Clear(buffer) => {
            let local = ident(plan.buffer(*buffer));
            quote!(#local.fill(T::ZERO);)
        }
        Step::Pack { from, to, rows, columns, transposed, stairs } => {
            let (from, to) = (ident(plan.buffer(*from)), ident(plan.buffer(*to)));
            let (rows, columns) = (count(*rows), count(*columns));
            match (transposed, stairs.as_ref().map(paths::stairs)) {
                (false, None) => quote!(pack(#to, #from, #rows, #columns);),
                (true, None) => quote!(pack_transposed(#to, #from, #rows, #columns);),
                (false, Some(stairs)) => quote!(pack_stairs(#to, #from, #rows, #columns, #stairs);),
                (true, Some(stairs)) => quote!(pack_stairs_transposed(#to, #from, #rows, #columns, #stairs);),
            }
        }
    }
}

fn emit_slab(plan: &Plan, s: &Slab) -> TokenStream {
    let name = |b: BufferId| ident(plan.buffer(b));
    let (out, matrix, input) = (name(s.out), name(s.matrix), name(s.input));
    let bias = s.bias.map_or(quote!(None), |b| {
        let b = name(b);
        quote!(Some(#b))
    });
    let (stairs, activation) = (paths::stairs(&s.stairs), paths::activation(s.activation));
    if s.transposed {
        let degree = degree(s.degree);
        return quote!(product_level_transposed(#out, #matrix, #input, #degree, lanes, #stairs););
    }
    quote!(product_level(#out, #matrix, #bias, #input, level, lanes, #activation, #stairs);)
}

/// The degree of the rows of a level.
fn degree(degree: Degree) -> TokenStream {
    match degree {
        Degree::Zero => quote!(0),
        Degree::Level => quote!(level),
        Degree::Above => quote!(level + 1),
    }
}

fn emit_product(plan: &Plan, p: &Product) -> TokenStream {
    let name = |b: BufferId| ident(plan.buffer(b));
    let (out, panels) = (name(p.out), name(p.panels));
    let bias = p.bias.map_or(quote!(None), |b| {
        let b = name(b);
        quote!(Some(#b))
    });
    let source = plan.buffer(p.input);
    let local = ident(source);
    let (first, end) = (count(p.input_row), count(p.input_row + p.columns));
    let input = if p.input_row == 0 && p.columns == source.rows {
        quote!(#local)
    } else if p.input_row == 0 && p.columns == 1 {
        quote!(&#local[..lanes])
    } else if p.input_row == 0 {
        quote!(&#local[..#end * lanes])
    } else if p.input_row == 1 {
        quote!(&#local[lanes..#end * lanes])
    } else {
        quote!(&#local[#first * lanes..#end * lanes])
    };
    let (rows, columns) = (count(p.rows), count(p.columns));
    let activation = paths::activation(p.activation);
    match (p.transposed, p.stairs.as_ref().map(paths::stairs)) {
        (_, None) => quote!(product(#out, #panels, #bias, #input, #rows, #columns, lanes, #activation);),
        (false, Some(stairs)) => {
            quote!(product_stairs(#out, #panels, #bias, #input, #rows, #columns, lanes, #activation, #stairs);)
        }
        (true, Some(stairs)) => {
            quote!(product_stairs_transposed(#out, #panels, #input, #rows, #columns, lanes, #stairs);)
        }
    }
}

fn emit_loop(plan: &Plan, body: &Loop, tables: &[usize], levels: usize) -> TokenStream {
    let mut emitter = LoopEmitter {
        plan,
        body,
        tables,
        single: body.rows == 1 && body.span.is_none(),
        names: line_names(plan, body),
        outside: Vec::new(),
        inside: Vec::new(),
    };
    emitter.lines();
    if let Some(same) = emitter.same_for_all_lanes() {
        return same;
    }
    let (stores, after) = emitter.stores();
    let LoopEmitter { outside, inside, .. } = emitter;
    let work = quote!(#(#inside)* #(#stores)*);
    let lanes = if plan.per_lane { quote!(for lane in 0..lanes { #work }) } else { work };
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
    outside: Vec<TokenStream>,
    inside: Vec<TokenStream>,
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
            Operand::Line(k) => {
                let name = self.name(k);
                quote!(#name)
            }
            Operand::Number(n) => number(n),
        }
    }

    fn lines(&mut self) {
        for k in 0..self.body.lines.len() {
            let name = self.name(k);
            let value = match &self.body.lines[k].formula {
                Formula::Read(buffer, index) => {
                    self.read(&name, *buffer, index.as_ref());
                    continue;
                }
                Formula::Root(right, equation) => self.root(*right, equation),
                formula => self.formula(formula, &|operand| self.operand(operand)),
            };
            self.inside.push(quote!(let #name = #value;));
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
            Formula::Read(..) | Formula::Root(..) => TokenStream::new(),
        }
    }

    /// The solution of an equation: `isa.root(right, increasing, |unknown| (value, slope))`.
    fn root(&self, right: Operand, equation: &Equation) -> TokenStream {
        let right = self.operand(right);
        let local = |operand: Operand| match operand {
            Operand::Number(n) => number(n),
            Operand::Line(k) => match equation.captured.iter().find(|(line, _)| *line == k) {
                Some((_, outer)) => self.operand(*outer),
                None => {
                    let name = format_ident!("{}", equation.lines[k].name);
                    quote!(#name)
                }
            },
        };
        let leaves = 1 + equation.captured.len();
        let lines = equation.lines.iter().skip(leaves).map(|line| {
            let (name, value) = (format_ident!("{}", line.name), self.formula(&line.formula, &local));
            quote!(let #name = #value;)
        });
        let (value, slope, increasing) = (local(equation.value), local(equation.slope), equation.increasing);
        quote!(isa.root(#right, #increasing, |unknown: T| { #(#lines)* (#value, #slope) }))
    }

    /// A row that is read: its slice outside the loop over lanes, its number inside.
    fn read(&mut self, name: &Ident, buffer: BufferId, index: Option<&Index>) {
        let source = self.plan.buffer(buffer);
        let (local, row) = (ident(source), self.row(index));
        if self.plan.per_lane && source.place.is_per_lane() {
            let slice = format_ident!("{name}_row");
            self.outside.push(quote!(let #slice = row_of(#local, #row, lanes);));
            self.inside.push(quote!(let #name = #slice[lane];));
        } else if self.plan.per_lane {
            self.outside.push(quote!(let #name = #local[#row];));
        } else {
            self.inside.push(quote!(let #name = #local[#row];));
        }
    }

    /// One number for all lanes, added to or written into a single row: a loop over that row's numbers.
    fn same_for_all_lanes(&self) -> Option<TokenStream> {
        let [Store { value: value @ Operand::Number(_), buffer, index, mode }] = self.body.stores.as_slice() else {
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

    /// What is stored, and the rows that it is stored to.
    fn stores(&self) -> (Vec<TokenStream>, Vec<TokenStream>) {
        let (mut stores, mut rows) = (Vec::new(), Vec::new());
        let mut opened: Vec<BufferId> = Vec::new();
        for Store { value, buffer, index, mode } in &self.body.stores {
            let target = ident(self.plan.buffer(*buffer));
            let value = self.operand(*value);
            let index = (*mode != Mode::Reduce).then_some(index);
            let row = self.row(index);
            let assign = if *mode == Mode::Write { quote!(=) } else { quote!(+=) };
            if self.plan.per_lane {
                let slice = format_ident!("{target}_row_mut");
                if !opened.contains(buffer) {
                    opened.push(*buffer);
                    rows.push(quote!(let #slice = row_of_mut(#target, #row, lanes);));
                }
                stores.push(quote!(#slice[lane] #assign #value;));
            } else {
                stores.push(quote!(#target[#row] #assign #value;));
            }
        }
        (stores, rows)
    }
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

/// A number as it is.
fn number_f64(n: f64) -> TokenStream {
    let literal = Literal::f64_unsuffixed(n);
    quote!(#literal)
}

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

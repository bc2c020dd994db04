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

use proc_macro2::{Ident, Literal, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::loops::{emit_loop, range};
use super::paths;
use crate::plan::passes::touches;
use crate::plan::{Buffer, BufferId, Degree, Formula, Loop, Place, Plan, Product, Slab, Step};
use crate::shape::Index;

/// A number of elements or rows.
pub fn count(n: usize) -> Literal {
    Literal::usize_unsuffixed(n)
}

/// A function of one layer on a tile, which may stand in for others.
pub fn per_lane(plan: &Plan, others: &[&str], name: &Ident, tables: &[usize]) -> TokenStream {
    let used = used_buffers(plan);
    let mut fields = Vec::new();
    let mut prologue = Vec::new();
    let field = |place: &Place| used.iter().find(|b| plan.buffer(**b).place == *place).map(|b| ident(plan.buffer(*b)));
    for (place, name) in [
        (Place::Input, "input"),
        (Place::Output, "output"),
        (Place::Ladj, "ladj"),
        (Place::Result, "result"),
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
    let body = steps(plan, tables);
    if names(&quote!(#(#prologue)* #body), "lanes") {
        fields.insert(0, quote!(lanes));
    }
    let isa = if uses_isa(plan) { quote!(isa) } else { quote!(_) };
    let also = if others.is_empty() { String::new() } else { format!(" Also {}.", others.join(", ")) };
    let doc = format!(" {}.{also}", plan.doc);
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

/// Whether an identifier stands in these tokens.
fn names(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => names(&group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
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

pub(super) fn ident(buffer: &Buffer) -> Ident {
    format_ident!("{}", safe(&buffer.name))
}

/// Places of the layer that go by their own name.
const KEPT: [&str; 3] = ["ladj", "context", "context_cotangent"];

/// A name that neither an emitted function nor an import uses.
pub(super) fn safe(name: &str) -> String {
    const OWN: [&str; 20] = [
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
        "result",
        "ladj",
        "context",
        "context_cotangent",
        "each_lane",
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
    loops(&plan.steps).into_iter().any(|l| l.apart || l.calls_isa())
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
        Step::TriangularSolve { out, matrix, diagonal, right, transposed, stairs } => {
            let [out, matrix, diagonal, right] = [out, matrix, diagonal, right].map(|b| ident(plan.buffer(*b)));
            let stairs = paths::stairs(stairs);
            quote!(triangular_solve(#out, #matrix, #diagonal, #right, #transposed, #stairs);)
        }
        Step::AddOuter { out, a, b, of } => {
            let [out, a, b] = [out, a, b].map(|b| ident(plan.buffer(*b)));
            let stairs = of.stairs().map_or(quote!(None), |s| {
                let stairs = paths::stairs(&s);
                quote!(Some(#stairs))
            });
            quote!(add_outer(#out, #a, #b, #stairs);)
        }
        Step::Transpose { from, to, rows, columns } => {
            let (from, to) = (ident(plan.buffer(*from)), ident(plan.buffer(*to)));
            let (rows, columns) = (count(*rows), count(*columns));
            quote!(transpose(#to, #from, #rows, #columns);)
        }
        Step::Product(p) => emit_product(plan, p),
        Step::Loop(l) => emit_loop(plan, l, tables, of),
        Step::Copy { from, from_row, to, to_row, rows } => {
            let named = |buffer: &BufferId, row: usize| {
                let (name, all) = (ident(plan.buffer(*buffer)), plan.buffer(*buffer).rows);
                (name, range(row, *rows, all))
            };
            let to = match named(to, *to_row) {
                (name, None) => quote!(#name),
                (name, Some(range)) => quote!(#name[#range]),
            };
            let from = match named(from, *from_row) {
                (name, None) => quote!(#name),
                (name, Some(range)) => quote!(&#name[#range]),
            };
            quote!(#to.copy_from_slice(#from);)
        }
        Step::Dropout { out, first, rate } => {
            let (out, first, rate) = (ident(plan.buffer(*out)), count(*first), number_f64(*rate));
            quote!(drop_units(#out, dropout, #first, #rate, lanes);)
        }
        Step::Clear(buffer) => {
            let local = ident(plan.buffer(*buffer));
            quote!(#local.fill(T::ZERO);)
        }
        Step::Pack { from, to, rows, columns, transposed, of } => {
            let (from, to) = (ident(plan.buffer(*from)), ident(plan.buffer(*to)));
            let (rows, columns) = (count(*rows), count(*columns));
            match (transposed, of.stairs().as_ref().map(paths::stairs)) {
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
pub(super) fn degree(degree: Degree) -> TokenStream {
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
    let input = match range(p.input_row, p.columns, source.rows) {
        None => quote!(#local),
        Some(range) => quote!(&#local[#range]),
    };
    let (rows, columns) = (count(p.rows), count(p.columns));
    let activation = paths::activation(p.activation);
    let stairs = p.of.stairs().as_ref().map(paths::stairs);
    if let Some(gate) = p.gate.map(name) {
        return match (p.transposed, stairs) {
            (true, Some(stairs)) => {
                quote!(product_stairs_transposed_gated(#out, #panels, #input, #gate, #rows, #columns, lanes, #stairs);)
            }
            _ => quote!(product_gated(#out, #panels, #input, #gate, #rows, #columns, lanes);),
        };
    }
    match (p.transposed, stairs) {
        (_, None) => quote!(product(#out, #panels, #bias, #input, #rows, #columns, lanes, #activation);),
        (false, Some(stairs)) => {
            quote!(product_stairs(#out, #panels, #bias, #input, #rows, #columns, lanes, #activation, #stairs);)
        }
        (true, Some(stairs)) => {
            quote!(product_stairs_transposed(#out, #panels, #input, #rows, #columns, lanes, #stairs);)
        }
    }
}

/// A number as it is.
fn number_f64(n: f64) -> TokenStream {
    let literal = Literal::f64_unsuffixed(n);
    quote!(#literal)
}

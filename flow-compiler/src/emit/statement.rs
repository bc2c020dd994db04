//! One step of a plan as one statement, often a call of the runtime.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::Function;
use super::elementwise::{degree, elementwise, range};
use super::numbers::{count, number_f64};
use crate::plan::{Along, BufferId, Product, Slab, Step};
use crate::shape::{Contraction, Window};

/// Steps for those who want the result.
fn wanted(f: &Function, body: &[Step]) -> TokenStream {
    let (wanted, body) = (f.wanted(), body.iter().map(|inner| step(f, inner)));
    quote!(if #wanted { #(#body)* })
}

/// The statement of a step.
pub fn step(f: &Function, step: &Step) -> TokenStream {
    let name = |buffer: &BufferId| f.local(*buffer).clone();
    match step {
        Step::Slab(s) => slab(f, s),
        Step::Levels { count, backwards, within, body } => levels(f, *count, [*backwards, *within], body),
        Step::RowEnd { levels, body } => {
            let (body, levels) = (body.iter().map(|step| self::step(f, step)), count(*levels));
            quote!(if level > 0 && usize::is_multiple_of(level, #levels) { let level = level / #levels - 1; #(#body)* })
        }
        Step::Wanted { body } => wanted(f, body),
        Step::TriangularSolve { out, matrix, diagonal, right, transposed, stairs } => {
            let [out, matrix, diagonal, right] = [out, matrix, diagonal, right].map(name);
            let (solve, mask) = (f.runtime("triangular_solve"), f.around.scope.mask(stairs));
            quote!(#solve(#out, #matrix, #diagonal, #right, #transposed, #mask);)
        }
        Step::TriangularInverse { out, matrix, diagonal, stairs } => {
            let ([out, matrix], diagonal) = ([out, matrix].map(name), optional(f, *diagonal));
            let (inverse, mask) = (f.runtime("triangular_inverse"), f.around.scope.mask(stairs));
            quote!(#inverse(#out, #matrix, #diagonal, #mask);)
        }
        Step::AddOuter { out, a, b, of } => {
            let ([out, a, b], add_outer) = ([out, a, b].map(name), f.runtime("add_outer"));
            let mask = option(of.stairs().map(|stairs| {
                let mask = f.around.scope.mask(&stairs);
                quote!(#mask)
            }));
            quote!(#add_outer(#out, #a, #b, #mask);)
        }
        Step::Transpose { from, to, rows, columns } => {
            let ([from, to], transpose) = ([from, to].map(name), f.runtime("transpose"));
            let (rows, columns) = (count(*rows), count(*columns));
            quote!(#transpose(#to, #from, #rows, #columns);)
        }
        Step::Along(a) => along(f, a),
        Step::WindowLevel { product, levels } => window_level(f, product, *levels),
        Step::Product(p) => product(f, p),
        Step::Loop(body) => elementwise(f, body),
        Step::Copy { from, from_row, to, to_row, rows } => {
            let part = |buffer: &BufferId, row: usize| range(f, row, *rows, f.plan.buffer(*buffer).rows);
            let (to_part, from_part) = (part(to, *to_row), part(from, *from_row));
            let ([from, to], lanes_of) = ([from, to].map(name), |range: TokenStream| quote!([#range]));
            let (to_part, from_part) = (to_part.map(lanes_of), from_part.map(lanes_of));
            let borrow = from_part.is_some().then(|| quote!(&));
            quote!(#to #to_part.copy_from_slice(#borrow #from #from_part);)
        }
        Step::Dropout { out, first, rate } => {
            let (out, first, rate) = (name(out), count(*first), number_f64(*rate));
            let (drop_units, dropout, lanes) = (f.runtime("drop_units"), f.dropout(), f.lanes());
            quote!(#drop_units(#out, #dropout, #first, #rate, #lanes);)
        }
        Step::Clear(buffer) => {
            let local = name(buffer);
            quote!(#local.fill(T::ZERO);)
        }
        Step::Pack { from, to, rows, columns, transposed, of } => {
            pack(f, [to, from].map(name), [*rows, *columns], *transposed, of)
        }
    }
}

/// Steps once for each level.
fn levels(f: &Function, levels: usize, [backwards, within]: [bool; 2], body: &[Step]) -> TokenStream {
    let (body, levels) = (body.iter().map(|inner| step(f, inner)), count(levels));
    let levels = if within { quote!(level * #levels..(level + 1) * #levels) } else { quote!(0..#levels) };
    let levels = if backwards { quote!((#levels).rev()) } else { levels };
    quote!(for level in #levels { #(#body)* })
}

/// A matrix in panels.
fn pack(f: &Function, [to, from]: [Ident; 2], extents: [usize; 2], transposed: bool, of: &Contraction) -> TokenStream {
    let [rows, columns] = extents.map(count);
    if let Some(window) = of.window() {
        let pack = f.runtime(if transposed { "pack_window_transposed" } else { "pack_window" });
        let window = f.around.scope.window(&window);
        return quote!(#pack(#to, #from, #window););
    }
    let pack = f.runtime(match (transposed, of.stairs()) {
        (false, None) => "pack",
        (true, None) => "pack_transposed",
        (false, Some(_)) => "pack_stairs",
        (true, Some(_)) => "pack_stairs_transposed",
    });
    let mask = of.stairs().map(|stairs| f.around.scope.mask(&stairs)).map(|mask| quote!(, #mask));
    quote!(#pack(#to, #from, #rows, #columns #mask);)
}

/// `Some(…)` or `None`.
fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or(quote!(None), |value| quote!(Some(#value)))
}

/// A buffer that need not be there.
fn optional(f: &Function, buffer: Option<BufferId>) -> TokenStream {
    option(buffer.map(|buffer| {
        let local = f.local(buffer);
        quote!(#local)
    }))
}

fn slab(f: &Function, s: &Slab) -> TokenStream {
    let [out, matrix, input] = [s.out, s.matrix, s.input].map(|buffer| f.local(buffer).clone());
    let (mask, lanes) = (f.around.scope.mask(&s.stairs), f.lanes());
    if s.transposed {
        let (product, degree) = (f.runtime("product_level_transposed"), degree(s.degree));
        return quote!(#product(#out, #matrix, #input, #degree, #lanes, #mask););
    }
    let (product, bias) = (f.runtime("product_level"), optional(f, s.bias));
    let activation = f.around.scope.activation(s.activation);
    quote!(#product(#out, #matrix, #bias, #input, level, #lanes, #activation, #mask);)
}

fn product(f: &Function, p: &Product) -> TokenStream {
    let [out, panels, source] = [p.out, p.panels, p.input].map(|buffer| f.local(buffer).clone());
    let input = match range(f, p.input_row, p.columns, f.plan.buffer(p.input).rows) {
        None => quote!(#source),
        Some(range) => quote!(&#source[#range]),
    };
    let (rows, columns, lanes) = (count(p.rows), count(p.columns), f.lanes());
    if let Some(window) = p.of.window() {
        return convolution(f, p, [quote!(#out), quote!(#panels), input], &window);
    }
    let mask = p.of.stairs().map(|stairs| f.around.scope.mask(&stairs));
    let masked = mask.as_ref().map(|mask| quote!(, #mask));
    if let Some(gate) = p.gate {
        let gate = f.local(gate);
        let product = f.runtime(match (p.transposed, &mask) {
            (true, Some(_)) => "product_stairs_transposed_gated",
            (_, None) => "product_gated",
            (false, Some(_)) => panic!("a masked product that is not transposed has no kernel with a gate"),
        });
        return quote!(#product(#out, #panels, #input, #gate, #rows, #columns, #lanes #masked););
    }
    if let (true, Some(mask)) = (p.transposed, &mask) {
        let product = f.runtime("product_stairs_transposed");
        return quote!(#product(#out, #panels, #input, #rows, #columns, #lanes, #mask););
    }
    let product = f.runtime(if mask.is_some() { "product_stairs" } else { "product" });
    let (bias, activation) = (optional(f, p.bias), f.around.scope.activation(p.activation));
    quote!(#product(#out, #panels, #bias, #input, #rows, #columns, #lanes, #activation #masked);)
}

/// A function along an axis.
fn along(f: &Function, a: &Along) -> TokenStream {
    let [out, source] = [a.out, a.input].map(|buffer| f.local(buffer).clone());
    let input = match range(f, a.input_row, a.copies.spread(), f.plan.buffer(a.input).rows) {
        None => quote!(#source),
        Some(range) => quote!(&#source[#range]),
    };
    let (function, lanes) = (f.runtime(a.op.name()), if f.plan.per_lane { f.lanes() } else { quote!(1) });
    let lines = match a.span {
        Some((rule, at)) => {
            let (rows_of, rule, at) = (f.runtime("rows_of"), f.around.scope.degrees(&rule), degree(at));
            quote!(#rows_of(#rule, #at))
        }
        None => {
            let lines = count(a.copies.size());
            quote!(0..#lines)
        }
    };
    let [times, inner] = [a.copies.times, a.copies.inner].map(count);
    quote!(#function(#out, #input, #lines, #times, #inner, #lanes);)
}

/// The part of a convolution that a level computes, of so many.
fn window_level(f: &Function, p: &Product, levels: usize) -> TokenStream {
    let [out, panels, input] = [p.out, p.panels, p.input].map(|buffer| f.local(buffer).clone());
    let window = p.of.window().map(|window| f.around.scope.window(&window));
    let (lanes, levels) = (f.lanes(), count(levels));
    if p.transposed {
        let convolve = f.runtime("convolve_level_transposed");
        return quote!(#convolve(#out, #panels, #input, (level, #levels), #lanes, #window););
    }
    let (bias, activation) = (optional(f, p.bias), f.around.scope.activation(p.activation));
    let convolve = f.runtime("convolve_level");
    quote!(#convolve(#out, #panels, #bias, #input, (level, #levels), #lanes, #activation, #window);)
}

/// A product whose matrix slides.
fn convolution(f: &Function, p: &Product, [out, panels, input]: [TokenStream; 3], window: &Window) -> TokenStream {
    let (window, bias, lanes) = (f.around.scope.window(window), optional(f, p.bias), f.lanes());
    let activation = f.around.scope.activation(p.activation);
    if p.transposed {
        let (convolve, gate) = (f.runtime("convolve_transposed"), optional(f, p.gate));
        return quote!(#convolve(#out, #panels, #bias, #input, #gate, #lanes, #activation, #window););
    }
    let convolve = f.runtime("convolve");
    quote!(#convolve(#out, #panels, #bias, #input, #lanes, #activation, #window);)
}

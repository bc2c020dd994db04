//! The rows of buffers that belong to a row of a loop.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::context::Function;
use super::numbers::count;
use crate::shape::Index;

/// The row of a buffer that an index names at the row of a loop, which is 0 where it has a single one.
pub fn row(f: &Function, index: Option<&Index>, single: bool) -> TokenStream {
    let row = if single { quote!(0) } else { quote!(row) };
    match index {
        None => quote!(0),
        Some(Index::Range { start, .. }) if single => {
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
        Some(Index::Table { id, .. }) if !f.plan.per_lane => {
            let table = f.around.offsets.table(*id);
            quote!(#table[#row])
        }
        Some(Index::Table { id, len, period }) if len > period => {
            let (tables, at) = (f.tables(), f.around.tables[id.0]);
            let (period, at) = (count(*period), (at > 0).then(|| count(at)).map(|at| quote!(#at +)));
            quote!(#tables[#at #row % #period] as usize + #row / #period * #period)
        }
        Some(Index::Table { id, .. }) => {
            let (tables, at) = (f.tables(), f.around.tables[id.0]);
            let place = match (single, at) {
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

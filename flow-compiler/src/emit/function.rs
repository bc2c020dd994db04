//! One plan as one function.
//!
//! ```text
//! fn coupling_inverse<T: Real, I: Isa>(isa: I, layer: Layer<'_, T>) {
//!     let Layer { lanes, parameters, prepared, input: x, output: z, ladj, scratch, .. } = layer;
//!     let conditioner_0_bias = &parameters[COUPLING_CONDITIONER_0_BIAS];
//!     let [slot_0, slot_1] = carve(scratch, lanes, [64, 64]);
//!     let hidden_0 = &mut slot_0[..64 * lanes];
//!     product(hidden_0, conditioner_0_weight_panels, Some(conditioner_0_bias), x, 64, 1, lanes, Activation::Relu);
//!     …
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::context::{Carved, FIELDS, Function, Surroundings};
use super::statement;
use crate::plan::{BufferId, Place, Plan, Step, touches};

/// The steps, each after the scratch buffers that it is the first to use.
fn body(f: &Function) -> TokenStream {
    let mut out = TokenStream::new();
    let mut current: Vec<Option<BufferId>> = vec![None; f.plan.slots.len()];
    let mut cleared: Vec<BufferId> = Vec::new();
    for step in &f.plan.steps {
        if !matches!(step, Step::Clear(_)) {
            out.extend(clear(f, &std::mem::take(&mut cleared)));
        }
        let mut touched = touches(step);
        touched.dedup();
        for buffer in touched {
            if let Place::Scratch(slot) = f.plan.buffer(buffer).place
                && current[slot] != Some(buffer)
            {
                current[slot] = Some(buffer);
                let (local, slot) = (f.local(buffer), f.slot(slot));
                let end = f.numbers(f.plan.buffer(buffer).rows);
                out.extend((local != slot).then(|| quote!(let #local = &mut #slot[..#end];)));
            }
        }
        match step {
            Step::Clear(buffer) => cleared.push(*buffer),
            other => out.extend(statement::step(f, other)),
        }
    }
    out.extend(clear(f, &cleared));
    out
}

/// Zeros for buffers.
fn clear(f: &Function, buffers: &[BufferId]) -> TokenStream {
    match buffers {
        [] => TokenStream::new(),
        [buffer] => statement::step(f, &Step::Clear(*buffer)),
        buffers => {
            let (clear, locals) = (f.runtime("clear"), buffers.iter().map(|buffer| f.local(*buffer)));
            quote!(#clear([#(#locals),*]);)
        }
    }
}

/// A function of one layer on a tile, which may stand in for others.
pub fn of_samples(plan: &Plan, others: &[&Plan], name: &Ident, around: &Surroundings) -> TokenStream {
    let function = Function::new(plan, name, around);
    let body = body(&function);
    let parameters = function.shared_slices("parameters", |place| matches!(place, Place::Parameters(_)));
    let prepared = function.shared_slices("prepared", |place| matches!(place, Place::Prepared(_)));
    let scratch = (!plan.slots.is_empty()).then(|| function.carve("scratch", function.lanes(), &function.slots()));
    let tape = function.carve_tape();
    let used = function.used();
    let mut fields: Vec<TokenStream> = function.uses_lanes.get().then(|| quote!(lanes)).into_iter().collect();
    for (place, field) in FIELDS {
        if let Some(buffer) = used.iter().find(|b| plan.buffer(**b).place == place) {
            let (field, local) = (format_ident!("{field}"), function.local(*buffer));
            fields.push(if field == *local { quote!(#field) } else { quote!(#field: #local) });
        }
    }
    for (flag, field) in [
        (!parameters.is_empty(), "parameters"),
        (!prepared.is_empty(), "prepared"),
        (function.uses_tables.get(), "tables"),
        (function.uses_dropout.get(), "dropout"),
        (function.uses_wanted.get(), "wanted"),
    ] {
        fields.extend(flag.then(|| format_ident!("{field}")).map(|field| quote!(#field)));
    }
    for (carved, field) in [(&scratch, "scratch"), (&tape, "tape")] {
        let in_steps = carved.as_ref().and_then(|carved| carved.in_steps.then(|| quote!(mut)));
        fields.extend(carved.as_ref().map(|_| format_ident!("{field}")).map(|field| quote!(#in_steps #field)));
    }
    let [scratch, tape] = [scratch, tape].map(|carved| carved.map(|carved| carved.cuts));
    let layer = function.runtime("Layer");
    let unpack =
        if fields.is_empty() { quote!(let _ = layer;) } else { quote!(let #layer { #(#fields,)* .. } = layer;) };
    let inside = quote!(#unpack #parameters #prepared #scratch #tape #body);
    let mut docs: Vec<String> = plan.doc.lines().map(|line| format!(" {line}")).collect();
    if !others.is_empty() {
        let names: Vec<String> = others.iter().map(|other| format!("`{}`", other.name)).collect();
        docs.push(format!(" It also does the work of {}.", names.join(", ")));
    }
    function.finish(&docs, quote!(layer: #layer<'_, T>), inside)
}

/// The function from parameters to prepared numbers.
pub fn prepare(plan: &Plan, name: &Ident, prepared: usize, around: &Surroundings) -> TokenStream {
    let function = Function::new(plan, name, around);
    let body = body(&function);
    let parameters = function.shared_slices("parameters", |place| matches!(place, Place::Parameters(_)));
    let prepared = function.carve_store("prepared", prepared, |place| match place {
        Place::Prepared(at) => Some(*at),
        _ => None,
    });
    let scratch = function.own_scratch();
    let [parameters_name, prepared_name] =
        [argument("parameters", !parameters.is_empty()), store_argument("prepared", prepared.as_ref())];
    let prepared = prepared.map(|carved| carved.cuts);
    let inside = quote!(#parameters #prepared #scratch #body);
    let arguments = quote!(#parameters_name: &[T], #prepared_name: &mut [T]);
    function.finish(&[format!(" {}.", plan.doc)], arguments, inside)
}

/// The function from cotangents of uniform values to those of parameters.
pub fn uniform_vjp(plan: &Plan, name: &Ident, parameters: usize, around: &Surroundings) -> TokenStream {
    let function = Function::new(plan, name, around);
    let body = body(&function);
    let given = function.shared_slices("parameters", |place| matches!(place, Place::Parameters(_)));
    let uniform = function.shared_slices("uniform", |place| matches!(place, Place::UniformCotangent(_)));
    let cotangents = function.carve_store("cotangent", parameters, |place| match place {
        Place::ParameterCotangent(at) => Some(*at),
        _ => None,
    });
    let scratch = function.own_scratch();
    let cotangent = store_argument("cotangent", cotangents.as_ref());
    let cotangents = cotangents.map(|carved| carved.cuts);
    let inside = quote!(#given #uniform #cotangents #scratch #body);
    let [parameters_name, uniform_name] =
        [argument("parameters", !given.is_empty()), argument("uniform", !uniform.is_empty())];
    let arguments = quote!(#parameters_name: &[T], #uniform_name: &[T], #cotangent: &mut [T]);
    function.finish(&[format!(" {}.", plan.doc)], arguments, inside)
}

/// The name of a store, if the function writes to it, as the pattern that its cuts need.
fn store_argument(name: &str, carved: Option<&Carved>) -> TokenStream {
    let in_steps = carved.and_then(|carved| carved.in_steps.then(|| quote!(mut)));
    let name = argument(name, carved.is_some());
    quote!(#in_steps #name)
}

/// The name of an argument, if the function reads it.
fn argument(name: &str, is_used: bool) -> TokenStream {
    let name = format_ident!("{name}");
    if is_used { quote!(#name) } else { quote!(_) }
}

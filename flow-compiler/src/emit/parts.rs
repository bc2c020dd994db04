//! Loops that are functions of their own, each printed once for all loops that do the same work.
//!
//! A density and its backward pass compute the same values in the same way, and so do both
//! directions of a spline.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::context::Function;
use super::elementwise::Printer;
use super::names::Names;
use super::work::Work;
use crate::plan::{BufferId, Degree, Formula, Loop, Mode, Operand, Plan, Step};
use crate::shape::Index;

/// The functions of loops of a module.
#[derive(Default)]
pub struct Parts {
    /// How many loops do each work.
    loops: BTreeMap<String, usize>,
    printed: RefCell<Vec<Part>>,
}

/// One of them.
struct Part {
    text: String,
    name: Ident,
    function: TokenStream,
    users: Vec<String>,
}

/// The least values and stores of a loop that is a function because others do the same.
const LEAST_SHARED: usize = 4;

impl Parts {
    /// Of the loops of these plans, each with the places of its kind's tables.
    pub fn of<'p>(plans: impl Iterator<Item = (&'p Plan, &'p [usize])>) -> Self {
        let mut loops: BTreeMap<String, usize> = BTreeMap::new();
        for (plan, tables) in plans.filter(|(plan, _)| plan.per_lane) {
            each_loop(&plan.steps, &mut |body| {
                *loops.entry(Work::of(plan, tables, body).text).or_default() += 1;
            });
        }
        Parts { loops, printed: RefCell::default() }
    }

    /// True for a loop that is a function.
    pub fn has(&self, f: &Function, body: &Loop) -> bool {
        let is_worth_it = f.plan.per_lane && body.lines.len() + body.stores.len() >= LEAST_SHARED;
        is_worth_it && self.loops.get(&Work::of(f.plan, f.around.tables, body).text) > Some(&1)
    }

    /// The function that does what this text says, as one that `user` calls.
    pub fn find(&self, text: &str, user: &Ident) -> Option<Ident> {
        let mut parts = self.printed.borrow_mut();
        let part = parts.iter_mut().find(|part| part.text == text)?;
        let user = user.to_string();
        if !part.users.contains(&user) {
            part.users.push(user);
        }
        Some(part.name.clone())
    }

    /// Adds a function that does what this text says, of which `define` gives the tokens by its
    /// name, which is the wanted one or like it.
    pub fn add(&self, text: String, wanted: &str, user: &Ident, define: impl FnOnce(&Ident) -> TokenStream) -> Ident {
        let taken = |name: &str| self.printed.borrow().iter().any(|part| part.name == name);
        let numbered = (2..).map(|n| format!("{wanted}_{n}"));
        let mut names = [wanted.to_string()].into_iter().chain(numbered);
        let name = names.find(|name| !taken(name)).map_or_else(|| format_ident!("{wanted}"), |n| format_ident!("{n}"));
        let function = define(&name);
        self.printed.borrow_mut().push(Part { text, name: name.clone(), function, users: vec![user.to_string()] });
        name
    }

    /// All functions with their docs.
    pub fn functions(&self) -> TokenStream {
        let parts = self.printed.borrow();
        let parts = parts.iter().map(|Part { function, users, .. }| {
            let users: Vec<String> = users.iter().map(|user| format!("`{user}`")).collect();
            let doc = match users.as_slice() {
                [first @ .., last] if !first.is_empty() => format!(" A part of {} and {last}.", first.join(", ")),
                users => format!(" A part of {}.", users.concat()),
            };
            quote!(#[doc = #doc] #[inline(always)] #function)
        });
        parts.collect()
    }
}

/// A call of the function that does the work of a loop.
pub fn call(f: &Function, body: &Loop) -> TokenStream {
    let work = Work::of(f.plan, f.around.tables, body);
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
        let statement = Printer::new(f, body, &locals).print();
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
                    #statement
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

/// The loops of steps, also those inside of others.
fn each_loop(steps: &[Step], see: &mut dyn FnMut(&Loop)) {
    for step in steps {
        match step {
            Step::Loop(body) => see(body),
            Step::Levels { body, .. } | Step::RowEnd { body, .. } | Step::Wanted { body, .. } => each_loop(body, see),
            _ => {}
        }
    }
}

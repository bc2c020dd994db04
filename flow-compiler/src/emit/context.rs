//! A function while it is printed: its names, and what it uses of its arguments.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::names::Names;
use super::numbers::count;
use super::offsets::Offsets;
use super::runtime::Scope;
use crate::plan::{Buffer, BufferId, Place, Plan, touches};

/// The surroundings of a kind's functions.
pub struct Surroundings<'p> {
    /// The runtime's names and the masks.
    pub scope: &'p Scope,
    /// Where the kind's numbers lie.
    pub offsets: &'p Offsets,
    /// Where each table of the kind begins.
    pub tables: &'p [usize],
    /// The visibility of its functions.
    pub visibility: &'p TokenStream,
}

/// A function while it is printed. What it uses of its arguments is noted as it is named.
pub struct Function<'p> {
    /// Its plan.
    pub plan: &'p Plan,
    /// Its name.
    pub name: &'p Ident,
    /// Its surroundings.
    pub around: &'p Surroundings<'p>,
    /// Its names, after those of buffers.
    pub names: Names,
    buffers: Vec<Ident>,
    slots: Vec<Ident>,
    uses_isa: Cell<bool>,
    pub uses_lanes: Cell<bool>,
    pub uses_tables: Cell<bool>,
    pub uses_dropout: Cell<bool>,
    pub uses_wanted: Cell<bool>,
    helpers: RefCell<Vec<TokenStream>>,
}

/// Places that a layer hands to its functions, by the field's name.
pub const FIELDS: [(Place, &str); 6] = [
    (Place::Input, "input"),
    (Place::Output, "output"),
    (Place::Ladj, "ladj"),
    (Place::Result, "result"),
    (Place::Context, "context"),
    (Place::ContextCotangent, "context_cotangent"),
];

impl<'p> Function<'p> {
    pub fn new(plan: &'p Plan, name: &'p Ident, around: &'p Surroundings<'p>) -> Self {
        let mut names = Names::of_function();
        let slots = (0..plan.slots.len()).map(|k| names.fresh(&format!("slot_{k}"))).collect();
        let used: BTreeSet<BufferId> = plan.steps.iter().flat_map(touches).collect();
        // A buffer that nothing reads or writes needs no name of its own.
        let unused = format_ident!("_unused");
        let of = |(k, b): (usize, &Buffer)| {
            if used.contains(&BufferId(k)) { names.fresh(&b.name) } else { unused.clone() }
        };
        let buffers = plan.buffers.iter().enumerate().map(of).collect();
        Function {
            plan,
            name,
            around,
            names,
            buffers,
            slots,
            uses_isa: Cell::default(),
            uses_lanes: Cell::default(),
            uses_tables: Cell::default(),
            uses_dropout: Cell::default(),
            uses_wanted: Cell::default(),
            helpers: RefCell::default(),
        }
    }

    /// A name of the runtime.
    pub fn runtime(&self, name: &'static str) -> TokenStream {
        self.around.scope.name(name)
    }

    /// The local of a buffer.
    pub fn local(&self, buffer: BufferId) -> &Ident {
        &self.buffers[buffer.0]
    }

    /// The local of a slot of scratch memory.
    pub fn slot(&self, slot: usize) -> &Ident {
        &self.slots[slot]
    }

    /// The instruction set.
    pub fn isa(&self) -> TokenStream {
        self.uses_isa.set(true);
        quote!(isa)
    }

    /// The number of samples of the tile.
    pub fn lanes(&self) -> TokenStream {
        self.uses_lanes.set(true);
        quote!(lanes)
    }

    /// The layer's tables.
    pub fn tables(&self) -> TokenStream {
        self.uses_tables.set(true);
        quote!(tables)
    }

    /// True where the caller wants the result.
    pub fn wanted(&self) -> TokenStream {
        self.uses_wanted.set(true);
        quote!(wanted)
    }

    /// The units that training switches off.
    pub fn dropout(&self) -> TokenStream {
        self.uses_dropout.set(true);
        quote!(dropout)
    }

    /// A function beside this one, of which `define` gives the tokens by its name.
    pub fn helper(&self, what: &str, define: impl FnOnce(&Ident) -> TokenStream) -> Ident {
        let mut helpers = self.helpers.borrow_mut();
        let number = if helpers.is_empty() { String::new() } else { format!("_{}", helpers.len() + 1) };
        let name = format_ident!("{}_{what}{number}", self.name);
        helpers.push(define(&name));
        name
    }

    pub fn used(&self) -> Vec<BufferId> {
        let used: BTreeSet<BufferId> = self.plan.steps.iter().flat_map(touches).collect();
        used.into_iter().collect()
    }

    /// How many numbers so many rows have.
    pub fn numbers(&self, rows: usize) -> TokenStream {
        let number = count(rows);
        match (self.plan.per_lane, rows) {
            (true, 1) => self.lanes(),
            (true, _) => {
                let lanes = self.lanes();
                quote!(#number * #lanes)
            }
            (false, _) => quote!(#number),
        }
    }

    /// The buffers that are parts of the layer's shared numbers.
    pub fn shared_slices(&self, store: &str, is_of_store: impl Fn(&Place) -> bool) -> Vec<TokenStream> {
        let store = format_ident!("{store}");
        let used = self.used().into_iter().filter(|b| is_of_store(&self.plan.buffer(*b).place));
        used.map(|b| {
            let (local, buffer) = (self.local(b), self.plan.buffer(b));
            let range = self.around.offsets.range(&buffer.place, buffer.rows);
            quote!(let #local = &#store[#range];)
        })
        .collect()
    }

    pub fn carve(&self, from: TokenStream, lanes: TokenStream, names: &[TokenStream], rows: &[usize]) -> TokenStream {
        let carve = self.runtime("carve");
        let rows = rows.iter().map(|r| count(*r));
        quote!(let [#(#names),*] = #carve(#from, #lanes, [#(#rows),*]);)
    }

    /// Disjoint regions of a store, with what lies between them left out.
    pub fn carve_store(
        &self,
        store: &str,
        len: usize,
        start_of: impl Fn(&Place) -> Option<usize>,
    ) -> Option<TokenStream> {
        let used = self.used().into_iter();
        let starts = used.filter_map(|b| start_of(&self.plan.buffer(b).place).map(|start| (start, b)));
        let mut regions: Vec<(usize, BufferId)> = starts.collect();
        regions.sort_unstable();
        let (mut names, mut sizes, mut at) = (Vec::new(), Vec::new(), 0);
        for (start, buffer) in &regions {
            if *start > at {
                names.push(quote!(_));
                sizes.push(start - at);
            }
            let (name, rows) = (self.local(*buffer), self.plan.buffer(*buffer).rows);
            names.push(quote!(#name));
            sizes.push(rows);
            at = start + rows;
        }
        if at < len {
            names.push(quote!(_));
            sizes.push(len - at);
        }
        let store = format_ident!("{store}");
        (!regions.is_empty()).then(|| self.carve(quote!(#store), quote!(1), &names, &sizes))
    }

    pub fn carve_tape(&self) -> Option<TokenStream> {
        let used = self.used();
        let on_tape = |row: usize| used.iter().find(|b| self.plan.buffer(**b).place == Place::Tape(row));
        let mut row = 0;
        let mut names = Vec::new();
        for rows in &self.plan.tape {
            names.push(on_tape(row).map(|b| self.local(*b)));
            row += rows;
        }
        if names.iter().all(Option::is_none) {
            return None;
        }
        let names: Vec<TokenStream> = names.into_iter().map(|n| n.map_or(quote!(_), |n| quote!(#n))).collect();
        Some(self.carve(quote!(tape), self.lanes(), &names, &self.plan.tape))
    }

    pub fn slot_names(&self) -> Vec<TokenStream> {
        self.slots.iter().map(|name| quote!(#name)).collect()
    }

    /// Scratch memory of a function that has none handed to it.
    pub fn own_scratch(&self) -> Option<TokenStream> {
        if self.plan.slots.is_empty() {
            return None;
        }
        let total = count(self.plan.scratch_rows());
        let carve = self.carve(quote!(&mut scratch), quote!(1), &self.slot_names(), &self.plan.slots);
        Some(quote!(let mut scratch = [T::ZERO; #total]; #carve))
    }

    /// The function with its docs and its helpers.
    pub fn finish(&self, docs: &[String], arguments: TokenStream, inside: TokenStream) -> TokenStream {
        let (name, [real, isa_trait]) = (self.name, self.around.scope.names(["Real", "Isa"]));
        let isa = if self.uses_isa.get() { quote!(isa) } else { quote!(_) };
        let (helpers, visibility) = (self.helpers.borrow(), self.around.visibility);
        quote! {
            #(#[doc = #docs])*
            #[inline(always)]
            #visibility fn #name<T: #real, I: #isa_trait>(#isa: I, #arguments) {
                #inside
            }
            #(#helpers)*
        }
    }
}

//! A function while it is printed: its names, and what it uses of its arguments.

use std::cell::Cell;
use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::names::Names;
use super::numbers::count;
use super::offsets::Offsets;
use super::parts::Parts;
use super::runtime::Scope;
use super::together::{NUMBER, filled, together};
use crate::plan::{Buffer, BufferId, Place, Plan, touches};

/// The surroundings of a kind's functions.
pub struct Surroundings<'p> {
    /// The runtime's names and the masks.
    pub scope: &'p Scope,
    /// The loops that are functions of their own.
    pub parts: &'p Parts,
    /// The kind's name.
    pub kind: &'p str,
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
}

/// The parts of a store.
pub struct Carved {
    /// The statements that cut them.
    pub cuts: TokenStream,
    /// True where several do, each of which takes what the one before has left.
    pub in_steps: bool,
}

/// The columns of a line of emitted code.
const WIDTH: usize = 120;

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
        let used: BTreeSet<BufferId> = plan.steps.iter().flat_map(touches).collect();
        // A buffer that nothing reads or writes needs no name of its own.
        let unused = format_ident!("_unused");
        let of = |(k, b): (usize, &Buffer)| {
            if used.contains(&BufferId(k)) { names.fresh(&b.name) } else { unused.clone() }
        };
        let buffers: Vec<Ident> = plan.buffers.iter().enumerate().map(of).collect();
        // A slot that one buffer fills has the buffer's name.
        let mut slot = |(k, rows): (usize, &usize)| {
            let mut buffers_of = used.iter().filter(|b| plan.buffer(**b).place == Place::Scratch(k));
            match (buffers_of.next(), buffers_of.next()) {
                (Some(only), None) if plan.buffer(*only).rows == *rows => buffers[only.0].clone(),
                _ => names.fresh(&format!("slot_{k}")),
            }
        };
        let slots = plan.slots.iter().enumerate().map(&mut slot).collect();
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

    /// The buffers that are parts of the layer's shared numbers; nothing where there are none.
    pub fn shared_slices(&self, store: &str, is_of_store: impl Fn(&Place) -> bool) -> TokenStream {
        let store = format_ident!("{store}");
        let used = self.used().into_iter().filter(|b| is_of_store(&self.plan.buffer(*b).place));
        let slices = used.map(|b| {
            let (local, buffer) = (self.local(b), self.plan.buffer(b));
            let range = self.around.offsets.range(&buffer.place, buffer.rows);
            (local.clone(), quote!(&#store[#range]))
        });
        together(&slices.collect::<Vec<_>>(), WIDTH - "    ".len())
    }

    /// Cuts a store into parts: at once, or where that takes more than a line, line by line.
    pub fn carve(&self, store: &str, lanes: TokenStream, parts: &[(TokenStream, usize)]) -> Carved {
        let from = format_ident!("{store}");
        let width = |part: &(TokenStream, usize)| part.0.to_string().len() + NUMBER;
        // Parts at the end that have no name are left uncut.
        let named = parts.iter().rposition(|(name, _)| name.to_string() != "_").map_or(0, |last| last + 1);
        let parts = &parts[..named];
        let room = WIDTH - "    let [] = carve_from(&mut , lanes, []);".len() - store.len() + 2 * ", ".len();
        let groups = filled(parts, width, room);
        let in_steps = groups.len() > 1;
        let (carve, borrow) = if in_steps { ("carve_from", quote!(&mut)) } else { ("carve", quote!()) };
        let carve = self.runtime(carve);
        let cuts = groups.into_iter().map(|these| {
            let (names, rows) = (these.iter().map(|part| &part.0), these.iter().map(|part| count(part.1)));
            quote!(let [#(#names),*] = #carve(#borrow #from, #lanes, [#(#rows),*]);)
        });
        Carved { cuts: cuts.collect(), in_steps }
    }

    /// Disjoint regions of a store, with what lies between them left out.
    pub fn carve_store(&self, store: &str, len: usize, start_of: impl Fn(&Place) -> Option<usize>) -> Option<Carved> {
        let used = self.used().into_iter();
        let starts = used.filter_map(|b| start_of(&self.plan.buffer(b).place).map(|start| (start, b)));
        let mut regions: Vec<(usize, BufferId)> = starts.collect();
        regions.sort_unstable();
        let (mut parts, mut at) = (Vec::new(), 0);
        for (start, buffer) in &regions {
            if *start > at {
                parts.push((quote!(_), start - at));
            }
            let (name, rows) = (self.local(*buffer), self.plan.buffer(*buffer).rows);
            parts.push((quote!(#name), rows));
            at = start + rows;
        }
        if at < len {
            parts.push((quote!(_), len - at));
        }
        (!regions.is_empty()).then(|| self.carve(store, quote!(1), &parts))
    }

    pub fn carve_tape(&self) -> Option<Carved> {
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
        let names = names.into_iter().map(|n| n.map_or(quote!(_), |n| quote!(#n)));
        let parts: Vec<(TokenStream, usize)> = names.zip(self.plan.tape.iter().copied()).collect();
        Some(self.carve("tape", self.lanes(), &parts))
    }

    /// The slots of scratch memory with their rows.
    pub fn slots(&self) -> Vec<(TokenStream, usize)> {
        self.slots.iter().map(|name| quote!(#name)).zip(self.plan.slots.iter().copied()).collect()
    }

    /// Scratch memory of a function that has none handed to it.
    pub fn own_scratch(&self) -> Option<TokenStream> {
        if self.plan.slots.is_empty() {
            return None;
        }
        let total = count(self.plan.scratch_rows());
        let Carved { cuts, in_steps } = self.carve("scratch", quote!(1), &self.slots());
        let in_steps = in_steps.then(|| quote!(mut));
        Some(quote!(let #in_steps scratch = &mut [T::ZERO; #total][..]; #cuts))
    }

    /// The function with its docs.
    pub fn finish(&self, docs: &[String], arguments: TokenStream, inside: TokenStream) -> TokenStream {
        let (name, [real, isa_trait]) = (self.name, self.around.scope.names(["Real", "Isa"]));
        let isa = if self.uses_isa.get() { quote!(isa) } else { quote!(_) };
        let visibility = self.around.visibility;
        quote! {
            #(#[doc = #docs])*
            #[inline(always)]
            #visibility fn #name<T: #real, I: #isa_trait>(#isa: I, #arguments) {
                #inside
            }
        }
    }
}

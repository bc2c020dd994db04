//! Where the numbers of a kind lie, as constants with names.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::numbers::count;
use super::runtime::Scope;
use crate::lower::Kind;
use crate::lower::parameters::tables_at;
use crate::plan::{Destination, KindPlan, Place, ReversePlan};
use crate::shape::{TableId, TableRule};
use crate::vocabulary::Direction;

/// A named range of one of a kind's stores.
struct Region {
    store: Store,
    start: usize,
    rows: usize,
    name: String,
}

/// The stores of a kind.
#[derive(Clone, Copy, PartialEq)]
enum Store {
    Parameters,
    Prepared,
    Uniform,
    Tape(Direction),
}

/// The constants of a kind; those that are named are printed.
pub struct Offsets {
    regions: Vec<Region>,
    used: RefCell<BTreeSet<usize>>,
    kind: String,
    /// The numbers of each table that is the same in every iteration.
    tables: Vec<Option<Vec<usize>>>,
    used_tables: RefCell<BTreeSet<usize>>,
}

impl Offsets {
    /// The ranges of a kind, by the names that its plans give them, and its tables.
    pub fn of(functions: &Kind, kind: &KindPlan) -> Self {
        let mut regions: Vec<Region> = Vec::new();
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut enter = |store: Store, start: usize, rows: usize, wanted: String| {
            if regions.iter().any(|r| r.store == store && r.start == start) {
                return;
            }
            let numbered = (2..).map(|n| format!("{wanted}_{n}"));
            let mut names = [wanted.clone()].into_iter().chain(numbered);
            let name = names.find(|name| !taken.contains(name)).unwrap_or(wanted);
            taken.insert(name.clone());
            regions.push(Region { store, start, rows, name: format!("{}_{name}", kind.name).to_ascii_uppercase() });
        };
        for plan in [&kind.prepare, &kind.uniform_vjp].into_iter().chain(kind.of_samples()) {
            for buffer in &plan.buffers {
                let (store, start) = match buffer.place {
                    Place::Parameters(at) => (Store::Parameters, at),
                    Place::Prepared(at) => (Store::Prepared, at),
                    Place::UniformCotangent(at) => (Store::Uniform, at),
                    _ => continue,
                };
                enter(store, start, buffer.rows, buffer.name.clone());
            }
        }
        for direction in [Direction::Inverse, Direction::Forward] {
            let plan = kind.direction(direction);
            let Some((plan, reverse)) = plan.and_then(|plan| Some((plan, plan.reverse.as_ref()?))) else { continue };
            for (start, rows, name) in tape_rows(reverse) {
                enter(Store::Tape(direction), start, rows, format!("{}_tape_{name}", plan.apply.name));
            }
        }
        let tables = functions.graph.tables();
        let is_drawn = |id: usize| {
            let mut rule = &tables[id].rule;
            while let TableRule::InverseOf(TableId(of)) = rule {
                rule = &tables[*of].rule;
            }
            matches!(rule, TableRule::Seeded(_))
        };
        let numbers = tables_at(&tables, 0).into_iter().enumerate();
        let tables = numbers.map(|(id, numbers)| (!is_drawn(id)).then_some(numbers)).collect();
        let name = kind.name.to_ascii_uppercase();
        Offsets { regions, used: RefCell::default(), kind: name, tables, used_tables: RefCell::default() }
    }

    /// The range of parameters or of prepared numbers that a buffer is.
    pub fn range(&self, place: &Place, rows: usize) -> TokenStream {
        let (store, start) = match place {
            Place::Parameters(at) => (Store::Parameters, *at),
            Place::Prepared(at) => (Store::Prepared, *at),
            Place::UniformCotangent(at) => (Store::Uniform, *at),
            other => panic!("{other:?} is no store of the layer"),
        };
        match self.named(store, start) {
            Some((name, found)) if found == rows => quote!(#name),
            _ => {
                let (start, end) = (count(start), count(start + rows));
                quote!(#start..#end)
            }
        }
    }

    /// The first element of a destination.
    pub fn destination(&self, to: Destination) -> TokenStream {
        match to {
            Destination::Parameters(at) => self.start(Store::Parameters, at),
            Destination::Uniform(at) => self.start(Store::Uniform, at),
        }
    }

    /// The first row of a value on the tape of a direction.
    pub fn tape_row(&self, direction: Direction, row: usize) -> TokenStream {
        self.start(Store::Tape(direction), row)
    }

    /// A table as a constant, for functions of what all samples share, which have no place for the
    /// tables of an iteration.
    ///
    /// # Panics
    /// For a table that is drawn for each iteration, which is a bug of the catalog's entry.
    pub fn table(&self, id: TableId) -> Ident {
        assert!(self.tables[id.0].is_some(), "{} reads shared numbers in a drawn order", self.kind);
        self.used_tables.borrow_mut().insert(id.0);
        format_ident!("{}_TABLE_{}", self.kind, id.0)
    }

    fn start(&self, store: Store, start: usize) -> TokenStream {
        match self.named(store, start) {
            Some((name, _)) => quote!(#name.start),
            None => {
                let start = count(start);
                quote!(#start)
            }
        }
    }

    fn named(&self, store: Store, start: usize) -> Option<(Ident, usize)> {
        let k = self.regions.iter().position(|r| r.store == store && r.start == start)?;
        self.used.borrow_mut().insert(k);
        Some((format_ident!("{}", self.regions[k].name), self.regions[k].rows))
    }

    /// The constants that were named.
    pub fn constants(&self, scope: &Scope) -> TokenStream {
        let constants = self.used.borrow();
        if !constants.is_empty() {
            scope.use_range();
        }
        let constants = constants.iter().map(|k| {
            let Region { start, rows, name, .. } = &self.regions[*k];
            let (name, start, end) = (format_ident!("{name}"), count(*start), count(start + rows));
            quote!(const #name: Range<usize> = #start..#end;)
        });
        let tables = self.used_tables.borrow();
        let tables = tables.iter().filter_map(|k| Some((k, self.tables[*k].as_ref()?))).map(|(k, numbers)| {
            let (name, len) = (format_ident!("{}_TABLE_{k}", self.kind), count(numbers.len()));
            let numbers = numbers.iter().map(|n| count(*n));
            quote!(const #name: [usize; #len] = [#(#numbers),*];)
        });
        constants.chain(tables).collect()
    }
}

/// The values of a tape: first row, rows and name of each.
fn tape_rows(reverse: &ReversePlan) -> Vec<(usize, usize, String)> {
    let (mut row, mut out) = (0, Vec::new());
    for rows in &reverse.tape.tape {
        let buffers = reverse.vjp.buffers.iter().chain(&reverse.tape.buffers);
        let name = buffers.into_iter().find(|b| b.place == Place::Tape(row)).map(|b| b.name.clone());
        out.extend(name.map(|name| (row, *rows, name)));
        row += rows;
    }
    out
}

//! Loops that are functions of their own, each printed once for all loops that do the same work.
//!
//! A density and its backward pass compute the same values in the same way, and so do both
//! directions of a spline.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::work::Work;
use crate::plan::{Loop, Plan, Step};

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

    /// The work of a loop that is a function, since others do it too.
    pub fn shared(&self, plan: &Plan, tables: &[usize], body: &Loop) -> Option<Work> {
        let is_worth_it = plan.per_lane && body.lines.len() + body.stores.len() >= LEAST_SHARED;
        is_worth_it.then(|| Work::of(plan, tables, body)).filter(|work| self.loops.get(&work.text) > Some(&1))
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

//! A smaller declaration that fails alike.

use super::{Bijector, Declaration, Tree};

/// The smallest declaration that still fails, as far as small steps lead.
pub fn shrink(one: &Declaration, fails: impl Fn(&Declaration) -> bool) -> Declaration {
    let mut smallest = one.clone();
    while let Some(smaller) = steps(&smallest).into_iter().find(|smaller| fails(smaller)) {
        smallest = smaller;
    }
    smallest
}

/// Declarations that are smaller by one step, the largest steps first.
fn steps(one: &Declaration) -> Vec<Declaration> {
    let mut out = Vec::new();
    let mut with = |change: &dyn Fn(&mut Declaration)| {
        let mut smaller = one.clone();
        change(&mut smaller);
        out.push(smaller);
    };
    if one.train.is_some() {
        with(&|d| d.train = None);
    }
    if one.base.is_some() {
        with(&|d| d.base = None);
    }
    if one.context.is_some() {
        with(&|d| d.context = None);
    }
    if !one.doc.is_empty() {
        with(&|d| d.doc.clear());
    }
    (0..one.bijectors.len()).for_each(|k| with(&|d| drop(d.bijectors.remove(k))));
    (0..one.layers.len()).for_each(|k| with(&|d| drop(d.layers.remove(k))));
    if one.name != "Small" {
        with(&|d| d.name = "Small".into());
    }
    if one.event.len() > 1 {
        with(&|d| d.event = vec![d.size()]);
    }
    for (k, extent) in one.event.iter().enumerate() {
        [1, extent / 2, extent - 1]
            .into_iter()
            .filter(|e| *e > 0 && e < extent)
            .for_each(|e| with(&|d| d.event[k] = e));
    }
    for (k, layer) in one.layers.iter().enumerate() {
        smaller(layer).into_iter().for_each(|tree| with(&|d| d.layers[k] = tree.clone()));
        if let Tree::Call(_, settings) = layer {
            // The layers in a layer, in its place.
            for (_, inner) in settings {
                match inner {
                    Tree::List(list) if list.iter().any(|item| matches!(item, Tree::Call(..))) => {
                        with(&|d| drop(d.layers.splice(k..=k, list.iter().cloned())));
                    }
                    Tree::Call(..) => with(&|d| d.layers[k] = inner.clone()),
                    _ => {}
                }
            }
        }
    }
    let parts: [fn(&mut Declaration) -> &mut Option<Tree>; 3] = [|d| &mut d.base, |d| &mut d.context, |d| &mut d.train];
    for part in parts {
        let steps = part(&mut one.clone()).as_ref().map_or(Vec::new(), smaller);
        steps.into_iter().for_each(|tree| with(&|d| *part(d) = Some(tree.clone())));
    }
    for (k, user) in one.bijectors.iter().enumerate() {
        smaller_bijectors(user).into_iter().for_each(|user| with(&|d| d.bijectors[k] = user.clone()));
    }
    out
}

fn smaller_bijectors(user: &Bijector) -> Vec<Bijector> {
    let mut out = Vec::new();
    let mut with = |change: &dyn Fn(&mut Bijector)| {
        let mut smaller = user.clone();
        change(&mut smaller);
        out.push(smaller);
    };
    (0..user.parameters.len()).for_each(|k| with(&|u| drop(u.parameters.remove(k))));
    (0..user.lets.len()).for_each(|k| with(&|u| drop(u.lets.remove(k))));
    for (k, (_, kind)) in user.parameters.iter().enumerate() {
        if kind != "scalar" && kind != "vector" {
            with(&|u| u.parameters[k].1 = "scalar".into());
        }
    }
    for (k, (_, value)) in user.lets.iter().enumerate() {
        if value != "1.0" {
            with(&|u| u.lets[k].1 = "1.0".into());
        }
    }
    if user.inverse.is_some() {
        with(&|u| u.inverse = None);
    }
    if user.domain.is_some() {
        with(&|u| u.domain = None);
    }
    out
}

/// Values that are smaller by one step.
fn smaller(tree: &Tree) -> Vec<Tree> {
    match tree {
        Tree::Word(word) => match word.parse::<usize>() {
            Ok(number) if number > 2 => vec![2.into(), (number / 2).into(), (number - 1).into()],
            Ok(2) => vec![1.into()],
            _ => Vec::new(),
        },
        Tree::Text(_) => Vec::new(),
        Tree::List(items) => {
            let shorter = (0..items.len()).map(|k| Tree::List(without(items, k)));
            let each = items.iter().enumerate().flat_map(|(k, item)| {
                smaller(item).into_iter().map(move |s| (k, s)).map(|(k, s)| {
                    let mut items = items.clone();
                    items[k] = s;
                    Tree::List(items)
                })
            });
            shorter.chain(each).collect()
        }
        Tree::Map(entries) => smaller_entries(entries).into_iter().map(Tree::Map).collect(),
        Tree::Call(name, entries) => {
            smaller_entries(entries).into_iter().map(|entries| Tree::Call(name.clone(), entries)).collect()
        }
    }
}

type Entries = Vec<(String, Tree)>;

fn smaller_entries(entries: &Entries) -> Vec<Entries> {
    let shorter = (0..entries.len()).map(|k| without(entries, k));
    let each = entries.iter().enumerate().flat_map(|(k, (key, value))| {
        smaller(value).into_iter().map(move |s| {
            let mut entries = entries.clone();
            entries[k] = (key.clone(), s);
            entries
        })
    });
    shorter.chain(each).collect()
}

fn without<T: Clone>(items: &[T], k: usize) -> Vec<T> {
    items.iter().enumerate().filter(|(i, _)| *i != k).map(|(_, item)| item.clone()).collect()
}

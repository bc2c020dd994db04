//! Declarations drawn at random from what the catalog says of itself.
//!
//! ```text
//! catalog ─┐
//!          ├─Draw─▶ Declaration ─tokens─▶ flow! { … }
//! seed ────┘             │       ─yaml──▶ flow: …         both are read, compiled, emitted: `stages`
//!                        └─shrink─▶ a smaller one with the same failure
//! ```
//! A word that joins the catalog joins the draws: `values` reads the kinds of its settings, and what the compiler's own check
//! refuses is drawn again. A few draws are kept although they were refused, since a mistake must be reported as one.

mod dice;
mod draw;
mod formulas;
pub mod names;
pub mod sample;
mod shrink;
pub mod stages;
mod training;
mod tree;
mod values;

use std::fmt::Write;

pub use dice::Dice;
pub use shrink::shrink;
pub use tree::Tree;

/// A declaration and its two spellings.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// The name of the flow.
    pub name: String,
    /// The visibility, which stands before `struct`.
    pub visibility: &'static str,
    /// Lines of its description.
    pub doc: Vec<String>,
    /// The extents of the event.
    pub event: Vec<usize>,
    /// The context: a number or a record.
    pub context: Option<Tree>,
    /// Users' bijectors.
    pub bijectors: Vec<Bijector>,
    /// The base, where one is written.
    pub base: Option<Tree>,
    /// The layers from base to data.
    pub layers: Vec<Tree>,
    /// The section `train`, where there is one.
    pub train: Option<Tree>,
}

/// A user's bijector.
#[derive(Clone, Debug)]
pub struct Bijector {
    /// Its name.
    pub name: String,
    /// Parameters with their types.
    pub parameters: Vec<(String, String)>,
    /// Values of the parameters alone.
    pub lets: Vec<(String, String)>,
    /// The domain of its argument, where that is written.
    pub domain: Option<&'static str>,
    /// The formula with its argument, `|z| …`.
    pub forward: String,
    /// That of the other direction, where it is stated.
    pub inverse: Option<String>,
    /// True if its author vouches for an inverse.
    pub assumed: bool,
}

impl Declaration {
    /// That of a seed.
    pub fn new(seed: u64) -> Self {
        draw::Draw::new(seed).declaration()
    }

    /// How many elements the event has.
    pub fn size(&self) -> usize {
        self.event.iter().product()
    }

    /// The words of the catalog that it uses, as often as they stand in it.
    pub fn words(&self) -> Vec<&str> {
        let mut words = Vec::new();
        let parts = self.base.iter().chain(&self.layers).chain(&self.context).chain(&self.train);
        parts.for_each(|part| part.words(&mut words));
        words
    }

    /// How much is written in it: the measure of what may be emitted for it.
    pub fn weight(&self) -> usize {
        let parts = self.base.iter().chain(&self.layers).chain(&self.context).chain(&self.train);
        let operations = |text: &String| text.split([' ', '(']).count();
        let formulas = |user: &Bijector| {
            let lets: usize = user.lets.iter().map(|(_, value)| operations(value)).sum();
            lets + operations(&user.forward) + user.inverse.as_ref().map_or(0, operations)
        };
        1 + parts.map(Tree::weight).sum::<usize>() + self.bijectors.iter().map(formulas).sum::<usize>()
    }

    /// Returns the text between the braces of `flow! { … }`.
    pub fn tokens(&self) -> String {
        let mut out = String::new();
        self.doc.iter().for_each(|line| out.push_str(&format!("    /// {line}\n")));
        let context = self.context.as_ref().map_or(String::new(), |c| format!(", context = {}", c.tokens()));
        let _ = writeln!(out, "    {}struct {}<{}{context}> {{", self.visibility, self.name, self.extents());
        if let Some(base) = &self.base {
            let _ = writeln!(out, "        base: {},", base.tokens());
        }
        if !self.layers.is_empty() {
            out.push_str("        layers: [\n");
            self.layers.iter().for_each(|layer| out.push_str(&format!("            {},\n", layer.tokens())));
            out.push_str("        ],\n");
        }
        if let Some(train) = &self.train {
            let _ = writeln!(out, "        train: {},", train.tokens());
        }
        out.push_str("    }\n");
        self.bijectors.iter().for_each(|user| out.push_str(&user.tokens()));
        out
    }

    /// The same in YAML.
    pub fn yaml(&self) -> String {
        let mut out = format!("flow: {}\nevent: {}\n", self.name, self.extents());
        if !self.doc.is_empty() {
            let _ = writeln!(out, "doc: {:?}", self.doc.join("\n"));
        }
        if let Some(context) = &self.context {
            let _ = writeln!(out, "context: {}", context.yaml());
        }
        if !self.bijectors.is_empty() {
            out.push_str("bijectors:\n");
        }
        self.bijectors.iter().for_each(|user| out.push_str(&format!("  {}: {}\n", user.name, user.yaml())));
        if let Some(base) = &self.base {
            let _ = writeln!(out, "base: {}", base.yaml());
        }
        if !self.layers.is_empty() {
            out.push_str("layers:\n");
        }
        self.layers.iter().for_each(|layer| out.push_str(&format!("  - {}\n", layer.yaml())));
        if let Some(train) = &self.train {
            let _ = writeln!(out, "train: {}", train.yaml());
        }
        out
    }

    fn extents(&self) -> String {
        match self.event.as_slice() {
            [one] => one.to_string(),
            several => Tree::from(several.to_vec()).yaml(),
        }
    }
}

impl Bijector {
    fn tokens(&self) -> String {
        let parameters: Vec<String> = self.parameters.iter().map(|(name, kind)| format!("{name}: {kind}")).collect();
        let mut out = format!("    bijector {}({}) {{\n", self.name, parameters.join(", "));
        self.lets.iter().for_each(|(name, value)| out.push_str(&format!("        let {name} = {value};\n")));
        if let Some(domain) = self.domain {
            let _ = writeln!(out, "        domain: {domain},");
        }
        let _ = writeln!(out, "        forward: {},", self.forward);
        if let Some(inverse) = &self.inverse {
            let _ = writeln!(out, "        inverse: {inverse},");
        }
        if self.assumed {
            out.push_str("        invertible: assumed,\n");
        }
        out.push_str("    }\n");
        out
    }

    fn yaml(&self) -> String {
        let record = |entries: Vec<String>| format!("{{{}}}", entries.join(", "));
        let mut parts = Vec::new();
        if !self.parameters.is_empty() {
            let of = |(name, kind): &(String, String)| match kind.split_once('(') {
                Some((outer, inner)) => format!("{name}: {{{outer}: {}}}", inner.trim_end_matches(')')),
                None => format!("{name}: {kind}"),
            };
            parts.push(format!("parameters: {}", record(self.parameters.iter().map(of).collect())));
        }
        if !self.lets.is_empty() {
            let lets = self.lets.iter().map(|(name, value)| format!("{name}: {value:?}"));
            parts.push(format!("let: {}", record(lets.collect())));
        }
        parts.extend(self.domain.map(|domain| format!("domain: {domain}")));
        parts.push(format!("forward: {:?}", self.forward));
        parts.extend(self.inverse.as_ref().map(|inverse| format!("inverse: {inverse:?}")));
        if self.assumed {
            parts.push("invertible: assumed".into());
        }
        record(parts)
    }
}

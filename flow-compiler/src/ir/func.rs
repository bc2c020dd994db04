//! [`Func`]: named outputs over a graph, the unit that is printed, verified, interpreted, planned and emitted.

use super::build::{Graph, Value};

/// A function of a graph's leaves.
#[derive(Clone, Debug)]
pub struct Func {
    /// What it is called, in text forms and emitted code.
    pub name: String,
    /// One line that says what it computes, with the formula.
    pub doc: String,
    /// Its results, in the order in which the emitted function takes them.
    pub outputs: Vec<Output>,
}

/// A result of a function.
#[derive(Clone, Debug)]
pub struct Output {
    /// Its name.
    pub name: String,
    /// Which value it is.
    pub value: Value,
}

impl Func {
    /// A function with the given outputs.
    pub fn new(name: &str, doc: &str, outputs: &[(&str, Value)]) -> Self {
        let outputs = outputs.iter().map(|(name, value)| Output { name: name.to_string(), value: *value }).collect();
        Func { name: name.into(), doc: doc.into(), outputs }
    }

    /// The output of that name.
    pub fn output(&self, name: &str) -> Option<Value> {
        self.outputs.iter().find(|o| o.name == name).map(|o| o.value)
    }

    /// The output values.
    pub fn values(&self) -> Vec<Value> {
        self.outputs.iter().map(|o| o.value).collect()
    }

    /// All that it computes, arguments first.
    pub fn order(&self, graph: &Graph) -> Vec<Value> {
        graph.order(&self.values())
    }
}

//! [`Func`]: named outputs over a graph, the unit that is printed, verified, interpreted, planned and emitted.

use super::build::{Graph, Value};

/// A function of a graph's leaves. `R` is the purpose of an output; who makes the function knows it.
#[derive(Clone, Debug)]
pub struct Func<R = ()> {
    /// Its name in text forms and emitted code.
    pub name: String,
    /// One line that says what it computes, with the formula.
    pub doc: String,
    /// Its results, in the order in which the emitted function takes them.
    pub outputs: Vec<Output<R>>,
}

/// A result of a function.
#[derive(Clone, Debug)]
pub struct Output<R = ()> {
    /// Its name, for people.
    pub name: String,
    /// Its purpose.
    pub role: R,
    /// The value.
    pub value: Value,
}

impl<R> Output<R> {
    /// A named value.
    pub fn new(name: impl Into<String>, role: R, value: Value) -> Self {
        Output { name: name.into(), role, value }
    }
}

impl<R> Func<R> {
    /// A function with the given outputs.
    pub fn new(name: &str, doc: &str, outputs: Vec<Output<R>>) -> Self {
        Func { name: name.into(), doc: doc.into(), outputs }
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

impl<R: PartialEq> Func<R> {
    /// The output with that purpose.
    pub fn output(&self, role: &R) -> Option<Value> {
        self.outputs.iter().find(|o| o.role == *role).map(|o| o.value)
    }
}

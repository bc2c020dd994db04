//! The text form of a checked flow, and the hash of its architecture.

use std::fmt::Write;

use super::flow::{Flow, Layer};
use crate::event::Elements;
use crate::vocabulary::{Chosen, Value};

impl Flow {
    /// The text form of the checked flow: all that decides what it computes, but for long formulas,
    /// of which it shows the beginning.
    pub fn text(&self) -> String {
        let mut text = format!("flow {}\nevent {}\n", self.name, self.event);
        if self.event.elements() != Elements::Real {
            let _ = writeln!(text, "elements {}", self.event.elements());
        }
        if self.context > 0 {
            let _ = writeln!(text, "context {}", self.context);
        }
        if let Some(embedding) = &self.embedding {
            let activation = embedding.activation.iter().map(|f| format!(" by {f}")).collect::<String>();
            let shape = embedding.given.grid().map_or(String::new(), |_| format!(" of {}", embedding.given));
            let (network, outputs) = (show(&embedding.chosen), embedding.outputs);
            let _ = writeln!(text, "embedding {network}{shape} to {outputs}{activation}");
        }
        self.users().iter().for_each(|user| text.push_str(&user.description()));
        let _ = writeln!(text, "base {}", show(self.dist.base()));
        print_layers(self.dist.layers(), "", &mut text);
        text
    }

    /// The architecture's hash: 128-bit FNV-1a of [`text`](Self::text) but for the flow's name, and of
    /// users' formulas in full, as 32 hexadecimal digits. It names an architecture; it is no
    /// protection against forgery.
    pub fn hash(&self) -> String {
        let formulas: String = self.users().iter().map(|user| user.text()).collect();
        let text = self.text();
        let unnamed = text.split_once('\n').map_or("", |(_, rest)| rest);
        hash_of(unnamed.bytes().chain(formulas.bytes()))
    }
}

/// 128-bit FNV-1a as 32 hexadecimal digits.
pub fn hash_of(bytes: impl Iterator<Item = u8>) -> String {
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for byte in bytes {
        hash ^= u128::from(byte);
        hash = hash.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B);
    }
    format!("{hash:032x}")
}

fn print_layers(layers: &[Layer], indent: &str, text: &mut String) {
    for layer in layers {
        match layer {
            Layer::Bijector(instance) => {
                let swapped = if instance.inverted { "invert " } else { "" };
                let _ = writeln!(text, "{indent}{} {swapped}{}", instance.path, show(&instance.chosen));
            }
            Layer::Group(layers) => print_layers(layers, indent, text),
            Layer::Repeat { times, layers } => {
                let _ = writeln!(text, "{indent}repeat × {times}");
                print_layers(layers, &format!("{indent}  "), text);
            }
        }
    }
}

/// A word with all its settings.
pub fn show(chosen: &Chosen) -> String {
    let settings: Vec<String> =
        chosen.filled.iter().map(|(name, value)| format!("{name} = {}", show_value(value))).collect();
    if settings.is_empty() {
        chosen.word.name().to_string()
    } else {
        format!("{}({})", chosen.word.name(), settings.join(", "))
    }
}

/// The value of a setting, as the macro spells it.
pub fn show_value(value: &Value) -> String {
    match value {
        Value::Number(v) => format!("{v}"),
        Value::Count(v) => format!("{v}"),
        Value::Counts(v) => format!("{v:?}"),
        Value::Seed(v) => format!("{v}"),
        Value::Word(v) => v.clone(),
        Value::Flag(v) => format!("{v}"),
        Value::Chosen(v) => show(v),
        Value::Nodes(_) => "…".into(),
    }
}

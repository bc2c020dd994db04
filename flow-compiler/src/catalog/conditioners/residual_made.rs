//! `residual_made`: a masked perceptron whose blocks add to what they read.

use super::made::{hidden_degrees, narrow};
use super::{Start, activate, linear, shared};
use crate::event::Event;
use crate::ir::Expr;
use crate::shape::{Degrees, Stairs};
use crate::vocabulary::{Checked, Filled, MaskedConditioner, Settings, Site, Value, Word};

/// The network of `residual_mlp` with the masks of `made`: all its hidden layers are as wide, so that a unit
/// has one degree on its way through the blocks, and what it adds reads nothing that it may not.
pub struct ResidualMade;

impl Word for ResidualMade {
    fn name(&self) -> &'static str {
        "residual_made"
    }
    fn doc(&self) -> &'static str {
        "Residual masked perceptron: `h = W x + b`, then `h ← h + W₂ a(W₁ a(h) + b₁) + b₂` for each block with activation a, then \
         `W h + b`, with the masks of `made`. (Germain et al. 2015; He et al. 2016; Durkan et al. 2019)"
    }
    fn settings(&self) -> Settings {
        shared(Settings::none().count_or("hidden", 1, 64, "width of all hidden layers").few(
            "blocks",
            (1, 128),
            2,
            "how many blocks",
        ))
    }
    fn masked_conditioner(&self) -> Option<&dyn MaskedConditioner> {
        Some(self)
    }
}

impl MaskedConditioner for ResidualMade {
    fn build<'g>(
        &self,
        site: &Site<'g>,
        inputs: Expr<'g>,
        context: usize,
        per_element: usize,
        settings: Checked,
    ) -> Expr<'g> {
        let (width, blocks, size) = (settings.count("hidden"), settings.count("blocks"), inputs.size() - context);
        let (units, elements) =
            (hidden_degrees(width, size, context), Degrees { always: context, first: 1, groups: size, size });
        let active = |h: Expr<'g>| activate(h, settings);
        let among = Some(Stairs { rows: units, columns: units, strict: false });
        let first = Some(Stairs { rows: units, columns: elements, strict: false });
        let mut h = linear(site, 0, inputs, width, Start::Usual, first).named("hidden_0");
        for block in 0..blocks {
            let k = 2 * block + 1;
            let inner = active(linear(site, k, active(h), width, Start::Usual, among));
            let inner = site.dropout(inner, settings.number("dropout"));
            h = (h + linear(site, k + 1, inner, width, Start::Small, among)).named(&format!("hidden_{}", block + 1));
        }
        let rows = Degrees { always: 0, first: 1, groups: size, size: size * per_element };
        let last = Some(Stairs { rows, columns: units, strict: true });
        linear(site, 2 * blocks + 1, h, size * per_element, Start::Small, last).named("raw")
    }

    fn warnings(&self, event: &Event, context: usize, settings: Checked) -> Vec<String> {
        narrow("residual_made", &[settings.count("hidden")], event.size(), context)
    }

    fn examples(&self) -> Vec<Filled> {
        let with = |width: usize, blocks: usize, word: &str| {
            let sized = self.defaults().with("hidden", Value::Count(width)).with("blocks", Value::Count(blocks));
            sized.with("activation", Value::Word(word.into()))
        };
        vec![
            with(5, 2, "relu"),
            with(6, 1, "tanh").with("dropout", Value::Number(0.3)),
            with(2, 1, "softplus"),
            with(1, 1, "tanh"),
        ]
    }
}

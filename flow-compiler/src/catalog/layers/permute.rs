//! `permute`: the elements in an order that is written or drawn.

use super::{OF, check_channels, check_elements, of_channels};
use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::{Event, Grid};
use crate::ir::Expr;
use crate::permutation::permutation;
use crate::shape::{Index, TableRule, repeated};
use crate::span::Span;
use crate::vocabulary::{Checked, Filled, Layer, Settings, Site, Support, Takes, Value, Word, in_a_row};

/// `x[i] = z[order[i]]`.
pub struct Permute;

impl Word for Permute {
    fn name(&self) -> &'static str {
        "permute"
    }
    fn doc(&self) -> &'static str {
        "Permutation: `x[i] = z[order[i]]`, with an order that is written, or drawn from a seed; drawn ones differ in each iteration \
         of a `repeat`. On a grid i is a channel, and the order is the same at every position, unless `of` is `elements`."
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .optional("order", Takes::Elements, "the elements of z in the order of x")
            .optional("seed", Takes::Seed, "the seed of a drawn order")
            .optional("of", OF, "what has an order: of a grid the channels where nothing is written")
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl Layer for Permute {
    fn check(&self, event: &Event, _: usize, settings: Checked, span: Span, errors: &mut Diagnostics) {
        if !check_channels(("permute", "orders"), event, settings, span, errors) {
            return;
        }
        let grid = of_channels(event, settings);
        let (size, order) = (grid.map_or(event.size(), |grid| grid.channels), settings.counts("order"));
        match (settings.value("order"), settings.value("seed")) {
            (None, None) => {
                errors.error(span, "`permute` needs `order` or `seed`").help("write `order = [1, 0]` or `seed = 7`");
            }
            (Some(_), Some(_)) => {
                errors
                    .error(settings.span("seed"), "`permute` has both `order` and `seed`")
                    .help("leave one of them out");
            }
            (None, Some(_)) => {}
            (Some(_), None) => {
                let found = order.len();
                if check_elements("permute", "order", size, settings, errors) && found != size {
                    errors
                        .error(settings.span("order"), format!("`order` of `permute` names {found} of {size} elements"))
                        .help(format!("each element from 0 to {} stands in it once", size - 1));
                }
            }
        }
    }

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        vec![0; event.size()]
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        let grid = of_channels(site.event, settings);
        let parts = grid.map_or(1, Grid::positions);
        let size = z.size() / parts;
        Ok(z.gather(match settings.seed("seed") {
            Some(seed) => site.graph.table_of_parts(permutation(seed, size), TableRule::Seeded(seed), parts),
            None => {
                let mut order = settings.counts("order").to_vec();
                if grid.is_none() {
                    // Both sides lie in the chain as the event does.
                    let (rows, written) = (site.event.rows(), order.clone());
                    written.iter().zip(&rows).for_each(|(element, row)| order[*row] = rows[*element]);
                }
                let rule = Index::from_list(&repeated(&order, z.size()));
                rule.unwrap_or_else(|| site.graph.table_of_parts(order, TableRule::Given, parts))
            }
        }))
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        None
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let order = |order: &[usize]| (order.len(), self.defaults().with("order", Value::Counts(order.to_vec())));
        let mut out =
            in_a_row(vec![order(&[1, 0]), order(&[2, 0, 3, 1]), (5, self.defaults().with("seed", Value::Seed(7)))]);
        out.push((Event::of(&[3, 2, 2]), order(&[2, 0, 1]).1));
        out.push((Event::of(&[4, 3, 1]), self.defaults().with("seed", Value::Seed(3))));
        let elements = |filled: Filled| filled.with("of", Value::Word("elements".into()));
        out.push((Event::of(&[1, 2, 2]), elements(order(&[2, 0, 3, 1]).1)));
        out.push((Event::of(&[2, 1, 2]), elements(order(&[2, 0, 3, 1]).1)));
        out.push((Event::of(&[2, 2, 2]), elements(self.defaults().with("seed", Value::Seed(3)))));
        out
    }
}

//! `lower_triangular`: a linear map by a triangular matrix, of all elements or of the channels of each position.

use super::{OF, check_channels, of_channels};
use crate::catalog::bijectors::affine::positive;
use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::{Event, Grid};
use crate::ir::{Expr, Graph};
use crate::shape::{Contraction, Copies, Degrees, Index, Shape, Stairs, TableRule, Window, repeated};
use crate::span::Span;
use crate::vocabulary::{Checked, Filled, Init, Layer, Settings, Site, Support, Value, Word, in_a_row};

/// `x = d ∘ z + S z + shift`, where S is strictly lower triangular and d positive.
pub struct LowerTriangular;

impl Word for LowerTriangular {
    fn name(&self) -> &'static str {
        "lower_triangular"
    }
    fn doc(&self) -> &'static str {
        "Triangular matrix: `x = d ∘ z + S z + shift` with S strictly lower triangular, or strictly upper with `part = upper`, and \
         `d = softplus(raw + ln(e − 1))`; with `unit`, d is 1, and without `bias` the shift is 0. It starts as the identity. \
         The parameters of an upper matrix are those of the lower one of the reversed elements. On a grid the matrix maps the channels \
         of each position, the same everywhere, and both directions are products; unless `of` is `elements`."
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .choice("part", &["lower", "upper"], "the triangle that S fills")
            .flag("unit", false, "whether the diagonal is 1")
            .flag("bias", true, "whether there is a shift")
            .optional("of", OF, "what the matrix maps: of a grid the channels where nothing is written")
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

fn is_upper(settings: Checked) -> bool {
    match settings.word("part") {
        "upper" => true,
        "lower" => false,
        _ => settings.unknown("part"),
    }
}

/// The elements of each position in reverse, by a rule where one states that.
fn channels_reversed(graph: &Graph, size: usize, all: usize) -> Index {
    let order: Vec<usize> = (0..size).rev().collect();
    let rule = Index::from_list(&repeated(&order, all));
    rule.unwrap_or_else(|| graph.table_of_parts(order, TableRule::Given, all / size))
}

/// How a strictly lower triangular matrix of so many elements lies, at each position of a grid where
/// there is one, and its shape.
fn strictly_lower(size: usize, grid: Option<Grid>) -> (Contraction, Shape) {
    match grid {
        Some(grid) => {
            let window = Window::triangular([grid.height, grid.width], size, true);
            (Contraction::Window(window), window.weight())
        }
        None => {
            let elements = Degrees { always: 0, first: 1, groups: size, size };
            let stairs = Stairs { rows: elements, columns: elements, strict: true };
            (Contraction::Matrix(Some(stairs)), Shape::matrix(size, size))
        }
    }
}

impl Layer for LowerTriangular {
    fn check(&self, event: &Event, _: usize, settings: Checked, span: Span, errors: &mut Diagnostics) {
        check_channels(("lower_triangular", "maps"), event, settings, span, errors);
    }

    fn levels(&self, event: &Event, settings: Checked) -> Vec<usize> {
        let size = of_channels(event, settings).map_or(event.size(), |grid| grid.channels);
        let level = |i: usize| if is_upper(settings) { size - 1 - i % size } else { i % size };
        (0..event.size()).map(level).collect()
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        // Elements of a position, which is the whole event where the numbers lie in a row.
        let grid = of_channels(site.event, settings).filter(|grid| grid.positions() > 1);
        let size = grid.map_or(z.size(), |grid| grid.channels);
        let everywhere = |v: Expr<'g>| grid.map_or(v, |grid| v.repeat(Copies::of(grid.positions(), size)));
        // An upper matrix is a lower one of the reversed elements, for its rows and columns alike.
        let turned = is_upper(settings) && size > 1;
        let reversal = || channels_reversed(site.graph, size, z.size());
        let turn = |v: Expr<'g>| if turned { v.gather(reversal()) } else { v };
        let v = turn(z);
        let mut x = v;
        if !settings.flag("unit") {
            let raw = site.parameter("raw_diagonal", Shape::vector(size), Init::Constant(0.0));
            x = everywhere(positive(raw).named("diagonal")) * v;
        }
        if size > 1 {
            let (of, shape) = strictly_lower(size, grid);
            x = x + site.parameter("strict", shape, Init::Constant(0.0)).product(of, false, v);
        }
        if settings.flag("bias") {
            x = x + everywhere(site.parameter("shift", Shape::vector(size), Init::Constant(0.0)));
        }
        Ok(turn(x))
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((Support::REAL, Support::REAL))
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let plain = self.defaults();
        let upper = plain.clone().with("part", Value::Word("upper".into()));
        let unit = plain.clone().with("unit", Value::Flag(true));
        let mut out = in_a_row(vec![
            (1, plain.clone()),
            (4, plain.clone()),
            (3, upper.clone()),
            (4, unit.clone().with("bias", Value::Flag(false))),
            (2, upper.clone().with("unit", Value::Flag(true))),
        ]);
        out.push((Event::of(&[3, 2, 2]), plain));
        out.push((Event::of(&[4, 1, 3]), upper.clone()));
        out.push((Event::of(&[2, 3, 1]), unit.with("bias", Value::Flag(false))));
        out.push((Event::of(&[3, 2, 1]), upper.clone().with("unit", Value::Flag(true))));
        out.push((Event::of(&[2, 1, 2]), upper.with("of", Value::Word("elements".into()))));
        out
    }
}

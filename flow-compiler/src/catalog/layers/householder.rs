//! `householder`: a reflection.

use super::amortized::{self, Amortized};
use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::{Expr, Op, Unary};
use crate::shape::Shape;
use crate::span::Span;
use crate::vocabulary::{Checked, Filled, Init, Layer, Settings, Site, Support, Word, in_a_row};

/// `x = z − 2 v (v · z)` for the unit vector v of a direction.
pub struct Householder;

impl Word for Householder {
    fn name(&self) -> &'static str {
        "householder"
    }
    fn doc(&self) -> &'static str {
        "Householder reflection: `x = z − 2 v (v · z) / (v · v)`, an orthogonal map of determinant −1; where v · v is below 1e-30, v is \
         the first axis. D of them make any orthogonal matrix. (Tomczak and Welling 2016)"
    }
    fn settings(&self) -> Settings {
        amortized::settings(Settings::none())
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

/// `raw / ‖raw‖`; the first axis where that is no direction.
fn direction(raw: Expr<'_>) -> Expr<'_> {
    let square = raw.square().sum();
    let none = square.less(1e-30);
    none.select(axis(raw, 0), raw / none.select(1.0, square).unary(Unary::Sqrt))
}

/// The unit vector along an axis, of the size of another vector.
pub(super) fn axis(like: Expr<'_>, k: usize) -> Expr<'_> {
    let graph = like.graph;
    let one = graph.filled(1.0, Shape::vector(1));
    let place = graph.index(&[k]);
    graph.make(Op::Assemble { len: like.size(), parts: vec![place] }, &[one])
}

/// `z − 2 v (v · z)`, with the direction v.
pub(super) fn reflected<'g>(z: Expr<'g>, raw: Expr<'g>) -> Expr<'g> {
    let v = direction(raw).named("direction");
    // That its length is 1 is not what the rules would find of a choice.
    z.graph.assume_orthonormal(&[v]);
    z - 2.0 * (v * z).sum() * v
}

impl Layer for Householder {
    fn check(&self, _: &Event, context: usize, settings: Checked, span: Span, errors: &mut Diagnostics) {
        amortized::check(self.name(), context, settings, span, errors);
    }

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        vec![0; event.size()]
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        let parameters = Amortized::new(site, z.size(), settings);
        Ok(reflected(z, parameters.take("v", z.shape(), Init::Uniform(1.0))))
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((Support::REAL, Support::REAL))
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let learned = [1, 2, 5].map(|size| (size, self.defaults()));
        in_a_row(learned.into_iter().chain([(3, amortized::example(self.defaults()))]))
    }
}

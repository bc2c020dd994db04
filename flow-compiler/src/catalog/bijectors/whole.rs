//! An elementwise bijector as a layer of the whole event.

use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::Expr;
use crate::shape::Shape;
use crate::span::Span;
use crate::vocabulary::{Checked, Elementwise, Filled, Init, Layer, Scalar, Settings, Site, Support, Word, in_a_row};

/// Wraps an elementwise bijector: its parameters become learned vectors, one number an element.
pub struct Whole<E>(pub E);

/// An elementwise bijector of all elements, with learned parameters.
pub fn declare_elementwise<'g>(
    bijector: &dyn Elementwise,
    site: &Site<'g>,
    z: Expr<'g>,
    settings: Checked,
) -> Expr<'g> {
    let learned = |p: &Scalar| {
        let shape = if p.shared { Shape::scalar() } else { Shape::vector(z.size() * p.count) };
        let init = if p.drawn { Init::Uniform(1.0 / (z.size() as f64).sqrt()) } else { Init::Constant(p.start) };
        site.parameter(&p.name, shape, init)
    };
    let parameters: Vec<Expr> = bijector.parameters(settings).iter().map(learned).collect();
    bijector.forward(z, &parameters, settings)
}

impl<E: Elementwise> Word for Whole<E> {
    fn name(&self) -> &str {
        self.0.name()
    }
    fn doc(&self) -> &str {
        self.0.doc()
    }
    fn settings(&self) -> Settings {
        self.0.settings()
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl<E: Elementwise> Layer for Whole<E> {
    fn check(&self, _: &Event, _: usize, settings: Checked, _: Span, errors: &mut Diagnostics) {
        self.0.check(settings, errors);
    }

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        vec![0; event.size()]
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        site.graph.assume(z, self.0.domain().interval());
        Ok(declare_elementwise(&self.0, site, z, settings))
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((self.0.domain(), self.0.codomain()))
    }

    fn keeps(&self, support: Support) -> bool {
        self.0.keeps(support)
    }

    fn angles(&self, event: &Event, _: Checked) -> usize {
        if self.0.is_circular() { event.size() } else { 0 }
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        in_a_row(self.0.examples().into_iter().flat_map(|e| [(1, e.clone()), (3, e)]))
    }
}

//! The inverse of a triangular map of channels that is the same at every position: one product with
//! the inverse matrix, which all samples share, instead of a loop over the channels.

use super::log_det::Triangular;
use crate::ir::{Binary, Expr, Op};
use crate::shape::{Contraction, Copies, Shape, Window};

/// The argument of `y = d ∘ x + S x + b` or of some order of its elements, for a strictly triangular
/// matrix S of channels and a diagonal d of one number a channel; nothing where the map is no such
/// sum.
pub fn inverse<'g>(map: &Triangular<'g>, y: Expr<'g>) -> Option<Expr<'g>> {
    let (mut sum, mut right) = (map.y, y);
    while let Op::Gather(index) = sum.op()
        && sum.arg(0).size() == sum.size()
    {
        (sum, right) = (sum.arg(0), right.gather(sum.graph.inverse_index(&index)));
    }
    let mut terms = Terms { x: map.x, diagonal: None, strict: None, rest: map.x.graph.number(0.0) };
    terms.read(sum)?;
    let (weight, window) = terms.strict?;
    let diagonal = terms.diagonal?.of_channels(window)?;
    Some(weight.triangular_solve(Contraction::Window(window), diagonal, right - terms.rest, false))
}

/// The terms of a sum.
struct Terms<'g> {
    x: Expr<'g>,
    diagonal: Option<Diagonal<'g>>,
    /// The weight of the strictly triangular product, and how it lies.
    strict: Option<(Expr<'g>, Window)>,
    /// The sum of those without x.
    rest: Expr<'g>,
}

/// The factors that the elements of x are multiplied by.
enum Diagonal<'g> {
    Ones(Expr<'g>),
    Copies(Expr<'g>, Copies),
}

impl<'g> Diagonal<'g> {
    /// One number for each channel of a window.
    fn of_channels(self, window: Window) -> Option<Expr<'g>> {
        match self {
            Diagonal::Ones(x) => Some(x.graph.filled(1.0, Shape::vector(window.outputs))),
            Diagonal::Copies(d, copies) => {
                (copies == Copies::of(window.output_len() / window.outputs, window.outputs)).then_some(d)
            }
        }
    }
}

impl<'g> Terms<'g> {
    /// Reads a term, or the terms of a sum; nothing where one is not of the form, or there are two of
    /// a kind.
    fn read(&mut self, e: Expr<'g>) -> Option<()> {
        let x = self.x;
        match e.op() {
            _ if !e.needs(x) => self.rest = self.rest + e,
            _ if e.value == x.value => self.multiply(Diagonal::Ones(x))?,
            Op::Binary(Binary::Add) => {
                self.read(e.arg(0))?;
                self.read(e.arg(1))?;
            }
            Op::Binary(Binary::Sub) if !e.arg(1).needs(x) => {
                self.rest = self.rest - e.arg(1);
                self.read(e.arg(0))?;
            }
            Op::Binary(Binary::Mul) => {
                let scaled = e.args().iter().any(|a| a.value == x.value);
                let scale = e.args().into_iter().find(|a| !a.needs(x) && !a.node().varying).filter(|_| scaled)?;
                let Op::Repeat(copies) = scale.op() else { return None };
                self.multiply(Diagonal::Copies(scale.arg(0), copies))?;
            }
            Op::Product { of: Contraction::Window(window), transposed: false } if e.arg(1).value == x.value => {
                let strict = Contraction::Window(window).square().is_some_and(|stairs| stairs.strict);
                let first = self.strict.replace((e.arg(0), window)).is_none();
                (strict && first).then_some(())?;
            }
            _ => return None,
        }
        Some(())
    }

    fn multiply(&mut self, by: Diagonal<'g>) -> Option<()> {
        self.diagonal.replace(by).is_none().then_some(())
    }
}

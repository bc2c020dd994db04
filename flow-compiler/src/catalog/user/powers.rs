//! Powers and `ln Γ` of formulas, of operations that there are: their inverses, derivatives and proofs
//! follow from those.

use syn::{BinOp, Expr as Syntax, ExprBinary, Lit, UnOp};

use crate::ir::{Expr, Unary};

/// The largest whole power that is written as products.
const LARGEST: u32 = 64;

/// The exponent, where a product is a power: `a ** b` is `a * (*b)` to Rust.
pub(super) fn exponent(binary: &ExprBinary) -> Option<&Syntax> {
    match (&binary.op, &*binary.right) {
        (BinOp::Mul(_), Syntax::Unary(unary)) if matches!(unary.op, UnOp::Deref(_)) => Some(&unary.expr),
        _ => None,
    }
}

/// The number that a literal is, with its sign.
fn literal(e: &Syntax) -> Option<f64> {
    match e {
        Syntax::Lit(literal) => match &literal.lit {
            Lit::Int(n) => n.base10_parse().ok(),
            Lit::Float(n) => n.base10_parse().ok(),
            _ => None,
        },
        Syntax::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => Some(-literal(&unary.expr)?),
        _ => None,
    }
}

/// The number that a literal, or a power of literals, is.
pub(super) fn number(e: &Syntax) -> Option<f64> {
    match e {
        Syntax::Paren(inner) => number(&inner.expr),
        Syntax::Binary(binary) => Some(number(&binary.left)?.powf(number(exponent(binary)?)?)),
        e => literal(e),
    }
}

/// `ln Γ(a)` of a positive number by Stirling's series, of `a + 8` where a is below 8: `Γ(a + 8) = Γ(a) ·
/// a (a + 1) … (a + 7)`. What the series leaves out is less than 10⁻¹⁶. (Abramowitz and Stegun 6.1.41)
pub(super) fn lgamma(a: Expr<'_>) -> Expr<'_> {
    let small = a.less(8.0);
    let held = small.select(a, 8.0);
    let product = (1..8).fold(held, |product, k| product * (held + f64::from(k)));
    let shifted = small.select(a + 8.0, a);
    let inverse = 1.0 / shifted;
    let square = inverse.square();
    // B₂ₖ / (2k (2k − 1)), of which the last stands first.
    let series = [
        -3617.0 / 122_400.0,
        1.0 / 156.0,
        -691.0 / 360_360.0,
        1.0 / 1188.0,
        -1.0 / 1680.0,
        1.0 / 1260.0,
        -1.0 / 360.0,
        1.0 / 12.0,
    ];
    let rest = series[1..].iter().fold(a.graph.number(series[0]) + 0.0 * inverse, |sum, c| sum * square + *c);
    let half_log_two_pi = 0.5 * std::f64::consts::TAU.ln();
    let stirling = (shifted - 0.5) * shifted.log() - shifted + half_log_two_pi + rest * inverse;
    stirling - small.select(product.log(), 0.0)
}

/// `base ** n`: products for a whole number, a root for a half, and else `exp(n · log base)`.
pub(super) fn by_number(base: Expr<'_>, n: f64) -> Expr<'_> {
    if n.fract() == 0.0 && n.abs() <= f64::from(LARGEST) {
        let power = by_products(base, n.abs() as u32);
        return if n < 0.0 { 1.0 / power } else { power };
    }
    if n == 0.5 { base.unary(Unary::Sqrt) } else { (base.log() * n).exp() }
}

/// `baseⁿ` by squares and products.
fn by_products(base: Expr<'_>, n: u32) -> Expr<'_> {
    match n {
        0 => base.graph.filled(1.0, base.shape()),
        1 => base,
        n if n.is_multiple_of(2) => by_products(base, n / 2).square(),
        n => by_products(base, n - 1) * base,
    }
}

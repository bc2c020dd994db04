//! `circular_coupling`: a coupling of real numbers and angles.

use super::coupling::{check_split, split};
use super::{Transformer, check_conditioner, check_transformer};
use crate::catalog::conditioners::{CONDITIONERS, mlp::Mlp};
use crate::catalog::transformers::TRANSFORMERS;
use crate::catalog::transformers::circular_spline::CircularSpline;
use crate::catalog::transformers::knots::{MOST_BINS, least_share};
use crate::catalog::transformers::rational_quadratic_spline::RationalQuadraticSpline;
use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::{Expr, Op, Unary};
use crate::span::Span;
use crate::vocabulary::{
    Checked, Chosen, Elementwise, Filled, Inputs, Layer, Scalar, Settings, Site, Slot, Support, Value, Word, in_a_row,
};

/// A coupling that reads an angle by its cosine and sine, and maps it by a circular spline.
pub struct CircularCoupling;

impl Word for CircularCoupling {
    fn name(&self) -> &'static str {
        "circular_coupling"
    }
    fn doc(&self) -> &'static str {
        "Circular coupling, of an event whose last `angles` elements are angles from −π to π: as `coupling`, but the conditioner reads an \
         angle by its cosine and sine, and angles pass through `circular_spline`. It needs the base `cylindrical`. (Rezende et al. 2020)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .count("angles", "how many of the last elements are angles")
            .choice_or_elements(
                "split",
                &["even", "odd", "halves"],
                "the conditioning elements; `halves`: the first ⌊D/2⌋",
            )
            .call(
                "transformer",
                TRANSFORMERS,
                Slot::Transformer,
                &RationalQuadraticSpline,
                "the scalar bijector of real elements",
            )
            .few("bins", (2, MOST_BINS), 8, "bins of the spline of each angle")
            .call("conditioner", CONDITIONERS, Slot::Conditioner, &Mlp, "the network that outputs their parameters")
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

/// The spline of an angle.
fn spline(settings: Checked) -> Filled {
    let (bins, spline) = (settings.count("bins"), CircularSpline.defaults());
    let least = || Value::Number(least_share(bins));
    spline.with("bins", Value::Count(bins)).with("min_width", least()).with("min_height", least())
}

impl Layer for CircularCoupling {
    fn check(&self, event: &Event, _: usize, settings: Checked, span: Span, errors: &mut Diagnostics) {
        let (size, angles) = (event.size(), settings.count("angles"));
        if size < 2 {
            errors
                .error(span, format!("`circular_coupling` needs an event of at least 2 elements, found {size}"))
                .help("a single angle is mapped by the layer `circular_spline`");
            return;
        }
        if angles > size {
            let message = format!("`angles` of `circular_coupling` is {angles}, but the event has {size} elements");
            errors.error(settings.span("angles"), message).help("the last elements are the angles: count those");
        }
        check_transformer(settings, errors);
        check_split("circular_coupling", size, settings, errors);
        check_conditioner(settings, None, errors);
    }

    fn levels(&self, event: &Event, settings: Checked) -> Vec<usize> {
        let mut levels = vec![1; event.size()];
        split(event, settings).0.into_iter().for_each(|i| levels[i] = 0);
        levels
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        let first = z.size() - settings.count("angles");
        let (conditioning, transformed) = split(site.event, settings);
        let (reals, angles): (Vec<usize>, Vec<usize>) = conditioning.iter().partition(|k| **k < first);
        // Equal points of the circle are equal to the network.
        let around = z.pick(&angles);
        let mut read = vec![z.pick(&reals), around.unary(Unary::Cos), around.unary(Unary::Sin)];
        read.extend(site.context);
        read.retain(|part| part.size() > 0);
        let inputs = site.graph.concat(&read).named("inputs");

        let (reals, angles): (Vec<usize>, Vec<usize>) = transformed.iter().partition(|k| **k < first);
        let (transformer, network) = (Transformer::of(settings), settings.chosen("conditioner"));
        let filled = spline(settings);
        let of_spline = filled.checked().expect("its defaults are right");
        let scalars = CircularSpline.parameters(of_spline);
        let (of_reals, of_angles) = (reals.len() * transformer.per_element(), angles.len() * Scalar::total(&scalars));
        let raw =
            network.conditioner().build(site, Inputs::row(inputs, None), of_reals + of_angles, network.settings());
        let range = |from: usize, count: usize| raw.pick(&(from..from + count).collect::<Vec<usize>>());

        let mut parts = vec![(conditioning.clone(), z.pick(&conditioning).named("kept"))];
        if !reals.is_empty() {
            let moved = transformer.through(range(0, of_reals), reals.len())(z.pick(&reals));
            parts.push((reals, moved.named("moved")));
        }
        if !angles.is_empty() {
            let parameters = Scalar::read(&scalars, range(of_reals, of_angles), angles.len());
            parts.push((
                angles.clone(),
                CircularSpline.forward(z.pick(&angles), &parameters, of_spline).named("turned"),
            ));
        }
        let (places, values): (Vec<_>, Vec<Expr>) =
            parts.into_iter().map(|(elements, value)| (site.graph.index(&elements), value)).unzip();
        Ok(site.graph.make(Op::Assemble { len: z.size(), parts: places }, &values))
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((Support::REAL, Support::REAL))
    }

    fn angles(&self, _: &Event, settings: Checked) -> usize {
        settings.count("angles")
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let network = Chosen::of(&Mlp, Mlp.defaults().with("hidden", Value::Counts(vec![4])));
        let small = self.defaults().with("conditioner", network.into()).with("bins", Value::Count(3));
        let with = |angles: usize, split: &str| {
            small.clone().with("angles", Value::Count(angles)).with("split", Value::Word(split.into()))
        };
        in_a_row(vec![(3, with(1, "even")), (4, with(2, "odd")), (3, with(3, "halves")), (2, with(1, "odd"))])
    }
}

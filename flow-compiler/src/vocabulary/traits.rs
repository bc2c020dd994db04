//! The traits of words: an elementwise bijector, a conditioner, a layer, a base, sugar for other
//! words.
//!
//! A catalog entry implements [`Word`] and the traits of what it is; [`Word`] hands them out.

use super::chosen::Chosen;
use super::filled::{Checked, Filled};
use super::site::{Scalar, Site};
use super::support::Support;
use super::word::Word;
use crate::derive::{Claims, Refusal};
use crate::diag::Diagnostics;
use crate::event::{Event, Grid};
use crate::ir::Expr;
use crate::span::Span;
use crate::spec::Node;

/// A bijector that treats every element alike: a layer, and a transformer where its parameters come
/// from a conditioner.
pub trait Elementwise: Word {
    /// The parameters that each element has.
    fn parameters(&self, _: Checked) -> Vec<Scalar> {
        Vec::new()
    }
    /// Reports settings that do not fit each other.
    fn check(&self, _: Checked, _: &mut Diagnostics) {}
    /// `x` from `z`, given the values of the parameters, each as many as its [`Scalar`] says for
    /// every element of z.
    fn forward<'g>(&self, z: Expr<'g>, parameters: &[Expr<'g>], settings: Checked) -> Expr<'g>;
    /// The numbers that z can be.
    fn domain(&self) -> Support {
        Support::REAL
    }
    /// The numbers that x can be.
    fn codomain(&self) -> Support {
        Support::REAL
    }
    /// True if it also maps this support to itself, in both directions.
    fn keeps(&self, _: Support) -> bool {
        false
    }
    /// True if it maps angles from −π to π to such, as points of a circle.
    fn is_circular(&self) -> bool {
        false
    }
    /// Settings to test it with.
    fn examples(&self) -> Vec<Filled>;
}

/// The numbers that a conditioner reads.
#[derive(Clone, Copy)]
pub struct Inputs<'g> {
    /// The conditioning elements.
    pub value: Expr<'g>,
    /// Where these lie in a grid.
    pub grid: Option<Grid>,
    /// The context.
    pub context: Option<Expr<'g>>,
    /// How many of them stand side by side for each element, of which one is 1 and the others are 0; 1 where an element
    /// is a number.
    pub one_of: usize,
}

impl<'g> Inputs<'g> {
    /// Numbers in a row.
    pub fn row(value: Expr<'g>, context: Option<Expr<'g>>) -> Self {
        Inputs { value, grid: None, context, one_of: 1 }
    }

    /// The elements and then the context, in a row.
    pub fn flat(self) -> Expr<'g> {
        match self.context {
            Some(context) => self.value.graph.concat(&[self.value, context]).named("inputs"),
            None => self.value,
        }
    }
}

/// A network that outputs a transformer's parameters.
pub trait Conditioner: Word {
    /// `outputs` numbers from what it reads. On a grid these are so many at each position, side by
    /// side.
    fn build<'g>(&self, site: &Site<'g>, inputs: Inputs<'g>, outputs: usize, settings: Checked) -> Expr<'g>;
    /// True if it reads a grid, and outputs numbers for its positions.
    fn is_on_grid(&self) -> bool {
        false
    }
    /// True if it reads a grid.
    fn reads_grid(&self) -> bool {
        self.is_on_grid()
    }
    /// Reports settings that do not fit the grid whose positions it reads.
    fn check(&self, _: Option<Grid>, _: Checked, _: Span, _: &mut Diagnostics) {}
    /// Settings to test it with.
    fn examples(&self) -> Vec<Filled>;
}

/// A network that outputs the parameters of every element from the elements before it.
pub trait MaskedConditioner: Word {
    /// `per_element` numbers for each element, an element's side by side. `inputs` are the context
    /// and then the elements, in the order of their levels.
    fn build<'g>(
        &self,
        site: &Site<'g>,
        inputs: Expr<'g>,
        context: usize,
        per_element: usize,
        settings: Checked,
    ) -> Expr<'g>;
    /// Warns of what is right and may still surprise, for an event and `context` numbers of
    /// context; a sentence each.
    fn warnings(&self, event: &Event, context: usize, settings: Checked) -> Vec<String>;
    /// Settings to test it with.
    fn examples(&self) -> Vec<Filled>;
}

/// A network on a grid that outputs numbers for each element from the elements before it: position by
/// position, row by row, and the channels of a position in their order.
pub trait CausalConditioner: Word {
    /// `per_element` numbers for each element, an element's side by side.
    fn build<'g>(&self, site: &Site<'g>, inputs: Inputs<'g>, per_element: usize, settings: Checked) -> Expr<'g>;
    /// Reports settings that do not fit the grid.
    fn check(&self, grid: Grid, settings: Checked, span: Span, errors: &mut Diagnostics);
    /// How many rows above a position, and columns before and behind it, its numbers depend on at most.
    fn field(&self, settings: Checked) -> [usize; 3];
    /// The same in words.
    fn field_in_words(&self, grid: Grid, settings: Checked) -> String {
        let [above, before, behind] = self.field(settings);
        if grid.height == 1 {
            return format!(
                "an element depends on the {} positions before it, of {}",
                before.min(grid.width - 1),
                grid.width
            );
        }
        let (above, before, behind) =
            (above.min(grid.height - 1), before.min(grid.width - 1), behind.min(grid.width - 1));
        format!(
            "an element depends on what comes before it in {above} rows above its own, up to {before} columns to the left and {behind} to the \
             right, of {} × {}",
            grid.height, grid.width
        )
    }
    /// Events and settings to test it with.
    fn examples(&self) -> Vec<(Event, Filled)>;
}

/// A distribution of whole numbers from 0, whose parameters a network outputs for each element.
///
/// `raw` are the outputs of the network: [`parameters`](Self::parameters) numbers for each element, side
/// by side.
pub trait Family: Word {
    /// How many values a number can have.
    fn levels(&self, settings: Checked) -> usize;
    /// Numbers of the network for each element.
    fn parameters(&self, settings: Checked) -> usize;
    /// `log p(x)` of each element.
    fn log_prob<'g>(&self, x: Expr<'g>, raw: Expr<'g>, settings: Checked) -> Expr<'g>;
    /// A number that [`quantile`](Self::quantile) maps to x, of each element: the middle of all that it
    /// does.
    fn position<'g>(&self, x: Expr<'g>, raw: Expr<'g>, settings: Checked) -> Expr<'g>;
    /// The value that has this distribution where u is uniform between 0 and 1, of each element.
    fn quantile<'g>(&self, u: Expr<'g>, raw: Expr<'g>, settings: Checked) -> Expr<'g>;
    /// Settings to test it with.
    fn examples(&self) -> Vec<Filled>;
}

/// A family of distributions of one real number: a standard one, moved and stretched.
///
/// A network outputs a location m and a scale s of each element. With the density p₀ of the standard distribution and its
/// quantile Q₀, `log p(x) = log p₀((x − m)/s) − log s`, and a draw is `m + s Q₀(u)` of a uniform number u: so the
/// family is a bijector over that distribution, and flows may follow it.
pub trait RealFamily: Word {
    /// The standard distribution, as a base.
    fn standard(&self) -> &'static (dyn Base + Sync);
}

/// Both directions of a layer whose values are drawn: `x` is no image of `z` under a bijector, since all
/// z of an interval give one x. (Nielsen et al. 2020, generative surjections)
pub struct Drawn<'g> {
    /// A z that gives x.
    pub position: Expr<'g>,
    /// `log p(x)`: the logarithm of the measure of all z that do.
    pub log_prob: Expr<'g>,
    /// x, given z; an element reads elements of x before it.
    pub value: Expr<'g>,
}

/// Which of the two directions a layer's formula states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// z → x, the sampling direction.
    Forward,
    /// x → z, the density direction.
    Inverse,
}

impl Direction {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Direction::Forward => Direction::Inverse,
            Direction::Inverse => Direction::Forward,
        }
    }
}

/// A bijector of the whole event.
pub trait Layer: Word {
    /// Reports settings that do not fit the event and `context` numbers of context.
    fn check(&self, event: &Event, context: usize, settings: Checked, span: Span, errors: &mut Diagnostics);
    /// Warns of what is right and may still surprise, for an event and `context` numbers of
    /// context; a sentence each.
    fn warnings(&self, _: &Event, _context: usize, _: Checked) -> Vec<String> {
        Vec::new()
    }
    /// Says what an element of x depends on, where a network on a grid sees a part of what comes before it;
    /// a sentence.
    fn field(&self, _: &Event, _: Checked) -> Option<String> {
        None
    }
    /// True if its network reads nothing but the context.
    fn reads_context_alone(&self) -> bool {
        false
    }
    /// The event on the side of the base, given that on the side of the data; none for one that it
    /// cannot map.
    fn base_event(&self, event: &Event, _: Checked) -> Option<Event> {
        Some(event.clone())
    }
    /// The level of each element of the argument in the declared order.
    fn levels(&self, event: &Event, settings: Checked) -> Vec<usize>;
    /// Which direction [`declare`](Self::declare) states.
    fn explicit(&self, _: Checked) -> Direction {
        Direction::Forward
    }
    /// The explicit direction.
    fn declare<'g>(&self, site: &Site<'g>, v: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal>;
    /// Both directions, where x is drawn; there is then nothing to declare.
    fn drawn<'g>(&self, _: &Site<'g>, _x: Expr<'g>, _z: Expr<'g>, _: Checked) -> Option<Drawn<'g>> {
        None
    }
    /// States about the declared direction, whose result is `result`, what is neither derived nor
    /// proved.
    fn claims<'g>(&self, _: &Site<'g>, _result: Expr<'g>, _: Checked) -> Claims<'g> {
        Claims::default()
    }
    /// The supports that it maps from and to; `None` where it maps any support to itself.
    fn supports(&self, settings: Checked) -> Option<(Support, Support)>;
    /// How many of the last elements it maps as angles, points of a circle, and reads as such.
    fn angles(&self, _: &Event, _: Checked) -> usize {
        0
    }
    /// Where its elements have supports of their own: the open interval of each. Such a layer is
    /// the last one.
    fn intervals(&self, _: &Event, _: Checked) -> Vec<(f64, f64)> {
        Vec::new()
    }
    /// True if it also maps this support to itself, in both directions.
    fn keeps(&self, _: Support) -> bool {
        false
    }
    /// Events and settings to test it with.
    fn examples(&self) -> Vec<(Event, Filled)>;
}

/// Examples whose numbers lie in a row, so many of them each.
pub fn in_a_row(examples: impl IntoIterator<Item = (usize, Filled)>) -> Vec<(Event, Filled)> {
    examples.into_iter().map(|(size, filled)| (Event::row(size), filled)).collect()
}

/// A distribution with a density and a sampler of its own.
pub trait Base: Word {
    /// `log p(z)`; the site keeps what it learns.
    fn log_prob<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Expr<'g>;
    /// The numbers that z can be.
    fn support(&self, settings: Checked) -> Support;
    /// The runtime's sampler, by its variant's name in the spelling of words.
    fn sampler(&self, settings: Checked) -> &'static str;
    /// The numbers that the sampler takes.
    fn sampler_numbers(&self, _: Checked) -> Vec<f64> {
        Vec::new()
    }
    /// How many of the last elements are angles, points of a circle.
    fn angles(&self, _: Checked) -> usize {
        0
    }
    /// True if it is also the lowest layer of the chain itself, at the path `base`.
    fn is_layer(&self, _: Checked) -> bool {
        false
    }
    /// The layers that it puts at the bottom of the chain, each with its path.
    fn bottom(&self, base: &Chosen, context: usize, errors: &mut Diagnostics) -> Vec<(&'static str, Node)>;
    /// True if these layers map its support like any others; a location and scale move it to a
    /// place that is known only once it is fitted.
    fn maps_its_support(&self, _: Checked) -> bool {
        false
    }
    /// Settings to test it with.
    fn examples(&self) -> Vec<Filled>;
}

/// A word that stands for other layers.
pub trait Sugar: Word {
    /// Reports an event that the layers cannot map, before they are written out; true if there is nothing
    /// to report.
    fn check(&self, _: &Event, _: Checked, _: Span, _: &mut Diagnostics) -> bool {
        true
    }
    /// The layers, as a declaration would spell them; errors at `span`.
    fn expand(&self, settings: Checked, span: Span) -> Expansion;
    /// The layers for an event that is a grid.
    fn expand_on(&self, _: Grid, settings: Checked, span: Span) -> Expansion {
        self.expand(settings, span)
    }
    /// Settings to test it with.
    fn examples(&self) -> Vec<Filled>;
}

/// The layers that sugar stands for.
pub enum Expansion {
    /// Layers one after another.
    Layers(Vec<Node>),
    /// Layers that stand several times, each time with parameters of their own.
    Repeat(usize, Vec<Node>),
    /// One layer with its directions swapped.
    Invert(Node),
}

/// A word of the declaration itself.
pub trait Declared: Word {
    /// Describes for people what its author declared.
    fn description(&self) -> String;
    /// All that decides what it computes, as the text of its functions.
    fn text(&self) -> String;
    /// The place of its formula.
    fn place(&self) -> Span;
}

/// A word of the `train` section whose settings have to fit each other.
pub trait Training: Word {
    /// Reports settings that do not.
    fn check(&self, settings: Checked, errors: &mut Diagnostics);
}

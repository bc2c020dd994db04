//! Every word reads the settings that it declares, and no others: reading another one panics.

use super::bases::BASES;
use super::conditioners::{CONDITIONERS, MASKED_CONDITIONERS};
use super::layers::LAYERS;
use super::train::generators::GENERATORS;
use super::train::objectives::OBJECTIVES;
use super::train::optimizers::OPTIMIZERS;
use super::train::schedules::SCHEDULES;
use super::transformers::TRANSFORMERS;
use crate::diag::Diagnostics;
use crate::event::{Event, Grid};
use crate::ir::{Expr, Graph};
use crate::shape::Shape;
use crate::span::Span;
use crate::vocabulary::{Base, Checked, Chosen, Elementwise, Filled, Layer, Scalar, Site, Static, Takes, Value, Word};

/// The numbers of context in the tests.
const CONTEXT: usize = 2;

/// All that a layer does with its settings.
fn use_layer(layer: &dyn Layer, event: &Event, settings: Checked) {
    let mut errors = Diagnostics::new();
    layer.check(event, CONTEXT, settings, Span::Synthetic, &mut errors);
    assert!(errors.is_empty(), "an example of `{}` is wrong: {errors:?}", layer.name());
    let (graph, size) = (Graph::new(), event.size());
    let context = graph.varying("context", Shape::vector(CONTEXT));
    let site = Site::new(&graph, event, Some(context));
    let v = graph.varying("z", Shape::vector(size));
    let y = layer.declare(&site, v, settings).unwrap_or_else(|r| panic!("`{}`: {}", layer.name(), r.reason));
    let _ = layer.claims(&site, y, settings);
    assert_eq!(layer.levels(event, settings).len(), size, "`{}`", layer.name());
    let _ = (layer.explicit(settings), layer.supports(settings), layer.intervals(event, settings));
}

fn use_elementwise(word: &dyn Elementwise, settings: Checked) {
    word.check(settings, &mut Diagnostics::new());
    let graph = Graph::new();
    let scalars = word.parameters(settings);
    let value = |s: &Scalar| graph.uniform(&s.name, Shape::vector(3 * s.count));
    let parameters: Vec<Expr> = scalars.iter().map(value).collect();
    let _ = word.forward(graph.varying("z", Shape::vector(3)), &parameters, settings);
}

fn use_base(base: &dyn Base, chosen: &Chosen) {
    let (graph, event) = (Graph::new(), Event::row(3));
    let z = graph.varying("z", Shape::vector(3));
    let _ = base.log_prob(&Site::new(&graph, &event, None), z, chosen.settings());
    let _ = (base.sampler_numbers(chosen.settings()), base.bottom(chosen, CONTEXT, &mut Diagnostics::new()));
}

/// Every way to fill the settings of a word: what its author tests it with, its defaults, and each
/// word of each choice.
fn fillings(word: &dyn Word, examples: Vec<Filled>) -> Vec<Filled> {
    let needs_nothing = word.settings().0.iter().all(|s| !matches!(s.default, crate::vocabulary::Unwritten::Required));
    let mut out: Vec<Filled> = needs_nothing.then(|| word.defaults()).into_iter().chain(examples).collect();
    for setting in word.settings().0.iter() {
        if let (Takes::Choice(words) | Takes::ChoiceOrElements(words), Some(first)) = (setting.takes, out.first()) {
            let first = first.clone();
            out.extend(words.iter().map(|w| first.clone().with(setting.name, Value::Word((*w).into()))));
        }
    }
    out
}

#[test]
fn layers_and_families_read_what_they_declare() {
    for word in LAYERS {
        if let Some(layer) = word.layer() {
            for (event, filled) in layer.examples() {
                use_layer(layer, &event, filled.checked().expect("an example"));
            }
        }
        if let Some(sugar) = word.sugar() {
            for filled in fillings(*word, sugar.examples()) {
                let _ = sugar.expand(filled.checked().expect("an example"), Span::Synthetic);
                let grid = Grid { height: 2, width: 4, channels: 1 };
                let _ = sugar.expand_on(grid, filled.checked().expect("an example"), Span::Synthetic);
            }
        }
    }
}

#[test]
fn networks_and_transformers_read_what_they_declare() {
    let layer = &super::layers::autoregressive::Autoregressive;
    let event = Event::row(4);
    for word in MASKED_CONDITIONERS {
        let of_row = word.masked_conditioner().map(|network| (event.clone(), network.examples()));
        let of_grid = word
            .causal_conditioner()
            .map(|network| (Event::of(&[1, 300]), network.examples().into_iter().map(|(_, filled)| filled).collect()));
        let (event, examples) = of_row.or(of_grid).expect("a network");
        for filled in fillings(*word, examples) {
            let settings = layer.defaults().with("conditioner", Chosen::of(*word, filled).into());
            use_layer(layer, &event, settings.checked().expect("an example"));
        }
    }
    let layer = &super::layers::coupling::Coupling;
    for word in CONDITIONERS {
        for filled in fillings(*word, word.conditioner().expect("a conditioner").examples()) {
            let settings = layer.defaults().with("conditioner", Chosen::of(*word, filled).into());
            // On a grid any network can stand, and those of grids nowhere else.
            let grid = settings.clone().with("split", Value::Word("checkerboard".into()));
            use_layer(layer, &Event::of(&[2, 2, 4]), grid.checked().expect("an example"));
            if !word.conditioner().is_some_and(|network| network.is_on_grid()) {
                use_layer(layer, &event, settings.checked().expect("an example"));
            }
        }
    }
    for word in TRANSFORMERS.iter().chain(LAYERS) {
        let Some(elementwise) = word.elementwise() else { continue };
        for filled in fillings(*word, elementwise.examples()) {
            use_elementwise(elementwise, filled.checked().expect("an example"));
        }
    }
}

#[test]
fn bases_and_words_of_the_train_section_read_what_they_declare() {
    for word in BASES {
        let base = word.base().expect("a base");
        for filled in fillings(*word, base.examples()) {
            use_base(base, &Chosen::of(*word, filled));
        }
    }
    let lists: [&[Static]; 4] = [OPTIMIZERS, SCHEDULES, OBJECTIVES, GENERATORS];
    for word in lists.concat() {
        if let (Some(training), Some(settings)) = (word.training(), word.defaults().checked()) {
            training.check(settings, &mut Diagnostics::new());
        }
    }
}

#[test]
#[should_panic(
    expected = "a bug in the flow compiler: `leaky_relu` reads its setting `slpoe`, which it does not declare"
)]
fn a_key_that_is_misspelled_panics_with_its_name() {
    let filled = super::bijectors::leaky_relu::LeakyRelu.defaults();
    let _ = filled.checked().expect("defaults are right").number("slpoe");
}

#[test]
#[should_panic(expected = "`leaky_relu` reads its setting `slope`, as a whole number, where it is the number 0.01")]
fn a_setting_that_is_read_as_something_else_panics_with_its_name() {
    let filled = super::bijectors::leaky_relu::LeakyRelu.defaults();
    let _ = filled.checked().expect("defaults are right").count("slope");
}

#[test]
#[should_panic(expected = "`permute` reads its setting `seeds`, which it does not declare")]
fn an_example_with_a_misspelled_key_panics_with_its_name() {
    let _ = super::layers::permute::Permute.defaults().with("seeds", Value::Seed(7));
}

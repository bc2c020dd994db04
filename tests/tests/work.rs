//! Work is counted: a direction that goes level by level uses each unmasked weight once per sample, and so do its cotangents.
//!
//! A weight is unmasked when changing it changes a result. That is asked of the direction that is one pass, by evaluation, and not of
//! the rule that says what is masked.

use flow_compiler::catalog::layers::LAYERS;
use flow_compiler::derive::Proof;
use flow_compiler::derive::log_det::Triangular;
use flow_compiler::interpret::run;
use flow_compiler::ir::eval::Bindings;
use flow_compiler::lower::parameters::tables_at;
use flow_compiler::lower::{Directional, Kind, Role};
use flow_compiler::plan::{KindPlan, ProgramPlan, plan_kind};
use flow_compiler::vocabulary::{AnyWord, Direction};
use flow_tests::laws::{Case, cases, slides};
use flow_tests::numbers::{Stream, close};
use flow_tests::oracle::compiled;
use flow_tests::sequential;

/// A layer with numbers for its parameters.
struct Numbered<'k> {
    kind: &'k Kind,
    size: usize,
    context: usize,
    bindings: Bindings,
}

impl<'k> Numbered<'k> {
    fn new(kind: &'k Kind, size: usize, context: usize, stream: &mut Stream) -> Self {
        // Positive ones, so that no unit is switched off wherever the inputs are.
        let mut positive = |n| stream.normals(n, 0.4).into_iter().map(f64::abs).collect();
        let parameters = kind.parameters.iter().map(|shape| positive(shape.size())).collect();
        let tables = Some(tables_at(&kind.graph.tables(), 0));
        Numbered { kind, size, context, bindings: Bindings { parameters, tables, ..Bindings::default() } }
    }

    /// The direction that is one pass, and what its argument is called.
    fn explicit(&self) -> (&Directional, &'static str) {
        match (self.kind.explicit, &self.kind.sampling) {
            (Direction::Forward, Some(sampling)) => (sampling, "z"),
            _ => (&self.kind.density, "x"),
        }
    }

    /// How many entries of matrices matter to some result at one of many points.
    fn unmasked_weights(&self, stream: &mut Stream) -> usize {
        let (direction, argument) = self.explicit();
        let point = |k: usize| {
            let scale = [0.5, 1.5, 3.0][k % 3];
            let context = stream.normals(self.context, scale);
            self.bindings.clone().with("context", &context).with(argument, &stream.normals(self.size, scale))
        };
        let results = |point: &Bindings| run(&self.kind.graph, direction, point);
        let points: Vec<(Bindings, Vec<Vec<f64>>)> = (0..60).map(point).map(|p| (p.clone(), results(&p))).collect();
        let matters = |p: usize, i: usize| {
            points.iter().any(|(point, unmoved)| {
                let mut moved = point.clone();
                moved.parameters[p][i] += 0.5;
                results(&moved) != *unmoved
            })
        };
        let matrices = self.kind.parameters.iter().enumerate().filter(|(_, shape)| shape.extents().len() == 2);
        matrices.map(|(p, shape)| (0..shape.size()).filter(|i| matters(p, *i)).count()).sum()
    }
}

/// Every layer of the catalog's examples that has a direction which goes level by level. The work of windows
/// that slide over a grid is counted in `autoregressive.rs` and `estimate.rs`: a weight is used at each position.
fn sequential_cases() -> Vec<(Case, Kind)> {
    let words = LAYERS.iter().filter(|word| word.layer().is_some());
    let all = words.flat_map(|word| cases(&AnyWord::Catalog(*word))).filter(|case| !slides(case.checked()));
    let declared = all.map(|case| {
        let (kind, _) = case.declare().expect("an example is right");
        (case, kind)
    });
    let by_level = |kind: &Kind| kind.density.solve.is_some() || kind.sampling.iter().any(|s| s.solve.is_some());
    declared.filter(|(_, kind)| by_level(kind)).collect()
}

/// True where some hidden layer has fewer units than there are elements: some of its neighbours' units
/// are then read by nothing, and their weights stand in the mask without mattering.
fn is_narrow(case: &Case) -> bool {
    let conditioner = case.settings.chosen("conditioner").map(|chosen| chosen.settings());
    conditioner.is_some_and(|settings| settings.counts("hidden").iter().any(|units| *units < case.size()))
}

#[test]
fn every_plan_uses_each_unmasked_weight_once() {
    let mut found = 0;
    for (case, kind) in sequential_cases() {
        let mut stream = Stream::new(5);
        let unmasked = Numbered::new(&kind, case.size(), case.context, &mut stream).unmasked_weights(&mut stream);
        let plan = plan_kind(&kind);
        for direction in [Some(&plan.density), plan.sampling.as_ref()].into_iter().flatten() {
            for (_, plan) in direction.plans() {
                let name = format!("{} of {} elements, {} given: {}", kind.name, case.size(), case.context, plan.name);
                let work = plan.multiply_adds();
                assert!(work == unmasked || (is_narrow(&case) && work > unmasked), "{name}: {work}, not {unmasked}");
            }
        }
        found += 1;
    }
    assert!(found > 40, "only {found} layers go level by level");
}

#[test]
fn solving_slab_by_slab_uses_each_unmasked_weight_once() {
    let mut found = 0;
    for (case, kind) in sequential_cases().into_iter().filter(|(case, _)| !case.inverted) {
        let mut stream = Stream::new(6);
        let numbered = Numbered::new(&kind, case.size(), case.context, &mut stream);
        let (direction, argument) = numbered.explicit();
        let graph = &kind.graph;
        let levels = case.word.layer().expect("a layer").levels(&case.event, case.checked());
        let (x, y) = (graph.at(direction.argument), direction.apply.output(&Role::Result).expect("a result"));
        let leaf = graph.varying("right side", x.shape());
        // A transformer that was stated is inlined by now, and its formula has no inverse by peeling.
        let Ok(map) = Triangular::of(x, graph.at(y), &levels, Proof::Needed) else { continue };
        let context = stream.normals(case.context, 1.0);
        let bindings = numbered.bindings.clone().with("context", &context);
        let point = stream.normals(case.size(), 1.0);
        let image = run(graph, direction, &bindings.clone().with(argument, &point))[0].clone();
        let Ok((back, work)) = sequential::run(&map, leaf, &bindings, &image) else { continue };
        let name = format!("{} of {} elements, {} given", kind.name, case.size(), case.context);
        assert!(back.iter().zip(&point).all(|(b, p)| close(*b, *p, 1e-10)), "{name}: {back:?} is not {point:?}");
        let (work, unmasked) = (work.multiply_adds, numbered.unmasked_weights(&mut stream));
        assert!(work == unmasked || (is_narrow(&case) && work > unmasked), "{name}: {work}, not {unmasked}");
        found += 1;
    }
    assert!(found > 15, "only {found} layers were solved");
}

/// The density of an inverse autoregressive flow is a solution, found element by element. Its gradient goes backwards through one
/// network's worth of work, and so does that of a masked autoregressive flow's samples.
#[test]
fn gradients_of_inverse_autoregressive_flows_cost_one_network() {
    // Three inputs of degrees 1 to 3, hidden units of degrees 1 1 2 2, outputs of degrees 1 to 3 that read lower ones.
    let (first, second, last) = (2 + 2 * 2, 2 * 2 + 2 * 4, 2 + 4);
    for family in ["iaf", "maf"] {
        let yaml = format!(
            "flow: Counted\nevent: 3\nlayers: [{{{family}: {{layers: 1, transformer: additive, conditioner: {{made: {{hidden: [4, 4]}}}}}}}}]"
        );
        let compiled = compiled(&yaml);
        let kind = compiled.program().kinds.iter().find(|kind| kind.name == "autoregressive").expect("the layer");
        let plan = plan_kind(kind);
        let sampling = plan.sampling.as_ref().expect("the sampling direction");
        for direction in [&plan.density, sampling] {
            let reverse = direction.reverse.as_ref().expect("cotangents");
            for plan in [&reverse.vjp, &reverse.tape] {
                assert_eq!(plan.multiply_adds(), first + second + last, "{family}: {}", plan.name);
            }
        }
    }
}

/// How many numbers the cotangents of a flow's layers keep, in both directions.
fn tapes(layers: &str) -> Vec<[usize; 2]> {
    let compiled = compiled(&format!("flow: Kept\nevent: 5\nlayers: {layers}"));
    let rows = |plan: &KindPlan| [Some(&plan.density), plan.sampling.as_ref()].map(|d| d.map_or(0, |d| d.tape_rows()));
    let planned = ProgramPlan::new(compiled.program());
    planned.program.kinds.iter().zip(&planned.kinds).filter(|(k, _)| k.sampling.is_some()).map(|k| rows(k.1)).collect()
}

/// A layer's result goes into the next one: where that keeps it, a layer that can be undone by sums and products keeps nothing.
#[test]
fn numbers_that_the_next_layer_keeps_are_not_kept_twice() {
    // `affine` keeps its argument beside the cotangents that are summed.
    let affine = tapes("[affine]")[0];
    let leaky = "{leaky_relu: {slope: 0.5}}";
    assert_eq!(tapes(&format!("[{leaky}]")), [[5, 5]], "nothing follows");
    // Only the derived direction: by taking away and dividing, digits would be lost.
    assert_eq!(tapes(&format!("[affine, {leaky}, affine]")), [affine, [0, 5]]);
    assert_eq!(tapes(&format!("[affine, {{invert: {{layer: {leaky}}}}}, affine]")), [affine, [5, 0]]);
    // Towards the base the first has no layer behind it.
    assert_eq!(tapes(&format!("[{leaky}, affine]")), [[5, 5], [affine[0] - 5, affine[1]]]);
    // Where one of a kind's places does not do, none of them is undone.
    assert_eq!(tapes(&format!("[{leaky}, affine, {leaky}, affine]"))[0], [5, 5]);
    // A repeat is followed by itself, but not where it is there once.
    let repeated = |times: usize| tapes(&format!("[affine, {{repeat: {{times: {times}, layers: [{leaky}]}}}}]"))[1];
    assert_eq!((repeated(1), repeated(2)), ([0, 5], [5, 5]));
    // A function is dearer than a number, and does not tell its argument where it is flat.
    assert_eq!(tapes("[affine, tanh]")[1], tapes("[tanh]")[0]);
    // Each is undone from what was kept: of neighbours of one kind none is, since both are one function.
    assert_eq!(tapes(&format!("[affine, {leaky}, {leaky}, affine]")), [affine, [5, 5]]);
}

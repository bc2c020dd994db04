//! [`Kind`]: the functions of a layer, whatever its place in the chain.

use std::collections::BTreeMap;

use super::role::{Func, Output, Role};
use super::structure::Structured;
use super::uniform::{uniform_cotangent, uniform_roots, uniform_vjp};
use crate::derive::{Solve, Structure};
use crate::ir::verify::verify;
use crate::ir::{Expr, Graph, Op, Value};
use crate::shape::Shape;
use crate::vocabulary::{Direction, Dropout, Parameter};

/// The functions of a layer: what is planned and emitted for it.
pub struct Kind {
    /// Its name in emitted code: the catalog's word, with a number where several kinds share it.
    pub name: String,
    /// The values of all its functions.
    pub graph: Graph,
    /// The purpose of each leaf that is no parameter.
    pub roles: BTreeMap<Value, Role>,
    /// Shapes of its parameters, in order.
    pub parameters: Vec<Shape>,
    /// Uniform values that varying ones read, in the order in which they are prepared.
    pub uniforms: Vec<Value>,
    /// The density direction, `x → z`; for a base, `z → log p(z)`.
    pub density: Directional,
    /// The sampling direction, `z → x`; a base has none.
    pub sampling: Option<Directional>,
    /// `ū → θ̄` for the uniform values that are computed from parameters.
    pub uniform_vjp: Func,
    /// The structure of its Jacobian.
    pub structure: Option<Structure>,
    /// The units that training switches off at random.
    pub dropouts: Vec<Dropout>,
    /// Which direction was declared.
    pub explicit: Direction,
    /// True where the slope, and with it the density, jumps.
    pub kinked: bool,
    /// Its functions without names and numbers of values: equal for layers that differ in their
    /// parameters' values alone.
    pub structured: Structured,
}

/// One direction, with its reverse mode where it has one.
pub struct Directional {
    /// The leaf of the argument.
    pub argument: Value,
    /// Gives the result and `ladj`; for a base `ladj` is the log-density.
    pub apply: Func,
    /// The equation that gives the result, where the direction goes level by level: the outputs
    /// then read its unknown.
    pub solve: Option<Solve>,
    /// Its cotangents.
    pub reverse: Option<Reverse>,
}

/// The reverse mode of a direction.
pub struct Reverse {
    /// The direction as training computes it, with units switched off.
    pub taped: Func,
    /// Its equation.
    pub taped_solve: Option<Solve>,
    /// Gives the cotangents of the argument, of the context, and of each uniform value that the
    /// direction reads.
    pub vjp: Func,
    /// The equation of the multiplier that the cotangents then read.
    pub vjp_solve: Option<Solve>,
}

impl Directional {
    /// The equation's value as a function, where there is one.
    pub fn solution(&self) -> Option<Func> {
        let solve = self.solve.as_ref()?;
        let name = format!("{}_level", self.apply.name);
        let output = Output::new("solution", Role::Unknown, solve.value);
        Some(Func::new(&name, "each level from lower ones", vec![output]))
    }

    /// The multiplier's value as a function, where there is one.
    pub fn multiplier(&self) -> Option<Func> {
        let solve = self.reverse.as_ref()?.vjp_solve.as_ref()?;
        let name = format!("{}_multiplier", self.apply.name);
        let output = Output::new("multiplier", Role::Multiplier, solve.value);
        Some(Func::new(&name, "each level's multiplier from those of higher ones", vec![output]))
    }

    /// The direction as training computes it, and its equation, where that is another function.
    fn training(&self) -> Vec<Func> {
        let Some(reverse) = &self.reverse else { return Vec::new() };
        if reverse.taped.values() == self.apply.values() {
            return Vec::new();
        }
        let level = reverse.taped_solve.as_ref().map(|solve| {
            let name = format!("{}_training_level", self.apply.name);
            let output = Output::new("solution", Role::Unknown, solve.value);
            Func::new(&name, "each level from lower ones", vec![output])
        });
        let name = format!("{}_training", self.apply.name);
        level.into_iter().chain([Func { name, ..reverse.taped.clone() }]).collect()
    }

    /// All its functions.
    pub fn funcs(&self) -> Vec<Func> {
        let mut out: Vec<Func> = self.solution().into_iter().chain([self.apply.clone()]).collect();
        out.extend(self.training());
        out.extend(self.multiplier());
        out.extend(self.reverse.iter().map(|reverse| reverse.vjp.clone()));
        out
    }
}

impl Kind {
    /// Its directions: the density one, and the sampling one where there is one.
    pub fn directions(&self) -> impl Iterator<Item = &Directional> {
        [&self.density].into_iter().chain(&self.sampling)
    }

    /// All its functions.
    pub fn funcs(&self) -> Vec<Func> {
        let mut out: Vec<Func> = self.directions().flat_map(Directional::funcs).collect();
        out.push(self.uniform_vjp.clone());
        out
    }

    /// The purpose of a leaf.
    pub fn role(&self, leaf: Value) -> Option<&Role> {
        self.roles.get(&leaf)
    }

    /// The leaf with that purpose.
    pub fn leaf(&self, role: &Role) -> Option<Value> {
        self.roles.iter().find(|(_, found)| *found == role).map(|(leaf, _)| *leaf)
    }

    /// True where a function of it reads the context.
    pub fn reads_context(&self) -> bool {
        let Some(context) = self.leaf(&Role::Context) else { return false };
        self.funcs().iter().any(|f| f.order(&self.graph).contains(&context))
    }

    /// True where a value depends on a cotangent, and so belongs to the second phase of a backward
    /// pass.
    pub fn is_cotangent(&self, e: Expr) -> bool {
        e.node().leaves.iter().any(|leaf| self.role(*leaf).is_some_and(Role::is_of_second_phase))
    }

    /// True where a value is the context, which is there in both phases.
    pub fn is_context(&self, e: Expr) -> bool {
        self.role(e.value) == Some(&Role::Context)
    }
}

/// The parts from which [`finish`] makes a kind.
pub(super) struct Parts {
    pub(super) roles: BTreeMap<Value, Role>,
    pub(super) density: Directional,
    pub(super) sampling: Option<Directional>,
    pub(super) structure: Option<Structure>,
    pub(super) dropouts: Vec<Dropout>,
    pub(super) explicit: Direction,
    pub(super) kinked: bool,
}

impl Parts {
    /// A kind that goes one way only.
    pub(super) fn of_density(density: Directional, roles: BTreeMap<Value, Role>, dropouts: Vec<Dropout>) -> Self {
        let explicit = Direction::Inverse;
        Parts { roles, density, sampling: None, structure: None, dropouts, explicit, kinked: false }
    }
}

/// Collects the uniform values, derives their cotangents, and verifies every function.
pub(super) fn finish(name: String, graph: Graph, parameters: &[Parameter], parts: Parts) -> Kind {
    let Parts { mut roles, density, sampling, structure, dropouts, explicit, kinked } = parts;
    let of_samples: Vec<Func> = [&density].into_iter().chain(&sampling).flat_map(Directional::funcs).collect();
    let mut uniforms: Vec<Value> = of_samples.iter().flat_map(|f| uniform_roots(&graph, f)).collect();
    uniforms.sort_unstable();
    uniforms.dedup();
    for value in uniforms.iter().filter(|v| !matches!(graph.node(**v).op, Op::Leaf(_))) {
        roles.insert(uniform_cotangent(&graph, *value).value, Role::Uniform(*value).cotangent());
    }
    let uniform_vjp = uniform_vjp(&graph, &uniforms, parameters.len());
    let parameters: Vec<Shape> = parameters.iter().map(|p| p.shape.clone()).collect();
    let structured = {
        let funcs = of_samples.iter().chain([&uniform_vjp]);
        Structured::of(&name, &parameters, &graph, funcs)
    };
    let kind = Kind {
        name,
        graph,
        roles,
        parameters,
        uniforms,
        density,
        sampling,
        uniform_vjp,
        structure,
        dropouts,
        explicit,
        kinked,
        structured,
    };
    kind.funcs().iter().for_each(|f| verify(&kind.graph, f, "lower"));
    kind
}

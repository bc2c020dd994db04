//! Where the parameters of a flow lie in its flat store, their names, and how many there may be.

use super::program::{Member, Placed, Stage};
use crate::diag::Diagnostics;
use crate::permutation::permutation;
use crate::shape::{Shape, Table, TableId, TableRule, inverse_permutation};
use crate::vocabulary::{Chosen, Init, Parameter};

/// The most parameters of a flow: 8 GiB of `f32`, and numbers that index arithmetic of 64 bits
/// never overflows.
const MOST_PARAMETERS: u64 = 1 << 31;

/// The parameters that layers may still have.
pub(super) struct Budget(u64);

impl Default for Budget {
    fn default() -> Self {
        Budget(MOST_PARAMETERS)
    }
}

impl Budget {
    /// Takes a layer's parameters from what is left; the first layer that goes beyond is reported.
    pub(super) fn spend(&mut self, of: &Chosen, parameters: &[Parameter], times: usize, errors: &mut Diagnostics) {
        let each: u64 = parameters.iter().map(|p| p.shape.size() as u64).sum();
        let all = u128::from(each) * times as u128;
        match u64::try_from(all).ok().and_then(|all| self.0.checked_sub(all)) {
            Some(rest) => self.0 = rest,
            None => {
                let (name, left) = (of.word.name(), self.0);
                let count = if times == 1 { format!("{all}") } else { format!("{times} × {each} = {all}") };
                let message = format!("`{name}` has {count} parameters, expected at most {left}");
                errors.error(of.span, message).help(format!(
                    "a flow has at most {MOST_PARAMETERS} in all: make it narrower, or repeat it fewer times"
                ));
            }
        }
    }
}

/// A layer in one iteration of every `repeat` around it.
pub struct Occurrence<'p> {
    /// The layer.
    pub placed: &'p Placed,
    /// The iterations, outermost first.
    pub iterations: Vec<usize>,
    /// Where its parameters begin in the flat store.
    pub first: usize,
    /// Its tables.
    pub tables: Vec<Vec<usize>>,
}

fn walk<'p>(
    stages: &'p [Stage],
    iterations: &mut Vec<usize>,
    flat: u64,
    first: &mut usize,
    out: &mut Vec<Occurrence<'p>>,
) {
    for stage in stages {
        match stage {
            Stage::Layer(placed) => {
                let tables = tables_at(&placed.tables, flat);
                out.push(Occurrence { placed, iterations: iterations.clone(), first: *first, tables });
                *first += placed.parameter_count();
            }
            Stage::Repeat(times, stages) => {
                for i in 0..*times {
                    iterations.push(i);
                    walk(stages, iterations, flat * *times as u64 + i as u64, first, out);
                    iterations.pop();
                }
            }
        }
    }
}

/// The numbers of a layer's tables in an iteration: drawn orders add the iteration's number to
/// their seed.
pub fn tables_at(tables: &[Table], iteration: u64) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    for table in tables {
        out.push(match table.rule {
            TableRule::Given => table.values.clone(),
            TableRule::Seeded(seed) => permutation(seed.wrapping_add(iteration), table.values.len()),
            TableRule::InverseOf(TableId(of)) => inverse_permutation(&out[of]),
        });
    }
    out
}

impl Placed {
    /// Number of parameters in one iteration.
    pub fn parameter_count(&self) -> usize {
        self.parameters.iter().map(|p| p.shape.size()).sum()
    }
}

impl Member {
    /// Every layer in every iteration, from base to data.
    pub fn occurrences(&self) -> Vec<Occurrence<'_>> {
        let mut out = Vec::new();
        walk(&self.chain, &mut Vec::new(), 0, &mut 0, &mut out);
        out
    }

    /// Number of parameters.
    pub fn parameter_count(&self) -> usize {
        fn count(chain: &[Stage]) -> usize {
            let of = |stage: &Stage| match stage {
                Stage::Layer(placed) => placed.parameter_count(),
                Stage::Repeat(times, stages) => times * count(stages),
            };
            chain.iter().map(of).sum()
        }
        count(&self.chain) + self.behind().map(Placed::parameter_count).sum::<usize>()
    }

    /// Names, shapes and starts of all parameters, in the order of the flat store.
    pub fn parameter_table(&self) -> Vec<(String, Shape, Init)> {
        let mut out = Vec::new();
        for o in self.occurrences() {
            let mut iterations = o.iterations.iter();
            let fill = |part: &str| match part {
                "_" => iterations.next().map_or("_".into(), usize::to_string),
                other => other.to_string(),
            };
            let path: Vec<String> = o.placed.path.split('.').map(fill).collect();
            let path = path.join(".");
            out.extend(o.placed.parameters.iter().map(|p| (format!("{path}.{}", p.name), p.shape.clone(), p.init)));
        }
        for placed in self.behind() {
            let named = |p: &Parameter| (format!("{}.{}", placed.path, p.name), p.shape.clone(), p.init);
            out.extend(placed.parameters.iter().map(named));
        }
        out
    }
}

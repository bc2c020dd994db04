//! Where the numbers of each layer lie: the description's chain, walked through every iteration
//! once.

use std::ops::Range;

use crate::model::description::{Backward, Description, Direction, Init, LayerInfo, Member, Stage, TableInfo};
use crate::noise::permutation;

/// Numbers of the widest vector.
const VECTOR: usize = 16;

/// A layer in one iteration of every `repeat` around it.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Its number in [`Description::layers`].
    pub declared: usize,
    /// Its name, `layers.0.3.1`.
    pub path: String,
    /// How many numbers it maps: the first of those of the event.
    pub rows: usize,
    /// Its part of the parameters.
    pub parameters: Range<usize>,
    /// Its part of the prepared numbers.
    pub prepared: Range<usize>,
    /// Its part of the cotangents of uniform values.
    pub uniforms: Range<usize>,
    /// Its part of the units that training switches off.
    pub dropouts: Range<usize>,
    /// Its part of the element orders.
    pub tables: Range<usize>,
    /// Its rows of the density direction's tape.
    pub density: Range<usize>,
    /// Its rows of the sampling direction's tape.
    pub sampling: Range<usize>,
}

impl Placed {
    /// Its rows of a direction's tape.
    #[inline(always)]
    pub fn tape(&self, direction: Direction) -> Range<usize> {
        match direction {
            Direction::Density => self.density.clone(),
            Direction::Sampling => self.sampling.clone(),
        }
    }
}

/// A parameter with its full name.
#[derive(Clone, Debug)]
pub struct Named {
    /// `layers.0.3.0.conditioner.0.weight`
    pub name: String,
    /// Its shape.
    pub shape: Vec<usize>,
    /// Where it starts.
    pub init: Init,
    /// Its part of the parameters.
    pub range: Range<usize>,
}

/// All layers of a flow, from base to data.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The layers of all members: of each its chain, and behind that the embedding of the context,
    /// if there is one, and the base.
    pub layers: Vec<Placed>,
    /// Where each member's layers stand among them.
    pub members: Vec<Span>,
    /// Number of parameters.
    pub parameters: usize,
    /// Length of the prepared numbers.
    pub prepared: usize,
    /// Length of the cotangents of uniform values.
    pub uniforms: usize,
    /// Units that training switches off.
    pub dropouts: usize,
    /// All element orders, one after another.
    pub tables: Vec<u32>,
    /// Rows of the density direction's tape, the base's last.
    pub density_tape: usize,
    /// Rows of the sampling direction's tape.
    pub sampling_tape: usize,
    /// Stretches of the chain that use the density direction's tape one after another, from data to base;
    /// none where every layer has rows of its own.
    pub stretches: Vec<Range<usize>>,
    /// All parameters by name, in the order of the store.
    pub named: Vec<Named>,
    /// The layers that measure what enters them, from base to data.
    pub meetings: Vec<Meeting>,
}

/// Where the layers of a member stand in [`Layout::layers`].
#[derive(Clone, Debug)]
pub struct Span {
    /// The layers of the chain, from base to data.
    pub chain: Range<usize>,
    /// The embedding of the context.
    pub embedding: Option<usize>,
    /// The base.
    pub base: usize,
}

/// A layer that measures what enters it on the way from data to base.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Its number in the chain.
    pub layer: usize,
    /// How many numbers of a sample it measures: the first of those of the event.
    pub rows: usize,
    /// The statistics that are measured, and the part of the parameters that holds it.
    pub parts: Vec<(Init, Range<usize>)>,
}

impl Meeting {
    /// How many numbers each statistic has: element f of the event belongs to number f mod this one.
    pub fn measured(&self) -> usize {
        self.parts.first().map_or(1, |(_, range)| range.len())
    }

    /// True where every batch is measured, and not only the first.
    pub fn is_statistic(&self) -> bool {
        self.mean().is_some() || self.variance().is_some()
    }

    /// The part of the parameters that holds the mean.
    pub fn mean(&self) -> Option<Range<usize>> {
        self.parts.iter().find(|(init, _)| matches!(init, Init::Mean(_))).map(|(_, range)| range.clone())
    }

    /// The part of the parameters that holds the variance.
    pub fn variance(&self) -> Option<Range<usize>> {
        self.parts.iter().find(|(init, _)| matches!(init, Init::Variance(_))).map(|(_, range)| range.clone())
    }
}

impl Layout {
    /// Walks the chain of a description.
    pub fn new(description: &'static Description) -> Self {
        let mut layout = Layout {
            layers: Vec::new(),
            members: Vec::new(),
            parameters: 0,
            prepared: 0,
            uniforms: 0,
            dropouts: 0,
            tables: Vec::new(),
            density_tape: 0,
            sampling_tape: 0,
            stretches: Vec::new(),
            named: Vec::new(),
            meetings: Vec::new(),
        };
        for member in description.members {
            let span = layout.place_member(description, member);
            layout.members.push(span);
        }
        layout
    }

    /// The parts of the parameters and of the prepared numbers that a member's layers have.
    pub fn numbers_of(&self, member: usize) -> [Range<usize>; 2] {
        let Span { chain, embedding, base } = &self.members[member];
        // The layers of a member follow one another, and its base is the last.
        let first = if chain.is_empty() { embedding.unwrap_or(*base) } else { chain.start };
        let (first, last) = (&self.layers[first], &self.layers[*base]);
        [first.parameters.start..last.parameters.end, first.prepared.start..last.prepared.end]
    }

    /// The layers of the flow's chain, which is that of its first member, by their numbers.
    #[inline(always)]
    pub fn chain(&self) -> Range<usize> {
        self.members[0].chain.clone()
    }

    /// The embedding of the flow's context, if there is one.
    #[inline(always)]
    pub fn embedding(&self) -> Option<&Placed> {
        self.members[0].embedding.map(|k| &self.layers[k])
    }

    /// The flow's base.
    #[inline(always)]
    pub fn base(&self) -> &Placed {
        &self.layers[self.members[0].base]
    }

    /// The rows of tape of the layer that follows another one of the chain in a direction; none
    /// behind the last.
    #[inline(always)]
    pub fn after(&self, k: usize, direction: Direction) -> Range<usize> {
        let chain = &self.members[0].chain;
        if direction == Direction::Density && k > chain.start && self.stretches.iter().any(|s| s.start == k) {
            // The first rows of the tape are for the argument of the layer that another stretch begins with.
            return 0..self.layers[k].rows;
        }
        let next = match direction {
            Direction::Density => k.checked_sub(1).filter(|next| *next >= chain.start),
            Direction::Sampling => Some(k + 1).filter(|next| *next < chain.end),
        };
        next.map_or(0..0, |next| self.layers[next].tape(direction))
    }

    /// The same layout, but that stretches of the flow's chain, which have at most so many rows of the density
    /// direction's tape (or one layer), use the same rows one after another.
    pub fn by_stretches(&self, most: usize) -> Self {
        let mut layout = self.clone();
        let chain = self.chain();
        let rows = |k: usize| self.layers[k].density.len();
        let all: usize = chain.clone().map(rows).sum();
        // Stretches of about equal length.
        let target = all.div_ceil(all.div_ceil(most).max(1));
        let own = self.layers[chain.clone()].iter().map(|placed| placed.rows).max().unwrap_or(0);
        let (mut end, mut at, mut longest) = (chain.end, own, own);
        for k in chain.clone().rev() {
            if k + 1 < end && at + rows(k) > own + target {
                layout.stretches.push(k + 1..end);
                (end, at) = (k + 1, own);
            }
            layout.layers[k].density = at..at + rows(k);
            at += rows(k);
            longest = longest.max(at);
        }
        layout.stretches.push(chain.start..end);
        layout.density_tape = longest;
        let Span { embedding, base, .. } = layout.members[0].clone();
        for k in embedding.into_iter().chain([base]) {
            layout.layers[k].density = take(&mut layout.density_tape, rows(k));
        }
        layout
    }

    fn place_member(&mut self, description: &'static Description, member: &'static Member) -> Span {
        let start = self.layers.len();
        // Panels begin where a vector does.
        self.prepared = self.prepared.next_multiple_of(VECTOR);
        self.walk(description, member.chain, &mut Vec::new(), 0);
        let chain = start..self.layers.len();
        let embedding = member.embedding.map(|declared| {
            let info = &description.layers[declared];
            self.place(declared, info, &[], 0);
            // It goes one way only, and leaves the same on either direction's tape.
            let rows = take(&mut self.sampling_tape, tape_of(&info.density));
            let k = self.layers.len() - 1;
            self.layers[k].sampling = rows;
            k
        });
        self.place(member.base.layer, &description.layers[member.base.layer], &[], 0);
        Span { chain, embedding, base: self.layers.len() - 1 }
    }

    fn walk(&mut self, description: &'static Description, stages: &[Stage], iterations: &mut Vec<usize>, flat: u64) {
        for stage in stages {
            match stage {
                Stage::Layer(k) => self.place(*k, &description.layers[*k], iterations, flat),
                Stage::Repeat(times, stages) => {
                    for i in 0..*times {
                        iterations.push(i);
                        self.walk(description, stages, iterations, flat * *times as u64 + i as u64);
                        iterations.pop();
                    }
                }
            }
        }
    }

    fn place(&mut self, declared: usize, info: &LayerInfo, iterations: &[usize], flat: u64) {
        let mut numbers = iterations.iter();
        let part = |part: &str| match part {
            "_" => numbers.next().map_or_else(|| "_".into(), usize::to_string),
            other => other.to_string(),
        };
        let path = info.path.split('.').map(part).collect::<Vec<_>>().join(".");
        let first = self.parameters;
        let mut parts = Vec::new();
        for p in info.parameters {
            let range = take(&mut self.parameters, p.shape.iter().product());
            if p.init.is_measured() {
                parts.push((p.init, range.clone()));
            }
            let name = format!("{path}.{}", p.name);
            self.named.push(Named { name, shape: p.shape.to_vec(), init: p.init, range });
        }
        if !parts.is_empty() {
            self.meetings.push(Meeting { layer: self.layers.len(), rows: info.rows, parts });
        }
        let first_table = self.tables.len();
        let mut tables: Vec<Vec<usize>> = Vec::new();
        for table in info.tables {
            tables.push(match table {
                TableInfo::Given(values) => values.iter().map(|v| *v as usize).collect(),
                TableInfo::Seeded(seed, len) => permutation(seed.wrapping_add(flat), *len),
                TableInfo::InverseOf(of) => inverse(&tables[*of]),
            });
        }
        self.tables.extend(tables.into_iter().flatten().map(|e| e as u32));
        self.layers.push(Placed {
            declared,
            path,
            rows: info.rows,
            parameters: first..self.parameters,
            prepared: take(&mut self.prepared, info.prepared),
            uniforms: take(&mut self.uniforms, info.uniforms),
            dropouts: take(&mut self.dropouts, info.dropouts),
            tables: first_table..self.tables.len(),
            density: take(&mut self.density_tape, tape_of(&info.density)),
            sampling: take(&mut self.sampling_tape, tape_of(&info.sampling)),
        });
    }
}

/// Rows of tape of a direction.
fn tape_of(backward: &Option<Backward>) -> usize {
    backward.as_ref().map_or(0, |backward| backward.tape)
}

fn take(from: &mut usize, len: usize) -> Range<usize> {
    let start = *from;
    *from += len;
    start..*from
}

fn inverse(order: &[usize]) -> Vec<usize> {
    let mut inverse = vec![0; order.len()];
    order.iter().enumerate().for_each(|(i, e)| inverse[*e] = i);
    inverse
}

//! Sums over samples of what tapes hold: over a whole batch, shared out between threads, or over one
//! tile.
//!
//! The cotangent store is `[parameters | uniform values]`. Each `Job` owns a part of it; no two
//! overlap. A large matrix is cut into blocks of rows. Every element is made of chains of
//! multiply-adds in row order, so how jobs are cut and who does them changes no bit.

use std::ops::Range;

use crate::engine::workers::{Pieces, Workers};
use crate::model::description::Direction;
use crate::model::description::{Contraction, Description, Reduction, Target};
use crate::model::layout::Layout;
use crate::numeric::Real;
use crate::numeric::kernels::{
    Stairs, Tape, Window, is_chained, row_sum, turned_len, weight_cotangent, weight_cotangent_stairs, window_cotangent,
    window_cotangent_len,
};
use crate::numeric::workspace::with_workspace;

/// Rows of a matrix in one job, about: enough work to be worth handing over, few enough to keep all
/// threads busy.
const BLOCK_ROWS: usize = 96;

/// The most rows in one job where each job turns the inputs anew, on one thread or two: a few
/// percent of the work, and a block of the matrix stays near. More threads have fewer rows, down to
/// [`BLOCK_ROWS`].
const MOST_ROWS: usize = 256;

/// Where the register blocks of the kernel begin; cutting elsewhere leaves remainders.
const ROW_STEP: usize = 8;

/// Where the register blocks of the kernel of windows begin.
const CHANNEL_STEP: usize = 4;

/// A part of the cotangent store, and what it is the sum of.
#[derive(Debug)]
struct Job {
    /// The layer, by its number in the chain.
    layer: usize,
    out: Range<usize>,
    terms: Vec<Term>,
}

/// A sum over samples; rows are those of the whole tape.
#[derive(Clone, Debug)]
enum Term {
    Outer {
        a: usize,
        b: usize,
        rows: Range<usize>,
        columns: usize,
        stairs: Option<Stairs>,
    },
    /// The weight of a window, of some of its output channels.
    Window {
        a: usize,
        b: usize,
        channels: Range<usize>,
        window: Window,
    },
    Sum {
        at: usize,
        rows: usize,
    },
}

/// True where some weight of the flow slides over a grid.
pub fn has_windows(description: &Description) -> bool {
    let backward = description.layers.iter().flat_map(|layer| layer.density.iter().chain(&layer.sampling));
    let is_window = |sum: &Reduction| matches!(sum, Reduction::Outer { of: Contraction::Window(_), .. });
    backward.flat_map(|backward| backward.reductions).any(is_window)
}

/// All jobs of a direction, in the order of the store, for so many workers.
fn jobs_of(description: &Description, layout: &Layout, direction: Direction, workers: usize) -> Vec<Job> {
    let mut jobs: Vec<Job> = Vec::new();
    for (layer, placed) in layout.layers.iter().enumerate() {
        let info = &description.layers[placed.declared];
        let tape = placed.tape(direction).start;
        let is_embedding = layout.members.iter().any(|member| member.embedding == Some(layer));
        // An embedding goes one way only, whichever direction the chain is walked.
        let backward = match direction {
            Direction::Sampling if !is_embedding => &info.sampling,
            Direction::Density | Direction::Sampling => &info.density,
        };
        // What goes one way only keeps nothing on the other direction's tape.
        let Some(backward) = backward else { continue };
        let at = |target: Target| match target {
            Target::Parameters(at) => placed.parameters.start + at,
            Target::Uniform(at) => layout.parameters + placed.uniforms.start + at,
        };
        for reduction in backward.reductions {
            match *reduction {
                Reduction::Outer { of: Contraction::Matrix(stairs), matrix, bias, a, b, rows, columns, add } => {
                    let term = Term::Outer { a: tape + a, b: tape + b, rows: 0..rows, columns, stairs };
                    put(&mut jobs, layer, at(matrix), rows * columns, term, add);
                    if let Some(bias) = bias {
                        put(&mut jobs, layer, at(bias), rows, Term::Sum { at: tape + a, rows }, false);
                    }
                }
                Reduction::Outer { of: Contraction::Window(window), matrix, bias: _, a, b, add, .. } => {
                    let term = Term::Window { a: tape + a, b: tape + b, channels: 0..window.outputs, window };
                    put(&mut jobs, layer, at(matrix), window.weight_len(), term, add);
                }
                Reduction::Sum { target, at: row, rows, add } => {
                    put(&mut jobs, layer, at(target), rows, Term::Sum { at: tape + row, rows }, add);
                }
            }
        }
    }
    let mut jobs: Vec<Job> = jobs.into_iter().flat_map(|job| job.cut(workers)).collect();
    jobs.sort_by_key(|job| job.out.start);
    jobs
}

/// The parts of a store of so many elements that no job owns.
fn gaps(jobs: &[Job], len: usize) -> Vec<Range<usize>> {
    let ends = jobs.iter().map(|job| job.out.end);
    let starts = jobs.iter().map(|job| job.out.start).chain([len]);
    [0].into_iter().chain(ends).zip(starts).map(|(end, start)| end..start).filter(|gap| !gap.is_empty()).collect()
}

/// A new job, or one more term of the job that owns this part.
fn put(jobs: &mut Vec<Job>, layer: usize, start: usize, len: usize, term: Term, add: bool) {
    match jobs.iter_mut().rev().find(|job| job.out.start == start) {
        Some(job) if add => job.terms.push(term),
        _ => jobs.push(Job { layer, out: start..start + len, terms: vec![term] }),
    }
}

impl Job {
    /// A job of one matrix as several of fewer rows.
    fn cut(self, workers: usize) -> Vec<Job> {
        if let [Term::Window { a, b, channels, window }] = self.terms.as_slice() {
            let block = channels.len().div_ceil(workers.max(1)).next_multiple_of(CHANNEL_STEP);
            let each = window.weight_len() / window.outputs;
            let part = |start: usize| {
                let channels = start..(start + block).min(channels.end);
                let out = self.out.start + start * each..self.out.start + channels.end * each;
                let term = Term::Window { a: *a, b: *b, channels, window: *window };
                Job { layer: self.layer, out, terms: vec![term] }
            };
            return channels.clone().step_by(block).map(part).collect();
        }
        let [Term::Outer { a, b, rows, columns, stairs }] = self.terms.as_slice() else { return vec![self] };
        let (a, b, columns, stairs) = (*a, *b, *columns, *stairs);
        let most = match is_chained(columns, stairs.is_some()) {
            true if workers > 1 => BLOCK_ROWS,
            true => rows.len(),
            false => (2 * MOST_ROWS / workers).clamp(BLOCK_ROWS, MOST_ROWS),
        };
        let blocks = rows.len().div_ceil(most.max(1)).max(1);
        let block = rows.len().div_ceil(blocks).next_multiple_of(ROW_STEP);
        let starts = rows.clone().step_by(block);
        let part = |start: usize| {
            let rows = start..(start + block).min(rows.end);
            let out = self.out.start + rows.start * columns..self.out.start + rows.end * columns;
            Job { layer: self.layer, out, terms: vec![Term::Outer { a, b, rows, columns, stairs }] }
        };
        starts.map(part).collect()
    }

    fn run<T: Real>(&self, out: &mut [T], tape: Tape<'_, T>, memory: &mut [T]) {
        let added = if self.terms.len() > 1 { out.len() } else { 0 };
        let (term_out, memory) = memory.split_at_mut(added);
        for (i, term) in self.terms.iter().enumerate() {
            if i == 0 {
                term.run(out, tape, memory);
                continue;
            }
            term.run(term_out, tape, memory);
            out.iter_mut().zip(&*term_out).for_each(|(sum, term)| *sum += *term);
        }
    }
}

impl Term {
    fn run<T: Real>(&self, out: &mut [T], tape: Tape<'_, T>, memory: &mut [T]) {
        match self {
            Term::Outer { a, b, rows, columns, stairs: None } => {
                weight_cotangent(out, None, tape, *a, *b, rows.clone(), *columns, memory);
            }
            Term::Outer { a, b, rows, columns, stairs: Some(stairs) } => {
                weight_cotangent_stairs(out, None, tape, *a, *b, rows.clone(), *columns, memory, *stairs);
            }
            Term::Window { a, b, channels, window } => {
                window_cotangent(out, tape, *a, *b, channels.clone(), memory, *window);
            }
            Term::Sum { at, rows } => row_sum(out, tape, *at, *rows),
        }
    }
}

/// Numbers of working memory that any of the jobs needs.
fn working_memory<T: Real>(jobs: &[Job], lanes: usize) -> usize {
    let of = |term: &Term| match term {
        Term::Outer { columns, stairs, .. } if !is_chained(*columns, stairs.is_some()) => {
            turned_len::<T>(*columns, lanes)
        }
        Term::Window { channels, window, .. } => window_cotangent_len::<T>(channels.len(), *window, lanes),
        Term::Outer { .. } | Term::Sum { .. } => 0,
    };
    let each = jobs.iter().map(|job| {
        let added = if job.terms.len() > 1 { job.out.len() } else { 0 };
        added + job.terms.iter().map(of).max().unwrap_or(0)
    });
    each.max().unwrap_or(0)
}

/// Jobs that follow one another, with the part of the store from the first one's on.
struct Jobs<'a, T> {
    jobs: &'a [Job],
    store: &'a mut [T],
}

impl<'a, T: Send> Pieces for Jobs<'a, T> {
    type Piece = (&'a Job, &'a mut [T]);

    fn count(&self) -> usize {
        self.jobs.len()
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let (jobs, after) = self.jobs.split_at(at);
        let here = match (jobs.first(), after.first()) {
            (Some(first), Some(next)) => next.out.start - first.out.start,
            (None, _) => 0,
            (_, None) => self.store.len(),
        };
        let (store, store_after) = self.store.split_at_mut(here);
        (Jobs { jobs, store }, Jobs { jobs: after, store: store_after })
    }

    fn only(self) -> Self::Piece {
        let job = &self.jobs[0];
        (job, &mut self.store[..job.out.len()])
    }
}

/// The sums of a direction.
pub struct Reductions {
    jobs: Vec<Job>,
    /// The parts of the store that no job writes.
    gaps: Vec<Range<usize>>,
    /// Numbers that a job works with.
    memory: usize,
}

impl Reductions {
    /// For tiles of so many lanes and so many workers.
    pub fn new<T: Real>(
        description: &Description,
        layout: &Layout,
        direction: Direction,
        lanes: usize,
        workers: usize,
    ) -> Self {
        let jobs = jobs_of(description, layout, direction, workers);
        let gaps = gaps(&jobs, layout.parameters + layout.uniforms);
        Reductions { memory: working_memory::<T>(&jobs, lanes), gaps, jobs }
    }

    /// Makes 0 of what is added to. Jobs overwrite the rest of the store.
    pub fn clear<T: Real>(&self, store: &mut [T]) {
        self.gaps.iter().for_each(|gap| store[gap.clone()].fill(T::ZERO));
    }

    /// Sums what some layers left on the tape of a batch. Elements of `store` that are not theirs are
    /// left as they are.
    pub fn over_batch<T: Real>(
        &self,
        layers: &(impl Fn(usize) -> bool + Sync),
        store: &mut [T],
        tape: Tape<'_, T>,
        workers: &Workers,
    ) {
        workers.share(self.jobs(store), |(job, out)| {
            if layers(job.layer) {
                with_workspace(self.memory, |memory| job.run(out, tape, memory));
            }
        });
    }

    /// Sums what some layers left on the tape of one tile. The sums replace those of their part of
    /// `store` where `first`, and are added to them otherwise.
    pub fn over_tile<T: Real>(&self, layers: &impl Fn(usize) -> bool, store: &mut [T], tape: Tape<'_, T>, first: bool) {
        for job in self.jobs.iter().filter(|job| layers(job.layer)) {
            let out = &mut store[job.out.clone()];
            if first {
                with_workspace(self.memory, |memory| job.run(out, tape, memory));
                continue;
            }
            with_workspace(out.len() + self.memory, |memory| {
                let (of_tile, memory) = memory.split_at_mut(out.len());
                job.run(of_tile, tape, memory);
                out.iter_mut().zip(of_tile).for_each(|(sum, term)| *sum += *term);
            });
        }
    }

    /// Adds the sums of some layers that groups of tiles have, one store after another and in their
    /// order.
    pub fn over_groups<T: Real>(
        &self,
        layers: &(impl Fn(usize) -> bool + Sync),
        store: &mut [T],
        groups: &[T],
        workers: &Workers,
    ) {
        let len = store.len();
        workers.share(self.jobs(store), |(job, out)| {
            if layers(job.layer) {
                out.fill(T::ZERO);
                for group in groups.chunks_exact(len) {
                    out.iter_mut().zip(&group[job.out.clone()]).for_each(|(sum, term)| *sum += *term);
                }
            }
        });
    }

    fn jobs<'a, T>(&'a self, store: &'a mut [T]) -> Jobs<'a, T> {
        let start = self.jobs.first().map_or(0, |job| job.out.start);
        Jobs { jobs: &self.jobs, store: &mut store[start..] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outer(out: Range<usize>, columns: usize) -> Job {
        let rows = 0..out.len() / columns;
        Job { layer: 0, out, terms: vec![Term::Outer { a: 0, b: 0, rows, columns, stairs: None }] }
    }

    fn sum(out: Range<usize>) -> Job {
        let rows = out.len();
        Job { layer: 1, out, terms: vec![Term::Sum { at: 0, rows }] }
    }

    #[test]
    fn gaps_are_what_no_job_owns() {
        let all = |jobs: &[Job], len| gaps(jobs, len);
        assert_eq!(all(&[sum(0..3)], 5), vec![3..5; 1]);
        assert_eq!(all(&[], 0), []);
        assert_eq!(all(&[sum(0..2), sum(2..5)], 5), []);
        assert_eq!(all(&[sum(1..2), sum(4..6)], 9), [0..1, 2..4, 6..9]);
    }

    #[test]
    fn parts_of_a_matrix_are_the_matrix() {
        for workers in 1..10 {
            for (rows, columns) in [(1, 1), (8, 300), (97, 5), (100, 100), (512, 512), (1153, 64)] {
                let parts = outer(7..7 + rows * columns, columns).cut(workers);
                let mut at = (0, 7);
                for part in &parts {
                    let [Term::Outer { rows, .. }] = part.terms.as_slice() else { panic!("a product") };
                    assert_eq!((rows.start, part.out.start), at, "{rows:?} of {workers} workers");
                    assert_eq!(part.out.len(), rows.len() * columns);
                    assert!(!rows.is_empty() && rows.len() <= MOST_ROWS.max(rows.end * usize::from(workers == 1)));
                    at = (rows.end, part.out.end);
                }
                assert_eq!(at, (rows, 7 + rows * columns));
            }
        }
    }

    #[test]
    fn jobs_have_their_own_part_of_the_store() {
        let jobs = [sum(2..4), sum(4..5), sum(8..11)];
        for at in 0..=3 {
            let mut store: Vec<usize> = (2..13).collect();
            let (first, others) = Jobs { jobs: &jobs, store: &mut store }.cut(at);
            for mut rest in [first, others] {
                while rest.count() > 0 {
                    let (one, after) = rest.cut(1);
                    let (job, out) = one.only();
                    assert_eq!(out.to_vec(), job.out.clone().collect::<Vec<_>>());
                    rest = after;
                }
            }
        }
    }
}

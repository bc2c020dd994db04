//! The second phase of the backward pass: sums over the samples of a batch, shared out between threads.
//!
//! The cotangent store is `[parameters | uniform values]`. Each [`Job`] owns a part of it; no two overlap. A large matrix is cut into
//! blocks of rows. Every element is made of chains of multiply-adds in row order, so how jobs are cut and who does them changes no bit.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::workers::Workers;
use crate::chain::Direction;
use crate::kernels::{Stairs, Tape, is_chained, row_sum, weight_cotangent, weight_cotangent_stairs};
use crate::layout::Layout;
use crate::program::{Description, Reduction, Target};
use crate::real::Real;

/// The fewest rows of a matrix in one job, about: enough work to be worth handing over, few enough to keep all threads busy.
const BLOCK_ROWS: usize = 96;

/// The most rows in one job where each job turns the inputs anew: a few percent of the work, and a block of the matrix stays near.
const MOST_ROWS: usize = 256;

/// Where the register blocks of the kernel begin; cutting elsewhere leaves remainders.
const ROW_STEP: usize = 8;

/// A part of the cotangent store, and what it is the sum of.
#[derive(Debug)]
pub struct Job {
    /// The layer, by its number in the chain.
    pub layer: usize,
    out: Range<usize>,
    terms: Vec<Term>,
}

/// A sum over samples; rows are those of the whole tape.
#[derive(Clone, Debug)]
enum Term {
    Outer { a: usize, b: usize, rows: Range<usize>, columns: usize, stairs: Option<Stairs> },
    Sum { at: usize, rows: usize },
}

/// All jobs of a direction, in the order of the store, for so many workers.
pub fn jobs_of(description: &Description, layout: &Layout, direction: Direction, workers: usize) -> Vec<Job> {
    let mut jobs: Vec<Job> = Vec::new();
    for (layer, placed) in layout.layers.iter().enumerate() {
        let info = &description.layers[placed.declared];
        let tape = placed.tape(direction).start;
        let backward = match direction {
            Direction::Density => &info.density,
            Direction::Sampling if layer < layout.chain => &info.sampling,
            // The embedding goes one way only; the base keeps nothing on this direction's tape.
            Direction::Sampling if layer + 1 < layout.layers.len() => &info.density,
            Direction::Sampling => continue,
        };
        let at = |target: Target| match target {
            Target::Parameters(at) => placed.parameters.start + at,
            Target::Uniform(at) => layout.parameters + placed.uniforms.start + at,
        };
        for reduction in backward.reductions {
            match *reduction {
                Reduction::Outer { matrix, bias, a, b, rows, columns, add }
                | Reduction::MaskedOuter { matrix, bias, a, b, rows, columns, add, .. } => {
                    let stairs = match *reduction {
                        Reduction::MaskedOuter { stairs, .. } => Some(stairs),
                        _ => None,
                    };
                    let term = Term::Outer { a: tape + a, b: tape + b, rows: 0..rows, columns, stairs };
                    put(&mut jobs, layer, at(matrix), rows * columns, term, add);
                    if let Some(bias) = bias {
                        put(&mut jobs, layer, at(bias), rows, Term::Sum { at: tape + a, rows }, false);
                    }
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
pub fn gaps(jobs: &[Job], len: usize) -> Vec<Range<usize>> {
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

    fn run<T: Real>(&self, out: &mut [T], tape: Tape<'_, T>, scratch: &mut Scratch<T>) {
        for (i, term) in self.terms.iter().enumerate() {
            if i == 0 {
                term.run(out, tape, &mut scratch.transposed);
                continue;
            }
            scratch.term.clear();
            scratch.term.resize(out.len(), T::ZERO);
            term.run(&mut scratch.term, tape, &mut scratch.transposed);
            out.iter_mut().zip(&scratch.term).for_each(|(sum, term)| *sum += *term);
        }
    }
}

impl Term {
    fn run<T: Real>(&self, out: &mut [T], tape: Tape<'_, T>, scratch: &mut Vec<T>) {
        match self {
            Term::Outer { a, b, rows, columns, stairs: None } => {
                weight_cotangent(out, None, tape, *a, *b, rows.clone(), *columns, scratch);
            }
            Term::Outer { a, b, rows, columns, stairs: Some(stairs) } => {
                weight_cotangent_stairs(out, None, tape, *a, *b, rows.clone(), *columns, scratch, *stairs);
            }
            Term::Sum { at, rows } => row_sum(out, tape, *at, *rows),
        }
    }
}

/// Working memory of one thread.
#[derive(Debug, Default)]
pub struct Scratch<T> {
    transposed: Vec<T>,
    term: Vec<T>,
}

/// Does all jobs. Elements of `store` that no job owns are left as they are. `scratch` has one element per worker.
pub fn reduce<'j, T: Real>(
    jobs: impl Iterator<Item = &'j Job>,
    store: &mut [T],
    tape: Tape<'_, T>,
    scratch: &[Mutex<Scratch<T>>],
    workers: &Workers,
) {
    let (mut rest, mut at) = (store, 0);
    let parts = jobs.map(|job| {
        let (_, from_here) = std::mem::take(&mut rest).split_at_mut(job.out.start - at);
        let (out, after) = from_here.split_at_mut(job.out.len());
        (rest, at) = (after, job.out.end);
        (job, out)
    });
    workers.each(parts, |(job, out): (&Job, &mut [T])| {
        let mut scratch = scratch[workers.index()].lock().unwrap_or_else(PoisonError::into_inner);
        job.run(out, tape, &mut scratch);
    });
}

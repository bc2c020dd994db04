//! The cotangent of a weight by patches.

use super::super::lane_sums::chains;
use super::super::window::{Axis, Window};
use super::super::window_cotangent::{TileSums, WindowCotangent, join};
use super::{Grid, POINTS, Strip, points_len, region, strip_len};
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment};

/// Working memory of a cotangent by patches: the chains of each point, and a strip of patches.
pub fn sums_len<T: Real>(rows: usize, window: Window, lanes: usize) -> usize {
    let [read, made] = [window.inputs * lanes, window.outputs * lanes];
    let count = strip_len(window.width.output.div_ceil(2), read + made);
    POINTS * rows * window.inputs * chains::<T>() + points_len(count * read) + points_len(count * made)
}

/// A cotangent by patches.
pub struct PatchSums<'a, T> {
    pub cotangent: WindowCotangent<'a, T>,
}

impl<T: Real> Segment for PatchSums<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let WindowCotangent { dw, tape, g_at, x_at, rows, scratch, window } = self.cotangent;
        let (lanes, chains) = (tape.lanes, chains::<T>());
        let each = rows.len() * window.inputs * chains;
        let [read, made] = [window.inputs * lanes, window.outputs * lanes];
        let patches = window.width.output.div_ceil(2);
        let most = strip_len(patches, read + made);
        let (sums, work) = scratch.split_at_mut(POINTS * each);
        let (ours, theirs) = work.split_at_mut(points_len(most * read));
        sums.fill(T::ZERO);
        for (tile, samples) in tape.tiles() {
            let (height, width) = (window.height, window.width);
            let x = Grid {
                numbers: &tile[x_at * lanes..][..window.input_len() * lanes],
                height: height.input,
                width: width.input,
                before: [height.before, width.before],
            };
            let g = Grid {
                numbers: &tile[g_at * lanes..][..window.output_len() * lanes],
                height: height.output,
                width: width.output,
                before: [0, 0],
            };
            for row in 0..height.output.div_ceil(2) {
                let mut first = 0;
                while first < patches {
                    let count = most.min(patches - first);
                    let strip = Strip { row, first, count, each: read };
                    let made = Strip { each: made, ..strip };
                    x.transform(isa, ours, strip);
                    g.spread(isa, theirs, made);
                    let line = Axis::new(count, count, 1, 1, 1, 0);
                    let window = Window::new(Axis::new(1, 1, 1, 1, 1, 0), line, window.inputs, window.outputs);
                    for (point, sums) in sums.chunks_exact_mut(each).enumerate() {
                        let (g, x) = (&theirs[region(point, made.len())], &ours[region(point, strip.len())]);
                        isa.enter(TileSums { g, x, lanes, samples, rows: rows.clone(), window, sums });
                    }
                    first += count;
                }
            }
        }
        join(sums, chains);
        let half = T::from_f64(0.5);
        for (element, dw) in dw.chunks_exact_mut(window.taps()).enumerate() {
            // [o][c][tap], and the sums are [point][o][c][chain].
            let point = |y: usize, x: usize| sums[(4 * y + x) * each + element * chains];
            let three = |a: T, b: T, c: T, d: T| [a + half * (b + c), half * (b - c), half * (b + c) + d];
            let columns: [[T; 3]; 4] =
                std::array::from_fn(|x| three(point(0, x), point(1, x), point(2, x), point(3, x)));
            for y in 0..3 {
                let [a, b, c, d] = columns.map(|column| column[y]);
                dw[3 * y..][..3].copy_from_slice(&three(a, b, c, d));
            }
        }
    }
}

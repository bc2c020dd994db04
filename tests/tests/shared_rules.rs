//! Rules that stand in the compiler and in the runtime, which cannot depend on each other: both must say the same.

use flow_compiler::permutation::permutation;
use flow_compiler::plan::PANEL_ROWS;
use flow_compiler::shape;
use flow_runtime::__private::numeric::kernels;
use flow_runtime::noise;

#[test]
fn seeded_orders_are_the_same() {
    for (seed, n) in [(0, 1), (7, 8), (u64::MAX, 6), (3, 1000)] {
        assert_eq!(permutation(seed, n), noise::permutation(seed, n), "seed {seed}, {n} elements");
    }
}

#[test]
fn panels_have_the_height_that_plans_reserve() {
    for (rows, columns) in [(1, 1), (16, 3), (17, 5), (100, 64)] {
        assert_eq!(kernels::packed_len(rows, columns), rows.next_multiple_of(PANEL_ROWS) * columns);
    }
}

#[test]
fn windows_read_the_same_places() {
    let numbers = [(5, 5, 3, 1, 1, 1), (7, 7, 2, 1, 3, 3), (6, 3, 2, 2, 1, 0), (4, 2, 3, 2, 2, 1)];
    for (input, output, kernel, stride, dilation, before) in numbers {
        let ours = shape::Axis { input, output, kernel, stride, dilation, before };
        let theirs = kernels::Axis::new(input, output, kernel, stride, dilation, before);
        for (place, tap) in (0..output).flat_map(|place| (0..kernel).map(move |tap| (place, tap))) {
            assert_eq!(ours.read(place, tap), theirs.read(place, tap), "{ours:?}");
        }
        let windows = [shape::Window::new(ours, ours, 2, 5), shape::Window::new(ours, ours, 4, 3)];
        for whole in windows {
            let window = kernels::Window::new(theirs, theirs, whole.inputs, whole.outputs);
            assert_eq!([whole.input_len(), whole.output_len()], [window.input_len(), window.output_len()]);
            assert_eq!(whole.weight().size(), window.weight_len());
            for (groups, strict) in [(1, true), (1, false), (2, true), (3, false)] {
                let a = shape::Window { causal: Some(shape::Causal { groups, strict }), ..whole };
                let b = window.causal(groups, strict);
                assert_eq!(a.own_tap(), b.own_tap(), "{b:?}");
                for output in 0..whole.outputs {
                    assert_eq!(whole.reach(output), window.reach(output), "{window:?}");
                    assert_eq!(a.reach(output), b.reach(output), "{b:?}");
                }
            }
        }
    }
}

#[test]
fn windows_are_packed_alike() {
    let axes = [(4, 4, 3, 1, 1, 1), (3, 3, 3, 1, 1, 1), (6, 4, 3, 1, 1, 0), (5, 3, 3, 1, 1, 0)];
    let others = [(8, 4, 3, 2, 1, 1), (8, 8, 3, 1, 2, 2), (8, 8, 5, 1, 1, 2), (8, 8, 1, 1, 1, 0)];
    let axes: Vec<_> = axes.into_iter().chain(others).collect();
    let mut by_patches = 0;
    for (height, width) in axes.iter().flat_map(|height| axes.iter().map(move |width| (*height, *width))) {
        for (inputs, outputs) in [(8, 8), (7, 20), (20, 7), (17, 64)] {
            let ours = |(input, output, kernel, stride, dilation, before)| shape::Axis {
                input,
                output,
                kernel,
                stride,
                dilation,
                before,
            };
            let theirs = |(input, output, kernel, stride, dilation, before)| {
                kernels::Axis::new(input, output, kernel, stride, dilation, before)
            };
            let whole = shape::Window::new(ours(height), ours(width), inputs, outputs);
            let window = kernels::Window::new(theirs(height), theirs(width), inputs, outputs);
            let causal = shape::Window { causal: Some(shape::Causal { groups: 1, strict: true }), ..whole };
            for (ours, theirs) in [(whole, window), (causal, window.causal(1, true))] {
                by_patches += usize::from(theirs.is_by_patches());
                for transposed in [false, true] {
                    let (matrices, [rows, columns]) =
                        shape::Contraction::Window(ours).packed(&ours.weight(), transposed);
                    let len = matrices * rows.next_multiple_of(PANEL_ROWS) * columns;
                    assert_eq!(len, theirs.packed_len(transposed), "{ours:?}");
                }
            }
        }
    }
    assert_eq!(by_patches, 2 * 2 * 2, "those of 3 taps on four places or more, with eight channels or more");
}

#[test]
fn staircases_reach_equally_far() {
    // The last ones have fewer hidden units than degrees.
    for (size, context, hidden) in
        [(2, 0, 3), (5, 2, 11), (8, 0, 100), (1, 3, 4), (2, 1, 1), (9, 0, 1), (9, 0, 3), (9, 2, 7)]
    {
        let (first, groups) = if context > 0 { (0, size) } else { (1, size - 1) };
        let (x, units) = ((context, 1, size, size), (0, first, groups, hidden));
        let ours = |(always, first, groups, size)| shape::Degrees { always, first, groups, size };
        let theirs = |(always, first, groups, size)| kernels::Degrees::new(always, first, groups, size);
        for strict in [false, true] {
            let a = shape::Stairs { rows: ours(units), columns: ours(x), strict };
            let b = kernels::Stairs { rows: theirs(units), columns: theirs(x), strict };
            for degree in 0..=size {
                assert_eq!(a.rows.up_to(degree), b.rows.up_to(degree), "degree {degree} of {b:?}");
            }
            for column in 0..context + size {
                assert_eq!(a.first_reader(column), b.first_row(column), "column {column} of {b:?}");
            }
            for row in 0..hidden {
                assert_eq!(a.reach(row), b.reach(row), "row {row} of {b:?}");
                assert_eq!(a.rows.degree(row), b.rows.degree(row), "row {row} of {b:?}");
            }
        }
    }
}

//! Recurrent networks: against loops written by hand, and what they depend on.

use flow_compiler::plan::{Plan, ProgramPlan, print};
use flow_compiler::{Compiled, lower::Program};
use flow_engine::Engine;
use flow_runtime::__private::engine::construct::set_parameters;
use flow_runtime::__private::engine::rows;
use flow_tests::doors::{from_tokens, right};
use flow_tests::numbers::Stream;

fn compiled(shape: &str, network: &str) -> Compiled {
    let text = format!("struct X<{shape}, elements = binary> {{ base: autoregressive(conditioner = {network}) }}");
    right(from_tokens(&text), &text)
}

/// Zeros and ones by the digits of a number.
fn event(code: u64, size: usize) -> Vec<f64> {
    (0..size).map(|k| (code >> (k % 61) & 1) as f64).collect()
}

/// A grid of channels, position by position.
#[derive(Clone)]
struct Map {
    height: usize,
    width: usize,
    channels: usize,
    numbers: Vec<f64>,
}

impl Map {
    fn zeros(&self, channels: usize) -> Map {
        Map { channels, numbers: vec![0.0; self.height * self.width * channels], ..*self }
    }

    /// The channels at a place, zeros beyond the edges.
    fn at(&self, y: isize, x: isize) -> Vec<f64> {
        let inside = (0..self.height as isize).contains(&y) && (0..self.width as isize).contains(&x);
        let first = (y * self.width as isize + x) * self.channels as isize;
        if inside { self.numbers[first as usize..][..self.channels].to_vec() } else { vec![0.0; self.channels] }
    }

    fn set(&mut self, y: usize, x: usize, channels: &[f64]) {
        let first = (y * self.width + x) * self.channels;
        self.numbers[first..][..self.channels].copy_from_slice(channels);
    }

    fn each(&self, channels: usize, of: impl Fn(isize, isize) -> Vec<f64>) -> Map {
        let mut out = self.zeros(channels);
        for (y, x) in (0..self.height).flat_map(|y| (0..self.width).map(move |x| (y, x))) {
            out.set(y, x, &of(y as isize, x as isize));
        }
        out
    }

    fn plus(&self, other: &Map) -> Map {
        let numbers = self.numbers.iter().zip(&other.numbers).map(|(a, b)| a + b).collect();
        Map { numbers, ..*self }
    }

    fn mirrored(&self) -> Map {
        self.each(self.channels, |y, x| self.at(y, self.width as isize - 1 - x))
    }

    fn relu(&self) -> Map {
        Map { numbers: self.numbers.iter().map(|a| a.max(0.0)).collect(), ..*self }
    }
}

/// A weight `[outputs, inputs, taps]` with the places that its taps read.
struct Taps {
    weight: Vec<f64>,
    outputs: usize,
    places: Vec<[isize; 2]>,
}

impl Taps {
    /// What a position reads of a map, without the taps that `is_masked`.
    fn of(&self, map: &Map, [y, x]: [isize; 2], is_masked: impl Fn([isize; 2]) -> bool) -> Vec<f64> {
        let taps = self.places.len();
        let mut out = vec![0.0; self.outputs];
        for (t, [dy, dx]) in self.places.iter().enumerate().filter(|(_, place)| !is_masked(**place)) {
            let read = map.at(y + dy, x + dx);
            for (o, out) in out.iter_mut().enumerate() {
                *out +=
                    read.iter().enumerate().map(|(c, a)| self.weight[(o * read.len() + c) * taps + t] * a).sum::<f64>();
            }
        }
        out
    }
}

/// The parameters, taken in the order of the declaration.
struct Numbers<'n>(std::slice::Iter<'n, f64>);

impl Numbers<'_> {
    fn take(&mut self, count: usize) -> Vec<f64> {
        (0..count).map(|_| *self.0.next().expect("as many parameters as the network has")).collect()
    }

    fn taps(&mut self, outputs: usize, inputs: usize, places: Vec<[isize; 2]>) -> Taps {
        Taps { weight: self.take(outputs * inputs * places.len()), outputs, places }
    }

    /// A window with a bias; a causal one does not read what comes after a position, nor that itself where it is `strict`.
    fn window(&mut self, map: &Map, outputs: usize, places: Vec<[isize; 2]>, strict: bool) -> Map {
        let taps = self.taps(outputs, map.channels, places);
        let bias = self.take(outputs);
        let is_masked = |place: [isize; 2]| place > [0, 0] || strict && place == [0, 0];
        map.each(outputs, |y, x| taps.of(map, [y, x], is_masked).iter().zip(&bias).map(|(a, b)| a + b).collect())
    }
}

fn sigmoid(a: f64) -> f64 {
    1.0 / (1.0 + (-a).exp())
}

/// The states of a layer of an LSTM whose position goes on with the cell at the first of some places, and reads the states at all of
/// their windows; `arriving` has the gates in the order input, forget, cell, output.
fn lstm(numbers: &mut Numbers, arriving: &Map, windows: &[Vec<[isize; 2]>], go_on: [isize; 2]) -> Map {
    let width = arriving.channels / 4;
    let weights: Vec<Taps> = windows.iter().map(|places| numbers.taps(4 * width, width, places.clone())).collect();
    let (mut states, mut cells) = (arriving.zeros(width), arriving.zeros(width));
    for (y, x) in (0..arriving.height).flat_map(|y| (0..arriving.width).map(move |x| (y, x))) {
        let place = [y as isize, x as isize];
        let mut gates = arriving.at(place[0], place[1]);
        for weight in &weights {
            let of_states = weight.of(&states, place, |_| false);
            gates.iter_mut().zip(of_states).for_each(|(gate, a)| *gate += a);
        }
        let before = cells.at(place[0] + go_on[0], place[1] + go_on[1]);
        let cell = |j: usize| sigmoid(gates[width + j]) * before[j] + sigmoid(gates[j]) * gates[2 * width + j].tanh();
        let cell: Vec<f64> = (0..width).map(cell).collect();
        let state: Vec<f64> = (0..width).map(|j| sigmoid(gates[3 * width + j]) * cell[j].tanh()).collect();
        cells.set(y, x, &cell);
        states.set(y, x, &state);
    }
    states
}

/// The states of a layer of gated recurrent units along a sequence, as PyTorch has them.
fn gru(numbers: &mut Numbers, arriving: &Map) -> Map {
    let width = arriving.channels / 3;
    let weight = numbers.taps(3 * width, width, vec![[0, -1]]);
    let bias = numbers.take(width);
    let mut states = arriving.zeros(width);
    for x in 0..arriving.width {
        let (gates, before) = (arriving.at(0, x as isize), states.at(0, x as isize - 1));
        let of_states = weight.of(&states, [0, x as isize], |_| false);
        let state = |j: usize| {
            let [reset, keep] = [0, 1].map(|k| sigmoid(gates[k * width + j] + of_states[k * width + j]));
            let new = (gates[2 * width + j] + reset * (of_states[2 * width + j] + bias[j])).tanh();
            (1.0 - keep) * new + keep * before[j]
        };
        let state: Vec<f64> = (0..width).map(state).collect();
        states.set(0, x, &state);
    }
    states
}

/// Places around a position, row by row.
fn around(above: isize, beside: isize) -> Vec<[isize; 2]> {
    (-above..=above).flat_map(|dy| (-beside..=beside).map(move |dx| [dy, dx])).collect()
}

/// The logits of a network with 3 hidden channels and windows of 3 places, by loops over positions.
fn logits(network: &str, parameters: &[f64], x: &Map) -> Map {
    let (mut numbers, here) = (Numbers(parameters.iter()), || vec![[0, 0]]);
    let layers = if network.contains("layers = 2") { 2 } else { 1 };
    if network.starts_with("lstm") || network.starts_with("gru") {
        let mut h = numbers.window(x, 3, vec![[0, -1], [0, 0]], true);
        for _ in 0..layers {
            h = if network.starts_with("gru") {
                let arriving = numbers.window(&h, 9, here(), false);
                gru(&mut numbers, &arriving)
            } else {
                let arriving = numbers.window(&h, 12, here(), false);
                lstm(&mut numbers, &arriving, &[vec![[0, -1]]], [0, -1])
            };
        }
        let out = numbers.window(&h, 1, here(), false);
        assert_eq!(numbers.0.len(), 0, "{network} has more parameters");
        return out;
    }
    let mut f = numbers.window(x, 6, around(1, 1), true);
    for _ in 0..layers {
        let h = if network.starts_with("row_lstm") {
            let arriving = numbers.window(&f, 12, around(0, 1), false);
            lstm(&mut numbers, &arriving, &[vec![[-1, -1], [-1, 0], [-1, 1]]], [-1, 0])
        } else {
            let windows = [vec![[0, -1]], vec![[-1, 0]]];
            let arriving = numbers.window(&f, 12, here(), false);
            let to_the_right = lstm(&mut numbers, &arriving, &windows, [0, -1]);
            let arriving = numbers.window(&f.mirrored(), 12, here(), false);
            let to_the_left = lstm(&mut numbers, &arriving, &windows, [0, -1]).mirrored();
            to_the_right.plus(&to_the_left.each(3, |y, x| to_the_left.at(y - 1, x)))
        };
        f = f.plus(&numbers.window(&h, 6, here(), false));
    }
    let map = numbers.window(&f.relu(), 6, here(), false).relu();
    let out = numbers.window(&map, 1, here(), false);
    assert_eq!(numbers.0.len(), 0, "{network} has more parameters");
    out
}

/// Probabilities of the interpreter, and of the engine, with its own draws in both directions, against loops written by hand.
#[test]
fn states_are_those_of_the_definition() {
    let mut stream = Stream::new(8);
    let cases = [
        ("lstm(hidden = 3)", [1, 9]),
        ("lstm(hidden = 3, layers = 2)", [1, 6]),
        ("gru(hidden = 3)", [1, 9]),
        ("gru(hidden = 3, layers = 2)", [1, 6]),
        ("row_lstm(hidden = 3, first_kernel = 3)", [5, 4]),
        ("row_lstm(hidden = 3, first_kernel = 3, layers = 2)", [4, 5]),
        ("diagonal_bilstm(hidden = 3, first_kernel = 3)", [5, 4]),
        ("diagonal_bilstm(hidden = 3, first_kernel = 3, layers = 2)", [4, 6]),
    ];
    for (network, [height, width]) in cases {
        let shape = if height == 1 { format!("[1, {width}]") } else { format!("[1, {height}, {width}]") };
        let compiled = compiled(&shape, network);
        let program: &Program = compiled.program();
        let parameters = stream.normals(program.flow().parameter_count(), 0.6);
        let mut engine = Engine::<f64>::new(&compiled, 1);
        set_parameters(&mut engine, &parameters).expect("as many parameters");
        let (drawn, of_draws) =
            rows::sample(&engine, 0, 7, &[], flow_runtime::__private::engine::batch::Units::Data, 3);
        let scored = rows::log_prob_of_data(&engine, &drawn, &[]);
        for ((x, score), of_draw) in drawn.chunks(height * width).zip(scored).zip(of_draws) {
            let numbers = x.iter().map(|x| x - 0.5).collect();
            let of = logits(network, &parameters, &Map { height, width, channels: 1, numbers });
            let each = of.numbers.iter().zip(x).map(|(logit, x)| (1.0 + (logit * (1.0 - 2.0 * x)).exp()).ln());
            let expected: f64 = -each.sum::<f64>();
            for (by, found) in [
                ("the interpreter", program.log_prob(&parameters, x, &[])),
                ("the density", score),
                ("the draw", of_draw),
            ] {
                assert!((found - expected).abs() < 1e-10, "{network}, by {by}: {found}, expected {expected}");
            }
        }
    }
}

/// The elements on which the features of a recurrent network depend at a place of a grid of one channel, by the definition of the
/// network: `before` are those of its first window, and a set has a bit for each element.
type Sets = Vec<u64>;

/// What a function of places gives at each of them, row by row.
fn each_place([height, width]: [usize; 2], of: impl Fn(isize, isize) -> u64) -> Sets {
    (0..height * width).map(|p| of((p / width) as isize, (p % width) as isize)).collect()
}

/// The set at a place, empty beyond the edges.
fn at(sets: &Sets, [height, width]: [usize; 2], y: isize, x: isize) -> u64 {
    let inside = (0..height as isize).contains(&y) && (0..width as isize).contains(&x);
    if inside { sets[y as usize * width + x as usize] } else { 0 }
}

/// States that read features at the places `own`, and states at the places `earlier`, until nothing changes.
fn states(features: &Sets, grid: [usize; 2], own: &[[isize; 2]], earlier: &[[isize; 2]]) -> Sets {
    let mut found = vec![0; features.len()];
    loop {
        let joined = |sets: &Sets, places: &[[isize; 2]], y: isize, x: isize| {
            places.iter().fold(0, |all, [dy, dx]| all | at(sets, grid, y + dy, x + dx))
        };
        let next = each_place(grid, |y, x| joined(features, own, y, x) | joined(&found, earlier, y, x));
        if next == found {
            return found;
        }
        found = next;
    }
}

/// Each recurrent network depends on what its definition says, and on nothing else: there are no needless zeros.
#[test]
fn a_recurrent_network_depends_on_its_field() {
    let mut stream = Stream::new(7);
    let cases = [
        ("row_lstm(hidden = 5, first_kernel = 3)", [6, 7]),
        ("row_lstm(hidden = 5, first_kernel = 5, kernel = 1, layers = 2)", [6, 7]),
        ("row_lstm(hidden = 5, first_kernel = 1, layers = 2)", [5, 8]),
        ("diagonal_bilstm(hidden = 5, first_kernel = 3)", [5, 6]),
        ("lstm(hidden = 5)", [1, 9]),
        ("gru(hidden = 5, layers = 2)", [1, 9]),
    ];
    for (network, grid) in cases {
        let [height, width] = grid;
        let shape = if height == 1 { format!("[1, {width}]") } else { format!("[1, {height}, {width}]") };
        let setting = |name: &str, otherwise: isize| {
            let value = network.split(&format!(" {name} = ")).nth(1).or(network.split(&format!("({name} = ")).nth(1));
            value.map_or(otherwise, |v| v.split([',', ')']).next().and_then(|v| v.parse().ok()).expect("a number"))
        };
        let (first, k) = (setting("first_kernel", 3) / 2, setting("kernel", 3) / 2);
        let bit = |y: isize, x: isize| at(&(0..height * width).map(|p| 1 << p).collect(), grid, y, x);
        let mut features = each_place(grid, |y, x| {
            let around = (-first..=0).flat_map(|dy| (-first..=first).map(move |dx| [dy, dx]));
            let before =
                around.filter(|[dy, dx]| *dy < 0 || *dx < 0).fold(0, |all, [dy, dx]| all | bit(y + dy, x + dx));
            if height == 1 { bit(y, x - 1) } else { before }
        });
        for _ in 0..setting("layers", 1) {
            let row: Vec<[isize; 2]> = (-k..=0).map(|dx| [0, dx]).collect();
            let above: Vec<[isize; 2]> = (-k..=k).map(|dx| [-1, dx]).collect();
            let here = [[0, 0]];
            let of_layer = if network.starts_with("row_lstm") {
                states(&features, grid, &row, &above)
            } else if network.starts_with("diagonal_bilstm") {
                let to_the_right = states(&features, grid, &here, &[[0, -1], [-1, 0]]);
                let to_the_left = states(&features, grid, &here, &[[0, 1], [-1, 0]]);
                each_place(grid, |y, x| at(&to_the_right, grid, y, x) | at(&to_the_left, grid, y - 1, x))
            } else {
                states(&features, grid, &here, &[[0, -1]])
            };
            features.iter_mut().zip(of_layer).for_each(|(f, h)| *f |= h);
        }
        let compiled = compiled(&shape, network);
        let program = compiled.program();
        let parameters = stream.normals(program.flow().parameter_count(), 0.6);
        let x = event(0b1011_0010_1101, height * width);
        // Where an element is 0, the middle of its interval is half of its probability of being so.
        let of = |x: &[f64], k: usize| {
            let mut x = x.to_vec();
            x[k..].fill(0.0);
            program.inverse(&parameters, &x, &[]).0[k]
        };
        for k in [0, width / 2, height * width / 2 + 1, height * width - 1] {
            let found = (0..height * width).filter(|j| {
                let mut moved = x.clone();
                moved[*j] = 1.0 - moved[*j];
                of(&moved, k) != of(&x, k)
            });
            assert_eq!(found.fold(0, |all, j| all | 1 << j), features[k], "{network}: element {k}");
        }
    }
}

/// Emitted code of recurrences does not grow with the grid: the same plan, with other numbers of steps.
#[test]
fn plans_of_recurrences_do_not_grow_with_the_grid() {
    let networks = [("row_lstm(hidden = 4)", true), ("diagonal_bilstm(hidden = 4)", true), ("gru(hidden = 4)", false)];
    for (network, is_grid) in networks {
        let lines = |extents: [usize; 2]| {
            let shape =
                if is_grid { format!("[1, {}, {}]", extents[0], extents[1]) } else { format!("[1, {}]", extents[1]) };
            let compiled = compiled(&shape, network);
            let planned = ProgramPlan::new(compiled.program());
            let steps = |plan: &Plan| print::plan(plan).lines().count();
            planned.kinds.iter().flat_map(|kind| kind.of_samples()).map(steps).sum::<usize>()
        };
        assert_eq!(lines([8, 9]), lines([12, 17]), "{network}");
    }
}

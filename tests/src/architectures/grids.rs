//! Layers of grids, drawn from the data to the base, since a squeeze changes what lies nearer the base.

use crate::declarations::Tree;
use crate::numbers::Stream;

use super::ROWS;

/// The grids: channels, height and width, or channels and width.
const EVENTS: [&[usize]; 6] = [&[1, 4, 4], &[2, 2, 4], &[3, 2, 3], &[1, 5, 3], &[2, 6], &[4, 2, 2]];

struct Draw {
    stream: Stream,
    /// Channels, height and width on the side of the base.
    grid: [usize; 3],
}

/// The event and the layers of a number, from base to data.
pub(super) fn draw(number: usize) -> (Vec<usize>, Vec<Tree>) {
    let event = EVENTS[(number - ROWS) % EVENTS.len()];
    let grid = match *event {
        [channels, width] => [channels, 1, width],
        [channels, height, width] => [channels, height, width],
        _ => unreachable!("grids have two or three extents"),
    };
    let mut draw = Draw { stream: Stream::new(900 + number as u64), grid };
    let mut layers = Vec::new();
    if number.is_multiple_of(4) {
        layers.push(call("pixels", vec![("levels", 4.into()), ("alpha", "0.1".into())]));
    }
    for place in 0..2 + number % 3 {
        let layer = draw.layer(number + place);
        layers.push(layer);
        if place == 0 && draw.squeezes() {
            layers.push(call("squeeze", vec![]));
        }
        if place == 1 && draw.grid[0] > 1 && number.is_multiple_of(2) {
            let factor_out = draw.factor_out();
            layers.push(factor_out);
        }
    }
    if number % 4 == 2 && draw.squeezes() {
        let glow = draw.glow();
        layers.push(glow);
    }
    layers.reverse();
    (event.to_vec(), layers)
}

fn call(name: &'static str, settings: Vec<(&'static str, Tree)>) -> Tree {
    Tree::call(name, settings)
}

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        (self.stream.uniform() * bound as f64) as usize
    }

    fn one_of(&mut self, words: &[&str]) -> Tree {
        words[self.below(words.len())].into()
    }

    /// Goes on with the smaller grid, where sides are even.
    fn squeezes(&mut self) -> bool {
        let [channels, height, width] = self.grid;
        let is_even = height % 2 == 0 && width % 2 == 0;
        if is_even {
            self.grid = [4 * channels, height / 2, width / 2];
        }
        is_even
    }

    fn layer(&mut self, turn: usize) -> Tree {
        match turn % 9 {
            0 => call("actnorm", vec![]),
            1 => call("batch_norm", vec![("epsilon", "0.5".into())]),
            2 if self.grid[0] == 1 => call("permute", vec![("seed", turn.into()), ("of", "elements".into())]),
            2 => call("permute", vec![("seed", turn.into())]),
            3 => {
                let pair = vec![self.coupling(), self.coupling()];
                call("repeat", vec![("times", 2.into()), ("layers", Tree::List(pair))])
            }
            4 => {
                let coupling = self.coupling();
                call("invert", vec![("layer", coupling)])
            }
            5 if self.grid[0] > 1 => call("conv_1x1", vec![("seed", turn.into())]),
            6 if self.grid[0] > 1 => {
                let part = self.one_of(&["lower", "upper"]);
                call("lower_triangular", vec![("part", part)])
            }
            7 if self.grid[1] != 1 || self.grid[2] > 2 => self.autoregressive(),
            _ => self.coupling(),
        }
    }

    /// A layer whose network reads what comes before each position.
    fn autoregressive(&mut self) -> Tree {
        let [channels, height, _] = self.grid;
        let hidden = 2 * channels;
        let conditioner = if height == 1 {
            let sizes = vec![("hidden", hidden.into()), ("skip", channels.into()), ("dilations", vec![1, 2].into())];
            call("wavenet", sizes)
        } else {
            let gated = self.one_of(&["true", "false"]);
            let sizes = vec![("hidden", hidden.into()), ("blocks", 1.into()), ("first_kernel", 3.into())];
            call("pixel_cnn", [sizes, vec![("gated", gated)]].concat())
        };
        let transformer = self.transformer();
        call("autoregressive", vec![("transformer", transformer), ("conditioner", conditioner)])
    }

    /// A Glow of one level, whose smaller grid is there already.
    fn glow(&mut self) -> Tree {
        let (transformer, conditioner) = (self.transformer(), self.network());
        let sizes = vec![("levels", 1.into()), ("steps", 2.into())];
        call("glow", [sizes, vec![("transformer", transformer), ("conditioner", conditioner)]].concat())
    }

    /// Goes on with the channels that stay.
    fn factor_out(&mut self) -> Tree {
        self.grid[0] -= self.grid[0] / 2;
        match self.below(3) {
            0 => call("factor_out", vec![("prior", "learned".into())]),
            1 => "factor_out".into(),
            _ => {
                let network = self.network();
                call("factor_out", vec![("conditioner", network)])
            }
        }
    }

    fn coupling(&mut self) -> Tree {
        let [channels, height, width] = self.grid;
        let mut splits = Vec::new();
        if channels > 1 {
            splits.push("channels");
        }
        if height * width > 1 {
            splits.push("checkerboard");
        }
        let (split, swap) = (self.one_of(&splits), self.one_of(&["true", "false"]));
        let (transformer, conditioner) = (self.transformer(), self.network());
        call(
            "coupling",
            vec![("split", split), ("swap", swap), ("transformer", transformer), ("conditioner", conditioner)],
        )
    }

    fn transformer(&mut self) -> Tree {
        match self.below(4) {
            0 => call("additive", vec![]),
            1 => call("rational_quadratic_spline", vec![("bins", 3.into()), ("bound", "3.0".into())]),
            _ => call("affine", vec![("bound", "1.5".into())]),
        }
    }

    fn network(&mut self) -> Tree {
        let [_, height, width] = self.grid;
        let (hidden, activation) = (2 + self.below(3), self.one_of(&["relu", "tanh", "sigmoid", "softplus"]));
        // The kernel is no wider than twice the grid.
        let room = if height == 1 { width } else { height.min(width) };
        let kernel = if room > 1 && self.below(4) > 0 { 3 } else { 1 };
        match self.below(5) {
            0 => call("mlp", vec![("hidden", vec![hidden].into()), ("activation", activation)]),
            1 | 2 => call(
                "residual_conv",
                vec![
                    ("hidden", hidden.into()),
                    ("blocks", 1.into()),
                    ("kernel", kernel.into()),
                    ("activation", activation),
                ],
            ),
            _ => {
                let layers = self.below(3);
                let mut settings = vec![
                    ("hidden", vec![hidden; layers].into()),
                    ("kernels", vec![kernel].into()),
                    ("activation", activation),
                ];
                if self.below(3) == 0 {
                    settings.push(("dropout", "0.2".into()));
                }
                call("conv", settings)
            }
        }
    }
}

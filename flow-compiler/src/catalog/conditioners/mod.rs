//! Conditioners: networks that output a transformer's parameters.

mod cells;
pub mod conv;
pub mod diagonal_bilstm;
pub mod made;
pub mod mlp;
pub mod pixel_cnn;
pub mod residual_conv;
pub mod residual_made;
pub mod residual_mlp;
pub mod row_lstm;
pub mod sequence;
pub mod strided_conv;
pub mod transposed_conv;
pub mod wavenet;

use crate::diag::Diagnostics;
use crate::event::Grid;
use crate::ir::Expr;
use crate::shape::{Axis, Causal, Copies, Shape, Stairs, Window};
use crate::span::Span;
use crate::vocabulary::{Checked, Init, Inputs, LastMaps, Settings, Site, Static};

/// The conditioners of a coupling, in the order of the reference page.
pub static CONDITIONERS: &[Static] =
    &[&mlp::Mlp, &residual_mlp::ResidualMlp, &conv::Conv, &residual_conv::ResidualConv];

/// The networks that read a context for all layers, in the order of the reference page.
pub static ENCODERS: &[Static] = &[&mlp::Mlp, &residual_mlp::ResidualMlp, &conv::Conv, &strided_conv::StridedConv];

/// The networks that output parameters of every element from a context, in the order of the reference page.
pub static DECODERS: &[Static] =
    &[&mlp::Mlp, &residual_mlp::ResidualMlp, &conv::Conv, &transposed_conv::TransposedConv];

/// The conditioners of an autoregressive layer, in the order of the reference page.
pub static MASKED_CONDITIONERS: &[Static] =
    &[&made::Made, &residual_made::ResidualMade, &pixel_cnn::PixelCnn, &wavenet::WaveNet];

/// The conditioners of an autoregressive distribution on a grid, in the order of the reference page.
pub static CAUSAL_CONDITIONERS: &[Static] = &[
    &pixel_cnn::PixelCnn,
    &row_lstm::RowLstm,
    &diagonal_bilstm::DiagonalBilstm,
    &wavenet::WaveNet,
    &sequence::Lstm,
    &sequence::Gru,
];

/// Functions after a hidden layer, the default first.
pub const ACTIVATIONS: &[&str] = &["relu", "tanh", "sigmoid", "softplus"];

/// The last layer starts this much smaller than the others, so that a fresh flow is close to the
/// identity.
const LAST_LAYER_GAIN: f64 = 0.01;

/// The settings of networks whose grids get smaller or larger.
fn strides(settings: Settings, channels: &[usize], doc: &'static str) -> Settings {
    settings.counts("channels", channels, doc).count_or("kernel", 1, 4, "places of a window along an axis").count_or(
        "stride",
        1,
        2,
        "positions of the larger grid, along an axis, to one of the smaller",
    )
}

/// The positions of every `stride`-th row and column.
fn smaller(grid: Grid, settings: Checked) -> Grid {
    let stride = settings.count("stride");
    Grid { height: grid.height.div_ceil(stride), width: grid.width.div_ceil(stride), ..grid }
}

/// The window that reads the larger grid around each position of the smaller; in a grid of one row it has
/// one row too.
fn strided_window(large: Grid, small: Grid, settings: Checked) -> Window {
    let (kernel, stride) = (settings.count("kernel"), settings.count("stride"));
    let axis = |input: usize, output: usize| {
        let before = (kernel + 1).saturating_sub(stride) / 2;
        Axis { input, output, kernel, stride, dilation: 1, before }
    };
    let height = if large.height == 1 { Axis::same(1, 1, 1) } else { axis(large.height, small.height) };
    Window::new(height, axis(large.width, small.width), large.channels, small.channels)
}

/// Reports windows of such a network that skip positions, or read nothing but zeros.
fn check_strides(name: &str, grid: Grid, settings: Checked, errors: &mut Diagnostics) {
    let (kernel, stride) = (settings.count("kernel"), settings.count("stride"));
    if settings.counts("channels").is_empty() {
        errors
            .error(settings.span("channels"), format!("`channels` of `{name}` is empty, expected one number or more"))
            .help("without windows, use `mlp`");
    }
    if kernel < stride {
        errors
            .error(settings.span("kernel"), format!("`kernel` of `{name}` is {kernel} and `stride` {stride}"))
            .help(format!("a kernel of {stride} places or more leaves no position out"));
        return;
    }
    let mut grid = grid;
    for k in 0..settings.counts("channels").len() {
        let small = smaller(grid, settings);
        if stride > 1 && small.positions() == grid.positions() {
            errors
                .error(settings.span("channels"), format!("layer {} of `{name}` has a grid of one position", k + 1))
                .help(format!(
                    "{k} layers of stride {stride} get there: leave the others out, or use a smaller stride"
                ));
            return;
        }
        let longest = 2 * grid.height.max(grid.width);
        if kernel > longest {
            let Grid { height, width, .. } = grid;
            errors
                .error(
                    settings.span("kernel"),
                    format!("`kernel` of `{name}` is {kernel}, on a grid of {height} × {width}"),
                )
                .help(format!(
                    "beyond {longest} places it reads nothing but zeros; use a smaller one, or fewer layers"
                ));
            return;
        }
        grid = small;
    }
}

/// `activation` and `dropout`, which all networks have.
fn shared(settings: Settings) -> Settings {
    settings.choice("activation", ACTIVATIONS, "function after each hidden layer").fraction(
        "dropout",
        0.0,
        "the share of hidden units that a training step switches off",
    )
}

/// How a linear map starts.
#[derive(Clone, Copy, PartialEq)]
enum Start {
    /// Uniform in `±1/√inputs`, weights and biases.
    Usual,
    /// The same for inputs of which, of so many side by side, one is 1 and the others are 0: weights count
    /// those that are 1, so that what they come to is as large.
    OneOf(usize),
    /// That of a network's last map, as the site says: weights [this much](LAST_LAYER_GAIN) smaller and biases 0, or
    /// all 0, or like the others.
    Small,
}

impl Start {
    /// Where the weights and biases of a map of so many inputs start.
    fn of(self, site: &Site, inputs: usize) -> (Init, Init) {
        let bound = 1.0 / (inputs as f64).sqrt();
        match self {
            Start::Small if site.last_maps() == LastMaps::Zero => (Init::Constant(0.0), Init::Constant(0.0)),
            Start::Small if site.last_maps() == LastMaps::Small => {
                (Init::Uniform(LAST_LAYER_GAIN * bound), Init::Constant(0.0))
            }
            Start::Usual | Start::Small => (Init::Uniform(bound), Init::Uniform(bound)),
            Start::OneOf(values) => {
                let ones = inputs.div_ceil(values) as f64;
                (Init::Uniform(1.0 / ones.sqrt()), Init::Uniform(bound))
            }
        }
    }
}

/// `W h + b`, the network's map number `k`, to `outputs` numbers; some entries of W may be masked.
fn linear<'g>(
    site: &Site<'g>,
    k: usize,
    h: Expr<'g>,
    outputs: usize,
    start: Start,
    stairs: Option<Stairs>,
) -> Expr<'g> {
    let (weight_init, bias_init) = start.of(site, h.size());
    let weight = site.network_parameter(k, "weight", Shape::matrix(outputs, h.size()), weight_init);
    let bias = site.network_parameter(k, "bias", Shape::vector(outputs), bias_init);
    weight.masked_matmul(h, stairs) + bias
}

/// `W ∗ h + b`, the network's map number `k`, from the channels of a grid to others at the same
/// positions: a window of `kernel` places along both axes, around each position, with zeros beyond the
/// edges. In a grid of one row the window has one row too.
fn convolution<'g>(
    site: &Site<'g>,
    k: usize,
    h: Expr<'g>,
    grid: Grid,
    (kernel, outputs): (usize, usize),
    start: Start,
) -> Expr<'g> {
    let high = if grid.height == 1 { 1 } else { kernel };
    let (height, width) = (Axis::same(grid.height, high, 1), Axis::same(grid.width, kernel, 1));
    let window = Window::new(height, width, grid.channels, outputs);
    let (weight_init, bias_init) = start.of(site, grid.channels * high * kernel);
    let weight = site.network_parameter(k, "weight", window.weight(), weight_init);
    let bias = site.network_parameter(k, "bias", Shape::vector(outputs), bias_init);
    weight.convolve(h, window) + bias.repeat(Copies::of(grid.positions(), outputs))
}

/// The same of a window that sees what comes before a position, and of the position itself what `own`
/// says; a bound of its weights counts what an output reads.
fn causal_convolution<'g>(
    site: &Site<'g>,
    k: usize,
    h: Expr<'g>,
    grid: Grid,
    (kernel, outputs): (usize, usize),
    own: Causal,
    start: Start,
) -> Expr<'g> {
    let high = if grid.height == 1 { 1 } else { kernel };
    let (height, width) = (Axis::same(grid.height, high, 1), Axis::same(grid.width, kernel, 1));
    causal_map(site, k, h, Window { causal: Some(own), ..Window::new(height, width, grid.channels, outputs) }, start)
}

/// The channels of the event at whose place a network on a grid stands: an element may be read as
/// several channels.
fn channels_of(site: &Site, read: Grid) -> usize {
    site.event.grid().map_or(read.channels, |grid| grid.channels)
}

/// The network's map number `k` by a causal window, with a number that it adds to each channel.
fn causal_map<'g>(site: &Site<'g>, k: usize, h: Expr<'g>, window: Window, start: Start) -> Expr<'g> {
    // A map of each position alone has nothing to mask where its channels are one group.
    let masked = window.causal.filter(|own| window.taps() > 1 || own.groups > 1 || own.strict);
    let window = Window { causal: masked, ..window };
    let (weight_init, bias_init) = start.of(site, window.reach(window.outputs - 1).max(1));
    let weight = site.network_parameter(k, "weight", window.weight(), weight_init);
    let bias = site.network_parameter(k, "bias", Shape::vector(window.outputs), bias_init);
    let positions = window.height.output * window.width.output;
    weight.convolve(h, window) + bias.repeat(Copies::of(positions, window.outputs))
}

/// Reports kernels that do not fit a grid, and hidden channels that cannot be shared out evenly over
/// those of the event.
fn check_causal(
    name: &str,
    grid: Grid,
    kernels: &[(usize, Span)],
    (width, at): (usize, Span),
    span: Span,
    errors: &mut Diagnostics,
) {
    check_kernels(name, Some(grid), kernels, span, errors);
    if !width.is_multiple_of(grid.channels) {
        let channels = grid.channels;
        let near = width.next_multiple_of(channels);
        errors
            .error(at, format!("`{name}` has {width} hidden channels for an event of {channels}, expected a multiple"))
            .help(format!("each channel of the event has an equal share of them: write {near}"));
    }
}

/// The field of a network that reads everything, in words.
const ALL_BEFORE: &str = "an element depends on all that come before it";

/// Reports a sequence where a network goes from row to row.
fn check_rows(name: &str, grid: Grid, span: Span, errors: &mut Diagnostics) {
    if grid.height == 1 {
        errors
            .error(span, format!("`{name}` needs a grid of several rows, found a sequence of {}", grid.width))
            .help("declare the event as `[channels, height, width]`, or use `lstm`, `gru` or `wavenet`");
    }
}

/// Reports a grid where a network goes along a sequence.
fn check_sequence(name: &str, grid: Grid, span: Span, errors: &mut Diagnostics) {
    if grid.height > 1 {
        errors
            .error(span, format!("`{name}` needs a sequence, found a grid of {} × {}", grid.height, grid.width))
            .help("declare the event as `[channels, length]`, or use `pixel_cnn`, `row_lstm` or `diagonal_bilstm`");
    }
}

/// A number for each channel that the context gives, the same at every position; it is added to the
/// network's map number `k`.
fn of_context<'g>(site: &Site<'g>, k: usize, h: Expr<'g>, inputs: Inputs<'g>, channels: usize) -> Expr<'g> {
    let (Some(context), Some(grid)) = (inputs.context, inputs.grid) else { return h };
    let init = Start::Usual.of(site, context.size()).0;
    let weight = site.network_parameter(k, "context_weight", Shape::matrix(channels, context.size()), init);
    h + weight.matmul(context).repeat(Copies::of(grid.positions(), channels))
}

/// The grid that a network on grids reads.
fn grid_of(inputs: Inputs) -> Grid {
    inputs.grid.expect("a network on grids was checked to have one")
}

/// Reports a network on grids where there is none, and kernels that do not fit it: their number is
/// odd, so that a window has a middle, and every place of it reads inside of the grid somewhere.
fn check_kernels(name: &str, grid: Option<Grid>, kernels: &[(usize, Span)], span: Span, errors: &mut Diagnostics) {
    let Some(grid) = grid else {
        errors
            .error(span, format!("`{name}` needs a grid of positions, found numbers in a row"))
            .help("declare the event as `[channels, height, width]`, and in a coupling `split` as `checkerboard` or `channels`; or use `mlp`");
        return;
    };
    let longest = 2 * grid.width.max(if grid.height > 1 { grid.height } else { 1 }) - 1;
    let shortest = if grid.height > 1 { 2 * grid.width.min(grid.height) - 1 } else { longest };
    for &(kernel, span) in kernels {
        if kernel % 2 == 0 {
            errors
                .error(span, format!("a kernel of `{name}` has {kernel} places, expected an odd number"))
                .help(format!("around a position lie {} or {} places", kernel - 1, kernel + 1));
        } else if kernel > shortest {
            let (height, width) = (grid.height, grid.width);
            errors
                .error(span, format!("a kernel of `{name}` has {kernel} places, on a grid of {height} × {width}"))
                .help(format!("beyond {shortest} places it reads nothing but zeros"));
        }
    }
}

fn activate<'g>(h: Expr<'g>, settings: Checked) -> Expr<'g> {
    activated(h, settings.word("activation")).unwrap_or_else(|| settings.unknown("activation"))
}

/// The function of [`ACTIVATIONS`] of this name.
pub fn activated<'g>(h: Expr<'g>, name: &str) -> Option<Expr<'g>> {
    match name {
        "tanh" => Some(h.tanh()),
        "sigmoid" => Some(h.sigmoid()),
        "softplus" => Some(h.softplus()),
        "relu" => Some(h.relu()),
        _ => None,
    }
}

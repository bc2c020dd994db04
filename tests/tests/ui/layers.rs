//! Settings of layers and bases that do not fit each other, the event or the context.

use flow_runtime::flow;

flow! { pub struct Narrow<4> { layers: [autoregressive(conditioner = made(hidden = [0]))] } }

flow! { pub struct Lonely<1> { layers: [affine, autoregressive] } }

flow! { pub struct Order<3> { layers: [autoregressive(order = [0, 1, 1])] } }

flow! { pub struct Both<3> { layers: [permute(order = [2, 1, 0], seed = 3)] } }

flow! { pub struct Given<2> { layers: [conditional] } }

flow! { pub struct Bins<2> { layers: [rational_quadratic_spline(bins = 1)] } }

flow! { pub struct Shares<2> { layers: [rational_quadratic_spline(bins = 4, min_width = 0.3)] } }

flow! { pub struct Dropped<2> { layers: [coupling(conditioner = mlp(hidden = [8], dropout = 1.0))] } }

flow! { pub struct Exponent<2> { layers: [exp, power] } }

flow! { pub struct Form<2> { layers: [nsf(form = couplings)] } }

flow! { pub struct Tails<2> { base: student_t, layers: [affine] } }

flow! { pub struct Moved<2> { base: standard_normal(location = conditioned), layers: [affine] } }

flow! { pub struct Masked<2> { layers: [coupling(conditioner = made)] } }

fn main() {}

//! Mistakes in declarations of grids: event, fields of the macro, fields of YAML, and what both say.

/// As the other tables, with the event in front.
pub const GRIDS: &[(&str, &str, &str, &str)] = &[
    (
        "[1, 5, 4]",
        "layers: [squeeze]",
        "layers: [squeeze]",
        "3:10 `squeeze` needs an even height and width, found 5 × 4",
    ),
    ("4", "layers: [squeeze]", "layers: [squeeze]", "3:10 `squeeze` needs a grid of positions, found numbers in a row"),
    (
        "[1, 8, 8]",
        "layers: [repeat(times = 2, layers = [squeeze])]",
        "layers:\n  - repeat: {times: 2, layers: [squeeze]}",
        "4:5 `repeat` runs 2 times layers that make [4, 4, 4] of [1, 8, 8]",
    ),
    (
        "[1, 4, 4]",
        "layers: [invert(layer = squeeze)]",
        "layers:\n  - invert: {layer: squeeze}",
        "4:21 the directions of `squeeze` are swapped, and it changes the event",
    ),
    // It would need four channels and no even sides, and nothing nearer the base is judged by it.
    (
        "[4, 3, 3]",
        "layers: [squeeze, invert(layer = squeeze)]",
        "layers:\n  - squeeze\n  - invert: {layer: squeeze}",
        "5:21 the directions of `squeeze` are swapped, and it changes the event",
    ),
    (
        "[1, 4, 4]",
        "layers: [invert(layer = repeat(times = 1, layers = [actnorm, squeeze]))]",
        "layers:\n  - invert: {layer: {repeat: {times: 1, layers: [actnorm, squeeze]}}}",
        "4:59 the directions of `squeeze` are swapped, and it changes the event",
    ),
    (
        "[1, 2, 2]",
        "layers: [squeeze, squeeze]",
        "layers: [squeeze, squeeze]",
        "3:10 `squeeze` needs an even height and width, found 1 × 1",
    ),
    (
        "[1, 4, 4]",
        "layers: [coupling(split = channels)]",
        "layers:\n  - coupling: {split: channels}",
        "4:23 `split` of `coupling` is `channels`, and the event [1, 4, 4] has one channel here",
    ),
    (
        "6",
        "layers: [coupling(split = checkerboard)]",
        "layers:\n  - coupling: {split: checkerboard}",
        "4:23 `split` of `coupling` is `checkerboard`, and the event is numbers in a row",
    ),
    (
        "[4, 1, 1]",
        "layers: [coupling(split = checkerboard)]",
        "layers:\n  - coupling: {split: checkerboard}",
        "4:23 `split` of `coupling` is `checkerboard`, and the event [4, 1, 1] has one position here",
    ),
    (
        "[1, 4, 4]",
        "layers: [coupling(swap = 3)]",
        "layers:\n  - coupling: {swap: 3}",
        "4:22 `swap` of `coupling` is the number 3, expected true or false",
    ),
    (
        "6",
        "layers: [coupling(conditioner = conv)]",
        "layers:\n  - coupling: {conditioner: conv}",
        "4:29 `conv` needs a grid of positions, found numbers in a row",
    ),
    (
        "[1, 4, 4]",
        "layers: [coupling(conditioner = residual_conv)]",
        "layers:\n  - coupling: {conditioner: residual_conv}",
        "4:29 `residual_conv` needs a grid of positions, found numbers in a row",
    ),
    (
        "[1, 4, 4]",
        "layers: [coupling(split = checkerboard, conditioner = conv(kernels = [4]))]",
        "layers:\n  - coupling: {split: checkerboard, conditioner: {conv: {kernels: [4]}}}",
        "4:68 a kernel of `conv` has 4 places, expected an odd number",
    ),
    (
        "[1, 4, 3]",
        "layers: [coupling(split = checkerboard, conditioner = conv(kernels = [7]))]",
        "layers:\n  - coupling: {split: checkerboard, conditioner: {conv: {kernels: [7]}}}",
        "4:68 a kernel of `conv` has 7 places, on a grid of 4 × 3",
    ),
    (
        "[1, 4, 4]",
        "layers: [coupling(split = checkerboard, conditioner = conv(kernels = [3, 3]))]",
        "layers:\n  - coupling: {split: checkerboard, conditioner: {conv: {kernels: [3, 3]}}}",
        "4:67 `kernels` of `conv` has 2 numbers, expected 1 or 3",
    ),
    (
        "[2, 9]",
        "layers: [coupling(split = channels, conditioner = residual_conv(kernel = 2))]",
        "layers:\n  - coupling: {split: channels, conditioner: {residual_conv: {kernel: 2}}}",
        "4:71 a kernel of `residual_conv` has 2 places, expected an odd number",
    ),
    (
        "[2, 3]",
        "layers: [coupling(split = channels, conditioner = residual_conv(kernel = 7))]",
        "layers:\n  - coupling: {split: channels, conditioner: {residual_conv: {kernel: 7}}}",
        "4:71 a kernel of `residual_conv` has 7 places, on a grid of 1 × 3",
    ),
    (
        "[2, 2, 2]",
        "layers: [permute(order = [0, 2])]",
        "layers:\n  - permute: {order: [0, 2]}",
        "4:26 `order` of `permute` names element 2, the last one is 1",
    ),
    (
        "[3, 2, 2]",
        "layers: [permute(order = [1, 0])]",
        "layers:\n  - permute: {order: [1, 0]}",
        "4:22 `order` of `permute` names 2 of 3 elements",
    ),
    (
        "[1, 2, 2]",
        "layers: [permute(seed = 3)]",
        "layers:\n  - permute: {seed: 3}",
        "4:5 `permute` orders channels, and the event [1, 2, 2] has one here",
    ),
    (
        "4",
        "layers: [permute(seed = 3, of = channels)]",
        "layers:\n  - permute: {seed: 3, of: channels}",
        "4:28 `of` of `permute` is `channels`, and the event is numbers in a row",
    ),
    (
        "[2, 2, 2]",
        "base: cylindrical(angles = 2), layers: [circular_coupling(angles = 2)]",
        "base: {cylindrical: {angles: 2}}\nlayers:\n  - circular_coupling: {angles: 2}",
        "3:8 the last 2 elements are angles, but the event [2, 2, 2] is a grid of several channels",
    ),
    (
        "[1, 4, 4]",
        "layers: [pixels(levels = 1)]",
        "layers:\n  - pixels: {levels: 1}",
        "4:22 `levels` of `pixels` is the number 1, expected a whole number from 2 to 1048576",
    ),
    (
        "[1, 4, 4]",
        "layers: [pixels(alpha = 0.5)]",
        "layers:\n  - pixels: {alpha: 0.5}",
        "4:21 `alpha` of `pixels` is the number 0.5, expected a number from 0.000001 to 0.25",
    ),
    (
        "[1, 3, 4]",
        "layers: [real_nvp(couplings = 2)]",
        "layers:\n  - real_nvp: {couplings: 2}",
        "4:5 `squeeze` needs an even height and width, found 3 × 4",
    ),
];

//! Colours: two hues that every common kind of colour vision tells apart, and one sequential scale
//! for densities.

/// An sRGB colour, one byte a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color(pub u8, pub u8, pub u8);

/// Observed data: blue. Blue and orange stay apart under red-green and blue-yellow deficiency, and
/// in grey.
pub const DATA: Color = Color(0x1f, 0x5f, 0xa8);
/// Samples of the model: orange.
pub const SAMPLES: Color = Color(0xe6, 0x7e, 0x00);
/// Text and frames.
pub const INK: Color = Color(0x22, 0x22, 0x22);
/// Grid lines and other things to be seen last.
pub const FAINT: Color = Color(0xe3, 0xe3, 0xe3);
/// The page.
pub const PAPER: Color = Color(0xff, 0xff, 0xff);

/// The colour of a density at fraction `t` of the largest one, from dark violet (0) through green
/// to pale yellow (1).
///
/// The path is a curve in Oklch (Ottosson 2020): lightness rises linearly, so equal steps of
/// density look equal and survive a grey print, while the hue turns from 310° to 105°. Chroma is
/// what sRGB can show at both ends and in the middle.
pub fn sequential(t: f64) -> Color {
    let t = if t > 0.0 { t.min(1.0) } else { 0.0 };
    let lightness = 0.24 + 0.69 * t;
    let hue = (310.0 - 205.0 * t).to_radians();
    let chroma = 0.105 + 0.02 * t + 0.055 * t * t * t;
    oklch_to_srgb(lightness, chroma, hue)
}

fn oklch_to_srgb(lightness: f64, chroma: f64, hue: f64) -> Color {
    let (a, b) = (chroma * hue.cos(), chroma * hue.sin());
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    let red = 4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s;
    let green = -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s;
    let blue = -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s;
    Color(encode(red), encode(green), encode(blue))
}

/// Linear light to an sRGB byte; what lies outside the gamut is clipped.
fn encode(linear: f64) -> u8 {
    let linear = linear.clamp(0.0, 1.0);
    let value = if linear <= 0.003_130_8 { 12.92 * linear } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 };
    (255.0 * value).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rec. 709 luma: a grey printer's view, computed without any of the code above.
    fn luma(Color(r, g, b): Color) -> f64 {
        0.2126 * f64::from(r) + 0.7152 * f64::from(g) + 0.0722 * f64::from(b)
    }

    #[test]
    fn the_scale_rises_in_lightness_and_has_bounded_ends() {
        let colors: Vec<_> = (0..=100).map(|i| luma(sequential(f64::from(i) / 100.0))).collect();
        assert!(colors.windows(2).all(|pair| pair[0] < pair[1]), "{colors:?}");
        assert_eq!(sequential(-1.0), sequential(0.0));
        assert_eq!(sequential(2.0), sequential(1.0));
        assert_eq!(sequential(f64::NAN), sequential(0.0));
    }

    #[test]
    fn oklch_agrees_with_known_colors() {
        assert_eq!(oklch_to_srgb(1.0, 0.0, 0.0), Color(255, 255, 255));
        // Pure sRGB red, as the author of the space gives it.
        assert_eq!(oklch_to_srgb(0.627_955, 0.257_683, 29.234_f64.to_radians()), Color(255, 0, 0));
    }

    #[test]
    fn data_and_samples_differ_in_lightness_too() {
        assert!((luma(DATA) - luma(SAMPLES)).abs() > 40.0);
    }
}

//! Powers of decay rates.

/// `baseⁿ` by repeated squaring: the standard library's may differ between platforms.
pub fn power(base: f64, n: u64) -> f64 {
    let (mut result, mut square, mut n) = (1.0, base, n);
    while n > 0 {
        if n % 2 == 1 {
            result *= square;
        }
        square *= square;
        n /= 2;
    }
    result
}

//! The formula of each operation on numbers, once: for blocks, and for one number.

/// Applies `use!(…, formula)` to the formula of a function of one number `a`.
macro_rules! by_unary {
    ($op:expr, $isa:ident, $a:ident, $use:ident!($($rest:tt)*)) => {
        match $op {
            Unary::Neg => $use!($($rest)*, -$a),
            Unary::Exp => $use!($($rest)*, $isa.exp($a)),
            Unary::Log => $use!($($rest)*, $isa.log($a)),
            Unary::LogAbs => $use!($($rest)*, $isa.log_abs($a)),
            Unary::Log1p => $use!($($rest)*, $isa.log1p($a)),
            Unary::Expm1 => $use!($($rest)*, $isa.expm1($a)),
            Unary::Tanh => $use!($($rest)*, $isa.tanh($a)),
            Unary::Sech2 => $use!($($rest)*, $isa.sech2($a)),
            Unary::Atanh => $use!($($rest)*, $isa.atanh($a)),
            Unary::Sinh => $use!($($rest)*, $isa.sinh($a)),
            Unary::Cosh => $use!($($rest)*, $isa.cosh($a)),
            Unary::Asinh => $use!($($rest)*, $isa.asinh($a)),
            Unary::Acosh => $use!($($rest)*, $isa.acosh($a)),
            Unary::Sigmoid => $use!($($rest)*, $isa.sigmoid($a)),
            Unary::Softplus => $use!($($rest)*, $isa.softplus($a)),
            Unary::Relu => $use!($($rest)*, $isa.relu($a)),
            Unary::Abs => $use!($($rest)*, $isa.abs($a)),
            Unary::Floor => $use!($($rest)*, $isa.floor($a)),
            Unary::Sqrt => $use!($($rest)*, $isa.sqrt($a)),
            Unary::Square => $use!($($rest)*, $a * $a),
            Unary::Sin => $use!($($rest)*, $isa.sin($a)),
            Unary::Cos => $use!($($rest)*, $isa.cos($a)),
        }
    };
}

/// The same of two numbers `a` and `b`.
macro_rules! by_binary {
    ($op:expr, $a:ident, $b:ident, $use:ident!($($rest:tt)*)) => {
        match $op {
            Binary::Add => $use!($($rest)*, $a + $b),
            Binary::Sub => $use!($($rest)*, $a - $b),
            Binary::Mul => $use!($($rest)*, $a * $b),
            Binary::Div => $use!($($rest)*, $a / $b),
            Binary::Less => $use!($($rest)*, if $a < $b { T::ONE } else { T::ZERO }),
        }
    };
}

/// The formula itself.
macro_rules! just {
    (the number, $formula:expr) => {
        $formula
    };
}

pub(super) use {by_binary, by_unary, just};

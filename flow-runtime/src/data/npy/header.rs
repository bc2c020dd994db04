//! The header of an NPY file: a Python dictionary with exactly the keys `descr`, `fortran_order` and `shape`.

use crate::data::half::half;
use crate::error::{Error, Result, quoted};

/// NumPy's maximum number of dimensions.
const MAX_RANK: usize = 64;

/// How one number is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ElementType {
    kind: Kind,
    /// Bytes of one number.
    pub size: usize,
    big_endian: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Float,
    Signed,
    Unsigned,
}

impl ElementType {
    /// Appends the numbers stored in `bytes`. Integers beyond 2⁵³ are rounded to the nearest f64.
    pub fn decode(self, bytes: &[u8], values: &mut Vec<f64>) {
        match self.size {
            1 => self.decode_words::<1>(bytes, values),
            2 => self.decode_words::<2>(bytes, values),
            4 => self.decode_words::<4>(bytes, values),
            _ => self.decode_words::<8>(bytes, values),
        }
    }

    /// [`decode`](Self::decode) for words of a size that is known when this is compiled.
    fn decode_words<const SIZE: usize>(self, bytes: &[u8], values: &mut Vec<f64>) {
        let unused = 64 - 8 * SIZE;
        values.extend(bytes.as_chunks::<SIZE>().0.iter().map(|stored| {
            let mut word = [0; 8];
            word[..SIZE].copy_from_slice(stored);
            if self.big_endian {
                word[..SIZE].reverse();
            }
            let bits = u64::from_le_bytes(word);
            match self.kind {
                Kind::Float if SIZE == 2 => half(bits as u16),
                Kind::Float if SIZE == 4 => f64::from(f32::from_bits(bits as u32)),
                Kind::Float => f64::from_bits(bits),
                // Shifting there and back copies the sign into the unused bits.
                Kind::Signed => ((bits << unused) as i64 >> unused) as f64,
                Kind::Unsigned => bits as f64,
            }
        }));
    }

    /// True if its numbers are integers, so that all are finite.
    pub fn is_integer(self) -> bool {
        self.kind != Kind::Float
    }

    /// True if its numbers are whole ones from 0 to 255.
    pub fn is_byte(self) -> bool {
        self.kind == Kind::Unsigned && self.size == 1
    }

    /// Reads NumPy's code, for example `<f8`; the error names what the file holds.
    fn parse(code: &str) -> std::result::Result<Self, String> {
        let (order, kind) = match code.as_bytes() {
            [order @ (b'<' | b'>' | b'|' | b'='), ..] => (*order, &code[1..]),
            _ => (b'|', code),
        };
        let (kind, size) = match kind {
            "f2" | "f4" | "f8" => (Kind::Float, kind),
            "i1" | "i2" | "i4" | "i8" => (Kind::Signed, kind),
            "u1" | "u2" | "u4" | "u8" | "b1" => (Kind::Unsigned, kind),
            _ => return Err(Self::refusal(kind)),
        };
        let size = usize::from(size.as_bytes()[1] - b'0');
        if order == b'|' && size > 1 {
            return Err(format!("type {} without a byte order", quoted(code)));
        }
        let big_endian = order == b'>' || (order == b'=' && cfg!(target_endian = "big"));
        Ok(Self { kind, size, big_endian })
    }

    fn refusal(kind: &str) -> String {
        let what = match kind.as_bytes().first() {
            Some(b'O') => "Python objects",
            Some(b'c') => "complex numbers",
            Some(b'S' | b'U' | b'a') => "strings",
            Some(b'V') => "raw bytes",
            Some(b'M' | b'm') => "dates or time spans",
            Some(b'f') => "floats of another size than 2, 4 or 8 bytes",
            _ => "elements of an unknown type",
        };
        format!("{what} ({})", quoted(kind))
    }
}

/// The contents of the header.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub element: ElementType,
    pub fortran_order: bool,
    pub shape: Vec<u64>,
}

/// A place in the header's text. The format allows any Python literal; NumPy writes only the few forms read here.
pub(super) struct Parser<'a> {
    text: &'a str,
    at: usize,
    place: &'a str,
    /// Where the text begins in the file.
    start: usize,
}

impl<'a> Parser<'a> {
    pub fn new(text: &'a str, place: &'a str, start: usize) -> Self {
        Self { text, at: 0, place, start }
    }

    /// `{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }`, the keys in any order.
    pub fn header(mut self) -> Result<Header> {
        let (mut element, mut fortran_order, mut shape) = (None, None, None);
        self.expect("{")?;
        while !self.take("}") {
            let key_at = self.at;
            let key = self.string()?;
            self.expect(":")?;
            let repeated = match key {
                "descr" => element.replace(self.element()?).is_some(),
                "fortran_order" => fortran_order.replace(self.boolean()?).is_some(),
                "shape" => shape.replace(self.shape()?).is_some(),
                _ => return Err(self.error(key_at, &format!("found the unknown key {}", quoted(key)))),
            };
            if repeated {
                return Err(self.error(key_at, &format!("found the key {} a second time", quoted(key))));
            }
            if !self.take(",") {
                self.expect("}")?;
                break;
            }
        }
        self.skip_spaces();
        if self.at < self.text.len() {
            return Err(self.error(self.at, "found text after the header's dictionary"));
        }
        match (element, fortran_order, shape) {
            (Some(element), Some(fortran_order), Some(shape)) => Ok(Header { element, fortran_order, shape }),
            _ => Err(self.error(0, "found a header without one of the keys `descr`, `fortran_order`, `shape`")),
        }
    }

    fn element(&mut self) -> Result<ElementType> {
        self.skip_spaces();
        let at = self.at;
        let refused = |parser: &Self, what: &str, help: &str| {
            parser.error(at, &format!("found {what}, expected an array of numbers")).help(help)
        };
        if self.rest().starts_with('[') {
            let help =
                "save it with `numpy.lib.recfunctions.structured_to_unstructured(array)`, or as CSV with its names";
            return Err(refused(self, "a structured array, whose elements are records of named fields", help));
        }
        let code = self.string()?;
        ElementType::parse(code).map_err(|what| refused(self, &what, "save it with `array.astype(\"float64\")`"))
    }

    fn boolean(&mut self) -> Result<bool> {
        if self.take("True") {
            return Ok(true);
        }
        self.expect("False").map(|()| false)
    }

    /// `()`, `(3,)`, `(3, 4)`, `(3, 4,)`.
    fn shape(&mut self) -> Result<Vec<u64>> {
        let mut shape = Vec::new();
        self.expect("(")?;
        while !self.take(")") {
            self.skip_spaces();
            let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
            let Ok(extent) = self.rest()[..digits].parse() else {
                return Err(self.error(self.at, "expected an extent of the shape, a number below 2^64"));
            };
            shape.push(extent);
            if shape.len() > MAX_RANK {
                return Err(self.error(self.at, &format!("found more than {MAX_RANK} dimensions")));
            }
            self.at += digits;
            // `(3)` is a number in Python, not a shape.
            let comma = self.take(",");
            if !comma {
                if shape.len() == 1 {
                    self.expect(",")?;
                }
                self.expect(")")?;
                break;
            }
        }
        Ok(shape)
    }

    fn string(&mut self) -> Result<&'a str> {
        self.skip_spaces();
        let text = self.text;
        let rest = &text[self.at..];
        let quote = rest.chars().next().filter(|quote| matches!(quote, '\'' | '"'));
        let content = quote.and_then(|quote| rest[1..].split_once(quote));
        let Some((content, _)) = content.filter(|(content, _)| !content.contains('\\')) else {
            return Err(self.error(self.at, "expected a string in quotes"));
        };
        self.at += content.len() + 2;
        Ok(content)
    }

    fn expect(&mut self, token: &str) -> Result<()> {
        if self.take(token) {
            return Ok(());
        }
        let found: String = self.rest().chars().take(10).collect();
        Err(self.error(self.at, &format!("found {}, expected `{token}`", quoted(&found))))
    }

    fn take(&mut self, token: &str) -> bool {
        self.skip_spaces();
        let taken = self.rest().starts_with(token);
        self.at += if taken { token.len() } else { 0 };
        taken
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_ascii_start().len();
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn error(&self, at: usize, message: &str) -> Error {
        Error::input(message).at(format_args!("{}: byte {}", self.place, self.start + at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_numpy_writes() {
        let f8 = ElementType { kind: Kind::Float, size: 8, big_endian: false };
        let cases = [
            ("{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }   \n", f8, false, vec![3, 4]),
            ("{\"shape\":(5,),\"fortran_order\":True,\"descr\":\"<f8\"}", f8, true, vec![5]),
            (
                "{'descr': '|b1', 'fortran_order': False, 'shape': (), }",
                ElementType { kind: Kind::Unsigned, size: 1, ..f8 },
                false,
                vec![],
            ),
            (
                "{'descr': '>i2', 'fortran_order': False, 'shape': (1,2,3,), }",
                ElementType { kind: Kind::Signed, size: 2, big_endian: true },
                false,
                vec![1, 2, 3],
            ),
        ];
        for (text, element, fortran_order, shape) in cases {
            assert_eq!(Parser::new(text, "f", 10).header().unwrap(), Header { element, fortran_order, shape });
        }
    }

    #[test]
    fn other_forms_are_refused_at_their_byte() {
        let with = |descr: &str, order: &str, shape: &str| {
            format!("{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}}}")
        };
        let cases = [
            ("".into(), "byte 10: found ``, expected `{`"),
            ("{}".into(), "byte 10: found a header without one of the keys"),
            (with("'|O'", "False", "(1,)"), "byte 20: found Python objects (`O`)"),
            (with("'<c8'", "False", "(1,)"), "byte 20: found complex numbers"),
            (with("'<U3'", "False", "(1,)"), "byte 20: found strings"),
            (with("'<f16'", "False", "(1,)"), "byte 20: found floats of another size"),
            (with("'f8'", "False", "(1,)"), "byte 20: found type `f8` without a byte order"),
            (with("[('x', '<f8')]", "False", "(1,)"), "byte 20: found a structured array"),
            (with("'<f8'", "false", "(1,)"), "byte 44: found `false, 'sh`, expected `False`"),
            (with("'<f8'", "False", "(3)"), "byte 62: found `)}`, expected `,`"),
            (with("'<f8'", "False", "(-3,)"), "byte 61: expected an extent"),
            (with("'<f8'", "False", "(99999999999999999999,)"), "byte 61: expected an extent"),
            (with("'<f8'", "False", &"(".repeat(100_000)), "byte 61: expected an extent"),
            (with("'<f8'", "False", "(3,)").replace('}', ", 'x': 1}"), "byte 66: found the unknown key `x`"),
            (
                with("'<f8'", "False", "(3,)").replace('}', ", 'shape': (3,)}"),
                "byte 66: found the key `shape` a second time",
            ),
            (with("'<f8'", "False", "(3,)") + "x", "byte 65: found text after"),
        ];
        for (text, expected) in cases {
            let error = Parser::new(&text, "f", 10).header().unwrap_err().to_string();
            assert!(error.starts_with(&format!("f: {expected}")), "{error}");
        }
    }
}

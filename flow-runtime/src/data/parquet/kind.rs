//! The kinds of values in Parquet columns, and how they become numbers.

use crate::data::half::half;
use ::parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use ::parquet::data_type::Int96;
use ::parquet::schema::types::ColumnDescriptor;

/// The day, in Julian days, from which dates are counted: 1970-01-01.
const EPOCH: f64 = 2_440_588.0;

/// Seconds of a day.
const DAY: f64 = 86_400.0;

/// The kind of the values of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Truth,
    Signed,
    Unsigned,
    Float,
    /// Two bytes.
    Half,
    /// Whole numbers of which so many digits stand behind the point.
    Decimal(i32),
    /// Days since 1970-01-01.
    Date,
    /// Ticks since 1970-01-01, of which a day has so many.
    Timestamp(f64),
    Text,
}

impl Kind {
    /// Returns the kind of a column's values, or a name for values that are no numbers.
    pub fn of(column: &ColumnDescriptor) -> Result<Kind, String> {
        if column.max_rep_level() > 1 {
            return Err("lists of lists".into());
        }
        let (stored, converted) = (column.physical_type(), column.converted_type());
        match (column.logical_type_ref(), converted) {
            (Some(LogicalType::Decimal(_)), _) | (_, ConvertedType::DECIMAL) => Ok(Kind::Decimal(column.type_scale())),
            (Some(LogicalType::Float16), _) => Ok(Kind::Half),
            (Some(LogicalType::Date), _) | (_, ConvertedType::DATE) => Ok(Kind::Date),
            (Some(LogicalType::Timestamp(stamp)), _) => Ok(Kind::Timestamp(match stamp.unit {
                TimeUnit::MILLIS => DAY * 1e3,
                TimeUnit::MICROS => DAY * 1e6,
                TimeUnit::NANOS => DAY * 1e9,
            })),
            (_, ConvertedType::TIMESTAMP_MILLIS) => Ok(Kind::Timestamp(DAY * 1e3)),
            (_, ConvertedType::TIMESTAMP_MICROS) => Ok(Kind::Timestamp(DAY * 1e6)),
            (Some(LogicalType::String | LogicalType::Enum), _) | (_, ConvertedType::UTF8 | ConvertedType::ENUM) => {
                Ok(Kind::Text)
            }
            (Some(LogicalType::Integer(kind)), _) if !kind.is_signed => Ok(Kind::Unsigned),
            (_, ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 | ConvertedType::UINT_64) => {
                Ok(Kind::Unsigned)
            }
            (Some(LogicalType::Integer(_)), _)
            | (_, ConvertedType::INT_8 | ConvertedType::INT_16 | ConvertedType::INT_32 | ConvertedType::INT_64) => {
                Ok(Kind::Signed)
            }
            (Some(other), _) => Err(foreign(other)),
            (None, ConvertedType::NONE) => match stored {
                Type::BOOLEAN => Ok(Kind::Truth),
                Type::INT32 | Type::INT64 => Ok(Kind::Signed),
                Type::FLOAT | Type::DOUBLE => Ok(Kind::Float),
                // Timestamps of Spark and Impala have no other name.
                Type::INT96 => Ok(Kind::Timestamp(DAY * 1e9)),
                Type::BYTE_ARRAY => Err("raw bytes".into()),
                Type::FIXED_LEN_BYTE_ARRAY => Err("raw bytes of one length".into()),
            },
            (None, other) => Err(format!("values of type {other}")),
        }
    }

    /// The name of its values in sentences.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Text => "strings",
            Kind::Date => "dates",
            Kind::Timestamp(_) => "timestamps",
            _ => "numbers",
        }
    }

    /// True for dates, which are numbers only in a unit.
    pub fn is_date(self) -> bool {
        matches!(self, Kind::Date | Kind::Timestamp(_))
    }

    /// The number of a stored whole number.
    pub fn of_integer(self, stored: i64, unsigned: u64) -> f64 {
        match self {
            Kind::Unsigned => unsigned as f64,
            Kind::Decimal(scale) => decimal(stored.into(), scale),
            Kind::Timestamp(ticks) => stored as f64 / ticks,
            _ => stored as f64,
        }
    }

    /// The number of stored bytes; NaN for as many as no number has.
    pub fn of_bytes(self, bytes: &[u8]) -> f64 {
        match (self, bytes) {
            (Kind::Half, &[low, high]) => half(u16::from_le_bytes([low, high])),
            (Kind::Decimal(scale), [first, ..]) if bytes.len() <= 16 => {
                let sign = if first & 0x80 == 0 { 0 } else { -1 };
                decimal(bytes.iter().fold(sign, |number, byte| number << 8 | i128::from(*byte)), scale)
            }
            _ => f64::NAN,
        }
    }
}

/// Days since 1970-01-01 of a timestamp in nanoseconds of a Julian day.
pub fn days(stamp: &Int96) -> f64 {
    let [low, high, day] = [0, 1, 2].map(|k| stamp.data().get(k).copied().unwrap_or_default());
    let nanoseconds = u64::from(high) << 32 | u64::from(low);
    f64::from(day) - EPOCH + nanoseconds as f64 / (DAY * 1e9)
}

/// `unscaled · 10^−scale`, rounded once.
fn decimal(unscaled: i128, scale: i32) -> f64 {
    if unscaled.unsigned_abs() < 1 << 53 && (0..=22).contains(&scale) {
        return unscaled as f64 / 10f64.powi(scale);
    }
    format!("{unscaled}e{}", -i64::from(scale)).parse().unwrap_or(f64::NAN)
}

fn foreign(logical: &LogicalType) -> String {
    match logical {
        LogicalType::Time(_) => "times of day".into(),
        LogicalType::Json | LogicalType::Bson => "JSON documents".into(),
        LogicalType::Uuid => "UUIDs".into(),
        LogicalType::Unknown => "nothing but missing values".into(),
        LogicalType::Map => "maps".into(),
        LogicalType::Geometry(_) | LogicalType::Geography(_) => "shapes of geometry".into(),
        other => format!("values of type {other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_rounded_once() {
        assert_eq!((decimal(12345, 2), decimal(-1, 3), decimal(7, 0)), (123.45, -0.001, 7.0));
        assert_eq!(decimal(123_456_789_012_345_678_901_234_567_890, 20), 1_234_567_890.123_456_8);
        let kind = Kind::Decimal(2);
        assert_eq!(
            (kind.of_bytes(&[0xFF, 0x85]), kind.of_bytes(&[0x30, 0x39]), kind.of_integer(-123, 0)),
            (-1.23, 123.45, -1.23)
        );
        assert!(kind.of_bytes(&[0; 17]).is_nan() && Kind::Half.of_bytes(&[1]).is_nan());
    }

    #[test]
    fn timestamps_are_days() {
        assert_eq!(Kind::Timestamp(DAY * 1e3).of_integer(129_600_000, 0), 1.5);
        let mut stamp = Int96::new();
        stamp.set_data(0, 0, 2_440_589);
        assert_eq!(days(&stamp), 1.0);
    }
}

//! Parquet: named columns as pandas, polars, DuckDB and Spark write them. Its reader and the crate
//! behind it are compiled with the feature `parquet`.

#[cfg(feature = "parquet")]
mod catch_panic;
#[cfg(feature = "parquet")]
mod columns;
#[cfg(feature = "parquet")]
mod kind;
#[cfg(feature = "parquet")]
mod limits;
#[cfg(feature = "parquet")]
mod table;

use super::formats::{Format, Opened, Reader};
use super::shared::Accept;
use super::{FileRows, Table};
use crate::error::Result;

/// Named columns, compressed.
pub(super) const FORMAT: Format = Format {
    name: "Parquet",
    ending: ".parquet",
    has_names: true,
    has_arrays: false,
    read: Reader::One(read),
    write: None,
};

#[cfg(feature = "parquet")]
fn read(opened: Opened<'_>, rows: &FileRows, accept: Accept<'_>) -> Result<Table> {
    table::read(opened.file, opened.source, rows, accept)
}

#[cfg(not(feature = "parquet"))]
fn read(opened: Opened<'_>, _: &FileRows, _: Accept<'_>) -> Result<Table> {
    Err(crate::error::Error::input("found a Parquet file, which this program was built without")
        .at(opened.source)
        .help("build flow-runtime with its feature `parquet`, or convert the file to CSV"))
}

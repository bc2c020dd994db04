//! The calling thread alone, where the feature `threads` is off.

use crate::error::{Error, Result};

/// No pool: there is none.
pub enum Pool {}

impl Pool {
    /// # Errors
    /// Always.
    pub fn start(threads: usize) -> Result<Self> {
        let error = Error::environment(format!("cannot start {threads} threads: the feature `threads` is off"));
        Err(error.help("add `threads` to the features of `flow-runtime`"))
    }

    pub fn size(&self) -> usize {
        match *self {}
    }

    pub fn install(&self, _: &mut (dyn FnMut() + Send)) {
        match *self {}
    }
}

/// The calling thread.
pub fn size_here() -> usize {
    1
}

/// Does one after the other.
pub fn at_once(first: &mut (dyn FnMut() + Send), other: &mut (dyn FnMut() + Send)) {
    first();
    other();
}

//! The wind as a library for C: `src/c.rs` and the header are what `flow generate wind.yaml --c` writes,
//! around a flow that is declared by the same file. `main.c` and `wind.py` use it.
#![deny(unsafe_code)]

use flow_runtime::flow;

pub mod c;

flow!("wind.yaml");

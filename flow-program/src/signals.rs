//! Stopping on SIGINT and SIGTERM: a number that the next step looks at. A second signal ends the program at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::signal::{SIGINT, SIGTERM};
use signal_hook::flag;

use flow_runtime::{Error, Result};

use crate::console::is_embedded;

/// The signal that arrived since the program began to listen, if one did.
#[derive(Clone, Debug, Default)]
pub struct Signals(Arc<AtomicUsize>);

impl Signals {
    /// Begins to listen, unless another program listens whose work this is.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn listen() -> Result<Self> {
        let signals = Self::default();
        if is_embedded() {
            return Ok(signals);
        }
        let again = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            let code = 128 + signal;
            // In the order of registration: the shutdown does not see the first signal, which the flag after it notes.
            flag::register_conditional_shutdown(signal, code, again.clone())
                .and_then(|_| flag::register(signal, again.clone()))
                .and_then(|_| flag::register_usize(signal, signals.0.clone(), code as usize))
                .map_err(|error| Error::environment(format!("cannot listen to signals: {error}")))?;
        }
        Ok(signals)
    }

    /// The exit code of the signal that arrived, if one did.
    pub fn exit_code(&self) -> Option<u8> {
        match self.0.load(Ordering::Relaxed) {
            0 => None,
            code => u8::try_from(code).ok(),
        }
    }
}

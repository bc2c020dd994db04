//! Events of model files for [`tracing`](https://docs.rs/tracing), where the feature of that name is on; else nothing is
//! done.
//!
//! | level | message | fields |
//! |---|---|---|
//! | `DEBUG` | `model loaded` | `flow`, `path`, `dtype` |
//! | `DEBUG` | `model saved` | `flow`, `path`, `dtype` |

use std::path::Path;

/// A model file was read.
#[cfg_attr(not(feature = "tracing"), expect(unused_variables, reason = "nobody is told"))]
pub(super) fn model_loaded(flow: &str, path: &Path, dtype: &str) {
    #[cfg(feature = "tracing")]
    tracing::debug!(flow, path = %path.display(), dtype, "model loaded");
}

/// A model file was written.
#[cfg_attr(not(feature = "tracing"), expect(unused_variables, reason = "nobody is told"))]
pub(super) fn model_saved(flow: &str, path: &Path, dtype: &str) {
    #[cfg(feature = "tracing")]
    tracing::debug!(flow, path = %path.display(), dtype, "model saved");
}

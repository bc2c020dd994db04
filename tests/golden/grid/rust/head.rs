//! This module computes the layers: from latent `z` to data `x`, back, and the cotangents of both.

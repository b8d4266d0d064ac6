//! Scorer.

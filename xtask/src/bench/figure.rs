//! What a benchmark found, beside its limit.

/// One figure, beside its limit where one is stated.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What was measured.
    pub name: String,
    /// What was found.
    pub value: f64,
    /// What it is held against; `None` where no limit is stated.
    pub limit: Option<f64>,
    /// Where the limit comes from, or what there is to say of a figure without one.
    pub reason: String,
    /// What both are counted in.
    pub unit: Unit,
    /// How far above the limit a figure may lie because measuring is not exact: 0.15 is 15 %.
    pub tolerance: f64,
}

/// What a figure is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Milliseconds of processor time; in the browser, on the wall.
    Milliseconds,
    /// Microseconds of processor time.
    Microseconds,
    /// Bytes.
    Bytes,
}

impl Figure {
    /// The figure as a part of its limit: above 1 it is over.
    pub fn ratio(&self) -> Option<f64> {
        self.limit.map(|limit| self.value / limit)
    }

    /// Whether the limit is kept, if there is one.
    pub fn is_within(&self) -> bool {
        self.ratio().is_none_or(|ratio| ratio <= 1.0 + self.tolerance)
    }
}

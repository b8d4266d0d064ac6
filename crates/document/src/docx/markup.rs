//! What several parts of a document begin with, and the room on its sheets.

/// What every part begins with.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The prefixes that the parts of a document use.
pub(super) const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"";

/// The width and height of a sheet of A4, in twentieths of a point.
pub(super) const SHEET: (u32, u32) = (11906, 16838);
/// The margin at its edges.
pub(super) const MARGIN: u32 = 1134;
/// How wide the text is.
pub(super) const TEXT_WIDTH: u32 = SHEET.0 - 2 * MARGIN;

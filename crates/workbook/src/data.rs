//! What a workbook is made of.

use dtmm_model::Outline;
use dtmm_scoring::Assessment;
use dtmm_view::{Names, Texts, Words};

/// What a workbook is made of.
#[derive(Clone, Copy)]
pub struct WorkbookData<'a> {
    /// The shape of the standard.
    pub outline: &'a Outline,
    /// The assessment.
    pub assessment: &'a Assessment,
    /// The words, in the language of the workbook as all that follows.
    pub words: &'a Words,
    /// The names of domains and subdomains.
    pub names: &'a Names,
    /// The printed words of the entries.
    pub texts: &'a dyn Texts,
}

//! An assessment in OSCAL, a format of NIST for security controls: its results, its plan of action, and what it asks of
//! the catalog as a profile. Also what these files share with the catalog of the site.
//!
//! This crate is pure: no input or output, no clock, no sentences. All identifiers are made from the content and all
//! times are dates of the assessment, so that the same assessment gives the same bytes.

pub mod form;
mod markup;
mod permanent_id;
mod plan;
mod profile;
mod results;
mod words;
mod writing;

pub use markup::escape;
pub use permanent_id::{NAMESPACE, uuid_of};
pub use words::{OSCAL_WORD_KEYS, OscalWord};
pub use writing::{MissingPart, OscalSource, title_language};

use dtmm_scoring::Assessment;
use serde::Serialize;

use writing::Writing;

/// Which file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OscalModel {
    /// `assessment-results`: the answers, with notes and evidence, and the levels.
    Results,
    /// `plan-of-action-and-milestones`: the actions of the plan and the gaps to the targets.
    Plan,
    /// `profile`: the entries up to the targets, without what was taken out of scope.
    Profile,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum OscalRoot {
    AssessmentResults(results::OscalResults),
    PlanOfActionAndMilestones(plan::OscalPlan),
    Profile(profile::OscalProfile),
}

/// Writes an assessment as a file of OSCAL.
///
/// # Errors
/// What OSCAL asks for and the assessment does not have.
pub fn write_oscal(
    model: OscalModel,
    source: &OscalSource<'_>,
    assessment: &Assessment,
) -> Result<String, MissingPart> {
    let writing = Writing::new(source, assessment)?;
    let root = match model {
        OscalModel::Results => OscalRoot::AssessmentResults(results::results(&writing)?),
        OscalModel::Plan => OscalRoot::PlanOfActionAndMilestones(plan::plan(&writing)?),
        OscalModel::Profile => OscalRoot::Profile(profile::profile(&writing)?),
    };
    // Cannot fail: all keys are strings.
    Ok(serde_json::to_string_pretty(&root).unwrap_or_default() + "\n")
}

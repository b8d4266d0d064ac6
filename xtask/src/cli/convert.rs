//! `cargo xtask convert`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;
use dtmm_oscal::OscalModel;
use xtask::convert::{TargetForm, convert};

use super::content;
use super::output::{self, ReportFormat};

/// The form to write.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Target {
    /// The file that the page saves.
    Json,
    /// A table for spreadsheets, UTF-8 with byte order mark.
    Csv,
    /// OSCAL assessment results: the answers with notes and evidence, and the levels.
    OscalAr,
    /// An OSCAL plan of action and milestones: the action plan, and the gaps to the targets.
    OscalPoam,
    /// An OSCAL profile: the entries up to the targets, without what is out of scope.
    OscalProfile,
}

pub(super) struct ConvertOptions<'a> {
    pub(super) content: Option<&'a Path>,
    pub(super) file: &'a Path,
    pub(super) to: Option<Target>,
    pub(super) out: Option<&'a Path>,
    pub(super) report: Option<ReportFormat>,
    pub(super) force: bool,
}

pub(super) fn run(options: &ConvertOptions<'_>) -> Result<ExitCode> {
    let Some(checked) = content::checked(options.content, "nothing is converted")? else {
        return Ok(ExitCode::FAILURE);
    };
    let bytes = output::bytes(options.file)?;
    let conversion = convert(&checked.document, &options.file.display().to_string(), &bytes, target(options));
    output::hand_over(&conversion, options.out, options.report, options.force)
}

/// The requested form, else the one that the extension of the output file implies.
fn target(options: &ConvertOptions<'_>) -> TargetForm {
    let is_table = options.out.and_then(Path::extension).is_some_and(|end| end.eq_ignore_ascii_case("csv"));
    match options.to {
        Some(Target::Csv) => TargetForm::Csv,
        Some(Target::OscalAr) => TargetForm::Oscal(OscalModel::Results),
        Some(Target::OscalPoam) => TargetForm::Oscal(OscalModel::Plan),
        Some(Target::OscalProfile) => TargetForm::Oscal(OscalModel::Profile),
        None if is_table => TargetForm::Csv,
        Some(Target::Json) | None => TargetForm::Json,
    }
}

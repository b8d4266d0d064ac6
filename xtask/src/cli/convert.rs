//! `cargo xtask convert`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;
use dtmm_content::document::Document;
use dtmm_oscal::OscalModel;
use dtmm_workbook::SheetsBy;
use xtask::convert::{CopyKind, TargetForm, convert_copy};

use super::content;
use super::new;
use super::output::{self, ReportFormat};
use super::passphrase;

/// The form to write.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Target {
    /// The file that the page saves.
    Json,
    /// A table for spreadsheets, UTF-8 with byte order mark.
    Csv,
    /// A workbook to fill in.
    Xlsx,
    /// OSCAL assessment results: the answers with notes and evidence, and the levels.
    OscalAr,
    /// An OSCAL plan of action and milestones: the action plan, and the gaps to the targets.
    OscalPoam,
    /// An OSCAL profile: the entries up to the targets, without what is out of scope.
    OscalProfile,
}

/// What has a sheet of its own in a workbook.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(super) enum By {
    /// Each domain.
    #[default]
    Domain,
    /// Each owner.
    Owner,
}

pub(super) struct ConvertOptions<'a> {
    pub(super) content: Option<&'a Path>,
    pub(super) file: &'a Path,
    pub(super) to: Option<Target>,
    pub(super) lang: Option<new::LanguageArg>,
    pub(super) by: By,
    pub(super) out: Option<&'a Path>,
    pub(super) report: Option<ReportFormat>,
    pub(super) copy: CopyKind,
    pub(super) encrypt: bool,
    pub(super) passphrase_file: Option<&'a Path>,
    pub(super) force: bool,
}

pub(super) fn run(options: &ConvertOptions<'_>) -> Result<ExitCode> {
    let Some(checked) = content::checked(options.content, "nothing is converted")? else {
        return Ok(ExitCode::FAILURE);
    };
    let bytes = passphrase::opened(output::bytes(options.file)?, options.passphrase_file)?;
    let source = options.file.display().to_string();
    let to = target(options, &checked.document)?;
    let conversion = convert_copy(&checked.document, &source, &bytes, to, &options.copy);
    let is_written = conversion.text.is_some() || conversion.workbook.is_some();
    let passphrase = match is_written && options.encrypt {
        true => Some(passphrase::chosen(options.passphrase_file)?),
        false => None,
    };
    output::hand_over(&conversion, options.out, options.report, options.force, passphrase.as_deref())
}

/// The requested form, else the one that the extension of the output file implies.
fn target(options: &ConvertOptions<'_>, document: &Document) -> Result<TargetForm> {
    let is_age = |out: &&Path| out.extension().is_some_and(|end| end.eq_ignore_ascii_case("age"));
    // What is encrypted has its form before that: `table.csv.age`.
    let inner = options.out.map(|out| if is_age(&out) { out.with_extension("") } else { out.to_owned() });
    let end = inner.as_deref().and_then(Path::extension).map(|end| end.to_ascii_lowercase());
    let implied = match end.as_deref().and_then(|end| end.to_str()) {
        Some("csv") => Target::Csv,
        Some("xlsx") => Target::Xlsx,
        _ => Target::Json,
    };
    Ok(match options.to.unwrap_or(implied) {
        Target::Json => TargetForm::Json,
        Target::Csv => TargetForm::Csv,
        Target::OscalAr => TargetForm::Oscal(OscalModel::Results),
        Target::OscalPoam => TargetForm::Oscal(OscalModel::Plan),
        Target::OscalProfile => TargetForm::Oscal(OscalModel::Profile),
        Target::Xlsx => {
            let lang = new::published(document, options.lang)?;
            let by = match options.by {
                By::Domain => SheetsBy::Domain,
                By::Owner => SheetsBy::Owner,
            };
            TargetForm::Workbook(lang, by)
        }
    })
}

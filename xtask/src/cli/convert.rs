//! `cargo xtask convert`.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use dtmm_content::document::Document;
use dtmm_oscal::OscalModel;
use dtmm_view::safe_name;
use dtmm_workbook::SheetsBy;
use xtask::convert::{TargetForm, convert, convert_part, part_owners};

use super::content;
use super::new;
use super::output::{self, ReportFormat};

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
    pub(super) part: Option<&'a str>,
    pub(super) parts: bool,
    pub(super) out: Option<&'a Path>,
    pub(super) report: Option<ReportFormat>,
    pub(super) force: bool,
}

pub(super) fn run(options: &ConvertOptions<'_>) -> Result<ExitCode> {
    let Some(checked) = content::checked(options.content, "nothing is converted")? else {
        return Ok(ExitCode::FAILURE);
    };
    let bytes = output::bytes(options.file)?;
    let to = target(options, &checked.document)?;
    let source = options.file.display().to_string();
    if options.part.is_none() && !options.parts {
        let conversion = convert(&checked.document, &source, &bytes, to);
        return output::hand_over(&conversion, options.out, options.report, options.force);
    }
    let end = match to {
        TargetForm::Json => "json",
        TargetForm::Workbook(..) => "xlsx",
        _ => bail!("a part is written as json or xlsx: no other form says what it is"),
    };
    let all = part_owners(&checked.document, &bytes);
    let owners: Vec<&String> = all.iter().filter(|owner| options.part.is_none_or(|part| *owner == part)).collect();
    if owners.is_empty() {
        bail!("{source} has no such part; those who have one: {}", all.join(", "));
    }
    if options.parts {
        let Some(folder) = options.out else { bail!("name a folder for the parts with --out") };
        fs::create_dir_all(folder).with_context(|| format!("writing {}", folder.display()))?;
    }
    let mut code = ExitCode::SUCCESS;
    for owner in owners {
        let name = [&*safe_name(owner), ".", end].concat();
        let out = options.out.map(|out| if options.parts { out.join(&name) } else { out.to_path_buf() });
        let conversion = convert_part(&checked.document, &source, &bytes, to, Some(owner));
        if output::hand_over(&conversion, out.as_deref(), options.report, options.force)? != ExitCode::SUCCESS {
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}

/// The requested form, else the one that the extension of the output file implies.
fn target(options: &ConvertOptions<'_>, document: &Document) -> Result<TargetForm> {
    let end = options.out.and_then(Path::extension).map(|end| end.to_ascii_lowercase());
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

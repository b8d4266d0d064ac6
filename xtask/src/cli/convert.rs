//! `cargo xtask convert`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use dtmm_content::document::Document;
use dtmm_oscal::OscalModel;
use dtmm_view::safe_name;
use dtmm_workbook::SheetsBy;
use xtask::convert::{CopyKind, TargetForm, convert_copy, part_owners};

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
    pub(super) part: Option<&'a str>,
    pub(super) parts: bool,
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
    let mut passphrase = None;
    let mut write = |copy: &CopyKind, out: Option<&Path>| {
        let conversion = convert_copy(&checked.document, &source, &bytes, to, copy);
        let is_written = conversion.text.is_some() || conversion.workbook.is_some();
        if is_written && options.encrypt && passphrase.is_none() {
            passphrase = Some(passphrase::chosen(options.passphrase_file)?);
        }
        output::hand_over(&conversion, out, options.report, options.force, passphrase.as_deref())
    };
    if options.part.is_none() && !options.parts {
        return write(&options.copy, options.out);
    }
    let Some(end) = ending(to) else { bail!("a part is written as json or xlsx: no other form says what it is") };
    let mut owners = part_owners(&checked.document, &bytes);
    if let Some(owner) = options.part {
        if !owners.iter().any(|own| own == owner) {
            bail!("{source} has no part of {owner}; those who have one: {}", owners.join(", "));
        }
        owners = vec![owner.to_owned()];
    } else if owners.is_empty() {
        bail!("{source} has no parts: nobody is responsible for an entry in it");
    }
    let outs = outs(options, &owners, end)?;
    let mut code = ExitCode::SUCCESS;
    for (owner, out) in owners.into_iter().zip(&outs) {
        if write(&CopyKind::Part(owner), out.as_deref())? != ExitCode::SUCCESS {
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}

/// How the name of a part ends in a form; none where the form has no place for what it says of itself.
const fn ending(to: TargetForm) -> Option<&'static str> {
    match to {
        TargetForm::Json => Some("json"),
        TargetForm::Workbook(..) => Some("xlsx"),
        TargetForm::Csv | TargetForm::Oscal(_) => None,
    }
}

/// Where each part goes: all parts into a folder, each under the name of its owner.
fn outs(options: &ConvertOptions<'_>, owners: &[String], end: &str) -> Result<Vec<Option<PathBuf>>> {
    if !options.parts {
        return Ok(vec![options.out.map(Path::to_path_buf)]);
    }
    let Some(folder) = options.out else { bail!("name a folder for the parts with --out") };
    fs::create_dir_all(folder).with_context(|| format!("writing {}", folder.display()))?;
    let mut outs: Vec<Option<PathBuf>> = Vec::new();
    for owner in owners {
        let out = Some(folder.join([&*safe_name(owner), ".", end].concat()));
        if outs.contains(&out) {
            bail!(
                "the parts of two owners would have the same name in {}; write {owner} with --part",
                folder.display()
            );
        }
        outs.push(out);
    }
    Ok(outs)
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

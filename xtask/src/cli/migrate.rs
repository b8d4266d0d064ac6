//! `cargo xtask migrate`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use dtmm_site::Editions;
use xtask::migrate::{migrate, up_to};

use super::content;
use super::output::{self, ReportFormat};

pub(super) struct MigrateOptions<'a> {
    pub(super) content: Option<&'a Path>,
    pub(super) files: &'a [PathBuf],
    pub(super) to: Option<&'a str>,
    pub(super) from: Option<&'a str>,
    pub(super) out: Option<&'a Path>,
    pub(super) report: Option<ReportFormat>,
    pub(super) force: bool,
}

pub(super) fn run(options: &MigrateOptions<'_>) -> Result<ExitCode> {
    let Some(checked) = content::checked(options.content, "nothing is carried over")? else {
        return Ok(ExitCode::FAILURE);
    };
    let all = Editions { newest: &checked.document, earlier: &checked.earlier };
    let editions = options.to.map_or(Ok(all), |to| up_to(all, to))?;
    let outs = outs(options)?;
    let mut code = ExitCode::SUCCESS;
    for (file, out) in options.files.iter().zip(&outs) {
        let bytes = output::bytes(file)?;
        let migration = migrate(editions, &file.display().to_string(), &bytes, options.from);
        if output::hand_over(&migration, out.as_deref(), options.report, options.force, None)? != ExitCode::SUCCESS {
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}

/// Where each file goes: that of several into a folder, under the name it has.
fn outs(options: &MigrateOptions<'_>) -> Result<Vec<Option<PathBuf>>> {
    let (files, out) = (options.files, options.out);
    if files.len() == 1 || (out.is_none() && options.report.is_some()) {
        return Ok(vec![out.map(Path::to_path_buf); files.len()]);
    }
    let Some(folder) = out else { bail!("name a folder for several files with --out, or ask for --report alone") };
    fs::create_dir_all(folder).with_context(|| format!("writing {}", folder.display()))?;
    let mut outs: Vec<Option<PathBuf>> = Vec::new();
    for file in files {
        let name = file.file_stem().with_context(|| format!("{} has no name to write under", file.display()))?;
        let out = Some(folder.join(name).with_extension("json"));
        if outs.contains(&out) {
            let path = folder.join(name).with_extension("json");
            bail!(
                "two of the files would be written to {}; rename one of them, or carry it over by itself",
                path.display()
            );
        }
        outs.push(out);
    }
    Ok(outs)
}

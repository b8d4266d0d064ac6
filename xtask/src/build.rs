//! The whole pipeline: content, templates and assets in, a site in memory out.

use std::path::Path;

use anyhow::Result;

use crate::base_url::BaseUrl;
use crate::project;
use dtmm_content::check::{self, Checked};
use dtmm_content::diagnostic::{Diagnostic, Severity};
use dtmm_content::document::Document;
use dtmm_content::load::Sources;
use dtmm_site::{Engine, Inputs, Tree};

/// What a build is asked for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Where the site will stand, for the files that must hold full addresses.
    pub base_url: Option<BaseUrl>,
    /// Whether a warning stops the build.
    pub deny_warnings: bool,
    /// The address of a script that reloads the page, when the site is served for editing.
    pub reload: Option<String>,
    /// Whether it is for the eyes of the editor, who settles later what other files say of a change.
    pub is_draft: bool,
}

/// What came of a build.
#[derive(Debug)]
pub struct Built {
    /// The site; none if the content is at fault.
    pub tree: Option<Tree>,
    /// What it is made of; none if the content is at fault.
    pub document: Option<Document>,
    /// What to do with the site as a folder, in both languages, beside it in an archive.
    pub readme: Option<String>,
    /// What the checks found.
    pub diagnostics: Vec<Diagnostic>,
    /// The content as read, to show the diagnostics with.
    pub sources: Sources,
}

/// Reads, checks and renders the site. Writes nothing.
///
/// # Errors
/// A file that cannot be read, a template at fault, an engine that does not compile. Problems in the
/// content are no error here: see [`Built::diagnostics`].
pub fn build(root: &Path, engine: Option<Engine>, options: &Options) -> Result<Built> {
    let sources = dtmm_site::load(root)?;
    let Checked { document, diagnostics } =
        if options.is_draft { check::check_draft(&sources) } else { check::check(&sources) };
    let stops = |diagnostic: &Diagnostic| options.deny_warnings || diagnostic.severity == Severity::Error;
    let document = document.filter(|_| !diagnostics.iter().any(stops));
    let tree = match &document {
        Some(document) => Some(dtmm_site::render(document, &inputs(root, engine, options)?)?),
        None => None,
    };
    let readme = document.as_ref().map(dtmm_site::readme);
    Ok(Built { tree, document, readme, diagnostics, sources })
}

fn inputs(root: &Path, engine: Option<Engine>, options: &Options) -> Result<Inputs> {
    Ok(Inputs {
        templates: project::templates(root)?,
        assets: project::assets(root)?,
        engine,
        base_url: options.base_url.as_ref().map(|url| url.as_str().to_owned()),
        reload: options.reload.clone(),
    })
}

/// Compiles the scoring engine, or takes it from the cache if its sources are unchanged.
///
/// # Errors
/// Sources that do not compile, or a machine that lacks what that needs, with the way out.
pub fn engine(root: &Path, progress: &mut dyn FnMut(&str)) -> Result<Engine> {
    Ok(dtmm_engine::build(root, progress)?)
}

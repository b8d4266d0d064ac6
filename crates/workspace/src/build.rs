//! The whole pipeline: from content, templates and assets to a site in memory.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::project;
use dtmm_content::check::{self, Checked};
use dtmm_content::diagnostic::{Diagnostic, Severity};
use dtmm_content::document::Document;
use dtmm_content::load::Sources;
use dtmm_site::base_url::BaseUrl;
use dtmm_site::{Editions, Engine, Inputs, Tree};

/// The options of a build.
#[derive(Debug, Clone, Default)]
pub struct BuildOptions {
    /// The content folder; `None` for the one of the workspace.
    pub content: Option<PathBuf>,
    /// The URL that the site will be published at, for files that need absolute URLs.
    pub base_url: Option<BaseUrl>,
    /// Whether warnings stop the build too.
    pub deny_warnings: bool,
    /// The address of a live-reload script, for the preview of an editor.
    pub reload: Option<String>,
    /// Whether it is a preview of a change in progress ([`check::check_draft`]).
    pub is_draft: bool,
}

/// The result of a build.
#[derive(Debug)]
pub struct Built {
    /// The site; `None` if the content has errors.
    pub tree: Option<Tree>,
    /// The newest edition; `None` if the content has errors.
    pub document: Option<Document>,
    /// The editions before it, oldest first.
    pub earlier: Vec<Document>,
    /// The README of an archive of the site.
    pub readme: Option<String>,
    /// What the checks found.
    pub diagnostics: Vec<Diagnostic>,
    /// The content as read, to show the diagnostics with.
    pub sources: Sources,
}

/// Loads, checks and renders the site. Writes nothing.
///
/// # Errors
/// A file that cannot be read, or a template at fault. Problems in the content are not an error here: see
/// [`Built::diagnostics`].
pub fn build(root: &Path, engine: Option<Engine>, options: &BuildOptions) -> Result<Built> {
    let sources = dtmm_site::load(root, options.content.as_deref())?;
    let Checked { document, earlier, diagnostics } =
        if options.is_draft { check::check_draft(&sources) } else { check::check(&sources) };
    let stops = |diagnostic: &Diagnostic| options.deny_warnings || diagnostic.severity == Severity::Error;
    let document = document.filter(|_| !diagnostics.iter().any(stops));
    let tree = match &document {
        Some(newest) => Some(render(root, Editions { newest, earlier: &earlier }, engine, options)?),
        None => None,
    };
    let readme = document.as_ref().map(dtmm_site::readme);
    Ok(Built { tree, document, earlier, readme, diagnostics, sources })
}

/// Renders the site of checked editions. Writes nothing.
///
/// # Errors
/// A file that cannot be read, or a template at fault.
pub fn render(root: &Path, editions: Editions<'_>, engine: Option<Engine>, options: &BuildOptions) -> Result<Tree> {
    dtmm_site::render(editions, &inputs(root, engine, options)?)
}

fn inputs(root: &Path, engine: Option<Engine>, options: &BuildOptions) -> Result<Inputs> {
    let content = project::content_folder(root, options.content.as_deref());
    Ok(Inputs {
        templates: project::templates(root)?,
        assets: project::branded_assets(root, &content)?,
        engine,
        base_url: options.base_url.as_ref().map(|url| url.as_str().to_owned()),
        reload: options.reload.clone(),
    })
}

/// Compiles the scoring engine, or takes it from the cache if its sources are unchanged.
///
/// # Errors
/// Sources that do not compile, or a machine that lacks a compiler, with what to do.
pub fn engine(root: &Path, progress: &mut dyn FnMut(&str)) -> Result<Engine> {
    Ok(dtmm_engine::build(root, progress)?)
}

//! The workspace on disk: its root, where output may be written, its templates and assets.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use dtmm_content::files;
use dtmm_site::{Asset, TemplateSource};

/// The folder that holds `content/` and `templates/`, at or above the working directory.
///
/// # Errors
/// There is none.
pub fn find_root() -> Result<PathBuf> {
    let start = std::env::current_dir().context("reading the working directory")?;
    let is_root = |folder: &&Path| folder.join("content").is_dir() && folder.join("templates").is_dir();
    match start.ancestors().find(is_root) {
        Some(root) => Ok(root.to_path_buf()),
        None => bail!("no folder with content/ and templates/ here or above: run this inside the repository"),
    }
}

/// The content folder: the one given, or that of the workspace.
pub fn content_folder(root: &Path, content: Option<&Path>) -> PathBuf {
    content.map_or_else(|| root.join("content"), Path::to_owned)
}

/// The folders of sources, which no output may be written to.
const SOURCES: [&str; 6] = ["content", "crates", "site/assets", "site/words", "templates", "xtask"];

/// The path to write output to; `out` is relative to the root. `content` is the content folder, if it is not the one of
/// the workspace.
///
/// # Errors
/// A path in a folder of sources.
pub fn output(root: &Path, content: Option<&Path>, out: &Path) -> Result<PathBuf> {
    let out = root.join(out);
    let real = resolved(&out);
    let elsewhere = content.map(|folder| (folder.to_owned(), folder.display().to_string()));
    let sources = SOURCES.iter().map(|source| (root.join(source), source.to_string())).chain(elsewhere);
    match sources.into_iter().find(|(folder, _)| real.starts_with(resolved(folder))) {
        None => Ok(out),
        Some((_, shown)) => {
            bail!("{} lies in {shown}/, which the site is made from; choose another folder with --out", out.display())
        }
    }
}

/// The path with symbolic links resolved, as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    let real = |folder: &Path| Some(folder.canonicalize().ok()?.join(path.strip_prefix(folder).ok()?));
    path.ancestors().find_map(real).unwrap_or_else(|| path.to_owned())
}

/// The page templates, in name order.
///
/// # Errors
/// A file that cannot be read, or is not UTF-8.
pub fn templates(root: &Path) -> Result<Vec<TemplateSource>> {
    let files = files::read(&root.join("templates"), "templates", &["html"])?;
    let template = |(path, bytes): (String, Vec<u8>)| {
        let text = String::from_utf8(bytes).with_context(|| format!("reading {path}"))?;
        Ok(TemplateSource { name: path.trim_start_matches("templates/").to_owned(), text })
    };
    files.into_iter().map(template).collect()
}

/// The files that a content folder may have in `brand/`. Each takes the place of the tool's icon with its name; the
/// logo stands beside the name of the site.
const BRAND: [&str; 6] =
    ["icon-192.png", "icon-512.png", "icon-maskable.png", "icon-touch.png", "icon.svg", "logo.svg"];

/// The assets of the tool at `root`, with the icons of the content folder `content`.
///
/// # Errors
/// A file that cannot be read, or one in `brand/` that nothing shows.
pub fn branded_assets(root: &Path, content: &Path) -> Result<Vec<Asset>> {
    let mut assets = assets(root)?;
    let folder = content.join("brand");
    if folder.exists() {
        for (name, bytes) in files::read(&folder, "", &["svg", "png", "jpg", "jpeg", "gif", "webp", "ico"])? {
            let name = name.trim_start_matches('/');
            if !BRAND.contains(&name) {
                let known = BRAND.join(", ");
                bail!("{} is none of {known}: remove or rename it", folder.join(name).display());
            }
            let path = format!("icons/{name}");
            assets.retain(|asset| asset.path != path);
            assets.push(Asset { path, bytes });
        }
    }
    Ok(assets)
}

/// Stylesheets, scripts and icons of the tool, in name order.
///
/// # Errors
/// A file that cannot be read.
pub fn assets(root: &Path) -> Result<Vec<Asset>> {
    let files = files::read(&root.join("site/assets"), "site/assets", &["css", "js", "png", "svg"])?;
    let asset =
        |(path, bytes): (String, Vec<u8>)| Asset { path: path.trim_start_matches("site/assets/").to_owned(), bytes };
    Ok(files.into_iter().map(asset).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn icons_of_the_content_take_the_place_of_those_of_the_tool() {
        let folder = tempfile::tempdir().unwrap();
        let put = |path: &str| {
            std::fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
            std::fs::write(folder.path().join(path), path).unwrap();
        };
        let tool = ["site/assets/icons/icon.svg", "site/assets/icons/icon-192.png"];
        tool.into_iter().chain(["content/brand/icon.svg", "content/brand/logo.svg"]).for_each(put);
        let content = folder.path().join("content");
        let all = branded_assets(folder.path(), &content).unwrap();
        let all: Vec<_> = all.iter().map(|one| (&*one.path, std::str::from_utf8(&one.bytes).unwrap())).collect();
        let expected = [
            ("icons/icon-192.png", "site/assets/icons/icon-192.png"),
            ("icons/icon.svg", "content/brand/icon.svg"),
            ("icons/logo.svg", "content/brand/logo.svg"),
        ];
        assert_eq!(all, expected);
        put("content/brand/ikon.svg");
        let error = branded_assets(folder.path(), &content).unwrap_err().to_string();
        assert!(error.contains("ikon.svg") && error.contains("icon.svg, logo.svg"), "{error}");
    }

    #[test]
    fn no_output_is_written_into_sources() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir_all(root.join("content/text")).unwrap();
        assert_eq!(output(root, None, Path::new("site/dist")).unwrap(), root.join("site/dist"));
        assert_eq!(output(root, None, Path::new("contents")).unwrap(), root.join("contents"));
        for inside in ["content", "content/new/site", "site/../content/text", "site/assets"] {
            std::fs::create_dir_all(root.join("site")).unwrap();
            let error = output(root, None, Path::new(inside)).unwrap_err().to_string();
            assert!(error.contains("--out"), "{error}");
        }
        output(root, None, &root.join("content")).unwrap_err();
        output(root, Some(&root.join("shop")), Path::new("shop/site")).unwrap_err();
    }
}

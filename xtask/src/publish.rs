//! Adds the new addresses and identifiers of the site to `published.txt` of the content folder, and never removes one.
//! Only `cargo xtask publish` writes that file, when the editor runs it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use dtmm_content::diagnostic::Diagnostic;
use dtmm_content::document::Document;
use dtmm_content::load::Sources;
use dtmm_content::parse::paths::PUBLISHED;
use dtmm_content::parse::{PlacedWord, Published, is_permanent, parse};
use dtmm_model::Languages;
use dtmm_site::Tree;
use dtmm_workspace::build::{self, BuildOptions};
use dtmm_workspace::project;

const LANG: &str = "{lang}";

/// The comment at the beginning of a new list.
const HEAD: &str = "# Every address the site ever had, and the permanent identifiers on each page. `cargo xtask publish`\n\
                    # enters new ones; none is ever removed: what is gone gets an entry in redirects.yaml.\n";

/// The permanent identifiers of every address, in the order of its page.
pub type Addresses = BTreeMap<String, Vec<String>>;

/// The result of publishing.
#[derive(Debug)]
pub struct Publication {
    /// The addresses and identifiers that were added; `None` if the content has errors.
    pub added: Option<Vec<String>>,
    /// What the checks found.
    pub diagnostics: Vec<Diagnostic>,
    /// The content as read, to show the diagnostics with.
    pub sources: Sources,
}

/// Adds what is new in the site to the list of its content folder: `content`, or the one of the workspace at `root`.
///
/// # Errors
/// A file that cannot be read or written, a template at fault. Problems in the content are not an error here: see
/// [`Publication::diagnostics`]; the list is then unchanged.
pub fn publish(root: &Path, content: Option<&Path>) -> Result<Publication> {
    let options = BuildOptions { content: content.map(Path::to_owned), ..BuildOptions::default() };
    let built = build::build(root, None, &options)?;
    let (sources, diagnostics) = (built.sources, built.diagnostics);
    let Some((document, tree)) = built.document.zip(built.tree) else {
        return Ok(Publication { added: None, diagnostics, sources });
    };
    let edition = sources.edition(document.standard.edition());
    let old = edition.get(PUBLISHED).map_or(HEAD, |source| source.text.as_str());
    let listed = listed(&parse(&edition).0.published.unwrap_or_default());
    let folded = folded(&addresses(&tree, &document), document.languages);
    let added = unlisted(&listed, &folded);
    if !added.is_empty() {
        let shown = edition.path(PUBLISHED);
        let path = project::content_folder(root, content).join(PUBLISHED);
        fs::write(path, renewed(old, &listed, &folded)).with_context(|| format!("writing {shown}"))?;
    }
    Ok(Publication { added: Some(added), diagnostics, sources })
}

/// The addresses of the site, except assets, whose addresses change with their bytes.
pub fn addresses(tree: &Tree, document: &Document) -> Addresses {
    let unnumbered = document.text.iter().filter(|part| part.number.is_none());
    let parts: BTreeSet<&str> = unnumbered.chain(&document.methods).map(|part| part.stem.as_str()).collect();
    let files = tree.iter().filter(|(path, _)| !path.starts_with("assets/"));
    files.map(|(path, bytes)| (path.to_owned(), identifiers(path, bytes, &parts))).collect()
}

/// The permanent identifiers of a page. A search for ` id="` is enough: the templates write attributes in double
/// quotes, and text has none unescaped.
fn identifiers(path: &str, bytes: &[u8], parts: &BTreeSet<&str>) -> Vec<String> {
    let html = if path.ends_with(".html") { std::str::from_utf8(bytes).unwrap_or_default() } else { "" };
    let ids = html.split(" id=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(id, _)| id);
    ids.filter(|id| is_permanent(id, parts)).map(str::to_owned).collect()
}

/// Merges the addresses of a page in each of the languages into one, `{lang}/…`.
pub fn folded(built: &Addresses, languages: Languages) -> Addresses {
    let mut folded = Addresses::new();
    for (path, ids) in built {
        let rest = languages.iter().find_map(|lang| path.strip_prefix(&format!("{lang}/")));
        let both = rest.filter(|rest| languages.iter().all(|lang| built.contains_key(&format!("{lang}/{rest}"))));
        let address = both.map_or_else(|| path.clone(), |rest| format!("{LANG}/{rest}"));
        add(folded.entry(address).or_default(), ids);
    }
    folded
}

/// Inserts the missing identifiers of `more` into `list`, each after its predecessor in `more`.
fn add(list: &mut Vec<String>, more: &[String]) {
    for (index, id) in more.iter().enumerate() {
        if !list.contains(id) {
            let before = index.checked_sub(1).and_then(|at| list.iter().position(|id| *id == more[at]));
            list.insert(before.map_or(0, |at| at + 1), id.clone());
        }
    }
}

/// The current list.
pub fn listed(published: &Published) -> Addresses {
    let ids = |ids: &[PlacedWord]| ids.iter().map(|word| word.text.clone()).collect();
    published.pages.iter().map(|page| (page.address.text.clone(), ids(&page.ids))).collect()
}

/// What is in the site and not on the list.
pub fn unlisted(listed: &Addresses, folded: &Addresses) -> Vec<String> {
    let mut unlisted = Vec::new();
    for (address, ids) in folded {
        match listed.get(address) {
            None => unlisted.push(address.clone()),
            Some(known) => {
                let known: BTreeSet<&String> = known.iter().collect();
                unlisted.extend(ids.iter().filter(|id| !known.contains(id)).map(|id| format!("{address}#{id}")));
            }
        }
    }
    unlisted
}

/// The text of the list with all that is new: its comment, then each address with its identifiers, with a line break
/// before each clause and subdomain.
pub fn renewed(old: &str, listed: &Addresses, folded: &Addresses) -> String {
    const WIDTH: usize = 110;
    let mut all = folded.clone();
    for (address, ids) in listed {
        add(all.entry(address.clone()).or_default(), ids);
    }
    let mut out: String = old.split_inclusive('\n').take_while(|line| line.starts_with('#')).collect();
    for (address, ids) in all {
        out += &format!("{address}\n");
        let mut line = String::from(" ");
        for id in ids {
            let begins = !id.contains(|c: char| !c.is_ascii_uppercase()) || id.starts_with("clause-");
            if line.len() > 1 && (begins || line.len() + 1 + id.len() > WIDTH) {
                out += &(line + "\n");
                line = String::from(" ");
            }
            line += &format!(" {id}");
        }
        if line.len() > 1 {
            out += &(line + "\n");
        }
    }
    out
}

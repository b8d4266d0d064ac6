//! The paths of pages. Each is relative to the root of the site and names a file.

use dtmm_content::document::TextPart;
use dtmm_model::{Anchor, Domain, Lang, Level, RequirementId, Standard, Subdomain};

/// `zh/making/fine-work.html` without the language.
pub(super) fn subdomain(domain: &Domain, subdomain: &Subdomain) -> String {
    format!("{}/{}.html", domain.slug, subdomain.slug)
}

/// `making.html`.
pub(super) fn domain(domain: &Domain) -> String {
    format!("{}.html", domain.slug)
}

/// `level-3.html`.
pub(super) fn level(level: Level) -> String {
    format!("level-{level}.html")
}

/// The permanent page of a requirement, the same for both languages, with a placeholder.
pub(super) const REQUIREMENT: &str = "r/{id}.html";

/// The permanent page of a requirement.
pub(super) fn requirement(id: RequirementId) -> String {
    REQUIREMENT.replace("{id}", &id.to_string())
}

/// The id of a part: `clause-9`, or the stem of an unnumbered part.
pub(super) fn part_id(part: &TextPart) -> String {
    part.number.as_ref().map_or_else(|| part.stem.clone(), |number| format!("clause-{number}"))
}

/// The name of the part of the text that a domain is: its clause, as `9.2`, or its identifier where it has no number.
pub(super) fn domain_part(domain: &Domain) -> String {
    domain.clause().map_or_else(|| domain.anchor().to_string(), str::to_owned)
}

/// The page of the editor's notes, in the folder of a language.
pub(super) const NOTES: &str = "notes.html";

/// The page of the full text, in the folder of a language.
pub(super) const FULL_TEXT: &str = "standard.html";

/// The page of terms and abbreviations, in the folder of a language.
pub(super) const GLOSSARY: &str = "glossary.html";

/// The page about the scoring methods, in the folder of a language.
pub(super) const METHODS: &str = "method.html";

/// The page where a self-assessment is made, in the folder of a language.
pub(super) const SCORER: &str = "score.html";

/// The report of a self-assessment, in the folder of a language.
pub(super) const REPORT: &str = "report.html";

/// The search page, in the folder of a language.
pub(super) const SEARCH: &str = "search.html";

/// The page of what changed since the edition before, in the folder of a language.
pub(super) const CHANGES: &str = "changes.html";

/// A page of one language.
pub(super) fn in_language(lang: Lang, page: &str) -> String {
    format!("{lang}/{page}")
}

/// The language and the rest of the path of a page of one language.
pub(super) fn lang_of(path: &str) -> Option<(Lang, &str)> {
    let (folder, page) = path.split_once('/')?;
    Some((Lang::ALL.into_iter().find(|lang| lang.key() == folder)?, page))
}

/// The relative prefix from a page to the root: `../../` for `zh/making/fine-work.html`.
pub(super) fn to_root(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// A link from one file to another: absolute if the base URL is known, else relative.
pub(super) fn link(base: Option<&str>, from: &str, to: &str) -> String {
    match base {
        Some(base) => format!("{base}{to}"),
        None => to_root(from) + to,
    }
}

/// The domain and subdomain that an identifier belongs to: that of a subdomain itself, a cell or an entry.
pub(super) fn containing_subdomain<'a>(standard: &'a Standard, id: &str) -> Option<(&'a Domain, &'a Subdomain)> {
    let code = Anchor::read(id).subdomain()?;
    standard.subdomains().find(|(_, subdomain)| code == subdomain.code)
}

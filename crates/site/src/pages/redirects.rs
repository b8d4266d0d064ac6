//! Redirects from published pages and identifiers that are gone: a page at the old address says where they went, and
//! redirects without scripts.

use std::collections::BTreeMap;

use anyhow::Result;
use dtmm_model::{Anchor, Lang, RequirementId};
use serde::Serialize;
use serde_json::json;

use crate::address;
use crate::bilingual::BilingualJson;
use crate::layout::Site;
use crate::page::About;
use crate::page::PageKind;
use crate::page::PageMeta;
use crate::placement::Placement;
use crate::templates::{TemplateContext, fill_in};
use crate::tree::Tree;
use crate::words::SiteWord;
use dtmm_content::document::{Document, Redirect};

/// The texts of the page in one language.
#[derive(Serialize)]
struct RedirectView<'a> {
    tag: &'static str,
    title: String,
    why: &'a str,
    go: String,
    path: String,
    notice: &'a str,
}

/// Writes the redirecting pages.
///
/// # Errors
/// A template at fault, or an address that another page has.
pub(crate) fn write(site: &Site<'_>, tree: &mut Tree) -> Result<()> {
    if site.document.languages.translation().is_none() {
        home(site, tree)?;
    }
    for redirect in &site.document.redirects {
        if redirect.is_page() {
            for lang in site.document.languages.iter() {
                let target = in_language(&redirect.to, lang);
                page(site, redirect, lang, in_language(&redirect.from, lang), Some(target), tree)?;
            }
        } else if redirect.from.parse::<RequirementId>().is_ok() {
            entry(site, redirect, tree)?;
        }
    }
    Ok(())
}

/// The page at the root of a standard with one language, where nothing is to be chosen: it leads to the home page.
fn home(site: &Site<'_>, tree: &mut Tree) -> Result<()> {
    let lang = site.document.languages.binding();
    let target = address::in_language(lang, "index.html");
    let title = site.document.standard.title().get(lang).clone();
    let why = site.word(SiteWord::About, lang);
    let side = RedirectView {
        tag: lang.tag(),
        title: title.clone(),
        why,
        go: site.word(SiteWord::Read, lang).to_owned(),
        path: target.clone(),
        notice: site.word(SiteWord::BindingNotice, lang),
    };
    let context = TemplateContext::default().with("target", &target).with("fragment", "").with("sides", &[side]);
    let (path, kind, description) = ("index.html".to_owned(), PageKind::Moved, why.to_owned());
    site.write(&PageMeta { lang, path, kind, title, description, about: About::Document }, context, tree)
}

/// Writes a page at each address that only earlier editions have: it leads to the last edition that has it. `gone` may
/// name other files too, which no reader comes to by an address of the newest edition.
///
/// # Errors
/// A template at fault, or an address that another page has.
pub(crate) fn gone(site: &Site<'_>, gone: &BTreeMap<String, Placement>, tree: &mut Tree) -> Result<()> {
    for (path, placement) in gone {
        let Some((lang, _)) = address::lang_of(path).filter(|(lang, _)| site.document.languages.has(*lang)) else {
            continue;
        };
        if !path.ends_with(".html") {
            continue;
        }
        let target = placement.path(path);
        let word = |word| fill_in(site.word(word, lang), &[("edition", placement.edition())]);
        let side = RedirectView {
            tag: lang.tag(),
            title: word(SiteWord::GonePage),
            why: site.word(SiteWord::GonePageAbout, lang),
            go: word(SiteWord::InEdition),
            path: target.clone(),
            notice: site.word(SiteWord::BindingNotice, lang),
        };
        let (title, description) = (side.title.clone(), side.why.to_owned());
        let context = TemplateContext::default().with("target", &target).with("fragment", "").with("sides", &[side]);
        let page = PageMeta { lang, path: path.clone(), kind: PageKind::Moved, title, description, about: About::Site };
        site.write(&page, context, tree)?;
    }
    Ok(())
}

const LANG: &str = "{lang}";

fn in_language(address: &str, lang: Lang) -> String {
    address.replace(LANG, lang.key())
}

/// The permanent page of an entry that is gone, and its data file.
fn entry(site: &Site<'_>, redirect: &Redirect, tree: &mut Tree) -> Result<()> {
    let Redirect { from, to, why } = redirect;
    let target = to.parse().ok().map(address::requirement);
    let record = json!({ "id": from, "moved_to": to, "why": BilingualJson::from(why) });
    tree.add(format!("data/r/{from}.json"), record.to_string())?;
    page(site, redirect, site.document.languages.binding(), format!("r/{from}.html"), target, tree)
}

/// `target` is the page redirected to; `None` if the reader has to choose the language first.
fn page(
    site: &Site<'_>,
    redirect: &Redirect,
    lang: Lang,
    path: String,
    target: Option<String>,
    tree: &mut Tree,
) -> Result<()> {
    let languages = [Some(lang), site.document.languages.other(lang)].into_iter().flatten();
    let sides: Vec<_> = languages.map(|lang| side(site, redirect, lang)).collect();
    let (title, description) = match redirect.is_page() {
        true => (sides[0].title.clone(), sides[0].why.to_owned()),
        false => (
            sides.iter().map(|side| side.title.as_str()).collect::<Vec<_>>().join(" · "),
            sides.iter().map(|side| side.why).collect::<Vec<_>>().join(" "),
        ),
    };
    // The fragment lets the target page say what the reader was looking for.
    let fragment = if redirect.is_page() { "" } else { &redirect.from };
    let context = TemplateContext::default().with("target", &target).with("fragment", fragment).with("sides", &sides);
    let page = PageMeta { lang, path, kind: PageKind::Moved, title, description, about: About::Site };
    site.write(&page, context, tree)
}

fn side<'a>(site: &'a Site<'_>, redirect: &'a Redirect, lang: Lang) -> RedirectView<'a> {
    let (from, to) = (in_language(&redirect.from, lang), in_language(&redirect.to, lang));
    let word = |key| fill_in(site.word(key, lang), &[("from", &from), ("to", &to)]);
    RedirectView {
        tag: lang.tag(),
        title: word(if redirect.is_page() { SiteWord::MovedPage } else { SiteWord::MovedIdentifier }),
        why: redirect.why.get(lang),
        go: word(SiteWord::MovedGo),
        path: if redirect.is_page() { to } else { page_of(site.document, &to, lang) },
        notice: site.word(SiteWord::BindingNotice, lang),
    }
}

/// The page that shows an identifier best, with a fragment if it shows others as well.
fn page_of(document: &Document, id: &str, lang: Lang) -> String {
    if let Ok(id) = id.parse() {
        return address::requirement(id);
    }
    let is_method = document.methods.iter().any(|part| part.stem == id);
    let page = match address::containing_subdomain(&document.standard, id) {
        Some((domain, subdomain)) => address::subdomain(domain, subdomain),
        None => match Anchor::read(id) {
            Anchor::Level(level) => address::level(level),
            _ if is_method => address::METHODS.to_owned(),
            _ => address::FULL_TEXT.to_owned(),
        },
    };
    format!("{}#{id}", address::in_language(lang, &page))
}

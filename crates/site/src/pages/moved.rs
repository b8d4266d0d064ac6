//! What was published and is found elsewhere now: a page at the old address that says where, and
//! leads there without scripts.

use anyhow::Result;
use dtmm_model::{Anchor, Lang, RequirementId};
use serde::Serialize;
use serde_json::json;

use crate::address;
use crate::frame::Site;
use crate::page::About;
use crate::page::Page;
use crate::page::PageKind;
use crate::templates::{Names, fill_in};
use crate::tree::Tree;
use crate::words::Word;
use dtmm_content::document::{Document, Redirect};

/// What the page says in one language.
#[derive(Serialize)]
struct Side<'a> {
    tag: &'static str,
    title: String,
    why: &'a str,
    go: String,
    path: String,
    notice: &'a str,
}

/// Writes the pages at old addresses.
///
/// # Errors
/// A template at fault, or an address that another page has.
pub(crate) fn write(site: &Site<'_>, tree: &mut Tree) -> Result<()> {
    for redirect in &site.document.redirects {
        if redirect.is_page() {
            for lang in Lang::ALL {
                let target = in_language(&redirect.to, lang);
                page(site, redirect, lang, in_language(&redirect.from, lang), Some(target), tree)?;
            }
        } else if redirect.from.parse::<RequirementId>().is_ok() {
            entry(site, redirect, tree)?;
        }
    }
    Ok(())
}

const LANG: &str = "{lang}";

fn in_language(address: &str, lang: Lang) -> String {
    address.replace(LANG, lang.key())
}

/// The permanent page of an entry that is no more, and its record.
fn entry(site: &Site<'_>, redirect: &Redirect, tree: &mut Tree) -> Result<()> {
    let Redirect { from, to, why } = redirect;
    let target = to.parse().ok().map(address::requirement);
    let record = json!({ "id": from, "moved_to": to, "why": { "zh": why.zh, "en": why.en } });
    tree.add(format!("data/r/{from}.json"), record.to_string())?;
    page(site, redirect, Lang::Zh, format!("r/{from}.html"), target, tree)
}

/// `target` is where the page leads by itself; none where the reader is to choose the language.
fn page(
    site: &Site<'_>,
    redirect: &Redirect,
    lang: Lang,
    path: String,
    target: Option<String>,
    tree: &mut Tree,
) -> Result<()> {
    let sides = [lang, lang.other()].map(|lang| side(site, redirect, lang));
    let (title, description) = match redirect.is_page() {
        true => (sides[0].title.clone(), sides[0].why.to_owned()),
        false => (format!("{} · {}", sides[0].title, sides[1].title), format!("{} {}", sides[0].why, sides[1].why)),
    };
    // The page it leads to can so tell what the reader was looking for.
    let fragment = if redirect.is_page() { "" } else { &redirect.from };
    let names = Names::default().with("target", &target).with("fragment", fragment).with("sides", &sides);
    let page = Page { lang, path, kind: PageKind::Moved, title, description, about: About::Site };
    site.write(&page, names, tree)
}

fn side<'a>(site: &'a Site<'_>, redirect: &'a Redirect, lang: Lang) -> Side<'a> {
    let (from, to) = (in_language(&redirect.from, lang), in_language(&redirect.to, lang));
    let word = |key| fill_in(site.word(key, lang), &[("from", &from), ("to", &to)]);
    Side {
        tag: lang.tag(),
        title: word(if redirect.is_page() { Word::MovedPage } else { Word::MovedIdentifier }),
        why: redirect.why.get(lang),
        go: word(Word::MovedGo),
        path: if redirect.is_page() { to } else { home(site.document, &to, lang) },
        notice: site.word(Word::BindingNotice, lang),
    }
}

/// The page that shows an identifier best, with the fragment where it shows others as well.
fn home(document: &Document, id: &str, lang: Lang) -> String {
    if let Ok(id) = id.parse() {
        return address::requirement(id);
    }
    let is_method = document.methods.iter().any(|part| part.stem == id);
    let page = match address::holder(&document.standard, id) {
        Some((domain, subdomain)) => address::subdomain(domain, subdomain),
        None => match Anchor::read(id) {
            Anchor::Level(level) => address::level(level),
            _ if is_method => "method.html".to_owned(),
            _ => "standard.html".to_owned(),
        },
    };
    format!("{}#{id}", address::in_language(lang, &page))
}

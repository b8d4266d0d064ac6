//! One entry through the editions: its earlier versions on its page, and the pages of entries that the newest edition
//! no longer has.

use std::collections::BTreeSet;

use anyhow::Result;
use dtmm_model::{ChangeKind, EditionChange, Lang, RequirementId};
use serde::Serialize;
use serde_json::json;

use super::changes::{plain, words};
use crate::address;
use crate::layout::Site;
use crate::page::{About, PageKind, PageMeta};
use crate::place::printed_place;
use crate::placement::Placement;
use crate::templates::{TemplateContext, fill_in};
use crate::tree::Tree;
use crate::word_diff::marked;
use crate::words::SiteWord;
use dtmm_content::document::Document;

/// What an earlier edition had in the place of an entry.
#[derive(Serialize)]
pub(super) struct EditionView {
    edition: String,
    heading: Vec<TaggedWord>,
    /// What became of it in the next edition; none where it stayed as it was.
    change: Vec<TaggedWord>,
    about: Vec<TaggedWord>,
    entries: Vec<FormerEntry>,
}

/// Words in one language.
#[derive(Serialize)]
struct TaggedWord {
    tag: &'static str,
    text: String,
}

/// An entry of an earlier edition.
#[derive(Serialize)]
struct FormerEntry {
    id: String,
    sides: Vec<FormerSide>,
}

#[derive(Serialize)]
struct FormerSide {
    tag: &'static str,
    place: String,
    /// Its words, with those marked that differ from the next version.
    html: String,
    /// Its page in its edition, from the root of the site.
    link: String,
}

/// What the editions before `later` had in the place of one of its entries, newest first.
pub(super) fn before(site: &Site<'_>, editions: &[&Document], id: RequirementId) -> Vec<EditionView> {
    let mut views = Vec::new();
    let mut ids = vec![id];
    for pair in editions.windows(2).rev() {
        let [older, newer] = pair else { break };
        let change = ids.iter().find_map(|id| newer.changes.as_ref()?.of_later(*id));
        let former: Vec<_> = change.map_or_else(|| ids.clone(), |change| change.from.clone());
        if former.is_empty() {
            break;
        }
        views.push(view(site, older, newer, &former, &ids, change));
        ids = former;
    }
    views
}

fn view(
    site: &Site<'_>,
    older: &Document,
    newer: &Document,
    former: &[RequirementId],
    ids: &[RequirementId],
    change: Option<&EditionChange>,
) -> EditionView {
    let edition = older.standard.edition();
    let in_each = |text: &dyn Fn(Lang) -> String| {
        site.document.languages.binding_first().map(|lang| TaggedWord { tag: lang.tag(), text: text(lang) }).collect()
    };
    EditionView {
        edition: edition.to_owned(),
        heading: in_each(&|lang| fill_in(site.word(SiteWord::InEdition, lang), &[("edition", edition)])),
        change: change
            .map_or_else(Vec::new, |change| in_each(&|lang| site.word(words(change.kind).0, lang).to_owned())),
        about: change
            .and_then(|change| change.about.as_ref())
            .map_or_else(Vec::new, |about| in_each(&|lang| about.get(lang).clone())),
        entries: former.iter().filter_map(|id| entry(site, older, newer, *id, ids)).collect(),
    }
}

/// An entry as an edition had it, marked against the entry that the next edition has in its place, if that is one.
fn entry(
    site: &Site<'_>,
    older: &Document,
    newer: &Document,
    id: RequirementId,
    later: &[RequirementId],
) -> Option<FormerEntry> {
    let (domain, subdomain) = address::containing_subdomain(&older.standard, &id.to_string())?;
    let own = subdomain.entries().find(|entry| entry.id == id)?;
    let next = match later {
        [one] => newer.standard.entries().find(|entry| entry.id == *one),
        _ => None,
    };
    let placement = Placement::earlier(older.standard.edition());
    let side = |lang: Lang| {
        let text = own.text.get(lang);
        let page = address::in_language(lang, &address::subdomain(domain, subdomain));
        FormerSide {
            tag: lang.tag(),
            place: printed_place(older, lang, domain, subdomain, own),
            html: next.map_or_else(|| plain(text), |next| marked(text, next.text.get(lang), lang)[0].clone()),
            link: placement.path(&format!("{page}#{id}")),
        }
    };
    Some(FormerEntry { id: id.to_string(), sides: site.document.languages.binding_first().map(side).collect() })
}

/// Writes the pages of all entries that earlier editions had and the newest has not, unless something redirects from
/// them.
pub(super) fn former(site: &Site<'_>, tree: &mut Tree) -> Result<()> {
    let now: BTreeSet<_> = site.document.standard.entries().map(|entry| entry.id).collect();
    let redirected =
        |id: &RequirementId| site.document.redirects.iter().any(|redirect| redirect.from == id.to_string());
    let mut written = BTreeSet::new();
    for (index, last) in site.earlier.iter().enumerate().rev() {
        for entry in last.standard.entries().filter(|entry| !now.contains(&entry.id)) {
            if !redirected(&entry.id) && written.insert(entry.id) {
                page(site, index, entry.id, tree)?;
            }
        }
    }
    Ok(())
}

/// The page of an entry that the edition at `index` is the last to have.
fn page(site: &Site<'_>, index: usize, id: RequirementId, tree: &mut Tree) -> Result<()> {
    let all: Vec<&Document> = site.earlier.iter().chain([site.document]).collect();
    let (last, next) = (all[index], all[index + 1]);
    let change = next.changes.as_ref().and_then(|changes| changes.of_earlier(id));
    let followers: Vec<String> = change.into_iter().flat_map(|change| &change.to).map(ToString::to_string).collect();
    let kind = change.map_or(ChangeKind::Withdrawn, |change| change.kind);
    let values = [
        ("id", id.to_string()),
        ("edition", next.standard.edition().to_owned()),
        ("last", last.standard.edition().to_owned()),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    let languages = site.document.languages;
    let in_each = |word: SiteWord| -> Vec<TaggedWord> {
        languages
            .binding_first()
            .map(|lang| TaggedWord { tag: lang.tag(), text: fill_in(site.word(word, lang), &values) })
            .collect()
    };
    let mut editions = vec![view(site, last, next, &[id], change.map_or(&[][..], |change| &change.to), change)];
    editions.extend(before(site, &all[..=index], id));
    let context = TemplateContext::default()
        .with("id", &id.to_string())
        .with("gone", &in_each(SiteWord::EntryGone))
        .with("kind", &in_each(words(kind).0))
        .with("followers", &followers)
        .with("follows", &in_each(SiteWord::EntryFollowedBy))
        .with("editions", &editions);
    let record = json!({ "id": id.to_string(), "last_edition": last.standard.edition(), "change": kind.key(), "followed_by": followers });
    tree.add(format!("data/r/{id}.json"), record.to_string())?;
    let gone = in_each(SiteWord::EntryGone);
    let page = PageMeta {
        lang: languages.binding(),
        path: address::requirement(id),
        kind: PageKind::Former,
        title: id.to_string(),
        description: gone.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "),
        about: About::Site,
    };
    site.write(&page, context, tree)
}

//! The permanent page of each requirement, in both languages: what a report links to.

use std::collections::BTreeMap;

use anyhow::Result;
use dtmm_model::{Domain, Entry, Kind, LEVELS, Lang, Level, Modal, Subdomain};
use serde::Serialize;

use super::excerpt;
use crate::render::address;
use crate::render::frame::{Page, Site};
use crate::render::templates::Names;
use crate::render::tree::Tree;
use crate::render::views::Viewer;

#[derive(Serialize)]
struct Neighbours<'a> {
    zh: &'a str,
    en: &'a str,
    entries: Vec<Neighbour<'a>>,
}

#[derive(Serialize)]
struct Neighbour<'a> {
    id: String,
    zh: &'a str,
    en: &'a str,
}

#[derive(Serialize)]
struct Citation<'a> {
    name: &'a str,
    text: String,
    english: bool,
}

#[derive(Serialize)]
struct Row {
    code: String,
    path: String,
}

pub(super) fn requirements(site: &Site<'_>, tree: &mut Tree) -> Result<()> {
    for (domain, subdomain) in site.document.standard.subdomains() {
        for entry in subdomain.entries() {
            requirement(site, domain, subdomain, entry, tree)?;
        }
    }
    Ok(())
}

fn requirement(site: &Site<'_>, domain: &Domain, subdomain: &Subdomain, entry: &Entry, tree: &mut Tree) -> Result<()> {
    let viewers = Lang::ALL.map(|lang| Viewer { document: site.document, lang });
    let [zh, en] = &viewers;
    let places = [zh.printed_place(domain, subdomain, entry), en.printed_place(domain, subdomain, entry)];
    let names = Names::default()
        .with("zh", &words(site, Lang::Zh, entry, &places[0]))
        .with("en", &words(site, Lang::En, entry, &places[1]))
        .with("e", &zh.entry(entry))
        .with("e_en", &en.entry(entry))
        .with("row", &Row { code: subdomain.code.to_string(), path: address::subdomain(domain, subdomain) })
        .with("neighbours", &neighbours(site, subdomain, entry.id.cell.level))
        .with("citations", &citations(site, entry, &places));
    let page = Page {
        lang: Lang::Zh,
        path: address::requirement(entry.id),
        template: "requirement",
        kind: "requirement",
        title: format!("{} {}", entry.id, places[0]),
        description: format!("{} {}", excerpt(&entry.text.zh, 80), excerpt(&entry.text.en, 120)),
    };
    site.write(&page, names, tree)
}

fn words<'a>(site: &'a Site<'_>, lang: Lang, entry: &Entry, place: &'a str) -> BTreeMap<&'a str, String> {
    const NEEDED: [&str; 11] = [
        "language",
        "in_context",
        "cite_heading",
        "access_date",
        "data_record",
        "binding_notice",
        "answering_switch",
        "engine_failed",
        "result_label",
        "company",
        "method_short",
    ];
    let mut words: BTreeMap<&str, String> =
        NEEDED.into_iter().map(|key| (key, site.word(key, lang).to_owned())).collect();
    words.insert("place", place.to_owned());
    words.insert("doc_status", site.document.status.get(lang).clone());
    words.insert("kind", kind(site, lang, entry));
    words
}

fn kind(site: &Site<'_>, lang: Lang, entry: &Entry) -> String {
    let key = match (entry.kind(), entry.modal) {
        (Kind::Recommendation, _) => "kind_recommendation",
        (_, Modal::Mixed) => "kind_mixed",
        (_, Modal::None) => "kind_none",
        _ => "kind_requirement",
    };
    let kind = site.word(key, lang);
    if entry.conditional {
        format!("{kind}{}{}", site.word("list_comma", lang), site.word("kind_conditional", lang))
    } else {
        kind.to_owned()
    }
}

/// The entries of the same subdomain one level below and one above.
fn neighbours<'a>(site: &'a Site<'_>, subdomain: &'a Subdomain, level: Level) -> Vec<Neighbours<'a>> {
    let side = |key: &'a str, index: Option<usize>| {
        let level = *LEVELS.get(index?)?;
        let entries = subdomain.cell(level).entries.iter();
        let entries = entries.map(|e| Neighbour { id: e.id.to_string(), zh: &e.text.zh, en: &e.text.en }).collect();
        Some(Neighbours { zh: site.word(key, Lang::Zh), en: site.word(key, Lang::En), entries })
    };
    let below = side("one_level_below", level.index().checked_sub(1));
    let above = side("one_level_above", Some(level.index() + 1));
    below.into_iter().chain(above).collect()
}

/// Citations by GB/T 7714-2015 (standards), ISO 690:2021 and for BibTeX.
fn citations<'a>(site: &'a Site<'_>, entry: &Entry, places: &[String; 2]) -> Vec<Citation<'a>> {
    let standard = &site.document.standard;
    let (number, edition) = (standard.number(), standard.edition());
    let [issuer_zh, issuer_en] = Lang::ALL.map(|lang| site.word("issuer", lang));
    let [status_zh, status_en] = Lang::ALL.map(|lang| site.document.status.get(lang));
    let (title_zh, title_en) = (&standard.title().zh, &standard.title().en);
    let id = entry.id;
    let [place_zh, place_en] = places;
    vec![
        Citation {
            name: site.word("cite_plain", Lang::Zh),
            text: format!("{id}（{number} {status_zh}，{edition}，{place_zh}）：{}", entry.text.zh),
            english: false,
        },
        Citation {
            name: site.word("cite_gbt7714", Lang::Zh),
            text: format!("{issuer_zh}. {title_zh}: {number}[S]. {status_zh}, {edition}: {place_zh} [{id}]."),
            english: false,
        },
        Citation {
            name: site.word("cite_iso690", Lang::En),
            text: format!("{number}, {title_en}. {status_en}, {edition}. {issuer_en}. {place_en} [{id}]."),
            english: true,
        },
        Citation {
            name: site.word("cite_bibtex", Lang::En),
            text: format!(
                "@techreport{{{key},\n  title = {{{title_en}}},\n  institution = {{{issuer_en}}},\n  number = {{{number}}},\n  note = {{{status_en}, {edition}, {place_en} [{id}]}},\n}}",
                key = id.to_string().to_lowercase(),
            ),
            english: true,
        },
    ]
}

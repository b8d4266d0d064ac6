//! The frame around every page: addresses, navigation, words, and what all pages of a language
//! share.

use std::collections::BTreeMap;

use anyhow::Result;
use dtmm_model::Lang;
use serde::Serialize;

use super::address;
use super::assets::AssetPaths;
use super::inputs::Inputs;
use super::linked;
use super::marked::Marked;
use super::page::{Page, PageKind};
use super::policy::policy;
use super::templates::{Names, Prepared, Templates};
use super::tree::Tree;
use super::views::Viewer;
use crate::words::Word;
use dtmm_content::document::Document;

/// The site being rendered.
pub(super) struct Site<'a> {
    pub(super) document: &'a Document,
    inputs: &'a Inputs,
    assets: AssetPaths,
    templates: Templates,
    words: BTreeMap<Lang, Prepared>,
    docs: BTreeMap<Lang, Prepared>,
    levels: BTreeMap<Lang, Prepared>,
    marked: BTreeMap<Lang, Marked<'a>>,
}

#[derive(Serialize)]
struct NavItem<'a> {
    path: String,
    name: &'a str,
    current: bool,
}

#[derive(Serialize)]
struct Link<'a> {
    tag: &'static str,
    path: String,
    /// How the language calls itself.
    name: &'a str,
}

#[derive(Serialize)]
struct Frame<'a> {
    lang: &'static str,
    tag: &'static str,
    kind: &'static str,
    title: &'a str,
    description: &'a str,
    root: String,
    base: Option<&'a str>,
    /// Its full address, where it is known.
    address: Option<String>,
    /// What the page may do.
    policy: String,
    home: String,
    style: &'a str,
    /// What only this kind of page looks like.
    page_style: Option<&'a str>,
    assessment_style: &'a str,
    /// Whether the page is about results: they are shown whether or not answering is on.
    scores: bool,
    /// Whether there is something to answer on it, or a result to see.
    answers: bool,
    icon: &'a str,
    script: &'a str,
    /// The engine that the page can use.
    engine: Option<&'a str>,
    reload: Option<&'a str>,
    nav: Vec<NavItem<'a>>,
    /// What one seeks at the foot of a page.
    foot: Vec<NavItem<'a>>,
    other: Option<Link<'a>>,
    /// Where the field in the head searches, and what it is called.
    search: String,
    search_label: String,
    /// What stands in the field for searching: in both languages less has room.
    search_hint: String,
    /// What the buttons beside an entry are called.
    cite: String,
    comment: String,
    /// What is said where a part of the page could not be loaded.
    gone: String,
    /// The pages that say what is kept where, on a page in both languages.
    privacy: Vec<Link<'a>>,
    /// The page in each language at its full address, which search engines ask for; none where that is not known.
    alternates: Vec<Link<'a>>,
    levels: &'a Prepared,
    linked: Option<String>,
}

#[derive(Serialize)]
struct DocumentView<'a> {
    /// The permanent name of the standard.
    id: &'a str,
    number: &'a str,
    edition: &'a str,
    title: &'a str,
    status: &'a str,
}

impl<'a> Site<'a> {
    /// Prepares what all pages share.
    ///
    /// # Errors
    /// A template that cannot be parsed.
    pub(super) fn new(document: &'a Document, inputs: &'a Inputs, assets: AssetPaths) -> Result<Site<'a>> {
        let each = |prepare: &dyn Fn(Lang) -> Prepared| Lang::ALL.map(|lang| (lang, prepare(lang))).into();
        Ok(Site {
            document,
            inputs,
            assets,
            templates: Templates::parse(&inputs.templates)?,
            words: each(&|lang| Prepared::new(&document.interface.in_language(lang))),
            docs: each(&|lang| {
                Prepared::new(&DocumentView {
                    id: document.standard.id(),
                    number: document.standard.number(),
                    edition: document.standard.edition(),
                    title: document.standard.title().get(lang),
                    status: document.status.get(lang),
                })
            }),
            levels: each(&|lang| Prepared::new(&Viewer::plain(document, lang).levels())),
            marked: Lang::ALL.map(|lang| (lang, Marked::new(document, lang))).into(),
        })
    }

    /// The model as the pages directly under a language show it.
    pub(super) fn viewer(&self, lang: Lang) -> Viewer<'_> {
        Viewer { marked: Some(&self.marked[&lang]), ..Viewer::plain(self.document, lang) }
    }

    /// What stands beside the words of a language.
    pub(super) fn marked(&self, lang: Lang) -> &Marked<'a> {
        &self.marked[&lang]
    }

    /// Where the site is published, ending in `/`.
    pub(super) fn base_url(&self) -> Option<&str> {
        self.inputs.base_url.as_deref()
    }

    /// A word of the site.
    pub(super) fn word(&self, word: Word, lang: Lang) -> &str {
        self.document.interface.word(word, lang)
    }

    /// Renders a page into the tree. `names` holds what the page itself shows.
    ///
    /// # Errors
    /// A template at fault, or a path written twice.
    pub(super) fn write(&self, page: &Page<'_>, names: Names, tree: &mut Tree) -> Result<()> {
        let frame = Prepared::new(&self.frame(page));
        let names =
            names.share("page", &frame).share("t", &self.words[&page.lang]).share("doc", &self.docs[&page.lang]);
        let html = self.templates.render(&format!("pages/{}.html", page.kind.name()), &names)?;
        tree.add(page.path.clone(), html)?;
        Ok(())
    }

    fn frame<'p>(&'p self, page: &'p Page<'_>) -> Frame<'p> {
        let in_tree = page.path.strip_prefix(page.lang.key()).and_then(|rest| rest.strip_prefix('/'));
        let link = |lang: Lang| {
            in_tree.map(|rest| Link {
                tag: lang.tag(),
                path: address::in_language(lang, rest),
                name: self.word(Word::OwnName, lang),
            })
        };
        let is_record = page.kind == PageKind::Requirement;
        let answers = self.assets.answers && (in_tree.is_some() || is_record);
        let reports = page.kind.reports();
        Frame {
            lang: page.lang.key(),
            tag: page.lang.tag(),
            kind: page.kind.name(),
            title: &page.title,
            description: &page.description,
            root: address::to_root(&page.path),
            base: self.base_of(page),
            address: self.base_url().filter(|_| page.kind.is_found()).map(|base| format!("{base}{}", page.path)),
            policy: policy(self.base_of(page).is_some()),
            home: in_tree.map_or_else(|| "index.html".to_owned(), |_| address::in_language(page.lang, "index.html")),
            style: &self.assets.style,
            page_style: page.kind.style().map(|name| self.assets.page_styles[name].as_str()),
            assessment_style: &self.assets.assessment_style,
            scores: reports || page.kind == PageKind::Score,
            answers: page.kind.answers(),
            icon: &self.assets.icon,
            script: &self.assets.script,
            engine: answers.then_some(if reports { "reporter" } else { "engine" }),
            reload: self.inputs.reload.as_deref(),
            nav: if in_tree.is_some() { self.links(page, &NAV) } else { Vec::new() },
            foot: if in_tree.is_some() { self.links(page, &FOOT) } else { Vec::new() },
            other: link(page.lang.other()),
            search: address::in_language(page.lang, "search.html"),
            search_label: self.in_page_languages(Word::FindField, in_tree.is_some().then_some(page.lang)),
            search_hint: match in_tree {
                Some(_) => self.word(Word::FindField, page.lang).to_owned(),
                None => self.in_page_languages(Word::FindSubmit, None),
            },
            cite: self.in_page_languages(Word::Cite, in_tree.is_some().then_some(page.lang)),
            comment: self.in_page_languages(Word::Comment, in_tree.is_some().then_some(page.lang)),
            gone: self.in_page_languages(Word::PartGone, in_tree.is_some().then_some(page.lang)),
            privacy: if in_tree.is_some() { Vec::new() } else { self.privacy() },
            alternates: self.base_url().map_or_else(Vec::new, |base| {
                let full = |link: Link<'p>| Link { path: format!("{base}{}", link.path), ..link };
                Lang::ALL.into_iter().filter_map(link).map(full).collect()
            }),
            levels: &self.levels[&page.lang],
            linked: linked::block(self.document, self.base_url(), page),
        }
    }

    /// A word in the language of a page, or in both where it has both.
    fn in_page_languages(&self, key: Word, lang: Option<Lang>) -> String {
        let words = |lang| self.word(key, lang);
        lang.map_or_else(|| Lang::ALL.map(words).join(" "), |lang| words(lang).to_owned())
    }

    fn privacy(&self) -> Vec<Link<'_>> {
        let link = |lang: Lang| Link {
            tag: lang.tag(),
            path: address::in_language(lang, "privacy.html"),
            name: self.word(Word::PrivacyTitle, lang),
        };
        Lang::ALL.map(link).into()
    }

    /// A page for missing addresses is shown at any depth, so its links need to know the root: that of
    /// the host, unless it is said where the site stands.
    fn base_of(&self, page: &Page<'_>) -> Option<&str> {
        (page.path == "404.html").then(|| self.base_url().unwrap_or("/"))
    }

    fn links<'p>(&'p self, page: &'p Page<'_>, items: &[(&str, Word)]) -> Vec<NavItem<'p>> {
        let item = |&(file, word): &(&str, Word)| {
            let path = address::in_language(page.lang, file);
            let current = path == page.path;
            NavItem { path, name: self.word(word, page.lang), current }
        };
        items.iter().map(item).collect()
    }
}

/// The pages that the head of every page leads to, with their words.
const NAV: [(&str, Word); 4] = [
    ("index.html", Word::NavModel),
    ("standard.html", Word::NavStandard),
    ("score.html", Word::NavScore),
    ("method.html", Word::NavMethod),
];

/// Those that its foot leads to.
const FOOT: [(&str, Word); 5] = [
    ("notes.html", Word::Notes),
    ("glossary.html", Word::GlossTitle),
    ("comments.html", Word::SlipTitle),
    ("developers.html", Word::DataTitle),
    ("privacy.html", Word::PrivacyTitle),
];

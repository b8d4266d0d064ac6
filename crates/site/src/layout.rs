//! The layout around every page: metadata, navigation, links, and what all pages of a language share.

use std::collections::BTreeMap;

use anyhow::Result;
use dtmm_model::Lang;
use serde::Serialize;

use super::address;
use super::annotate::Annotations;
use super::assets::AssetPaths;
use super::editions::Editions;
use super::inputs::Inputs;
use super::joined_words;
use super::json_ld;
use super::navigation::{NavItem, Navigation, Navigator};
use super::page::{PageKind, PageMeta};
use super::placement::Placement;
use super::policy::policy;
use super::sidebar::Sidebars;
use super::successor::Successor;
use super::templates::{Prepared, TemplateContext, Templates};
use super::tree::Tree;
use super::views::Viewer;
use crate::words::SiteWord;
use dtmm_content::document::Document;

/// The site being rendered.
pub(super) struct Site<'a> {
    pub(super) document: &'a Document,
    /// The editions before, oldest first.
    pub(super) earlier: &'a [Document],
    /// All editions of the standard.
    all: Editions<'a>,
    inputs: &'a Inputs,
    /// Where the edition stands in the site.
    placement: Placement,
    /// The newest edition, if this one is an earlier one.
    successor: Option<Successor<'a>>,
    assets: AssetPaths,
    templates: Templates,
    words: BTreeMap<Lang, Prepared>,
    /// Each word in all languages of the standard, as HTML and as one text.
    words_in_all: [Prepared; 2],
    docs: BTreeMap<Lang, Prepared>,
    levels: BTreeMap<Lang, Prepared>,
    sidebars: Sidebars,
    annotations: BTreeMap<Lang, Annotations<'a>>,
}

#[derive(Serialize)]
struct Link<'a> {
    tag: &'static str,
    path: String,
    /// The name of the language in itself.
    name: &'a str,
}

/// The page of the newest edition that has taken the place of a page.
#[derive(Serialize)]
struct Newest<'a> {
    edition: &'a str,
    /// From the root of the site.
    path: String,
    /// Its absolute URL, if the base URL is known.
    address: Option<String>,
}

#[derive(Serialize)]
struct LayoutView<'a> {
    lang: &'static str,
    tag: &'static str,
    kind: &'static str,
    /// Whether the standard has one language only.
    monolingual: bool,
    title: &'a str,
    description: &'a str,
    /// The way to the root of the pages of the edition.
    root: String,
    /// The way from there to the root of the site: empty for the newest edition.
    up: &'static str,
    /// The same place in the newest edition, on pages of an earlier one.
    newest: Option<Newest<'a>>,
    base: Option<&'a str>,
    /// The absolute URL of the page, if the base URL is known and search engines may index it.
    address: Option<String>,
    /// The Content-Security-Policy.
    policy: String,
    home: String,
    style: &'a str,
    /// The stylesheet of this kind of page.
    page_style: Option<&'a str>,
    assessment_style: &'a str,
    /// Whether results are shown even while answering is off.
    scores: bool,
    /// Whether the page has entries to answer or results.
    answers: bool,
    icon: &'a str,
    logo: Option<&'a str>,
    script: &'a str,
    /// The bundle of the engine that the page can use.
    engine: Option<&'a str>,
    reload: Option<&'a str>,
    /// The main navigation, in each language that the page has.
    nav: Vec<Navigation<'a>>,
    /// The links of the bar at the foot of narrow screens.
    tabs: Vec<NavItem<'a>>,
    /// The sidebar as HTML.
    sidebar: Option<String>,
    /// The label of the button that folds it.
    sidebar_switch: String,
    other: Option<Link<'a>>,
    /// The search page, which the search field of the header submits to, and the label of the field.
    search: String,
    search_label: String,
    /// The placeholder of the search field; shorter on pages in all languages, where less fits.
    search_hint: String,
    /// The labels of the buttons beside an entry.
    cite: String,
    comment: String,
    /// The message where a part of the page could not be loaded.
    gone: String,
    /// Links to the privacy pages, on pages outside the folder of a language; else they are among the links of the
    /// footer.
    privacy: Vec<Link<'a>>,
    /// The `hreflang` alternates with absolute URLs, as search engines require; empty if the base URL is not known.
    alternates: Vec<Link<'a>>,
    json_ld: Option<String>,
}

#[derive(Serialize)]
struct DocumentView<'a> {
    /// The permanent name of the standard.
    id: &'a str,
    number: Option<&'a str>,
    edition: &'a str,
    title: &'a str,
    status: &'a str,
    /// The key of the scoring method whose results come first.
    first_method: &'static str,
    /// What is shown only where there is some.
    has_notes: bool,
    has_recommendations: bool,
    has_conditions: bool,
}

impl<'a> Site<'a> {
    /// Prepares the values that all pages share.
    ///
    /// # Errors
    /// A template that cannot be parsed.
    pub(super) fn new(
        document: &'a Document,
        all: Editions<'a>,
        inputs: &'a Inputs,
        placement: Placement,
        successor: Option<Successor<'a>>,
        assets: AssetPaths,
    ) -> Result<Site<'a>> {
        let languages = || document.languages.iter();
        let each = |prepare: &dyn Fn(Lang) -> Prepared| languages().map(|lang| (lang, prepare(lang))).collect();
        let templates = Templates::parse(&inputs.templates)?;
        let words = each(&|lang| Prepared::new(&document.interface.in_language(lang)));
        let sidebars = Sidebars::render(document, &templates, &words)?;
        Ok(Site {
            document,
            earlier: all.before(document),
            all,
            inputs,
            placement,
            successor,
            assets,
            templates,
            words,
            sidebars,
            words_in_all: [joined_words::as_html(document), joined_words::as_text(document)]
                .map(|all| Prepared::new(&all)),
            docs: each(&|lang| {
                Prepared::new(&DocumentView {
                    id: document.standard.id(),
                    number: document.standard.number(),
                    edition: document.standard.edition(),
                    title: document.standard.title().get(lang),
                    status: document.status.get(lang),
                    first_method: document.standard.scoring().first().key(),
                    has_notes: !document.notes.is_empty(),
                    has_recommendations: document.has_recommendations(),
                    has_conditions: document.has_conditions(),
                })
            }),
            levels: each(&|lang| Prepared::new(&Viewer::plain(document, lang).levels())),
            annotations: languages().map(|lang| (lang, Annotations::new(document, lang))).collect(),
        })
    }

    /// A viewer of the model for pages at the root of a language.
    pub(super) fn viewer(&self, lang: Lang) -> Viewer<'_> {
        Viewer { annotations: Some(&self.annotations[&lang]), ..Viewer::plain(self.document, lang) }
    }

    /// The annotations of texts in a language.
    pub(super) fn annotations(&self, lang: Lang) -> &Annotations<'a> {
        &self.annotations[&lang]
    }

    /// The URL that the site is published at, ending in `/`.
    pub(super) fn base_url(&self) -> Option<&str> {
        self.inputs.base_url.as_deref()
    }

    /// All editions up to this one, oldest first.
    pub(super) fn editions(&self) -> Vec<&'a Document> {
        self.earlier.iter().chain([self.document]).collect()
    }

    /// The editions beside this one, newest first, each with its name and where it stands.
    pub(super) fn others(&self) -> impl Iterator<Item = (&'a str, Placement)> {
        let newest = self.all.newest.standard.edition();
        let names = self.all.earlier.iter().rev().map(|one| one.standard.edition());
        let all =
            std::iter::once((newest, Placement::newest())).chain(names.map(|name| (name, Placement::earlier(name))));
        let own = self.document.standard.edition();
        all.filter(move |(name, _)| *name != own)
    }

    /// The path of a file of the edition from the root of the site.
    pub(super) fn path(&self, path: &str) -> String {
        self.placement.path(path)
    }

    /// The words in a language for templates.
    pub(super) fn words(&self, lang: Lang) -> &Prepared {
        &self.words[&lang]
    }

    /// The values of a page that is in all languages: its own, in each language, as `sides`, and the words, as HTML
    /// under `each` and as one text for attributes under `joined`.
    pub(super) fn in_all<T: Serialize>(&self, side: impl Fn(Lang) -> T) -> TemplateContext {
        let side = |lang| Prepared::new(&side(lang)).with("t", self.words(lang));
        let [html, text] = &self.words_in_all;
        TemplateContext::default()
            .share("sides", &Prepared::list(self.document.languages.binding_first().map(side)))
            .share("each", html)
            .share("joined", text)
    }

    /// A word of the site.
    pub(super) fn word(&self, word: SiteWord, lang: Lang) -> &str {
        self.document.interface.word(word, lang)
    }

    /// Renders a page into the tree. `context` holds the values of the page itself.
    ///
    /// # Errors
    /// A template at fault, or a path written twice.
    pub(super) fn write(&self, page: &PageMeta<'_>, context: TemplateContext, tree: &mut Tree) -> Result<()> {
        let page_values = Prepared::new(&self.layout(page)).with("levels", &self.levels[&page.lang]);
        let context = context
            .share("page", &page_values)
            .share("t", &self.words[&page.lang])
            .share("doc", &self.docs[&page.lang]);
        let html = self.templates.render(&format!("pages/{}.html", page.kind.name()), &context)?;
        tree.add(page.path.clone(), html)?;
        Ok(())
    }

    fn layout<'p>(&'p self, page: &'p PageMeta<'_>) -> LayoutView<'p> {
        let in_tree = page.path.strip_prefix(page.lang.key()).and_then(|rest| rest.strip_prefix('/'));
        let link = |lang: Lang| {
            in_tree.map(|rest| Link {
                tag: lang.tag(),
                path: address::in_language(lang, rest),
                name: self.word(SiteWord::OwnName, lang),
            })
        };
        let languages = self.document.languages;
        let is_record = page.kind == PageKind::Requirement;
        let answers = self.assets.answers && (in_tree.is_some() || is_record);
        let reports = page.kind.reports();
        // Pages outside the folder of a language speak all of them.
        let own_lang = in_tree.is_some().then_some(page.lang);
        let navigator = Navigator { document: self.document, has_changes: !self.earlier.is_empty() };
        let navigated = match own_lang {
            Some(lang) => vec![lang],
            None if is_record => languages.binding_first().collect(),
            None => Vec::new(),
        };
        LayoutView {
            lang: page.lang.key(),
            tag: page.lang.tag(),
            kind: page.kind.name(),
            monolingual: languages.translation().is_none(),
            title: &page.title,
            description: &page.description,
            root: address::to_root(&page.path),
            up: self.placement.to_site(),
            newest: self.newest(page),
            base: self.base_of(page),
            address: self
                .base_url()
                .filter(|_| page.kind.has_canonical_url() && self.placement.is_newest())
                .map(|base| format!("{base}{}", page.path)),
            policy: policy(self.base_of(page).is_some()),
            home: match in_tree {
                None if languages.translation().is_some() => "index.html".to_owned(),
                _ => address::in_language(page.lang, "index.html"),
            },
            style: &self.assets.style,
            page_style: page.kind.style().map(|name| self.assets.page_styles[name].as_str()),
            assessment_style: &self.assets.assessment_style,
            scores: reports || page.kind == PageKind::Score,
            answers: page.kind.answers(),
            icon: &self.assets.icon,
            logo: self.assets.logo.as_deref(),
            script: &self.assets.script,
            engine: answers.then_some(if reports { "reporter" } else { "engine" }),
            reload: self.inputs.reload.as_deref(),
            nav: navigated.iter().map(|lang| navigator.whole(*lang, page)).collect(),
            tabs: if in_tree.is_some() { navigator.tabs(page.lang, page) } else { Vec::new() },
            sidebar_switch: self.in_page_languages(SiteWord::SidebarSwitch, own_lang),
            sidebar: self.sidebars.of(page, &self.document.standard),
            other: languages.other(page.lang).and_then(link),
            search: address::in_language(page.lang, "search.html"),
            search_label: self.in_page_languages(SiteWord::FindField, own_lang),
            search_hint: match in_tree {
                Some(_) => self.word(SiteWord::FindField, page.lang).to_owned(),
                None => self.in_page_languages(SiteWord::FindSubmit, None),
            },
            cite: self.in_page_languages(SiteWord::Cite, own_lang),
            comment: self.in_page_languages(SiteWord::Comment, own_lang),
            gone: self.in_page_languages(SiteWord::PartGone, own_lang),
            privacy: if in_tree.is_some() { Vec::new() } else { self.privacy() },
            alternates: self.base_url().map_or_else(Vec::new, |base| {
                let full = |link: Link<'p>| Link { path: format!("{base}{}", self.placement.path(&link.path)), ..link };
                let alternates = languages.binding_first().filter(|_| languages.translation().is_some());
                alternates.filter_map(link).map(full).collect()
            }),
            json_ld: json_ld::block(self.document, self.base_url(), &self.placement, page),
        }
    }

    /// The same place in the newest edition; `None` on its own pages.
    fn newest(&self, page: &PageMeta<'_>) -> Option<Newest<'_>> {
        let successor = self.successor.as_ref()?;
        let path = successor.page(page.lang, &page.path, page.about);
        let address = self.base_url().map(|base| format!("{base}{path}"));
        Some(Newest { edition: successor.edition(), path, address })
    }

    /// A word in the language of a page, or in each for pages in all languages (`None`).
    fn in_page_languages(&self, key: SiteWord, lang: Option<Lang>) -> String {
        let words = |lang| self.word(key, lang);
        match lang {
            Some(lang) => words(lang).to_owned(),
            None => self.document.languages.binding_first().map(words).collect::<Vec<_>>().join(" "),
        }
    }

    fn privacy(&self) -> Vec<Link<'_>> {
        let link = |lang: Lang| Link {
            tag: lang.tag(),
            path: address::in_language(lang, "privacy.html"),
            name: self.word(SiteWord::PrivacyTitle, lang),
        };
        self.document.languages.binding_first().map(link).collect()
    }

    /// The `<base>` of the 404 page, which hosts show at any depth: the base URL, else the root of the host.
    fn base_of(&self, page: &PageMeta<'_>) -> Option<&str> {
        (page.path == "404.html").then(|| self.base_url().unwrap_or("/"))
    }
}

//! All texts of the content as one list, so that checks of texts need not know the shapes of the files.

use std::borrow::Cow;

use super::metadata::languages_of;
use super::passage::{Home, Passage, Role, domain_id, domain_path, references};
use super::{notes, terms};
use crate::load::EditionSources;
use crate::parse::paths::{ABBREVIATIONS, CHANGES, REDIRECTS, REFERENCES, STANDARD, TERMS, WAIVERS};
use crate::parse::{BilingualRecord, Content, DomainFile, Paragraph, Step, SubdomainSource, TextFile, TextPair};
use dtmm_model::{Lang, Languages};

/// All passages of the content. `languages` says which of two text files records the fingerprints of the other.
pub(super) fn passages<'a>(
    sources: &'a EditionSources<'a>,
    content: &'a Content,
    languages: Option<Languages>,
) -> Vec<Passage<'a>> {
    let mut list = List { sources, languages, passages: Vec::with_capacity(1200) };
    list.standard(content);
    list.lists(content);
    for (slug, domain) in &content.domains {
        list.domain(slug, domain);
    }
    for subdomain in content.subdomains.values() {
        list.subdomain(subdomain);
    }
    for (stem, pair) in &content.text {
        list.pair(stem, pair, false);
    }
    for (stem, pair) in content.tool_methods.iter().chain(&content.methods) {
        list.pair(stem, pair, true);
    }
    list.passages.extend(terms::passages(content));
    list.passages.extend(notes::passages(content));
    list.passages
}

struct List<'a> {
    sources: &'a EditionSources<'a>,
    languages: Option<Languages>,
    passages: Vec<Passage<'a>>,
}

/// The place of a record, to which the keys of its texts are appended.
#[derive(Clone, Copy)]
struct Base<'a, 'b> {
    path: &'b Cow<'a, str>,
    steps: &'b [Step<'a>],
    at: &'b Cow<'a, str>,
}

impl<'a> List<'a> {
    fn add(
        &mut self,
        role: Role,
        base: Base<'a, '_>,
        more: &[Step<'a>],
        texts: (&'a str, &'a str),
        reviewed: Option<&'a str>,
    ) {
        let steps = [base.steps, more].concat();
        let home = Home::Yaml(base.path.clone(), steps);
        self.passages.push(Passage { role, at: base.at.clone(), zh: texts.0, en: texts.1, reviewed, home });
    }

    /// A text without a fingerprint.
    fn both(&mut self, role: Role, base: Base<'a, '_>, more: &[Step<'a>], text: &'a BilingualRecord) {
        self.add(role, base, more, (&text.zh, &text.en), None);
    }

    fn paragraph(&mut self, role: Role, base: Base<'a, '_>, more: &[Step<'a>], text: &'a Paragraph) {
        self.add(role, base, more, (&text.zh, &text.en), Some(&text.reviewed));
    }

    fn standard(&mut self, content: &'a Content) {
        use Step::{Item, Key};
        let Some(standard) = &content.standard else { return };
        let path = &Cow::Borrowed(STANDARD);
        for (key, name) in [("title", &standard.title), ("status", &standard.status)] {
            self.passages.push(Passage::new(Role::Name, STANDARD, vec![Key(key)], key, name));
        }
        for (index, line) in standard.cover.iter().enumerate() {
            let base = Base { path, steps: &[Key("cover"), Item(index)], at: &Cow::Borrowed(line.role.as_str()) };
            self.add(Role::Cover, base, &[], (&line.zh, &line.en), None);
        }
        for (index, level) in standard.levels.iter().enumerate() {
            let at = &Cow::Owned(format!("level-{}", level.level));
            let base = Base { path, steps: &[Key("levels"), Item(index)], at };
            self.both(Role::Name, base, &[Key("name")], &level.name);
            if let Some(text) = &level.text {
                self.paragraph(Role::Level, base, &[Key("text")], text);
            }
        }
    }

    fn lists(&mut self, content: &'a Content) {
        use Step::{Item, Key};
        let mut name = |role, path, steps, at, text| self.passages.push(Passage::new(role, path, steps, at, text));
        for (path, key, word) in content.interface_words() {
            name(Role::Word, path, vec![Key(key)], key, word);
        }
        for (index, abbreviation) in content.abbreviations.iter().flatten().enumerate() {
            let steps = vec![Item(index), Key("name")];
            name(Role::Name, ABBREVIATIONS, steps, &abbreviation.short, &abbreviation.name);
        }
        for (key, index, reference) in references(content) {
            let steps = vec![Key(key), Item(index), Key("title")];
            name(Role::Name, REFERENCES, steps, &reference.number, &reference.title);
        }
        for (index, waiver) in content.waivers.iter().flatten().enumerate() {
            name(Role::Name, WAIVERS, vec![Item(index), Key("why")], "", &waiver.why);
        }
        for (index, redirect) in content.redirects.iter().enumerate() {
            let steps = vec![Item(index), Key("why")];
            name(Role::Name, REDIRECTS, steps, &redirect.from, &redirect.why);
        }
        for (index, change) in content.changes.iter().enumerate() {
            let about = change.about.as_ref();
            about.into_iter().for_each(|text| name(Role::Name, CHANGES, vec![Item(index), Key("about")], "", text));
        }
        self.terms(content);
    }

    fn terms(&mut self, content: &'a Content) {
        use Step::{Item, Key};
        let path = &Cow::Borrowed(TERMS);
        for (index, term) in content.terms.iter().flatten().enumerate() {
            let at = &Cow::Owned(format!("term-{}", term.number));
            let base = Base { path, steps: &[Item(index)], at };
            self.both(Role::Name, base, &[Key("name")], &term.name);
            self.paragraph(Role::Definition, base, &[Key("definition")], &term.definition);
            for (index, note) in term.notes.iter().enumerate() {
                let steps = [Key("notes"), Item(index)];
                self.paragraph(Role::Note, base, &steps, note);
            }
            if let Some(source) = &term.source {
                self.both(Role::Origin, base, &[Key("source")], source);
            }
        }
    }

    fn domain(&mut self, slug: &str, domain: &'a DomainFile) {
        let path = &Cow::Owned(domain_path(slug));
        let base = Base { path, steps: &[], at: &Cow::Owned(domain_id(slug, domain)) };
        self.both(Role::Name, base, &[Step::Key("name")], &domain.name);
        if let Some(caption) = &domain.caption {
            self.both(Role::Name, base, &[Step::Key("caption")], caption);
        }
        if let Some(intro) = &domain.intro {
            self.paragraph(Role::Intro, base, &[Step::Key("intro")], intro);
        }
    }

    fn subdomain(&mut self, source: &'a SubdomainSource) {
        use Step::{Item, Key, Number};
        let path = &Cow::Borrowed(source.path.as_str());
        let record = &source.record;
        let base = Base { path, steps: &[], at: &Cow::Borrowed(record.code.as_str()) };
        self.both(Role::Name, base, &[Key("name")], &record.name);
        for (level, entries) in &record.levels {
            for (index, entry) in entries.iter().enumerate() {
                let steps = &[Key("levels"), Number(*level), Item(index)];
                let base = Base { path, steps, at: &Cow::Borrowed(entry.id.as_str()) };
                self.add(Role::Entry, base, &[], (&entry.zh, &entry.en), Some(&entry.reviewed));
                for (index, example) in entry.examples.iter().enumerate() {
                    let steps = [Key("examples"), Item(index)];
                    self.add(Role::Example, base, &steps, (&example.zh, &example.en), Some(&example.reviewed));
                }
            }
        }
    }

    fn pair(&mut self, stem: &'a str, pair: &'a TextPair, is_method: bool) {
        let (zh, en) = (pair.zh.as_ref(), pair.en.as_ref());
        let number = zh.or(en).and_then(|file| file.front.number.as_deref());
        let at = number.map_or(Cow::Borrowed(stem), |number| Cow::Owned(format!("clause-{number}")));
        let role = match (is_method, number) {
            (true, _) => Role::Method,
            (false, Some(_)) => Role::Clause,
            (false, None) => Role::Front,
        };
        let title = |file: Option<&'a TextFile>| file.map_or("", |file| &file.front.title);
        let home = Home::Front { zh, en };
        let title = Passage { role: Role::Name, at: at.clone(), zh: title(zh), en: title(en), reviewed: None, home };
        self.passages.push(title);
        if let (Some(zh), Some(en)) = (zh, en)
            && zh.blocks.len() == en.blocks.len()
        {
            (0..zh.blocks.len()).for_each(|index| self.block(role, at.clone(), Some(zh), Some(en), index));
            return;
        }
        (0..zh.map_or(0, |zh| zh.blocks.len())).for_each(|index| self.block(role, at.clone(), zh, None, index));
        (0..en.map_or(0, |en| en.blocks.len())).for_each(|index| self.block(role, at.clone(), None, en, index));
    }

    fn block(
        &mut self,
        role: Role,
        at: Cow<'a, str>,
        zh: Option<&'a TextFile>,
        en: Option<&'a TextFile>,
        index: usize,
    ) {
        let sources = self.sources;
        let text = |file: &'a TextFile| {
            sources.get(&file.path).map_or("", |source| &source.text[file.blocks[index].1.clone()])
        };
        let languages = self.languages.zip(zh.or(en)).map(|(declared, file)| languages_of(&file.path, declared));
        let translated = match languages.and_then(Languages::translation) {
            Some(Lang::Zh) => zh,
            Some(Lang::En) => en,
            None => None,
        };
        let reviewed = zh.and(en).and(translated);
        let reviewed = reviewed.map(|file| file.front.reviewed.get(index).map_or("", String::as_str));
        let home = Home::Block { zh, en, index };
        let (zh, en) = (zh.map_or("", text), en.map_or("", text));
        self.passages.push(Passage { role, at, zh, en, reviewed, home });
    }
}

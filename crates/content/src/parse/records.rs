//! The content files as typed in: one record type a kind of file, unknown keys refused.
//!
//! Nothing here is checked beyond its shape. Identifiers are still text, a language may be empty: a
//! language or fingerprint left out is empty text, because a standard may have one language, and so that one
//! that is missing does not hide what else is wrong in the file.

use std::collections::BTreeMap;

use dtmm_model::{Bilingual, Lang};
#[cfg(test)]
use schemars::JsonSchema;
use serde::Deserialize;

#[cfg(test)]
use super::forms::{CODE, DATE, ENTRY_ID, FINGERPRINT, SLUG, draft_codes, needs_languages};

/// The same thing said in each language of the standard, as typed in. A record beside [`Bilingual`], because a language
/// may still be missing here, and because `crates/model` has no dependencies, so that serde cannot read its types.
#[derive(Debug, Clone, Deserialize, Default)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(test, schemars(rename = "Both", description = "The same thing said in each language of the standard.", transform = needs_languages))]
pub struct BilingualRecord {
    /// The Chinese.
    pub zh: String,
    /// The English.
    pub en: String,
}

impl BilingualRecord {
    /// What is said in `lang`; empty where it was left out.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl From<BilingualRecord> for Bilingual {
    fn from(record: BilingualRecord) -> Bilingual {
        Bilingual { zh: record.zh, en: record.en }
    }
}

/// A paragraph of the standard: the binding text, verbatim; its translation, if there is one; and the fingerprint of
/// the binding text that the translation was last reviewed against.
#[derive(Debug, Clone, Deserialize, Default)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(test, schemars(transform = needs_languages))]
pub struct Paragraph {
    /// The Chinese.
    pub zh: String,
    /// The English.
    pub en: String,
    /// The fingerprint of the binding text that the translation was reviewed against: eight hexadecimal digits, which
    /// the check prints.
    #[cfg_attr(test, schemars(regex(pattern = FINGERPRINT)))]
    pub reviewed: String,
}

impl From<Paragraph> for Bilingual {
    fn from(paragraph: Paragraph) -> Bilingual {
        Bilingual { zh: paragraph.zh, en: paragraph.en }
    }
}

/// `standard.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StandardFile {
    /// As `T/ABC 0000-2030` or `Version 2.0`. Left out: the document has none, and is called by its title.
    #[serde(default)]
    pub number: Option<String>,
    /// The day on which the text was last changed, as `2026-11-22`.
    #[cfg_attr(test, schemars(regex(pattern = DATE)))]
    pub modified: String,
    /// The title in running text.
    pub title: BilingualRecord,
    /// The stage of the document, as 报批稿.
    pub status: BilingualRecord,
    /// The lines of the cover, top to bottom. Left out: the full text begins with the title.
    #[serde(default)]
    pub cover: Vec<CoverLine>,
    /// How many of each thing the edition states it has. Left out: nothing is counted.
    #[serde(default)]
    pub counts: BTreeMap<String, usize>,
    /// The levels, lowest first.
    pub levels: Vec<LevelRecord>,
    /// The slugs of the domains in the order of the standard.
    #[cfg_attr(test, schemars(inner(regex(pattern = SLUG))))]
    pub domains: Vec<String>,
    /// The running text, in the order of the document: names of files under `text/`.
    pub text: Vec<String>,
}

/// What a line of the cover can be.
pub const COVER_ROLES: [&str; 9] =
    ["issuer", "number", "title", "title-en", "notice", "status", "published", "implemented", "publisher"];

/// One line of the cover.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, schemars(transform = needs_languages))]
pub struct CoverLine {
    /// What the line is: `issuer`, `number`, `title`, `title-en`, `notice`, `status`, `published`,
    /// `implemented`, `publisher`.
    #[cfg_attr(test, schemars(extend("enum" = COVER_ROLES)))]
    pub role: String,
    /// The line in Chinese, as printed.
    #[serde(default)]
    pub zh: String,
    /// The line in English.
    #[serde(default)]
    pub en: String,
}

/// One level, with what the standard says of it.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LevelRecord {
    /// Its number, 1 for the lowest.
    #[cfg_attr(test, schemars(range(min = 1, max = 9)))]
    pub level: u8,
    /// The label of the item that describes it, without marks. Left out in all levels: the items have none.
    #[serde(default)]
    #[cfg_attr(test, schemars(extend("type" = ["string", "integer", "null"])))]
    pub label: Option<String>,
    /// 三级, Level 3.
    pub name: BilingualRecord,
    /// Its characteristics, without label and name. Left out: the standard only names it.
    #[serde(default)]
    pub text: Option<Paragraph>,
}

/// `clauses/<domain>.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DomainFile {
    /// The subclause, quoted: `"9.2"`. Left out in all domains, with `table`: they are called by their names alone.
    #[serde(default)]
    pub clause: Option<String>,
    /// The number of the table.
    #[serde(default)]
    pub table: Option<u8>,
    /// The name of the domain.
    pub name: BilingualRecord,
    /// The sentences that introduce the table. Left out: there are none.
    #[serde(default)]
    pub intro: Option<Paragraph>,
    /// The caption of the table, without its number. Left out: the name of the domain.
    #[serde(default)]
    pub caption: Option<BilingualRecord>,
    /// The slugs of the subdomains in the order of the standard.
    #[cfg_attr(test, schemars(inner(regex(pattern = SLUG))))]
    pub subdomains: Vec<String>,
}

/// `clauses/<domain>/<subdomain>.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SubdomainFile {
    /// As `ABC`.
    #[cfg_attr(test, schemars(regex(pattern = CODE)))]
    pub code: String,
    /// The name of the subdomain.
    pub name: BilingualRecord,
    /// The entries by level.
    pub levels: BTreeMap<u8, Vec<EntryRecord>>,
}

/// One entry.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, schemars(transform = needs_languages))]
pub struct EntryRecord {
    /// As `ABC-302`.
    #[cfg_attr(test, schemars(regex(pattern = ENTRY_ID)))]
    pub id: String,
    /// Its label as printed, without marks. Left out: the one after that of the entry before it.
    #[serde(default)]
    #[cfg_attr(test, schemars(extend("type" = ["string", "integer", "null"])))]
    pub label: Option<String>,
    /// `shall`, `mixed`, `should` or `none`. Left out, where the standard has no words of obligation: `none`.
    #[serde(default)]
    pub modal: Option<ModalRecord>,
    /// Whether the whole entry applies only under a condition.
    #[serde(default)]
    pub conditional: bool,
    /// The Chinese, verbatim where it binds.
    #[serde(default)]
    pub zh: String,
    /// The English.
    #[serde(default)]
    pub en: String,
    /// The fingerprint of the binding text that the translation was reviewed against.
    #[serde(default)]
    #[cfg_attr(test, schemars(regex(pattern = FINGERPRINT)))]
    pub reviewed: String,
    /// The examples printed after it.
    #[serde(default)]
    pub examples: Vec<ExampleRecord>,
}

/// The verbal form of an entry, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ModalRecord {
    /// A requirement.
    Shall,
    /// A requirement with a recommended part.
    Mixed,
    /// A recommendation.
    Should,
    /// Neither is said; it counts as a requirement.
    None,
}

/// An example of an entry.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, schemars(transform = needs_languages))]
pub struct ExampleRecord {
    /// The label that is printed before it by mistake, as if it were an entry.
    #[serde(default)]
    #[cfg_attr(test, schemars(extend("type" = ["string", "integer", "null"])))]
    pub label: Option<String>,
    /// The Chinese, with the prefix that the standard declares.
    #[serde(default)]
    pub zh: String,
    /// The English, with the prefix that the standard declares.
    #[serde(default)]
    pub en: String,
    /// The fingerprint of the binding text that the translation was reviewed against.
    #[serde(default)]
    #[cfg_attr(test, schemars(regex(pattern = FINGERPRINT)))]
    pub reviewed: String,
}

/// One defined term, in `terms.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TermRecord {
    /// The number of the entry, quoted: `"3.90"`, or `"90"` in a part of the text without a number.
    pub number: String,
    /// The term as printed, Chinese and English.
    pub name: BilingualRecord,
    /// The definition.
    pub definition: Paragraph,
    /// The notes, with their printed prefix.
    #[serde(default)]
    pub notes: Vec<Paragraph>,
    /// The source, with its brackets, as printed.
    #[serde(default)]
    pub source: Option<BilingualRecord>,
}

/// One abbreviation, in `abbreviations.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AbbreviationRecord {
    /// As `DCS`.
    pub short: String,
    /// The expansion as printed: the Chinese, and the English of the draft.
    pub name: BilingualRecord,
}

/// `references.yaml`.
#[derive(Debug, Clone, Deserialize, Default)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReferencesFile {
    /// Those that are needed to apply the standard. Left out: there are none.
    #[serde(default)]
    pub normative: Vec<ReferenceRecord>,
    /// The bibliography. Left out: there is none.
    #[serde(default)]
    pub bibliography: Vec<ReferenceRecord>,
}

/// A cited document.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReferenceRecord {
    /// Its number as printed, as `GB/T 36073-2018`.
    pub number: String,
    /// Its title; the Chinese as printed, with its title marks.
    pub title: BilingualRecord,
}

/// `waivers.yaml`: a fault of the draft itself, declared once so that the checks do not report it.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The code of the diagnostic.
    #[cfg_attr(test, schemars(extend("enum" = draft_codes())))]
    pub code: String,
    /// Where it is: the identifier of an entry, a term, a clause.
    pub at: String,
    /// The words or number the diagnostic is about, where one place has several.
    #[serde(default)]
    pub what: Option<String>,
    /// What is wrong in the draft.
    pub why: BilingualRecord,
}

/// `redirects.yaml`: where something published is found now.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RedirectRecord {
    /// The identifier, as `ABC-309`, or the address of the page, as `{lang}/old.html`.
    pub from: String,
    /// Another of the same kind.
    pub to: String,
    /// Why, for those who come to the old one.
    #[serde(default)]
    pub why: BilingualRecord,
}

/// One word or sentence of the site itself, in `interface.yaml`.
pub type InterfaceWord = BilingualRecord;

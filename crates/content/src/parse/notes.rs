//! `notes/*.yaml`: the editor's notes on the draft, as typed in.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Deserialize;

#[cfg(test)]
use super::forms::NOTE_ID;
use super::records::BilingualRecord;

/// One note.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NoteRecord {
    /// As `note-012`; never reused.
    #[cfg_attr(test, schemars(regex(pattern = NOTE_ID)))]
    pub id: String,
    /// What kind of fault it is about.
    pub kind: NoteKind,
    /// How sure the editor is.
    pub certainty: Certainty,
    /// The places it is about.
    pub about: Vec<NotePlaceRecord>,
    /// Why the place is doubtful.
    pub why: BilingualRecord,
    /// What is probably meant.
    #[serde(default)]
    pub reading: Option<BilingualRecord>,
    /// How the scorer treats it.
    #[serde(default)]
    pub scoring: Option<BilingualRecord>,
}

/// A place a note is about.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NotePlaceRecord {
    /// The identifier of an entry, cell, subdomain, clause, table, figure, term, abbreviation or level,
    /// or `cover`, `foreword`, `bibliography`.
    pub at: String,
    /// The words printed there; none where it is about the whole.
    #[serde(default)]
    pub zh: Option<String>,
    /// The words of the English that stand for them; none where the fault does not show in English.
    #[serde(default)]
    pub en: Option<String>,
}

/// What kind of fault a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum NoteKind {
    /// Wrong, garbled, lost or misplaced words.
    Wording,
    /// Letters, examples, the cut of entries.
    Structure,
    /// Cited documents.
    Citation,
    /// Abbreviations.
    Abbreviation,
    /// Names that differ for one thing.
    Naming,
    /// Entries without 应 or 宜.
    Verb,
    /// Punctuation, spacing, layout.
    Form,
}

impl NoteKind {
    /// All kinds in the order in which they are listed.
    pub const ALL: [NoteKind; 7] = [
        NoteKind::Wording,
        NoteKind::Structure,
        NoteKind::Citation,
        NoteKind::Abbreviation,
        NoteKind::Naming,
        NoteKind::Verb,
        NoteKind::Form,
    ];

    /// As it is typed in.
    pub const fn key(self) -> &'static str {
        match self {
            NoteKind::Wording => "wording",
            NoteKind::Structure => "structure",
            NoteKind::Citation => "citation",
            NoteKind::Abbreviation => "abbreviation",
            NoteKind::Naming => "naming",
            NoteKind::Verb => "verb",
            NoteKind::Form => "form",
        }
    }
}

/// How sure the editor is that something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// An error by itself.
    Certain,
    /// Probably an error, and probably read so.
    Likely,
    /// To be asked of the drafters.
    Query,
}

impl Certainty {
    /// All of them, the surest first.
    pub const ALL: [Certainty; 3] = [Certainty::Certain, Certainty::Likely, Certainty::Query];

    /// As it is typed in.
    pub const fn key(self) -> &'static str {
        match self {
            Certainty::Certain => "certain",
            Certainty::Likely => "likely",
            Certainty::Query => "query",
        }
    }
}

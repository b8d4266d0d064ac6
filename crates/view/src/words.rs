//! The words of the page. The engine has none of its own: they come from `content/interface.yaml`,
//! in the language of the page, where their keys begin with `score_`.

use dtmm_exchange::{LeftOutReason, add_words};
use dtmm_scoring::{Answer, Code, Vocabulary};

/// Names each word once, with its key and the values that are filled into it.
macro_rules! words {
    ($($name:ident = $key:literal $(($($value:ident),+))?,)*) => {
        /// A word of the page.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs)] // each is named as its key
        pub enum Word { $($name,)* }

        impl Word {
            /// All words.
            const ALL: &[Word] = &[$(Word::$name,)*];

            /// The key in `content/interface.yaml`, without `score_`.
            pub(crate) const fn key(self) -> &'static str {
                match self { $(Word::$name => $key,)* }
            }

            /// The names of the values that are filled into it.
            const fn values(self) -> &'static [&'static str] {
                match self { $(Word::$name => &[$($(stringify!($value)),+)?],)* }
            }
        }
    };
}

words! {
    Full = "full",
    Largely = "largely",
    Partly = "partly",
    Not = "not",
    NotApplicable = "not_applicable",
    Tick = "tick" (id),
    Group = "group" (id),
    Reason = "reason",
    ReasonNeeded = "reason_needed",
    NotStarted = "not_started",
    InProgress = "in_progress",
    Below = "below",
    Company = "company",
    NoneApplies = "none_applies",
    Answered = "answered" (answered, applicable),
    Provisional = "provisional" (best),
    Held = "held" (level, entries),
    More = "more" (entries, more),
    Top = "top",
    TopAfter = "top_after",
    Capped = "capped",
    CappedAfter = "capped_after",
    Separator = "separator",
    Comma = "comma",
    Announced = "announced" (scope, level),
    Unfinished = "unfinished" (count),
    CellMet = "cell_met",
    CellPart = "cell_part",
    CellOpen = "cell_open",
    CellNa = "cell_na",
    NotKept = "not_kept",
    OldLeft = "old_left" (count),
    EngineEnded = "engine_ended",
    EngineRescue = "engine_rescue" (number),
    Emptied = "emptied",
    StorageUnreadable = "storage_unreadable",
    Stuck = "stuck",
    SaveUnkept = "save_unkept",
    KeepAgain = "keep_again",
    TryAgain = "try_again",
    Damaged = "damaged",
    AsideNewer = "aside_newer",
    SaveAside = "save_aside" (number),
    Told = "told",
    WrongDate = "wrong_date",
    ClearAnswer = "clear_answer",
    ClearOf = "clear_of" (id),
    DeletedElsewhere = "deleted_elsewhere" (title),
    PreviewChanged = "preview_changed",
    HistoryNone = "history_none",
    HistoryBulk = "history_bulk" (about, count),
    HistoryClear = "history_clear" (count),
    HistoryLoad = "history_load" (about, count),
    HistoryMerge = "history_merge" (about, count),
    HistorySample = "history_sample" (count),
    HistoryCopy = "history_copy" (about),
    HistoryDelete = "history_delete" (about),
    HistoryMany = "history_many" (count),
    HistoryEmptied = "history_emptied",
    Redo = "redo",
    Redone = "redone",
    UndoneLeft = "undone_left" (count),
    UndoGone = "undo_gone",
    NothingToUndo = "nothing_to_undo",
    NothingToRedo = "nothing_to_redo",
    OtherEdition = "other_edition" (edition),
    Save = "save",
    FileName = "file_name" (date),
    Loaded = "loaded" (file, count),
    Unknown = "unknown" (count),
    LeftOut = "left_out" (count, list),
    LeftOutOne = "left_out_one" (line, id, reason),
    LeftOutMore = "left_out_more" (more),
    FieldsTaken = "fields_taken" (items),
    LoadedAs = "loaded_as" (file, count),
    Guessed = "guessed" (sample),
    FromEdition = "from_edition" (edition, here),
    Cleared = "cleared" (count),
    Nothing = "nothing",
    Undo = "undo",
    Undone = "undone",
    Refused = "refused" (file),
    Place = "place" (line, column, path, problem),
    MoreProblems = "more_problems" (more),
    Unreadable = "unreadable",
    Plan = "plan" (scope, to, from, count),
    PlanNoLevels = "plan_no_levels",
    Raise = "raise" (from, to),
    GapsUnmet = "gaps_unmet" (count),
    GapsUnanswered = "gaps_unanswered" (count),
    GapsAdvised = "gaps_advised" (count),
    GapsNone = "gaps_none",
    InHead = "in_head" (file, count),
    InNew = "in_new" (count),
    InDifferent = "in_different" (count),
    InSame = "in_same" (count),
    InGone = "in_gone" (count),
    InRemarks = "in_remarks" (count),
    InLevels = "in_levels" (mine, theirs),
    InEdition = "in_edition" (edition, own),
    InTakes = "in_takes" (items),
    InTakesItem = "in_takes_item" (field, value),
    InTakesRemarks = "in_takes_remarks" (count),
    InTakesUnknown = "in_takes_unknown" (count),
    InStays = "in_stays" (items),
    InOthers = "in_others",
    Cut = "cut" (text, shown, count),
    ConflictAnswer = "conflict_answer",
    ConflictField = "conflict_field" (field, value),
    ConflictKeep = "conflict_keep",
    LaterTheirs = "later_theirs" (theirs, mine),
    LaterMine = "later_mine" (mine, theirs),
    LaterUnknown = "later_unknown",
    FromLink = "from_link",
    Merged = "merged" (file, count),
    Beside = "beside" (file),
    BesideEach = "beside_each" (file, count),
    Untitled = "untitled" (number),
    Deleted = "deleted" (title),
    CopyOf = "copy_of" (title),
    Bulk = "bulk",
    BulkLabel = "bulk_label" (cell),
    BulkDone = "bulk_done" (cell, answer, count),
    Clear = "clear",
    Details = "details",
    DetailsOf = "details_of" (id),
    Note = "note",
    Evidence = "evidence",
    EvidenceTitle = "evidence_title",
    EvidencePlace = "evidence_place",
    EvidenceDate = "evidence_date",
    EvidenceAdd = "evidence_add",
    EvidenceRemove = "evidence_remove",
    Owner = "owner",
    Due = "due",
    Found = "found" (count, all),
    KeepCopy = "keep_copy" (count),
    Copied = "copied",
    CopyByHand = "copy_by_hand",
    LinkMade = "link_made" (count),
    LinkLong = "link_long",
    LinkShorter = "link_shorter",
    AllOwners = "all_owners",
    CopyText = "copy_text",
    SaveInApp = "save_in_app",
    FieldTitle = "field_title",
    FieldOrganization = "field_organization",
    FieldScope = "field_scope",
    FieldDate = "field_date",
    FieldProfile = "field_profile",
    FieldTargets = "field_targets",
    FieldTailored = "field_tailored",
    FieldEdition = "field_edition",
    FieldWeights = "field_weights",
    FieldReason = "field_reason",
    CsvId = "csv_id",
    CsvLetter = "csv_letter",
    CsvText = "csv_text",
    CsvKind = "csv_kind",
    CsvAnswer = "csv_answer",
    CsvDomain = "csv_domain",
    CsvSubdomain = "csv_subdomain",
    CsvLevel = "csv_level",
    Requirement = "requirement",
    Recommendation = "recommendation",
    ReportTitle = "report_title",
    ReportOrganization = "report_organization",
    ReportScope = "report_scope",
    ReportDate = "report_date",
    ReportStrict = "report_strict",
    ReportStaged = "report_staged",
    ReportWeighted = "report_weighted",
    ReportIndex = "report_index",
    ReportProvisional = "report_provisional",
    ReportCompleteness = "report_completeness" (answered, applicable, percent),
    ReportAim = "report_aim" (target, levels, entries),
    ReportAimReached = "report_aim_reached" (target),
    ReportAimNext = "report_aim_next" (target, entries),
    ReportAimNone = "report_aim_none",
    ReportExcludedCount = "report_excluded_count" (count, excluded),
    ReportLevelHead = "report_level_head" (letter),
    ReportCountsHead = "report_counts_head" (letter),
    ReportEditions = "report_editions" (own, edition),
    ReportMoreEvidence = "report_more_evidence" (count),
    EditionNotice = "edition_notice" (edition, own),
    EditionUnknown = "edition_unknown" (own, count),
    ReportMissing = "report_missing" (entries),
    ReportMoreHold = "report_more_hold" (count),
    ReportMoreGain = "report_more_gain" (count, entries),
    ReportNoGain = "report_no_gain",
    ReportWarning = "report_warning" (weighted, staged, count, names),
    ReportBasis = "report_basis" (method, id, edition, date),
    ReportRadar = "report_radar" (method),
    ReportTarget = "report_target",
    ReportPlace = "report_place" (subdomain, level, letter),
    ReportToTargets = "report_to_targets" (level, method),
    ReportToNext = "report_to_next" (level, method),
    ReportNoGaps = "report_no_gaps",
    ReportUnmet = "report_unmet" (count),
    ReportUnanswered = "report_unanswered" (count),
    ReportRecommended = "report_recommended" (count),
    ReportOut = "report_out",
    ReportReason = "report_reason" (reason),
    ReportOwner = "report_owner" (owner),
    ReportDue = "report_due" (due),
    ReportEvidence = "report_evidence" (evidence),
    ReportNoEvidence = "report_no_evidence",
    ReportConditional = "report_conditional",
    ReportExcluded = "report_excluded",
    ReportNoExclusion = "report_no_exclusion",
    ReportNoTailoring = "report_no_tailoring",
    ReportBySubdomain = "report_by_subdomain",
    ReportByDomain = "report_by_domain",
    ReportByWeights = "report_by_weights" (weights),
    ReportAnswers = "report_answers" (given, entries, each),
    CompareInUse = "compare_in_use",
    CompareFromFile = "compare_from_file" (file),
    CompareAnswered = "compare_answered" (count),
    CompareUnread = "compare_unread" (name),
    CompareOpened = "compare_opened" (names),
    CompareFull = "compare_full" (most, names),
    CompareEach = "compare_each" (number, value),
    CompareAllBy = "compare_all_by" (method, id, weights),
    CompareProfiles = "compare_profiles" (each, method),
    CompareEditions = "compare_editions" (edition, each),
    CompareMadeFor = "compare_made_for" (edition),
    CompareEditionsFoot = "compare_editions_foot" (edition, each),
    CompareSubjects = "compare_subjects" (each),
    CompareTailored = "compare_tailored" (each),
    CompareProvisional = "compare_provisional" (each),
    CompareResult = "compare_result" (method),
    CompareScope = "compare_scope",
    CompareDifference = "compare_difference" (pair),
    CompareTally = "compare_tally" (pair, raised, lowered, same, none),
    CompareBeside = "compare_beside" (letter, level),
    CompareNone = "compare_none",
    CompareSide = "compare_side" (number),
    ComparePair = "compare_pair" (from, to),
    CompareSummary = "compare_summary" (count, raised, lowered, other, same),
    CompareOpen = "compare_open" (count),
    CompareShown = "compare_shown" (shown, count),
    CompareNoChanges = "compare_no_changes",
    CompareNoneShown = "compare_none_shown",
    CompareCaption = "compare_caption" (pair),
    CompareEntry = "compare_entry",
    CompareText = "compare_text",
    CompareChange = "compare_change",
    CompareRemarks = "compare_remarks",
    CompareRaised = "compare_raised",
    CompareLowered = "compare_lowered",
    CompareOther = "compare_other",
    CompareSame = "compare_same",
}

/// What all keys begin with.
const PREFIX: &str = "score_";

/// The words in the language of the page, by key.
#[derive(Debug, Clone)]
pub struct Words(Vec<(String, String)>);

impl Words {
    /// Takes the words as the page has them; of other words it has no use.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Words {
        let own = |(key, word): (String, String)| Some((key.strip_prefix(PREFIX)?.to_owned(), word));
        Words(pairs.into_iter().filter_map(own).collect())
    }

    /// A word as it is; empty where the page lacks it.
    pub fn say(&self, word: Word) -> &str {
        self.find(word.key())
    }

    /// A word with its placeholders filled.
    pub fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        fill(self.say(word), values)
    }

    /// How an answer is called.
    pub fn answer(&self, answer: Answer) -> &str {
        self.say(match answer {
            Answer::Full => Word::Full,
            Answer::Largely => Word::Largely,
            Answer::Partly => Word::Partly,
            Answer::Not => Word::Not,
            Answer::NotApplicable => Word::NotApplicable,
        })
    }

    /// How a level is called; `None` where nothing applies, 0 where level 1 is not reached.
    pub fn level(&self, level: Option<u8>) -> String {
        let word = match level {
            Some(0) => self.say(Word::Below),
            Some(level) => self.find(&own_level_key(level)),
            None => self.say(Word::NotApplicable),
        };
        word.to_owned()
    }

    /// How a field of the assessment file is called; its key where it has no name.
    pub fn field<'a>(&'a self, key: &'a str) -> &'a str {
        self.say(match key {
            "title" => Word::FieldTitle,
            "organization" => Word::FieldOrganization,
            "scope" => Word::FieldScope,
            "date" => Word::FieldDate,
            "profile" => Word::FieldProfile,
            "targets" => Word::FieldTargets,
            "tailored" => Word::FieldTailored,
            "edition" => Word::FieldEdition,
            "weights" => Word::FieldWeights,
            "reason" => Word::FieldReason,
            "note" => Word::Note,
            "owner" => Word::Owner,
            "due" => Word::Due,
            "evidence" => Word::Evidence,
            _ => return key,
        })
    }

    /// What is wrong with a file.
    pub fn problem(&self, code: Code) -> &str {
        self.find(&own_problem_key(code))
    }

    /// Why something of a file was left out.
    pub fn left_out(&self, reason: LeftOutReason) -> &str {
        self.find(&left_key(reason))
    }

    /// The words that a file may use for answers and fields: those of the page, and those of the
    /// other language, which the page has under keys that begin with `known_`.
    pub fn vocabulary(&self) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        add_words(&mut vocabulary, &|name| self.find(name).to_owned());
        add_words(&mut vocabulary, &|name| self.find(&["known_", name].concat()).to_owned());
        vocabulary
    }

    fn find(&self, key: &str) -> &str {
        self.0.iter().find(|(own, _)| own == key).map_or("", |(_, word)| word)
    }
}

fn left_key(reason: LeftOutReason) -> String {
    format!("left_{}", reason.key().replace('-', "_"))
}

/// The keys in `content/interface.yaml` of every word the engine says: what the page must bring along.
pub fn word_keys() -> impl Iterator<Item = String> {
    let words = Word::ALL.iter().map(|word| format!("{PREFIX}{}", word.key()));
    let words = words.chain(Code::ALL.into_iter().map(problem_key));
    let words = words.chain(LeftOutReason::ALL.into_iter().map(|reason| format!("{PREFIX}{}", left_key(reason))));
    words.chain(dtmm_exchange::spoken_words().map(|name| format!("{PREFIX}{name}")))
}

/// The keys of the words that have values filled in, each with the names of these: what stands in braces in the content.
pub fn word_values() -> impl Iterator<Item = (String, &'static [&'static str])> {
    let filled = Word::ALL.iter().filter(|word| !word.values().is_empty());
    filled.map(|word| (format!("{PREFIX}{}", word.key()), word.values()))
}

/// The key under which the page brings the name of a level along. The standard itself has it.
pub fn level_key(level: u8) -> String {
    format!("{PREFIX}{}", own_level_key(level))
}

fn own_level_key(level: u8) -> String {
    format!("level_{level}")
}

/// The key in `content/interface.yaml` of what is wrong with a file.
pub fn problem_key(code: Code) -> String {
    format!("{PREFIX}{}", own_problem_key(code))
}

fn own_problem_key(code: Code) -> String {
    format!("problem_{}", code.key().replace('-', "_"))
}

/// Replaces each name in braces by its value. Braces within a value are not replaced.
fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((*value, after))
        });
        let (value, after) = found.unwrap_or(("{", after));
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::words;

    #[test]
    fn placeholders_are_filled_once() {
        assert_eq!(fill("{a}-{b}", &[("a", "{b}"), ("b", "2")]), "{b}-2");
        assert_eq!(fill("{unknown} {", &[("a", "1")]), "{unknown} {");
    }

    #[test]
    fn levels_have_names() {
        assert_eq!([Some(2), Some(0), None].map(|level| words().level(level)), ["level_2", "below", "not_applicable"]);
    }
}

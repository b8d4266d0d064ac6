//! The words of the page. The engine has none of its own: they come from `content/interface.yaml`,
//! in the language of the page, where their keys begin with `score_`.

use dtmm_exchange::{LeftOutReason, add_words};
use dtmm_scoring::{Answer, Code, Vocabulary};

/// Names each word once, with its key.
macro_rules! words {
    ($($name:ident = $key:literal,)*) => {
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
        }
    };
}

words! {
    Full = "full",
    Largely = "largely",
    Partly = "partly",
    Not = "not",
    NotApplicable = "not_applicable",
    Tick = "tick",
    Group = "group",
    Reason = "reason",
    ReasonNeeded = "reason_needed",
    NotStarted = "not_started",
    InProgress = "in_progress",
    Below = "below",
    Company = "company",
    NoneApplies = "none_applies",
    Answered = "answered",
    Provisional = "provisional",
    Held = "held",
    More = "more",
    Top = "top",
    TopAfter = "top_after",
    Capped = "capped",
    CappedAfter = "capped_after",
    Separator = "separator",
    Comma = "comma",
    Announced = "announced",
    Unfinished = "unfinished",
    CellMet = "cell_met",
    CellPart = "cell_part",
    CellOpen = "cell_open",
    CellNa = "cell_na",
    NotKept = "not_kept",
    OldLeft = "old_left",
    EngineEnded = "engine_ended",
    EngineRescue = "engine_rescue",
    Emptied = "emptied",
    StorageUnreadable = "storage_unreadable",
    Stuck = "stuck",
    SaveUnkept = "save_unkept",
    KeepAgain = "keep_again",
    TryAgain = "try_again",
    Damaged = "damaged",
    AsideNewer = "aside_newer",
    SaveAside = "save_aside",
    Told = "told",
    WrongDate = "wrong_date",
    ClearAnswer = "clear_answer",
    ClearOf = "clear_of",
    DeletedElsewhere = "deleted_elsewhere",
    PreviewChanged = "preview_changed",
    HistoryNone = "history_none",
    HistoryBulk = "history_bulk",
    HistoryClear = "history_clear",
    HistoryLoad = "history_load",
    HistoryMerge = "history_merge",
    HistorySample = "history_sample",
    HistoryCopy = "history_copy",
    HistoryDelete = "history_delete",
    HistoryMany = "history_many",
    HistoryEmptied = "history_emptied",
    Redo = "redo",
    Redone = "redone",
    UndoneLeft = "undone_left",
    UndoGone = "undo_gone",
    NothingToUndo = "nothing_to_undo",
    NothingToRedo = "nothing_to_redo",
    OtherEdition = "other_edition",
    Save = "save",
    FileName = "file_name",
    Loaded = "loaded",
    Unknown = "unknown",
    LeftOut = "left_out",
    LeftOutOne = "left_out_one",
    LeftOutMore = "left_out_more",
    FieldsTaken = "fields_taken",
    LoadedAs = "loaded_as",
    Guessed = "guessed",
    FromEdition = "from_edition",
    Cleared = "cleared",
    Nothing = "nothing",
    Undo = "undo",
    Undone = "undone",
    Refused = "refused",
    Place = "place",
    MoreProblems = "more_problems",
    Unreadable = "unreadable",
    Plan = "plan",
    PlanNoLevels = "plan_no_levels",
    Raise = "raise",
    GapsUnmet = "gaps_unmet",
    GapsUnanswered = "gaps_unanswered",
    GapsAdvised = "gaps_advised",
    GapsNone = "gaps_none",
    InHead = "in_head",
    InNew = "in_new",
    InDifferent = "in_different",
    InSame = "in_same",
    InGone = "in_gone",
    InRemarks = "in_remarks",
    InLevels = "in_levels",
    InEdition = "in_edition",
    InTakes = "in_takes",
    InTakesItem = "in_takes_item",
    InTakesRemarks = "in_takes_remarks",
    InTakesUnknown = "in_takes_unknown",
    InStays = "in_stays",
    InOthers = "in_others",
    Cut = "cut",
    ConflictAnswer = "conflict_answer",
    ConflictField = "conflict_field",
    ConflictKeep = "conflict_keep",
    LaterTheirs = "later_theirs",
    LaterMine = "later_mine",
    LaterUnknown = "later_unknown",
    FromLink = "from_link",
    Merged = "merged",
    Beside = "beside",
    BesideEach = "beside_each",
    Untitled = "untitled",
    Deleted = "deleted",
    CopyOf = "copy_of",
    Bulk = "bulk",
    BulkLabel = "bulk_label",
    BulkDone = "bulk_done",
    Clear = "clear",
    Details = "details",
    DetailsOf = "details_of",
    Note = "note",
    Evidence = "evidence",
    EvidenceTitle = "evidence_title",
    EvidencePlace = "evidence_place",
    EvidenceDate = "evidence_date",
    EvidenceAdd = "evidence_add",
    EvidenceRemove = "evidence_remove",
    Owner = "owner",
    Due = "due",
    Found = "found",
    KeepCopy = "keep_copy",
    Copied = "copied",
    CopyByHand = "copy_by_hand",
    LinkMade = "link_made",
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
    ReportCompleteness = "report_completeness",
    ReportAim = "report_aim",
    ReportAimReached = "report_aim_reached",
    ReportAimNext = "report_aim_next",
    ReportAimNone = "report_aim_none",
    ReportExcludedCount = "report_excluded_count",
    ReportLevelHead = "report_level_head",
    ReportCountsHead = "report_counts_head",
    ReportEditions = "report_editions",
    ReportMoreEvidence = "report_more_evidence",
    EditionNotice = "edition_notice",
    EditionUnknown = "edition_unknown",
    ReportMissing = "report_missing",
    ReportMoreHold = "report_more_hold",
    ReportMoreGain = "report_more_gain",
    ReportNoGain = "report_no_gain",
    ReportWarning = "report_warning",
    ReportBasis = "report_basis",
    ReportRadar = "report_radar",
    ReportTarget = "report_target",
    ReportPlace = "report_place",
    ReportToTargets = "report_to_targets",
    ReportToNext = "report_to_next",
    ReportNoGaps = "report_no_gaps",
    ReportUnmet = "report_unmet",
    ReportUnanswered = "report_unanswered",
    ReportRecommended = "report_recommended",
    ReportOut = "report_out",
    ReportReason = "report_reason",
    ReportOwner = "report_owner",
    ReportDue = "report_due",
    ReportEvidence = "report_evidence",
    ReportNoEvidence = "report_no_evidence",
    ReportConditional = "report_conditional",
    ReportExcluded = "report_excluded",
    ReportNoExclusion = "report_no_exclusion",
    ReportNoTailoring = "report_no_tailoring",
    ReportBySubdomain = "report_by_subdomain",
    ReportByDomain = "report_by_domain",
    ReportByWeights = "report_by_weights",
    ReportAnswers = "report_answers",
    CompareInUse = "compare_in_use",
    CompareFromFile = "compare_from_file",
    CompareAnswered = "compare_answered",
    CompareUnread = "compare_unread",
    CompareOpened = "compare_opened",
    CompareFull = "compare_full",
    CompareEach = "compare_each",
    CompareAllBy = "compare_all_by",
    CompareProfiles = "compare_profiles",
    CompareEditions = "compare_editions",
    CompareMadeFor = "compare_made_for",
    CompareEditionsFoot = "compare_editions_foot",
    CompareSubjects = "compare_subjects",
    CompareTailored = "compare_tailored",
    CompareProvisional = "compare_provisional",
    CompareResult = "compare_result",
    CompareScope = "compare_scope",
    CompareDifference = "compare_difference",
    CompareTally = "compare_tally",
    CompareBeside = "compare_beside",
    CompareNone = "compare_none",
    CompareSide = "compare_side",
    ComparePair = "compare_pair",
    CompareSummary = "compare_summary",
    CompareOpen = "compare_open",
    CompareShown = "compare_shown",
    CompareNoChanges = "compare_no_changes",
    CompareNoneShown = "compare_none_shown",
    CompareCaption = "compare_caption",
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
pub(crate) mod tests {
    use super::*;

    const INTERFACE: &str = include_str!("../../../content/interface.yaml");

    /// The words in one language, read from the content itself: keys stand at the start of a line,
    /// a language and its word in a line of their own.
    pub(crate) fn of_content(lang: &str) -> Words {
        let mut key = "";
        let mut pairs = Vec::new();
        for line in INTERFACE.lines().filter(|line| !line.starts_with('#')) {
            match line.strip_prefix("  ") {
                Some(word) => {
                    if let Some(word) = word.strip_prefix(lang).and_then(|rest| rest.strip_prefix(": ")) {
                        let plain = word.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
                        pairs.push((key.to_owned(), plain.unwrap_or(word).to_owned()));
                    }
                }
                None => key = line.trim_end_matches(':'),
            }
        }
        let level = |(level, digit)| if lang == "zh" { format!("{digit}级") } else { format!("Level {level}") };
        let levels = (1..).zip("一二三四五".chars());
        pairs.extend(levels.map(|(number, digit)| (level_key(number), level((number, digit)))));
        Words::new(pairs)
    }

    #[test]
    fn the_content_has_every_word_in_both_languages() {
        for words in ["zh", "en"].map(of_content) {
            for word in Word::ALL {
                assert!(!words.say(*word).is_empty(), "score_{}", word.key());
            }
            for code in Code::ALL {
                assert!(!words.problem(code).is_empty(), "{}", problem_key(code));
            }
            for reason in LeftOutReason::ALL {
                assert!(!words.left_out(reason).is_empty(), "score_{}", left_key(reason));
            }
            for name in dtmm_exchange::spoken_words() {
                assert!(!words.find(name).is_empty(), "score_{name}");
            }
        }
    }

    #[test]
    fn placeholders_are_filled_once() {
        assert_eq!(fill("{a}-{b}", &[("a", "{b}"), ("b", "2")]), "{b}-2");
        assert_eq!(fill("{unknown} {", &[("a", "1")]), "{unknown} {");
        assert_eq!(of_content("zh").level(Some(2)), "二级");
        assert_eq!(of_content("en").level(Some(0)), "Below Level 1");
        assert_eq!(of_content("en").level(None), "N/A");
    }
}

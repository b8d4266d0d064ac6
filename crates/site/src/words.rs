//! The uses of the words of the tool and the content, each declared where it is used: this program declares them below,
//! the engine in `crates/view/src/word.rs`, files of OSCAL in `crates/oscal/src/words.rs`, templates and scripts by using them.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use dtmm_content::files;
use dtmm_content::load::Use;

/// Declares the words, each with its key.
macro_rules! words {
    ($($name:ident = $key:literal,)*) => {
        /// A word of the site that this program writes into pages and files. The compiler warns of unused ones.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs)] // each is named as its key
        pub(crate) enum SiteWord { $($name,)* }

        impl SiteWord {
            /// The key in `interface.yaml`.
            pub(crate) const fn key(self) -> &'static str {
                match self { $(SiteWord::$name => $key,)* }
            }
        }

        /// The keys of all words of this program.
        const OF_PROGRAM: &[&str] = &[$($key,)*];
    };
}

words! {
    SiteName = "site_name",
    Read = "read",
    NavStandard = "nav_standard",
    NavModel = "nav_model",
    NavScore = "nav_score",
    TabScore = "tab_score",
    NavMethod = "nav_method",
    NavAnswer = "nav_answer",
    NavReport = "nav_report",
    NavCompare = "nav_compare",
    NavMore = "nav_more",
    SidebarSwitch = "sidebar_switch",
    OwnName = "own_name",
    Edition = "edition",
    BindingNotice = "binding_notice",
    InEdition = "in_edition",
    EntryGone = "entry_gone",
    EntryFollowedBy = "entry_followed_by",
    ChangesLink = "changes_link",
    ChangesTitle = "changes_title",
    ChangesIntro = "changes_intro",
    ChangeAdded = "change_added",
    ChangeAddedAbout = "change_added_about",
    ChangeSubstantive = "change_substantive",
    ChangeSubstantiveAbout = "change_substantive_about",
    ChangeSplit = "change_split",
    ChangeSplitAbout = "change_split_about",
    ChangeMerged = "change_merged",
    ChangeMergedAbout = "change_merged_about",
    ChangeMoved = "change_moved",
    ChangeMovedAbout = "change_moved_about",
    ChangeEditorial = "change_editorial",
    ChangeEditorialAbout = "change_editorial_about",
    ChangeWithdrawn = "change_withdrawn",
    ChangeWithdrawnAbout = "change_withdrawn_about",
    OtherTitle = "other_title",
    OtherNumber = "other_number",
    OtherStatus = "other_status",
    OtherCover = "other_cover",
    OtherPart = "other_part",
    OtherLevel = "other_level",
    OtherLevelName = "other_level_name",
    OtherDomain = "other_domain",
    OtherDomainName = "other_domain_name",
    OtherDomainNumbers = "other_domain_numbers",
    OtherCaption = "other_caption",
    OtherSubdomainName = "other_subdomain_name",
    OtherExamples = "other_examples",
    OtherLabel = "other_label",
    OtherTranslation = "other_translation",
    OtherTerm = "other_term",
    OtherAbbreviation = "other_abbreviation",
    OtherReference = "other_reference",
    Colon = "colon",
    ListComma = "list_comma",
    MapCaption = "map_caption",
    PrintedPlace = "printed_place",
    PrintedPlaceUnlabelled = "printed_place_unlabelled",
    ReportPlace = "score_report_place",
    ReportPlaceUnlabelled = "score_report_place_unlabelled",
    EmptyCell = "empty_cell",
    SubdomainPlace = "subdomain_place",
    SubdomainRecommendations = "subdomain_recommendations",
    TableCaption = "table_caption",
    Table1Caption = "table_1_caption",
    Figure1Caption = "figure_1_caption",
    Figure2Caption = "figure_2_caption",
    About = "about",
    NotFound = "not_found",
    HomeIntro = "home_intro",
    WayReadAbout = "way_read_about",
    WayScoreAbout = "way_score_about",
    HomeTitle = "home_title",
    StandardTitle = "standard_title",
    LevelTitle = "level_title",
    KindRequirement = "kind_requirement",
    KindMixed = "kind_mixed",
    KindRecommendation = "kind_recommendation",
    KindNone = "kind_none",
    KindConditional = "kind_conditional",
    OneLevelBelow = "one_level_below",
    OneLevelAbove = "one_level_above",
    CitePlain = "cite_plain",
    CiteGbt7714 = "cite_gbt7714",
    CiteIso690 = "cite_iso690",
    CiteBibtex = "cite_bibtex",
    Issuer = "issuer",
    Company = "company",
    ScoreTitle = "score_title",
    ScoreIntro = "score_intro",
    ReportTitle = "report_title",
    ReportIntro = "report_intro",
    CompareTitle = "compare_title",
    CompareIntro = "compare_intro",
    MethodTitle = "method_title",
    MethodNotice = "method_notice",
    FindField = "find_field",
    FindSubmit = "find_submit",
    Cite = "cite",
    CiteDateUnknown = "cite_date_unknown",
    CiteMarkdown = "cite_markdown",
    CitePlainForm = "cite_plain_form",
    CiteGbt7714Form = "cite_gbt7714_form",
    CiteIso690Form = "cite_iso690_form",
    CiteBibtexForm = "cite_bibtex_form",
    CiteMarkdownForm = "cite_markdown_form",
    MovedIdentifier = "moved_identifier",
    MovedPage = "moved_page",
    MovedGo = "moved_go",
    DataTitle = "data_title",
    DataSummary = "data_summary",
    DataSample = "data_sample",
    DataFiles = "data_files",
    DataSchema = "data_schema",
    DataAboutModel = "data_about_model",
    DataAboutTable = "data_about_table",
    DataAboutRecords = "data_about_records",
    DataAboutOscal = "data_about_oscal",
    DataAboutTextZh = "data_about_text_zh",
    DataAboutTextEn = "data_about_text_en",
    DataAboutAssessment = "data_about_assessment",
    DataAboutScore = "data_about_score",
    DataRightsText = "data_rights_text",
    DataIssuer = "data_issuer",
    DataStatus = "data_status",
    DataTranslation = "data_translation",
    DataOscalRemarks = "data_oscal_remarks",
    DataLlmsIdentifiers = "data_llms_identifiers",
    DataLlmsPages = "data_llms_pages",
    DataLlmsDomains = "data_llms_domains",
    DataLlmsDevelopers = "data_llms_developers",
    FindTitle = "find_title",
    FindIntro = "find_intro",
    FindExampleWords = "find_example_words",
    NoteMark = "note_mark",
    NoteTable = "note_table",
    NoteFigure = "note_figure",
    NoteCover = "note_cover",
    NoteKindWording = "note_kind_wording",
    NoteKindStructure = "note_kind_structure",
    NoteKindCitation = "note_kind_citation",
    NoteKindAbbreviation = "note_kind_abbreviation",
    NoteKindNaming = "note_kind_naming",
    NoteKindVerb = "note_kind_verb",
    NoteKindForm = "note_kind_form",
    NoteCertain = "note_certain",
    NoteLikely = "note_likely",
    NoteQuery = "note_query",
    Notes = "notes",
    NotesNotice = "notes_notice",
    NoteTitle = "note_title",
    NoteIntro = "note_intro",
    NoteReading = "note_reading",
    NoteScoring = "note_scoring",
    ListSemicolon = "list_semicolon",
    GlossTitle = "gloss_title",
    GlossIntro = "gloss_intro",
    GlossCountDefined = "gloss_count_defined",
    GlossCountListed = "gloss_count_listed",
    GlossCountAdded = "gloss_count_added",
    GlossCountWords = "gloss_count_words",
    GlossMore = "gloss_more",
    GlossChinese = "gloss_chinese",
    GlossEnglish = "gloss_english",
    DataAboutNotes = "data_about_notes",
    DataAboutChanges = "data_about_changes",
    DataAboutFeed = "data_about_feed",
    GonePage = "gone_page",
    GonePageAbout = "gone_page_about",
    FeedTitle = "feed_title",
    FeedFirst = "feed_first",
    Comment = "comment",
    SlipDecision = "slip_decision",
    SlipDecisionReason = "slip_decision_reason",
    SlipTitle = "slip_title",
    SlipIntro = "slip_intro",
    BadgeStale = "badge_stale",
    PrivacyTitle = "privacy_title",
    PrivacyIntro = "privacy_intro",
    PrivacyAssessments = "privacy_assessments",
    PrivacyAssessmentsAbout = "privacy_assessments_about",
    PrivacyComments = "privacy_comments",
    PrivacyCommentsAbout = "privacy_comments_about",
    PrivacyPicked = "privacy_picked",
    PrivacyPickedAbout = "privacy_picked_about",
    PrivacyChoices = "privacy_choices",
    PrivacyChoicesAbout = "privacy_choices_about",
    PrivacyPages = "privacy_pages",
    PrivacyPagesAbout = "privacy_pages_about",
    ZipReadme = "zip_readme",
    AppName = "app_name",
    PartGone = "part_gone",
}

impl From<SiteWord> for &'static str {
    fn from(word: SiteWord) -> &'static str {
        word.key()
    }
}

/// The prefixes of keys that scripts may pass around as strings; other keys are used as `words.key`.
const OF_SCRIPTS: [&str; 5] = ["find_", "cite_", "view_", "place_", "slip_"];

/// The key of the notice that the scoring methods are not part of the standard, which commands say, too.
pub const METHOD_NOTICE: &str = SiteWord::MethodNotice.key();

/// The key of what the whole that is assessed is called, which commands say, too.
pub const COMPANY: &str = SiteWord::Company.key();

/// The keys of what drafters decide about a comment, which only commands write.
pub const DECISION: [&str; 2] = [SiteWord::SlipDecision.key(), SiteWord::SlipDecisionReason.key()];

/// The folders of templates and scripts.
const FOLDERS: [&str; 2] = ["templates", "site/assets"];

/// The words that the templates and scripts under `root` use.
///
/// # Errors
/// A folder or file that cannot be read, with its path.
pub fn of_files(root: &Path) -> Result<Vec<Use>> {
    let mut uses = Vec::new();
    for folder in FOLDERS.iter().filter(|folder| root.join(folder).exists()) {
        for (path, bytes) in files::read(&root.join(folder), folder, &["html", "js"])? {
            uses.extend(of_file(&path, &String::from_utf8_lossy(&bytes)));
        }
    }
    Ok(uses)
}

/// The words that this program, the engine and the files of OSCAL use.
pub fn of_program() -> Vec<Use> {
    let program = OF_PROGRAM.iter().map(|key| (key.to_string(), "crates/site/src/words.rs"));
    let engine = dtmm_view::word_keys().map(|key| (key, "crates/view/src/word.rs"));
    let oscal = dtmm_oscal::OSCAL_WORD_KEYS.iter().map(|key| (key.to_string(), "crates/oscal/src/words.rs"));
    program.chain(engine).chain(oscal).map(|(key, by)| Use { key, by: by.to_owned() }).collect()
}

/// The words that a template or script uses, by its path and text: `t.key`, `each.key` and `joined.key` in templates; in
/// scripts `words.key`, `words[language].key`, `words.zh.key`, and keys as strings.
pub fn of_file(path: &str, text: &str) -> Vec<Use> {
    let mut uses = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let keys = if path.ends_with(".html") { in_template(line) } else { in_script(line) };
        uses.extend(keys.into_iter().map(|key| Use { key: key.to_owned(), by: format!("{path}:{}", index + 1) }));
    }
    uses
}

/// The keys of the words that scripts use.
pub fn of_scripts<'t>(texts: impl Iterator<Item = &'t str>) -> BTreeSet<&'t str> {
    texts.flat_map(str::lines).flat_map(in_script).collect()
}

fn in_template(line: &str) -> Vec<&str> {
    let after = |prefix: &'static str| {
        line.match_indices(prefix).filter_map(move |(at, _)| {
            let starts = !line[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/'));
            let key = key_at(line, at + prefix.len());
            (starts && !key.is_empty()).then_some(key)
        })
    };
    ["t.", "each.", "joined."].into_iter().flat_map(after).collect()
}

fn in_script(line: &str) -> Vec<&str> {
    let named = line.match_indices("words").filter_map(|(at, name)| {
        let rest = &line[at + name.len()..];
        let rest = match rest.strip_prefix('[') {
            Some(index) => index.split_once(']')?.1,
            None => rest,
        };
        let rest = [".zh", ".en"].iter().find_map(|lang| rest.strip_prefix(lang)).unwrap_or(rest);
        let rest = rest.strip_prefix('.')?;
        let key = key_at(rest, 0);
        // `words` may also be an array, with methods and a length.
        let is_other = key == "length" || rest[key.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '(');
        (!key.is_empty() && !is_other).then_some(key)
    });
    let quoted = line.split(['"', '\'', '`']).skip(1).filter(|text| {
        OF_SCRIPTS.iter().any(|start| text.len() > start.len() && text.starts_with(start)) && key_at(text, 0) == *text
    });
    named.chain(quoted).collect()
}

fn key_at(text: &str, at: usize) -> &str {
    let is_key = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let len = text[at..].bytes().position(|byte| !is_key(byte)).unwrap_or(text.len() - at);
    &text[at..at + len]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(path: &str, text: &str) -> Vec<String> {
        of_file(path, text).into_iter().map(|word_use| format!("{} {}", word_use.by, word_use.key)).collect()
    }

    #[test]
    fn templates_and_scripts_declare_words_by_using_them() {
        let template = "{{ t.home_title }}\n{% include \"parts/list.html\" %}{{ part.x }}{{t.a}}{{ side.title }} {{ side.t.not_found }}{{ each.next | safe }}";
        assert_eq!(
            keys("x.html", template),
            ["x.html:1 home_title", "x.html:2 a", "x.html:2 not_found", "x.html:2 next"]
        );
        let script = "el(words.cite, texts.words[lang].view_this, words.zh.slip_whole, say(\"find_none\"), \"find_\")\n\
            words.filter((word) => word).length; words.length; `cite_x${1}`";
        let expected = ["x.js:1 cite", "x.js:1 view_this", "x.js:1 slip_whole", "x.js:1 find_none"];
        assert_eq!(keys("x.js", script), expected);
    }

    #[test]
    fn no_word_is_declared_twice() {
        let mut keys: Vec<_> = OF_PROGRAM.to_vec();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), OF_PROGRAM.len());
    }
}

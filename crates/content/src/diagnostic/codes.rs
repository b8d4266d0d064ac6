//! The codes of all problems the content can have, with what each means.
//!
//! A code states the fault. Every one has a bad example under `xtask/tests/check/`.

use super::severity::Severity;

/// A kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiagnosticCode {
    /// Kebab case, as `skipped-label`.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Whether the draft itself can have this fault, so that `waivers.yaml` may waive it.
    pub in_draft: bool,
    /// One sentence that says when it is reported.
    pub meaning: &'static str,
    /// One line that says what it does to readers or editors if it stays.
    pub why: &'static str,
}

macro_rules! codes {
    ($($name:ident = $text:literal, $severity:ident, $origin:ident: $meaning:literal => $why:literal;)*) => {
        $(
            #[doc = $meaning]
            pub const $name: DiagnosticCode = DiagnosticCode {
                name: $text,
                severity: Severity::$severity,
                in_draft: codes!(@$origin),
                meaning: $meaning,
                why: $why,
            };
        )*

        /// All codes, in the order in which `cargo xtask check --explain` lists them.
        pub const CODES: &[DiagnosticCode] = &[$($name),*];
    };
    (@draft) => { true };
    (@ours) => { false };
}

codes! {
    // Files and their shape.
    NOT_UTF8 = "not-utf8", Error, ours: "A file is not UTF-8 text."
        => "In another encoding, Chinese characters would be read as others.";
    MISSING_FILE = "missing-file", Error, ours: "A file that is needed or listed does not exist."
        => "The site cannot be complete without it.";
    UNLISTED_FILE = "unlisted-file", Error, ours: "A file that no list names."
        => "Its text would be left out of the site without a word.";
    WRONG_EXTENSION = "wrong-extension", Error, ours: "A content file ends in `.yml`, which nothing reads."
        => "Its text would be left out of the site without a word.";
    MISPLACED_FILE = "misplaced-file", Error, ours: "A file of an edition stands outside the folder of one, or a file that all editions share stands inside one."
        => "Nothing reads it there, so all it says would be ignored.";
    RENAMED_FILE = "renamed-file", Error, ours: "A content file has the name it had in earlier versions."
        => "Nothing reads it under that name, so all it says would be ignored.";
    MERGE_CONFLICT = "merge-conflict", Error, ours: "A file has the marks that a merge leaves where two changes meet."
        => "Only a person can decide which of the two versions is right.";
    FULL_WIDTH_COLON = "full-width-colon", Error, ours: "A key ends with the full-width colon `：`."
        => "YAML does not take it for a colon, so the key and its value would be one text.";
    CUT_VALUE = "cut-value", Error, ours: "A value without quotes loses its end, because ` #` begins a comment."
        => "Words would be lost from the text and nobody would notice.";
    BROKEN_YAML = "broken-yaml", Error, ours: "A file is not YAML."
        => "Nothing in the file can be read with certainty.";
    BROKEN_FRONT_MATTER = "broken-front-matter", Error, ours: "A text file does not begin with front matter between two lines `---`."
        => "Number, heading and reviews of the text would be unknown.";
    UNKNOWN_KEY = "unknown-key", Error, ours: "A record has a key it cannot have."
        => "It is mostly a typing error, and what it says would be ignored.";
    MISSING_KEY = "missing-key", Error, ours: "A record lacks a key it must have."
        => "The page cannot be made without its value.";
    REPEATED_KEY = "repeated-key", Error, ours: "A record has the same key twice."
        => "One of the two values would be lost.";
    WRONG_VALUE = "wrong-value", Error, ours: "A key has a value of the wrong kind."
        => "A guess at what is meant would hide the mistake.";
    WRONG_SCORING = "wrong-scoring", Error, ours: "The points of the answers and the pass mark contradict one another."
        => "A better answer would lower a score, or a level that method B awards would be withheld by method C.";

    // Identifiers and order.
    WRONG_CODE = "wrong-code", Error, ours: "The code of a subdomain is not two to eight capital letters, or not that of its entries."
        => "The code begins the id of every entry, by which links and saved answers know it.";
    WRONG_SLUG = "wrong-slug", Error, ours: "A slug is not lower-case words joined by hyphens."
        => "It becomes the address of a page, which must work on every host.";
    WRONG_ID = "wrong-id", Error, ours: "The id of an entry has not the form `ABC-302`."
        => "Links, saved answers and citations know an entry by its id alone.";
    WRONG_LEVEL = "wrong-level", Error, ours: "A level is not the one expected, or is not a level of this standard."
        => "Results are computed by level: a wrong one would change them.";
    WRONG_NUMBER = "wrong-number", Error, draft: "A clause, table, term or note is out of its numbering, or lacks a number that others have."
        => "A reference by number would lead to another place.";
    MISSING_LEVEL = "missing-level", Error, ours: "A level of the standard or of a subdomain is missing."
        => "Every subdomain is assessed at every level.";
    EMPTY_CELL = "empty-cell", Error, ours: "A level of a subdomain has no entries."
        => "An entry was probably lost. A level that asks nothing counts as met by everybody; a standard that means this says `empty-cells: allow` in `model.yaml`.";
    REPEATED_CODE = "repeated-code", Error, ours: "Two subdomains have the same code."
        => "The entries of the two subdomains would have the same ids.";
    REPEATED_SLUG = "repeated-slug", Error, ours: "A slug is listed twice."
        => "Two pages would have the same address.";
    REPEATED_LEVEL = "repeated-level", Error, ours: "A level is described twice."
        => "It would be unclear which description is right.";
    REPEATED_ID = "repeated-id", Error, ours: "Two entries have the same id."
        => "One saved answer would count for both entries.";
    STRAY_ID = "stray-id", Error, ours: "The id of an entry names another cell than the one it stands in."
        => "An id names subdomain and level: readers would look for the entry in the wrong cell.";
    SKIPPED_SERIAL = "skipped-serial", Error, ours: "A serial is missing in a cell."
        => "Serials are never renumbered or reused, so a gap means that an entry was lost or took a wrong one.";

    // Changes from one edition to the next.
    UNACCOUNTED_ENTRY = "unaccounted-entry", Error, ours: "An entry is new, gone or reworded since the edition before, and `changes.yaml` does not say so."
        => "Readers could not tell whether earlier answers and citations still hold.";
    WRONG_CHANGE = "wrong-change", Error, ours: "A change names entries that do not exist, or does not go with the two editions."
        => "Readers would be sent to the wrong entry, or told wrongly whether an earlier answer still holds.";
    DOUBTFUL_CHANGE = "doubtful-change", Warning, ours: "A change that keeps answers touches an obligation, a number or a negation."
        => "The meaning may have changed, and then earlier answers would no longer be right.";

    // Labels and examples.
    WRONG_LABEL = "wrong-label", Error, ours: "A label is not of the style that `model.yaml` declares."
        => "Entries are cited by their printed labels, and searched by them.";
    SKIPPED_LABEL = "skipped-label", Error, draft: "A label is missing in a cell."
        => "An entry was probably lost, or a label mistyped.";
    REPEATED_LABEL = "repeated-label", Error, draft: "A label stands twice in a cell."
        => "A citation by label would mean two entries.";
    LABEL_ORDER = "label-order", Error, draft: "A label stands after a later one."
        => "An entry was probably moved, or a label mistyped.";
    LABELLED_EXAMPLE = "labelled-example", Error, draft: "An example carries a label, as if it were an entry."
        => "Examples are neither answered nor scored, but it would count as an entry.";
    MISSING_EXAMPLE_PREFIX = "missing-example-prefix", Error, ours: "An example does not begin with the prefix that `model.yaml` declares."
        => "The prefix tells readers that the text is an example and not a requirement.";

    // The two languages.
    MISSING_LANGUAGE = "missing-language", Error, ours: "A text is missing or empty in one language."
        => "Each text is there in every language that `model.yaml` declares: a reader never finds a text in another one.";
    UNKNOWN_LANGUAGE = "unknown-language", Error, ours: "A text in a language that `model.yaml` does not declare."
        => "No page would show it, and nobody would notice that it is not kept up to date.";
    CHINESE_IN_ENGLISH = "chinese-in-english", Error, ours: "An English text has a Chinese character or a full-width mark."
        => "It is mostly a word that was left untranslated.";
    HALF_WIDTH_MARK = "half-width-mark", Error, ours: "The Chinese of an entry has a half-width `,` `;` `:` `(` or `)`."
        => "Chinese is set with full-width marks; a half-width one is mostly a typing error.";
    OUTER_SPACE = "outer-space", Error, ours: "A text begins or ends with white space."
        => "Nobody sees it, but it shows in quotations and makes comparisons fail.";
    UNPAIRED_MARK = "unpaired-mark", Error, draft: "A quotation mark or bracket opens or closes without its other."
        => "A mark was probably lost, perhaps with the words beside it.";
    STRAY_MARKUP = "stray-markup", Error, ours: "A plain text has Markdown or HTML."
        => "Readers would see the markup itself.";
    CONTROL_CHARACTER = "control-character", Error, ours: "A text has a line break, a tab or an invisible character."
        => "Nobody sees it, but search and quotations would not find the text.";

    // Verbal forms.
    WRONG_MODAL = "wrong-modal", Error, ours: "The declared verbal form of an entry is not that of its text."
        => "It tells readers what is required and what is only recommended.";
    NO_VERBAL_FORM = "no-verbal-form", Error, draft: "An entry has no word of a requirement, and is not a plain recommendation."
        => "It is unclear whether the entry is a requirement or a recommendation.";
    MISSING_SHALL = "missing-shall", Error, ours: "The binding text requires, its translation does not."
        => "A requirement would read as a recommendation or a statement.";
    MISSING_SHOULD = "missing-should", Error, ours: "The binding text recommends, its translation does not."
        => "A recommendation would read as a requirement or a statement.";
    STRAY_SHALL = "stray-shall", Error, ours: "The translation requires, the binding text does not."
        => "Readers of the translation would be required to do what the standard does not require.";
    STRAY_SHOULD = "stray-should", Error, ours: "The translation recommends, the binding text does not."
        => "Readers of the translation would be recommended to do what the standard does not recommend.";
    FORBIDDEN_VERB = "forbidden-verb", Error, ours: "A text has a word that `obligation` of `model.yaml` forbids."
        => "Such words have a meaning of their own, as *must* and *may* in the ISO/IEC Directives, Part 2, which the standard does not intend.";
    WRONG_CONDITIONAL = "wrong-conditional", Error, ours: "`conditional` does not say whether the entry begins with the condition that `model.yaml` declares."
        => "It decides whether an entry can be left out as not applicable without a reason.";
    UNEQUAL_CONDITION = "unequal-condition", Error, ours: "One language begins with the declared condition, the other does not."
        => "The entry would apply to other organizations in the one language than in the other.";

    // Review.
    STALE_TRANSLATION = "stale-translation", Warning, ours: "The binding text has changed since its translation was reviewed."
        => "The translation may no longer say what the binding text says.";
    UNEQUAL_PARAGRAPHS = "unequal-paragraphs", Error, ours: "The two versions of a text file have not the same number of paragraphs."
        => "Paragraphs are shown side by side and reviewed one by one: each needs its counterpart.";
    UNEQUAL_REVIEWS = "unequal-reviews", Error, ours: "`reviewed` of a text file has more fingerprints than there are paragraphs."
        => "It would be unclear which paragraphs have been reviewed.";
    UNEQUAL_FRONT_MATTER = "unequal-front-matter", Error, ours: "The front matter of the two versions differs where it may not."
        => "The two files are one clause in two languages.";

    // References.
    UNKNOWN_REFERENCE = "unknown-reference", Error, draft: "A reference to a term, table, figure, clause, level, note or entry that does not exist."
        => "Readers would be sent to something that is not there.";
    UNKNOWN_INSERTION = "unknown-insertion", Error, ours: "A name in braces that stands for nothing."
        => "Readers would see the name in braces instead of a figure, table or list.";
    MISSING_INSERTION = "missing-insertion", Error, ours: "A generated part of which there is data, or the domains, and which no text file inserts."
        => "A figure, table or list of the standard would be left out.";
    REPEATED_INSERTION = "repeated-insertion", Error, ours: "A generated part that is inserted twice."
        => "A page would have the same identifiers twice, and links would find only the first.";
    UNEQUAL_INSERTIONS = "unequal-insertions", Error, ours: "A paragraph of the one language is another insertion, or none, in the other."
        => "Readers of the one language would see a figure, table or list where the others see none.";
    UNLISTED_STANDARD = "unlisted-standard", Error, draft: "A standard is cited that the references (for sources of terms: nor the bibliography) do not list."
        => "Readers could not look up which document is meant.";
    UNDATED_REFERENCE = "undated-reference", Error, draft: "A standard is cited without its year, but listed with it."
        => "With a year, one edition is meant; without, the latest.";
    UNEQUAL_CITATIONS = "unequal-citations", Error, draft: "The two languages cite different standards."
        => "Readers of one language would be sent to the wrong document.";
    REPEATED_REFERENCE = "repeated-reference", Error, draft: "A document is listed twice."
        => "It is mostly a copying error: another document was probably meant.";
    WRONG_NOTE = "wrong-note", Error, ours: "A note has no id of its own, or is about nothing."
        => "Notes are linked by their id and shown at the places they are about.";
    MISQUOTED_WORDS = "misquoted-words", Error, ours: "A note quotes words that do not stand at its place."
        => "The page could not mark the words, or the note may be about words that have changed.";
    WRONG_SAMPLE = "wrong-sample", Error, ours: "The sample assessment does not fit the standard."
        => "Readers who try the sample would see wrong results.";
    UNLISTED_ABBREVIATION = "unlisted-abbreviation", Error, draft: "An entry uses an abbreviation that the list of abbreviations lacks."
        => "Readers could not look up what it stands for.";
    UNUSED_ABBREVIATION = "unused-abbreviation", Warning, draft: "A listed abbreviation is used nowhere."
        => "It was probably left behind when the text changed, or is spelt otherwise there.";
    REPEATED_ABBREVIATION = "repeated-abbreviation", Error, draft: "An abbreviation is listed twice."
        => "It would be unclear which expansion is right.";

    // The termbase.
    MISSING_TERM = "missing-term", Error, ours: "The Chinese has a term of `termbase.yaml`, the English none of its forms."
        => "A term with several translations reads as several things.";
    AVOIDED_TERM = "avoided-term", Error, ours: "The English has a word that `termbase.yaml` avoids for a term of the Chinese."
        => "The word means something else in this standard.";
    REPEATED_TERM = "repeated-term", Error, ours: "A term is in `termbase.yaml` twice."
        => "It would be unclear which English is right.";
    UNUSED_TERM = "unused-term", Warning, ours: "A term of `termbase.yaml` stands nowhere."
        => "The glossary would list a term that readers find nowhere.";
    STALE_EXCEPTION = "stale-exception", Warning, ours: "An exception of `termbase.yaml` or `own-terms.yaml` that nothing calls for."
        => "If it stayed, it would hide a later mistake at the same place.";

    // What was published.
    VANISHED_ID = "vanished-id", Error, ours: "A published identifier or subdomain page is no longer there, and no redirect leads from it."
        => "Links, citations and saved answers that name it would lead nowhere.";
    UNPUBLISHED_ID = "unpublished-id", Warning, ours: "An identifier of the content is not in `published.txt`."
        => "Only identifiers in that file are guarded against being renamed or lost.";
    WRONG_REDIRECT = "wrong-redirect", Error, ours: "A redirect leads nowhere, or from what was never published or is still there."
        => "Readers who follow an old link would not arrive.";

    // What the content says of itself.
    WRONG_COUNT = "wrong-count", Error, ours: "There are more or fewer of a thing than `counts` states."
        => "The counts guard against an entry that is lost or added by mistake.";
    UNKNOWN_COUNT = "unknown-count", Error, ours: "`counts` names a thing that is not counted."
        => "It is mostly a typing error, and guards nothing.";
    MISSING_COUNT = "missing-count", Warning, ours: "`counts` states the numbers of some things, but not of this one."
        => "What is not counted can be lost and nobody would notice.";
    REPEATED_SENTENCE = "repeated-sentence", Error, draft: "Two entries say the same, word for word."
        => "It is mostly a copying error, and one requirement would be scored twice.";
    UNEQUAL_NAME = "unequal-name", Error, draft: "The sentences above a table call a subdomain otherwise than its record."
        => "Readers would take the two names for two subdomains.";
    UNEQUAL_NUMBER = "unequal-number", Error, ours: "The number on the cover is not that of the document."
        => "Readers would not know which number to cite.";
    UNEQUAL_PLACEHOLDERS = "unequal-placeholders", Error, ours: "A word of the site has other placeholders in the one language than in the other."
        => "Readers of one language would miss a number or name, or see its braces.";
    UNDEFINED_WORD = "undefined-word", Error, ours: "A template or the code uses a word of the site that neither the tool nor `interface.yaml` has."
        => "Readers would see a gap where the word belongs.";
    OTHER_WORD = "other-word", Warning, ours: "A word of the site or of a method that `own-terms.yaml` gives another name."
        => "Two names for one thing read as two things.";
    UNUSED_WORD = "unused-word", Warning, ours: "A word of the site that nothing uses."
        => "It would be kept up in two languages although no reader sees it.";
    STALE_WAIVER = "stale-waiver", Warning, ours: "A waiver of a fault that is not there, or that the draft cannot have."
        => "If it stayed, it would hide a later mistake at the same place.";
}

/// The code with this name; `None` if there is none.
pub fn find(name: &str) -> Option<&'static DiagnosticCode> {
    CODES.iter().find(|code| code.name == name)
}

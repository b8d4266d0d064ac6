//! The codes of all problems the content can have, with what each means.
//!
//! A code states the fault. Every one has a bad example under `xtask/tests/check/`.

use super::severity::Severity;

/// A kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiagnosticCode {
    /// Kebab case, as `skipped-letter`.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Whether the draft itself can have this fault, so that `content/known.yaml` may declare it.
    pub in_draft: bool,
    /// One sentence that says when it is reported.
    pub meaning: &'static str,
}

macro_rules! codes {
    ($($name:ident = $text:literal, $severity:ident, $origin:ident: $meaning:literal;)*) => {
        $(
            #[doc = $meaning]
            pub const $name: DiagnosticCode = DiagnosticCode {
                name: $text,
                severity: Severity::$severity,
                in_draft: codes!(@$origin),
                meaning: $meaning,
            };
        )*

        /// All codes, by subject.
        pub const CODES: &[DiagnosticCode] = &[$($name),*];
    };
    (@draft) => { true };
    (@ours) => { false };
}

codes! {
    // Files and their shape.
    NOT_UTF8 = "not-utf8", Error, ours: "A file is not UTF-8 text.";
    MISSING_FILE = "missing-file", Error, ours: "A file that is needed or listed does not exist.";
    UNLISTED_FILE = "unlisted-file", Error, ours: "A file that no list names.";
    WRONG_EXTENSION = "wrong-extension", Error, ours: "A content file ends in `.yml`, which nothing reads.";
    MERGE_CONFLICT = "merge-conflict", Error, ours: "A file has the marks that a merge leaves where two changes meet.";
    FULL_WIDTH_COLON = "full-width-colon", Error, ours: "A key ends with the full-width colon `：`.";
    CUT_VALUE = "cut-value", Error, ours: "A value without quotes loses its end, because ` #` begins a comment.";
    BROKEN_YAML = "broken-yaml", Error, ours: "A file is not YAML.";
    BROKEN_FRONT_MATTER = "broken-front-matter", Error, ours: "A text file does not begin with front matter between two lines `---`.";
    UNKNOWN_KEY = "unknown-key", Error, ours: "A record has a key it cannot have.";
    MISSING_KEY = "missing-key", Error, ours: "A record lacks a key it must have.";
    REPEATED_KEY = "repeated-key", Error, ours: "A record has the same key twice.";
    WRONG_VALUE = "wrong-value", Error, ours: "A key has a value of the wrong kind.";

    // Identifiers and order.
    WRONG_CODE = "wrong-code", Error, ours: "The code of a subdomain is not three capital letters, or not that of its entries.";
    WRONG_SLUG = "wrong-slug", Error, ours: "A slug is not lower-case words joined by hyphens.";
    WRONG_ID = "wrong-id", Error, ours: "The id of an entry has not the form `QLT-302`.";
    WRONG_LEVEL = "wrong-level", Error, ours: "A level is not the one expected, or not 1 to 5.";
    WRONG_NUMBER = "wrong-number", Error, draft: "A clause, table, term or note is out of its numbering.";
    MISSING_LEVEL = "missing-level", Error, ours: "One of the levels 1 to 5 is missing.";
    EMPTY_CELL = "empty-cell", Error, ours: "A level of a subdomain has no entries.";
    REPEATED_CODE = "repeated-code", Error, ours: "Two subdomains have the same code.";
    REPEATED_SLUG = "repeated-slug", Error, ours: "A slug is listed twice.";
    REPEATED_LEVEL = "repeated-level", Error, ours: "A level is described twice.";
    REPEATED_ID = "repeated-id", Error, ours: "Two entries have the same id.";
    STRAY_ID = "stray-id", Error, ours: "The id of an entry names another cell than the one it stands in.";
    SKIPPED_SERIAL = "skipped-serial", Error, ours: "A serial is missing in a cell.";

    // Letters and examples.
    WRONG_LETTER = "wrong-letter", Error, ours: "A letter is not a to z.";
    SKIPPED_LETTER = "skipped-letter", Error, draft: "A letter is missing in a cell.";
    REPEATED_LETTER = "repeated-letter", Error, draft: "A letter stands twice in a cell.";
    LETTER_ORDER = "letter-order", Error, draft: "A letter stands after a later one.";
    LETTERED_EXAMPLE = "lettered-example", Error, draft: "An example carries a letter, as if it were an entry.";
    MISSING_EXAMPLE_PREFIX = "missing-example-prefix", Error, ours: "An example does not begin with 示例 or EXAMPLE.";

    // The two languages.
    MISSING_LANGUAGE = "missing-language", Error, ours: "A text is missing or empty in one language.";
    CHINESE_IN_ENGLISH = "chinese-in-english", Error, ours: "An English text has a Chinese character or a full-width mark.";
    HALF_WIDTH_MARK = "half-width-mark", Error, ours: "The Chinese of an entry has a half-width `,` `;` `:` `(` or `)`.";
    OUTER_SPACE = "outer-space", Error, ours: "A text begins or ends with white space.";
    UNPAIRED_MARK = "unpaired-mark", Error, draft: "A quotation mark or bracket opens or closes without its other.";
    STRAY_MARKUP = "stray-markup", Error, ours: "A plain text has Markdown or HTML.";
    CONTROL_CHARACTER = "control-character", Error, ours: "A text has a line break, a tab or an invisible character.";

    // Verbal forms.
    WRONG_MODAL = "wrong-modal", Error, ours: "The declared verbal form is not that of the Chinese.";
    NO_VERBAL_FORM = "no-verbal-form", Error, draft: "An entry has no 应, and is not a plain recommendation.";
    MISSING_SHALL = "missing-shall", Error, ours: "The Chinese has 应, the English no *shall*.";
    MISSING_SHOULD = "missing-should", Error, ours: "The Chinese has 宜, the English no *should*.";
    STRAY_SHALL = "stray-shall", Error, ours: "The English has *shall*, the Chinese no 应.";
    STRAY_SHOULD = "stray-should", Error, ours: "The English has *should*, the Chinese no 宜.";
    FORBIDDEN_VERB = "forbidden-verb", Error, ours: "The English has *must* or *may*.";
    WRONG_CONDITIONAL = "wrong-conditional", Error, ours: "`conditional` does not say whether the Chinese begins with 适用时.";
    UNEQUAL_CONDITION = "unequal-condition", Error, ours: "One language begins with 适用时 or *Where applicable*, the other does not.";

    // Review.
    STALE_TRANSLATION = "stale-translation", Warning, ours: "The Chinese has changed since its English was reviewed.";
    UNEQUAL_PARAGRAPHS = "unequal-paragraphs", Error, ours: "The two versions of a text file have not the same number of paragraphs.";
    UNEQUAL_REVIEWS = "unequal-reviews", Error, ours: "`reviewed` of a text file has more fingerprints than there are paragraphs.";
    UNEQUAL_FRONT_MATTER = "unequal-front-matter", Error, ours: "The front matter of the two versions differs where it may not.";

    // References.
    UNKNOWN_REFERENCE = "unknown-reference", Error, draft: "A reference to a term, table, figure, clause, level, note or entry that does not exist.";
    UNKNOWN_INSERTION = "unknown-insertion", Error, ours: "A name in braces that stands for nothing.";
    MISSING_INSERTION = "missing-insertion", Error, ours: "A generated part that no text file inserts.";
    REPEATED_INSERTION = "repeated-insertion", Error, ours: "A generated part that is inserted twice.";
    UNEQUAL_INSERTIONS = "unequal-insertions", Error, ours: "A paragraph of the one language is another insertion, or none, in the other.";
    UNLISTED_STANDARD = "unlisted-standard", Error, draft: "A standard is cited that clause 2 (for sources of terms: nor the bibliography) does not list.";
    UNDATED_REFERENCE = "undated-reference", Error, draft: "A standard is cited without its year, but listed with it.";
    UNEQUAL_CITATIONS = "unequal-citations", Error, draft: "The two languages cite different standards.";
    REPEATED_REFERENCE = "repeated-reference", Error, draft: "A document is listed twice.";
    WRONG_NOTE = "wrong-note", Error, ours: "A note has no id of its own, or is about nothing.";
    MISQUOTED_WORDS = "misquoted-words", Error, ours: "A note quotes words that do not stand at its place.";
    WRONG_SAMPLE = "wrong-sample", Error, ours: "The sample assessment does not fit the standard.";
    UNLISTED_ABBREVIATION = "unlisted-abbreviation", Error, draft: "An entry uses an abbreviation that clause 4 does not list.";
    UNUSED_ABBREVIATION = "unused-abbreviation", Warning, draft: "An abbreviation of clause 4 is used nowhere.";
    REPEATED_ABBREVIATION = "repeated-abbreviation", Error, draft: "An abbreviation is listed twice.";

    // The termbase.
    MISSING_TERM = "missing-term", Error, ours: "The Chinese has a term of `termbase.yaml`, the English none of its forms.";
    AVOIDED_TERM = "avoided-term", Error, ours: "The English has a word that `termbase.yaml` avoids for a term of the Chinese.";
    REPEATED_TERM = "repeated-term", Error, ours: "A term is in `termbase.yaml` twice.";
    UNUSED_TERM = "unused-term", Warning, ours: "A term of `termbase.yaml` stands nowhere.";
    STALE_EXCEPTION = "stale-exception", Warning, ours: "An exception of `termbase.yaml` or `own-terms.yaml` that nothing calls for.";

    // What was published.
    VANISHED_ID = "vanished-id", Error, ours: "A published identifier or subdomain page is no longer there, and no redirect leads from it.";
    UNPUBLISHED_ID = "unpublished-id", Warning, ours: "An identifier of the content is not in `published.txt`.";
    WRONG_REDIRECT = "wrong-redirect", Error, ours: "A redirect leads nowhere, or from what was never published or is still there.";

    // What the content says of itself.
    WRONG_COUNT = "wrong-count", Error, ours: "There are more or fewer of a thing than `counts` states.";
    UNKNOWN_COUNT = "unknown-count", Error, ours: "`counts` names a thing that is not counted.";
    MISSING_COUNT = "missing-count", Error, ours: "`counts` does not state the number of a thing.";
    REPEATED_SENTENCE = "repeated-sentence", Error, draft: "Two entries say the same, word for word.";
    UNEQUAL_NAME = "unequal-name", Error, draft: "The sentences above a table call a subdomain otherwise than its record.";
    UNEQUAL_NUMBER = "unequal-number", Error, ours: "The number on the cover is not that of the document.";
    UNEQUAL_PLACEHOLDERS = "unequal-placeholders", Error, ours: "A word of the site has other placeholders in the one language than in the other.";
    UNDEFINED_WORD = "undefined-word", Error, ours: "A template or the code uses a word of the site that `interface.yaml` does not have.";
    OTHER_WORD = "other-word", Warning, ours: "A word of the site or of a method that `own-terms.yaml` gives another name.";
    UNUSED_WORD = "unused-word", Warning, ours: "A word of the site that nothing uses.";
    STALE_KNOWN = "stale-known", Warning, ours: "A known fault of the draft that is not there, or cannot be one.";
}

/// The code with this name; `None` if there is none.
pub fn find(name: &str) -> Option<&'static DiagnosticCode> {
    CODES.iter().find(|code| code.name == name)
}

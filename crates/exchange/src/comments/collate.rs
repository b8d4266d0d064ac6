//! The comments of several people as one table: what is the same comment on the same place stands there once, with all
//! who made it and with what was decided about it.

use dtmm_scoring::is_unseen;
use dtmm_scoring::json::{Cursor, push_string};

use super::table::{COMMENT_COLUMNS, DECISION, DECISION_REASON};
use super::{Comment, Comments, keep, kept};
use crate::csv::write_row;

/// The keys of the columns of the table, in the order in which they are written.
pub const COLLATED_COLUMNS: [&str; 8] =
    ["number", "place", "original", "proposal", "reason", "organization", DECISION, DECISION_REASON];

/// What a cell with several organizations is parted by.
const BETWEEN: [char; 2] = ['；', ';'];

/// What was decided about a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// It is accepted.
    Accepted,
    /// It is accepted in part.
    Partly,
    /// It is not accepted.
    NotAccepted,
    /// Something in other words.
    Other,
    /// Nothing yet.
    Open,
    /// Several things that differ.
    Conflict,
}

impl Decision {
    /// All, in the order in which they are counted.
    pub const ALL: [Decision; 6] = [
        Decision::Accepted,
        Decision::Partly,
        Decision::NotAccepted,
        Decision::Other,
        Decision::Open,
        Decision::Conflict,
    ];

    /// What words say, by how they begin.
    fn of(words: &str) -> Decision {
        const BEGIN: [(Decision, &[&str]); 3] = [
            (Decision::Partly, &["部分采纳", "部分接受", "partly"]),
            (Decision::NotAccepted, &["不采纳", "未采纳", "不接受", "notaccepted", "rejected"]),
            (Decision::Accepted, &["采纳", "接受", "accepted"]),
        ];
        let folded = folded(words);
        let found = BEGIN.iter().find(|(_, begins)| begins.iter().any(|begin| folded.starts_with(begin)));
        found.map_or(Decision::Other, |(decision, _)| *decision)
    }
}

/// What collating needs to know of the standard.
pub struct Places<'a> {
    /// The name that a place has however it is written; the folded words of one that has none.
    pub name: &'a dyn Fn(&str) -> String,
    /// Where a place is in the standard.
    pub rank: &'a dyn Fn(&str) -> usize,
}

/// A comment that one or several people made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CollatedComment {
    at: String,
    note: String,
    /// The place in words.
    pub place: String,
    original: String,
    proposal: String,
    reasons: Vec<String>,
    organizations: Vec<String>,
    /// What was decided, in the words that were found; several where they differ.
    pub decisions: Vec<String>,
    decision_reasons: Vec<String>,
}

/// The comments of all files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Collated {
    /// Each once, in the order of the standard.
    pub comments: Vec<CollatedComment>,
    /// How many there were in the files.
    pub found: usize,
}

/// Joins the comments of files, in the order of the files. One without a word is passed over.
pub fn collate<'c>(files: impl Iterator<Item = &'c Comments>, places: &Places<'_>) -> Collated {
    let mut all: Vec<([String; 3], CollatedComment)> = Vec::new();
    let mut found = 0;
    for one in files.flat_map(Comments::all).filter(|one| says_something(one)) {
        found += 1;
        let key = key(one, places);
        let known = all.iter().position(|(other, _)| *other == key);
        let place = known.unwrap_or(all.len());
        if known.is_none() {
            all.push((key, CollatedComment::default()));
        }
        all[place].1.add(one);
    }
    let mut comments: Vec<CollatedComment> = all.into_iter().map(|(_, one)| one).collect();
    // What a comment is about is named exactly where the page wrote it.
    comments.sort_by_cached_key(|one| (places.rank)(if one.at.is_empty() { &one.place } else { &one.at }));
    Collated { comments, found }
}

/// Whether anything of a comment would stand in the table: of organizations, marks between them alone do not.
fn says_something(one: &Comment) -> bool {
    let mut own = CollatedComment::default();
    own.add(one);
    COMMENT_COLUMNS.iter().any(|column| !own.cell(column, "").is_empty())
}

/// What two comments have in common that say the same: the place and the proposal. Where there is no proposal, what else
/// is said; where there is no place, the original text.
fn key(one: &Comment, places: &Places<'_>) -> [String; 3] {
    let (place, proposal) = (place_of(one), folded(one.text("proposal")));
    let original = folded(one.text("original"));
    let rest = match (place.is_empty(), proposal.is_empty()) {
        (_, true) => original + "\n" + &folded_lines(one.text("reason")),
        (true, false) => original,
        (false, false) => String::new(),
    };
    [(places.name)(place), proposal, rest]
}

/// What stands in the lines of a text, each once.
fn folded_lines(text: &str) -> String {
    let mut lines = Vec::new();
    text.lines().for_each(|line| add_to(&mut lines, line));
    lines.iter().map(|line| folded(line)).collect::<Vec<String>>().join("\n")
}

/// The place in words, or else its identifier.
fn place_of(one: &Comment) -> &str {
    Some(one.text("place").trim()).filter(|place| !place.is_empty()).unwrap_or_else(|| one.text("at"))
}

impl CollatedComment {
    fn add(&mut self, one: &Comment) {
        let texts = [
            (&mut self.at, one.text("at")),
            (&mut self.note, one.text("note")),
            (&mut self.place, place_of(one)),
            (&mut self.original, one.text("original")),
            (&mut self.proposal, one.text("proposal")),
        ];
        for (here, came) in texts.into_iter().filter(|(here, _)| here.trim().is_empty()) {
            came.trim().clone_into(here);
        }
        one.text("organization").split(BETWEEN).for_each(|name| add_to(&mut self.organizations, name));
        let [decision, decision_reason] = [DECISION, DECISION_REASON].map(|name| one.decided(name));
        one.text("reason").lines().for_each(|line| add_to(&mut self.reasons, line));
        decision.lines().for_each(|line| add_to(&mut self.decisions, line));
        decision_reason.lines().for_each(|line| add_to(&mut self.decision_reasons, line));
    }

    /// What was decided about it.
    pub fn decision(&self) -> Decision {
        match &self.decisions[..] {
            [] => Decision::Open,
            [one] => Decision::of(one),
            _ => Decision::Conflict,
        }
    }

    /// The text of a column; `between` parts organizations.
    fn cell(&self, column: &str, between: &str) -> String {
        match column {
            "place" => self.place.clone(),
            "original" => self.original.clone(),
            "proposal" => self.proposal.clone(),
            "reason" => self.reasons.join("\n"),
            "organization" => self.organizations.join(between),
            DECISION => self.decisions.join("\n"),
            DECISION_REASON => self.decision_reasons.join("\n"),
            _ => String::new(),
        }
    }
}

impl Collated {
    /// How many comments have this decision.
    pub fn count(&self, decision: Decision) -> usize {
        self.comments.iter().filter(|one| one.decision() == decision).count()
    }

    /// The table, with these heads; `between` parts organizations. It begins with a byte order mark, without which
    /// spreadsheets take Chinese for something else.
    pub fn table(&self, heads: &[String], between: &str) -> String {
        let mut out = String::from("\u{feff}");
        write_row(&mut out, heads.iter().cloned());
        for (index, one) in self.comments.iter().enumerate() {
            let cells = COLLATED_COLUMNS.iter().skip(1).map(|column| one.cell(column, between));
            write_row(&mut out, [(index + 1).to_string()].into_iter().chain(cells));
        }
        out
    }

    /// The file of comments, on this edition of the standard.
    pub fn file(&self, edition: &str, between: &str) -> Comments {
        let comment = |(index, one): (usize, &CollatedComment)| {
            let mut comment = Comment { id: format!("k{:06}", index + 1), is_there: true, ..Comment::default() };
            comment.set("at", &one.at);
            comment.set("note", &one.note);
            for column in COLLATED_COLUMNS.iter().skip(1) {
                comment.set_words(column, &one.cell(column, between));
            }
            comment
        };
        let mut comments = Comments::new(edition);
        comments.take(self.comments.iter().enumerate().map(comment).collect());
        comments
    }
}

impl Comment {
    /// What was decided about it, or why, in words.
    fn decided(&self, name: &str) -> String {
        Cursor::new(kept(&self.kept, name)).string().map(|text| text.into_owned()).unwrap_or_default()
    }

    /// Sets a text, also one that only drafters write.
    pub(super) fn set_words(&mut self, name: &str, words: &str) {
        if !matches!(name, DECISION | DECISION_REASON) {
            return self.set(name, words);
        }
        let mut json = String::new();
        if !words.trim().is_empty() {
            push_string(&mut json, words);
        }
        keep(&mut self.kept, name, &json);
    }
}

fn add_to(list: &mut Vec<String>, text: &str) {
    let text = text.trim();
    let said = folded(text);
    if !said.is_empty() && list.iter().all(|other| folded(other) != said) {
        list.push(text.to_owned());
    }
}

/// A text without what makes no difference to what it says: spaces, the width of signs, and capitals. Dashes stay, which
/// numbers have between them.
pub fn folded(text: &str) -> String {
    let seen = text.chars().filter(|one| !is_unseen(*one) && !one.is_whitespace());
    seen.map(narrow).flat_map(char::to_lowercase).collect()
}

fn narrow(sign: char) -> char {
    match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        '。' => '.',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        _ => sign,
    }
}

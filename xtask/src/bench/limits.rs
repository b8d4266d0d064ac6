//! What the figures are held against, all in one place.
//!
//! Costs are held as ratios to other work that is measured in turn with them, because a ratio is about the
//! same on every machine; still, two quiet runs differ, so each limit has room for that. Weights are the same
//! everywhere and have no room. A limit above its goal is either today's figure or the goal,
//! for costs with that room added. It may be lowered with the figure, and raised only for a reason that its line then
//! gives.

/// What one figure is held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limit {
    /// The largest value that passes; `None` where the figure depends on the machine and only has a goal.
    pub most: Option<f64>,
    /// What is wanted in the end, at most the limit.
    pub goal: f64,
}

const fn limit(most: f64, goal: f64) -> Limit {
    Limit { most: Some(most), goal }
}

const fn only_goal(goal: f64) -> Limit {
    Limit { most: None, goal }
}

// Builds.
/// A warm build, in times the floor: only reading the content and writing the files. Measured: 11 to 12, and
/// a quarter more for noise.
pub const WARM_BUILD: Limit = limit(15.0, 5.0);
/// A page of a warm build, in milliseconds: half of what Zola 0.22 needs with a theme of one template.
pub const PAGE: Limit = only_goal(0.55);
/// A build of ten times the content, in times one of the content: 15 % for noise.
pub const TENFOLD: Limit = limit(11.5, 10.0);

// Scoring.
/// Scoring assessments from NDJSON to NDJSON, in times only parsing the lines with `serde_json`.
pub const SCORING: Limit = limit(1.7, 1.5);

// What a reader waits for, in times a fixed piece of work in the same page (`measure.mjs`): twice what is
// measured, because times of a few milliseconds differ so much between runs. The goals in milliseconds are
// for a processor made four times slower.
/// From an answer to its result on the page of the scorer.
pub const ANSWER_ON_SCORER: Limit = limit(0.25, 0.25);
/// From an answer to its result on the page of a subdomain.
pub const ANSWER_ON_SUBDOMAIN: Limit = limit(0.25, 0.25);
/// From an answer to its result on either page, in milliseconds: one frame of a screen that shows sixty a second.
pub const ANSWER_TIME: Limit = only_goal(16.0);
/// From a full file chosen to all results shown.
pub const OPENING: Limit = limit(2.2, 2.2);
/// From the scripts of the search to a field that answers letters.
pub const SEARCH_READY: Limit = limit(1.6, 1.6);
/// From the first letter, typed at once, to hits.
pub const FIRST_LETTER: Limit = limit(0.2, 0.2);
/// From any later letter to hits.
pub const LETTER: Limit = limit(0.15, 0.15);
/// From any letter to hits, in milliseconds.
pub const LETTER_TIME: Limit = only_goal(50.0);

// Weights in bytes, compressed as a web server does.
/// A page of a subdomain with its stylesheet and scripts, gzip. It has the sidebar with all subdomains and the way to
/// every part of the site, which take 2,000 bytes; editor's notes are loaded when they are asked for.
pub const SUBDOMAIN: Limit = limit(14_000.0, 14_000.0);
/// The page with the full text, gzip.
pub const FULL_TEXT: Limit = limit(45_000.0, 45_000.0);
/// The same with its stylesheets and scripts, which have the navigation, the contents as a sheet and the sidebar of other
/// pages.
pub const FULL_TEXT_WITH_ASSETS: Limit = limit(50_000.0, 50_000.0);
/// All that searching loads, both languages, brotli. It makes its patterns from what the standard has, which takes a
/// little more than fixed ones, and takes what is searched for to other editions. The commands of its field and their
/// names take 2,650 bytes, the list of keys among them.
pub const SEARCH: Limit = limit(73_000.0, 70_000.0);
/// An engine, brotli: with the store of acts, the reader of all forms, the merge, what carries answers of earlier
/// editions over, the action plan, which takes 16,000 bytes, departments and
/// their lines of text, which take 11,500, parts and their merge, which take 8,500, and what leads a reader through the
/// entries and the map.
/// Taking files in could become a script of its own.
pub const ENGINE: Limit = limit(228_500.0, 110_000.0);
/// The engine of comments, brotli: with the reader of all forms and encodings, and of what was decided about a comment.
pub const COMMENTER: Limit = limit(62_500.0, 61_500.0);
/// The engine that encrypts files and makes anonymous copies and QR codes, brotli: with the reader of files of one form.
pub const SHARER: Limit = limit(80_000.0, 80_000.0);
/// The engine that writes and reads workbooks, brotli: with the reader of tables and of files of all forms.
pub const WORKBOOKS: Limit = limit(129_000.0, 127_000.0);

//! Results as rows for a spreadsheet: the company, then the domains, then the subdomains.

use dtmm_scoring::{Fraction, Method, Scope, Score};

use super::{Scored, Scorer};

/// Excel takes a file for UTF-8 only if it begins with this.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

const COLUMNS: [&str; 25] = [
    "source",
    "title",
    "date",
    "edition",
    "kind",
    "scope",
    "name",
    "answered",
    "applicable",
    "not_applicable",
    "out_of_scope",
    "strict",
    "staged",
    "staged_best_case",
    "weights",
    "weighted_level",
    "weighted_score",
    "weighted_shown",
    "index_score",
    "index_shown",
    "strict_method",
    "staged_method",
    "weighted_method",
    "index_method",
    "notice",
];

/// What is written where nothing applies.
const NOT_APPLICABLE: &str = "NA";

/// The byte order mark and the names of the columns.
pub(super) fn head() -> Vec<u8> {
    [BYTE_ORDER_MARK.as_bytes(), &write(&[COLUMNS.map(str::to_owned).to_vec()])].concat()
}

/// The rows of an assessment. The notice stands in the company's.
pub(super) fn rows(scorer: &Scorer<'_>, scored: &Scored) -> Vec<u8> {
    let scored_scopes = scorer.scopes().iter().filter_map(|(scope, name)| {
        let score = scored.card.score(*scope)?;
        Some(row(scorer, scored, *scope, name, score))
    });
    write(&scored_scopes.collect::<Vec<_>>())
}

fn row(scorer: &Scorer<'_>, scored: &Scored, scope: Scope, name: &str, score: &Score) -> Vec<String> {
    let (card, assessment, now) = (&scored.card, &scored.assessment, &score.now);
    let (kind, weights, notice, is_out) = match scope {
        Scope::Company => ("company", card.weights.key(), scorer.notice(), false),
        // A domain's own scores always weigh its subdomains equally.
        Scope::Domain(_) => ("domain", "subdomain", "", false),
        Scope::Subdomain(place) => ("subdomain", "", "", card.subdomains[place].tailored),
    };
    let mut row: Vec<String> = [
        scored.source.as_str(),
        &assessment.title,
        &assessment.date,
        &card.edition,
        kind,
        scope.key(scorer.outline()),
        name,
    ]
    .map(str::to_owned)
    .to_vec();
    let tally = &score.tally;
    row.extend([tally.answered(), tally.applicable(), tally.not_applicable].map(|count| count.to_string()));
    row.push(if is_out { "yes" } else { "no" }.to_owned());
    row.extend([now.strict, now.staged, score.best.staged].map(number));
    row.push(weights.to_owned());
    row.push(number(now.weighted.map(|weighted| weighted.level)));
    let weighted = now.weighted.map(|weighted| weighted.score);
    row.extend([text(weighted, Fraction::text), text(weighted, Fraction::shown_in_bands)]);
    row.extend([text(now.index, Fraction::text), text(now.index, Fraction::shown)]);
    row.extend(Method::ALL.map(|method| method.id().to_owned()));
    row.push(notice.to_owned());
    row
}

fn number(level: Option<u8>) -> String {
    level.map_or_else(|| NOT_APPLICABLE.to_owned(), |level| level.to_string())
}

fn text(score: Option<Fraction>, form: fn(Fraction) -> String) -> String {
    score.map_or_else(|| NOT_APPLICABLE.to_owned(), form)
}

/// Rows, quoted where they need it.
fn write(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Writing to memory, with rows of equal length, cannot fail.
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

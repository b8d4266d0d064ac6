//! Results as a CSV table for spreadsheets: rows for the company, the domains, the subdomains.

use dtmm_exchange::write_row;
use dtmm_scoring::{Fraction, Method, Scope, Score};

use super::level::{NOT_APPLICABLE, short};
use super::{Scored, Scorer};

/// Excel needs it to recognize UTF-8.
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

/// The byte order mark and the names of the columns.
pub(super) fn head() -> Vec<u8> {
    [BYTE_ORDER_MARK.as_bytes(), &write(&[COLUMNS.map(str::to_owned).to_vec()])].concat()
}

/// The rows of an assessment. The row of the company has the notice.
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
        // Within a domain, subdomains always have equal weights.
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
    row.extend([now.strict, now.staged, score.best.staged].map(short));
    row.push(weights.to_owned());
    row.push(short(now.weighted.map(|weighted| weighted.level)));
    row.push(text(now.weighted.map(|weighted| weighted.score), decimal));
    row.push(now.weighted.map_or_else(|| NOT_APPLICABLE.to_owned(), |weighted| weighted.shown()));
    row.extend([text(now.index, decimal), text(now.index, Fraction::shown)]);
    row.extend(Method::ALL.map(|method| card.scoring.id(method)));
    row.push(notice.to_owned());
    row
}

fn text(score: Option<Fraction>, form: fn(Fraction) -> String) -> String {
    score.map_or_else(|| NOT_APPLICABLE.to_owned(), form)
}

/// A score as a decimal number, rounded half to even to six places. Not as an exact fraction, because a spreadsheet
/// would read `5/2` as a date; JSON output has the fraction.
fn decimal(score: Fraction) -> String {
    const PLACES: u64 = 1_000_000;
    let (numerator, denominator) = (score.numerator(), score.denominator());
    let scaled = u128::from(numerator) * u128::from(PLACES);
    let (whole, rest) = (scaled / u128::from(denominator), scaled % u128::from(denominator));
    let is_up = rest * 2 > u128::from(denominator) || (rest * 2 == u128::from(denominator) && whole % 2 == 1);
    let rounded = whole + u128::from(is_up);
    let text = format!("{}.{:06}", rounded / u128::from(PLACES), rounded % u128::from(PLACES));
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Rows in the CSV dialect of all tables of the project.
fn write(rows: &[Vec<String>]) -> Vec<u8> {
    let mut text = String::new();
    rows.iter().for_each(|row| write_row(&mut text, row.iter().cloned()));
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_a_number_to_a_spreadsheet() {
        for (numerator, denominator, text) in
            [(5, 2, "2.5"), (2, 1, "2"), (0, 1, "0"), (97, 52, "1.865385"), (2, 3, "0.666667"), (1, 128, "0.007812")]
        {
            assert_eq!(decimal(Fraction::new(numerator, denominator)), text);
        }
    }
}

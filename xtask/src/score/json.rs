//! Results as JSON objects, with all domains and subdomains; `null` if none of their entries applies.

use std::fmt::{self, Display, Formatter};

use dtmm_model::{ByLevel, Scoring};
use dtmm_scoring::{Fraction, Method, Score, Scorecard};
use serde::{Serialize, Serializer};

use super::{Scored, Scorer};

/// The initial capacity of an object in bytes, enough unless the title is long.
const USUAL: usize = 1 << 13;

#[derive(Serialize)]
struct Output<'a> {
    source: &'a str,
    title: &'a str,
    edition: &'a str,
    completeness: Completeness,
    not_applicable: NotApplicable<'a>,
    strict: Scopes<'a, u8>,
    staged: Scopes<'a, u8>,
    staged_best_case: Scopes<'a, u8>,
    weighted: WeightedScopes<'a>,
    index: Scopes<'a, Index>,
    methods: Methods<'a>,
    notice: &'a str,
}

#[derive(Serialize)]
struct Completeness {
    answered: u32,
    applicable: u32,
}

#[derive(Serialize)]
struct NotApplicable<'a> {
    entries: u32,
    subdomains: Vec<&'a str>,
}

/// One value for each scope.
#[derive(Serialize)]
struct Scopes<'a, V> {
    company: Option<V>,
    domains: Domains<'a, V>,
    subdomains: Subdomains<'a, V>,
}

#[derive(Serialize)]
struct WeightedScopes<'a> {
    weights: &'a str,
    company: Option<LevelAndScore>,
    domains: Domains<'a, LevelAndScore>,
    subdomains: Subdomains<'a, LevelAndScore>,
    levels: Levels,
}

#[derive(Serialize)]
struct LevelAndScore {
    level: u8,
    score: Exact,
    shown: String,
}

#[derive(Serialize)]
struct Index {
    score: Exact,
    shown: String,
}

/// Selects a value of a score.
type Pick<V> = fn(&Score) -> Option<V>;

/// One value for each domain, in the order of the standard.
struct Domains<'a, V>(&'a Scorecard, Pick<V>);

impl<V: Serialize> Serialize for Domains<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.domains.iter().map(|domain| (domain.slug.as_str(), self.1(&domain.score))))
    }
}

/// One value for each subdomain, in the order of the standard.
struct Subdomains<'a, V>(&'a Scorecard, Pick<V>);

impl<V: Serialize> Serialize for Subdomains<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let subdomains = self.0.subdomains.iter();
        serializer.collect_map(subdomains.map(|subdomain| (subdomain.code.as_str(), self.1(&subdomain.score))))
    }
}

/// The methods with their versions, and by which points they count where these are not the usual ones.
struct Methods<'a>(&'a Scoring);

impl Serialize for Methods<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Method::ALL.iter().map(|method| (method.key(), self.0.id(*method))))
    }
}

/// A fraction in exact form, like [`Fraction::text`], but without allocation.
struct Exact(Fraction);

impl Display for Exact {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match (self.0.numerator(), self.0.denominator()) {
            (whole, 1) => write!(formatter, "{whole}"),
            (numerator, denominator) => write!(formatter, "{numerator}/{denominator}"),
        }
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The score of each level, lowest first.
struct Levels(ByLevel<Option<Fraction>>);

impl Serialize for Levels {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|score| score.map(Exact)))
    }
}

/// The JSON object of an assessment, on one line.
pub(super) fn object(scorer: &Scorer<'_>, scored: &Scored) -> Vec<u8> {
    let (card, tally) = (&scored.card, &scored.card.company.tally);
    let out_of_scope = card.subdomains.iter().filter(|subdomain| subdomain.tailored);
    let output = Output {
        source: &scored.source,
        title: &scored.assessment.title,
        edition: &card.edition,
        completeness: Completeness { answered: tally.answered(), applicable: tally.applicable() },
        not_applicable: NotApplicable {
            entries: tally.not_applicable,
            subdomains: out_of_scope.map(|subdomain| subdomain.code.as_str()).collect(),
        },
        strict: scopes(card, |score| score.now.strict),
        staged: scopes(card, |score| score.now.staged),
        staged_best_case: scopes(card, |score| score.best.staged),
        weighted: weighted(card),
        index: scopes(card, |score| score.now.index.map(index)),
        methods: Methods(&card.scoring),
        notice: scorer.notice(),
    };
    let mut object = Vec::with_capacity(USUAL);
    // Cannot fail: it writes to memory, and all keys are strings.
    let _ = serde_json::to_writer(&mut object, &output);
    object
}

fn scopes<V>(card: &Scorecard, pick: Pick<V>) -> Scopes<'_, V> {
    Scopes { company: pick(&card.company), domains: Domains(card, pick), subdomains: Subdomains(card, pick) }
}

fn weighted(card: &Scorecard) -> WeightedScopes<'_> {
    let Scopes { company, domains, subdomains } = scopes(card, level_and_score);
    // The level scores of the company, `None` if no entry applies.
    let levels = card.company.now.weighted.map(|weighted| weighted.levels);
    let levels = levels.unwrap_or_else(|| vec![None; card.level_count()].into_iter().collect());
    WeightedScopes { weights: card.weights.key(), company, domains, subdomains, levels: Levels(levels) }
}

fn level_and_score(score: &Score) -> Option<LevelAndScore> {
    let weighted = score.now.weighted?;
    let (score, shown) = (Exact(weighted.score), weighted.shown());
    Some(LevelAndScore { level: weighted.level, score, shown })
}

fn index(score: Fraction) -> Index {
    Index { score: Exact(score), shown: score.shown() }
}

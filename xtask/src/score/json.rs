//! Results as JSON objects. Every domain and subdomain is there, `null` where nothing applies.

use dtmm_scoring::{Fraction, Method, Results, Scope, Score, Weighted};
use serde::{Serialize, Serializer};

use super::{Scored, Scorer};

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
    index: Scopes<'a, Value>,
    methods: Pairs<'a, &'a str>,
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
    domains: Pairs<'a, Option<V>>,
    subdomains: Pairs<'a, Option<V>>,
}

#[derive(Serialize)]
struct WeightedScopes<'a> {
    weights: &'a str,
    #[serde(flatten)]
    scopes: Scopes<'a, LevelAndScore>,
    levels: [Option<String>; 5],
}

#[derive(Serialize)]
struct LevelAndScore {
    level: u8,
    score: String,
    shown: String,
}

#[derive(Serialize)]
struct Value {
    score: String,
    shown: String,
}

/// An object whose keys stay in this order.
struct Pairs<'a, V>(Vec<(&'a str, V)>);

impl<V: Serialize> Serialize for Pairs<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// The object of an assessment, on one line.
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
        strict: scopes(scorer, scored, |score| score.now.strict),
        staged: scopes(scorer, scored, |score| score.now.staged),
        staged_best_case: scopes(scorer, scored, |score| score.best.staged),
        weighted: WeightedScopes {
            weights: card.weights.key(),
            scopes: scopes(scorer, scored, |score| score.now.weighted.map(weighted)),
            levels: levels(&card.company.now),
        },
        index: scopes(scorer, scored, |score| score.now.index.map(index)),
        methods: Pairs(Method::ALL.iter().map(|method| (method.key(), method.id())).collect()),
        notice: scorer.notice(),
    };
    serde_json::to_vec(&output).unwrap_or_default()
}

fn scopes<'a, V>(scorer: &'a Scorer<'_>, scored: &Scored, value: impl Fn(&Score) -> Option<V>) -> Scopes<'a, V> {
    let mut scopes = Scopes { company: None, domains: Pairs(Vec::new()), subdomains: Pairs(Vec::new()) };
    for (scope, _) in scorer.scopes() {
        let value = scored.card.score(*scope).and_then(&value);
        let key = scope.key(scorer.outline());
        match scope {
            Scope::Company => scopes.company = value,
            Scope::Domain(_) => scopes.domains.0.push((key, value)),
            Scope::Subdomain(_) => scopes.subdomains.0.push((key, value)),
        }
    }
    scopes
}

/// The level scores by weighted score, exact; `None` where nothing applies.
fn levels(results: &Results) -> [Option<String>; 5] {
    results.weighted.map_or([const { None }; 5], |weighted| weighted.levels.map(|score| score.map(Fraction::text)))
}

fn weighted(weighted: Weighted) -> LevelAndScore {
    LevelAndScore { level: weighted.level, score: weighted.score.text(), shown: weighted.score.shown_in_bands() }
}

fn index(score: Fraction) -> Value {
    Value { score: score.text(), shown: score.shown() }
}

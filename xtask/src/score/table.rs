//! Results for people at a terminal: the level reached, what holds it back, the domains, the heat map.

use dtmm_model::RequirementId;
use dtmm_scoring::{Fraction, Method, Results, Scope, Score, Weights};

use super::heat_map;
use super::level::{NOT_APPLICABLE, short};
use super::{Scored, Scorer};
use crate::terminal::{plain, wrap};

/// The maximum line width in characters.
const WIDTH: usize = 100;

/// The maximum number of identifiers in a list.
const MOST_ENTRIES: usize = 12;

/// The block of one assessment.
pub(super) fn block(scorer: &Scorer<'_>, scored: &Scored, colour: bool) -> String {
    let parts = [head(scored), company(scored), why(scored), scores(scorer, scored), excluded(scored)].concat();
    let map = heat_map::map(scorer, scored, colour);
    format!("{parts}\n{}\n{map}\n{}", domains(scorer, scored), notice(scorer))
}

fn head(scored: &Scored) -> String {
    let assessment = &scored.assessment;
    let edition = format!("edition {}", scored.card.edition);
    let known = [&assessment.title, &assessment.organization, &assessment.scope, &assessment.date, &edition];
    let known: Vec<&str> = known.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    format!("{}\n{}\n\n", plain(&scored.source), plain(&known.join(", ")))
}

fn company(scored: &Scored) -> String {
    let company = &scored.card.company;
    let tally = &company.tally;
    let lead = lead(scored);
    let beside = if lead == Method::Staged { Method::Strict } else { Method::Staged };
    let mut text = if comes_first(scored, Method::Index) { index(scored) } else { String::new() };
    text += &format!(
        "Self-assessed level (method {}): {}    method {}: {}    if the rest were met (method {}): {}\n",
        lead.letter(),
        level(company.now.level(lead)),
        beside.letter(),
        level(company.now.level(beside)),
        lead.letter(),
        level(company.best.level(lead)),
    );
    let provisional = if company.is_complete() { "" } else { "; the result is provisional" };
    let (answered, applicable) = (tally.answered(), tally.applicable());
    text += &format!("Completeness: {answered} of {applicable} applicable requirements answered{provisional}\n");
    if company.largely_within > 0 {
        let which = if lead == Method::Staged { "that level" } else { "the level by method B" };
        text += &format!("Entries only largely met, up to {which}: {}\n", company.largely_within);
    }
    text
}

/// The method whose levels come first.
fn lead(scored: &Scored) -> Method {
    scored.card.scoring.first().for_levels()
}

fn comes_first(scored: &Scored, method: Method) -> bool {
    scored.card.scoring.first() == method
}

/// What holds the level back.
fn why(scored: &Scored) -> String {
    let trace = scored.card.trace(Scope::Company, lead(scored));
    let mut text = String::new();
    if !trace.blockers.is_empty() {
        let next = trace.next.map(|next| format!(" (next: level {next})")).unwrap_or_default();
        text += &wrap(&format!("Held back by{next}: {}", entries(&trace.blockers)), WIDTH, 2);
    }
    if !trace.capped.is_empty() {
        let capped = codes(scored, &trace.capped);
        text += &wrap(&format!("No requirement applies above the level reached in: {capped}"), WIDTH, 2);
    }
    text
}

/// The scores of methods C and D.
fn scores(scorer: &Scorer<'_>, scored: &Scored) -> String {
    let (card, now) = (&scored.card, &scored.card.company.now);
    let mut text = format!("{}: {} ({})\n", scorer.method_c(), weighted(now), weights(scored));
    if let Some(weighted) = now.weighted {
        let shown = |score: Fraction| score.shown_in_bands(weighted.pass_mark);
        let levels: Vec<String> = weighted.levels.iter().map(|score| exact(*score, shown)).collect();
        text += &format!("  scores of levels 1 to {}: {}\n", levels.len(), levels.join(", "));
    }
    let compensated = card.compensated(Scope::Company);
    if !compensated.is_empty() {
        text += &wrap(&format!("  The mean masks weaker subdomains: {}", codes(scored, &compensated)), WIDTH, 4);
    }
    if comes_first(scored, Method::Index) { text } else { text + &index(scored) }
}

fn index(scored: &Scored) -> String {
    let index = exact(scored.card.company.now.index, Fraction::shown);
    format!("Method D, progress index: {index} ({})\n", weights(scored))
}

/// The weights of the company's scores.
fn weights(scored: &Scored) -> &'static str {
    match scored.card.weights {
        Weights::Subdomain => "equal weight for each subdomain",
        Weights::Domain => "equal weight for each domain",
        Weights::Custom(_) => "custom weights",
    }
}

/// What does not apply or is out of scope.
fn excluded(scored: &Scored) -> String {
    let tally = &scored.card.company.tally;
    let mut text = String::new();
    if tally.not_applicable > 0 {
        let (all, excluded) = (tally.not_applicable, tally.excluded);
        text += &format!("Not applicable: {all} (excluded by the user with a reason: {excluded})\n");
    }
    for subdomain in scored.card.subdomains.iter().filter(|subdomain| subdomain.tailored) {
        let reason = scored.assessment.tailored(subdomain.code).unwrap_or_default();
        text += &wrap(&format!("Out of scope: {} ({})", subdomain.code, plain(reason)), WIDTH, 2);
    }
    text
}

fn domains(scorer: &Scorer<'_>, scored: &Scored) -> String {
    let heads = ["B", "best", "A", "C", "D", "answered"];
    let mut rows = vec![("Domain", heads.map(str::to_owned))];
    for (scope, name) in scorer.scopes() {
        if let (Scope::Domain(_), Some(score)) = (scope, scored.card.score(*scope)) {
            rows.push((name, domain(score, lead(scored))));
        }
    }
    let name_width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let line = |(name, [b, best, a, c, d, answered]): &(&str, [String; 6])| {
        format!("{name:name_width$}  {b:>2}  {best:>4}  {a:>2}  {c:>15}  {d:>5}  {answered:>8}\n")
    };
    rows.iter().map(line).collect()
}

/// `lead` is the method of the best case.
fn domain(score: &Score, lead: Method) -> [String; 6] {
    let (now, tally) = (&score.now, &score.tally);
    let score_c = now.weighted.map_or_else(
        || NOT_APPLICABLE.to_owned(),
        |weighted| format!("level {}, {}", weighted.level, weighted.shown()),
    );
    [
        short(now.staged),
        short(score.best.level(lead)),
        short(now.strict),
        score_c,
        now.index.map_or_else(|| NOT_APPLICABLE.to_owned(), Fraction::shown),
        format!("{}/{}", tally.answered(), tally.applicable()),
    ]
}

/// The notice that the methods are not part of the standard, with their names and versions.
fn notice(scorer: &Scorer<'_>) -> String {
    let scoring = scorer.outline().scoring;
    let ids = Method::ALL.map(|method| format!("{} {}", method.letter(), scoring.id(method)));
    let line = format!("The methods are not part of the standard: {}\n", ids.join(", "));
    line + &wrap(scorer.notice(), WIDTH, 0)
}

/// A level in running text.
fn level(level: Option<u8>) -> String {
    level.map_or_else(|| "not applicable".to_owned(), |level| level.to_string())
}

fn weighted(results: &Results) -> String {
    let Some(weighted) = results.weighted else { return level(None) };
    let score = exact(Some(weighted.score), |score| score.shown_in_bands(weighted.pass_mark));
    format!("level {}, score {score}", weighted.level)
}

/// A score as shown, followed by its exact value if that differs.
fn exact(score: Option<Fraction>, shown: impl Fn(Fraction) -> String) -> String {
    let Some(score) = score else { return level(None) };
    if score.denominator() == 1 { shown(score) } else { format!("{} = {}", shown(score), score.text()) }
}

fn codes(scored: &Scored, places: &[usize]) -> String {
    let codes: Vec<&str> = places.iter().map(|place| scored.card.subdomains[*place].code.as_str()).collect();
    codes.join(" ")
}

fn entries(ids: &[RequirementId]) -> String {
    let mut names: Vec<String> = ids.iter().take(MOST_ENTRIES).map(RequirementId::to_string).collect();
    if ids.len() > MOST_ENTRIES {
        names.push(format!("and {} more", ids.len() - MOST_ENTRIES));
    }
    names.join(" ")
}

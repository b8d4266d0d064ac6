//! All results of an assessment, by all four methods, for the company, the domains and the
//! subdomains.

use dtmm_model::{ByLevel, Level, Method, Outline, Scoring, Slug, SubdomainCode};

use crate::answer_matrix::{AnswerMatrix, AnsweredItem, total};
use crate::counting::Counting;
use crate::methods::weighted::{self, Weighted};
use crate::methods::{index, least, staged, strict};
use crate::tally::Cells;
use crate::{Assessment, Fraction, Scope, Tally, Weights};

/// All results of an assessment.
#[derive(Debug, Clone)]
pub struct Scorecard {
    /// The edition that was scored against.
    pub edition: String,
    /// How answers were counted.
    pub scoring: Scoring,
    /// The weights of the company's `weighted` and `index` results.
    pub weights: Weights,
    /// The results of the company.
    pub company: Score,
    /// The results of the domains, in the order of the standard.
    pub domains: Vec<DomainScore>,
    /// The results of the subdomains, in the order of the standard.
    pub subdomains: Vec<SubdomainScore>,
    pub(crate) matrix: AnswerMatrix,
    pub(crate) counting: Counting,
}

/// The results of the company, a domain or a subdomain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The results as answered; what is unanswered counts as not met.
    pub now: Results,
    /// The results if everything unanswered were fully met.
    pub best: Results,
    /// The answers, counted.
    pub tally: Tally,
    /// How many requirements up to the level by method B are only largely met.
    pub largely_within: u32,
    /// How many requirements have no answer at the lowest level that applies, in all subdomains together.
    pub open_at_first: u32,
}

/// How far the answers are where level 1 is not reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Nothing is answered.
    NotStarted,
    /// The lowest level that applies is not fully answered.
    InProgress,
    /// It is fully answered, and not met.
    Below,
}

/// One result by each method; `None` where nothing applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Results {
    /// Method A: 0, or the level reached.
    pub strict: Option<u8>,
    /// Method B: 0, or the level reached.
    pub staged: Option<u8>,
    /// Method C: level and score.
    pub weighted: Option<Weighted>,
    /// Method D: 0 to the highest level.
    pub index: Option<Fraction>,
}

/// The results of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainScore {
    /// The domain.
    pub slug: Slug,
    /// Its results.
    pub score: Score,
}

/// The results of a subdomain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubdomainScore {
    /// The subdomain.
    pub code: SubdomainCode,
    /// Whether the user took it out of scope.
    pub tailored: bool,
    /// The answers of its cells, counted, lowest level first.
    pub cells: ByLevel<Tally>,
    /// Its results.
    pub score: Score,
}

impl Results {
    /// The level by a method; `None` where nothing applies and for the index, which has none.
    pub fn level(&self, method: Method) -> Option<u8> {
        match method {
            Method::Strict => self.strict,
            Method::Staged => self.staged,
            Method::Weighted => self.weighted.map(|weighted| weighted.level),
            Method::Index => None,
        }
    }

    /// The value by a method: a level, or an exact score.
    pub fn value(&self, method: Method) -> Option<Fraction> {
        match method {
            Method::Strict | Method::Staged => self.level(method).map(|level| Fraction::new(level.into(), 1)),
            Method::Weighted => self.weighted.map(|weighted| weighted.score),
            Method::Index => self.index,
        }
    }
}

impl Score {
    /// Whether everything that applies is answered. Where it is not, the results are provisional.
    pub const fn is_complete(&self) -> bool {
        self.tally.unanswered == 0
    }

    /// How far the answers are, for a result that is below level 1.
    pub const fn start(&self) -> Start {
        if self.tally.answered() + self.tally.not_applicable == 0 {
            Start::NotStarted
        } else if self.open_at_first > 0 {
            Start::InProgress
        } else {
            Start::Below
        }
    }

    fn new(cells: &[Cells], now: Results, best: impl FnOnce() -> Results) -> Score {
        let tally = total(cells.iter().flatten());
        let best = if tally.unanswered == 0 { now } else { best() };
        let largely_within = largely_within(cells, now.staged);
        Score { now, best, tally, largely_within, open_at_first: open_at_first(cells) }
    }
}

impl Scorecard {
    /// Scores an assessment with equal weights of the subdomains.
    pub fn new(outline: &Outline, assessment: &Assessment) -> Scorecard {
        Scorecard::with_weights(outline, assessment, Weights::Subdomain)
    }

    /// As [`Scorecard::new`], with the weights that the assessment itself sets, if it does.
    pub fn with_own_weights(outline: &Outline, assessment: &Assessment) -> Scorecard {
        Scorecard::with_weights(outline, assessment, assessment.weights.clone().unwrap_or(Weights::Subdomain))
    }

    /// Scores an assessment with these weights of the company's results.
    pub fn with_weights(outline: &Outline, assessment: &Assessment, weights: Weights) -> Scorecard {
        let scoring = outline.scoring;
        let counting = Counting::new(&scoring);
        let matrix = AnswerMatrix::new(outline, assessment);
        let now = matrix.tallies();
        let best: Vec<Cells> = now.iter().map(|cells| cells.iter().copied().map(Tally::best).collect()).collect();
        let subdomains = subdomains(&matrix, &now, &best, &counting);
        let domains = outline.domains.iter().zip(&matrix.domains).map(|(domain, (start, end))| DomainScore {
            slug: domain.slug.clone(),
            score: group_score(
                &subdomains[*start..*end],
                &now[*start..*end],
                &best[*start..*end],
                &[],
                (&Weights::Subdomain, &counting),
            ),
        });
        let domains = domains.collect();
        let company = group_score(&subdomains, &now, &best, &matrix.domains, (&weights, &counting));
        Scorecard { edition: outline.edition.clone(), scoring, weights, company, domains, subdomains, matrix, counting }
    }

    /// How many levels the standard has.
    pub fn level_count(&self) -> usize {
        self.matrix.level_count
    }

    /// The results of a scope.
    pub fn score(&self, scope: Scope) -> Option<&Score> {
        match scope {
            Scope::Company => Some(&self.company),
            Scope::Domain(index) => self.domains.get(index).map(|domain| &domain.score),
            Scope::Subdomain(index) => self.subdomains.get(index).map(|subdomain| &subdomain.score),
        }
    }

    /// The subdomains of a scope, in the order of the standard.
    pub fn subdomains_of(&self, scope: Scope) -> &[SubdomainScore] {
        let (start, end) = self.matrix.range(scope);
        &self.subdomains[start..end]
    }

    /// The items of one cell with their answers; empty if there is no such subdomain or it is out of scope.
    pub fn cell(&self, subdomain: usize, level: Level) -> &[AnsweredItem] {
        if subdomain < self.matrix.rows.len() { self.matrix.cell(subdomain, level) } else { &[] }
    }
}

fn subdomains(matrix: &AnswerMatrix, now: &[Cells], best: &[Cells], counting: &Counting) -> Vec<SubdomainScore> {
    let score = |now: &Cells, best: &Cells| {
        Score::new(std::slice::from_ref(now), subdomain_results(now, counting), || subdomain_results(best, counting))
    };
    let rows = matrix.rows.iter().zip(now.iter().zip(best));
    rows.map(|(row, (now, best))| SubdomainScore {
        code: row.code,
        tailored: row.tailored,
        cells: *now,
        score: score(now, best),
    })
    .collect()
}

fn subdomain_results(cells: &Cells, counting: &Counting) -> Results {
    Results {
        strict: strict::level(cells),
        staged: staged::level(cells),
        weighted: weighted::subdomain(cells, counting),
        index: index::subdomain(cells, counting.points),
    }
}

/// The results of several subdomains together: a domain, or all domains of the company.
fn group_score(
    subdomains: &[SubdomainScore],
    now: &[Cells],
    best: &[Cells],
    domains: &[(usize, usize)],
    (weights, counting): (&Weights, &Counting),
) -> Score {
    let results = |cells: &[Cells], pick: fn(&Score) -> &Results| {
        let indices: Vec<_> = subdomains.iter().map(|subdomain| pick(&subdomain.score).index).collect();
        Results {
            weighted: weighted::group(cells, domains, weights, counting),
            index: index::group(&indices, domains, weights),
            ..levels(subdomains, pick)
        }
    };
    Score::new(now, results(now, |score| &score.now), || results(best, |score| &score.best))
}

/// The levels by minimum of several subdomains; the other results empty.
fn levels(subdomains: &[SubdomainScore], pick: fn(&Score) -> &Results) -> Results {
    Results {
        strict: least(subdomains.iter().map(|subdomain| pick(&subdomain.score).strict)),
        staged: least(subdomains.iter().map(|subdomain| pick(&subdomain.score).staged)),
        ..Results::default()
    }
}

/// How many requirements are not answered at the lowest level that applies, in each of these subdomains.
fn open_at_first(subdomains: &[Cells]) -> u32 {
    let first = |cells: &Cells| cells.iter().find(|cell| !cell.is_neutral()).map_or(0, |cell| cell.unanswered);
    subdomains.iter().map(first).sum()
}

/// How many requirements up to a level are only largely met.
fn largely_within(subdomains: &[Cells], level: Option<u8>) -> u32 {
    let levels = usize::from(level.unwrap_or(0));
    subdomains.iter().flat_map(|cells| cells.iter().take(levels)).map(|cell| cell.largely).sum()
}

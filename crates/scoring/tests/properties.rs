//! What holds for every assessment, whatever the answers.

mod common;

use common::put;
use dtmm_example::{mixed, of_levels, three_levels};
use dtmm_model::{Item, Kind, Outline, Scoring};
use dtmm_scoring::{Answer, Assessment, CustomWeights, Fraction, Method, Points, Results, Scope, Scorecard, Weights};
use proptest::prelude::*;

/// Answers that reach levels now and then: a letter for each level, and for some entries another.
fn letters(outline: &Outline) -> impl Strategy<Value = Vec<char>> + use<> {
    let letter = || proptest::sample::select(vec!['F', 'F', 'F', 'F', 'L', 'L', 'P', 'N', 'U', '-']);
    let levels: Vec<usize> = outline.items().map(|item| item.id.cell.level.index()).collect();
    let count = levels.len();
    let fill = proptest::collection::vec(letter(), outline.level_count());
    let others = proptest::collection::vec((any::<proptest::sample::Index>(), letter()), 0..count / 3 + 2);
    (fill, others).prop_map(move |(fill, others)| {
        let mut letters: Vec<char> = levels.iter().map(|level| fill[*level]).collect();
        others.iter().for_each(|(index, letter)| letters[index.index(count)] = *letter);
        letters
    })
}

/// How answers may be counted: as usual, or by any points and pass mark, often at their limits.
fn scoring() -> impl Strategy<Value = Scoring> {
    let up_to = |most: u16| prop_oneof![Just(most), Just(most / 2), 0..=most];
    let declared = up_to(1000).prop_flat_map(move |largely| {
        let largely = largely.max(1);
        (Just(largely), up_to(largely), up_to(largely))
    });
    let declared = declared.prop_map(|(largely, partly, pass_mark)| {
        let [largely, partly, pass_mark] = [largely, partly, pass_mark.max(1)]
            .map(|thousandths| format!("{}.{:03}", thousandths / 1000, thousandths % 1000).parse().unwrap());
        Scoring::new(Method::Staged, largely, partly, pass_mark).unwrap()
    });
    prop_oneof![Just(Scoring::USUAL), declared]
}

/// A standard of those with these numbers of levels, or `more`, and answers to its entries.
fn answered(
    counts: std::ops::RangeInclusive<usize>,
    more: Vec<Outline>,
) -> impl Strategy<Value = (Outline, Vec<char>)> {
    let outlines = counts.map(of_levels).chain(more).collect::<Vec<_>>();
    (proptest::sample::select(outlines), scoring()).prop_flat_map(|(outline, scoring)| {
        let letters = letters(&outline);
        (Just(Outline { scoring, ..outline }), letters)
    })
}

/// A standard of 2 to 9 levels, and answers to its entries.
fn any_levels() -> impl Strategy<Value = (Outline, Vec<char>)> {
    answered(2..=9, vec![mixed(), three_levels()])
}

/// A standard with few entries, and answers to them.
fn few_entries() -> impl Strategy<Value = (Outline, Vec<char>)> {
    answered(2..=2, vec![small(), three_levels()])
}

fn assessment(outline: &Outline, letters: &[char]) -> Assessment {
    let mut assessment = Assessment::new(&outline.edition);
    for (item, letter) in outline.items().zip(letters) {
        put(&mut assessment, item, *letter);
    }
    assessment
}

fn weights(outline: &Outline) -> Vec<Weights> {
    let custom = CustomWeights::new(outline, &[3, 0]).unwrap();
    vec![Weights::Subdomain, Weights::Domain, Weights::Custom(custom)]
}

/// One requirement a cell in one domain, two and three in the other, with all kinds of items.
fn small() -> Outline {
    dtmm_example::outline("@a\nAAA r|r|rs|c|r\nBBB rr|r|r|r|-r\n@b\nCCC rc|rrr|rr|r|s\n")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn strict_is_below_staged_and_staged_below_weighted((outline, letters) in any_levels()) {
        let assessment = assessment(&outline, &letters);
        for weights in [Weights::Subdomain, Weights::Domain] {
            let card = Scorecard::with_weights(&outline, &assessment, weights);
            for scope in Scope::all(&outline) {
                let score = card.score(scope).unwrap();
                for results in [score.now, score.best] {
                    prop_assert!(results.strict <= results.staged);
                    prop_assert!(results.staged <= results.level(Method::Weighted));
                }
            }
        }
    }

    #[test]
    fn a_score_stays_within_the_band_of_its_level((outline, letters) in any_levels()) {
        let card = Scorecard::new(&outline, &assessment(&outline, &letters));
        for scope in Scope::all(&outline) {
            if let Some(weighted) = card.score(scope).unwrap().now.weighted {
                let pass_mark = Fraction::new(outline.scoring.pass_mark().thousandths().into(), 1000);
                let band = pass_mark.plus(weighted.level);
                prop_assert!(Fraction::new(weighted.level.into(), 1) <= weighted.score);
                prop_assert!(weighted.score < band || usize::from(weighted.level) == outline.level_count());
                prop_assert!(weighted.score <= Fraction::new(outline.level_count() as u64, 1));
            }
        }
    }

    #[test]
    fn not_applicable_means_the_same_by_all_methods((outline, letters) in few_entries()) {
        let card = Scorecard::new(&outline, &assessment(&outline, &letters));
        for scope in Scope::all(&outline) {
            let score = card.score(scope).unwrap();
            for results in [score.now, score.best] {
                for method in Method::ALL {
                    prop_assert_eq!(results.value(method).is_none(), score.tally.is_neutral());
                }
            }
        }
    }

    #[test]
    fn raising_an_answer_never_lowers_a_result(
        (outline, letters) in any_levels(), index in any::<proptest::sample::Index>(), weighing in 0usize..3,
    ) {
        let items: Vec<Item> = outline.items().copied().collect();
        let item = items[index.index(items.len())];
        let mut assessment = assessment(&outline, &letters);
        let mut last: Option<Scorecard> = None;
        for answer in [Answer::Not, Answer::Partly, Answer::Largely, Answer::Full] {
            assessment.set_answer(&item, Some(answer)).unwrap();
            let card = Scorecard::with_weights(&outline, &assessment, weights(&outline)[weighing].clone());
            for scope in last.iter().flat_map(|_| Scope::all(&outline)) {
                let before = last.as_ref().unwrap().score(scope).unwrap();
                prop_assert!(is_no_lower(&card.score(scope).unwrap().now, &before.now), "{item:?} {answer:?}");
            }
            last = Some(card);
        }
    }

    #[test]
    fn the_best_case_is_everything_unanswered_fully_met((outline, letters) in any_levels()) {
        let card = Scorecard::new(&outline, &assessment(&outline, &letters));
        let filled: Vec<char> = letters.iter().map(|letter| if *letter == 'U' { 'F' } else { *letter }).collect();
        let full = Scorecard::new(&outline, &assessment(&outline, &filled));
        for scope in Scope::all(&outline) {
            prop_assert_eq!(card.score(scope).unwrap().best, full.score(scope).unwrap().now);
        }
    }

    #[test]
    fn level_scores_equal_a_sum_over_one_common_denominator((outline, letters) in any_levels()) {
        let assessment = assessment(&outline, &letters);
        let levels = Scorecard::new(&outline, &assessment).company.now.weighted.map(|weighted| weighted.levels);
        let points = Points::new(&outline.scoring);
        for level in outline.levels() {
            let (mut sum, mut count, mut asks_nothing) = (0, 0, false);
            for subdomain in outline.subdomains() {
                let required = || subdomain.cell(level).iter().filter(|item| item.kind == Kind::Requirement);
                asks_nothing |= required().next().is_none();
                let answers: Vec<u64> = required()
                    .filter_map(|item| assessment.answer(item.id).map_or(Some(0), |answer| answer.worth(points)))
                    .map(u64::from)
                    .collect();
                if !answers.is_empty() {
                    // 60 can be divided by every number of requirements in a cell.
                    sum += answers.iter().sum::<u64>() * 60 / answers.len() as u64;
                    count += 1;
                }
            }
            let met = asks_nothing.then_some(Fraction::ONE);
            let expected = if count > 0 { Some(Fraction::new(sum, 60 * u64::from(points.full) * count)) } else { met };
            prop_assert_eq!(levels.and_then(|levels| levels[level]), expected.filter(|_| levels.is_some()));
        }
    }

    #[test]
    fn equal_weights_given_by_the_user_are_the_domains_weights((outline, letters) in any_levels()) {
        let assessment = assessment(&outline, &letters);
        let custom = Weights::Custom(CustomWeights::new(&outline, &[9; 2]).unwrap());
        let custom = Scorecard::with_weights(&outline, &assessment, custom);
        prop_assert_eq!(custom.company, Scorecard::with_weights(&outline, &assessment, Weights::Domain).company);
    }

    #[test]
    fn recommendations_change_no_result((outline, letters) in any_levels(), other in 0usize..5) {
        let mut changed = letters.clone();
        for (letter, item) in changed.iter_mut().zip(outline.items()) {
            if item.kind == Kind::Recommendation {
                *letter = ['F', 'N', 'U', '-', 'P'][other];
            }
        }
        let (card, changed) = (assessment(&outline, &letters), assessment(&outline, &changed));
        let (card, changed) = (Scorecard::new(&outline, &card), Scorecard::new(&outline, &changed));
        prop_assert_eq!(card.subdomains, changed.subdomains);
        prop_assert_eq!(card.company, changed.company);
    }

    #[test]
    fn the_entries_of_a_trace_lift_the_level_and_it_then_stands_where_said((outline, letters) in any_levels()) {
        let mut assessment = assessment(&outline, &letters);
        let card = Scorecard::new(&outline, &assessment);
        for method in [Method::Strict, Method::Staged, Method::Weighted] {
            let trace = card.trace(Scope::Company, method);
            let Some(next) = trace.next else { continue };
            let before = assessment.clone();
            for item in outline.items().filter(|item| trace.blockers.contains(&item.id)) {
                assessment.set_answer(item, Some(Answer::Full)).unwrap();
            }
            let card = Scorecard::new(&outline, &assessment);
            prop_assert_eq!(card.company.now.level(method), Some(next));
            prop_assert_eq!(card.trace(Scope::Company, method).blockers, trace.next_blockers);
            assessment = before;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn a_plan_lifts_the_level_and_no_smaller_set_does((outline, letters) in few_entries(), weighing in 0usize..3) {
        let weights = || match weighing {
            0 => Weights::Subdomain,
            1 => Weights::Domain,
            _ => Weights::Custom(CustomWeights::new(&outline, &[1, 3]).unwrap()),
        };
        let assessment = assessment(&outline, &letters);
        let card = Scorecard::with_weights(&outline, &assessment, weights());
        let level = |assessment: &Assessment, scope, method| {
            let card = Scorecard::with_weights(&outline, assessment, weights());
            card.score(scope).unwrap().now.level(method)
        };
        for scope in Scope::all(&outline) {
            for method in [Method::Strict, Method::Staged, Method::Weighted] {
                let from = card.score(scope).unwrap().now.level(method);
                let raisable = raisable(&outline, &assessment, scope);
                let Some(plan) = card.plan(scope, method) else {
                    let all: Vec<&Item> = raisable.iter().collect();
                    prop_assert_eq!(level(&raised(&assessment, &all), scope, method), from, "{:?} {:?}", scope, method);
                    continue;
                };
                let mut planned = assessment.clone();
                for step in &plan.raise {
                    let item = raisable.iter().find(|item| item.id == step.id).unwrap();
                    prop_assert_eq!(step.from, assessment.answer(step.id));
                    planned.set_answer(item, Some(step.to)).unwrap();
                }
                prop_assert_eq!(Some(plan.from), from);
                prop_assert_eq!(level(&planned, scope, method), Some(plan.to), "{:?} {:?} {:?}", scope, method, plan);
                prop_assert!(plan.to > plan.from);
                for subset in subsets(&raisable, plan.raise.len() - 1) {
                    prop_assert_eq!(level(&raised(&assessment, &subset), scope, method), from);
                }
            }
        }
    }
}

/// The entries of a scope that apply and are not fully met.
fn raisable(outline: &Outline, assessment: &Assessment, scope: Scope) -> Vec<Item> {
    let subdomains =
        outline.domains.iter().enumerate().flat_map(|(domain, shape)| {
            shape.subdomains.iter().map(move |subdomain| (Scope::Domain(domain), subdomain))
        });
    let within = subdomains.enumerate().filter(|(place, (domain, _))| {
        scope == Scope::Company || scope == *domain || scope == Scope::Subdomain(*place)
    });
    let items = within.flat_map(|(_, (_, subdomain))| subdomain.items());
    let raisable = items.filter(|item| {
        !matches!(assessment.answer(item.id), Some(Answer::Full | Answer::NotApplicable))
            && item.kind == Kind::Requirement
    });
    raisable.copied().collect()
}

fn raised(assessment: &Assessment, items: &[&Item]) -> Assessment {
    let mut raised = assessment.clone();
    items.iter().for_each(|item| raised.set_answer(item, Some(Answer::Full)).unwrap());
    raised
}

/// All subsets of this size.
fn subsets(items: &[Item], size: usize) -> Vec<Vec<&Item>> {
    match (size, items) {
        (0, _) => vec![vec![]],
        (_, []) => vec![],
        (_, [first, rest @ ..]) => {
            let with = subsets(rest, size - 1).into_iter().map(|mut subset| {
                subset.push(first);
                subset
            });
            with.chain(subsets(rest, size)).collect()
        }
    }
}

fn is_no_lower(after: &Results, before: &Results) -> bool {
    Method::ALL.iter().all(|method| after.value(*method) >= before.value(*method))
}

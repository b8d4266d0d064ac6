//! What is derived from the results: gaps, extremes, traces in odd cases, plans, weights.

mod common;

use common::{Draft, draft, put};
use dtmm_model::{Item, Level, RequirementId};
use dtmm_scoring::{Answer, Assessment, CustomWeights, Gap, Method, Scope, Scorecard, Weights};

fn level(number: u8) -> Level {
    Level::new(number).unwrap()
}

fn ids(gaps: &[Gap]) -> String {
    gaps.iter().map(|gap| gap.id.to_string()).collect::<Vec<_>>().join(" ")
}

fn texts(ids: &[RequirementId]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// An assessment with every entry of the five levels answered alike, and its draft.
fn filled(letters: &str) -> (Draft, Assessment) {
    let draft = draft();
    let mut assessment = Assessment::new("2024-draft");
    draft.fill(&mut assessment, letters);
    (draft, assessment)
}

fn scope(draft: &Draft, key: &str) -> Scope {
    Scope::from_key(&draft.outline, key).unwrap()
}

fn item(draft: &Draft, id: &str) -> Item {
    *draft.outline.items().find(|item| item.id.to_string() == id).unwrap()
}

#[test]
fn gaps_stand_in_the_order_of_levels_then_of_the_standard() {
    let (draft, mut assessment) = filled("FFFFF");
    for (id, letter) in [
        ("SVC-101", 'P'),
        ("STR-201", 'L'),
        ("STR-202", 'U'),
        ("INT-201", 'N'),
        ("DCM-202", 'N'),
        ("ORG-304", 'U'),
        ("STR-301", '-'),
        ("STR-401", 'N'),
    ] {
        put(&mut assessment, &item(&draft, id), letter);
    }
    let card = Scorecard::new(&draft.outline, &assessment);
    let gaps = card.gaps(Scope::Company, level(3), Method::Staged);
    assert_eq!(ids(&gaps.unmet), "SVC-101 INT-201");
    assert_eq!(gaps.unmet[0].answer, Some(Answer::Partly));
    assert_eq!(ids(&gaps.unanswered), "STR-202");
    assert_eq!(ids(&gaps.recommended), "DCM-202 ORG-304");
    assert_eq!(ids(&card.gaps(Scope::Company, level(4), Method::Strict).unmet), "SVC-101 STR-201 INT-201 STR-401");
    assert_eq!(ids(&card.gaps(scope(&draft, "organization"), level(5), Method::Staged).unmet), "STR-401");
    assert_eq!(ids(&card.gaps(scope(&draft, "INT"), level(1), Method::Staged).unmet), "");
    assessment.set_tailored("INT".parse().unwrap(), Some("no systems")).unwrap();
    let card = Scorecard::new(&draft.outline, &assessment);
    assert_eq!(ids(&card.gaps(Scope::Company, level(3), Method::Staged).unmet), "SVC-101");
}

#[test]
fn the_nearest_target_counts() {
    let (draft, mut assessment) = filled("FFPPP");
    let count = |assessment: &Assessment, key: &str| {
        let card = Scorecard::new(&draft.outline, assessment);
        card.gaps_to_targets(scope(&draft, key), assessment, Method::Staged).unmet.len()
    };
    assert_eq!((count(&assessment, "FND"), count(&assessment, "INT")), (2, 4));
    assessment.set_target("company", Some(level(2)));
    assert_eq!((count(&assessment, "FND"), count(&assessment, "INT")), (0, 0));
    assessment.set_target("resources", Some(level(4)));
    assert_eq!((count(&assessment, "FND"), count(&assessment, "INT")), (4, 0));
    assessment.set_target("FND", Some(level(5)));
    assert_eq!((count(&assessment, "FND"), count(&assessment, "SVC")), (6, 0));
    // DEQ, NET, SUP and KNW to level 4, without the recommendations; FND to level 5.
    assert_eq!(count(&assessment, "company"), 5 + 9 + 7 + 5 + 6);
}

#[test]
fn the_next_level_is_the_target_where_none_is_set() {
    let (draft, assessment) = filled("LLPFF");
    let card = Scorecard::new(&draft.outline, &assessment);
    assert_eq!(card.next_level(Scope::Company, Method::Strict), Some(level(1)));
    assert_eq!(card.next_level(Scope::Company, Method::Staged), Some(level(3)));
    assert_eq!(card.next_level(Scope::Company, Method::Index), Some(level(3)));
    let (draft, assessment) = filled("FFFFF");
    let card = Scorecard::new(&draft.outline, &assessment);
    assert_eq!(card.next_level(Scope::Company, Method::Staged), Some(level(5)));
    let (draft, assessment) = filled("-----");
    assert_eq!(Scorecard::new(&draft.outline, &assessment).next_level(Scope::Company, Method::Staged), None);
}

#[test]
fn the_weakest_and_strongest_are_listed_with_all_ties() {
    let (draft, mut assessment) = filled("FFNNN");
    draft.answer(&mut assessment, "SVC", level(1), "P");
    draft.answer(&mut assessment, "STR", level(2), "P");
    draft.answer(&mut assessment, "STR", level(1), "P");
    draft.answer(&mut assessment, "FND", level(3), "F");
    let card = Scorecard::new(&draft.outline, &assessment);
    let extremes = card.extremes(Scope::Company, Method::Staged);
    assert_eq!((extremes.weakest, extremes.strongest), (vec![0, 25], vec![14]));
    assert_eq!(card.extremes(Scope::Company, Method::Index).weakest, [0]);
    let extremes = card.extremes(scope(&draft, "technology"), Method::Weighted);
    assert_eq!((extremes.weakest, extremes.strongest), (vec![3, 4, 5], vec![3, 4, 5]));
    assert_eq!(card.extremes(scope(&draft, "STR"), Method::Staged).strongest, [0]);
}

#[test]
fn a_domain_warns_of_its_own_weak_subdomain_only() {
    let (draft, mut assessment) = filled("FFNNN");
    draft.answer(&mut assessment, "QLT", level(2), "FFP");
    let card = Scorecard::new(&draft.outline, &assessment);
    assert_eq!(card.compensated(Scope::Company), [22]);
    assert_eq!(card.compensated(scope(&draft, "production")), [22]);
    assert_eq!(card.compensated(scope(&draft, "QLT")), [22]);
    assert_eq!(card.compensated(scope(&draft, "data")), []);
}

#[test]
fn where_nothing_above_applies_a_result_is_capped() {
    let (draft, mut assessment) = filled("FFFFF");
    draft.answer(&mut assessment, "SVC", level(5), "-");
    let card = Scorecard::new(&draft.outline, &assessment);
    for (key, method) in [("company", Method::Staged), ("services", Method::Strict), ("SVC", Method::Staged)] {
        let trace = card.trace(scope(&draft, key), method);
        assert_eq!((trace.capped, trace.next, trace.weakest), (vec![25], None, vec![25]), "{key}");
        assert_eq!((texts(&trace.blockers), texts(&trace.next_blockers)), (String::new(), String::new()));
        assert_eq!(card.plan(scope(&draft, key), method), None);
    }
    assert_eq!(card.trace(scope(&draft, "STR"), Method::Staged), Default::default());
}

#[test]
fn a_trace_steps_over_what_does_not_apply() {
    let draft = draft();
    let mut assessment = Assessment::new("2024-draft");
    for (number, letters) in [(1, "F"), (2, "-"), (3, "FP"), (4, "FF"), (5, "LP")] {
        draft.answer(&mut assessment, "FND", level(number), letters);
    }
    let card = Scorecard::new(&draft.outline, &assessment);
    let trace = card.trace(scope(&draft, "FND"), Method::Staged);
    assert_eq!(
        (trace.next, texts(&trace.blockers), texts(&trace.next_blockers)),
        (Some(4), "FND-302".into(), "FND-502".into())
    );
    let trace = card.trace(scope(&draft, "FND"), Method::Weighted);
    assert_eq!((trace.next, texts(&trace.blockers)), (Some(4), "FND-302".into()));
    assert_eq!(texts(&trace.next_blockers), "FND-501 FND-502");
    let trace = card.trace(scope(&draft, "FND"), Method::Index);
    assert_eq!(texts(&trace.blockers), "FND-302 FND-501 FND-502");
}

#[test]
fn the_index_is_held_by_everything_not_fully_met_in_the_order_of_the_standard() {
    let (draft, mut assessment) = filled("FFFFF");
    for (id, letter) in [("STR-501", 'L'), ("SVC-101", 'N'), ("INT-301", 'U'), ("ORG-304", 'N'), ("INT-101", 'P')] {
        put(&mut assessment, &item(&draft, id), letter);
    }
    let trace = Scorecard::new(&draft.outline, &assessment).trace(Scope::Company, Method::Index);
    assert_eq!(texts(&trace.blockers), "STR-501 INT-101 INT-301 SVC-101");
    assert_eq!(trace.weakest, [0, 4, 25]);
}

#[test]
fn a_plan_by_score_takes_the_largest_shares_first_and_ties_in_order() {
    let (draft, mut assessment) = filled("FFFFF");
    draft.answer(&mut assessment, "NET", level(3), "PNPNL");
    let card = Scorecard::new(&draft.outline, &assessment);
    let plan = card.plan(scope(&draft, "NET"), Method::Weighted).unwrap();
    let steps: Vec<String> = plan.raise.iter().map(|step| step.id.to_string()).collect();
    assert_eq!((plan.from, plan.to), (2, 5));
    assert_eq!(steps, ["NET-301", "NET-302", "NET-304"]);
    let plan = card.plan(scope(&draft, "NET"), Method::Staged).unwrap();
    assert_eq!(plan.raise.len(), 4);
    assert_eq!((plan.raise[1].from, plan.raise[1].to), (Some(Answer::Not), Answer::Largely));
    assert_eq!(card.plan(scope(&draft, "NET"), Method::Index), None);
}

#[test]
fn a_tailored_subdomain_counts_nowhere_though_it_is_answered() {
    let (draft, mut assessment) = filled("FFFNN");
    draft.answer(&mut assessment, "INT", level(1), "N");
    draft.answer(&mut assessment, "SVC", level(1), "-");
    draft.answer(&mut assessment, "WHS", level(2), "FFU-");
    let card = Scorecard::new(&draft.outline, &assessment);
    assert_eq!(card.company.tally.applicable(), 362 - 3);
    assert_eq!((card.company.tally.not_applicable, card.company.tally.excluded), (3, 2));
    assert_eq!((card.company.tally.unanswered, card.company.now.staged), (1, Some(0)));
    assessment.set_tailored("INT".parse().unwrap(), Some("one system only")).unwrap();
    assessment.set_tailored("SVC".parse().unwrap(), Some("no customers")).unwrap();
    let card = Scorecard::new(&draft.outline, &assessment);
    assert_eq!(card.company.now.staged, Some(1));
    assert_eq!(card.company.tally.applicable(), 362 - 12 - 12 - 1);
    assert_eq!((card.company.tally.not_applicable, card.company.tally.excluded), (1, 0));
    assert_eq!(card.subdomains[4].score.now, Default::default());
    assert!(card.subdomains[4].tailored && card.cell(4, level(1)).is_empty());
    assert_eq!(card.cell(3, level(1)).len(), 2);
    assert_eq!(card.domains[6].score.now, Default::default());
}

#[test]
fn what_is_only_largely_met_within_the_level_is_counted() {
    let (draft, mut assessment) = filled("FLFNN");
    draft.answer(&mut assessment, "STR", level(3), "L");
    draft.answer(&mut assessment, "FND", level(2), "F");
    draft.answer(&mut assessment, "SVC", level(2), "LLP");
    let card = Scorecard::new(&draft.outline, &assessment);
    let within = |key: &str| card.score(scope(&draft, key)).unwrap().largely_within;
    assert_eq!(
        (within("STR"), within("organization"), within("FND"), within("SVC"), within("company")),
        (6, 11, 0, 0, 0)
    );
}

#[test]
fn weights_given_by_the_user_are_checked_and_may_leave_a_domain_out() {
    let (draft, mut assessment) = filled("FFNNN");
    let weights = |weights: &[u16]| CustomWeights::new(&draft.outline, weights);
    assert_eq!(weights(&[0; 7]), None);
    assert_eq!(weights(&[1; 6]), None);
    assert_eq!(weights(&[1, 1, 1, 1, 1, 1, 1001]), None);
    let only = |domain: usize| {
        let mut list = [0; 7];
        list[domain] = 1000;
        Weights::Custom(weights(&list).unwrap())
    };
    draft.answer(&mut assessment, "SVC", level(1), "P");
    let card = Scorecard::with_weights(&draft.outline, &assessment, only(0));
    assert_eq!(card.company.now.level(Method::Weighted), Some(2));
    assert_eq!(card.company.now.index, card.domains[0].score.now.index);
    assert_eq!(card.domains[6].score.now.level(Method::Weighted), Some(0));
    let trace = card.trace(Scope::Company, Method::Weighted);
    assert!(trace.blockers.iter().all(|id| ["STR", "ORG", "CHG"].contains(&id.cell.subdomain.as_str())));
    assert_eq!(trace.weakest, [0, 1, 2]);
    assert_eq!(card.plan(Scope::Company, Method::Weighted).unwrap().raise.len(), 7);
    assessment.set_tailored("SVC".parse().unwrap(), Some("none")).unwrap();
    let card = Scorecard::with_weights(&draft.outline, &assessment, only(6));
    assert_eq!((card.company.now.weighted, card.company.now.index), (None, None));
}

#[test]
fn every_result_can_name_its_method() {
    let ids: Vec<&str> = Method::ALL.into_iter().map(Method::id).collect();
    assert_eq!(ids, ["dtmm-strict/1", "dtmm-staged/1", "dtmm-weighted/1", "dtmm-index/1"]);
    let keys = Method::ALL.map(|method| Method::from_key(method.key()));
    assert_eq!(keys, Method::ALL.map(Some));
    let keys: Vec<&str> = [Weights::Subdomain, Weights::Domain].iter().map(Weights::key).collect();
    assert_eq!(keys, ["subdomain", "domain"]);
}

#[test]
fn scopes_have_one_text_form() {
    let outline = draft().outline;
    for scope in Scope::all(&outline) {
        assert_eq!(Scope::from_key(&outline, scope.key(&outline)), Some(scope));
    }
    assert_eq!(Scope::all(&outline).count(), 34);
    assert_eq!((Scope::from_key(&outline, "qlt"), Scope::Domain(7).key(&outline)), (None, ""));
}

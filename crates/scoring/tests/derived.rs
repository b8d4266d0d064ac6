//! What is derived from the results: gaps, extremes, traces in odd cases, plans, weights.

mod common;

use common::{Printed, filled, item, put};
use dtmm_model::{Level, Outline, RequirementId};
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

fn scope(standard: &Printed, key: &str) -> Scope {
    Scope::from_key(&standard.outline, key).unwrap()
}

#[test]
fn gaps_stand_in_the_order_of_levels_then_of_the_standard() {
    let (standard, mut assessment) = filled("FFFFF");
    for (id, letter) in [
        ("GHI-101", 'P'),
        ("ABC-201", 'L'),
        ("ABC-202", 'U'),
        ("DEF-201", 'N'),
        ("DEF-302", 'N'),
        ("ABC-304", 'U'),
        ("ABC-301", '-'),
        ("ABC-401", 'N'),
    ] {
        put(&mut assessment, &item(&standard.outline, id), letter);
    }
    let card = Scorecard::new(&standard.outline, &assessment);
    let gaps = card.gaps(Scope::Company, level(3), Method::Staged);
    assert_eq!(ids(&gaps.unmet), "GHI-101 DEF-201");
    assert_eq!(gaps.unmet[0].answer, Some(Answer::Partly));
    assert_eq!(ids(&gaps.unanswered), "ABC-202");
    assert_eq!(ids(&gaps.recommended), "ABC-304 DEF-302");
    assert_eq!(ids(&card.gaps(Scope::Company, level(4), Method::Strict).unmet), "GHI-101 ABC-201 DEF-201 ABC-401");
    let of_making = card.gaps(scope(&standard, "making"), level(5), Method::Staged);
    assert_eq!(ids(&of_making.unmet), "GHI-101 DEF-201 ABC-401");
    assert_eq!(ids(&card.gaps(scope(&standard, "DEF"), level(1), Method::Staged).unmet), "");
    assessment.set_tailored("DEF".parse().unwrap(), Some("no systems")).unwrap();
    let card = Scorecard::new(&standard.outline, &assessment);
    assert_eq!(ids(&card.gaps(Scope::Company, level(3), Method::Staged).unmet), "GHI-101");
}

#[test]
fn the_nearest_target_counts() {
    let (standard, mut assessment) = filled("FFPPP");
    let count = |assessment: &Assessment, key: &str| {
        let card = Scorecard::new(&standard.outline, assessment);
        card.gaps_to_targets(scope(&standard, key), assessment, Method::Staged).unmet.len()
    };
    // The requirements of level 3, the next one.
    assert_eq!((count(&assessment, "DEF"), count(&assessment, "GHI")), (1, 2));
    assessment.set_target("company", Some(level(2)));
    assert_eq!((count(&assessment, "DEF"), count(&assessment, "GHI")), (0, 0));
    assessment.set_target("making", Some(level(4)));
    assert_eq!((count(&assessment, "DEF"), count(&assessment, "JKL")), (2, 0));
    assessment.set_target("DEF", Some(level(5)));
    assert_eq!((count(&assessment, "DEF"), count(&assessment, "JKL")), (3, 0));
    // ABC and GHI to level 4, without the recommendations; DEF to level 5.
    assert_eq!(count(&assessment, "company"), (2 + 4) + (2 + 1) + 3);
}

#[test]
fn the_next_level_is_the_target_where_none_is_set() {
    let (standard, assessment) = filled("LLPFF");
    let card = Scorecard::new(&standard.outline, &assessment);
    assert_eq!(card.next_level(Scope::Company, Method::Strict), Some(level(1)));
    assert_eq!(card.next_level(Scope::Company, Method::Staged), Some(level(3)));
    assert_eq!(card.next_level(Scope::Company, Method::Index), Some(level(3)));
    let (standard, assessment) = filled("FFFFF");
    let card = Scorecard::new(&standard.outline, &assessment);
    assert_eq!(card.next_level(Scope::Company, Method::Staged), Some(level(5)));
    let (standard, assessment) = filled("-----");
    assert_eq!(Scorecard::new(&standard.outline, &assessment).next_level(Scope::Company, Method::Staged), None);
}

#[test]
fn the_weakest_and_strongest_are_listed_with_all_ties() {
    let (standard, mut assessment) = filled("FFNNN");
    let card = Scorecard::new(&standard.outline, &assessment);
    let extremes = card.extremes(scope(&standard, "making"), Method::Weighted);
    assert_eq!((extremes.weakest, extremes.strongest), (vec![0, 1, 2], vec![0, 1, 2]));
    standard.answer(&mut assessment, "GHI", level(1), "P");
    standard.answer(&mut assessment, "ABC", level(2), "P");
    standard.answer(&mut assessment, "ABC", level(1), "P");
    standard.answer(&mut assessment, "DEF", level(3), "F");
    let card = Scorecard::new(&standard.outline, &assessment);
    let extremes = card.extremes(Scope::Company, Method::Staged);
    // Nothing is required of JKL at level 3.
    assert_eq!((extremes.weakest, extremes.strongest), (vec![0, 2], vec![1, 3]));
    assert_eq!(card.extremes(Scope::Company, Method::Index).weakest, [0]);
    assert_eq!(card.extremes(scope(&standard, "ABC"), Method::Staged).strongest, [0]);
}

#[test]
fn a_domain_warns_of_its_own_weak_subdomain_only() {
    let (standard, mut assessment) = filled("FFNNN");
    standard.answer(&mut assessment, "GHI", level(2), "FFP");
    let card = Scorecard::new(&standard.outline, &assessment);
    assert_eq!(card.compensated(Scope::Company), [2]);
    assert_eq!(card.compensated(scope(&standard, "making")), [2]);
    assert_eq!(card.compensated(scope(&standard, "GHI")), [2]);
    assert_eq!(card.compensated(scope(&standard, "serving")), []);
}

#[test]
fn where_nothing_above_applies_a_result_is_capped() {
    let (standard, mut assessment) = filled("FFFFF");
    standard.answer(&mut assessment, "JKL", level(5), "-");
    let card = Scorecard::new(&standard.outline, &assessment);
    for (key, method) in [("company", Method::Staged), ("serving", Method::Strict), ("JKL", Method::Staged)] {
        let trace = card.trace(scope(&standard, key), method);
        assert_eq!((trace.capped, trace.next, trace.weakest), (vec![3], None, vec![3]), "{key}");
        assert_eq!((texts(&trace.blockers), texts(&trace.next_blockers)), (String::new(), String::new()));
        assert_eq!(card.plan(scope(&standard, key), method), None);
    }
    assert_eq!(card.trace(scope(&standard, "ABC"), Method::Staged), Default::default());
}

#[test]
fn a_trace_steps_over_what_does_not_apply() {
    let (standard, mut assessment) = filled("UUUUU");
    for (number, letters) in [(1, "F"), (2, "-"), (3, "FPF"), (4, "F"), (5, "LPF")] {
        standard.answer(&mut assessment, "ABC", level(number), letters);
    }
    let card = Scorecard::new(&standard.outline, &assessment);
    let trace = card.trace(scope(&standard, "ABC"), Method::Staged);
    assert_eq!(
        (trace.next, texts(&trace.blockers), texts(&trace.next_blockers)),
        (Some(4), "ABC-303".into(), "ABC-502".into())
    );
    // Level 3 has 15/20, level 5 13/20.
    let trace = card.trace(scope(&standard, "ABC"), Method::Weighted);
    assert_eq!((trace.next, texts(&trace.blockers)), (Some(4), "ABC-303".into()));
    assert_eq!(texts(&trace.next_blockers), "ABC-501 ABC-502");
    let trace = card.trace(scope(&standard, "ABC"), Method::Index);
    assert_eq!(texts(&trace.blockers), "ABC-303 ABC-501 ABC-502");
}

#[test]
fn the_index_is_held_by_everything_not_fully_met_in_the_order_of_the_standard() {
    let (standard, mut assessment) = filled("FFFFF");
    for (id, letter) in [("ABC-501", 'L'), ("JKL-101", 'N'), ("GHI-301", 'U'), ("ABC-304", 'N'), ("GHI-101", 'P')] {
        put(&mut assessment, &item(&standard.outline, id), letter);
    }
    let trace = Scorecard::new(&standard.outline, &assessment).trace(Scope::Company, Method::Index);
    assert_eq!(texts(&trace.blockers), "ABC-501 GHI-101 GHI-301 JKL-101");
    assert_eq!(trace.weakest, [0, 2, 3]);
}

#[test]
fn a_plan_by_score_takes_the_largest_shares_first_and_ties_in_order() {
    let (standard, mut assessment) = filled("FFFFF");
    // 18/40: raising N adds 10, each P 5, and 32/40 are enough.
    standard.answer(&mut assessment, "ABC", level(4), "PNPL");
    let card = Scorecard::new(&standard.outline, &assessment);
    let plan = card.plan(scope(&standard, "ABC"), Method::Weighted).unwrap();
    let steps: Vec<String> = plan.raise.iter().map(|step| step.id.to_string()).collect();
    assert_eq!((plan.from, plan.to), (3, 5));
    assert_eq!(steps, ["ABC-401", "ABC-402"]);
    let plan = card.plan(scope(&standard, "ABC"), Method::Staged).unwrap();
    assert_eq!(plan.raise.len(), 3);
    assert_eq!((plan.raise[1].from, plan.raise[1].to), (Some(Answer::Not), Answer::Largely));
    assert_eq!(card.plan(scope(&standard, "ABC"), Method::Index), None);
}

#[test]
fn a_plan_by_score_goes_by_the_points_and_the_pass_mark_of_the_standard() {
    let standard = Printed::new(dtmm_example::in_quarters("weighted"));
    let mut assessment = Assessment::new(&standard.outline.edition);
    standard.fill(&mut assessment, "FPN");
    let plan = |outline: &Outline| {
        let card = Scorecard::new(outline, &assessment);
        let plan = card.plan(scope(&standard, "TOOLS"), Method::Weighted).unwrap();
        (plan.from, plan.to, plan.raise.iter().map(|step| step.id.to_string()).collect::<Vec<_>>().join(" "))
    };
    // Level 2: (1 + 1)/8, and with one fully met (4 + 1)/8, which is enough.
    assert_eq!(plan(&standard.outline), (1, 2, "TOOLS-201".to_owned()));
    // By the usual numbers (10 + 5)/20 is not.
    assert_eq!(plan(&dtmm_example::three_levels()), (1, 2, "TOOLS-201 TOOLS-202".to_owned()));
}

#[test]
fn what_is_worth_as_much_as_fully_met_holds_no_score_back() {
    let scoring = "staged 1 0.5 1".parse().unwrap();
    let standard = Printed::new(Outline { scoring, ..dtmm_example::three_levels() });
    let mut assessment = Assessment::new(&standard.outline.edition);
    standard.fill(&mut assessment, "LLL");
    standard.answer(&mut assessment, "TOOLS", level(3), "LP");
    let card = Scorecard::new(&standard.outline, &assessment);
    let tools = scope(&standard, "TOOLS");
    for method in [Method::Weighted, Method::Index] {
        assert_eq!(texts(&card.trace(tools, method).blockers), "TOOLS-302", "{method:?}");
    }
    let plan = card.plan(tools, Method::Weighted).unwrap();
    assert_eq!((plan.from, plan.to, plan.raise.len()), (2, 3, 1));
    assert_eq!(texts(&card.trace(tools, Method::Strict).blockers), "TOOLS-101", "by method A it does");
}

#[test]
fn a_tailored_subdomain_counts_nowhere_though_it_is_answered() {
    let (standard, mut assessment) = filled("FFFNN");
    standard.answer(&mut assessment, "DEF", level(1), "N");
    standard.answer(&mut assessment, "JKL", level(1), "-");
    standard.answer(&mut assessment, "ABC", level(2), "FU-");
    let card = Scorecard::new(&standard.outline, &assessment);
    // Of 31 requirements JKL-101 and ABC-203 do not apply.
    assert_eq!(card.company.tally.applicable(), 31 - 2);
    assert_eq!((card.company.tally.not_applicable, card.company.tally.excluded), (2, 1));
    assert_eq!((card.company.tally.unanswered, card.company.now.staged), (1, Some(0)));
    assessment.set_tailored("DEF".parse().unwrap(), Some("one system only")).unwrap();
    assessment.set_tailored("JKL".parse().unwrap(), Some("no repairs")).unwrap();
    let card = Scorecard::new(&standard.outline, &assessment);
    assert_eq!(card.company.now.staged, Some(1));
    assert_eq!(card.company.tally.applicable(), 31 - 5 - 4 - 1);
    assert_eq!((card.company.tally.not_applicable, card.company.tally.excluded), (1, 0));
    assert_eq!(card.subdomains[1].score.now, Default::default());
    assert!(card.subdomains[1].tailored && card.cell(1, level(1)).is_empty());
    assert_eq!(card.cell(0, level(1)).len(), 2);
    assert_eq!(card.domains[1].score.now, Default::default());
}

#[test]
fn what_is_only_largely_met_within_the_level_is_counted() {
    let (standard, mut assessment) = filled("FLFNN");
    standard.answer(&mut assessment, "ABC", level(3), "L");
    standard.answer(&mut assessment, "DEF", level(2), "F");
    standard.answer(&mut assessment, "DEF", level(3), "L");
    standard.answer(&mut assessment, "JKL", level(2), "P");
    let card = Scorecard::new(&standard.outline, &assessment);
    let within = |key: &str| card.score(scope(&standard, key)).unwrap().largely_within;
    // Without the recommendations of level 3. JKL holds the company at level 1.
    assert_eq!((within("ABC"), within("DEF"), within("GHI"), within("JKL")), (3 + 2, 1, 3, 0));
    assert_eq!((within("making"), within("serving"), within("company")), (9, 0, 0));
}

#[test]
fn weights_given_by_the_user_are_checked_and_may_leave_a_domain_out() {
    let (standard, mut assessment) = filled("FFNNN");
    let weights = |weights: &[u16]| CustomWeights::new(&standard.outline, weights);
    assert_eq!(weights(&[0, 0]), None);
    assert_eq!(weights(&[1]), None);
    assert_eq!(weights(&[1, 1001]), None);
    let only = |domain: usize| {
        let mut list = [0; 2];
        list[domain] = 1000;
        Weights::Custom(weights(&list).unwrap())
    };
    // Level 1 of making: (1 + 1 + 1/2)/3, more than 4/5.
    standard.answer(&mut assessment, "GHI", level(1), "P");
    standard.answer(&mut assessment, "JKL", level(1), "P");
    let card = Scorecard::with_weights(&standard.outline, &assessment, only(0));
    assert_eq!(card.company.now.level(Method::Weighted), Some(2));
    assert_eq!(card.company.now.index, card.domains[0].score.now.index);
    assert_eq!(card.domains[1].score.now.level(Method::Weighted), Some(0));
    let trace = card.trace(Scope::Company, Method::Weighted);
    assert_eq!(texts(&trace.blockers), "ABC-301 ABC-303 DEF-301 GHI-301 GHI-302");
    assert_eq!(trace.weakest, [0, 1, 2]);
    // DEF-301 is a third of level 3, each other entry a sixth.
    assert_eq!(card.plan(Scope::Company, Method::Weighted).unwrap().raise.len(), 4);
    assessment.set_tailored("JKL".parse().unwrap(), Some("none")).unwrap();
    let card = Scorecard::with_weights(&standard.outline, &assessment, only(1));
    assert_eq!((card.company.now.weighted, card.company.now.index), (None, None));
}

#[test]
fn every_result_can_name_its_method() {
    let ids = |outline: Outline| {
        let card = Scorecard::new(&outline, &Assessment::new(&outline.edition));
        Method::ALL.map(|method| card.scoring.id(method))
    };
    assert_eq!(ids(dtmm_example::mixed()), ["dtmm-strict/1", "dtmm-staged/1", "dtmm-weighted/1", "dtmm-index/1"]);
    let [_, staged, weighted, _] = ids(dtmm_example::in_quarters("index"));
    assert_eq!(staged, "dtmm-staged/1");
    assert_eq!(weighted, "dtmm-weighted/1 largely=0.5 partly=0.25 pass-mark=0.5");
    let keys = Method::ALL.map(|method| Method::from_key(method.key()));
    assert_eq!(keys, Method::ALL.map(Some));
    let keys: Vec<&str> = [Weights::Subdomain, Weights::Domain].iter().map(Weights::key).collect();
    assert_eq!(keys, ["subdomain", "domain"]);
}

#[test]
fn scopes_have_one_text_form() {
    let outline = dtmm_example::mixed();
    for scope in Scope::all(&outline) {
        assert_eq!(Scope::from_key(&outline, scope.key(&outline)), Some(scope));
    }
    assert_eq!(Scope::all(&outline).count(), 1 + 2 + 4);
    assert_eq!((Scope::from_key(&outline, "ghi"), Scope::Domain(2).key(&outline)), (None, ""));
}

#[test]
fn targets_and_gaps_end_at_the_highest_level() {
    let outline = dtmm_example::three_levels();
    let standard = Printed::new(outline);
    let mut assessment = Assessment::new(&standard.outline.edition);
    standard.fill(&mut assessment, "FFP");
    let card = Scorecard::new(&standard.outline, &assessment);
    // QM is at level 2, because nothing is asked there.
    assert_eq!(card.next_level(Scope::Company, Method::Staged), Some(level(3)));
    assert_eq!(card.next_level(scope(&standard, "TOOLS"), Method::Staged), Some(level(3)));
    let gaps = card.gaps(Scope::Company, level(3), Method::Staged);
    assert_eq!(ids(&gaps.unmet), "QM-301 QM-302 TOOLS-301 TOOLS-302 HELP-301");
    assert_eq!(card.plan(scope(&standard, "QM"), Method::Staged).map(|plan| (plan.from, plan.to)), Some((2, 3)));
    standard.fill(&mut assessment, "FFF");
    let card = Scorecard::new(&standard.outline, &assessment);
    assert_eq!(card.next_level(Scope::Company, Method::Staged), Some(level(3)));
    assert_eq!(card.plan(Scope::Company, Method::Staged), None);
    assert_eq!(card.trace(Scope::Company, Method::Strict), Default::default());
    assert_eq!(card.cell(0, level(2)), []);
    assert_eq!(card.cell(0, level(9)), []);
    assert_eq!(card.histogram(Scope::Company, Method::Staged).levels, [0, 0, 0, 3]);
}

#[test]
fn a_target_above_the_highest_level_is_an_error_with_its_place() {
    let outline = dtmm_example::three_levels();
    let file = |level: u8| {
        let text = format!(
            "{{\"format\": \"dtmm-assessment/1\", \"edition\": \"first\",\n\"targets\": {{\"QM\": {level}}}, \"answers\": {{\"tools 101\": \"F\", \"QM-201\": \"F\"}}}}"
        );
        dtmm_scoring::read(text.as_bytes(), &outline)
    };
    let reading = file(3).unwrap();
    assert_eq!((reading.assessment.target("QM"), reading.assessment.answers().len()), (Some(level(3)), 1));
    assert_eq!(reading.warnings.len(), 1, "QM-201 is unknown");
    let problem = &file(4).unwrap_err()[0];
    assert_eq!((problem.code, problem.line, problem.path.as_str()), (dtmm_scoring::Code::WrongLevel, 2, "targets.QM"));
}

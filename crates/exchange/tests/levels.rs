//! Standards with other numbers of levels and codes of other lengths: what is written in any form comes back.

use dtmm_example::{of_levels, three_levels};
use dtmm_exchange::{EntryWords, Labels, Reader, Share, from_link, to_link, write_csv};
use dtmm_model::{Item, Outline, OutlineDomain, OutlineSubdomain};
use dtmm_scoring::{Answer, Assessment, Code, EntryDetails, Vocabulary, read, write};

fn outlines() -> impl Iterator<Item = Outline> {
    [three_levels()].into_iter().chain([2, 3, 9].map(of_levels))
}

/// An assessment with every answer in turn and the highest level as a target.
fn assessment(outline: &Outline) -> Assessment {
    let mut assessment = Assessment::new(&outline.edition);
    for (item, answer) in outline.items().zip(Answer::ALL.into_iter().cycle()) {
        let reason = if answer == Answer::NotApplicable { "not here" } else { "" };
        let details = EntryDetails { reason: reason.to_owned(), ..EntryDetails::NONE };
        assessment.set(item, Some(answer), details).unwrap();
    }
    assessment.set_target("TOOLS", outline.levels().last());
    assessment
}

/// The table of an assessment, in which nothing is printed before an entry.
fn table(outline: &Outline, assessment: &Assessment) -> String {
    let entry = |_: &OutlineDomain, _: &OutlineSubdomain, _: &Item| EntryWords::default();
    write_csv(outline, assessment, &Labels { head: Default::default(), kinds: ["", ""], entry: &entry })
}

#[test]
fn files_tables_and_links_come_back() {
    for outline in outlines() {
        let assessment = assessment(&outline);
        assert_eq!(read(write(&assessment, &outline).as_bytes(), &outline).unwrap().assessment, assessment);
        let reader = Reader { outline: &outline, earlier: &[], words: &Vocabulary::NONE, gb18030: &|_| None };
        let arrival = reader.read_one(table(&outline, &assessment).as_bytes()).unwrap();
        assert_eq!((arrival.assessment, arrival.left_out.len()), (assessment.clone(), 0));
        let link = to_link(&outline, &assessment, Share::Whole);
        assert_eq!(from_link(&link, &outline).unwrap().assessment, assessment);
    }
}

#[test]
fn a_link_tells_standards_of_other_levels_apart() {
    // As many entries, in another number of levels.
    let two = dtmm_example::outline("@a\nAB r|rr\n");
    let three = dtmm_example::outline("@a\nAB r|r|r\n");
    let link = to_link(&two, &assessment(&two), Share::AnswersOnly);
    assert_eq!(from_link(&link, &three).unwrap_err()[0].code, Code::LinkOther);
}

#[test]
fn a_table_is_read_whatever_the_length_of_its_codes() {
    let outline = three_levels();
    let reader = Reader { outline: &outline, earlier: &[], words: &Vocabulary::NONE, gb18030: &|_| None };
    let text = "# targets: tools=3\nid,answer\nqm 101,F\nＴＯＯＬＳ－１０１,L\nhelp_301,N\n";
    let arrival = reader.read_one(text.as_bytes()).unwrap();
    let answers: Vec<String> =
        arrival.assessment.answers().iter().map(|(id, answer)| format!("{id} {}", answer.key())).collect();
    assert_eq!(answers, ["HELP-301 N", "QM-101 F", "TOOLS-101 L"]);
    assert_eq!(arrival.assessment.target("TOOLS").map(|level| level.number()), Some(3));
    let problem = &reader.read_one(text.replace("=3", "=4").as_bytes()).unwrap_err()[0];
    assert_eq!((problem.code, problem.line), (Code::WrongLevel, 1));
}

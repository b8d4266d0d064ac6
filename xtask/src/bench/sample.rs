//! Full assessments with answers drawn at random, the same in every run.

use dtmm_model::{Item, Outline};
use dtmm_scoring::{Answer, Assessment, EntryDetails, write};

/// Answers as often as a fairly mature company gives them.
const ANSWERS: [Answer; 16] = {
    use Answer::{Full as F, Largely as L, Not as N, NotApplicable as X, Partly as P};
    [F, F, F, F, F, F, F, L, L, L, P, P, P, N, N, X]
};

/// Numbers at random: SplitMix64.
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn seeded() -> Random {
        Random(1)
    }

    /// A number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end
    }
}

/// An assessment on one line, with an answer to every entry, and remarks on one entry in
/// `remarks_every`.
pub(super) fn line(outline: &Outline, random: &mut Random, title: &str, remarks_every: Option<u64>) -> String {
    let mut assessment = Assessment::new(&outline.edition);
    assessment.title = title.to_owned();
    assessment.organization = "示例制造有限公司".to_owned();
    assessment.date = "2026-11-22".to_owned();
    for item in outline.items() {
        let answer = ANSWERS[random.below(ANSWERS.len() as u64) as usize];
        let has_remarks = remarks_every.is_some_and(|every| random.below(every) == 0);
        let set = assessment.set(item, Some(answer), remarks(item, answer, has_remarks));
        set.expect("a reason is given where one is needed");
    }
    write(&assessment, outline).lines().map(str::trim_start).collect()
}

fn remarks(item: &Item, answer: Answer, has_remarks: bool) -> EntryDetails {
    let mut remarks = EntryDetails::NONE;
    if answer == Answer::NotApplicable && !item.conditional {
        remarks.reason = "无此业务".to_owned();
    }
    if has_remarks {
        remarks.note = "见 2026 年检验记录".to_owned();
        remarks.owner = "质量部".to_owned();
        remarks.due = "2027-03-01".to_owned();
        remarks.evidence = vec!["records/2026/inspection.pdf".to_owned()];
    }
    remarks
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use dtmm_scoring::read;

    use super::*;
    use dtmm_content::check::check;

    #[test]
    fn a_sample_is_full_and_on_one_line_and_each_is_another() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let outline = check(&dtmm_site::load(root, None).unwrap()).document.unwrap().standard.outline();
        let mut random = Random::seeded();
        let [bare, full] = [None, Some(1)].map(|every| line(&outline, &mut random, "a", every));
        let [read_bare, read_full] = [&bare, &full].map(|line| {
            assert!(!line.contains('\n'));
            let reading = read(line.as_bytes(), &outline).unwrap();
            assert_eq!(reading.warnings, []);
            reading.assessment
        });
        let all = outline.items().count();
        assert_eq!((read_bare.answers().len(), read_full.answers().len()), (all, all));
        assert_ne!(read_bare.answers(), read_full.answers());
        let noted = |assessment: &Assessment| {
            assessment.all_details().iter().filter(|(_, remarks)| !remarks.note.is_empty()).count()
        };
        assert_eq!((noted(&read_bare), noted(&read_full)), (0, all));
        assert_eq!(bare, line(&outline, &mut Random::seeded(), "a", None), "the same in every run");
    }
}

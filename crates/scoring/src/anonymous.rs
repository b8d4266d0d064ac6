//! Copies of an assessment for others: one that names nobody, and one with words taken out of its texts.

use dtmm_model::Outline;

use crate::owner::Owner;
use crate::records::RecordList;
use crate::scope::COMPANY;
use crate::{Assessment, EntryDetails};

/// What an anonymous copy is without, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TakenOut {
    /// Title, organization and scope.
    pub names: usize,
    /// Dates: of the assessment, and those until which something is due.
    pub dates: usize,
    /// Persons who are responsible.
    pub owners: usize,
    /// Notes.
    pub notes: usize,
    /// Lines of evidence.
    pub evidence: usize,
    /// Written reasons why something does not apply.
    pub reasons: usize,
    /// Actions of the plan.
    pub actions: usize,
    /// Fields that this program does not know, and what is held of earlier editions.
    pub unknown: usize,
}

impl TakenOut {
    /// The numbers with what they count, in the order in which they are said.
    pub fn counts(&self) -> [(&'static str, usize); 8] {
        [
            ("names", self.names),
            ("dates", self.dates),
            ("owners", self.owners),
            ("notes", self.notes),
            ("evidence", self.evidence),
            ("reasons", self.reasons),
            ("actions", self.actions),
            ("unknown", self.unknown),
        ]
    }
}

impl Assessment {
    /// A copy that names nobody: edition, answers, targets, what is out of scope, the method shown first and the weights.
    /// `reason` stands where a reason stood, since "not applicable" needs one.
    pub fn anonymous(&self, outline: &Outline, reason: &str) -> (Assessment, TakenOut) {
        let mut copy = Assessment::new(&self.edition);
        copy.profile = self.profile;
        copy.weights.clone_from(&self.weights);
        copy.answers.clone_from(&self.answers);
        let own = |key: &str| {
            key == COMPANY
                || outline.domains.iter().any(|domain| domain.slug.as_str() == key)
                || outline.subdomains().any(|subdomain| subdomain.code.as_str() == key)
        };
        copy.targets = self.targets.iter().filter(|(key, _)| own(key)).cloned().collect();
        copy.tailored = self.tailored.iter().map(|(code, _)| (*code, reason.to_owned())).collect();
        let with_reason = self.details.iter().filter(|(_, details)| !details.reason.is_empty());
        copy.details = with_reason
            .map(|(id, _)| (*id, EntryDetails { reason: reason.to_owned(), ..EntryDetails::NONE }))
            .collect();
        (copy, self.taken_out())
    }

    fn taken_out(&self) -> TakenOut {
        let count = |has: &dyn Fn(&EntryDetails) -> usize| self.details.iter().map(|(_, one)| has(one)).sum::<usize>();
        let some = |text: &String| usize::from(!text.is_empty());
        TakenOut {
            names: [&self.title, &self.organization, &self.scope].into_iter().map(some).sum(),
            dates: some(&self.date) + count(&|one| some(&one.due)),
            owners: self.owners().len() + count(&|one| some(&one.owner)),
            notes: count(&|one| some(&one.note)),
            evidence: count(&|one| one.evidence.len()),
            reasons: self.tailored.len() + count(&|one| some(&one.reason)),
            actions: self.plan().len(),
            unknown: self.unknown_count(),
        }
    }

    fn unknown_count(&self) -> usize {
        let of_entries: usize = self.details.iter().map(|(_, one)| one.kept.len()).sum();
        of_entries + self.kept.iter().map(Vec::len).sum::<usize>()
    }

    /// A copy with `mark` in the place of these words wherever somebody wrote them, in capital or small letters, and how
    /// often they stood there. What this program does not know, and so cannot look through, is taken out; how much that
    /// is, comes last.
    pub fn without_words(&self, words: &[String], mark: &str) -> (Assessment, usize, usize) {
        let mut copy = self.clone();
        let unknown = self.unknown_count()
            + self.plan().iter().map(|action| action.kept.len()).sum::<usize>()
            + self.owners().iter().map(|owner| owner.kept.len()).sum::<usize>();
        copy.forget_kept();
        let words: Vec<String> = words.iter().map(|word| word.trim().to_lowercase()).collect();
        let mut found = 0;
        copy.change_texts(&mut |text| {
            for word in words.iter().filter(|word| !word.is_empty()) {
                found += replace(text, word, mark);
            }
        });
        (copy, found, unknown)
    }

    /// Hands every text that somebody wrote to `change`.
    fn change_texts(&mut self, change: &mut dyn FnMut(&mut String)) {
        [&mut self.title, &mut self.organization, &mut self.scope].into_iter().for_each(&mut *change);
        self.tailored.iter_mut().for_each(|(_, reason)| change(reason));
        for (_, details) in &mut self.details {
            [&mut details.reason, &mut details.note, &mut details.owner].into_iter().for_each(&mut *change);
            details.evidence.iter_mut().for_each(&mut *change);
        }
        for action in self.plan.all_mut() {
            [&mut action.action, &mut action.person].into_iter().for_each(&mut *change);
        }
        let mut owners: Vec<Owner> = Vec::new();
        for mut owner in self.owners().iter().cloned() {
            change(&mut owner.name);
            // Those who are called the same now are one.
            match owners.iter_mut().find(|other| other.name == owner.name) {
                Some(other) => other.scopes.extend(owner.scopes),
                None => owners.push(owner),
            }
        }
        self.owners = RecordList::of(owners);
    }
}

/// Puts `mark` in the place of a word, which is given in small letters. Says how often it stood there.
fn replace(text: &mut String, word: &str, mark: &str) -> usize {
    let (mut out, mut rest, mut found) = (String::new(), text.as_str(), 0);
    while let Some(first) = rest.chars().next() {
        match length_of(rest, word) {
            Some(length) => {
                out.push_str(mark);
                rest = &rest[length..];
                found += 1;
            }
            None => {
                out.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    if found > 0 {
        *text = out;
    }
    found
}

/// How many bytes of a text are this word, if it begins with it. A letter can have another length in small.
fn length_of(text: &str, word: &str) -> Option<usize> {
    let mut left = word;
    for (at, character) in text.char_indices() {
        for small in character.to_lowercase() {
            left = left.strip_prefix(small)?;
        }
        if left.is_empty() {
            return Some(at + character.len_utf8());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Vocabulary, read_text, write};

    const FILE: &str = r#"{"format":"dtmm-assessment/2","standard":"made-up","edition":"edition","title":"Acme 2026",
        "organization":"ACME","scope":"the acme works","date":"2026-11-22","profile":"staged","secret":"Acme",
        "targets":{"company":2},"tailored":{"ABC":"acme has none"},
        "plan":[{"id":"1","action":"ask Acme","person":"Eve of acme"}],
        "answers":{"ABC-101":{"answer":"NA","reason":"acme","note":"AcMe and acme","owner":"Eve","due":"2027-01-01",
        "evidence":["acme.pdf","b"],"more":"acme"},"ABC-102":"F"}}"#;

    fn read() -> (Outline, Assessment) {
        let outline = dtmm_example::small();
        let text = FILE.replace("\"edition\":\"edition\"", &format!("\"edition\":\"{}\"", outline.edition));
        let assessment = read_text(&text, &outline, &Vocabulary::NONE).unwrap().assessment;
        (outline, assessment)
    }

    #[test]
    fn an_anonymous_copy_holds_no_word_that_somebody_wrote() {
        let (outline, assessment) = read();
        let (copy, out) = assessment.anonymous(&outline, "-");
        let text = write(&copy, &outline).to_lowercase();
        for word in ["acme", "eve", "2026", "2027", "pdf"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
        assert_eq!(copy.answers(), assessment.answers());
        assert_eq!((copy.target(COMPANY), copy.profile), (assessment.target(COMPANY), assessment.profile));
        assert_eq!(copy.all_tailored().len(), 1);
        let counts = out.counts().map(|(_, count)| count);
        assert_eq!(counts, [3, 2, 1, 1, 2, 2, 1, 2]);
        let again = read_text(&write(&copy, &outline), &outline, &Vocabulary::NONE).unwrap();
        assert_eq!((again.assessment, again.warnings), (copy, Vec::new()), "it is a file like any other");
    }

    #[test]
    fn words_are_taken_out_of_all_texts_and_the_rest_stays() {
        let (outline, assessment) = read();
        let (copy, found, unknown) = assessment.without_words(&["Acme".to_owned(), " ".to_owned()], "…");
        let text = write(&copy, &outline);
        assert!(!text.to_lowercase().contains("acme"), "{text}");
        assert_eq!((found, unknown), (10, 2));
        assert_eq!(copy.scope, "the … works");
        assert_eq!(copy.answers(), assessment.answers());
        assert_eq!(copy.plan()[0].person, "Eve of …");
    }

    #[test]
    fn letters_of_other_lengths_in_small_are_found() {
        let mut text = "İst İST 甲公司甲公司".to_owned();
        assert_eq!(replace(&mut text, &"İst".to_lowercase(), "…"), 2);
        assert_eq!(replace(&mut text, "甲公司", "…"), 2);
        assert_eq!(text, "… … ……");
    }
}

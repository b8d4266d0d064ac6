//! Messages about files.

use dtmm_exchange::{Arrival, LeftOut, Notice};
use dtmm_scoring::{Assessment, Problem};

use crate::cut::cut_name;
use crate::review::carried;
use crate::{Node, Word, Words, el, text};

/// How many problems of a file are listed; the rest is counted.
const SHOWN: usize = 5;

/// The highest number of characters in the name of a file without its ending: with the longest characters and an
/// ending, it stays under the 255 bytes that file systems take.
const LONGEST_NAME: usize = 60;

/// The name of a file without its ending: what is assessed, if that was said, and the day.
pub fn file_name(words: &Words, assessment: &Assessment, date: &str) -> String {
    let own = [&assessment.title, &assessment.organization].into_iter().find(|text| !text.trim().is_empty());
    named(words, own.map(|own| own.trim().to_owned()), date)
}

/// The title of a report while it is printed, which browsers offer as the name of the file: who and what is assessed,
/// and the day of the assessment, or else `today`.
pub fn printed_title(words: &Words, assessment: &Assessment, today: &str) -> String {
    let said = [&assessment.organization, &assessment.title].map(|text| text.trim());
    let said: Vec<&str> = said.into_iter().filter(|text| !text.is_empty()).collect();
    let date = Some(assessment.date.as_str()).filter(|date| !date.is_empty()).unwrap_or(today);
    named(words, Some(said.join("-")).filter(|said| !said.is_empty()), date)
}

/// A name that suits every file system: what it is of, cut where it is long, and a day.
fn named(words: &Words, own: Option<String>, date: &str) -> String {
    let name = match own {
        Some(own) => {
            let room = LONGEST_NAME.saturating_sub(date.chars().count() + 1);
            let cut: String = own.chars().take(room).collect();
            [cut.trim_end(), date].join("-")
        }
        None => words.fill(Word::FileName, &[("date", date)]),
    };
    safe_name(&name)
}

/// A name without what some file system does not take.
pub fn safe_name(name: &str) -> String {
    let safe = |c: char| if c.is_control() || "\\/:*?\"<>|".contains(c) { '-' } else { c };
    name.chars().map(safe).collect()
}

/// The message about a file that was refused.
pub fn refused(words: &Words, name: &str, reasons: &[String]) -> Vec<Node> {
    let reasons = el("ul").with_all(reasons.iter().map(|reason| el("li").say(&**reason)));
    vec![text(words.fill(Word::Refused, &[("file", name)])), reasons.into()]
}

/// What is wrong with a file, problem by problem, each with its place.
pub fn problem_lines(words: &Words, problems: &[Problem]) -> Vec<String> {
    let errors = || problems.iter().filter(|problem| problem.code.is_error());
    let mut lines: Vec<String> = errors().take(SHOWN).map(|problem| problem_line(words, problem)).collect();
    let more = errors().count().saturating_sub(SHOWN);
    if more > 0 {
        lines.push(words.fill(Word::MoreProblems, &[("more", &more.to_string())]));
    }
    lines
}

fn problem_line(words: &Words, problem: &Problem) -> String {
    let is_whole = problem.line == 1 && problem.column == 1 && problem.path.is_empty() && problem.entry.is_none();
    if is_whole {
        // It is about the file, not about its first character.
        return words.problem(problem.code).to_owned();
    }
    let (line, column) = (problem.line.to_string(), problem.column.to_string());
    let entry = problem.entry.as_deref().filter(|entry| !problem.path.contains(entry));
    let mut path = String::new();
    for part in [Some(problem.path.as_str()), entry].into_iter().flatten().filter(|part| !part.is_empty()) {
        path.push(' ');
        path.push_str(&cut_name(part));
    }
    let values =
        [("line", line.as_str()), ("column", &column), ("path", &path), ("problem", words.problem(problem.code))];
    words.fill(Word::Place, &values)
}

/// What is said of a file that was opened: how many answers were taken, what was kept though unknown,
/// what was left out with its lines, and what else there is to know.
pub fn opened(words: &Words, name: &str, arrival: &Arrival, here: &str) -> String {
    became(words, Word::Loaded, name, arrival, here)
}

/// The same of one among several assessments of a file, under the title it has from now on.
pub fn opened_as(words: &Words, title: &str, arrival: &Arrival, here: &str) -> String {
    became(words, Word::LoadedAs, title, arrival, here)
}

fn became(words: &Words, word: Word, name: &str, arrival: &Arrival, here: &str) -> String {
    let count = arrival.assessment.answers().len().to_string();
    let mut said = words.fill(word, &[("file", name), ("count", &count)]);
    for notice in file_notices(words, arrival, here, true) {
        say_also(&mut said, &notice);
    }
    said
}

/// Adds a sentence to what is said already: between Chinese sentences there is no space.
pub fn say_also(said: &mut String, sentence: &str) {
    said.push_str(if said.ends_with(|end: char| end.is_ascii()) { " " } else { "" });
    said.push_str(sentence);
}

/// What else a reader should know about a file, a sentence each. `here` is the edition of the page.
/// `says_edition`: also that it is of an edition of which answers are not carried over.
pub fn file_notices(words: &Words, arrival: &Arrival, here: &str, says_edition: bool) -> Vec<String> {
    let mut said = Vec::new();
    // What a part says beside its entries is there for who fills it in.
    if !arrival.fields.is_empty() && arrival.assessment.part_text().is_none() {
        let fields: Vec<&str> = arrival.fields.iter().map(|field| words.field(field)).collect();
        said.push(words.fill(Word::FieldsTaken, &[("items", &fields.join(words.say(Word::Comma)))]));
    }
    if !arrival.kept.is_empty() {
        said.push(words.fill(Word::Unknown, &[("count", &arrival.kept.len().to_string())]));
    }
    said.extend(left_out_notice(words, &arrival.left_out));
    said.extend(arrival.notices.iter().filter_map(|notice| match notice {
        Notice::EncodingGuessed(sample) => Some(words.fill(Word::Guessed, &[("sample", sample)])),
        Notice::OtherEdition(edition) if arrival.assessment.edition == here => {
            Some(carried(words, &arrival.assessment, edition, here))
        }
        Notice::OtherEdition(edition) => {
            says_edition.then(|| words.fill(Word::FromEdition, &[("edition", edition), ("here", here)]))
        }
        Notice::Said(sentence) => Some(sentence.clone()),
    }));
    said
}

/// What of a file was left out; `None` where nothing was.
pub fn left_out_notice(words: &Words, all: &[LeftOut]) -> Option<String> {
    let values = [("count", &*all.len().to_string()), ("list", &left_out(words, all))];
    (!all.is_empty()).then(|| words.fill(Word::LeftOut, &values))
}

fn left_out(words: &Words, all: &[LeftOut]) -> String {
    let one = |one: &LeftOut| {
        let word = if one.sheet.is_empty() { Word::LeftOutOne } else { Word::LeftOutInSheet };
        let (line, id, reason) = (one.line.to_string(), cut_name(&one.id), words.left_out(one.reason));
        words.fill(word, &[("sheet", &one.sheet), ("line", &line), ("id", &id), ("reason", reason)])
    };
    let mut lines: Vec<String> = all.iter().take(SHOWN).map(one).collect();
    if all.len() > SHOWN {
        lines.push(words.fill(Word::LeftOutMore, &[("more", &(all.len() - SHOWN).to_string())]));
    }
    lines.join(words.say(Word::Separator))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::words;
    use dtmm_example::{EDITION, small};
    use dtmm_exchange::Reader;
    use dtmm_scoring::read;

    #[test]
    fn the_name_says_what_and_when_and_suits_every_file_system() {
        let mut assessment = Assessment::new(EDITION);
        assert_eq!(file_name(&words(), &assessment, "2026-11-22"), "file_name 2026-11-22");
        assessment.organization = " 一厂/二厂: \"A\" ".to_owned();
        assert_eq!(file_name(&words(), &assessment, "2026-11-22"), "一厂-二厂- -A--2026-11-22");
    }

    #[test]
    fn a_long_name_is_cut_and_keeps_the_day() {
        for title in ["长".repeat(200), "𠀀".repeat(200), "a b ".repeat(60)] {
            let mut assessment = Assessment::new(EDITION);
            assessment.title = title;
            let name = file_name(&words(), &assessment, "2026-11-22");
            assert!(name.chars().count() <= LONGEST_NAME && name.len() + ".json".len() <= 255, "{name}");
            assert!(name.ends_with("-2026-11-22"), "{name}");
        }
    }

    #[test]
    fn what_is_printed_is_called_after_the_plant_and_the_day() {
        let mut assessment = Assessment::new(EDITION);
        assert_eq!(printed_title(&words(), &assessment, "2026-11-22"), "file_name 2026-11-22");
        assessment.organization = "一厂".to_owned();
        assessment.title = "年度自评".to_owned();
        assessment.date = "2026-10-01".to_owned();
        assert_eq!(printed_title(&words(), &assessment, "2026-11-22"), "一厂-年度自评-2026-10-01");
    }

    #[test]
    fn each_problem_names_its_place() {
        let file = "{\"format\": \"dtmm-assessment/1\", \"edition\": \"first\", \"answers\": {\n \"ABC-101\": \"X\",\n \"ABC-102\": \"NA\"}}";
        assert_eq!(
            problem_lines(&words(), &read(file.as_bytes(), &small()).unwrap_err()),
            ["place 2 13  answers.ABC-101 problem_wrong_answer", "place 3 13  answers.ABC-102 problem_missing_reason"]
        );
        let lines = problem_lines(&words(), &read(b"", &small()).unwrap_err());
        assert_eq!(lines, ["problem_unexpected_end"], "what is wrong with the file as a whole has no place in it");
    }

    /// What is said of a file with these bytes; what is in GB 18030 is a table with a note and an unknown entry.
    fn said(bytes: &[u8]) -> String {
        let (outline, words) = (small(), words());
        let gb18030 = |_: &[u8]| Some("id,note\nABC-101,现场查看\nABC-109,乙\n".to_owned());
        let reader = Reader { outline: &outline, earlier: &[], words: &words.vocabulary(), gb18030: &gb18030 };
        opened(&words, "甲.csv", &reader.read_one(bytes).unwrap(), &outline.edition)
    }

    #[test]
    fn what_became_of_everything_is_said() {
        assert_eq!(
            said(b"\xb1\xe0"),
            "loaded 甲.csv 0 left_out 1 left_out_one 3 ABC-109 left_unknown_id guessed 现场查看"
        );
        let old =
            br#"{"format": "dtmm-assessment/1", "edition": "earlier", "answers": {"ABC-101": "F", "A": 1}, "b": 2}"#;
        assert_eq!(said(old), "loaded 甲.csv 1 unknown 2 from_edition earlier first");
        let own = br#"{"format": "dtmm-assessment/1", "edition": "first", "title": "a", "targets": {"ABC": 2}, "answers": {}}"#;
        assert_eq!(said(own), "loaded 甲.csv 0 fields_taken field_title, field_targets");
        let rows: String = (2..9).map(|serial| format!("ABC-19{serial},\n")).collect();
        let many = said(format!("id,note\nABC-101,a\n{rows}").as_bytes());
        assert!(many.contains("left_out 7 left_out_one 3 ABC-192 left_unknown_id; left_out_one 4 "), "{many}");
        assert!(many.ends_with("; left_out_more 2"), "{many}");
    }

    #[test]
    fn between_chinese_sentences_there_is_no_space() {
        for (first, both) in [("Opened.", "Opened. Next"), ("已打开。", "已打开。Next"), ("", "Next")] {
            let mut said = first.to_owned();
            say_also(&mut said, "Next");
            assert_eq!(said, both);
        }
    }

    #[test]
    fn many_problems_are_counted() {
        let answers = ["\"ABC-101\": 1"; 5].join(", ");
        let file = format!("{{\"format\": \"dtmm-assessment/1\", \"edition\": \"first\", \"answers\": {{{answers}}}}}");
        let lines = problem_lines(&words(), &read(file.as_bytes(), &small()).unwrap_err());
        assert_eq!(lines.len(), SHOWN + 1);
        assert_eq!(lines[SHOWN], "more_problems 4");
    }
}

//! What is said about files.

use dtmm_scoring::{Assessment, Problem, Reading};

use crate::{Node, Word, Words, el, text};

/// So many problems of a file are shown; the rest is a number.
const SHOWN: usize = 5;

/// So many characters at most has the name of a file without its ending: with the longest of them, and an ending,
/// it stays under the 255 bytes that file systems take.
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
    let safe = |c: char| if c.is_control() || "\\/:*?\"<>|".contains(c) { '-' } else { c };
    name.chars().map(safe).collect()
}

/// What is said of a file that was not opened.
pub fn refused(words: &Words, name: &str, reasons: &[String]) -> Vec<Node> {
    let mut nodes = vec![text(words.fill(Word::Refused, &[("file", name)]))];
    for reason in reasons {
        nodes.extend([el("br").into(), text(&**reason)]);
    }
    nodes
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
    let (line, column) = (problem.line.to_string(), problem.column.to_string());
    let entry = problem.entry.as_deref().filter(|entry| !problem.path.contains(entry));
    let mut path = String::new();
    for part in [Some(problem.path.as_str()), entry].into_iter().flatten().filter(|part| !part.is_empty()) {
        path.push(' ');
        path.push_str(part);
    }
    let values =
        [("line", line.as_str()), ("column", &column), ("path", &path), ("problem", words.problem(problem.code))];
    words.fill(Word::Place, &values)
}

/// What is said of a file that was opened.
pub fn opened(words: &Words, name: &str, reading: &Reading) -> String {
    let count = reading.assessment.answers().len().to_string();
    let mut said = words.fill(Word::Loaded, &[("file", name), ("count", &count)]);
    if !reading.warnings.is_empty() {
        said.push_str(&words.fill(Word::Unknown, &[("count", &reading.warnings.len().to_string())]));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::of_content;
    use dtmm_model::Outline;
    use dtmm_scoring::read;

    const OUTLINE: &str = "dtmm-outline/1 x made-up\n@services\nSVC rr|r|r|r|r\n";

    #[test]
    fn the_name_says_what_and_when_and_suits_every_file_system() {
        let mut assessment = Assessment::new("x");
        assert_eq!(file_name(&of_content("zh"), &assessment, "2026-11-22"), "数字化转型自评-2026-11-22");
        assessment.organization = " 一厂/二厂: \"A\" ".to_owned();
        assert_eq!(file_name(&of_content("zh"), &assessment, "2026-11-22"), "一厂-二厂- -A--2026-11-22");
    }

    #[test]
    fn a_long_name_is_cut_and_keeps_the_day() {
        let words = of_content("zh");
        for title in ["长".repeat(200), "𠀀".repeat(200), "a b ".repeat(60)] {
            let mut assessment = Assessment::new("x");
            assessment.title = title;
            let name = file_name(&words, &assessment, "2026-11-22");
            assert!(name.chars().count() <= LONGEST_NAME && name.len() + ".json".len() <= 255, "{name}");
            assert!(name.ends_with("-2026-11-22"), "{name}");
        }
    }

    #[test]
    fn what_is_printed_is_called_after_the_plant_and_the_day() {
        let words = of_content("zh");
        let mut assessment = Assessment::new("x");
        assert_eq!(printed_title(&words, &assessment, "2026-11-22"), "数字化转型自评-2026-11-22");
        assessment.organization = "一厂".to_owned();
        assessment.title = "年度自评".to_owned();
        assessment.date = "2026-10-01".to_owned();
        assert_eq!(printed_title(&words, &assessment, "2026-11-22"), "一厂-年度自评-2026-10-01");
    }

    #[test]
    fn each_problem_names_its_place() {
        let outline: Outline = OUTLINE.parse().unwrap();
        let file = "{\"format\": \"dtmm-assessment/1\", \"edition\": \"x\", \"answers\": {\n \"SVC-101\": \"X\",\n \"SVC-102\": \"NA\"}}";
        let found = read(file.as_bytes(), &outline).unwrap_err();
        let lines = problem_lines(&of_content("zh"), &found);
        assert_eq!(
            lines,
            [
                "第 2 行第 13 列 answers.SVC-101：作答只能是 F、L、P、N 或 NA",
                "第 3 行第 13 列 answers.SVC-102：缺少不适用的原因",
            ]
        );
        let lines = problem_lines(&of_content("zh"), &read(b"", &outline).unwrap_err());
        assert_eq!(lines, ["第 1 行第 1 列：文件不完整"]);
    }

    #[test]
    fn many_problems_are_counted() {
        let outline: Outline = OUTLINE.parse().unwrap();
        let answers = ["\"SVC-101\": 1"; 5].join(", ");
        let file = format!("{{\"format\": \"dtmm-assessment/1\", \"edition\": \"x\", \"answers\": {{{answers}}}}}");
        let lines = problem_lines(&of_content("en"), &read(file.as_bytes(), &outline).unwrap_err());
        assert_eq!(lines.len(), SHOWN + 1);
        assert_eq!(lines[SHOWN], "Further problems: 4");
    }
}

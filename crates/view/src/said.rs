//! What is said about files.

use dtmm_scoring::{Assessment, Problem, Reading};

use crate::{Node, Word, Words, el, text};

/// So many problems of a file are shown; the rest is a number.
const SHOWN: usize = 5;

/// The name of a file without its ending: what is assessed, if that was said, and the day.
pub fn file_name(words: &Words, assessment: &Assessment, date: &str) -> String {
    let own = [&assessment.title, &assessment.organization].into_iter().find(|text| !text.trim().is_empty());
    let name = match own {
        Some(own) => [own.trim(), date].join("-"),
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

//! Worked examples as text: what they answer, and what must come out. `tests/scenarios/*.txt` say how they are written.

use dtmm_scoring::{Assessment, Method, Results, Scope, Scorecard, Weights};

use super::Printed;

/// The scenarios of a text. Each of their lines that says what must come out has been held against the engine.
pub(crate) fn scenarios<'a>(standard: &'a Printed, text: &'a str) -> Vec<Scenario<'a>> {
    let mut scenarios: Vec<Scenario<'a>> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        match scenarios.last_mut() {
            Some(scenario) if line.starts_with(' ') => scenario.line(line.trim()),
            _ => scenarios.push(Scenario::new(standard, line)),
        }
    }
    scenarios
}

/// What is answered, and with which weights the lines below are scored.
pub(crate) struct Scenario<'a> {
    standard: &'a Printed,
    pub(crate) name: &'a str,
    pub(crate) assessment: Assessment,
    weights: Weights,
}

impl<'a> Scenario<'a> {
    fn new(standard: &'a Printed, name: &'a str) -> Scenario<'a> {
        Scenario { standard, name, assessment: Assessment::new(&standard.outline.edition), weights: Weights::Subdomain }
    }

    fn line(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        if line.starts_with('(') {
            // How a score comes about, for the reader.
        } else if let Some((what, expected)) = line.split_once('=') {
            assert_eq!(self.result(what.trim()), expected.trim(), "{}: {line}", self.name);
        } else if let [scope, method, when @ ("held" | "then"), "by", ids @ ..] = &words[..] {
            assert_eq!(self.trace(scope, method, when), *ids, "{}: {line}", self.name);
        } else if line == "provisional" {
            assert!(!self.card().company.is_complete(), "{}: {line}", self.name);
        } else {
            self.input(line, &words);
        }
    }

    fn input(&mut self, line: &str, words: &[&str]) {
        match words {
            ["fill", letters] => self.standard.fill(&mut self.assessment, letters),
            ["weights", "domain"] => self.weights = Weights::Domain,
            ["weights", ..] => {
                self.weights = Weights::from_text(&self.standard.outline, &words[1..].join(" ")).unwrap()
            }
            [place, level, letters] if level.len() == 1 && !line.contains('/') => {
                let mut codes = self.standard.codes_of(place);
                if codes.is_empty() {
                    codes.push((*place).to_owned());
                }
                for code in codes {
                    self.standard.answer(&mut self.assessment, &code, level.parse().unwrap(), letters);
                }
            }
            [code, ..] => {
                let cells: Vec<&str> = line[code.len()..].split('/').map(str::trim).collect();
                assert_eq!(cells.len(), self.standard.outline.level_count(), "{}: {line}", self.name);
                for (level, letters) in self.standard.outline.levels().zip(cells) {
                    self.standard.answer(&mut self.assessment, code, level, letters);
                }
            }
            [] => {}
        }
    }

    fn card(&self) -> Scorecard {
        Scorecard::with_weights(&self.standard.outline, &self.assessment, self.weights.clone())
    }

    fn result(&self, what: &str) -> String {
        let card = self.card();
        match what.split_whitespace().collect::<Vec<_>>()[..] {
            ["levels"] => {
                let levels = card.company.now.weighted.unwrap().levels;
                let levels = levels.iter().map(|level| level.map_or("NA".into(), |level| level.text()));
                levels.collect::<Vec<_>>().join(", ")
            }
            ["warning"] => self.codes(&card.compensated(Scope::Company)),
            ["domains", method] => {
                let method = Method::from_key(method).unwrap();
                let levels = card.domains.iter().map(|domain| level(&domain.score.now, method));
                levels.collect::<Vec<_>>().join(", ")
            }
            ["histogram", method] => {
                let histogram = card.histogram(Scope::Company, Method::from_key(method).unwrap());
                let levels = (0..).zip(histogram.levels).map(|(level, count)| (level.to_string(), count));
                let all = std::iter::once(("NA".to_owned(), histogram.not_applicable)).chain(levels);
                let counted = all.filter(|(_, count)| *count > 0).map(|(level, count)| format!("{level}x{count}"));
                counted.collect::<Vec<_>>().join(", ")
            }
            [scope, method] => shown(&card.score(self.scope(scope)).unwrap().now, Method::from_key(method).unwrap()),
            [scope, method, "best"] => {
                shown(&card.score(self.scope(scope)).unwrap().best, Method::from_key(method).unwrap())
            }
            _ => panic!("{}: {what}", self.name),
        }
    }

    fn trace(&self, scope: &str, method: &str, when: &str) -> Vec<String> {
        let trace = self.card().trace(self.scope(scope), Method::from_key(method).unwrap());
        let ids = if when == "held" { trace.blockers } else { trace.next_blockers };
        ids.iter().map(ToString::to_string).collect()
    }

    fn scope(&self, key: &str) -> Scope {
        Scope::from_key(&self.standard.outline, key).unwrap_or_else(|| panic!("{}: no scope {key}", self.name))
    }

    fn codes(&self, places: &[usize]) -> String {
        let codes = places.iter().map(|place| Scope::Subdomain(*place).key(&self.standard.outline));
        codes.collect::<Vec<_>>().join(" ")
    }
}

fn level(results: &Results, method: Method) -> String {
    results.level(method).map_or("NA".into(), |level| level.to_string())
}

/// A result as the scenarios write it.
fn shown(results: &Results, method: Method) -> String {
    match (method, results.weighted, results.index) {
        (Method::Weighted, Some(weighted), _) => {
            format!("{}, {}, {}", weighted.level, weighted.score.text(), weighted.shown())
        }
        (Method::Index, _, Some(index)) => format!("{}, {}", index.text(), index.shown()),
        _ => level(results, method),
    }
}

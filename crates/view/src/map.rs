//! What a cell of the map shows: how it is answered, what is missing to the target, who is responsible, or what has
//! changed since another assessment.

use dtmm_model::{CellId, Level, RequirementId};
use dtmm_scoring::{Scorecard, Tally, sort_by};

use crate::{Context, Word, cell_state};

/// What the map shows.
#[derive(Debug, Default)]
pub enum Layer {
    /// How the requirements are answered.
    #[default]
    Answers,
    /// How many entries are missing to the targets: these.
    Gaps(Vec<RequirementId>),
    /// Who is responsible for the entries.
    Owners,
    /// How many requirements more, or fewer, are met than in another assessment.
    Change(Box<Scorecard>),
}

/// What a cell shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CellFace {
    /// Its few letters or digits.
    pub shown: String,
    /// Its state, as a key for the stylesheet.
    pub state: &'static str,
    /// The same in words.
    pub words: String,
    /// Where the parts of its bar end, in percent of its requirements that apply: fully met, and in addition largely,
    /// partly and not met.
    pub bar: [u32; 4],
}

impl Context<'_> {
    /// What the cell of a subdomain, by its index in the standard, shows at a level.
    pub fn cell_face(&self, layer: &Layer, row: usize, level: Level) -> CellFace {
        let Some(subdomain) = self.card.subdomains.get(row) else { return CellFace::default() };
        let tally = &subdomain.cells[level];
        let face = |shown: String, state: &'static str, words: String| CellFace { shown, state, words, bar: [0; 4] };
        let dash = || "–".to_owned();
        match layer {
            Layer::Answers => {
                let (state, word) = cell_state(tally);
                let shown = match tally.is_neutral() {
                    true => dash(),
                    false => format!("{}/{}", tally.answered(), tally.applicable()),
                };
                CellFace { bar: bar(tally), ..face(shown, state, self.words.say(word).to_owned()) }
            }
            Layer::Gaps(missing) => {
                let cell = CellId { subdomain: subdomain.code, level };
                match missing.iter().filter(|id| id.cell == cell).count() {
                    0 => face(dash(), "none", self.words.say(Word::GapsNone).to_owned()),
                    count => {
                        let count = count.to_string();
                        let words = self.words.fill(Word::MapGaps, &[("count", &count)]);
                        face(count, "some", words)
                    }
                }
            }
            Layer::Owners => {
                let owners = self.owners(CellId { subdomain: subdomain.code, level });
                match owners.as_slice() {
                    [] => face(dash(), "none", self.words.say(Word::OwnerNobody).to_owned()),
                    [owner] => face((*owner).to_owned(), "some", (*owner).to_owned()),
                    several => face(several.len().to_string(), "some", several.join(self.words.say(Word::Comma))),
                }
            }
            Layer::Change(before) => {
                let before = before.subdomains.get(row).map_or(0, |subdomain| met(&subdomain.cells[level]));
                let now = met(tally);
                let words =
                    self.words.fill(Word::MapChange, &[("before", &before.to_string()), ("now", &now.to_string())]);
                match i64::from(now) - i64::from(before) {
                    0 => face("0".to_owned(), "none", words),
                    more if more > 0 => face(format!("+{more}"), "up", words),
                    fewer => face(format!("−{}", -fewer), "down", words),
                }
            }
        }
    }

    /// Those responsible for entries of a cell, each once.
    fn owners(&self, cell: CellId) -> Vec<&str> {
        let items = self.outline.items().filter(|item| item.id.cell == cell);
        let mut owners: Vec<&str> = items.map(|item| self.responsible(item.id)).collect();
        owners.retain(|owner| !owner.is_empty());
        sort_by(&mut owners, Ord::cmp);
        owners.dedup();
        owners
    }
}

/// The requirements that are met.
const fn met(tally: &Tally) -> u32 {
    tally.full + tally.largely
}

fn bar(tally: &Tally) -> [u32; 4] {
    let mut sum = 0;
    [tally.full, tally.largely, tally.partly, tally.not].map(|part| {
        sum += part;
        if tally.is_neutral() { 0 } else { sum * 100 / tally.applicable() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{NOTHING, assessed, names, words};
    use dtmm_model::Outline;
    use dtmm_scoring::{Answer, Assessment, EntryDetails, Method, Scope};

    fn outline() -> Outline {
        dtmm_example::outline("@making\nABC rrrr|rs|r|r|c\n")
    }

    /// What the lowest levels show, as many as asked for.
    fn shown(assessment: &Assessment, layer: impl Fn(&Context<'_>) -> Layer, levels: usize) -> Vec<CellFace> {
        let (outline, words, names) = (outline(), words(), names());
        let card = Scorecard::new(&outline, assessment);
        let context =
            Context { outline: &outline, words: &words, names: &names, assessment, card: &card, texts: &NOTHING };
        let layer = layer(&context);
        outline.levels().take(levels).map(|level| context.cell_face(&layer, 0, level)).collect()
    }

    fn brief(faces: &[CellFace]) -> Vec<String> {
        faces.iter().map(|face| format!("{} {} {}", face.shown, face.state, face.words)).collect()
    }

    #[test]
    fn answers_are_counted_and_drawn_as_parts_of_a_bar() {
        let faces = shown(&assessed(&outline(), "FLPN"), |_| Layer::Answers, 2);
        assert_eq!(brief(&faces), ["4/4 part cell_part", "0/1 open cell_open"]);
        assert_eq!(faces[0].bar, [25, 50, 75, 100]);
        assert_eq!(faces[1].bar, [0; 4]);
        let none = shown(&assessed(&outline(), "---- -- - - -"), |_| Layer::Answers, 1);
        assert_eq!((none[0].shown.as_str(), none[0].bar), ("–", [0; 4]));
    }

    #[test]
    fn gaps_are_counted_within_the_target() {
        let mut assessment = assessed(&outline(), "FLPN");
        assessment.set_target("company", Level::new(2));
        let layer = |context: &Context<'_>| {
            let gaps = context.card.gaps_to_targets(Scope::Company, context.assessment, Method::Staged);
            Layer::Gaps(gaps.unmet.iter().chain(&gaps.unanswered).map(|gap| gap.id).collect())
        };
        assert_eq!(
            brief(&shown(&assessment, layer, 3)),
            ["2 some map_gaps 2", "1 some map_gaps 1", "– none gaps_none"]
        );
    }

    #[test]
    fn one_owner_is_named_and_several_are_counted() {
        let mut assessment = assessed(&outline(), "");
        for (place, owner) in [(0, "乙"), (1, "甲"), (2, "乙"), (4, "甲")] {
            let details = EntryDetails { owner: owner.into(), ..EntryDetails::NONE };
            assessment.set(outline().items().nth(place).unwrap(), Some(Answer::Full), details).unwrap();
        }
        let faces = brief(&shown(&assessment, |_| Layer::Owners, 3));
        assert_eq!(faces[1..], ["甲 some 甲", "– none owner_nobody"]);
        assert!(faces[0].starts_with("2 some "), "{faces:?}");
    }

    #[test]
    fn change_is_what_is_met_more_or_less() {
        let before = |answers: &'static str| {
            move |_: &Context<'_>| Layer::Change(Box::new(Scorecard::new(&outline(), &assessed(&outline(), answers))))
        };
        let now = assessed(&outline(), "FLPN");
        assert_eq!(brief(&shown(&now, before(""), 2)), ["+2 up map_change 0 2", "0 none map_change 0 0"]);
        assert_eq!(brief(&shown(&now, before("FFFF FF"), 2)), ["−2 down map_change 4 2", "−1 down map_change 1 0"]);
    }
}

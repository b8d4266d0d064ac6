//! All identifiers that the content defines, each with the place that defines it.

use dtmm_model::Anchor;

use super::levels::level_count;
use super::passage::{domain_id, domain_path, front};
use super::place::Place;
use crate::parse::paths::{ABBREVIATIONS, STANDARD, TERMBASE, TERMS};
use crate::parse::{Content, Step, SubdomainSource, TextPair};

/// All identifiers in the order of the files. Each is the `at` of its place.
pub(super) fn identifiers(content: &Content) -> Vec<Place<'_>> {
    use Step::{Item, Key};
    let mut list = Vec::with_capacity(1000);
    for level in 1..=level_count(content) {
        list.push(Place::value(STANDARD, &[Key("levels")]).at(format!("level-{level}")));
    }
    let drawn = (1..=content.figures().len()).map(|number| Anchor::Figure(&number.to_string()).to_string());
    let overview = content.holder("table-1").map(|_| "table-1".to_owned());
    for id in drawn.chain(overview) {
        list.push(Place::value(STANDARD, &[Key("text")]).at(id));
    }
    for (index, term) in content.terms.iter().flatten().enumerate() {
        let place = Place::value(TERMS, &[Item(index), Key("number")]);
        list.push(place.at(format!("term-{}", term.number)));
    }
    for (index, abbreviation) in content.abbreviations.iter().flatten().enumerate() {
        let place = Place::value(ABBREVIATIONS, &[Item(index), Key("short")]);
        list.push(place.at(format!("abbreviation-{}", abbreviation.short)));
    }
    for (index, addition) in content.termbase.iter().flat_map(|termbase| &termbase.additions).enumerate() {
        let place = Place::value(TERMBASE, &[Key("additions"), Item(index), Key("short")]);
        list.push(place.at(format!("abbreviation-{}", addition.short)));
    }
    for (slug, domain) in &content.domains {
        let place = |key| Place::value(domain_path(slug), &[Key(key)]);
        let key = if domain.clause.is_some() { "clause" } else { "name" };
        list.push(place(key).at(domain_id(slug, domain)));
        list.extend(domain.table.map(|table| place("table").at(format!("table-{table}"))));
    }
    content.subdomains.values().for_each(|source| subdomain(source, &mut list));
    list.extend(content.text.iter().chain(content.shown_methods()).filter_map(part));
    list
}

fn subdomain<'a>(source: &'a SubdomainSource, list: &mut Vec<Place<'a>>) {
    use Step::{Item, Key, Number};
    let record = &source.record;
    let file = Place::file(source.path.as_str());
    list.push(file.step(Key("code")).at(record.code.as_str()));
    let levels = file.step(Key("levels"));
    for (level, entries) in &record.levels {
        let cell = levels.step(Number(*level));
        list.push(cell.clone().at(format!("{}-{level}", record.code)));
        let entries = entries.iter().enumerate();
        list.extend(entries.map(|(index, entry)| cell.step(Item(index)).step(Key("id")).at(entry.id.as_str())));
    }
}

/// `clause-6`, or the stem of a part without a number.
fn part<'a>((stem, pair): (&'a String, &'a TextPair)) -> Option<Place<'a>> {
    let file = pair.zh.as_ref().or(pair.en.as_ref())?;
    Some(match &file.front.number {
        Some(number) => front(file).step(Step::Key("number")).at(format!("clause-{number}")),
        None => front(file).step(Step::Key("title")).at(stem.as_str()),
    })
}

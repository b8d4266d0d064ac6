//! Printed labels, and examples. An example that is labelled by mistake counts among the labels of its cell.

use dtmm_model::{LabelKind, LabelStyle, Lang};

use super::findings::Findings;
use super::place::Place;
use super::sequence::{OrderFault, order_faults};
use super::subject::Subject;
use crate::diagnostic::codes::{
    LABEL_ORDER, LABELLED_EXAMPLE, MISSING_EXAMPLE_PREFIX, REPEATED_LABEL, SKIPPED_LABEL, WRONG_LABEL,
};
use crate::parse::paths::STANDARD;
use crate::parse::{BilingualRecord, EntryRecord, Step};

/// The labels of the entries of a cell. One that is left out follows the label before it, if labels follow one another.
pub(super) fn of_cell(style: LabelStyle, entries: &[EntryRecord]) -> Vec<Option<String>> {
    let mut next = 0;
    let mut labels = Vec::with_capacity(entries.len());
    for entry in entries {
        let label = entry.label.clone().or_else(|| style.nth(next));
        let examples = entry.examples.iter().filter_map(|example| example.label.as_deref());
        for label in label.as_deref().into_iter().chain(examples) {
            next = style.place_of(label).map_or(next, |place| place + 1);
        }
        labels.push(label);
    }
    labels
}

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(model) = &subject.content.model else { return };
    let Ok(style) = model.labels.parse::<LabelStyle>() else { return };
    let prefix = model.example_prefix.as_ref();
    for source in subject.content.subdomains.values() {
        for (level, entries) in &source.record.levels {
            let cell = Place::value(source.path.as_str(), &[Step::Key("levels"), Step::Number(*level)]);
            let mut labels = Vec::new();
            for (index, (entry, label)) in entries.iter().zip(of_cell(style, entries)).enumerate() {
                let place = cell.step(Step::Item(index)).at(entry.id.as_str());
                if let Some(label) = label {
                    labels.push((label, place.step(Step::Key("label"))));
                }
                examples(entry, &place, prefix, &mut labels, findings);
            }
            sequence(style, &labels, findings);
        }
    }
    let levels = subject.content.standard.iter().flat_map(|standard| &standard.levels);
    let labels = levels.enumerate().filter_map(|(index, level)| {
        let steps = [Step::Key("levels"), Step::Item(index), Step::Key("label")];
        Some((level.label.clone()?, Place::value(STANDARD, &steps).at(format!("level-{}", level.level))))
    });
    sequence(style, &labels.collect::<Vec<_>>(), findings);
}

fn examples<'a>(
    entry: &'a EntryRecord,
    place: &Place<'a>,
    prefix: Option<&BilingualRecord>,
    labels: &mut Vec<(String, Place<'a>)>,
    findings: &mut Findings<'a>,
) {
    let prefixes = Lang::ALL.map(|lang| (lang, prefix.map_or("", |prefix| prefix.get(lang))));
    let text = |lang, zh: &'a str, en: &'a str| if lang == Lang::Zh { zh } else { en };
    let begins =
        |(lang, prefix): (Lang, &str)| !prefix.is_empty() && text(lang, &entry.zh, &entry.en).starts_with(prefix);
    if prefixes.into_iter().any(begins) {
        let message = format!("{} is an example, labelled as if it were an entry", entry.id);
        let help = "move it to `examples:` of the entry before; an example takes no id";
        findings.add(LABELLED_EXAMPLE, place.clone(), message, help);
    }
    for (index, example) in entry.examples.iter().enumerate() {
        let place = place.step(Step::Key("examples")).step(Step::Item(index));
        if let Some(label) = &example.label {
            let place = place.step(Step::Key("label"));
            let message = format!("an example of {} carries the label `{label}`", entry.id);
            let help = "remove `label:`; if the standard prints it so, waive it in waivers.yaml";
            findings.add(LABELLED_EXAMPLE, place.clone(), message, help);
            labels.push((label.clone(), place));
        }
        for (lang, prefix) in prefixes {
            let text = text(lang, &example.zh, &example.en);
            if !text.is_empty() && !text.starts_with(prefix) {
                let message = format!("an example of {} does not begin with {prefix}", entry.id);
                let help = format!("begin it with {prefix}, as printed; if it is no example, make it an entry");
                findings.add(MISSING_EXAMPLE_PREFIX, place.step(Step::Key(lang.key())), message, help);
            }
        }
    }
}

fn sequence<'a>(style: LabelStyle, labels: &[(String, Place<'a>)], findings: &mut Findings<'a>) {
    let mut places = Vec::with_capacity(labels.len());
    for (index, (label, place)) in labels.iter().enumerate() {
        let own_place = match style.kind {
            // What follows what is not known: only a label that was there before is told of.
            LabelKind::AsTyped if !label.is_empty() && !label.contains(char::is_whitespace) => {
                Some(labels.iter().position(|(one, _)| one == label).unwrap_or(index))
            }
            _ => style.place_of(label),
        };
        let Some(own_place) = own_place else {
            let message = format!("`{label}` is no label of this standard, where they are `{style}`");
            let help = match style.kind {
                LabelKind::None => "remove `label:`, or declare in model.yaml which labels there are",
                LabelKind::AsTyped => "write the printed label, without spaces",
                _ => "write the printed label without brackets or stop, as `model.yaml` declares it, or leave it out",
            };
            findings.add(WRONG_LABEL, place.clone(), message, help);
            return;
        };
        places.push(own_place + 1);
    }
    for (index, fault) in order_faults(&places) {
        let (label, place) = &labels[index];
        let (label, place) = (style.print(label), place.clone());
        let help = "write the printed label; if the standard prints it so, waive it in waivers.yaml";
        match fault {
            OrderFault::Repeated => {
                findings.add(REPEATED_LABEL, place, format!("{label} stands here a second time"), help)
            }
            OrderFault::Skipped(missing) => {
                let Some(missing) = style.nth(missing - 1) else { continue };
                let message = format!("{label} stands here, but there is no {}", style.print(&missing));
                findings.add(SKIPPED_LABEL, place, message, help);
            }
            OrderFault::Disordered => {
                findings.add(LABEL_ORDER, place, format!("{label} stands after a later label"), help);
            }
        }
    }
}

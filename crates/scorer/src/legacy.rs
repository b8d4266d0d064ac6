//! Moves, once, what former versions kept under keys without the prefix of the site, where it is of
//! this standard's edition: another site of the same host may have kept it.

use dtmm_model::Outline;
use dtmm_scoring::{CustomWeights, Weights, read, write};
use dtmm_store::Storage;

use crate::persistence::{CURRENT, Former, KIND, SINCE_FILE};

/// What all keys began with before they had the prefix of the site.
pub(crate) const OLD_PREFIX: &str = "dtmm:";
/// Where the weights were kept before they were a part of the assessment.
const OLD_WEIGHTS: &str = "dtmm:weights";

/// Moves the assessments of this edition. `prefix` is what the new keys begin with.
pub(crate) fn migrate(storage: Option<&impl Storage>, prefix: &str, outline: &Outline) -> Former {
    let Some(storage) = storage else { return Former::default() };
    Former { current: take_over(storage, prefix, outline), left_behind: left_behind(storage, outline) }
}

/// Moves what can be moved. Gives the assessment that was in use.
fn take_over(storage: &impl Storage, prefix: &str, outline: &Outline) -> Option<String> {
    let new_key = |key: &str| format!("{prefix}{key}");
    let old = format!("{OLD_PREFIX}{KIND}");
    let keys: Vec<String> = storage.keys(&old).ok()?;
    let number = |key: &str| match key.strip_prefix(&old)? {
        "" => Some("1".to_owned()),
        rest => Some(rest).filter(|rest| is_numbered(rest)).map(|rest| rest[1..].to_owned()),
    };
    let texts = keys.iter().filter_map(|key| Some((key, number(key)?, storage.get(key).ok()??)));
    let texts: Vec<(&String, String, String)> = texts.collect();
    let ours = || texts.iter().filter(|(_, _, text)| is_ours(text, outline));
    let first = ours().map(|(_, id, _)| id).min_by_key(|id| id.parse::<u32>().ok())?.clone();
    let weights = storage.get(OLD_WEIGHTS).ok().flatten().and_then(|text| old_weights(outline, &text));
    for (key, id, text) in ours() {
        let weighted = with_weights(text, weights.clone(), outline);
        let name = format!("{}:{id}", new_key(KIND));
        // Where another assessment has the number already, it goes beside that one.
        let mut names = std::iter::once(name.clone()).chain((0..9).map(|n| format!("{name}-{n}")));
        let place = names.find(|name| match storage.get(name) {
            Ok(Some(there)) => there == weighted,
            there => there == Ok(None),
        });
        if let Some(place) = place {
            // A text that cannot be read is not changed.
            let is_read = read(text.as_bytes(), outline).is_ok();
            let narrow = if is_read { in_line(&weighted) } else { text.clone() };
            move_text(storage, (key, text), &place, [&weighted, &narrow]);
        }
    }
    let left = storage.keys(&old).unwrap_or_default();
    if !left.iter().any(|key| number(key).is_some()) {
        let _ = storage.remove(OLD_WEIGHTS);
    }
    for (from, to) in [("current", CURRENT), ("unsaved", SINCE_FILE)] {
        let (from, to) = (format!("{OLD_PREFIX}{from}"), new_key(to));
        let (Ok(Some(text)), Ok(None)) = (storage.get(&from), storage.get(&to)) else { continue };
        // The assessment in use may be that of another site.
        if to != new_key(CURRENT) || ours().any(|(_, id, _)| *id == text) {
            let _ = storage.remove(&from);
            let _ = storage.set(&to, &text);
        }
    }
    Some(storage.get(&new_key(CURRENT)).ok().flatten().unwrap_or(first))
}

/// The assessments of this edition that are still under their old keys.
fn left_behind(storage: &impl Storage, outline: &Outline) -> Vec<String> {
    let old = format!("{OLD_PREFIX}{KIND}");
    let is_record = |key: &&String| key.strip_prefix(&old).is_some_and(|rest| rest.is_empty() || is_numbered(rest));
    let keys = storage.keys(&old).unwrap_or_default();
    let texts = keys.iter().filter(is_record).filter_map(|key| storage.get(key).ok()?);
    texts.filter(|text| is_ours(text, outline)).collect()
}

/// Whether what follows the old prefix is the number of an assessment, as `:2`.
fn is_numbered(rest: &str) -> bool {
    rest.strip_prefix(':').is_some_and(|number| number.parse::<u32>().is_ok())
}

/// Whether a text is of this standard's edition. One that cannot be read counts as ours: nobody else
/// would tell the reader about it.
fn is_ours(text: &str, outline: &Outline) -> bool {
    read(text.as_bytes(), outline).map_or(true, |reading| reading.assessment.edition == outline.edition)
}

/// Moves a text to another key, as `wanted`; where there is no room for it, as `narrow`, without line
/// breaks; where there is none for that either, it goes back under its old key.
fn move_text(storage: &impl Storage, (key, text): (&str, &str), place: &str, [wanted, narrow]: [&str; 2]) {
    if storage.set(place, wanted).is_ok() {
        let _ = storage.remove(key);
        return;
    }
    // Both texts at once need more room than one of them.
    if storage.remove(key).is_err() {
        return;
    }
    let is_done = storage.set(place, wanted).is_ok() || storage.set(place, narrow).is_ok();
    if !is_done {
        let _ = storage.set(key, text);
    }
}

/// The weights in their old form: `subdomain`, `domain`, or the numbers of the domains with commas
/// between them.
fn old_weights(outline: &Outline, text: &str) -> Option<Weights> {
    if text == "domain" {
        return Some(Weights::Domain);
    }
    let numbers: Option<Vec<u16>> = text.split(',').map(|number| number.trim().parse().ok()).collect();
    CustomWeights::new(outline, &numbers?).map(Weights::Custom)
}

/// The text of an assessment with the weights that were kept beside it, where it has none of its own.
fn with_weights(text: &str, weights: Option<Weights>, outline: &Outline) -> String {
    match read(text.as_bytes(), outline) {
        Ok(reading) if weights.is_some() && reading.assessment.weights.is_none() => {
            let mut assessment = reading.assessment;
            assessment.weights = weights;
            write(&assessment, outline)
        }
        _ => text.to_owned(),
    }
}

/// A file in one line, without line breaks and indents.
pub(crate) fn in_line(text: &str) -> String {
    text.lines().map(str::trim_start).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn former_weights_are_still_known() {
        let outline = dtmm_example::plain();
        assert_eq!(old_weights(&outline, "domain"), Some(Weights::Domain));
        assert_eq!(old_weights(&outline, "3,0"), CustomWeights::new(&outline, &[3, 0]).map(Weights::Custom));
        for none in ["subdomain", "0,0", "1", "1,x", "1,1,1", "custom", "1,1001", ""] {
            assert_eq!(old_weights(&outline, none), None, "{none}");
        }
    }
}

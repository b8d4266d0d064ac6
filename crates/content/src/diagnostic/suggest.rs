//! "Did you mean": the known name that is closest to an unknown one.

/// The candidate with the smallest edit distance from `word`; `None` if none is within a third of its length.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = candidates.into_iter().map(|candidate| (distance(word, candidate), candidate));
    near.filter(|(distance, _)| *distance <= limit(word)).min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

/// How many characters may differ in a name that is still taken for `word`.
fn limit(word: &str) -> usize {
    (word.chars().count() / 3).max(1)
}

/// Names in backquotes, separated by commas.
pub fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// At most five candidates like `word`: first those that differ little, the nearest first, then those that
/// share one of its parts between hyphens.
pub fn near<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    const MOST: usize = 5;
    let rank = |candidate: &'a str| {
        let distance = distance(word, candidate);
        let shares = || word.split('-').any(|part| part.len() > 2 && candidate.split('-').any(|own| own == part));
        let rank = if distance <= limit(word) { Some(distance) } else { shares().then_some(usize::MAX) };
        rank.map(|rank| (rank, candidate))
    };
    let mut near: Vec<_> = candidates.into_iter().filter_map(rank).collect();
    near.sort_by_key(|(rank, _)| *rank);
    near.into_iter().take(MOST).map(|(_, candidate)| candidate).collect()
}

/// The help for a word that is not a known name: the closest name, or else `otherwise`.
pub fn help<'a>(word: &str, names: impl IntoIterator<Item = &'a str>, otherwise: impl Into<String>) -> String {
    match closest(word, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise.into(),
    }
}

/// The Levenshtein distance, ignoring case.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.to_lowercase().chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_misses_are_suggested() {
        let names = ["label", "modal", "reviewed"];
        assert_eq!(closest("labl", names), Some("label"));
        assert_eq!(closest("Modal", names), Some("modal"));
        assert_eq!(closest("foo", names), None);
    }

    #[test]
    fn near_names_come_first_and_then_those_that_share_a_part() {
        let names = ["skipped-label", "repeated-label", "label-order", "skipped-serial", "wrong-id"];
        assert_eq!(near("skiped-label", names), ["skipped-label", "repeated-label", "label-order"]);
        assert_eq!(near("label", names), ["skipped-label", "repeated-label", "label-order"]);
        assert_eq!(near("colour", names), [""; 0]);
    }
}

//! Scanners for what checks look for in texts: cited standards, abbreviations, references to tables,
//! figures and clauses. Written by hand, because regular expressions would take longer to compile than to run.

use std::ops::Range;

use dtmm_model::RequirementId;

/// The maximal runs of bytes for which `is_part` holds; it may hold for ASCII only.
pub(super) fn words(text: &str, is_part: impl Fn(u8) -> bool) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(|byte| is_part(*byte))?;
        let len = bytes[start..].iter().position(|byte| !is_part(*byte)).unwrap_or(bytes.len() - start);
        at = start + len;
        Some(start..at)
    })
}

/// A cited standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CitedStandard {
    /// As `GB/T 36073-2018`, with one space and a hyphen, however it is printed.
    pub(super) number: String,
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
}

/// All standards cited by number: a prefix such as `GB`, `GB/T` or `T/ABC`, a number, a year. National (GB) and
/// group (T/) standards count without a year, too.
pub(super) fn citations(text: &str) -> Vec<CitedStandard> {
    let mut citations = Vec::new();
    if !has_digit(text) {
        return citations;
    }
    for letters in words(text, |byte| byte.is_ascii_uppercase() || byte == b'/') {
        let prefix = &text[letters.clone()];
        let rest = text[letters.end..].strip_prefix(' ').unwrap_or(&text[letters.end..]);
        let start = text.len() - rest.len();
        let number = number_len(rest);
        if number == 0 || prefix.starts_with('/') || prefix.ends_with('/') {
            continue;
        }
        let year = year_len(&rest[number..]);
        let is_known_kind = prefix == "GB" || prefix.starts_with("GB/") || prefix.starts_with("T/");
        if year == 0 && !is_known_kind {
            continue;
        }
        let mut full = format!("{prefix} {}", &rest[..number]);
        if year > 0 {
            full.push('-');
            full.push_str(&rest[number + year - 4..number + year]);
        }
        citations.push(CitedStandard { number: full, range: letters.start..start + number + year });
    }
    citations
}

/// Whether a text has a digit: most have none, and need no scan for numbers.
fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// The length of the number at the beginning, such as `36073` or `1.1`; 0 if there is none.
fn number_len(text: &str) -> usize {
    let len = text.bytes().position(|byte| !byte.is_ascii_digit() && byte != b'.').unwrap_or(text.len());
    text[..len].trim_end_matches('.').len()
}

/// The length of the year at the beginning with its dash; 0 if there is none.
fn year_len(text: &str) -> usize {
    let Some(dash) = text.chars().next().filter(|c| matches!(c, '-' | '–' | '—')) else { return 0 };
    let digits = &text.as_bytes()[dash.len_utf8()..];
    let is_year = digits.len() >= 4 && digits[..4].iter().all(u8::is_ascii_digit);
    let ends = digits.get(4).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    if is_year && ends { dash.len_utf8() + 4 } else { 0 }
}

/// The abbreviations in a Chinese text: runs of at least two Latin letters and digits with a capital
/// among them, outside numbers of standards.
pub(super) fn abbreviations(text: &str) -> Vec<Range<usize>> {
    let citations = citations(text);
    let outside = |range: &Range<usize>| !citations.iter().any(|cited| cited.range.contains(&range.start));
    let is_abbreviation =
        |range: &Range<usize>| range.len() >= 2 && text[range.clone()].bytes().any(|b| b.is_ascii_uppercase());
    words(text, |byte| byte.is_ascii_alphanumeric()).filter(is_abbreviation).filter(outside).collect()
}

/// References in running text: `表 7`, `Figure 2`, `（3.90）`. Each as an identifier with its range. A number in
/// brackets is given as a clause, though it may be that of a term.
pub(super) fn references(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    if !has_digit(text) {
        return found;
    }
    // Not a reference after these characters: 报表 3, 意图 1.
    let kinds: [(&str, &str, &[char]); 5] = [
        ("表格", "table", &[]),
        ("表", "table", &['报', '列', '代', '图', '仪']),
        ("图", "figure", &['意', '企', '地', '视', '截']),
        ("Table", "table", &[]),
        ("Figure", "figure", &[]),
    ];
    for (word, kind, not_after) in kinds {
        for (at, _) in text.match_indices(word) {
            let rest = text[at + word.len()..].trim_start_matches([' ', '\u{A0}']);
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if digits > 0 && !text[..at].ends_with(not_after) {
                let end = text.len() - rest.len() + digits;
                found.push((format!("{kind}-{}", &rest[..digits]), at..end));
            }
        }
    }
    for (at, open) in text.match_indices(['(', '（']) {
        let start = at + open.len();
        let number = number_len(&text[start..]);
        let is_number = text[start..start + number].contains('.');
        if is_number && text[start + number..].starts_with([')', '）']) {
            found.push((format!("clause-{}", &text[start..start + number]), start..start + number));
        }
    }
    found
}

/// References to clauses, `第 4 章` or `Clause 4`: of this document, or of another one that is named beside them.
pub(super) fn clauses(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    if !has_digit(text) {
        return found;
    }
    for (word, after) in [("第", "章"), ("Clause", "")] {
        for (at, _) in text.match_indices(word) {
            let rest = text[at + word.len()..].trim_start_matches([' ', '\u{A0}']);
            let number = number_len(rest);
            let end = rest[number..].trim_start_matches(' ');
            if number > 0 && end.starts_with(after) {
                found.push((format!("clause-{}", &rest[..number]), at..text.len() - end.len() + after.len()));
            }
        }
    }
    found
}

/// Identifiers of entries, as `ABC-302`.
pub(super) fn entries(text: &str) -> Vec<(String, Range<usize>)> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let parts = has_digit(text).then(|| words(text, is_part)).into_iter().flatten();
    let ids = parts.filter(|range| text[range.clone()].parse::<RequirementId>().is_ok());
    ids.map(|range| (text[range.clone()].to_owned(), range)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standards_are_found_in_every_form() {
        let text =
            "应符合GB/T 36073-2018、GB 50174—2017 和T/ABC 0028-2024，参照 GB/T 1.1；IEC 62264-2013；OPC-server 4G/5G。";
        let numbers: Vec<_> = citations(text).into_iter().map(|citation| citation.number).collect();
        assert_eq!(numbers, ["GB/T 36073-2018", "GB 50174-2017", "T/ABC 0028-2024", "GB/T 1.1", "IEC 62264-2013"]);
        let short: Vec<_> = abbreviations(text).into_iter().map(|at| &text[at]).collect();
        assert_eq!(short, ["OPC", "4G", "5G"]);
    }

    #[test]
    fn printed_references_are_found() {
        let text = "应符合表 7的规定，见图2和新型能力（3.90），报表 3 份，Table 12 (9.6) (1)，第 7.1.4.c)";
        let ids: Vec<_> = references(text).into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, ["table-7", "figure-2", "table-12", "clause-3.90", "clause-9.6"]);
        let text = "见第 4 章和 Clause 5 (ABC-302)，第 3 条，ABC-002，T-ABC-302";
        let ids: Vec<_> = clauses(text).into_iter().chain(entries(text)).map(|(id, _)| id).collect();
        assert_eq!(ids, ["clause-4", "clause-5", "ABC-302"]);
    }
}

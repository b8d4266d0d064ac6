//! The starters as text: with another number of levels, and with a second language beside the first.

use dtmm_content::parse::fingerprint;
use dtmm_model::Lang;

/// How many levels the starters have.
const LEVELS: usize = 3;

/// The file with so many levels: those above are taken out, and those that are missing are added as placeholders.
pub(super) fn with_levels(text: &str, count: usize, lang: Lang) -> String {
    let number = |line: &str| {
        let of_head = line.strip_prefix("  - level: ");
        let of_cell = || line.strip_prefix("  ").and_then(|line| line.strip_suffix(':'));
        of_head.or_else(of_cell).and_then(|number| number.parse::<usize>().ok())
    };
    let mut lines: Vec<String> = Vec::new();
    let (mut is_left_out, mut end) = (false, None);
    for line in text.lines() {
        match number(line) {
            Some(level) => is_left_out = level > count,
            None if !line.starts_with("   ") => is_left_out = false,
            None => {}
        }
        if !is_left_out {
            lines.push(line.to_owned());
        }
        if line.starts_with("   ") && number(line).is_none() && lines.iter().any(|line| number(line).is_some()) {
            end = Some(lines.len());
        }
    }
    let Some(end) = end else { return text.to_owned() };
    let is_head = lines.iter().any(|line| line.starts_with("  - level: "));
    let added = (LEVELS + 1..=count).flat_map(|level| if is_head { head(level, lang) } else { cell(level, lang) });
    lines.splice(end..end, added);
    lines.join("\n") + "\n"
}

fn head(level: usize, lang: Lang) -> Vec<String> {
    const NUMERALS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let (name, says) = match lang {
        Lang::En => (format!("Level {level}"), format!("What level {level} is.")),
        Lang::Zh => (format!("{}级", NUMERALS[level - 1]), format!("第 {level} 级的特征。")),
    };
    vec![
        format!("  - level: {level}"),
        format!("    name: {{{lang}: {name}}}"),
        format!("    text: {{{lang}: {says}}}"),
    ]
}

fn cell(level: usize, lang: Lang) -> Vec<String> {
    let says = match lang {
        Lang::En => format!("What is asked at level {level}."),
        Lang::Zh => format!("第 {level} 级的要求。"),
    };
    vec![format!("  {level}:"), format!("    - id: WATER-{level}01"), format!("      {lang}: {says}")]
}

/// The file of one language with the texts of another beside its own, each with the fingerprint of the text that it
/// translates where the content needs one. Both files have the same texts in the same order.
pub(super) fn with_translation(text: &str, lang: Lang, other: &str, translation: Lang) -> String {
    let mut translations = other.lines().filter_map(|line| Said::of(line, translation)).map(|said| said.text);
    let mut out = String::new();
    for line in text.lines() {
        let Some(said) = Said::of(line, lang) else {
            out += &format!("{line}\n");
            continue;
        };
        let translated = translations.next().unwrap_or_default();
        let reviewed = fingerprint(said.text.trim_matches('"'));
        match said.key {
            None => {
                let indent = " ".repeat(line.len() - line.trim_start_matches([' ', '-']).len());
                out += &format!("{line}\n{indent}{translation}: {translated}\n");
                if said.is_in_list {
                    out += &format!("{indent}reviewed: \"{reviewed}\"\n");
                }
            }
            Some(key) => {
                let reviewed =
                    if matches!(key, "text" | "intro") { format!(", reviewed: \"{reviewed}\"") } else { String::new() };
                let whole = line.strip_suffix('}').unwrap_or(line);
                out += &format!("{whole}, {translation}: {translated}{reviewed}}}\n");
            }
        }
    }
    out
}

/// A text in one line of a file: `en: …`, or `key: {en: …}`.
struct Said<'a> {
    key: Option<&'a str>,
    text: &'a str,
    /// Whether it is that of an entry or of an example.
    is_in_list: bool,
}

impl<'a> Said<'a> {
    fn of(line: &'a str, lang: Lang) -> Option<Said<'a>> {
        let own = format!("{lang}: ");
        let (indent, rest) = line.split_at(line.len() - line.trim_start_matches([' ', '-']).len());
        if let Some(text) = rest.strip_prefix(&own) {
            return Some(Said { key: None, text, is_in_list: indent.len() > 2 });
        }
        let (key, flow) = rest.split_once(": {")?;
        let text = flow.strip_prefix(&own)?.strip_suffix('}')?;
        (!key.starts_with('#')).then_some(Said { key: Some(key), text, is_in_list: false })
    }
}

/// A file of running text with the fingerprints of the paragraphs that it translates.
pub(super) fn with_fingerprints(text: &str, original: &str) -> String {
    let body = |text: &str| {
        text.get(4..).and_then(|rest| rest.split_once("---\n")).map(|(front, body)| (front.to_owned(), body.to_owned()))
    };
    let (Some((front, own)), Some((_, original))) = (body(text), body(original)) else { return text.to_owned() };
    let paragraphs = original.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let reviewed: String = paragraphs.map(|paragraph| format!("  - \"{}\"\n", fingerprint(paragraph))).collect();
    format!("---\n{front}reviewed:\n{reviewed}---\n{own}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELLS: &str = "code: WATER\nlevels:\n  1:\n    - id: WATER-101\n      en: One.\n  2:\n    - id: WATER-201\n      en: Two.\n  3:\n    - id: WATER-301\n      en: Three.\n";

    #[test]
    fn levels_are_taken_out_and_added() {
        assert_eq!(with_levels(CELLS, 3, Lang::En), CELLS);
        assert!(with_levels(CELLS, 2, Lang::En).ends_with("      en: Two.\n"));
        assert!(
            with_levels(CELLS, 4, Lang::En)
                .ends_with("  4:\n    - id: WATER-401\n      en: What is asked at level 4.\n")
        );
        let head = "levels:\n  - level: 1\n    name: {en: Level 1}\n  - level: 2\n    name: {en: Level 2}\n  - level: 3\n    name: {en: Level 3}\n\ndomains:\n  - care\n";
        assert!(with_levels(head, 2, Lang::En).contains("Level 2}\n\ndomains:\n  - care\n"));
        assert!(with_levels(head, 4, Lang::En).contains("What level 4 is.}\n\ndomains:\n"));
        assert_eq!(with_levels("title: {en: A}\n", 5, Lang::En), "title: {en: A}\n");
    }

    #[test]
    fn translations_stand_beside_their_originals() {
        let zh =
            CELLS.replace("en: One.", "zh: 一。").replace("en: Two.", "zh: 二。").replace("en: Three.", "zh: 三。");
        let both = with_translation(CELLS, Lang::En, &zh, Lang::Zh);
        assert!(
            both.contains(&format!("      en: Two.\n      zh: 二。\n      reviewed: \"{}\"\n", fingerprint("Two.")))
        );
        let both = with_translation(
            "name: {en: Care}\n# old: {en: x}\nintro: {en: Daily.}\n",
            Lang::En,
            "name: {zh: 照料}\nintro: {zh: 每天。}\n",
            Lang::Zh,
        );
        assert_eq!(
            both,
            format!(
                "name: {{en: Care, zh: 照料}}\n# old: {{en: x}}\nintro: {{en: Daily., zh: 每天。, reviewed: \"{}\"}}\n",
                fingerprint("Daily.")
            )
        );
    }
}

//! The parts of an evidence line: what proves it, where that is kept, and of when it is.

use dtmm_scoring::is_date;

const BAR: &str = " | ";

/// One piece of evidence. In an assessment it is one line, as
/// `Inspection plan | https://example.org/plan.pdf | 2026-11-22`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// What it is; empty where nothing was entered, as all parts.
    pub title: String,
    /// Where it is: a link, a folder, a shelf.
    pub place: String,
    /// Its date, as `2026-11-22`.
    pub date: String,
}

impl Evidence {
    /// The parts of a line. The title ends at the first bar. What follows the last one is the date
    /// if it is a date of the calendar; everything else, further bars included, is the place. A bar
    /// with nothing to part is text like any other, and so is one after a backslash, which is not
    /// part of it.
    pub fn parse(line: &str) -> Evidence {
        let Parts(title, place, date) = parts(line);
        let place = unescaped(place);
        let is_kept = place.starts_with('\\') && is_date(place.trim_start_matches('\\'));
        let place = if is_kept { place.strip_prefix('\\').unwrap_or(&place).to_owned() } else { place };
        Evidence { title: unescaped(title), place, date: date.to_owned() }
    }

    /// The line: the title, then the parts that there are. Bars of the parts themselves have a
    /// backslash before them where they would be taken for those between.
    pub fn text(&self) -> String {
        let plain = joined(&self.title, &self.place, &self.date);
        if Evidence::parse(&plain) == *self {
            return plain;
        }
        // A place that looks like a date has a backslash before it.
        let mark = if is_date(self.place.trim_start_matches('\\')) { "\\" } else { "" };
        joined(&escaped(&self.title), &[mark, &escaped(&self.place)].concat(), &self.date)
    }
}

fn joined(title: &str, place: &str, date: &str) -> String {
    let mut line = title.to_owned();
    for part in [place, date].into_iter().filter(|part| !part.is_empty()) {
        line.push_str(BAR);
        line.push_str(part);
    }
    line
}

/// The parts of a line, with their escapes.
struct Parts<'l>(&'l str, &'l str, &'l str);

fn parts(line: &str) -> Parts<'_> {
    let (title, rest) = match split(line, bars(line).next()) {
        Some((title, rest)) if !rest.is_empty() => (title, rest),
        _ => (line, ""),
    };
    match split(rest, bars(rest).next_back()) {
        _ if is_date(rest) => Parts(title, "", rest),
        Some((place, date)) if !place.is_empty() && is_date(date) => Parts(title, place, date),
        _ => Parts(title, rest, ""),
    }
}

/// A part with a backslash before each bar that has a space, or an end of the part, on both sides.
fn escaped(part: &str) -> String {
    on_bars(part, &|out, slashes| out.push_str(&"\\".repeat(slashes + 1)))
}

/// A part without those backslashes.
fn unescaped(part: &str) -> String {
    on_bars(part, &|out, slashes| out.push_str(&"\\".repeat(slashes.saturating_sub(1))))
}

/// A part with other backslashes before each bar that stands alone: `write` is given how many there are.
fn on_bars(part: &str, write: &dyn Fn(&mut String, usize)) -> String {
    let mut out = String::new();
    let mut rest = part;
    let mut is_open = true;
    while let Some(character) = rest.chars().next() {
        let after = rest.trim_start_matches('\\');
        let slashes = rest.len() - after.len();
        let is_alone = after.strip_prefix('|').is_some_and(|after| after.is_empty() || after.starts_with(' '));
        if is_open && is_alone {
            write(&mut out, slashes);
            out.push('|');
            rest = after.strip_prefix('|').unwrap_or_default();
            is_open = false;
            continue;
        }
        is_open = character == ' ';
        out.push(character);
        rest = rest.strip_prefix(character).unwrap_or_default();
    }
    out
}

/// Where the bars of a text begin.
fn bars(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    let windows = text.as_bytes().windows(BAR.len()).enumerate();
    windows.filter(|(_, window)| *window == BAR.as_bytes()).map(|(at, _)| at)
}

/// The texts before and after the bar that begins here.
fn split(text: &str, bar: Option<usize>) -> Option<(&str, &str)> {
    let (before, after) = text.split_at_checked(bar?)?;
    Some((before, after.strip_prefix(BAR)?))
}

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
    /// with nothing to part is text like any other, so that every line is the [`text`](Self::text)
    /// of its parts.
    pub fn parse(line: &str) -> Evidence {
        let (title, rest) = match split(line, bars(line).next()) {
            Some((title, rest)) if !rest.is_empty() => (title, rest),
            _ => (line, ""),
        };
        let (place, date) = match split(rest, bars(rest).next_back()) {
            _ if is_date(rest) => ("", rest),
            Some((place, date)) if !place.is_empty() && is_date(date) => (place, date),
            _ => (rest, ""),
        };
        Evidence { title: title.to_owned(), place: place.to_owned(), date: date.to_owned() }
    }

    /// The line: the title, then the parts that there are.
    pub fn text(&self) -> String {
        let mut line = self.title.clone();
        for part in [&self.place, &self.date] {
            if !part.is_empty() {
                line.push_str(BAR);
                line.push_str(part);
            }
        }
        line
    }
}

/// Where the bars of a text begin.
fn bars(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    let windows = text.as_bytes().windows(BAR.len()).enumerate();
    windows.filter(|(_, window)| *window == BAR.as_bytes()).map(|(at, _)| at)
}

/// What stands before and after the bar that begins here.
fn split(text: &str, bar: Option<usize>) -> Option<(&str, &str)> {
    let (before, after) = text.split_at_checked(bar?)?;
    Some((before, after.strip_prefix(BAR)?))
}

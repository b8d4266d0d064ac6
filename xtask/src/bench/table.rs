//! The figures as a table of text.

use super::Figure;

const HEAD: [&str; 6] = ["figure", "found", "limit", "goal", "", "note"];

/// One line a figure, with its limit, its goal and whether they are kept.
pub fn table(figures: &[Figure]) -> String {
    let rows: Vec<[String; 6]> = [HEAD.map(str::to_owned)].into_iter().chain(figures.iter().map(row)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 6] = std::array::from_fn(width);
    rows.iter().map(|row| line(row, &widths)).collect()
}

fn row(figure: &Figure) -> [String; 6] {
    let show = |value: f64| figure.unit.show(value);
    let verdict = match (figure.is_within(), figure.is_at_goal()) {
        (false, _) => "over",
        (true, Some(true)) => "goal",
        (true, Some(false)) if figure.limit.is_some_and(|limit| limit.most.is_some()) => "ok",
        (true, _) => "",
    };
    [
        figure.name.clone(),
        show(figure.value),
        figure.limit.and_then(|limit| limit.most).map(show).unwrap_or_default(),
        figure.limit.map(|limit| show(limit.goal)).unwrap_or_default(),
        verdict.to_owned(),
        figure.note.clone(),
    ]
}

/// Words to the left, numbers to the right.
fn line([name, found, limit, goal, verdict, note]: &[String; 6], widths: &[usize; 6]) -> String {
    let [a, b, c, d, e, _] = *widths;
    format!("{name:a$}  {found:>b$}  {limit:>c$}  {goal:>d$}  {verdict:e$}  {note}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::{Limit, Unit};

    fn figure(value: f64, limit: Option<Limit>) -> Figure {
        Figure { name: "page".to_owned(), value, unit: Unit::Bytes, limit, note: "gzip".to_owned() }
    }

    #[test]
    fn a_figure_stands_beside_its_limit_and_its_goal() {
        let limit = Some(Limit { most: Some(100.0), goal: 50.0 });
        let table = table(&[figure(50.0, limit), figure(100.0, limit), figure(101.0, limit)]);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[0], "figure      found      limit      goal        note");
        assert_eq!(lines[1], "page     50 bytes  100 bytes  50 bytes  goal  gzip");
        assert_eq!(lines[2], "page    100 bytes  100 bytes  50 bytes  ok    gzip");
        assert_eq!(lines[3], "page    101 bytes  100 bytes  50 bytes  over  gzip");
    }

    #[test]
    fn a_figure_without_a_limit_is_held_against_nothing() {
        let only_goal = Some(Limit { most: None, goal: 12.0 });
        let table = table(&[figure(12.3, None), figure(12.3, only_goal)]);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[1], "page    12 bytes                     gzip");
        assert_eq!(lines[2], "page    12 bytes         12 bytes    gzip");
    }
}

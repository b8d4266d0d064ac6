//! The figures as a table of text.

use super::{Figure, Unit};

const HEAD: [&str; 6] = ["figure", "found", "limit", "ratio", "", "where the limit comes from"];

/// One line a figure, with its ratio to the limit and whether that is kept.
pub fn table(figures: &[Figure]) -> String {
    let rows: Vec<[String; 6]> = [HEAD.map(str::to_owned)].into_iter().chain(figures.iter().map(row)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 6] = std::array::from_fn(width);
    rows.iter().map(|row| line(row, &widths)).collect()
}

fn row(figure: &Figure) -> [String; 6] {
    let show = |value: f64| match figure.unit {
        Unit::Milliseconds => format!("{value:.2} ms"),
        Unit::Microseconds => format!("{value:.1} µs"),
        Unit::Bytes => format!("{value:.0} bytes"),
    };
    let verdict = match figure.limit {
        None => "",
        Some(_) if figure.is_within() => "ok",
        Some(_) => "over",
    };
    [
        figure.name.clone(),
        show(figure.value),
        figure.limit.map(show).unwrap_or_default(),
        figure.ratio().map(|ratio| format!("{ratio:.2}")).unwrap_or_default(),
        verdict.to_owned(),
        figure.reason.clone(),
    ]
}

/// Words to the left, numbers to the right.
fn line([name, found, limit, ratio, verdict, reason]: &[String; 6], widths: &[usize; 6]) -> String {
    let [a, b, c, d, e, _] = *widths;
    format!("{name:a$}  {found:>b$}  {limit:>c$}  {ratio:>d$}  {verdict:e$}  {reason}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: f64, tolerance: f64) -> Figure {
        let reason = "stated".to_owned();
        Figure { name: "page".to_owned(), value, limit: Some(100.0), reason, unit: Unit::Bytes, tolerance }
    }

    #[test]
    fn a_figure_over_its_limit_is_called_so() {
        let table = table(&[figure(100.0, 0.0), figure(101.0, 0.0), figure(114.0, 0.15)]);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[0], "figure      found      limit  ratio        where the limit comes from");
        assert_eq!(lines[1], "page    100 bytes  100 bytes   1.00  ok    stated");
        assert_eq!(lines[2], "page    101 bytes  100 bytes   1.01  over  stated");
        assert_eq!(lines[3], "page    114 bytes  100 bytes   1.14  ok    stated");
    }

    #[test]
    fn a_figure_without_a_limit_is_held_against_nothing() {
        let figure = Figure { limit: None, unit: Unit::Microseconds, ..figure(12.34, 0.0) };
        assert!(figure.is_within());
        let table = table(&[figure]);
        assert_eq!(table.lines().nth(1), Some("page    12.3 µs                  stated"));
    }
}

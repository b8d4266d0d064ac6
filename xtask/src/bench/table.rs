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
        Unit::Bytes => format!("{value:.0} bytes"),
    };
    let verdict = if figure.is_within() { "ok" } else { "over" };
    [
        figure.name.clone(),
        show(figure.value),
        show(figure.limit),
        format!("{:.2}", figure.ratio()),
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
        Figure { name: "page".to_owned(), value, limit: 100.0, reason, unit: Unit::Bytes, tolerance }
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
}

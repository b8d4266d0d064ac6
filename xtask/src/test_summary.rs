//! The summary at the end of `cargo xtask test`: counts of what the tests have shown.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

/// The environment variable with the path of the file that tests append their counts to.
pub const VARIABLE: &str = "PROOF";

/// Appends a count of `what` to `file`; `area` is its section in the summary.
///
/// # Errors
/// The file cannot be written.
pub fn add(file: &Path, area: &str, count: u64, what: &str) -> io::Result<()> {
    OpenOptions::new().append(true).create(true).open(file)?.write_all(format!("{area}\t{count}\t{what}\n").as_bytes())
}

/// Counts by area (pages, accessibility, faults) and subject.
#[derive(Debug, PartialEq, Eq)]
pub struct TestSummary(BTreeMap<String, BTreeMap<String, u64>>);

impl TestSummary {
    /// Reads the lines that tests have appended, and adds up those with the same area and subject.
    pub fn read(lines: &str) -> TestSummary {
        let mut areas: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
        for line in lines.lines() {
            let [area, count, what] = line.splitn(3, '\t').collect::<Vec<_>>()[..] else { continue };
            let counts = areas.entry(area.to_owned()).or_default();
            *counts.entry(what.to_owned()).or_default() += count.parse::<u64>().unwrap_or(0);
        }
        TestSummary(areas)
    }
}

impl fmt::Display for TestSummary {
    fn fmt(&self, page: &mut fmt::Formatter) -> fmt::Result {
        let width = self.0.keys().map(String::len).max().unwrap_or(0);
        writeln!(page, "What was proven")?;
        for (area, counts) in &self.0 {
            let mut name = area.as_str();
            for (what, count) in counts {
                writeln!(page, "  {name:width$}  {count:>6}  {what}")?;
                name = "";
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_lines_are_added_up_and_areas_stand_together() {
        let shown = TestSummary::read("pages\t3\tvalid\nfaults\t40\tkills\npages\t4\tvalid\npages\t1\tprinted\n");
        let expected = "What was proven\n  faults      40  kills\n  pages        1  printed\n               7  valid\n";
        assert_eq!(shown.to_string(), expected);
    }
}

//! What the tests have shown, as the page at the end of `cargo xtask test`.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

/// The environment variable that names the file to which tests add what they have shown.
pub const VARIABLE: &str = "PROOF";

/// Adds to `file` how many of `what` were shown; `area` is the line of the summary it stands in.
///
/// # Errors
/// The file cannot be written.
pub fn add(file: &Path, area: &str, count: u64, what: &str) -> io::Result<()> {
    OpenOptions::new().append(true).create(true).open(file)?.write_all(format!("{area}\t{count}\t{what}\n").as_bytes())
}

/// How many of what were shown, by area: pages, accessibility, faults. Equal ones are added up.
#[derive(Debug, PartialEq, Eq)]
pub struct Proof(BTreeMap<String, BTreeMap<String, u64>>);

impl Proof {
    /// Reads the lines that tests have written.
    pub fn read(lines: &str) -> Proof {
        let mut areas: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
        for line in lines.lines() {
            let [area, count, what] = line.splitn(3, '\t').collect::<Vec<_>>()[..] else { continue };
            let counts = areas.entry(area.to_owned()).or_default();
            *counts.entry(what.to_owned()).or_default() += count.parse::<u64>().unwrap_or(0);
        }
        Proof(areas)
    }
}

impl fmt::Display for Proof {
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
        let shown = Proof::read("pages\t3\tvalid\nfaults\t40\tkills\npages\t4\tvalid\npages\t1\tprinted\n");
        let expected = "What was proven\n  faults      40  kills\n  pages        1  printed\n               7  valid\n";
        assert_eq!(shown.to_string(), expected);
    }
}

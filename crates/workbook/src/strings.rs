//! The texts of a workbook, each kept once and named by its number.

use std::collections::BTreeMap;

use dtmm_exchange::as_in_cell;

use crate::cell::encoded;
use dtmm_package::escaped;

/// The texts that were used so far.
#[derive(Default)]
pub(crate) struct Strings {
    numbers: BTreeMap<String, usize>,
    part: String,
}

impl Strings {
    /// The number of a text, cut to what a cell holds.
    pub(crate) fn number(&mut self, text: &str) -> usize {
        let text = as_in_cell(text);
        let next = self.numbers.len();
        if let Some(number) = self.numbers.get(&text) {
            return *number;
        }
        self.part.push_str("<si><t xml:space=\"preserve\">");
        self.part.push_str(&escaped(&encoded(&text)));
        self.part.push_str("</t></si>");
        self.numbers.insert(text, next);
        next
    }

    /// The part of the workbook that holds them.
    pub(crate) fn part(&self) -> String {
        format!(
            "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" uniqueCount=\"{}\">{}</sst>",
            self.numbers.len(),
            self.part
        )
    }
}

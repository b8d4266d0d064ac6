//! Small made-up standards for tests. The engine has to work for any standard, so its tests know nothing of the
//! content: a clause can change without breaking one of them.

use dtmm_model::Outline;

/// The edition that all made-up standards have.
pub const EDITION: &str = "first";

/// The permanent name that all made-up standards have.
pub const STANDARD: &str = "made-up";

/// One domain with one subdomain and six requirements: `ABC-101`, `ABC-102`, and one a level from `ABC-201` on.
pub fn small() -> Outline {
    outline("@making\nABC rr|r|r|r|r\n")
}

/// Two domains and three subdomains. One requirement is conditional, `ABC-101`; one entry is a recommendation,
/// `ABC-203`.
pub fn plain() -> Outline {
    outline("@making\nABC cr|rrs|r|r|r\nDEF r|r|r|r|r\n@serving\nGHI rrrr|r|r|r|r\n")
}

/// Two domains of unequal size with all kinds of entries: conditional ones, recommendations, both at once; serials no
/// longer in use, `ABC-302` and `JKL-201`; and a cell that requires nothing, `JKL-3`. Of its 35 entries 31 are
/// requirements: 13 of `ABC`, 5 of `DEF`, 9 of `GHI`, 4 of `JKL`.
pub fn mixed() -> Outline {
    outline("@making\nABC rr|rrc|r-cs|rrrc|rrt\nDEF r|r|rs|r|r\nGHI rr|rrr|rc|r|r\n@serving\nJKL r|-r|t|c|r\n")
}

/// Three levels; codes of two, five and four letters; a cell without entries, `QM-2`; a conditional requirement,
/// `QM-302`, and a recommendation, `TOOLS-203`. Of its 12 entries 11 are requirements.
pub fn three_levels() -> Outline {
    outline("@making\nQM rr||rc\nTOOLS r|rrs|rr\n@serving\nHELP r|r|r\n")
}

/// As [`three_levels`], but by other points and another pass mark: "largely met" is worth 1/2, "partly met" 1/4, and 1/2
/// is enough. `first` is the key of the method that comes first.
///
/// # Panics
/// Where no method has that key.
pub fn in_quarters(first: &str) -> Outline {
    let scoring = format!("{first} 0.5 0.25 0.5").parse().unwrap_or_else(|_| panic!("{first} is no method"));
    Outline { scoring, ..three_levels() }
}

/// Two domains and three subdomains with so many levels, 2 to 9, all kinds of entries and cells without entries.
///
/// # Panics
/// Where there can be no outline with so many levels.
pub fn of_levels(count: usize) -> Outline {
    let groups = |all: &[&str]| all.iter().copied().cycle().take(count).collect::<Vec<_>>().join("|");
    let [first, second, third] =
        [&["rr", "rrc", "r-cs", "rrrc"][..], &["r", "rs", ""], &["rc", "t", "rrr", "", "r"]].map(groups);
    outline(&format!("@making\nABC {first}\nTOOLS {second}\n@serving\nQM {third}\n"))
}

/// The names of domains and subdomains, by slug and code.
pub const NAMES: [(&str, &str); 9] = [
    ("making", "Making"),
    ("serving", "Serving"),
    ("ABC", "Quality"),
    ("DEF", "Machines"),
    ("GHI", "Clients"),
    ("JKL", "Repairs"),
    ("QM", "Quality"),
    ("TOOLS", "Machines"),
    ("HELP", "Clients"),
];

/// The outline with these lines after its head.
///
/// # Panics
/// Where a line is none of an outline.
pub fn outline(lines: &str) -> Outline {
    let text = format!("dtmm-outline/1 {EDITION} {STANDARD}\n{lines}");
    text.parse().unwrap_or_else(|error| panic!("{error} in {text}"))
}

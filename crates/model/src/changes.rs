//! How one edition differs from the one before it, entry by entry. A [`Changes`] that exists accounts for every entry
//! of both.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Bilingual, Entry, Lang, RequirementId, Standard};

/// What became of entries from one edition to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// Other words, the same meaning: answers stay right.
    Editorial,
    /// Another meaning under the same identifier: to be answered again.
    Substantive,
    /// In another cell, so with another identifier; the same meaning.
    Moved,
    /// One entry became several.
    Split,
    /// Several entries became one.
    Merged,
    /// New.
    Added,
    /// Gone, with nothing in its place.
    Withdrawn,
}

impl ChangeKind {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [ChangeKind; 7] = [
        ChangeKind::Added,
        ChangeKind::Substantive,
        ChangeKind::Split,
        ChangeKind::Merged,
        ChangeKind::Moved,
        ChangeKind::Editorial,
        ChangeKind::Withdrawn,
    ];

    /// The form used in files: `editorial`, `substantive`, `moved`, `split`, `merged`, `added` or `withdrawn`.
    pub const fn key(self) -> &'static str {
        match self {
            ChangeKind::Editorial => "editorial",
            ChangeKind::Substantive => "substantive",
            ChangeKind::Moved => "moved",
            ChangeKind::Split => "split",
            ChangeKind::Merged => "merged",
            ChangeKind::Added => "added",
            ChangeKind::Withdrawn => "withdrawn",
        }
    }

    /// The kind of this form.
    pub fn from_key(key: &str) -> Option<ChangeKind> {
        ChangeKind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Whether answers to the earlier entries hold for the later ones without being looked at again.
    pub const fn keeps_answers(self) -> bool {
        matches!(self, ChangeKind::Editorial | ChangeKind::Moved)
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionChange {
    /// The entries of the edition before; none for what is new.
    pub from: Vec<RequirementId>,
    /// The entries of this edition that take their place; none for what is gone.
    pub to: Vec<RequirementId>,
    /// What became of them.
    pub kind: ChangeKind,
    /// What changed and why, for readers.
    pub about: Option<Bilingual>,
}

impl EditionChange {
    /// Its kind and entries in one line, for scripts: `split DEF-102 > DEF-105 DEF-106`. What is said about it is left
    /// out.
    pub fn line(&self) -> String {
        let mut line = self.kind.key().to_owned();
        for (before, ids) in [("", &self.from), (" >", &self.to)] {
            line.push_str(before);
            for id in ids {
                line.push(' ');
                line.push_str(&id.to_string());
            }
        }
        line
    }

    /// The change of such a line; `None` where it is none.
    pub fn from_line(line: &str) -> Option<EditionChange> {
        let (before, after) = line.split_once('>')?;
        let mut words = before.split_ascii_whitespace();
        let kind = ChangeKind::from_key(words.next()?)?;
        let ids =
            |words: std::str::SplitAsciiWhitespace<'_>| words.map(|id| id.parse().ok()).collect::<Option<Vec<_>>>();
        Some(EditionChange { from: ids(words)?, to: ids(after.split_ascii_whitespace())?, kind, about: None })
    }
}

/// All changes from one edition to the next. What they do not name has the same identifier and the same words in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The edition before.
    pub from: String,
    /// The edition that they lead to.
    pub to: String,
    list: Vec<EditionChange>,
}

/// Why a list of changes is not what lies between two editions. The index is that of the change in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeFault {
    /// The numbers of entries do not go with the kind.
    Shape(usize),
    /// The edition before has no such entry.
    UnknownFrom(usize, RequirementId),
    /// This edition has no such entry.
    UnknownTo(usize, RequirementId),
    /// Another change names the entry on the same side.
    Repeated(usize, RequirementId),
    /// A change of words or meaning, but the words are the same.
    SameWords(usize, RequirementId),
    /// A move within one cell, where the identifier would have stayed.
    SameCell(usize, RequirementId),
    /// The identifier of a new entry was that of another before.
    Reused(usize, RequirementId),
    /// An entry of the edition before is gone and no change says so.
    Gone(RequirementId),
    /// An entry of this edition is new and no change says so.
    New(RequirementId),
    /// An entry has other words and no change says so.
    Reworded(RequirementId),
}

impl Changes {
    /// Takes the changes from one edition to the next. `earlier` are all editions before `to`, oldest first; `binding`
    /// is the language whose words count.
    ///
    /// # Errors
    /// Everything that is not so, in the order of the list and then of the standard; also where `earlier` is empty and
    /// there are changes.
    pub fn new(
        earlier: &[&Standard],
        to: &Standard,
        binding: Lang,
        list: Vec<EditionChange>,
    ) -> Result<Option<Changes>, Vec<ChangeFault>> {
        let Some(from) = earlier.last() else {
            let faults: Vec<_> = (0..list.len()).map(ChangeFault::Shape).collect();
            return if faults.is_empty() { Ok(None) } else { Err(faults) };
        };
        let comparison = EditionPair { before: entries(from), after: entries(to), binding };
        let mut faults = comparison.listed(&list);
        let used: BTreeSet<RequirementId> =
            earlier.iter().flat_map(|standard| standard.entries()).map(|entry| entry.id).collect();
        for (index, change) in list.iter().enumerate().filter(|(_, change)| fits(change)) {
            let EditionChange { from, to, .. } = change;
            let reused = to.iter().filter(|id| used.contains(id) && !from.contains(id));
            faults.extend(reused.map(|id| ChangeFault::Reused(index, *id)));
        }
        faults.extend(comparison.unlisted(&list));
        let changes = || Changes { from: from.edition().to_owned(), to: to.edition().to_owned(), list };
        if faults.is_empty() { Ok(Some(changes())) } else { Err(faults) }
    }

    /// The changes, in the order of the list.
    pub fn iter(&self) -> impl Iterator<Item = &EditionChange> {
        self.list.iter()
    }

    /// The changes, in the order of the list.
    pub fn as_slice(&self) -> &[EditionChange] {
        &self.list
    }

    /// The change that an entry of the edition before goes into; `None` if it stayed as it was.
    pub fn of_earlier(&self, id: RequirementId) -> Option<&EditionChange> {
        self.list.iter().find(|change| change.from.contains(&id))
    }

    /// The change that an entry of this edition comes out of; `None` if it is as it was.
    pub fn of_later(&self, id: RequirementId) -> Option<&EditionChange> {
        self.list.iter().find(|change| change.to.contains(&id))
    }
}

fn entries(standard: &Standard) -> BTreeMap<RequirementId, &Entry> {
    standard.entries().map(|entry| (entry.id, entry)).collect()
}

/// Two editions, side by side.
struct EditionPair<'a> {
    before: BTreeMap<RequirementId, &'a Entry>,
    after: BTreeMap<RequirementId, &'a Entry>,
    binding: Lang,
}

impl EditionPair<'_> {
    /// What is wrong with the changes as listed.
    fn listed(&self, list: &[EditionChange]) -> Vec<ChangeFault> {
        let mut faults = Vec::new();
        let (mut from, mut to) = (BTreeSet::new(), BTreeSet::new());
        for (index, change) in list.iter().enumerate() {
            if !fits(change) {
                faults.push(ChangeFault::Shape(index));
                continue;
            }
            let sides = [(&change.from, &self.before, &mut from), (&change.to, &self.after, &mut to)];
            for (side, (ids, there, seen)) in sides.into_iter().enumerate() {
                for id in ids {
                    if !there.contains_key(id) {
                        let fault = if side == 0 { ChangeFault::UnknownFrom } else { ChangeFault::UnknownTo };
                        faults.push(fault(index, *id));
                    } else if !seen.insert(*id) {
                        faults.push(ChangeFault::Repeated(index, *id));
                    }
                }
            }
            match change.kind {
                ChangeKind::Editorial | ChangeKind::Substantive if !self.differ(change.from[0]) => {
                    faults.push(ChangeFault::SameWords(index, change.from[0]));
                }
                ChangeKind::Moved if change.from[0].cell == change.to[0].cell => {
                    faults.push(ChangeFault::SameCell(index, change.from[0]));
                }
                _ => {}
            }
        }
        faults
    }

    /// What lies between the editions and stands in no change.
    fn unlisted(&self, list: &[EditionChange]) -> Vec<ChangeFault> {
        let named_from: BTreeSet<_> = list.iter().flat_map(|change| &change.from).collect();
        let left: BTreeSet<_> = list.iter().filter(|change| fits(change)).flat_map(|change| &change.from).collect();
        let named_to: BTreeSet<_> = list.iter().flat_map(|change| &change.to).collect();
        let gone = self.before.keys().filter(|id| !named_from.contains(id) && !self.after.contains_key(id));
        let new = self
            .after
            .keys()
            .filter(|id| !named_to.contains(id) && (!self.before.contains_key(id) || left.contains(id)));
        let reworded = self.after.keys().filter(|id| !named_to.contains(id) && !named_from.contains(id));
        let mut faults: Vec<_> = gone.map(|id| ChangeFault::Gone(*id)).collect();
        faults.extend(new.map(|id| ChangeFault::New(*id)));
        faults.extend(reworded.filter(|id| self.differ(**id)).map(|id| ChangeFault::Reworded(*id)));
        faults
    }

    /// Whether an entry of both editions has other words, or another verbal form, in each. One that only one of them
    /// has differs from nothing.
    fn differ(&self, id: RequirementId) -> bool {
        let said = |entry: &Entry| (entry.text.get(self.binding).clone(), entry.modal, entry.conditional);
        match (self.before.get(&id), self.after.get(&id)) {
            (Some(before), Some(after)) => said(before) != said(after),
            _ => false,
        }
    }
}

/// Whether the numbers of entries go with the kind.
fn fits(EditionChange { from, to, kind, .. }: &EditionChange) -> bool {
    match kind {
        ChangeKind::Editorial | ChangeKind::Substantive => from.len() == 1 && from == to,
        ChangeKind::Moved => from.len() == 1 && to.len() == 1,
        ChangeKind::Split => from.len() == 1 && to.len() > 1,
        ChangeKind::Merged => from.len() > 1 && to.len() == 1,
        ChangeKind::Added => from.is_empty() && !to.is_empty(),
        ChangeKind::Withdrawn => !from.is_empty() && to.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cell, CellId, Domain, LabelStyle, Level, LevelText, Modal, StandardHead, Subdomain, SubdomainCode};

    fn id(text: &str) -> RequirementId {
        text.parse().unwrap()
    }

    /// An edition with these entries, `ABC-101 words`, in one subdomain; cells without one have an entry of their own.
    fn edition(name: &str, entries: &[&str]) -> Standard {
        let both = |text: &str| Bilingual { zh: text.to_owned(), en: text.to_owned() };
        let code: SubdomainCode = "ABC".parse().unwrap();
        let entry = |id: RequirementId, words: &str| Entry {
            id,
            label: None,
            modal: Modal::Shall,
            conditional: false,
            text: both(words),
            examples: Vec::new(),
        };
        let given: Vec<_> = entries.iter().map(|entry| entry.split_once(' ').unwrap()).collect();
        let cell = |level| {
            let cell = CellId { subdomain: code, level };
            let own = given.iter().map(|(name, words)| (id(name), *words)).filter(|(id, _)| id.cell == cell);
            let mut entries: Vec<_> = own.map(|(id, words)| entry(id, words)).collect();
            if entries.is_empty() {
                entries.push(entry(RequirementId { cell, serial: 99 }, "same"));
            }
            Cell { id: cell, entries }
        };
        let subdomain = Subdomain {
            code,
            slug: "fine-work".parse().unwrap(),
            name: both("Fine work"),
            cells: Level::first(5).map(cell).collect(),
        };
        let domain = Domain {
            slug: "making".parse().unwrap(),
            numbers: None,
            name: both("Making"),
            intro: None,
            caption: None,
            subdomains: vec![subdomain],
        };
        let level = |level| LevelText { level, label: None, name: both("level"), text: None };
        let head = StandardHead {
            id: "made-up".to_owned(),
            number: None,
            edition: name.to_owned(),
            title: both("Made up"),
            level_count: 5,
            labels: LabelStyle::NONE,
            empty_cells: false,
            scoring: crate::Scoring::USUAL,
        };
        Standard::new(head, Level::first(5).map(level).collect(), vec![domain]).unwrap()
    }

    fn change(from: &str, to: &str, kind: ChangeKind) -> EditionChange {
        let ids = |text: &str| text.split_whitespace().map(id).collect();
        EditionChange { from: ids(from), to: ids(to), kind, about: None }
    }

    fn faults(before: &[&str], after: &[&str], list: Vec<EditionChange>) -> Vec<ChangeFault> {
        let (before, after) = (edition("first", before), edition("second", after));
        Changes::new(&[&before], &after, Lang::Zh, list).err().unwrap_or_default()
    }

    #[test]
    fn a_change_is_read_from_its_line() {
        for line in
            ["editorial ABC-101 > ABC-101", "split ABC-102 > ABC-105 ABC-106", "added > ABC-504", "withdrawn ABC-201 >"]
        {
            assert_eq!(EditionChange::from_line(line).unwrap().line(), line);
        }
        for line in ["", "split ABC-102", "renamed ABC-101 > ABC-102", "moved ABC > ABC-102"] {
            assert_eq!(EditionChange::from_line(line), None, "{line}");
        }
    }

    #[test]
    fn every_kind_of_change_accounts_for_its_entries() {
        use ChangeKind::{Added, Editorial, Merged, Moved, Split, Substantive, Withdrawn};
        let before =
            ["ABC-101 a", "ABC-102 b", "ABC-103 c", "ABC-201 d", "ABC-301 e", "ABC-302 f", "ABC-401 g", "ABC-402 h"];
        let after =
            ["ABC-101 A", "ABC-102 B", "ABC-202 c", "ABC-203 d1", "ABC-204 d2", "ABC-303 ef", "ABC-403 i", "ABC-401 g"];
        let list = vec![
            change("ABC-101", "ABC-101", Editorial),
            change("ABC-102", "ABC-102", Substantive),
            change("ABC-103", "ABC-202", Moved),
            change("ABC-201", "ABC-203 ABC-204", Split),
            change("ABC-301 ABC-302", "ABC-303", Merged),
            change("", "ABC-403", Added),
            change("ABC-402", "", Withdrawn),
        ];
        assert_eq!(faults(&before, &after, list.clone()), []);
        let (first, second) = (edition("first", &before), edition("second", &after));
        let changes = Changes::new(&[&first], &second, Lang::Zh, list).unwrap().unwrap();
        assert_eq!((changes.from.as_str(), changes.to.as_str()), ("first", "second"));
        assert_eq!(changes.of_earlier(id("ABC-302")).unwrap().kind, Merged);
        assert_eq!(changes.of_later(id("ABC-204")).unwrap().kind, Split);
        assert_eq!(changes.of_later(id("ABC-401")), None, "it is as it was");
    }

    #[test]
    fn what_is_not_accounted_for_is_named() {
        use ChangeFault::{Gone, New, Reworded};
        let found = faults(&["ABC-101 a", "ABC-102 b"], &["ABC-101 A", "ABC-103 c"], Vec::new());
        assert_eq!(found, [Gone(id("ABC-102")), New(id("ABC-103")), Reworded(id("ABC-101"))]);
        // An identifier that went elsewhere does not stay behind for other words.
        let moved = change("ABC-101", "ABC-202", ChangeKind::Moved);
        let found = faults(&["ABC-101 a", "ABC-201 x"], &["ABC-101 b", "ABC-201 x", "ABC-202 a"], vec![moved]);
        assert_eq!(found, [New(id("ABC-101"))]);
    }

    #[test]
    fn an_identifier_of_any_earlier_edition_is_never_given_again() {
        let [first, second, third] = [&["ABC-101 a", "ABC-102 b"][..], &["ABC-101 a"], &["ABC-101 a", "ABC-102 c"]];
        let editions = [edition("1", first), edition("2", second), edition("3", third)];
        let added = vec![change("", "ABC-102", ChangeKind::Added)];
        let found = Changes::new(&[&editions[0], &editions[1]], &editions[2], Lang::Zh, added);
        assert_eq!(found, Err(vec![ChangeFault::Reused(0, id("ABC-102"))]));
        let moved = vec![change("ABC-201", "ABC-102", ChangeKind::Moved)];
        let second = edition("2", &["ABC-201 c", "ABC-202 d"]);
        let third = edition("3", &["ABC-102 c", "ABC-202 d"]);
        let found = Changes::new(&[&edition("1", &["ABC-102 b", "ABC-202 d"]), &second], &third, Lang::Zh, moved);
        assert!(found.unwrap_err().contains(&ChangeFault::Reused(0, id("ABC-102"))));
    }

    #[test]
    fn the_first_edition_has_no_changes() {
        let first = edition("first", &["ABC-101 a"]);
        assert_eq!(Changes::new(&[], &first, Lang::Zh, Vec::new()), Ok(None));
        let list = vec![change("", "ABC-101", ChangeKind::Added)];
        assert_eq!(Changes::new(&[], &first, Lang::Zh, list), Err(vec![ChangeFault::Shape(0)]));
    }
}

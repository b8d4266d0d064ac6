//! Who is responsible, as lines that people write: a name, a colon, what it is responsible for, and perhaps a date, as
//! `Quality: ABC, DEF-3, GHI-402  2027-02-01`.

use dtmm_model::Outline;
use dtmm_scoring::{Code, NoDate, Owner, action_scope, cells_between, date_of};

/// What was read of lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnerLines {
    /// Those that are named, in the order of the lines.
    pub owners: Vec<Owner>,
    /// What was not understood.
    pub faults: Vec<LineFault>,
}

/// A part of a line that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineFault {
    /// The line, counted from 1.
    pub line: usize,
    /// The part as it is written.
    pub part: String,
    /// Why.
    pub reason: LineReason,
}

/// Why a part of a line was not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineReason {
    /// No name with a colon behind it.
    NoName,
    /// Nothing that the name is responsible for.
    NoScope,
    /// Another date than one before it.
    SecondDate,
    /// What is no identifier of this edition, or no date.
    Wrong(Code),
}

impl OwnerLines {
    /// What several are responsible for, with their names.
    pub fn shared(&self) -> Vec<(&str, Vec<&str>)> {
        let mut shared: Vec<(&str, Vec<&str>)> = Vec::new();
        for owner in &self.owners {
            for scope in &owner.scopes {
                match shared.iter_mut().find(|(known, _)| known == scope) {
                    Some((_, names)) => names.push(&owner.name),
                    None => shared.push((scope, vec![&owner.name])),
                }
            }
        }
        shared.retain(|(_, names)| names.len() > 1);
        shared
    }
}

/// Reads lines. `known` gives what else a text means for the owner of a name, as a title or what it has been responsible for.
pub fn read_owner_lines(outline: &Outline, text: &str, known: &dyn Fn(&str, &str) -> Option<String>) -> OwnerLines {
    let reader = LineReader { outline, known };
    let mut read = OwnerLines::default();
    for (place, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let (owner, mut faults) = reader.line(line.trim());
        match read.owners.iter_mut().find(|other| other.name == owner.name) {
            Some(other) => faults.extend(join(other, owner)),
            None if !owner.name.is_empty() => read.owners.push(owner),
            None => {}
        }
        read.faults.extend(faults.into_iter().map(|(part, reason)| LineFault { line: place + 1, part, reason }));
    }
    read
}

/// A part of a line that was not understood, and why.
type Misread = (String, LineReason);

/// Adds what another line says of the same owner.
fn join(owner: &mut Owner, other: Owner) -> Option<Misread> {
    for scope in other.scopes {
        if !owner.scopes.contains(&scope) {
            owner.scopes.push(scope);
        }
    }
    set_due(owner, other.due)
}

fn set_due(owner: &mut Owner, due: String) -> Option<Misread> {
    if !due.is_empty() && !owner.due.is_empty() && owner.due != due {
        return Some((due, LineReason::SecondDate));
    }
    if !due.is_empty() {
        owner.due = due;
    }
    None
}

struct LineReader<'a> {
    outline: &'a Outline,
    known: &'a dyn Fn(&str, &str) -> Option<String>,
}

impl LineReader<'_> {
    /// What a line says. A name may hold colons: it ends at the first behind which all is understood.
    fn line(&self, line: &str) -> (Owner, Vec<Misread>) {
        let mut first = None;
        for (at, colon) in line.match_indices([':', '：']) {
            let read = self.owner(line[..at].trim(), &line[at + colon.len()..]);
            if read.1.is_empty() {
                return read;
            }
            first = first.or(Some(read));
        }
        first.unwrap_or_else(|| (Owner::default(), vec![(line.to_owned(), LineReason::NoName)]))
    }

    fn owner(&self, name: &str, rest: &str) -> (Owner, Vec<Misread>) {
        let (mut owner, mut faults) = (Owner { name: name.to_owned(), ..Owner::default() }, Vec::new());
        for part in rest.split([',', ';', '，', '；', '、', '\t']).filter(|part| !part.trim().is_empty()) {
            let (scopes, date) = with_date(part);
            self.scopes(scopes.trim(), &mut owner, &mut faults);
            match date {
                Some(Ok(due)) => faults.extend(set_due(&mut owner, due)),
                Some(Err(fault)) => {
                    let written = part[scopes.len()..].trim().to_owned();
                    faults.push((written, LineReason::Wrong(Code::of_date(fault))));
                }
                None => {}
            }
        }
        if name.is_empty() {
            faults.push((rest.trim().to_owned(), LineReason::NoName));
        } else if owner.scopes.is_empty() && faults.is_empty() {
            faults.push((name.to_owned(), LineReason::NoScope));
        }
        (owner, faults)
    }

    /// Takes what a text names, as a whole, or else each word of it.
    fn scopes(&self, text: &str, owner: &mut Owner, faults: &mut Vec<Misread>) {
        let parts =
            if self.scope(&owner.name, text).is_some() { vec![text] } else { text.split_whitespace().collect() };
        for part in parts {
            let Some(scopes) = self.scope(&owner.name, part) else {
                let is_date = part.starts_with(|one: char| one.is_ascii_digit());
                let code = if is_date { Code::WrongDate } else { Code::ForeignId };
                faults.push((part.to_owned(), LineReason::Wrong(code)));
                continue;
            };
            for scope in scopes {
                if !owner.scopes.contains(&scope) {
                    owner.scopes.push(scope);
                }
            }
        }
    }

    fn scope(&self, name: &str, text: &str) -> Option<Vec<String>> {
        let one = || (self.known)(name, text).map(|scope| vec![scope]);
        let named = action_scope(self.outline, text).map(|scope| vec![scope]);
        named.or_else(|| cells_between(self.outline, text)).or_else(one)
    }
}

/// A text without the date at its end, and that date.
fn with_date(text: &str) -> (&str, Option<Result<String, NoDate>>) {
    let spaces = text.char_indices().filter(|(_, one)| one.is_whitespace()).map(|(at, _)| at);
    for at in std::iter::once(0).chain(spaces) {
        match date_of(text[at..].trim()) {
            Ok(due) if !due.is_empty() => return (&text[..at], Some(Ok(due))),
            Err(NoDate::Ambiguous) => return (&text[..at], Some(Err(NoDate::Ambiguous))),
            _ => {}
        }
    }
    (text, None)
}

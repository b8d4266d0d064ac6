//! Lists of records in an assessment: the action plan, and who is responsible. Each record has a name that no other of its
//! list has, and is changed field by field.

use dtmm_model::Outline;

use crate::fold::action_scope;
use crate::json::{Cursor, push_string};
use crate::object::Object;
use crate::order::sort_by_key;
use crate::problem::Code;

/// The field of a list that holds the order of its records, where it is not that of their names.
const ORDER: &str = "order";

/// The field of a record that holds what this program does not know of it.
pub(crate) const KEPT: &str = "kept";

/// Fields or identifiers unknown to this program: key and compact JSON text, in the order of the
/// keys.
pub type UnknownFields = Vec<(String, String)>;

/// A record of a list.
pub(crate) trait Record: Clone + Default {
    /// The key of the list in a file, and what the paths of its fields begin with.
    const LIST: &'static str;
    /// The member of a record that holds its name.
    const NAME: &'static str;
    /// The other members, in the order in which they are written.
    const FIELDS: &'static [&'static str];
    /// The member that lists what a record is about: entries, cells, subdomains, domains, the company.
    const SCOPES: &'static str;
    /// The members that are numbers.
    const NUMBERS: &'static [&'static str] = &[];
    /// What is said of a part of the list that is none.
    const WRONG: Code;

    /// Its name.
    fn name(&self) -> &str;

    /// Gives it a name.
    fn set_name(&mut self, name: String);

    /// What is kept of it, though unknown.
    fn kept(&self) -> &UnknownFields;

    /// The same, to be changed.
    fn kept_mut(&mut self) -> &mut UnknownFields;

    /// What a field holds, of those in [`Record::FIELDS`]: nothing, a text or several.
    fn known_field(&self, field: &str) -> Vec<String>;

    /// Replaces a field, of those in [`Record::FIELDS`]. A value that is not valid there is passed over.
    fn set_known_field(&mut self, field: &str, value: &[String]);

    /// The value of a field as a file has it, `json` being its text; `None` where it is none of that field.
    fn read_field(field: &str, json: &str) -> Option<Vec<String>>;

    /// What a field holds.
    fn field(&self, field: &str) -> Vec<String> {
        match field {
            KEPT => self.kept().iter().flat_map(|(key, value)| [key.clone(), value.clone()]).collect(),
            _ => self.known_field(field),
        }
    }

    /// Replaces a field.
    fn set_field(&mut self, field: &str, value: &[String]) {
        match field {
            KEPT => *self.kept_mut() = value.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect(),
            _ => self.set_known_field(field, value),
        }
    }

    /// The names of the fields that hold something.
    fn fields(&self) -> impl Iterator<Item = &'static str> {
        Self::FIELDS.iter().copied().chain([KEPT]).filter(|field| !self.field(field).is_empty())
    }

    /// Whether it says nothing but its name.
    fn is_empty(&self) -> bool {
        self.fields().next().is_none()
    }

    /// Its text in a file.
    fn text(&self) -> String {
        let mut object = Object::open(String::new(), "");
        object.text(Self::NAME, self.name());
        for field in Self::FIELDS {
            let value = self.field(field);
            match value.first() {
                None => {}
                Some(_) if *field == Self::SCOPES => object.raw(field, &list_text(&value)),
                // A number stands as it is.
                Some(number) if Self::NUMBERS.contains(field) => object.raw(field, number),
                Some(text) => object.text(field, text),
            }
        }
        // A value that could not be read is kept until another one is chosen.
        for (key, value) in self.kept().iter().filter(|(key, _)| self.known_field(key).is_empty()) {
            object.raw(key, value);
        }
        object.close("")
    }
}

/// A list of records. No two have the same name, none says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RecordList<T> {
    /// In the order of the list.
    records: Vec<T>,
    /// The names in that order, where it is not the usual one.
    order: Vec<String>,
}

impl<T: Record> RecordList<T> {
    /// A list of records in this order.
    pub(crate) fn of(records: Vec<T>) -> RecordList<T> {
        let is_usual = records.is_sorted_by(|a, b| place(a.name()) <= place(b.name()));
        let order = if is_usual { Vec::new() } else { records.iter().map(|one| one.name().to_owned()).collect() };
        RecordList { records, order }
    }

    pub(crate) fn all(&self) -> &[T] {
        &self.records
    }

    pub(crate) fn all_mut(&mut self) -> &mut [T] {
        &mut self.records
    }

    /// Whether the records are in the order of their names.
    pub(crate) fn is_in_usual_order(&self) -> bool {
        self.order.is_empty()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&T> {
        self.records.iter().find(|one| one.name() == name)
    }

    /// The changes to fields that take a record out of the list. Each is a path with its new value.
    pub(crate) fn removal_of(&self, name: &str) -> Vec<(String, Vec<String>)> {
        let Some(record) = self.get(name) else { return Vec::new() };
        let mut changes: Vec<_> = record.fields().map(|field| (record_path::<T>(field, name), Vec::new())).collect();
        if self.order.iter().any(|own| own == name) {
            let rest = self.order.iter().filter(|own| *own != name).cloned().collect();
            changes.push(([T::LIST, ".", ORDER].concat(), rest));
        }
        changes
    }

    /// The number that a new record has in its name: higher than that of all others.
    pub(crate) fn next_number(&self) -> u64 {
        let numbers = self.records.iter().map(|one| place(one.name()).0).filter(|number| *number < u64::MAX - 1);
        numbers.max().unwrap_or(0) + 1
    }

    /// The paths of the fields that hold something.
    pub(crate) fn paths(&self) -> Vec<String> {
        let order = (!self.order.is_empty()).then(|| [T::LIST, ".", ORDER].concat());
        let of_record = |one: &T| one.fields().map(|field| record_path::<T>(field, one.name())).collect::<Vec<_>>();
        order.into_iter().chain(self.records.iter().flat_map(of_record)).collect()
    }

    /// What a field holds; its path begins after the name of the list.
    pub(crate) fn field(&self, rest: &str) -> Vec<String> {
        match rest.split_once('.') {
            None if rest == ORDER => self.order.clone(),
            None => Vec::new(),
            Some((field, name)) => self.get(name).map(|one| one.field(field)).unwrap_or_default(),
        }
    }

    /// Replaces a field. A record is there as long as one of its fields holds something.
    pub(crate) fn set_field(&mut self, rest: &str, value: &[String]) {
        match rest.split_once('.') {
            None if rest == ORDER => self.order = value.to_vec(),
            Some((field, name)) if !name.is_empty() => {
                match self.records.iter_mut().find(|one| one.name() == name) {
                    Some(record) => record.set_field(field, value),
                    None => {
                        let mut record = T::default();
                        record.set_name(name.to_owned());
                        record.set_field(field, value);
                        self.records.push(record);
                    }
                }
                self.records.retain(|one| !one.is_empty());
            }
            _ => return,
        }
        let order = &self.order;
        let known = |name: &str| order.iter().position(|own| own == name).unwrap_or(order.len());
        sort_by_key(&mut self.records, |one| {
            let (number, name) = place(one.name());
            (known(name), number, name.to_owned())
        });
    }

    /// Its text in a file, a record a line; after them what of it is none, `unread` as it was.
    pub(crate) fn text(&self, unread: Option<&str>) -> String {
        let mut lines: Vec<String> = self.records.iter().map(Record::text).collect();
        lines.extend(unread.map(elements).unwrap_or_default());
        ["[\n    ", &lines.join(",\n    "), "\n  ]"].concat()
    }
}

/// The path of a field of a record. The name comes last: it may hold any character.
pub(crate) fn record_path<T: Record>(field: &str, name: &str) -> String {
    [T::LIST, field, name].join(".")
}

/// By which names are put in order: `P2` before `P10`.
fn place(name: &str) -> (u64, &str) {
    let number = name.trim_start_matches(|one: char| !one.is_ascii_digit());
    let end = number.find(|one: char| !one.is_ascii_digit()).unwrap_or(number.len());
    (number[..end].parse().unwrap_or(u64::MAX), name)
}

fn list_text(texts: &[String]) -> String {
    let mut list = String::from("[");
    for (index, text) in texts.iter().enumerate() {
        list.push_str(if index > 0 { ", " } else { "" });
        push_string(&mut list, text);
    }
    list.push(']');
    list
}

/// The elements of an array, each as it stands; of anything else, the whole.
fn elements(text: &str) -> Vec<String> {
    let mut cursor = Cursor::new(text);
    if cursor.expect(b'[').is_err() {
        return vec![text.to_owned()];
    }
    let (mut elements, mut first) = (Vec::new(), true);
    while let Ok(true) = cursor.next(&mut first, b']') {
        let Ok(element) = cursor.compact() else { break };
        elements.push(element);
    }
    elements
}

/// The string that a JSON text is.
pub(crate) fn string(json: &str) -> Option<String> {
    Cursor::new(json).string().ok().map(std::borrow::Cow::into_owned)
}

/// The names of scopes in a JSON array, as files write them where the edition has them. None is empty or has several lines.
pub(crate) fn scopes(outline: &Outline, json: &str) -> Option<Vec<String>> {
    let mut cursor = Cursor::new(json);
    let (mut scopes, mut first) = (Vec::new(), true);
    cursor.expect(b'[').ok()?;
    while cursor.next(&mut first, b']').ok()? {
        let scope = cursor.string().ok()?.into_owned();
        if scope.lines().count() != 1 || scope.lines().any(|line| line != scope) {
            return None;
        }
        scopes.push(action_scope(outline, &scope).unwrap_or(scope));
    }
    Some(scopes)
}

//! Reads the lists of records of an assessment file: the action plan, and who is responsible. What cannot be read in them is
//! kept as it is and reported: a slip in a list must not keep the answers from being read.

use super::parser::{AssessmentParser, FieldPath};
use crate::fold::action_scope;
use crate::json::JsonError;
use crate::order::sort_by;
use crate::problem::Code;
use crate::records::{Record, RecordList, scopes};

/// Something worth saying about a record: where, what, and in which field.
type RecordFault = (usize, Code, String);

impl AssessmentParser<'_> {
    /// Reads a list. Gives with it what of it is no record, as it stands.
    pub(super) fn records<T: Record>(&mut self) -> Result<(RecordList<T>, Option<String>), JsonError> {
        let at = self.start();
        if self.cursor.peek() != b'[' {
            self.problem(at, T::WRONG, FieldPath(T::LIST, "", ""));
            return Ok((RecordList::of(Vec::new()), Some(self.cursor.compact()?)));
        }
        self.cursor.expect(b'[')?;
        let (mut records, mut unread, mut first): (Vec<T>, Vec<String>, bool) = (Vec::new(), Vec::new(), true);
        while self.cursor.next(&mut first, b']')? {
            let at = self.start();
            let mut value = self.cursor.clone();
            let (record, faults): (T, _) = self.record()?;
            let is_known = records.iter().any(|other| other.name() == record.name());
            if record.name().is_empty() || record.is_empty() || is_known {
                self.problem(at, T::WRONG, FieldPath(T::LIST, record.name(), ""));
                unread.push(value.compact()?);
                continue;
            }
            for (at, code, field) in faults {
                self.problem(at, code, FieldPath(T::LIST, record.name(), &field));
            }
            records.push(record);
        }
        let unread = (!unread.is_empty()).then(|| ["[", &unread.join(","), "]"].concat());
        Ok((RecordList::of(records), unread))
    }

    /// Reads one record; what is none has no name.
    fn record<T: Record>(&mut self) -> Result<(T, Vec<RecordFault>), JsonError> {
        let (mut record, mut faults) = (T::default(), Vec::new());
        let (mut unknown, mut seen, mut first) = (Vec::new(), Vec::new(), true);
        if self.cursor.peek() != b'{' {
            self.cursor.skip()?;
            return Ok((record, faults));
        }
        self.cursor.expect(b'{')?;
        while self.cursor.next(&mut first, b'}')? {
            let at = self.start();
            let key = self.cursor.key()?.into_owned();
            let value_at = self.start();
            let value = self.cursor.compact()?;
            if seen.contains(&key) {
                faults.push((at, Code::DuplicateKey, key.clone()));
            }
            let is_known = key == T::NAME || T::FIELDS.contains(&key.as_str());
            let read = match is_known {
                false => None,
                true if key == T::SCOPES => scopes(self.outline, &value),
                true => T::read_field(&key, &value),
            };
            match read {
                Some(values) if key == T::NAME => record.set_name(values.concat()),
                Some(values) => {
                    let is_foreign = |scope: &String| action_scope(self.outline, scope).is_none();
                    if key == T::SCOPES && values.iter().any(is_foreign) {
                        faults.push((value_at, Code::ForeignId, key.clone()));
                    }
                    record.set_known_field(&key, &values);
                }
                None => {
                    let fault = if is_known { (value_at, T::WRONG) } else { (at, Code::UnknownField) };
                    faults.push((fault.0, fault.1, key.clone()));
                    unknown.push((key.clone(), value));
                }
            }
            seen.push(key);
        }
        sort_by(&mut unknown, |a, b| a.0.cmp(&b.0));
        *record.kept_mut() = unknown;
        Ok((record, faults))
    }
}

//! Reads the action plan of an assessment file. What cannot be read in it is kept as it is and reported: a slip in the
//! plan must not keep the answers from being read.

use std::borrow::Cow;

use super::parser::{AssessmentParser, FieldPath};
use crate::action::{ACTION_FIELDS, Action, PLAN, action_scope};
use crate::date::date_of;
use crate::json::{Cursor, JsonError};
use crate::problem::Code;

/// Something worth saying about an action: where, what, and in which field.
type ActionFault = (usize, Code, String);

impl AssessmentParser<'_> {
    /// Reads the plan. Gives what of it is no action, as it stands.
    pub(super) fn plan(&mut self) -> Result<Option<String>, JsonError> {
        let at = self.start();
        if self.cursor.peek() != b'[' {
            self.problem(at, Code::WrongPlan, FieldPath(PLAN, "", ""));
            return self.cursor.compact().map(Some);
        }
        self.cursor.expect(b'[')?;
        let (mut plan, mut unread, mut first): (Vec<Action>, Vec<String>, bool) = (Vec::new(), Vec::new(), true);
        while self.cursor.next(&mut first, b']')? {
            let at = self.start();
            let mut value = self.cursor.clone();
            let (action, faults) = self.action()?;
            let is_known = plan.iter().any(|other| other.id == action.id);
            if action.id.is_empty() || action.is_empty() || is_known {
                self.problem(at, Code::WrongPlan, FieldPath(PLAN, &action.id, ""));
                unread.push(value.compact()?);
                continue;
            }
            for (at, code, field) in faults {
                self.problem(at, code, FieldPath(PLAN, &action.id, &field));
            }
            plan.push(action);
        }
        self.assessment.set_plan(plan);
        Ok((!unread.is_empty()).then(|| ["[", &unread.join(","), "]"].concat()))
    }

    /// Reads one action; what is none has no identifier.
    fn action(&mut self) -> Result<(Action, Vec<ActionFault>), JsonError> {
        let (mut action, mut faults) = (Action::default(), Vec::new());
        let (mut unknown, mut seen, mut first) = (Vec::new(), Vec::new(), true);
        if self.cursor.peek() != b'{' {
            self.cursor.skip()?;
            return Ok((action, faults));
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
            let is_known = key == "id" || ACTION_FIELDS.contains(&key.as_str());
            if !is_known {
                faults.push((at, Code::UnknownField, key.clone()));
            }
            let read = if is_known { self.action_field(&key, &value) } else { None };
            match read {
                Some(values) if key == "id" => action.id = values.concat(),
                Some(values) => {
                    if key == "for" && values.iter().any(|scope| action_scope(self.outline, scope).is_none()) {
                        faults.push((value_at, Code::ForeignId, key.clone()));
                    }
                    action.set(&key, &values);
                }
                None => {
                    if is_known {
                        faults.push((value_at, Code::WrongPlan, key.clone()));
                    }
                    unknown.push((key.clone(), value));
                }
            }
            seen.push(key);
        }
        crate::order::sort_by(&mut unknown, |a, b| a.0.cmp(&b.0));
        action.kept = unknown;
        Ok((action, faults))
    }

    /// The value of a known field of an action; `None` where it is none of that field.
    fn action_field(&self, key: &str, value: &str) -> Option<Vec<String>> {
        let text = string(value);
        let text = match key {
            "for" => {
                // No scope is empty or has several lines.
                let scopes = strings(value)
                    .filter(|all| {
                        all.iter().all(|one| one.lines().count() == 1 && one.lines().all(|line| line == one))
                    })?
                    .into_iter();
                return Some(scopes.map(|scope| action_scope(self.outline, &scope).unwrap_or(scope)).collect());
            }
            "priority" => crate::action::priority(value).map(|number| number.to_string()),
            "due" => text.and_then(|text| date_of(&text).ok()),
            "status" => text.filter(|text| crate::ActionStatus::from_key(text).is_some()).map(Cow::into_owned),
            _ => text.map(Cow::into_owned),
        };
        text.map(|text| vec![text])
    }
}

/// The string that a JSON text is.
fn string(value: &str) -> Option<Cow<'_, str>> {
    Cursor::new(value).string().ok()
}

/// The strings of a JSON array.
fn strings(value: &str) -> Option<Vec<String>> {
    let mut cursor = Cursor::new(value);
    let (mut texts, mut first) = (Vec::new(), true);
    cursor.expect(b'[').ok()?;
    while cursor.next(&mut first, b']').ok()? {
        texts.push(cursor.string().ok()?.into_owned());
    }
    Some(texts)
}

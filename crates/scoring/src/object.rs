//! Writes JSON objects, member by member.

use crate::json::push_string;

/// An object that is being written.
pub(crate) struct Object {
    out: String,
    /// The line break and indent before each member; empty if all are in one line.
    indent: &'static str,
    empty: bool,
}

impl Object {
    pub(crate) fn open(mut out: String, indent: &'static str) -> Object {
        out.push('{');
        Object { out, indent, empty: true }
    }

    pub(crate) fn raw(&mut self, key: &str, value: &str) {
        if !self.empty {
            self.out.push(',');
        }
        if !self.indent.is_empty() {
            self.out.push('\n');
            self.out.push_str(self.indent);
        } else if !self.empty {
            self.out.push(' ');
        }
        self.empty = false;
        push_string(&mut self.out, key);
        self.out.push_str(": ");
        self.out.push_str(value);
    }

    pub(crate) fn raw_unless_empty(&mut self, key: &str, value: &str) {
        if value != "{}" {
            self.raw(key, value);
        }
    }

    pub(crate) fn text(&mut self, key: &str, text: &str) {
        let mut value = String::new();
        push_string(&mut value, text);
        self.raw(key, &value);
    }

    pub(crate) fn text_unless_empty(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.text(key, text);
        }
    }

    pub(crate) fn kept(&mut self, kept: &[(String, String)]) {
        for (key, value) in kept {
            self.raw(key, value);
        }
    }

    /// Ends the object, with `before` in front of its bracket unless it is empty.
    pub(crate) fn close(mut self, before: &str) -> String {
        if !self.empty {
            self.out.push_str(before);
        }
        self.out.push('}');
        self.out
    }
}

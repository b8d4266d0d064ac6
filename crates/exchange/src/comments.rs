//! Comments on the draft, and their file: one JSON object, `dtmm-comments/1`. What comes from outside
//! is read in `reader`, the table in `table`, and joined with what is here in `adding`; those of several
//! people are joined in `collate`.
//!
//! Every comment has an identifier, so that two readers of one text mean the same one, and comments
//! stand in the order of their identifiers: whatever order they came in, the file is the same.

use dtmm_scoring::UnknownFields;
use dtmm_scoring::json::{Cursor, push_string};

mod adding;
mod collate;
mod file;
mod reader;
mod table;

pub use adding::{Added, Adder};
pub use collate::{COLLATED_COLUMNS, Collated, CollatedComment, Decision, Places, collate, folded};
pub use file::NoComments;
pub(crate) use file::is_comments;
pub use reader::{CommentReader, CommentsArrival, comment_words, drafters_words};
pub use table::{COMMENT_COLUMNS, not_in_comment_table, write_comments};

/// The value of `format` in every file.
pub const COMMENTS_FORMAT: &str = "dtmm-comments/1";
/// What formats of these files begin with.
const FORMATS: &str = "dtmm-comments/";

/// The texts of a comment, in the order in which they are written: the identifier of the place it is
/// about, the editor's note it was made from, and what the reader sees.
pub const COMMENT_FIELDS: [&str; 7] = ["at", "note", "place", "original", "proposal", "reason", "organization"];
/// Those of them that the reader sees.
const SHOWN: [&str; 5] = ["place", "original", "proposal", "reason", "organization"];
/// The one that is written only where there is one.
const NOTE: &str = "note";

/// The separator of the identifier of a comment and a field in a path. No identifier contains it.
pub const WITHIN: char = '\u{1f}';
/// The field that says that there is a comment, be it one without a word. No other can have the name.
pub const THERE: &str = "id";
/// What a browser's storage adds to the file; no part of the comments.
const STORED: &str = "stored";

/// A comment on the draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comment {
    id: String,
    is_there: bool,
    texts: [String; COMMENT_FIELDS.len()],
    kept: UnknownFields,
}

/// All comments of a reader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comments {
    edition: String,
    organization: String,
    /// In the order of their identifiers.
    comments: Vec<Comment>,
    kept: UnknownFields,
}

impl Comment {
    /// The identifier.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The text of a field of [`COMMENT_FIELDS`]; empty for any other.
    pub fn text(&self, field: &str) -> &str {
        place_of(field).map_or("", |place| &self.texts[place])
    }

    /// The texts that say something of their own, the proposal first.
    fn shown(&self) -> impl Iterator<Item = &str> {
        ["proposal", "reason", "original", "organization", "place"].map(|field| self.text(field)).into_iter()
    }

    fn field(&self, name: &str) -> &str {
        match place_of(name) {
            Some(place) => &self.texts[place],
            None if name == THERE && self.is_there => "1",
            None => kept(&self.kept, name),
        }
    }

    fn set(&mut self, name: &str, text: &str) {
        match place_of(name) {
            Some(place) => text.clone_into(&mut self.texts[place]),
            None if name == THERE => self.is_there = !text.is_empty(),
            None => keep(&mut self.kept, name, text),
        }
    }

    /// Whether nothing is left of it. What somebody wrote into a comment that was removed meanwhile
    /// is left.
    fn is_gone(&self) -> bool {
        !self.is_there && self.kept.is_empty() && self.texts.iter().all(String::is_empty)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let known = [THERE].into_iter().chain(COMMENT_FIELDS).filter(|name| !self.field(name).is_empty());
        known.chain(self.kept.iter().map(|(name, _)| name.as_str()))
    }

    fn write(&self, out: &mut String) {
        out.push_str("\n    {\"id\": ");
        push_string(out, &self.id);
        for (name, text) in COMMENT_FIELDS.iter().zip(&self.texts) {
            if *name != NOTE || !text.is_empty() {
                out.push_str(&format!(", \"{name}\": "));
                push_string(out, text);
            }
        }
        for (name, value) in &self.kept {
            out.push_str(", ");
            push_string(out, name);
            out.push_str(": ");
            out.push_str(value);
        }
        out.push('}');
    }
}

impl Comments {
    /// No comments yet, on this edition of the standard.
    pub fn new(edition: &str) -> Comments {
        Comments { edition: edition.to_owned(), ..Comments::default() }
    }

    /// The edition of the standard that they are on; empty where the file says none.
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// The organization that the next comment begins with.
    pub fn organization(&self) -> &str {
        &self.organization
    }

    /// All comments, in the order of their identifiers.
    pub fn all(&self) -> &[Comment] {
        &self.comments
    }

    /// Takes comments that were read, each under an identifier of its own.
    fn take(&mut self, list: Vec<Comment>) {
        let has_id = |comment: &Comment| !comment.id.is_empty() && !comment.id.contains(WITHIN);
        let mut nameless = Vec::new();
        for (index, comment) in list.into_iter().enumerate() {
            match self.place(&comment.id) {
                Err(place) if has_id(&comment) => self.comments.insert(place, comment),
                _ => nameless.push((index, comment)),
            }
        }
        for (index, comment) in nameless {
            let mut id = format!("c{index}");
            while self.place(&id).is_ok() {
                id.push('x');
            }
            if let Err(place) = self.place(&id) {
                self.comments.insert(place, Comment { id, ..comment });
            }
        }
    }

    /// The text of the file.
    pub fn write(&self) -> String {
        let mut out = String::from("{");
        let texts = [("format", COMMENTS_FORMAT), ("edition", &self.edition), ("organization", &self.organization)];
        for (place, (name, text)) in texts.into_iter().enumerate() {
            out.push_str(if place > 0 { ",\n  \"" } else { "\n  \"" });
            out.push_str(name);
            out.push_str("\": ");
            push_string(&mut out, text);
        }
        for (name, value) in &self.kept {
            out.push_str(",\n  ");
            push_string(&mut out, name);
            out.push_str(": ");
            out.push_str(value);
        }
        out.push_str(",\n  \"comments\": [");
        for (place, comment) in self.comments.iter().enumerate() {
            out.push_str(if place > 0 { "," } else { "" });
            comment.write(&mut out);
        }
        out.push_str(if self.comments.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
        out
    }

    /// The paths of all fields that hold something: `edition`, `organization`, a name after [`WITHIN`]
    /// for what this program does not know, and for each field of a comment the identifier,
    /// [`WITHIN`] and the name; with [`THERE`] as the name it says that there is the comment.
    pub fn paths(&self) -> Vec<String> {
        let texts = [("edition", &self.edition), ("organization", &self.organization)];
        let filled = texts.into_iter().filter(|(_, text)| !text.is_empty());
        let mut paths: Vec<String> = filled.map(|(name, _)| name.to_owned()).collect();
        paths.extend(self.kept.iter().map(|(name, _)| format!("{WITHIN}{name}")));
        for comment in &self.comments {
            paths.extend(comment.names().map(|name| format!("{}{WITHIN}{name}", comment.id)));
        }
        paths
    }

    /// What a field holds: at most one text.
    pub fn field(&self, path: &str) -> Vec<String> {
        let text = match path.split_once(WITHIN) {
            None if path == "edition" => &self.edition,
            None if path == "organization" => &self.organization,
            None => "",
            Some(("", name)) => kept(&self.kept, name),
            Some((id, name)) => self.place(id).map_or("", |place| self.comments[place].field(name)),
        };
        if text.is_empty() { Vec::new() } else { vec![text.to_owned()] }
    }

    /// Replaces what a field holds; nothing for a field that there is not.
    pub fn set_field(&mut self, path: &str, value: &[String]) {
        let text = value.first().map_or("", String::as_str);
        match path.split_once(WITHIN) {
            None if path == "edition" => text.clone_into(&mut self.edition),
            None if path == "organization" => text.clone_into(&mut self.organization),
            None => {}
            Some(("", name)) => keep(&mut self.kept, name, text),
            Some((id, name)) => self.set_in(id, name, text),
        }
    }

    fn set_in(&mut self, id: &str, name: &str, text: &str) {
        let place = match self.place(id) {
            Ok(place) => place,
            Err(_) if text.is_empty() => return,
            Err(place) => {
                self.comments.insert(place, Comment { id: id.to_owned(), ..Comment::default() });
                place
            }
        };
        self.comments[place].set(name, text);
        if self.comments[place].is_gone() {
            self.comments.remove(place);
        }
    }

    /// Where a comment is, or would be: shorter identifiers first, so that counted ones stand in the
    /// order of their numbers.
    fn place(&self, id: &str) -> Result<usize, usize> {
        self.comments.binary_search_by(|comment| (comment.id.len(), comment.id.as_str()).cmp(&(id.len(), id)))
    }
}

fn place_of(field: &str) -> Option<usize> {
    COMMENT_FIELDS.iter().position(|name| *name == field)
}

fn kept<'k>(kept: &'k UnknownFields, name: &str) -> &'k str {
    kept.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

/// Keeps a member in the order of the names, or forgets it where the value is empty. What is no JSON
/// is passed over.
fn keep(kept: &mut UnknownFields, name: &str, value: &str) {
    let place = kept.binary_search_by(|(known, _)| known.as_str().cmp(name));
    let is_json = || Cursor::new(value).compact().is_ok_and(|compact| compact == value);
    match place {
        Ok(place) if value.is_empty() => drop(kept.remove(place)),
        Ok(place) if is_json() => value.clone_into(&mut kept[place].1),
        Err(place) if is_json() => kept.insert(place, (name.to_owned(), value.to_owned())),
        _ => {}
    }
}

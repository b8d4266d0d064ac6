//! Reads the file of comments, with the place of what is wrong with it.

use dtmm_scoring::json::{Cursor, JsonError};
use dtmm_scoring::{Code, Problem};

use crate::member::text_member;
use crate::report::LeftOut;

use super::{COMMENTS_FORMAT, Comment, Comments, FORMATS, STORED, THERE, keep, place_of};

/// What formats of assessments begin with.
const ASSESSMENTS: &str = "dtmm-assessment/";

/// Why a text is not read as comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoComments {
    /// It is cut off, or was never a file of comments.
    Damaged,
    /// It has a later format of such files.
    Newer,
}

/// A file of comments that was read.
pub(super) struct FoundComments {
    pub(super) comments: Comments,
    /// The lines of what the file says beside its comments, by name.
    pub(super) lines: Vec<(String, usize)>,
    /// What of it is not in the comments.
    pub(super) left_out: Vec<LeftOut>,
}

/// What is wrong with a text, and whether it says that it is a file of comments.
pub(super) struct NoFile {
    pub(super) problem: Problem,
    pub(super) is_comments: bool,
}

/// What is wrong with a text, still by its byte.
struct FileError {
    at: usize,
    code: Code,
    path: String,
}

impl From<JsonError> for FileError {
    fn from(fault: JsonError) -> FileError {
        FileError { at: fault.at, code: fault.code, path: String::new() }
    }
}

impl Comments {
    /// Reads a file. A comment without an identifier, or with one that another has, gets a new one,
    /// which depends on the text alone.
    ///
    /// # Errors
    /// A text that is no such file, is damaged, or has a later format.
    pub fn read(file: &str) -> Result<Comments, NoComments> {
        let text = file.strip_prefix('\u{feff}').unwrap_or(file);
        match read_file(text) {
            Ok(found) => Ok(found.comments),
            Err(NoFile { problem: Problem { code: Code::NewerComments, .. }, .. }) => Err(NoComments::Newer),
            Err(_) => Err(NoComments::Damaged),
        }
    }
}

/// Whether a text says that it is a file of comments, of whatever time.
pub(crate) fn is_comments(text: &str) -> bool {
    text_member(text, "format").is_ok_and(|format| format.is_some_and(|format| format.starts_with(FORMATS)))
}

/// Reads the text of a file, without a byte order mark.
pub(super) fn read_file(text: &str) -> Result<FoundComments, NoFile> {
    let no_file = |wrong: FileError, is_comments| NoFile {
        problem: Problem::at(text, wrong.at, wrong.code, &wrong.path),
        is_comments,
    };
    let whole = |code, is_comments| no_file(FileError { at: 0, code, path: String::new() }, is_comments);
    match text_member(text, "format") {
        Ok(Some(format)) if format == COMMENTS_FORMAT => members(text).map_err(|wrong| no_file(wrong, true)),
        Ok(Some(format)) if format.starts_with(FORMATS) => Err(whole(Code::NewerComments, true)),
        Ok(Some(format)) if format.starts_with(ASSESSMENTS) => Err(whole(Code::Assessment, false)),
        Ok(_) => Err(whole(Code::Unrecognized, false)),
        Err(fault) => Err(no_file(fault.into(), false)),
    }
}

fn members(text: &str) -> Result<FoundComments, FileError> {
    let mut cursor = Cursor::new(text);
    let (mut comments, mut lines, mut list) = (Comments::default(), Vec::new(), None);
    each(&mut cursor, "", |cursor, name| {
        let line = |at| Problem::at(text, at, Code::UnknownField, "").line;
        match name {
            "format" => cursor.skip()?,
            "edition" => comments.edition = words(cursor, name)?,
            "organization" => {
                lines.push((name.to_owned(), line(cursor.at())));
                comments.organization = words(cursor, name)?;
            }
            "comments" => list = Some(comments_in(cursor)?),
            STORED => cursor.skip()?,
            _ => {
                lines.push((name.to_owned(), line(cursor.at())));
                keep(&mut comments.kept, name, &cursor.compact()?);
            }
        }
        Ok(())
    })?;
    cursor.end()?;
    let missing = || FileError { at: 0, code: Code::MissingField, path: "comments".to_owned() };
    comments.take(list.ok_or_else(missing)?);
    Ok(FoundComments { comments, lines, left_out: Vec::new() })
}

fn comments_in(cursor: &mut Cursor<'_>) -> Result<Vec<Comment>, FileError> {
    opens(cursor, b'[', "comments")?;
    let mut list = Vec::new();
    let mut first = true;
    while cursor.next(&mut first, b']')? {
        list.push(comment(cursor)?);
    }
    Ok(list)
}

fn comment(cursor: &mut Cursor<'_>) -> Result<Comment, FileError> {
    let mut comment = Comment { is_there: true, ..Comment::default() };
    each(cursor, "comments", |cursor, name| {
        if let Some(place) = place_of(name) {
            comment.texts[place] = words(cursor, name)?;
        } else if name != THERE {
            keep(&mut comment.kept, name, &cursor.compact()?);
        } else if cursor.peek() == b'"' {
            comment.id = cursor.string()?.into_owned();
        } else {
            cursor.skip()?;
        }
        Ok(())
    })?;
    Ok(comment)
}

/// Reads an object, each member by a call. `path` is the name of the object.
fn each(
    cursor: &mut Cursor<'_>,
    path: &str,
    mut member: impl FnMut(&mut Cursor<'_>, &str) -> Result<(), FileError>,
) -> Result<(), FileError> {
    opens(cursor, b'{', path)?;
    let mut seen: Vec<String> = Vec::new();
    let mut first = true;
    while cursor.next(&mut first, b'}')? {
        cursor.peek();
        let at = cursor.at();
        let name = cursor.key()?.into_owned();
        if seen.contains(&name) {
            return Err(FileError { at, code: Code::DuplicateKey, path: name });
        }
        member(cursor, &name)?;
        seen.push(name);
    }
    Ok(())
}

/// Reads the bracket that a value begins with.
fn opens(cursor: &mut Cursor<'_>, bracket: u8, path: &str) -> Result<(), FileError> {
    match cursor.peek() {
        next if next == bracket || next == 0 => Ok(cursor.expect(bracket)?),
        _ => Err(wrong_type(cursor, path)),
    }
}

/// Reads a text; `None` for `null`.
fn words(cursor: &mut Cursor<'_>, path: &str) -> Result<String, FileError> {
    match cursor.peek() {
        b'n' => {
            cursor.skip()?;
            Ok(String::new())
        }
        b'"' | 0 => Ok(cursor.string()?.into_owned()),
        _ => Err(wrong_type(cursor, path)),
    }
}

fn wrong_type(cursor: &Cursor<'_>, path: &str) -> FileError {
    FileError { at: cursor.at(), code: Code::WrongType, path: path.to_owned() }
}

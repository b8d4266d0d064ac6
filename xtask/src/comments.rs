//! Collates the comments of several people: reads files and folders, joins what is the same, and says what became of
//! everything.

use std::fs;
use std::path::{Path, PathBuf};

use dtmm_content::document::Document;
use dtmm_exchange::{COLLATED_COLUMNS, Collated, Comments, CommentsArrival, Decision, Places, Refused, collate};
use dtmm_model::Lang;
use dtmm_site::CommentPlaces;
use walkdir::WalkDir;

use crate::convert::report::left_out_and_notices;
use crate::convert::{Conversion, TargetForm};
use crate::reading::{Readable, say};
use crate::terminal::{plain, short};

/// A file that may hold comments.
#[derive(Debug)]
pub struct CommentFile {
    /// Its name in messages.
    pub name: String,
    /// Whether it was found in a folder, which may hold other files too.
    pub is_in_folder: bool,
    /// What it holds, or why it could not be read.
    pub bytes: Result<Vec<u8>, String>,
}

/// What collating comes to.
#[derive(Debug)]
pub struct Collation {
    /// The new file, and what is said about all.
    pub conversion: Conversion,
    /// How many of the files that were named hold no comments that could be read.
    pub failed: usize,
}

/// The files of these names, and those in folders and their subfolders, in name order.
pub fn files(names: &[PathBuf], read: &dyn Fn(&Path) -> Result<Vec<u8>, String>) -> Vec<CommentFile> {
    let file =
        |path: &Path, is_in_folder| CommentFile { name: path.display().to_string(), is_in_folder, bytes: read(path) };
    let mut all = Vec::new();
    for name in names {
        if !fs::metadata(name).is_ok_and(|one| one.is_dir()) {
            all.push(file(name, false));
            continue;
        }
        for found in WalkDir::new(name).sort_by_file_name() {
            match found {
                Ok(found) if found.file_type().is_file() => all.push(file(found.path(), true)),
                Ok(_) => {}
                Err(error) => {
                    let name = error.path().unwrap_or(name).display().to_string();
                    all.push(CommentFile { name, is_in_folder: true, bytes: Err(error.to_string()) });
                }
            }
        }
    }
    all
}

/// Joins the comments of all files and writes them in the target form, with the words of a language.
pub fn collated(document: &Document, files: &[CommentFile], to: TargetForm, lang: Lang) -> Collation {
    let readable = Readable::new(document);
    let (mut comments, mut human, mut failed): (Vec<Comments>, String, usize) = (Vec::new(), String::new(), 0);
    for CommentFile { name, is_in_folder, bytes } in files {
        let read = match bytes {
            Ok(bytes) => readable.decided_comments().read(bytes).map_err(|refused| why(document, name, &refused)),
            Err(error) => Err(format!("{}: {}\n", plain(name), plain(error))),
        };
        match read {
            Ok(arrival) => {
                human += &taken(document, name, &arrival);
                comments.push(arrival.comments);
            }
            Err(said) => {
                human += &format!("not read: {said}");
                failed += usize::from(!is_in_folder);
            }
        }
    }
    if comments.is_empty() {
        return Collation { conversion: Conversion { text: None, workbook: None, json: String::new(), human }, failed };
    }
    let places = CommentPlaces::new(document);
    let places = Places { name: &|place| places.name(place), rank: &|place| places.rank(place) };
    let all = collate(comments.iter(), &places);
    human += &summary(&all, comments.len());
    let between = if lang == Lang::Zh { "；" } else { "; " };
    let heads = COLLATED_COLUMNS
        .map(|key| document.interface.find(&format!("slip_{key}"), lang).unwrap_or_default().to_owned());
    let text = match to {
        TargetForm::Csv | TargetForm::Workbook(..) => all.table(&heads, between),
        TargetForm::Json | TargetForm::Oscal(_) => all.file(document.standard.edition(), between).write(),
    };
    Collation { conversion: Conversion { text: Some(text), workbook: None, json: String::new(), human }, failed }
}

fn why(document: &Document, name: &str, refused: &Refused) -> String {
    refused.problems.iter().map(|problem| say(document, name, None, problem)).collect()
}

/// What was taken of a file, and what was not.
fn taken(document: &Document, name: &str, arrival: &CommentsArrival) -> String {
    let (form, encoding) = (arrival.form.key(), arrival.encoding.key());
    let count = arrival.comments.all().iter().filter(|one| !one.is_wordless()).count();
    let line = format!("{}: {form}, {encoding}, comments: {count}\n", plain(name));
    line + &left_out_and_notices(document, &arrival.left_out, &arrival.notices)
}

fn summary(all: &Collated, files: usize) -> String {
    let joined = all.found - all.comments.len();
    let mut said =
        format!("files: {files}, comments: {}, joined: {joined}, collated: {}\n", all.found, all.comments.len());
    let counts = Decision::ALL.map(|decision| format!("{}: {}", name(decision), all.count(decision)));
    said += &format!("{}\n", counts.join(", "));
    for (index, one) in all.comments.iter().enumerate().filter(|(_, one)| one.decision() == Decision::Conflict) {
        let decisions: Vec<String> = one.decisions.iter().map(|one| plain(&short(one))).collect();
        said += &format!("in conflict: {} ({}): {}\n", index + 1, plain(&short(&one.place)), decisions.join(" / "));
    }
    said
}

/// What a decision is called on the command line, which speaks English.
fn name(decision: Decision) -> &'static str {
    match decision {
        Decision::Accepted => "accepted",
        Decision::Partly => "partly accepted",
        Decision::NotAccepted => "not accepted",
        Decision::Other => "other",
        Decision::Open => "open",
        Decision::Conflict => "in conflict",
    }
}

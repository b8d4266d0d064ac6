//! The one reader of comments, which recognizes files by their bytes as that of assessments does.

use dtmm_scoring::{Code, Problem, Vocabulary};

use super::file::{FoundComments, read_file};
use super::table::{self, ANSWER_COLUMNS, COMMENT_COLUMNS, CommentTable, DECISION, DECISION_REASON};
use super::{Comment, Comments};
use crate::bytes::{Gb18030, Text, decode};
use crate::link::holds_link;
use crate::reader::{is_object, marked_up, sample};
use crate::report::{Encoding, FileForm, LeftOut, Notice, Refused};

/// Reads comments from their file or from a table. The name of a file does not matter.
#[derive(Clone, Copy)]
pub struct CommentReader<'a> {
    /// The edition that is read for.
    pub edition: &'a str,
    /// The words of the columns, as [`comment_words`] makes them.
    pub words: &'a Vocabulary,
    /// Decodes GB 18030.
    pub gb18030: Gb18030<'a>,
}

/// Comments that were read, and what became of everything in their file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentsArrival {
    /// The form of the file.
    pub form: FileForm,
    /// Its encoding.
    pub encoding: Encoding,
    /// The comments. Those of a table have made-up identifiers, and do not say by an identifier what
    /// they are about.
    pub comments: Comments,
    /// What of the file is not in them.
    pub left_out: Vec<LeftOut>,
    /// What else the reader should know.
    pub notices: Vec<Notice>,
    /// The lines of what the file says beside its comments, by name.
    pub(super) lines: Vec<(String, usize)>,
}

impl CommentsArrival {
    /// What this program does not know and stands in the comments as it came, by name, as `color` and
    /// `comments.k000001-1a2b3c4d.color`.
    pub fn kept(&self) -> Vec<String> {
        let own = self.comments.kept.iter().map(|(name, _)| name.clone());
        let of_one = |one: &Comment| {
            let id = one.id.clone();
            let named = one.kept.iter().map(move |(name, _)| format!("comments.{id}.{name}"));
            named.collect::<Vec<String>>()
        };
        own.chain(self.comments.comments.iter().flat_map(of_one)).collect()
    }
}

/// What the column of the place is called on one site or another, so that tables of each are read everywhere.
const PLACE_NAMES: [&str; 6] = ["章条编号", "Clause", "章条编号Clause", "位置", "Place", "位置Place"];

/// The words by which columns are known: for each of [`COMMENT_COLUMNS`], then for the identifier and
/// the answer of a table of answers, the Chinese and the English one. A head may have both.
pub fn comment_words(words: &[[String; 2]]) -> Vocabulary {
    let mut vocabulary = Vocabulary::NONE;
    PLACE_NAMES.iter().for_each(|name| vocabulary.add_field("place", name));
    for (key, [zh, en]) in COMMENT_COLUMNS.into_iter().chain(ANSWER_COLUMNS).zip(words) {
        for word in [zh, en, &[zh.as_str(), en].concat()] {
            if !word.is_empty() {
                vocabulary.add_field(key, word);
            }
        }
    }
    vocabulary
}

/// The names of columns that drafters use in their own tables.
const DRAFTERS: [(&str, &[&str]); 5] = [
    ("place", &["标准章条编号", "章条", "条款编号"]),
    ("proposal", &["意见内容", "意见或建议", "意见和建议"]),
    ("organization", &["意见提出单位", "单位"]),
    (DECISION, &["处理意见", "处理结果", "采纳情况", "Decision"]),
    (DECISION_REASON, &["处理理由", "备注", "Reason for the decision"]),
];

/// The words of [`comment_words`] with those of the tables in which drafters say what they decided.
pub fn drafters_words(words: &[[String; 2]]) -> Vocabulary {
    let mut vocabulary = comment_words(words);
    for (key, names) in DRAFTERS {
        names.iter().for_each(|name| vocabulary.add_field(key, name));
    }
    vocabulary
}

impl CommentReader<'_> {
    /// Reads a file. A form is named in a refusal only where the file is meant to hold comments.
    ///
    /// # Errors
    /// What it is where it holds no comments, and what is wrong with it, each with its place.
    pub fn read(&self, bytes: &[u8]) -> Result<CommentsArrival, Refused> {
        let refused = |form, encoding, problems| Refused { form, encoding, problems };
        let Text { text, encoding } =
            decode(bytes, self.words, self.gb18030).map_err(|problem| refused(None, None, vec![problem]))?;
        let (form, FoundComments { comments, lines, left_out }) =
            self.form(&text).map_err(|(form, problems)| refused(form, Some(encoding), problems))?;
        let mut notices = Vec::new();
        if encoding == Encoding::Gb18030 {
            let said = comments.all().iter().flat_map(Comment::shown);
            notices.push(Notice::EncodingGuessed(sample(said, &text)));
        }
        if !comments.edition().is_empty() && comments.edition() != self.edition {
            notices.push(Notice::OtherEdition(comments.edition().to_owned()));
        }
        Ok(CommentsArrival { form, encoding, comments, left_out, notices, lines })
    }

    fn form(&self, text: &str) -> Result<(FileForm, FoundComments), (Option<FileForm>, Vec<Problem>)> {
        let body = text.trim_start();
        if is_object(body) {
            let meant = |is_comments: bool| is_comments.then_some(FileForm::Json);
            let found = read_file(text).map_err(|no| (meant(no.is_comments), vec![no.problem]))?;
            return Ok((FileForm::Json, found));
        }
        if let Some(code) = marked_up(body) {
            return Err((None, vec![Problem::whole(code)]));
        }
        match table::read(text, self.words) {
            CommentTable::Comments(list, left_out) => {
                let mut comments = Comments::new(self.edition);
                comments.take(list);
                Ok((FileForm::Table, FoundComments { comments, lines: Vec::new(), left_out }))
            }
            CommentTable::Wrong(problems) => Err((Some(FileForm::Table), problems)),
            CommentTable::Answers => Err((None, vec![Problem::whole(Code::Assessment)])),
            CommentTable::Other if holds_link(text) => Err((None, vec![Problem::whole(Code::Assessment)])),
            CommentTable::Other => Err((None, vec![Problem::whole(Code::Unrecognized)])),
        }
    }
}

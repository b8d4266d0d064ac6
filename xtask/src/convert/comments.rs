//! Comments from one form into another.

use dtmm_exchange::{COMMENT_COLUMNS, CommentsArrival, Notice, not_in_comment_table, write_comments};
use dtmm_model::Lang;

use super::report::{Conversion, Left, Outcome, Report, Taken, To, line, rest};
use crate::terminal::{plain, short};
use dtmm_content::document::Document;

/// Writes comments that were read, and says what became of them. A table has them in the order of
/// their identifiers, and its heads in Chinese.
pub(super) fn converted(
    document: &Document,
    standard: &str,
    source: &str,
    mut arrival: CommentsArrival,
    to: To,
) -> Conversion {
    let kept = if to == To::Json { arrival.kept() } else { Vec::new() };
    if to == To::Csv {
        arrival.left_out.extend(not_in_comment_table(&arrival.comments));
    }
    let comments = &arrival.comments;
    // A table has no place for the organization of the next comment, nor for a comment without a word.
    let fields: &[&str] = if comments.organization().is_empty() || to == To::Csv { &[] } else { &["organization"] };
    let taken = comments.all().iter().filter(|one| to == To::Json || !one.is_wordless()).count();
    let outcome = Outcome::Read {
        standard,
        edition: comments.edition(),
        taken: Taken::Comments { comments: taken, fields },
        kept: &kept,
        left_out: arrival.left_out.iter().map(Left::of).collect(),
        notices: arrival.notices.iter().map(Notice::key).collect(),
    };
    let (form, encoding) = (Some(arrival.form.key()), Some(arrival.encoding.key()));
    let json = line(&Report { source, line: None, form, encoding, outcome });
    let human = told(document, source, &arrival, taken, fields, &kept);
    let heads = COMMENT_COLUMNS
        .map(|key| document.interface.find(&format!("slip_{key}"), Lang::Zh).unwrap_or_default().to_owned());
    let text = match to {
        To::Json => comments.write(),
        To::Csv => write_comments(comments.all().iter(), &heads),
    };
    Conversion { text: Some(text), json, human }
}

fn told(
    document: &Document,
    source: &str,
    arrival: &CommentsArrival,
    taken: usize,
    fields: &[&str],
    kept: &[String],
) -> String {
    let (form, encoding, comments) = (arrival.form.key(), arrival.encoding.key(), &arrival.comments);
    let mut told =
        format!("{}: comments, {form}, {encoding}, edition {}\n", plain(source), plain(&short(comments.edition())));
    let fields: String = fields.iter().map(|field| format!(", {field}")).collect();
    told += &format!("  taken: {taken} comments{fields}\n");
    if !kept.is_empty() {
        let kept: Vec<String> = kept.iter().map(|path| plain(&short(path))).collect();
        told += &format!("  kept unchanged though unknown: {}\n", kept.join(", "));
    }
    told + &rest(document, &arrival.left_out, &arrival.notices)
}

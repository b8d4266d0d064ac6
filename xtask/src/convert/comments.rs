//! Converts comments.

use dtmm_exchange::{COMMENT_COLUMNS, CommentsArrival, Notice, not_in_comment_table, write_comments};

use super::report::{
    Conversion, FileOutcome, FileReport, LeftOutJson, Taken, TargetForm, kept_line, left_out_and_notices, line,
};
use crate::terminal::{plain, short};
use dtmm_content::document::Document;

/// Writes comments in the target form, with a report. A table is in the order of their identifiers, with Chinese column
/// headings.
pub(super) fn converted(
    document: &Document,
    standard: &str,
    source: &str,
    mut arrival: CommentsArrival,
    to: TargetForm,
) -> Conversion {
    let kept = if to == TargetForm::Json { arrival.kept() } else { Vec::new() };
    if to == TargetForm::Csv {
        arrival.left_out.extend(not_in_comment_table(&arrival.comments));
    }
    let comments = &arrival.comments;
    // A table has no column for the default organization, and no rows for comments without text.
    let fields: &[&str] =
        if comments.organization().is_empty() || to == TargetForm::Csv { &[] } else { &["organization"] };
    let taken = comments.all().iter().filter(|one| to == TargetForm::Json || !one.is_wordless()).count();
    let outcome = FileOutcome::Read {
        standard,
        edition: comments.edition(),
        taken: Taken::Comments { comments: taken, fields },
        kept: &kept,
        left_out: arrival.left_out.iter().map(LeftOutJson::of).collect(),
        notices: arrival.notices.iter().map(Notice::key).collect(),
        taken_out: None,
    };
    let (form, encoding) = (Some(arrival.form.key()), Some(arrival.encoding.key()));
    let json = line(&FileReport { source, line: None, form, encoding, outcome });
    let human = summary(document, source, &arrival, taken, fields, &kept);
    let binding = document.languages.binding();
    let heads = COMMENT_COLUMNS
        .map(|key| document.interface.find(&format!("slip_{key}"), binding).unwrap_or_default().to_owned());
    let text = match to {
        TargetForm::Csv | TargetForm::Workbook(..) => write_comments(comments.all().iter(), &heads),
        TargetForm::Json | TargetForm::Oscal(_) => comments.write(),
    };
    Conversion { text: Some(text), workbook: None, json, human }
}

fn summary(
    document: &Document,
    source: &str,
    arrival: &CommentsArrival,
    taken: usize,
    fields: &[&str],
    kept: &[String],
) -> String {
    let (form, encoding, comments) = (arrival.form.key(), arrival.encoding.key(), &arrival.comments);
    let mut summary =
        format!("{}: comments, {form}, {encoding}, edition {}\n", plain(source), plain(&short(comments.edition())));
    let fields: String = fields.iter().map(|field| format!(", {field}")).collect();
    summary += &format!("  taken: {taken} comments{fields}\n");
    summary += &kept_line(kept);
    summary + &left_out_and_notices(document, &arrival.left_out, &arrival.notices)
}

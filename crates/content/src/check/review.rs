//! Each English text was reviewed against the current Chinese: the fingerprint recorded with it is still right.

use std::collections::BTreeSet;

use super::findings::Findings;
use super::passage::{Passage, front};
use super::subject::Subject;
use crate::diagnostic::codes::{STALE_TRANSLATION, UNEQUAL_PARAGRAPHS, UNEQUAL_REVIEWS};
use crate::parse::{Step, TextPair, fingerprint};

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for passage in subject.passages.iter().filter(|passage| is_stale(passage)) {
        let now = fingerprint(passage.zh);
        if let Some(reviewed) = passage.reviewed {
            let message = match reviewed {
                "" => "the English has not been reviewed against the Chinese",
                _ => "the Chinese has changed since the English was reviewed",
            };
            let (message, help) = match passage.paragraph() {
                None => {
                    let help = format!("read the English against the Chinese, then write `reviewed: \"{now}\"`");
                    (message.to_owned(), help)
                }
                Some(number) => (
                    format!("paragraph {number}: {message}"),
                    format!(
                        "read the English against the Chinese, then make `\"{now}\"` number {number} in `reviewed:`"
                    ),
                ),
            };
            findings.add(STALE_TRANSLATION, passage.review_place(), message, help);
        }
    }
    let content = subject.content;
    for pair in content.text.values().chain(content.tool_methods.values()).chain(content.methods.values()) {
        paragraphs(pair, findings);
    }
}

/// The identifiers of passages whose English was not reviewed against the current Chinese.
pub(super) fn stale(passages: &[Passage<'_>]) -> BTreeSet<String> {
    passages.iter().filter(|passage| is_stale(passage)).map(|passage| passage.at.to_string()).collect()
}

fn is_stale(passage: &Passage<'_>) -> bool {
    passage.reviewed.is_some_and(|reviewed| !passage.zh.is_empty() && reviewed != fingerprint(passage.zh))
}

fn paragraphs<'a>(pair: &'a TextPair, findings: &mut Findings<'a>) {
    let (Some(zh), Some(en)) = (&pair.zh, &pair.en) else { return };
    let (in_zh, in_en) = (zh.blocks.len(), en.blocks.len());
    if in_zh != in_en {
        let message = format!("{in_en} paragraphs here, but {in_zh} in {}", zh.path);
        let help = "give both files the same paragraphs in the same order, with an empty line between them";
        findings.add(UNEQUAL_PARAGRAPHS, front(en), message, help);
    } else if en.front.reviewed.len() > in_zh {
        let place = front(en).step(Step::Key("reviewed")).step(Step::Item(in_zh));
        let message = format!("{} fingerprints for {in_zh} paragraphs", en.front.reviewed.len());
        findings.add(UNEQUAL_REVIEWS, place, message, "remove those that belong to no paragraph");
    }
}

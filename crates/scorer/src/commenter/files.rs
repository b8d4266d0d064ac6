//! Files of comments: read and added, and the table written. By the same reader as everywhere.

use dtmm_exchange::{Adder, Comment, CommentsArrival, Notice, comment_words, write_comments};
use dtmm_store::Stamp;
use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

use super::{Commenter, with};
use crate::file_reader::read_comments;
use crate::outcome::Outcome;

/// The kind of the act that adds comments from a file.
const ADDED: &str = "added";

/// Reads a file of any form and adds its comments that are not here yet, as an act about its `name`.
/// `words` alternates the Chinese and the English word of each column, then of the identifier and the
/// answer of a table of answers; `anchor` gives the identifier for a place in words; new identifiers end
/// with `own`.
/// Gives a list: the problems of the file, as code, line, column and field, alternating, and nothing else
/// if there are any; the identifier of the act, or `undefined` if no comment is new; the numbers of
/// comments added, of comments that were here, and of unknown fields kept; what was left out, as line,
/// name and reason, alternating; the edition of the file if it is another one; some words of the file if
/// its encoding is a guess.
///
/// # Errors
/// A browser that refuses something.
#[cfg_attr(feature = "commenter", wasm_bindgen(js_name = addFile))]
pub fn add_file(name: &str, bytes: &[u8], words: &Array, anchor: &Function, own: &str) -> Result<Array, JsValue> {
    let words = comment_words(&pairs(words));
    with(|commenter| {
        let edition = &commenter.store.form().edition;
        match read_comments(bytes, &words, edition) {
            Ok(arrival) => commenter.add(name, &arrival, anchor, own),
            Err(refused) => {
                let said = refused.problems.iter().flat_map(|problem| {
                    let [line, column] = [problem.line, problem.column].map(number);
                    [JsValue::from(problem.code.key()), line, column, problem.path.as_str().into()]
                });
                Ok(Array::of1(&said.collect::<Array>().into()))
            }
        }
    })
}

/// The comments with these identifiers as a table, in this order. `heads` are the words of its columns.
///
/// # Errors
/// Comments that are not open.
#[cfg_attr(feature = "commenter", wasm_bindgen)]
pub fn table(ids: &Array, heads: &Array) -> Result<String, JsValue> {
    let (ids, heads) = (texts(ids), texts(heads));
    with(|commenter| {
        let record = commenter.store.record();
        let find = |id: &String| record.all().iter().find(|one: &&Comment| one.id() == id);
        Ok(write_comments(ids.iter().filter_map(find), &heads))
    })
}

impl Commenter {
    fn add(&mut self, name: &str, arrival: &CommentsArrival, anchor: &Function, own: &str) -> Outcome<Array> {
        let anchor = |place: &str| {
            let meant = anchor.call1(&JsValue::NULL, &place.into());
            meant.ok().and_then(|meant| meant.as_string()).unwrap_or_default()
        };
        let added = self.store.record().adding(arrival, &Adder { own, anchor: &anchor });
        let about = format!("{}/{}/{name}", added.taken, added.same);
        let act = self.store.act(ADDED, &about, &added.sets, false);
        if act.is_some() {
            self.request_lock()?;
        }
        let left = added.left_out.iter();
        let left = left.flat_map(|one| [number(one.line), one.id.as_str().into(), one.reason.key().into()]);
        let (mut edition, mut sample) = (JsValue::UNDEFINED, JsValue::UNDEFINED);
        for notice in &arrival.notices {
            match notice {
                Notice::OtherEdition(other) => edition = other.as_str().into(),
                Notice::EncodingGuessed(words) => sample = words.as_str().into(),
                // Comments have one reader.
                Notice::Said(_) => {}
            }
        }
        let act = act.map_or(JsValue::UNDEFINED, |act| Stamp::text(act).into());
        let counts = [added.taken, added.same, added.kept.len()].map(number);
        let left: JsValue = left.collect::<Array>().into();
        Ok([Array::new().into(), act].into_iter().chain(counts).chain([left, edition, sample]).collect())
    }
}

fn number(count: usize) -> JsValue {
    u32::try_from(count).unwrap_or(u32::MAX).into()
}

fn texts(list: &Array) -> Vec<String> {
    list.iter().filter_map(|text| text.as_string()).collect()
}

fn pairs(words: &Array) -> Vec<[String; 2]> {
    texts(words).chunks_exact(2).map(|pair| [pair[0].clone(), pair[1].clone()]).collect()
}

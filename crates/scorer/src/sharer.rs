//! The engine that makes what is handed on: encrypted files, anonymous copies, links and QR codes. What is said of them
//! is the matter of the script that calls this.

use dtmm_exchange::{Share, to_link};
use dtmm_model::Outline;
use dtmm_scoring::{Assessment, Vocabulary, read_text, write};
use dtmm_sharing::{QrCode, RANDOM_BYTES, USUAL_WORK, Unopened};
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// What stands in the place of a word that was taken out.
const TAKEN_OUT: &str = "…";

/// Encrypts a file. `random` are as many bytes as [`random_bytes`] says, from the browser's source.
///
/// # Errors
/// The key of [`Unopened`], or too few random bytes.
#[cfg_attr(feature = "sharer", wasm_bindgen)]
pub fn encrypt(content: &str, passphrase: &str, random: &[u8]) -> Result<Vec<u8>, JsValue> {
    let random: &[u8; RANDOM_BYTES] = random.try_into().map_err(|_| JsValue::from("too few random bytes"))?;
    dtmm_sharing::encrypt(content.as_bytes(), passphrase, random, USUAL_WORK).map_err(said)
}

/// How many random bytes [`encrypt`] needs.
#[cfg_attr(feature = "sharer", wasm_bindgen(js_name = randomBytes))]
pub fn random_bytes() -> usize {
    RANDOM_BYTES
}

/// Opens an encrypted file.
///
/// # Errors
/// The key of [`Unopened`].
#[cfg_attr(feature = "sharer", wasm_bindgen)]
pub fn decrypt(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, JsValue> {
    dtmm_sharing::decrypt(bytes, passphrase).map_err(said)
}

/// An anonymous copy of a file: its text, then the numbers of [`TakenOut`](dtmm_scoring::TakenOut). `reason` stands where
/// a reason must stand.
///
/// # Errors
/// An outline or a file that cannot be read.
#[cfg_attr(feature = "sharer", wasm_bindgen)]
pub fn anonymous(outline: &str, file: &str, reason: &str) -> Result<Array, JsValue> {
    let (outline, assessment) = read(outline, file)?;
    let (copy, out) = assessment.anonymous(&outline, reason);
    let counts = out.counts().into_iter().map(|(_, count)| JsValue::from(count as u32));
    Ok([JsValue::from(write(&copy, &outline))].into_iter().chain(counts).collect())
}

/// A copy of a file without the words, a line each: its text, how many were taken out, and how many unknown fields.
///
/// # Errors
/// An outline or a file that cannot be read.
#[cfg_attr(feature = "sharer", wasm_bindgen(js_name = withoutWords))]
pub fn without_words(outline: &str, file: &str, words: &str) -> Result<Array, JsValue> {
    let (outline, assessment) = read(outline, file)?;
    let words: Vec<String> = words.lines().map(str::to_owned).collect();
    let (copy, found, unknown) = assessment.without_words(&words, TAKEN_OUT);
    Ok(Array::of3(&write(&copy, &outline).into(), &(found as u32).into(), &(unknown as u32).into()))
}

/// The text of a link with the answers of a file.
///
/// # Errors
/// An outline or a file that cannot be read.
#[cfg_attr(feature = "sharer", wasm_bindgen)]
pub fn link(outline: &str, file: &str) -> Result<String, JsValue> {
    let (outline, assessment) = read(outline, file)?;
    Ok(to_link(&outline, &assessment, Share::AnswersOnly))
}

/// The QR code of a text: its size, and the path of its drawing; nothing where the text is too long.
#[cfg_attr(feature = "sharer", wasm_bindgen(js_name = qrCode))]
pub fn qr_code(text: &str) -> Option<Array> {
    QrCode::of(text).map(|code| Array::of2(&code.size.into(), &code.path.into()))
}

fn read(outline: &str, file: &str) -> Result<(Outline, Assessment), JsValue> {
    let outline: Outline = outline.parse().map_err(|_| JsValue::from("no outline"))?;
    let reading = read_text(file, &outline, &Vocabulary::NONE).map_err(|_| JsValue::from("no file"))?;
    Ok((outline, reading.assessment))
}

fn said(why: Unopened) -> JsValue {
    why.key().into()
}

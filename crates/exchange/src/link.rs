//! The link: a whole assessment in the part of an address after `#`.
//!
//! A link is the version `2` and then, in base64 with the alphabet for addresses and without
//! padding:
//!
//! | bytes | hold |
//! | --- | --- |
//! | 4 | CRC-32 of everything after them |
//! | 4 | the number of bytes after these |
//! | some | the edition, and a line feed |
//! | 4 | CRC-32 of the text form of the outline |
//! | 1 for 3 entries | their answers in the order of the standard, as digits to the base 6 |
//! | the rest | the assessment file without these answers; nothing if it would be empty |
//!
//! Numbers have their lowest byte first. Links of the version `1` have the number of entries, in 2
//! bytes, in the place of the sum of the outline; they are read for ever.

use base64ct::{Base64UrlUnpadded, Encoding};
use dtmm_model::Outline;
use dtmm_scoring::{Answer, Assessment, Code, EntryDetails, Problem, Reading, read, write};

/// The version that is written, and the one before.
const VERSION: char = '2';
const OLD_VERSION: char = '1';

/// What precedes the text of a link in an address, plain and percent-encoded.
const MARKS: [&str; 3] = ["#a=", "%23a=", "%23a%3D"];

/// How much of an assessment a link tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Everything.
    Whole,
    /// What results are made of: answers and their reasons, subdomains out of scope and theirs, the
    /// method shown first, the weights. No names, notes, evidence or dates.
    AnswersOnly,
}

/// The link text of an assessment.
pub fn to_link(outline: &Outline, assessment: &Assessment, what: Share) -> String {
    let shared = match what {
        Share::Whole => assessment.clone(),
        Share::AnswersOnly => answers_only(outline, assessment),
    };
    let mut body = head(outline, VERSION);
    let answers: Vec<u8> = outline.items().map(|item| digit(shared.answer(item.id))).collect();
    body.extend(answers.chunks(3).map(|three| three.iter().rev().fold(0, |byte, digit| byte * 6 + digit)));
    body.extend(rest(outline, shared).bytes());
    let length = u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes();
    let checked = [&length, body.as_slice()].concat();
    let bytes = [&crc_32(&checked).to_le_bytes(), checked.as_slice()].concat();
    [String::from(VERSION), Base64UrlUnpadded::encode_string(&bytes)].concat()
}

/// Reads the text of a link, with or without the address before it. White space, and `%` with two
/// digits for a character, are seen through; it is read as far as its own length says, so that what
/// a program or a writer put after it does not matter.
///
/// # Errors
/// A link that is [cut off](Code::LinkCut) or was [changed](Code::LinkDamaged), one for
/// [another edition or another list of entries](Code::LinkOther), and the problems of the assessment
/// itself.
pub fn from_link(text: &str, outline: &Outline) -> Result<Reading, Vec<Problem>> {
    unpack(code_of(text).unwrap_or(text), outline).map_err(|code| vec![Problem::whole(code)])?
}

/// Whether a text counts as a link: it holds the mark of one, or is one without its address.
pub(crate) fn holds_link(text: &str) -> bool {
    // As many letters as any link has, in one piece.
    const FEWEST: usize = 12;
    let text = text.trim();
    let is_versioned = text.starts_with([VERSION, OLD_VERSION]);
    code_of(text).is_some()
        || (is_versioned && text.chars().take_while(|character| is_letter(*character)).count() >= FEWEST)
}

/// What follows the mark of a link.
fn code_of(text: &str) -> Option<&str> {
    MARKS.iter().find_map(|mark| text.split_once(mark)).map(|(_, code)| code)
}

const fn is_letter(character: char) -> bool {
    matches!(character, 'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '_')
}

fn unpack(text: &str, outline: &Outline) -> Result<Result<Reading, Vec<Problem>>, Code> {
    let (version, bytes) = decode(text)?;
    let (sum, checked) = bytes.split_first_chunk().ok_or(Code::LinkCut)?;
    if u32::from_le_bytes(*sum) != crc_32(checked) {
        return Err(Code::LinkDamaged);
    }
    let body = checked.get(4..).ok_or(Code::LinkCut)?;
    let body = body.strip_prefix(head(outline, version).as_slice()).ok_or(Code::LinkOther)?;
    let (packed, rest) = body.split_at_checked(outline.items().count().div_ceil(3)).ok_or(Code::LinkDamaged)?;
    let rest = std::str::from_utf8(rest).map_err(|_| Code::LinkDamaged)?;
    if packed.iter().any(|byte| *byte >= 216) {
        return Err(Code::LinkDamaged);
    }
    let reading = match rest {
        "" => Ok(Reading { assessment: Assessment::new(&outline.edition), warnings: Vec::new() }),
        file => read(file.as_bytes(), outline),
    };
    Ok(reading.and_then(|reading| answered(reading, packed, outline)))
}

/// The version of a link and its decoded bytes, as many as it declares.
fn decode(text: &str) -> Result<(char, Vec<u8>), Code> {
    let mut letters = letters(text);
    let version = letters.next().ok_or(Code::LinkCut)?;
    if !matches!(version, VERSION | OLD_VERSION) {
        return Err(Code::LinkDamaged);
    }
    let letters: String = letters.collect();
    // Twelve letters hold the eight bytes of sum and length, and the first byte of what follows, which no link lacks.
    let start = decoded(letters.get(..12).ok_or(Code::LinkCut)?)?;
    let length = start.get(4..8).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes).ok_or(Code::LinkCut)?;
    let length = usize::try_from(length).ok().and_then(|length| length.checked_add(8)).ok_or(Code::LinkDamaged)?;
    let needed = length.checked_mul(4).ok_or(Code::LinkDamaged)?.div_ceil(3);
    let bytes = decoded(letters.get(..needed).ok_or(Code::LinkCut)?)?;
    Ok((version, bytes))
}

/// The bytes that these letters encode.
fn decoded(letters: &str) -> Result<Vec<u8>, Code> {
    Base64UrlUnpadded::decode_vec(letters).map_err(|_| Code::LinkDamaged)
}

/// The letters of a link, up to the first character that none has.
fn letters(text: &str) -> impl Iterator<Item = char> {
    let mut characters = text.trim_start().chars();
    let next = move || {
        let character = characters.find(|character| !character.is_whitespace())?;
        if character != '%' {
            return Some(character);
        }
        let mut digit = || characters.next().and_then(|character| character.to_digit(16));
        let (high, low) = digit().zip(digit())?;
        char::from_u32(high * 16 + low)
    };
    std::iter::from_fn(next)
        .filter(|character| !character.is_whitespace())
        .take_while(|character| is_letter(*character))
}

/// The assessment with the packed answers, which are all there are.
fn answered(mut reading: Reading, packed: &[u8], outline: &Outline) -> Result<Reading, Vec<Problem>> {
    let digits = packed.iter().flat_map(|byte| [byte % 6, byte / 6 % 6, byte / 36]);
    let mut problems = Vec::new();
    for (item, digit) in outline.items().zip(digits) {
        let answer = usize::from(digit).checked_sub(1).and_then(|index| Answer::ALL.get(index).copied());
        if reading.assessment.set_answer(item, answer).is_err() {
            let id = item.id.to_string();
            let path = ["answers", &id].join(".");
            problems.push(Problem { code: Code::MissingReason, line: 1, column: 1, path, entry: Some(id) });
        }
    }
    if problems.is_empty() { Ok(reading) } else { Err(problems) }
}

/// What must be the same where the link is read: the edition, and the entries in their order. How answers are counted
/// may change: the link holds answers, not results.
fn head(outline: &Outline, version: char) -> Vec<u8> {
    let mut head = outline.edition.clone().into_bytes();
    head.push(b'\n');
    match version {
        OLD_VERSION => head.extend(u16::try_from(outline.items().count()).unwrap_or(u16::MAX).to_le_bytes()),
        _ => head.extend(crc_32(outline.shape().as_bytes()).to_le_bytes()),
    }
    head
}

fn digit(answer: Option<Answer>) -> u8 {
    let place = answer.and_then(|answer| Answer::ALL.iter().position(|one| *one == answer));
    place.map_or(0, |place| place as u8 + 1)
}

/// The file without the answers that are packed, and without what only sets its lines.
fn rest(outline: &Outline, mut assessment: Assessment) -> String {
    for item in outline.items() {
        // Without an answer nothing can be refused.
        let _ = assessment.set_answer(item, None);
    }
    if assessment == Assessment::new(&outline.edition) {
        return String::new();
    }
    write(&assessment, outline).lines().map(str::trim_start).collect()
}

fn answers_only(outline: &Outline, assessment: &Assessment) -> Assessment {
    let mut shared = Assessment::new(&assessment.edition);
    shared.profile = assessment.profile;
    shared.weights.clone_from(&assessment.weights);
    for (code, reason) in assessment.all_tailored() {
        // As it stood there it can stand here, as below.
        let _ = shared.set_tailored(*code, Some(reason));
    }
    for item in outline.items() {
        let details = EntryDetails { reason: assessment.details(item.id).reason.clone(), ..EntryDetails::NONE };
        let _ = shared.set(item, assessment.answer(item.id), details);
    }
    shared
}

/// The checksum of zip and PNG.
fn crc_32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg()))
    })
}

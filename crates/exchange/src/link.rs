//! The link: a whole assessment in the part of an address after `#`.
//!
//! A link is the version `1` and then, in base64 with the alphabet for addresses and without
//! padding:
//!
//! | bytes | hold |
//! | --- | --- |
//! | 4 | CRC-32 of everything after them |
//! | 4 | the number of bytes after these |
//! | some | the edition, and a line feed |
//! | 2 | the number of entries |
//! | 1 for 3 entries | their answers in the order of the standard, as digits to the base 6 |
//! | the rest | the assessment file without these answers; nothing if it would be empty |
//!
//! Numbers have their lowest byte first.

use base64ct::{Base64UrlUnpadded, Encoding};
use dtmm_model::Outline;
use dtmm_scoring::{Answer, Assessment, Code, Problem, Reading, Remarks, read, write};

const VERSION: char = '1';

/// How much of an assessment a link tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Everything.
    Whole,
    /// What results are made of: answers and their reasons, subdomains out of scope and theirs, the
    /// method shown first. No names, notes, evidence or dates.
    AnswersOnly,
}

/// The link text of an assessment.
pub fn to_link(outline: &Outline, assessment: &Assessment, what: Share) -> String {
    let shared = match what {
        Share::Whole => assessment.clone(),
        Share::AnswersOnly => answers_only(outline, assessment),
    };
    let mut body = head(outline);
    let answers: Vec<u8> = outline.items().map(|item| digit(shared.answer(item.id))).collect();
    body.extend(answers.chunks(3).map(|three| three.iter().rev().fold(0, |byte, digit| byte * 6 + digit)));
    body.extend(rest(outline, shared).bytes());
    let length = u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes();
    let checked = [&length, body.as_slice()].concat();
    let bytes = [&crc_32(&checked).to_le_bytes(), checked.as_slice()].concat();
    [String::from(VERSION), Base64UrlUnpadded::encode_string(&bytes)].concat()
}

/// Reads a link text. White space, and `%` with two digits for a character, are seen through.
///
/// # Errors
/// Not a link of this version, a character that no link has, a link that is cut off or was changed,
/// [another edition or another number of entries](Code::OtherEdition), and the problems of the
/// assessment itself.
pub fn from_link(text: &str, outline: &Outline) -> Result<Reading, Vec<Problem>> {
    unpack(text, outline)
        .map_err(|(code, column)| vec![Problem { code, line: 1, column, path: String::new(), entry: None }])?
}

/// What is wrong with the text of a link, and at which character.
type Fault = (Code, usize);

fn unpack(text: &str, outline: &Outline) -> Result<Result<Reading, Vec<Problem>>, Fault> {
    let bytes = decode(text)?;
    let cut = (Code::UnexpectedEnd, text.chars().count() + 1);
    let (sum, checked) = bytes.split_first_chunk().ok_or(cut)?;
    let (length, body) = checked.split_first_chunk().ok_or(cut)?;
    if usize::try_from(u32::from_le_bytes(*length)).is_ok_and(|length| length > body.len()) {
        return Err(cut);
    }
    if u32::from_le_bytes(*sum) != crc_32(checked) {
        return Err((Code::Syntax, 1));
    }
    let body = body.strip_prefix(head(outline).as_slice()).ok_or((Code::OtherEdition, 1))?;
    let (packed, rest) = body.split_at_checked(outline.items().count().div_ceil(3)).ok_or(cut)?;
    let rest = std::str::from_utf8(rest).map_err(|_| (Code::NotUtf8, 1))?;
    if packed.iter().any(|byte| *byte >= 216) {
        return Err((Code::Syntax, 1));
    }
    let reading = match rest {
        "" => Ok(Reading { assessment: Assessment::new(&outline.edition), warnings: Vec::new() }),
        file => read(file.as_bytes(), outline),
    };
    Ok(reading.and_then(|reading| answered(reading, packed, outline)))
}

/// The bytes that the characters of a link stand for.
fn decode(text: &str) -> Result<Vec<u8>, Fault> {
    let end = (Code::UnexpectedEnd, text.chars().count() + 1);
    let mut version = None;
    let mut letters = String::new();
    let mut characters = text.chars().enumerate();
    while let Some((index, mut character)) = characters.next() {
        if character == '%' {
            let mut digit = || characters.next().and_then(|(_, character)| character.to_digit(16));
            let code = digit().zip(digit()).and_then(|(high, low)| char::from_u32(high * 16 + low));
            character = code.ok_or((Code::Syntax, index + 1))?;
        }
        match (character, version) {
            _ if character.is_whitespace() => {}
            (_, None) if character == VERSION => version = Some(character),
            (_, None) => return Err((Code::WrongFormat, index + 1)),
            ('A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '_', _) => letters.push(character),
            _ => return Err((Code::Syntax, index + 1)),
        }
    }
    // The alphabet is right, so that only letters can be missing.
    Base64UrlUnpadded::decode_vec(&letters).map_err(|_| end)
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

/// What must be the same where the link is read: the edition and the number of entries.
fn head(outline: &Outline) -> Vec<u8> {
    let mut head = outline.edition.clone().into_bytes();
    head.push(b'\n');
    head.extend(u16::try_from(outline.items().count()).unwrap_or(u16::MAX).to_le_bytes());
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
    for (code, reason) in assessment.all_tailored() {
        // As it stood there it can stand here, as below.
        let _ = shared.set_tailored(*code, Some(reason));
    }
    for item in outline.items() {
        let remarks = Remarks { reason: assessment.remarks(item.id).reason.clone(), ..Remarks::NONE };
        let _ = shared.set(item, assessment.answer(item.id), remarks);
    }
    shared
}

/// The checksum of zip and PNG.
fn crc_32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg()))
    })
}

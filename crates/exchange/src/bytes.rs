//! From bytes to text. What a file is called says nothing: only its bytes are asked.
//!
//! By hand, because what decides here are the frequencies of bytes and words that only this program
//! knows, and because a library of encodings is larger than the engine of the page: the browser has
//! one, and the command line brings one.

use std::borrow::Cow;

use dtmm_scoring::{Code, Problem, Vocabulary};

use crate::report::Encoding;

/// The most bytes that one file may have, so that none can fill the memory: a complete assessment with a
/// page of notes on every entry has a tenth of it.
pub const MOST_BYTES: usize = 16 << 20;

/// Decodes GB 18030; `None` if some byte is invalid.
pub type Gb18030<'g> = &'g dyn Fn(&[u8]) -> Option<String>;

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<'b> {
    /// Without a byte order mark.
    pub text: Cow<'b, str>,
    /// Its encoding.
    pub encoding: Encoding,
}

/// The text in bytes: by byte order mark, else UTF-16 where the bytes look so, else UTF-8, else
/// GB 18030 where what comes out looks like Chinese.
///
/// # Errors
/// What the bytes are where they are no text, as a workbook or a PDF; nothing at all; the place of
/// the first byte at fault.
pub fn decode<'b>(bytes: &'b [u8], words: &Vocabulary, gb18030: Gb18030<'_>) -> Result<Text<'b>, Problem> {
    if bytes.len() > MOST_BYTES {
        return Err(Problem::whole(Code::TooLarge));
    }
    if let Some(code) = no_text(bytes) {
        return Err(Problem::whole(code));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf_16(rest, Encoding::Utf16Le);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf_16(rest, Encoding::Utf16Be);
    }
    let mark = "\u{feff}".as_bytes();
    if let Some(rest) = bytes.strip_prefix(mark) {
        return utf_8(rest);
    }
    if let Some(encoding) = looks_like_utf_16(bytes) {
        return utf_16(bytes, encoding);
    }
    utf_8(bytes).or_else(|problem| {
        // No text has zeros; pictures and programs do.
        if bytes.contains(&0) {
            return Err(Problem::whole(Code::Unrecognized));
        }
        let found = if is_damaged_utf_8(bytes) { None } else { gb18030(bytes) };
        let found = found.filter(|text| words.is_spoken_in(text) || looks_like_chinese(bytes));
        found.map(|text| Text { text: text.into(), encoding: Encoding::Gb18030 }).ok_or(problem)
    })
}

/// Names within the archives that are workbooks, and within those that are other documents.
const WORKBOOKS: [&[u8]; 2] = [b"xl/workbook.", b"opendocument.spreadsheet"];
const DOCUMENTS: [&[u8]; 4] =
    [b"word/document.", b"ppt/presentation.", b"opendocument.text", b"opendocument.presentation"];

/// What bytes are that begin like this and are no text.
fn no_text(bytes: &[u8]) -> Option<Code> {
    let holds = |name: &&[u8]| bytes.windows(name.len()).any(|window| window == *name);
    let is_blank = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, 0 | 0xef | 0xbb | 0xbf | 0xff | 0xfe);
    // Programs ignore white space before these signatures.
    match bytes.trim_ascii_start() {
        [b'P', b'K', 3 | 5 | 7, ..] if WORKBOOKS.iter().any(holds) => Some(Code::Workbook),
        [b'P', b'K', 3 | 5 | 7, ..] if DOCUMENTS.iter().any(holds) => Some(Code::Document),
        [b'P', b'K', 3 | 5 | 7, ..]
        | [0x1f, 0x8b, ..]
        | [b'R', b'a', b'r', b'!', ..]
        | [b'7', b'z', 0xbc, 0xaf, ..] => Some(Code::Archive),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(Code::OldWorkbook),
        [b'%', b'P', b'D', b'F', ..] => Some(Code::Pdf),
        [b'{', b'\\', b'r', b't', b'f', ..] => Some(Code::Document),
        _ if bytes.iter().all(is_blank) => Some(Code::Empty),
        _ => None,
    }
}

fn utf_8(bytes: &[u8]) -> Result<Text<'_>, Problem> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Text { text: text.into(), encoding: Encoding::Utf8 }),
        Err(error) => Err(after(&String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default()))),
    }
}

fn utf_16<'b>(bytes: &[u8], encoding: Encoding) -> Result<Text<'b>, Problem> {
    let unit = |pair: &[u8]| match (pair, encoding) {
        ([high, low], Encoding::Utf16Be) => u16::from_be_bytes([*high, *low]),
        ([low, high], _) => u16::from_le_bytes([*low, *high]),
        // Half a character at the end, which no text has.
        _ => 0xd800,
    };
    let mut text = String::new();
    for character in char::decode_utf16(bytes.chunks(2).map(unit)) {
        match character {
            Ok(character) => text.push(character),
            Err(_) => return Err(after(&text)),
        }
    }
    Ok(Text { text: text.into(), encoding })
}

/// The place right after a text.
fn after(text: &str) -> Problem {
    let line = text.matches('\n').count() + 1;
    let column = text.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Problem { line, column, ..Problem::whole(Code::NotUtf8) }
}

/// Texts hold digits, commas and line ends: in UTF-16 one half of each is zero, and always the same.
fn looks_like_utf_16(bytes: &[u8]) -> Option<Encoding> {
    const LOOKED_AT: usize = 4096;
    // A zero or two in a short text are damage.
    const FEWEST: usize = 4;
    let zeros = |from: usize| bytes.iter().take(LOOKED_AT).skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let enough = (bytes.len().min(LOOKED_AT) / 32).max(FEWEST);
    if second > enough && first * 16 <= second {
        return Some(Encoding::Utf16Le);
    }
    (first > enough && second * 16 <= first).then_some(Encoding::Utf16Be)
}

/// Whether bytes are UTF-8 with some at fault: characters of three bytes or more, of which texts in
/// other encodings have hardly any by chance, outnumber the faults.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|character| character.len_utf8() > 2).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && good >= bad
}

/// Whether bytes that are GB 18030 are so by more than chance: three of four of its characters are
/// among the words and marks of GB 2312, in which hardly a text of another encoding stays.
fn looks_like_chinese(bytes: &[u8]) -> bool {
    let (mut usual, mut all) = (0, 0);
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        rest = after;
        if *first < 0x80 {
            continue;
        }
        let second = after.first().copied().unwrap_or(0);
        let length = if second.is_ascii_digit() { 3 } else { 1 };
        rest = after.get(length..).unwrap_or_default();
        all += 1;
        usual += usize::from(matches!(first, 0xa1 | 0xa3 | 0xb0..=0xf7) && second >= 0xa1);
    }
    usual * 4 >= all * 3
}

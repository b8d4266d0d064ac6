//! The archive that an office file is.
//!
//! By hand: a few parts are packed and unpacked in memory, and what comes out must be bounded over all of them.

use dtmm_scoring::Code;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

/// The most bytes that the parts of an archive may unpack to, together: a complete assessment with a page of notes on every
/// entry has a tenth of it.
const MOST_UNPACKED: usize = 64 << 20;

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// The length of the record at the end, without a comment.
const END_LENGTH: usize = 22;
/// The longest comment that may follow it.
const COMMENT: usize = 0xffff;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// The first day that archives know, so that the same parts give the same bytes.
const FIRST_DAY: u16 = 0x21;
/// How hard the packer tries: the best that is not slow.
const EFFORT: u8 = 6;

/// The parts of an archive, not yet unpacked.
pub struct Archive<'b> {
    parts: Vec<PackedPart<'b>>,
    room: usize,
}

struct PackedPart<'b> {
    name: String,
    method: u16,
    sum: u32,
    packed: &'b [u8],
}

impl<'b> Archive<'b> {
    /// Finds the parts in the bytes of an archive.
    ///
    /// # Errors
    /// The bytes are damaged.
    pub fn open(bytes: &'b [u8]) -> Result<Archive<'b>, Code> {
        let parts = parts(bytes).ok_or(Code::DamagedWorkbook)?;
        Ok(Archive { parts, room: MOST_UNPACKED })
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part.name.eq_ignore_ascii_case(name))
    }

    /// The text of a part; `None` where there is no such part.
    ///
    /// # Errors
    /// The part is damaged, or larger than what the archive may still unpack to.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Code> {
        let Some(part) = self.parts.iter().find(|part| part.name.eq_ignore_ascii_case(name)) else { return Ok(None) };
        let bytes = match part.method {
            STORED if part.packed.len() > self.room => return Err(Code::TooLarge),
            STORED => part.packed.to_vec(),
            DEFLATED => match decompress_to_vec_with_limit(part.packed, self.room) {
                Ok(bytes) => bytes,
                Err(error) if error.status == TINFLStatus::HasMoreOutput => return Err(Code::TooLarge),
                Err(_) => return Err(Code::DamagedWorkbook),
            },
            _ => return Err(Code::DamagedWorkbook),
        };
        if sum(&bytes) != part.sum {
            return Err(Code::DamagedWorkbook);
        }
        self.room -= bytes.len().min(self.room);
        let text = String::from_utf8(bytes).map_err(|_| Code::DamagedWorkbook)?;
        Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
    }
}

/// The parts that the list at the end of an archive names; `None` where something is not where it should be.
fn parts(bytes: &[u8]) -> Option<Vec<PackedPart<'_>>> {
    let last = bytes.len().checked_sub(END_LENGTH)?;
    let end = (last.saturating_sub(COMMENT)..=last).rev().find(|at| number(bytes, *at) == Some(END))?;
    let count = short(bytes, end + 10)?;
    let mut at = number(bytes, end + 16)? as usize;
    let mut parts = Vec::new();
    for _ in 0..count {
        if number(bytes, at)? != CENTRAL {
            return None;
        }
        let is_locked = short(bytes, at + 8)? & 1 != 0;
        let (method, sum) = (short(bytes, at + 10)?, number(bytes, at + 16)?);
        let length = number(bytes, at + 20)? as usize;
        let [name, extra, comment] = [28, 30, 32].map(|place| short(bytes, at + place).map(usize::from));
        let local = number(bytes, at + 42)? as usize;
        let named = bytes.get(at + 46..at + 46 + name?)?;
        if is_locked || number(bytes, local)? != LOCAL {
            return None;
        }
        let lengths = usize::from(short(bytes, local + 26)?) + usize::from(short(bytes, local + 28)?);
        let start = local.checked_add(30 + lengths)?;
        // Some programs write the separators of Windows.
        let name_text = String::from_utf8_lossy(named).replace('\\', "/");
        let packed = bytes.get(start..start.checked_add(length)?)?;
        parts.push(PackedPart { name: name_text.trim_start_matches('/').to_owned(), method, sum, packed });
        at = at.checked_add(46 + name? + extra? + comment?)?;
    }
    Some(parts)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

/// The archive of parts, each with its name. The same parts give the same bytes.
pub fn archive(parts: &[(String, String)]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let packed = compress_to_vec(text.as_bytes(), EFFORT);
        let offset = out.len() as u32;
        let mut about = Vec::new();
        // Names in UTF-8.
        for value in [20u16, 1 << 11, DEFLATED, 0, FIRST_DAY] {
            about.extend(value.to_le_bytes());
        }
        for value in [sum(text.as_bytes()), packed.len() as u32, text.len() as u32] {
            about.extend(value.to_le_bytes());
        }
        about.extend((name.len() as u16).to_le_bytes());
        about.extend(0u16.to_le_bytes());
        out.extend(LOCAL.to_le_bytes());
        out.extend(&about);
        out.extend(name.as_bytes());
        out.extend(packed);
        list.extend(CENTRAL.to_le_bytes());
        list.extend(20u16.to_le_bytes());
        list.extend(about);
        // No comment, the first disk, no attributes.
        list.extend([0; 10]);
        list.extend(offset.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let (count, start) = ((parts.len() as u16).to_le_bytes(), out.len() as u32);
    let length = list.len() as u32;
    out.extend(list);
    out.extend(END.to_le_bytes());
    out.extend([0; 4]);
    out.extend([count, count].concat());
    out.extend(length.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
    out
}

/// The check sum of archives, CRC-32.
fn sum(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = table();
    let step = |sum: u32, byte: &u8| TABLE[((sum ^ u32::from(*byte)) & 0xff) as usize] ^ (sum >> 8);
    !bytes.iter().fold(!0, step)
}

const fn table() -> [u32; 256] {
    let (mut table, mut at) = ([0; 256], 0);
    while at < 256 {
        let (mut value, mut bit) = (at as u32, 0);
        while bit < 8 {
            value = if value & 1 == 1 { 0xedb8_8320 ^ (value >> 1) } else { value >> 1 };
            bit += 1;
        }
        table[at] = value;
        at += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        assert_eq!(sum(b"123456789"), 0xcbf4_3926);
        let long = "两 words ".repeat(10_000);
        let packed = archive(&[("a.xml".into(), "one".into()), ("名/b.xml".into(), long.clone())]);
        let mut archive = Archive::open(&packed).unwrap();
        assert!(archive.has("A.xml") && !archive.has("c.xml"));
        assert_eq!(archive.text("a.xml"), Ok(Some("one".into())));
        assert_eq!(archive.text("名/b.xml"), Ok(Some(long)));
        assert_eq!(archive.text("c.xml"), Ok(None));
    }

    #[test]
    fn parts_that_unpack_to_too_much_together_are_refused() {
        let bomb = "0".repeat(MOST_UNPACKED / 2 + 1);
        let packed = archive(&[("a".into(), bomb.clone()), ("b".into(), bomb)]);
        assert!(packed.len() < MOST_UNPACKED / 500);
        let mut archive = Archive::open(&packed).unwrap();
        assert!(archive.text("a").is_ok());
        assert_eq!(archive.text("b"), Err(Code::TooLarge));
    }

    #[test]
    fn damage_is_noticed() {
        let packed = archive(&[("a.xml".into(), "one two three, one two three".into())]);
        for at in 0..packed.len() {
            let mut damaged = packed.clone();
            damaged[at] ^= 0x55;
            // Dates and attributes may differ; no other text comes out, and nothing panics.
            if let Ok(Ok(Some(text))) = Archive::open(&damaged).map(|mut archive| archive.text("a.xml")) {
                assert_eq!(text, "one two three, one two three", "byte {at}");
            }
            let cut = Archive::open(&packed[..at]).map(|_| ());
            assert_eq!(cut, Err(Code::DamagedWorkbook), "cut at {at}");
        }
    }
}

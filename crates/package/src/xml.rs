//! XML: what reading the parts of an office file needs, and the escapes of writing them.

use std::borrow::Cow;

use dtmm_scoring::Code;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A piece of a part, with names as they are without a prefix.
pub enum Piece<'x> {
    /// An element begins.
    Open(&'x str, &'x Attributes<'x>),
    /// An element ends.
    Close(&'x str),
    /// Text within an element.
    Text(&'x str),
}

/// The attributes of an element.
pub struct Attributes<'x>(BytesStart<'x>);

impl Attributes<'_> {
    /// The value of an attribute, by its name without a prefix.
    pub fn get(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        let found = all.with_checks(false).filter_map(Result::ok).find(|one| one.key.local_name().as_ref() == name)?;
        Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
    }
}

/// Takes the pieces of a text in their order.
///
/// # Errors
/// The text is no XML, or what `take` says.
pub fn walk(text: &str, mut take: impl FnMut(Piece<'_>) -> Result<(), Code>) -> Result<(), Code> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    loop {
        match reader.read_event().map_err(|_| Code::DamagedWorkbook)? {
            Event::Start(element) => {
                let attributes = Attributes(element.borrow());
                take(Piece::Open(element.local_name().as_ref(), &attributes))?;
            }
            Event::End(element) => take(Piece::Close(element.local_name().as_ref()))?,
            Event::Text(text) => take(Piece::Text(&text.xml10_content()))?,
            Event::CData(text) => take(Piece::Text(&text.xml10_content()))?,
            Event::GeneralRef(name) => {
                let mut place = [0; 4];
                let character = match (name.resolve_char_ref(), &*name) {
                    (Ok(Some(character)), _) => character,
                    (_, "lt") => '<',
                    (_, "gt") => '>',
                    (_, "amp") => '&',
                    (_, "quot") => '"',
                    (_, "apos") => '\'',
                    // Names that a part declares itself would let a small text become a very large one.
                    _ => return Err(Code::DamagedWorkbook),
                };
                take(Piece::Text(character.encode_utf8(&mut place)))?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A text for the content or an attribute of an element.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '>', '&', '"', '\n', '\t']) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            _ => out.push(character),
        }
    }
    out.into()
}

//! A reader of JSON text that always knows where it is, so that every fault can be shown in the
//! file, and that keeps what it need not understand as it was written.

use std::borrow::Cow;

use crate::problem::Code;

/// No value may be nested deeper.
const DEEPEST: u32 = 64;

/// A fault that ends the reading: the text is not JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JsonError {
    /// The byte at fault.
    pub at: usize,
    /// What is wrong with it.
    pub code: Code,
}

/// A place in a JSON text, for the readers of all files of the project. Each step fails with the place
/// where the text is not JSON, or is not what the step reads.
#[derive(Clone)]
pub struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// The place before a text.
    pub fn new(text: &'a str) -> Cursor<'a> {
        Cursor { text, at: 0 }
    }

    /// The byte that is read next.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The first character of the next value, which tells its type; 0 at the end of the text.
    pub fn peek(&mut self) -> u8 {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
        self.byte().unwrap_or(0)
    }

    /// Goes to the next key of an object, or the next element of an array, and past its end where
    /// there is none. `first` must be true before the first call; `close` is the closing bracket.
    pub fn next(&mut self, first: &mut bool, close: u8) -> Result<bool, JsonError> {
        let opening = std::mem::replace(first, false);
        let byte = self.peek();
        if byte == close {
            self.at += 1;
            return Ok(false);
        }
        if !opening {
            self.expect(b',')?;
        }
        Ok(true)
    }

    /// Reads this one character.
    pub fn expect(&mut self, byte: u8) -> Result<(), JsonError> {
        if self.peek() == byte {
            self.at += 1;
            return Ok(());
        }
        Err(self.fault(Code::Syntax))
    }

    /// Reads a key and the colon after it, up to the value.
    pub fn key(&mut self) -> Result<Cow<'a, str>, JsonError> {
        self.peek();
        let key = self.string()?;
        self.expect(b':')?;
        self.peek();
        Ok(key)
    }

    /// Reads a string.
    pub fn string(&mut self) -> Result<Cow<'a, str>, JsonError> {
        self.expect(b'"')?;
        let start = self.at;
        self.plain();
        let plain = self.slice(start, self.at);
        if self.byte() == Some(b'"') {
            self.at += 1;
            return Ok(Cow::Borrowed(plain));
        }
        let mut text = plain.to_owned();
        loop {
            match self.byte() {
                Some(b'"') => break,
                Some(b'\\') => text.push(self.escape()?),
                _ => return Err(self.fault(Code::Syntax)),
            }
            let start = self.at;
            self.plain();
            text.push_str(self.slice(start, self.at));
        }
        self.at += 1;
        Ok(Cow::Owned(text))
    }

    /// Skips a value of any type.
    pub fn skip(&mut self) -> Result<(), JsonError> {
        self.skip_below(DEEPEST)
    }

    /// Skips a value of any type and gives its text without the white space between its parts.
    pub fn compact(&mut self) -> Result<String, JsonError> {
        self.peek();
        let start = self.at;
        self.skip()?;
        let mut compact = String::new();
        let mut quoted = false;
        let mut escaped = false;
        for character in self.slice(start, self.at).chars() {
            if quoted || !matches!(character, ' ' | '\n' | '\r' | '\t') {
                compact.push(character);
            }
            quoted ^= character == '"' && !escaped;
            escaped = quoted && character == '\\' && !escaped;
        }
        Ok(compact)
    }

    /// Reads the end of the text.
    pub fn end(&mut self) -> Result<(), JsonError> {
        self.peek();
        if self.at == self.text.len() { Ok(()) } else { Err(self.fault(Code::Syntax)) }
    }

    fn skip_below(&mut self, depth: u32) -> Result<(), JsonError> {
        match self.peek() {
            b'"' => drop(self.string()?),
            open @ (b'{' | b'[') => {
                // In ASCII, a closing bracket is two codes after its opening one.
                let (close, mut first) = (open + 2, true);
                if depth == 0 {
                    return Err(self.fault(Code::TooDeep));
                }
                self.at += 1;
                while self.next(&mut first, close)? {
                    if open == b'{' {
                        self.key()?;
                    }
                    self.skip_below(depth - 1)?;
                }
            }
            b't' => self.word("true")?,
            b'f' => self.word("false")?,
            b'n' => self.word("null")?,
            _ => self.number()?,
        }
        Ok(())
    }

    fn word(&mut self, word: &str) -> Result<(), JsonError> {
        for byte in word.bytes() {
            self.one(|next| next == byte)?;
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), JsonError> {
        self.any(|byte| byte == b'-', 1);
        if !self.any(|byte| byte == b'0', 1) {
            self.digits()?;
        }
        if self.any(|byte| byte == b'.', 1) {
            self.digits()?;
        }
        if self.any(|byte| matches!(byte, b'e' | b'E'), 1) {
            self.any(|byte| matches!(byte, b'+' | b'-'), 1);
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        if self.any(|byte| byte.is_ascii_digit(), usize::MAX) { Ok(()) } else { Err(self.fault(Code::Syntax)) }
    }

    /// Reads up to `most` characters of a kind, and whether there was any.
    fn any(&mut self, kind: fn(u8) -> bool, most: usize) -> bool {
        let start = self.at;
        while self.at - start < most && self.byte().is_some_and(kind) {
            self.at += 1;
        }
        self.at > start
    }

    /// Reads one character of a kind.
    fn one(&mut self, kind: impl Fn(u8) -> bool) -> Result<u8, JsonError> {
        match self.byte() {
            Some(byte) if kind(byte) => {
                self.at += 1;
                Ok(byte)
            }
            _ => Err(self.fault(Code::Syntax)),
        }
    }

    /// Goes to the next quote, backslash or control character.
    fn plain(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let plain = |byte: &u8| *byte >= b' ' && *byte != b'"' && *byte != b'\\';
        self.at += rest.iter().position(|byte| !plain(byte)).unwrap_or(rest.len());
    }

    /// Reads an escape, from its backslash.
    fn escape(&mut self) -> Result<char, JsonError> {
        let start = self.at;
        self.at += 1;
        let character = match self.one(|_| true)? {
            byte @ (b'"' | b'\\' | b'/') => Some(char::from(byte)),
            b'b' => Some('\u{8}'),
            b'f' => Some('\u{c}'),
            b'n' => Some('\n'),
            b'r' => Some('\r'),
            b't' => Some('\t'),
            b'u' => self.unicode()?,
            _ => None,
        };
        character.ok_or(JsonError { at: start, code: Code::Syntax })
    }

    /// Reads the digits of a `\u` escape, and of the second one where the first is half a pair.
    fn unicode(&mut self) -> Result<Option<char>, JsonError> {
        let first = self.four_digits()?;
        if !(0xD800..0xDC00).contains(&first) {
            return Ok(char::from_u32(first));
        }
        self.one(|byte| byte == b'\\')?;
        self.one(|byte| byte == b'u')?;
        let second = self.four_digits()?;
        let low = (0xDC00..0xE000).contains(&second).then(|| second - 0xDC00);
        Ok(low.and_then(|low| char::from_u32(0x10000 + ((first - 0xD800) << 10) + low)))
    }

    fn four_digits(&mut self) -> Result<u32, JsonError> {
        let mut value = 0;
        for _ in 0..4 {
            let digit = char::from(self.one(|byte| byte.is_ascii_hexdigit())?).to_digit(16).unwrap_or(0);
            value = value * 16 + digit;
        }
        Ok(value)
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Both ends are at ASCII characters, so that slicing never fails.
    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    fn fault(&self, code: Code) -> JsonError {
        let code = if self.at >= self.text.len() { Code::UnexpectedEnd } else { code };
        JsonError { at: self.at, code }
    }
}

/// Appends a text as a JSON string.
pub fn push_string(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1f}' => {
                out.push_str(if character < '\u{10}' { "\\u000" } else { "\\u001" });
                out.push(char::from_digit(u32::from(character) & 15, 16).unwrap_or('0'));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

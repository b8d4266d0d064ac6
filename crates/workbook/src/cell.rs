//! The places of cells, and the characters that the format writes by their number.

use std::borrow::Cow;

/// The letters of a column, counted from 0: `A`, `Z`, `AA`.
pub(crate) fn column_name(column: usize) -> String {
    let (mut name, mut rest) = (String::new(), column + 1);
    while rest > 0 {
        name.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    name
}

/// The column, counted from 0, and the row, counted from 1, of a place as `AB12`.
pub(crate) fn place_of(name: &str) -> Option<(usize, usize)> {
    let name = name.trim_start_matches('$');
    let end = name.find(|one: char| !one.is_ascii_alphabetic())?;
    let (letters, digits) = name.split_at_checked(end)?;
    // The format has no more than three letters.
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().fold(0, |sum, letter| sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    Some((column - 1, digits.trim_start_matches('$').parse().ok()?))
}

/// A text with the characters that a program wrote by their number, as `_x000D_`.
pub(crate) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find("_x") {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        match numbered(found) {
            Some(character) => {
                out.push(character);
                rest = found.get(7..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = found.get(2..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out.into()
}

/// A text in which nothing looks like a character written by its number.
pub(crate) fn encoded(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find("_x") {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        out.push_str(if numbered(found).is_some() { "_x005F_" } else { "_" });
        rest = found.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
    out.into()
}

/// The character that a text begins with, written by its number.
fn numbered(text: &str) -> Option<char> {
    let digits = text.get(2..6).filter(|digits| digits.bytes().all(|one| one.is_ascii_hexdigit()))?;
    let is_closed = text.get(6..7) == Some("_");
    u32::from_str_radix(digits, 16).ok().filter(|_| is_closed).and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_letters_and_numbers() {
        for (name, column) in [("A", 0), ("Z", 25), ("AA", 26), ("AZ", 51), ("ZZ", 701), ("AAA", 702), ("XFD", 16_383)]
        {
            assert_eq!(column_name(column), name);
            assert_eq!(place_of(&format!("{name}12")), Some((column, 12)));
        }
        assert_eq!(place_of("$b$3"), Some((1, 3)));
        for name in ["", "A", "12", "ABCD1", "A-1", "甲1"] {
            assert_eq!(place_of(name), None, "{name}");
        }
    }

    #[test]
    fn characters_by_number_are_read_and_never_written_by_chance() {
        assert_eq!(decoded("a_x000D_\nb_x005F_x0041_ _x00_ _xÜ00D_"), "a\r\nb_x0041_ _x00_ _xÜ00D_");
        for text in ["", "_x0041_", "__x0041__x", "_x_x0041_", "x_x00zz_", "_x5F_x005f_"] {
            assert_eq!(decoded(&encoded(text)), text);
        }
    }
}

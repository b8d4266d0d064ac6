//! What the engine of workbooks hands over to the engine that takes files in: a text, because engines share nothing else.

/// The first line of such a text.
const MARK: &str = "dtmm-handover/1\n";

/// What is to be said of a file, and the file as JSON; no file where it is refused for what is said.
#[cfg(any(feature = "workbooks", test))]
pub(crate) fn hand_over(said: &str, file: &str) -> String {
    // Names in a workbook may hold line breaks.
    [MARK, &said.replace(char::is_control, " "), "\n", file].concat()
}

/// What was handed over: what is to be said of the file, and the file; `None` where the bytes are something else.
pub(crate) fn handed_over(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let rest = bytes.strip_prefix(MARK.as_bytes())?;
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let said = std::str::from_utf8(rest.get(..end)?).ok()?;
    Some((said, rest.get(end + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_handed_over_arrives() {
        for (said, arrived, file) in
            [("sheet a\n\nb, row 2", "sheet a  b, row 2", "{\n\n}"), ("", "", "{}"), ("no", "no", "")]
        {
            let text = hand_over(said, file);
            assert_eq!(handed_over(text.as_bytes()), Some((arrived, file.as_bytes())));
        }
        for other in [&b"{}"[..], b"dtmm-handover/1", b"", MARK.as_bytes()] {
            assert_eq!(handed_over(other), None);
        }
    }
}

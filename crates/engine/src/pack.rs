//! Bindings and module as one classic script.
//!
//! A page opened from a folder may not fetch anything and may not load module scripts, so the
//! module travels as text inside the script. Base64 would hide the module's patterns from the
//! compressor; here one byte stays one character, which after brotli is a quarter smaller.

/// What the bindings generator made.
pub(super) struct Bindings {
    /// The script part: defines `wasm_bindgen` in the scope it stands in.
    pub(super) glue: String,
    /// The module, without names and without notes on its producers.
    pub(super) wasm: Vec<u8>,
}

/// Added to each byte before it becomes a character. It brings a module's most frequent bytes
/// into the printable ASCII range, where a character is one byte in the file.
const SHIFT: u8 = 35;

/// How many bytes are unpacked before the page is given its turn.
const AT_ONCE: usize = 24576;

/// The script that defines `global`. It starts with a byte order mark, so that it is read as UTF-8 whatever the page
/// or the server says; its names stay inside a function, and a second load changes nothing.
pub(super) fn script(global: &str, bindings: &Bindings) -> Vec<u8> {
    let glue = bindings.glue.trim();
    let text = text(&bindings.wasm);
    let sum = sum(&bindings.wasm);
    // A folder on a worn stick gives other bytes without a word, and they might even run. The module
    // is compiled asynchronously: browsers before Chromium 114 refuse to compile more than 4 KB in
    // one go on the page's own thread.
    format!(
        "\u{feff}globalThis.{global} ??= (() => {{\n{glue}\nconst text = \"{text}\";\nlet ready;\n\
         const turn = () => new Promise((done) => setTimeout(done));\n\
         const start = async () => {{\n\
         const bytes = new Uint8Array(text.length);\n\
         let sum = 0;\n\
         for (let at = 0; at < bytes.length; at += 1) {{\n\
         if (at % {AT_ONCE} === 0) await turn();\n\
         bytes[at] = text.charCodeAt(at) - {SHIFT};\n\
         sum = Math.imul(sum, 31) + bytes[at] | 0;\n\
         }}\n\
         if (sum !== {sum}) throw new Error(\"damaged\");\n\
         await wasm_bindgen({{ module_or_path: bytes }});\n\
         await turn();\nreturn wasm_bindgen;\n}};\n\
         return () => ready ??= start();\n}})();\n"
    )
    .into_bytes()
}

/// What the script reckons its bytes up to.
fn sum(bytes: &[u8]) -> i32 {
    bytes.iter().fold(0, |sum: i32, byte| sum.wrapping_mul(31).wrapping_add(i32::from(*byte)))
}

/// One character a byte: the shifted byte itself where it is printable and means nothing inside a
/// string, else the same plus 256. A `Uint8Array` takes both back to the byte.
fn text(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| character(byte.wrapping_add(SHIFT))).collect()
}

fn character(byte: u8) -> char {
    match byte {
        b'"' | b'\\' => char::from_u32(256 + u32::from(byte)).expect("a letter of Latin Extended-A"),
        b' '..=b'~' => char::from(byte),
        _ => char::from_u32(256 + u32::from(byte)).expect("below U+0200 every number is a character"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the script does with its text: code unit minus shift, cut to a byte.
    fn decode(text: &str) -> Vec<u8> {
        text.encode_utf16().map(|unit| unit.wrapping_sub(u16::from(SHIFT)) as u8).collect()
    }

    #[test]
    fn every_byte_comes_back() {
        let bytes: Vec<u8> = (0..=255).collect();
        assert_eq!(decode(&text(&bytes)), bytes);
    }

    #[test]
    fn no_character_can_end_the_string_or_the_line() {
        let bytes: Vec<u8> = (0..=255).collect();
        for c in text(&bytes).chars() {
            assert!(c == ' ' || c.is_ascii_graphic() && c != '"' && c != '\\' || ('\u{100}'..='\u{1ff}').contains(&c));
        }
    }

    #[test]
    fn the_script_is_one_statement_with_a_byte_order_mark() {
        let bindings = Bindings { glue: "let wasm_bindgen = 1;\n".to_owned(), wasm: b"\0asm".to_vec() };
        let script = String::from_utf8(script("dtmmEngine", &bindings)).expect("UTF-8");
        assert!(script.starts_with("\u{feff}globalThis.dtmmEngine ??= (() => {\nlet wasm_bindgen = 1;\n"), "{script}");
        assert!(script.ends_with("})();\n"), "{script}");
        assert!(script.contains(&format!("\"{}\"", text(b"\0asm"))), "{script}");
        // In ECMAScript: [0, 97, 115, 109].reduce((sum, byte) => Math.imul(sum, 31) + byte | 0, 0).
        assert!(script.contains("!== 96891)"), "{script}");
        assert_eq!(sum(&[255; 9]), -1_670_364_801, "wraps as there");
    }
}

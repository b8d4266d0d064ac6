//! A text as a QR code.

use std::fmt::Write;

use qrcodegen::{QrCode as Squares, QrCodeEcc};

/// The squares of light around a code, without which phones do not find it.
const QUIET: i32 = 4;

/// A QR code, as its drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrCode {
    /// The width of the drawing in squares, with the light around the code.
    pub size: i32,
    /// The dark squares as the path of an SVG drawing.
    pub path: String,
}

impl QrCode {
    /// The code of a text, with as much room for damage as fits; `None` where the text is too long for one code.
    pub fn of(text: &str) -> Option<QrCode> {
        let squares = Squares::encode_text(text, QrCodeEcc::Low).ok()?;
        let size = squares.size();
        let mut path = String::new();
        for y in 0..size {
            let mut x = 0;
            while x < size {
                let length = (x..size).take_while(|x| squares.get_module(*x, y)).count() as i32;
                if length > 0 {
                    // Cannot fail: a text takes everything.
                    let _ = write!(path, "M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET);
                }
                x += length.max(1);
            }
        }
        Some(QrCode { size: size + 2 * QUIET, path })
    }
}

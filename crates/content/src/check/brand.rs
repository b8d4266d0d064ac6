//! The colours of the site: text has to be readable in them and on them.

use super::findings::Findings;
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::WRONG_VALUE;
use crate::parse::Step;
use crate::parse::paths::MODEL;

/// The least contrast of text with what is behind it: WCAG 2.2, 1.4.3.
const LEAST_CONTRAST: f64 = 4.5;

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(brand) = subject.content.model.as_ref().and_then(|model| model.brand.as_ref()) else { return };
    // What stands beside each colour, as `site/assets/css/tokens.css` has it: the page, and text on a button.
    let colours = [
        ("colour", &brand.colour, ["#ffffff", "#ffffff"]),
        ("colour-dark", &brand.colour_dark, ["#10171d", "#08222f"]),
    ];
    for (key, colour, others) in colours {
        let place = Place::value(MODEL, &[Step::Key("brand"), Step::Key(key)]);
        let Some(own) = luminance(colour) else {
            let help = "write `#` and six hexadecimal digits in lower case, as `#0a5a86`, in quotes";
            findings.add(WRONG_VALUE, place, format!("`{colour}` is not a colour"), help);
            continue;
        };
        let pairs = others.iter().filter_map(|other| Some((*other, contrast(own, luminance(other)?))));
        if let Some((other, contrast)) =
            pairs.min_by(|one, two| one.1.total_cmp(&two.1)).filter(|(_, contrast)| *contrast < LEAST_CONTRAST)
        {
            let message = format!("`{colour}` beside `{other}` has a contrast of {contrast:.1}, which is hard to read");
            let way = if key == "colour" { "darker" } else { "lighter" };
            findings.add(
                WRONG_VALUE,
                place,
                message,
                format!("take a {way} colour, with a contrast of at least {LEAST_CONTRAST}"),
            );
        }
    }
}

/// The relative luminance of a colour, 0 to 1, by WCAG 2.2; `None` if it is none.
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| {
        digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    })?;
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * part(0)? + 0.7152 * part(2)? + 0.0722 * part(4)?)
}

/// The contrast of two luminances, 1 to 21.
fn contrast(one: f64, two: f64) -> f64 {
    (one.max(two) + 0.05) / (one.min(two) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let of = |one: &str, two: &str| contrast(luminance(one).unwrap(), luminance(two).unwrap());
        assert!((of("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((of("#767676", "#ffffff") - 4.54).abs() < 0.01);
        assert!(["", "#fff", "0a5a86", "#0A5A86", "#0a5a8g"].iter().all(|text| luminance(text).is_none()));
    }
}

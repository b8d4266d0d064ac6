//! The colours of the levels in a site with a brand: those of the brand, each as light as the tool's own in its place, so
//! that text on them is as easy to read.

/// The colours of the levels on light and on dark pages, as the stylesheets of the tool have them.
const LIGHT: [&str; 5] = ["#e4eff5", "#bfdae8", "#8abcd6", "#2f779f", "#0d4867"];
const DARK: [&str; 5] = ["#1b2d38", "#234558", "#2f6480", "#79b6d4", "#c3e4f4"];

/// Each colour of a level in the tool, with the one that takes its place beside these colours of a brand.
pub(super) fn tints(colour: &str, colour_dark: &str) -> impl Iterator<Item = (&'static str, String)> {
    let light = LIGHT.map(|own| (own, tint(colour, own)));
    let dark = DARK.map(|own| (own, tint(colour_dark, own)));
    light.into_iter().chain(dark)
}

/// A colour mixed with white or black until it is as light as another. What is no colour stays as it is.
fn tint(colour: &str, own: &str) -> String {
    let (Some(light), Some(wanted)) = (channels(colour), channels(own).map(luminance)) else { return own.to_owned() };
    let given = luminance(light);
    let mixed = light.map(|channel| {
        if wanted <= given {
            channel * wanted / given
        } else {
            channel + (1.0 - channel) * (wanted - given) / (1.0 - given)
        }
    });
    mixed.iter().fold("#".to_owned(), |text, channel| format!("{text}{:02x}", encoded(*channel)))
}

/// Red, green and blue of `#` and six hexadecimal digits, each as an amount of light from 0 to 1.
fn channels(colour: &str) -> Option<[f64; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let channel = |place: usize| {
        let value = f64::from(u8::from_str_radix(digits.get(place..place + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some([channel(0)?, channel(2)?, channel(4)?])
}

/// An amount of light as sRGB has it, 0 to 255.
fn encoded(light: f64) -> u8 {
    let value = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (value * 255.0).round() as u8
}

/// The relative luminance by WCAG 2.2, 0 to 1.
fn luminance([red, green, blue]: [f64; 3]) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contrast(one: &str, other: &str) -> f64 {
        let [one, other] = [one, other].map(|colour| luminance(channels(colour).unwrap()) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn the_stylesheet_of_the_tool_has_the_colours_that_are_replaced() {
        let tokens = include_str!("../../../site/assets/css/tokens.css");
        for own in [LIGHT, DARK] {
            let all: Vec<String> =
                own.iter().zip(1..).map(|(colour, level)| format!("--l{level}: {colour};")).collect();
            assert!(tokens.contains(&all.join(" ")), "{all:?}");
        }
        assert!(
            tokens.contains("--on-low: #10303f; --on-high: #fff;")
                && tokens.contains("--on-low: #e6f1f7; --on-high: #08222f;")
        );
    }

    #[test]
    fn text_on_every_tint_of_any_brand_is_easy_to_read() {
        let hues = ["#0a5a86", "#1f6b3a", "#8a1538", "#5b2d90", "#6b4e00", "#444444", "#00008b", "#a30000"];
        let dark = ["#74bde6", "#7fd0a0", "#ff9bb0", "#c8a8ff", "#ffd54a", "#cccccc", "#00ffff", "#ffff00"];
        for (colour, colour_dark) in hues.into_iter().zip(dark) {
            let tints: Vec<String> = tints(colour, colour_dark).map(|(_, tint)| tint).collect();
            for (place, tint) in tints.iter().enumerate() {
                let text = [["#10303f", "#ffffff"], ["#e6f1f7", "#08222f"]][place / 5][usize::from(place % 5 > 2)];
                assert!(contrast(text, tint) >= 4.5, "{text} on {tint} of {colour}: {}", contrast(text, tint));
            }
        }
    }

    #[test]
    fn a_tint_is_as_light_as_the_colour_whose_place_it_takes() {
        assert_eq!(tint("#0000ff", "#0000ff"), "#0000ff");
        for (own, tint) in tints("#8a1538", "#7fd0a0") {
            assert_ne!(own, tint);
            assert!(contrast(own, &tint) < 1.02, "{own} {tint}");
        }
    }
}

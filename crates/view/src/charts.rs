//! Drawings of results: a bar, a column, a radar of the domains, and a ring and a dot on one scale.
//! Each stands beside the words or the table it is drawn from. All coordinates are whole tenths, so that the same results give the same
//! drawing everywhere.

use dtmm_scoring::Fraction;

use crate::{Element, el};

/// A full turn is so much of the unit of angles, which is also the unit of sines.
const TURN: i64 = 6_283_185;
const UNIT: i64 = 1_000_000;

/// The width of one level in a bar, in tenths.
const STEP: u64 = 200;

/// The radar in tenths: its middle, and how far the highest level is from it.
const MIDDLE: (i64, i64) = (2400, 1720);
const RADIUS: i64 = 1200;
/// The distance of the names from the middle.
const NAMES: i64 = 1340;
/// The height of a line of a name.
const LINE: i64 = 170;

/// The place of level 0 on a scale, and the height of the scale, in tenths.
const FIRST: u64 = 50;
const SCALE_HEIGHT: u64 = 100;

/// A domain in the radar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Axis {
    /// What it is called; a name of several words takes two lines.
    pub(crate) name: String,
    /// Its result as it is written.
    pub(crate) shown: String,
}

/// A line through the axes of the radar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RadarLine {
    /// The class of the line and its dots.
    pub(crate) class: &'static str,
    /// A value an axis, 0 to the highest level; `None` where there is none.
    pub(crate) values: Vec<Option<Fraction>>,
}

/// A bar from 0 to the highest of the levels with a line at the target. The number is beside it, so that it is not read
/// out.
pub(crate) fn bar(value: Fraction, target: Option<u8>, levels: u8) -> Element {
    let width = scaled(value, STEP);
    let levels = u64::from(levels);
    let mut svg = picture("level-bar", &["0 0 ", &(levels * STEP / 10).to_string(), " 10"].concat())
        .with(rect("track", [0, 0, levels * STEP, 100]))
        .with(rect(&ramp(value), [0, 0, width, 100]));
    for level in 1..levels {
        svg = svg.with(line("step", [level * STEP, 0, level * STEP, 100]));
    }
    match target {
        Some(level) => {
            let at = u64::from(level) * STEP;
            svg.with(line("target", [at, 0, at, 100]))
        }
        None => svg,
    }
}

/// How much of a whole is done, as a bar. The numbers stand beside it.
pub(crate) fn share(part: u32, whole: u32) -> Element {
    let width = scaled(Fraction::new(part.into(), whole.max(1).into()), 1000);
    let bar = picture("share-bar", "0 0 100 10").with(rect("track", [0, 0, 1000, 100]));
    bar.with(rect("done", [0, 0, width, 100]))
}

/// A column for a count beside others, the tallest of which is `most`. The number stands beside it.
pub(crate) fn column(class: &str, count: u32, most: u32) -> Element {
    let height = scaled(Fraction::new(count.into(), most.max(1).into()), 400);
    picture("column", "0 0 20 40").with(rect(class, [0, 400 - height, 200, height]))
}

/// The radar of the domains, with one line over another. Where a line has no value, its outline has a gap. `title` is read
/// out in its place.
pub(crate) fn radar(title: String, axes: &[Axis], lines: &[RadarLine], levels: u8) -> Element {
    let levels = i64::from(levels).max(1);
    let mut svg = el("svg").class("radar").set("viewBox", "0 0 480 350").set("role", "img");
    svg = svg.with(el("title").say(title));
    for level in 1..=levels {
        let far = level * RADIUS / levels;
        let ring: Vec<_> = (0..axes.len()).map(|axis| Some(place(axis, axes.len(), far))).collect();
        svg = svg.with(outline("ring", &ring));
    }
    for axis in 0..axes.len() {
        let (x, y) = place(axis, axes.len(), RADIUS);
        svg = svg.with(el("path").class("axis").set("d", path_of(&[MIDDLE, (x, y)], false)));
    }
    for line in lines.iter().filter(|line| line.values.iter().any(Option::is_some)) {
        let points = points(&line.values, levels);
        svg = svg.with(outline(line.class, &points)).with_all(dots(line.class, &points));
    }
    // Above the lines, so that none crosses a number.
    svg = svg.with_all((1..=levels).map(|level| ring_number(level, levels)));
    svg.with_all(axes.iter().enumerate().map(|(index, axis)| label(index, axes.len(), axis)))
}

/// The number of a level beside its ring, on the axis that points up.
fn ring_number(level: i64, levels: i64) -> Element {
    let (x, y) = (MIDDLE.0 + 25, MIDDLE.1 - level * RADIUS / levels + 95);
    el("text").class("ring-number").set("x", tenths(x)).set("y", tenths(y)).say(level.to_string())
}

/// The numbers of the levels over scales of this kind.
pub(crate) fn scale_numbers(levels: u8) -> Element {
    let number = |level| {
        let number = el("text").set("x", at_level(Fraction::new(level, 1))).set("y", "8").set("text-anchor", "middle");
        number.say(level.to_string())
    };
    scale("scale", levels).with_all((0..=levels.into()).map(number))
}

/// Two values on one scale: a ring for the first, a dot for the second, and what lies between. The numbers stand beside it.
pub(crate) fn dumbbell(before: Option<Fraction>, after: Option<Fraction>, levels: u8) -> Element {
    let step = |level| line("step", [FIRST + level * STEP, 15, FIRST + level * STEP, 85]);
    let mut svg = scale("dumbbell", levels).with_all((0..=levels.into()).map(step));
    if let (Some(before), Some(after)) = (before, after) {
        let between = el("path").class("between");
        svg = svg.with(between.set("d", ["M", &at_level(before), " 5H", &at_level(after)].concat()));
    }
    let dot = |class: &str, value| el("circle").class(class).set("cx", at_level(value)).set("cy", "5");
    // The ring is the larger one, so that a dot of the same value stands within it.
    svg.with_all(before.map(|value| dot("before", value).set("r", "3.4")))
        .with_all(after.map(|value| dot("after", value).set("r", "2.4")))
}

/// Where a value lies on a scale.
fn at_level(value: Fraction) -> String {
    tenths(i64::try_from(FIRST + scaled(value, STEP)).unwrap_or(i64::MAX))
}

fn scale(class: &str, levels: u8) -> Element {
    let width = (2 * FIRST + u64::from(levels) * STEP) / 10;
    let frame = ["0 0 ", &width.to_string(), " ", &(SCALE_HEIGHT / 10).to_string()].concat();
    el("svg").class(class).set("viewBox", frame).set("aria-hidden", "true")
}

/// The class with the colour of a result: that of the level it has reached.
fn ramp(value: Fraction) -> String {
    ["f", &(value.numerator() / value.denominator()).to_string()].concat()
}

type Point = (i64, i64);

/// Where the values of a line lie.
fn points(values: &[Option<Fraction>], levels: i64) -> Vec<Option<Point>> {
    let far = |value| i64::try_from(scaled(value, RADIUS.unsigned_abs())).map_or(RADIUS, |far| far / levels);
    let values_with_index = values.iter().enumerate();
    values_with_index.map(|(index, value)| Some(place(index, values.len(), far((*value)?)))).collect()
}

/// The outline through the points: closed where it has all of them, else in parts.
fn outline(class: &str, points: &[Option<Point>]) -> Element {
    let count = points.len();
    let Some(gap) = points.iter().position(Option::is_none) else {
        let all: Vec<Point> = points.iter().copied().flatten().collect();
        return el("path").class(class).set("d", path_of(&all, true));
    };
    // From the gap once around, so that a part does not break at the first axis.
    let around: Vec<Option<Point>> = (1..=count).map(|step| points[(gap + step) % count]).collect();
    let parts = around.split(Option::is_none).filter(|part| part.len() > 1);
    let path: String = parts.map(|part| path_of(&part.iter().copied().flatten().collect::<Vec<_>>(), false)).collect();
    el("path").class(&(class.to_owned() + " open")).set("d", path)
}

fn path_of(points: &[Point], closed: bool) -> String {
    let mut path = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        path.push(if index == 0 { 'M' } else { 'L' });
        path.push_str(&tenths(*x));
        path.push(' ');
        path.push_str(&tenths(*y));
    }
    if closed {
        path.push('Z');
    }
    path
}

fn dots(class: &'static str, points: &[Option<Point>]) -> impl Iterator<Item = Element> {
    points.iter().flatten().map(move |(x, y)| {
        let dot = el("circle").class(class).set("cx", tenths(*x));
        dot.set("cy", tenths(*y)).set("r", "3.6")
    })
}

/// The name of a domain with its result, at the outer end of its axis.
fn label(index: usize, count: usize, axis: &Axis) -> Element {
    let (x, y) = place(index, count, NAMES);
    let (side, down) = (x - MIDDLE.0, y - MIDDLE.1);
    let anchor = match side {
        -100..=100 => "middle",
        101.. => "start",
        _ => "end",
    };
    let (first, last) = axis.name.rsplit_once(' ').map_or((None, axis.name.as_str()), |(a, b)| (Some(a), b));
    let lines: Vec<&str> = first.into_iter().chain([last]).collect();
    // Names above the middle grow upwards, those below it downwards.
    let extra = LINE * (lines.len() as i64 - 1);
    let top = y + 50 - extra * (NAMES - down) / (2 * NAMES);
    let mut label = el("text").set("text-anchor", anchor);
    for (number, words) in lines.iter().enumerate() {
        let mut line = el("tspan").set("x", tenths(x)).set("y", tenths(top + LINE * number as i64)).say(*words);
        if number + 1 == lines.len() {
            line = line.say(" ").with(el("tspan").class("value").say(axis.shown.as_str()));
        }
        label = label.with(line);
    }
    label
}

/// The point on an axis, so far from the middle. The first axis points up, the others follow
/// clockwise.
fn place(axis: usize, count: usize, far: i64) -> Point {
    let angle = TURN * axis as i64 / count.max(1) as i64;
    let (x, y) = (rounded(far * sine(angle), UNIT), rounded(far * sine(angle + TURN / 4), UNIT));
    (MIDDLE.0 + x, MIDDLE.1 - y)
}

/// The sine of an angle from 0 to less than two turns.
fn sine(angle: i64) -> i64 {
    let half = TURN / 2;
    let (sign, within) = if angle / half % 2 == 0 { (1, angle % half) } else { (-1, angle % half) };
    let x = within.min(half - within);
    let square = x * x / UNIT;
    let (mut sum, mut term) = (x, x);
    for step in [6, 20, 42, 72] {
        term = -term * square / UNIT / step;
        sum += term;
    }
    sign * sum
}

fn rounded(value: i64, by: i64) -> i64 {
    (value + by / 2).div_euclid(by)
}

/// A fraction of 1 as so many of `whole`, rounded down.
fn scaled(value: Fraction, whole: u64) -> u64 {
    value.numerator().saturating_mul(whole) / value.denominator()
}

/// A number of tenths as it is written.
fn tenths(value: i64) -> String {
    let mut text = if value < 0 { "-".to_owned() } else { String::new() };
    let value = value.unsigned_abs();
    text.push_str(&(value / 10).to_string());
    if !value.is_multiple_of(10) {
        text.push('.');
        text.push_str(&(value % 10).to_string());
    }
    text
}

/// A drawing that says nothing the words beside it do not say.
fn picture(class: &str, frame: &str) -> Element {
    el("svg").class(class).set("viewBox", frame).set("preserveAspectRatio", "none").set("aria-hidden", "true")
}

fn rect(class: &str, at: [u64; 4]) -> Element {
    shape("rect", class, ["x", "y", "width", "height"], at)
}

fn line(class: &str, at: [u64; 4]) -> Element {
    shape("line", class, ["x1", "y1", "x2", "y2"], at)
}

fn shape(name: &'static str, class: &str, attributes: [&'static str; 4], at: [u64; 4]) -> Element {
    let written = at.map(|value| tenths(i64::try_from(value).unwrap_or(i64::MAX)));
    attributes.into_iter().zip(written).fold(el(name).class(class), |shape, (name, value)| shape.set(name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axes(count: usize) -> Vec<Axis> {
        vec![Axis { name: "a".to_owned(), shown: String::new() }; count]
    }

    fn line_of(class: &'static str, values: &[Option<(u64, u64)>]) -> RadarLine {
        let value = |value: &Option<(u64, u64)>| value.map(|(above, below)| Fraction::new(above, below));
        RadarLine { class, values: values.iter().map(value).collect() }
    }

    fn attribute(element: &Element, class: &str, name: &str) -> Vec<String> {
        let mut found = Vec::new();
        for child in &element.children {
            let crate::Node::Element(child) = child else { continue };
            let of = |name: &str| child.attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| value.clone());
            if of("class").as_deref() == Some(class) {
                found.extend(of(name));
            }
        }
        found
    }

    #[test]
    fn sines_are_those_of_the_tables() {
        for (twelfth, sine_of) in
            [0, 500_000, 866_025, 1_000_000, 866_025, 500_000, 0, -500_000].into_iter().enumerate()
        {
            assert!((sine(TURN * twelfth as i64 / 12) - sine_of).abs() <= 8, "{twelfth}");
        }
    }

    #[test]
    fn points_of_known_levels() {
        // Four axes: up, right, down, left; 24 units a level around 240, 172.
        let target = line_of("target", &[Some((5, 1)), Some((1, 1)), Some((2, 1)), Some((3, 1))]);
        let now = line_of("now", &[Some((5, 1)), Some((0, 1)), Some((5, 2)), Some((1, 1))]);
        let radar = radar(String::new(), &axes(4), &[target, now], 5);
        assert_eq!(attribute(&radar, "now", "d"), ["M240 52L240 172L240 232L216 172Z"]);
        assert_eq!(attribute(&radar, "target", "d"), ["M240 52L264 172L240 220L168 172Z"]);
        assert_eq!(attribute(&radar, "now", "cy"), ["52", "172", "232", "172"]);
        assert_eq!(attribute(&radar, "ring", "d").len(), 5);
        assert_eq!(attribute(&radar, "ring", "d")[4], "M240 52L360 172L240 292L120 172Z");
        assert_eq!(attribute(&radar, "ring-number", "y"), ["157.5", "133.5", "109.5", "85.5", "61.5"]);
    }

    #[test]
    fn what_does_not_apply_is_a_gap() {
        let some = Some((1, 1));
        let lines = [line_of("now", &[some, None, some, some]), line_of("target", &[None; 4])];
        let radar_of = radar(String::new(), &axes(4), &lines, 5);
        assert_eq!(attribute(&radar_of, "now open", "d"), ["M240 196L216 172L240 148"]);
        assert_eq!(attribute(&radar_of, "now", "cx"), ["240", "240", "216"]);
        assert!(attribute(&radar_of, "target open", "d").is_empty());
    }

    #[test]
    fn a_ring_and_a_dot_lie_at_their_levels() {
        let value = |above, below| Some(Fraction::new(above, below));
        let moved = dumbbell(value(1, 1), value(5, 2), 5);
        assert_eq!(attribute(&moved, "before", "cx"), ["25"]);
        assert_eq!(attribute(&moved, "after", "cx"), ["55"]);
        assert_eq!(attribute(&moved, "between", "d"), ["M25 5H55"]);
        assert_eq!(attribute(&moved, "step", "x1"), ["5", "25", "45", "65", "85", "105"]);
        let gone = dumbbell(value(0, 1), None, 5);
        assert_eq!(attribute(&gone, "before", "cx"), ["5"]);
        assert!(attribute(&gone, "between", "d").is_empty() && attribute(&gone, "after", "cx").is_empty());
        assert_eq!(crate::Node::from(scale_numbers(3)).words(), "0123");
    }

    #[test]
    fn bars_and_columns() {
        let bar_of = bar(Fraction::new(7, 2), Some(4), 5);
        let bar_of_nine = bar(Fraction::new(19, 2), Some(9), 9);
        assert_eq!(attribute(&bar_of_nine, "f9", "width"), ["190"]);
        assert_eq!(attribute(&bar_of_nine, "step", "x1").len(), 8);
        let bar = bar_of;
        assert_eq!(attribute(&bar, "f3", "width"), ["70"]);
        assert_eq!(attribute(&bar, "target", "x1"), ["80"]);
        assert_eq!(attribute(&column("f2", 3, 12), "f2", "height"), ["10"]);
        assert_eq!(attribute(&column("f2", 0, 0), "f2", "height"), ["0"]);
    }

    #[test]
    fn tenths_are_written_short() {
        assert_eq!([0, 5, 120, -125].map(tenths), ["0", "0.5", "12", "-12.5"]);
    }
}

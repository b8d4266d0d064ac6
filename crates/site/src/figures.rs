//! The figures of the composition and of the levels, drawn from the model as boxes with text. Lengths are in SVG user
//! units.

use dtmm_model::Lang;
use serde::Serialize;

use super::anchors;
use super::views::{LevelView, Viewer};
use dtmm_content::parse::{COMPOSITION, STAIRCASE};

const WIDTH: u32 = 680;
const LINE: u32 = 20;
const GAP: u32 = 8;
/// Between the boxes of two levels.
const LEVEL_GAP: u32 = 6;

#[derive(Serialize)]
pub(super) struct Figures {
    composition: Option<Drawing>,
    levels: Option<Drawing>,
}

#[derive(Serialize)]
struct Drawing {
    /// The identifier of its element.
    id: String,
    width: u32,
    height: u32,
    boxes: Vec<LabelledBox>,
}

#[derive(Serialize)]
struct LabelledBox {
    class: String,
    x: u32,
    y: u32,
    width: u32,
    height: u32,
    text_x: u32,
    lines: Vec<LabelLine>,
}

#[derive(Serialize)]
struct LabelLine {
    y: u32,
    text: String,
}

impl LabelledBox {
    fn new(class: &str, [x, y, width, height]: [u32; 4], label: &str, lang: Lang) -> LabelledBox {
        let lines = wrap(label, width - 8, lang);
        let top = y + height.saturating_sub(LINE * lines.len() as u32) / 2 + 15;
        let lines = (top..).step_by(LINE as usize).zip(lines).map(|(y, text)| LabelLine { y, text }).collect();
        LabelledBox { class: class.to_owned(), x, y, width, height, text_x: x + width / 2, lines }
    }
}

/// The figures that the text inserts, in the viewer's language.
pub(super) fn draw(viewer: &Viewer<'_>) -> Figures {
    let id = |figure| viewer.document.figure_number(figure).map(anchors::figure_id);
    Figures {
        composition: id(COMPOSITION).map(|id| composition(viewer, id)),
        levels: id(STAIRCASE).map(|id| levels(viewer, id)),
    }
}

/// Where the boxes of the levels are from left to right, so that they fill the width, and how many lines their names
/// take at most.
struct LevelBoxes {
    levels: Vec<LevelView>,
    step: u32,
    lines: usize,
}

impl LevelBoxes {
    fn new(viewer: &Viewer<'_>) -> LevelBoxes {
        let levels = viewer.levels();
        let step = (WIDTH - 2 * GAP + LEVEL_GAP) / levels.len().max(1) as u32;
        let lines = levels.iter().map(|level| wrap(&level.name, step - LEVEL_GAP - 8, viewer.lang).len());
        LevelBoxes { lines: lines.max().unwrap_or(1), levels, step }
    }

    /// The boxes, each with this top and height by its index.
    fn draw(&self, lang: Lang, place: impl Fn(u32) -> (u32, u32)) -> Vec<LabelledBox> {
        let level = |(index, level): (u32, &LevelView)| {
            let (top, height) = place(index);
            let place = [GAP + self.step * index, top, self.step - LEVEL_GAP, height];
            LabelledBox::new(&format!("l{}", level.number), place, &level.name, lang)
        };
        (0..).zip(&self.levels).map(level).collect()
    }
}

/// The composition: a row of the levels, below it one row per domain with its subdomains.
fn composition(viewer: &Viewer<'_>, id: String) -> Drawing {
    // Leaves room for four subdomains per row, with gaps.
    const NAME_WIDTH: u32 = 140;
    let lang = viewer.lang;
    let levels = LevelBoxes::new(viewer);
    let level_height = box_height(levels.lines);
    let mut boxes = levels.draw(lang, |_| (GAP, level_height));
    let mut y = GAP + level_height + 2 * GAP;
    for domain in viewer.document.standard.domains() {
        let left = GAP + NAME_WIDTH + GAP;
        let names: Vec<&str> = domain.subdomains.iter().map(|s| s.name.get(lang).as_str()).collect();
        let (cells, rows) = flow(&names, [left, y, WIDTH - GAP - left], lang);
        let height = rows.max(box_height(wrap(domain.name.get(lang), NAME_WIDTH - 8, lang).len()));
        boxes.push(LabelledBox::new("group", [GAP, y, NAME_WIDTH, height], domain.name.get(lang), lang));
        boxes.extend(cells);
        y += height + GAP;
    }
    Drawing { id, width: WIDTH, height: y, boxes }
}

/// The height of a box with this many lines of text.
fn box_height(lines: usize) -> u32 {
    LINE * lines as u32 + 14
}

/// Lays out boxes, four per row; returns them and the height of all rows.
fn flow(names: &[&str], [x, y, width]: [u32; 3], lang: Lang) -> (Vec<LabelledBox>, u32) {
    const COLUMNS: u32 = 4;
    let step = (width + GAP) / COLUMNS;
    let mut boxes = Vec::new();
    let mut top = y;
    for row in names.chunks(COLUMNS as usize) {
        let most_lines = row.iter().map(|name| wrap(name, step - GAP - 8, lang).len()).max().unwrap_or(1);
        let height = box_height(most_lines);
        for (index, name) in row.iter().enumerate() {
            let place = [x + step * index as u32, top, step - GAP, height];
            boxes.push(LabelledBox::new("part", place, name, lang));
        }
        top += height + GAP;
    }
    (boxes, top - y - GAP)
}

/// The levels: a staircase, lowest level at the left.
fn levels(viewer: &Viewer<'_>, id: String) -> Drawing {
    const RISE: u32 = 38;
    let levels = LevelBoxes::new(viewer);
    // The lowest stair is as high as its name needs.
    let foot = LINE * (levels.lines as u32 - 1);
    let height = RISE * levels.levels.len() as u32 + foot + 2 * GAP;
    let stair = |index| {
        let own = RISE * (index + 1) + foot;
        (height - GAP - own, own)
    };
    Drawing { id, width: WIDTH, height, boxes: levels.draw(viewer.lang, stair) }
}

/// Wraps a label into lines no wider than `width`, by estimated character widths: Chinese anywhere, English between
/// words.
fn wrap(label: &str, width: u32, lang: Lang) -> Vec<String> {
    let (unit, words): (u32, Vec<String>) = match lang {
        Lang::Zh => (15, label.chars().map(String::from).collect()),
        Lang::En => (7, label.split(' ').map(String::from).collect()),
    };
    let glue = if lang == Lang::En { " " } else { "" };
    let fits = |text: &str| text.chars().count() as u32 * unit <= width;
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if fits(&format!("{line}{glue}{word}")) => {
                line.push_str(glue);
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

//! Adds an edition to the list in `model.yaml`, leaving everything else as it is typed.

use super::node::Step;
use super::yaml::nodes;

/// The text of `model.yaml` with an edition after the newest; `None` if it has no list with an edition in it.
pub fn with_edition(text: &str, edition: &str) -> Option<String> {
    let root = nodes(text);
    let list = root.find(&[Step::Key("editions")]);
    let count = (0..).find(|index| root.find(&[Step::Key("editions"), Step::Item(*index)]) == list)?;
    let last = root.find(&[Step::Key("editions"), Step::Item(count.checked_sub(1)?)]);
    let added = match text[list.clone()].starts_with('[') {
        true => format!(", {edition}"),
        false => {
            let line = text[..last.start].rfind('\n').map_or(0, |at| at + 1);
            format!("\n{}{edition}", &text[line..last.start])
        }
    };
    Some(format!("{}{added}{}", &text[..last.end], &text[last.end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edition_is_added_in_the_way_the_list_is_written() {
        for (before, after) in [
            (
                "id: x\neditions: [2030]  # oldest first\nz: 1\n",
                "id: x\neditions: [2030, 2032]  # oldest first\nz: 1\n",
            ),
            ("editions:\n  - 2028\n  - 2030\nid: x\n", "editions:\n  - 2028\n  - 2030\n  - 2032\nid: x\n"),
            ("editions:\n- 2030\n", "editions:\n- 2030\n- 2032\n"),
            ("editions: [\"2030\"]\n", "editions: [\"2030\", 2032]\n"),
        ] {
            assert_eq!(with_edition(before, "2032").as_deref(), Some(after));
        }
        assert_eq!(with_edition("id: x\n", "2032"), None);
        assert_eq!(with_edition("editions: []\n", "2032"), None);
    }
}

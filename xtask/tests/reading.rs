//! Compares the content with an independent transcription of the printed draft (`tests/data/reading/`), word for word:
//! the 130 cells of Tables 2 to 8, and every paragraph outside of them.

use crate::common;

use std::collections::BTreeMap;

use dtmm_content::document::Document;
use dtmm_content::parse::Block;
use dtmm_model::Lang;

const CELLS: &str = include_str!("data/reading/cells.tsv");
const TEXT: &str = include_str!("data/reading/text.txt");

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Letter, bracket, text and examples of each cell, joined, as `data/model.json` gives them.
fn published_cells() -> BTreeMap<String, String> {
    let model: serde_json::Value = serde_json::from_slice(common::site().get("data/model.json").unwrap()).unwrap();
    let mut cells = BTreeMap::new();
    for domain in model["domains"].as_array().unwrap() {
        for subdomain in domain["subdomains"].as_array().unwrap() {
            for cell in subdomain["cells"].as_array().unwrap() {
                let id = format!("{}-{}", subdomain["code"].as_str().unwrap(), cell["level"]);
                cells.insert(id, cell["entries"].as_array().unwrap().iter().map(printed).collect());
            }
        }
    }
    cells
}

fn printed(entry: &serde_json::Value) -> String {
    let mut words = format!("{}){}", entry["letter"].as_str().unwrap(), entry["text"]["zh"].as_str().unwrap());
    for example in entry["examples"].as_array().unwrap() {
        if let Some(letter) = example["letter"].as_str() {
            words.push_str(letter);
            words.push(')');
        }
        words.push_str(example["text"]["zh"].as_str().unwrap());
    }
    without_spaces(&words)
}

#[test]
fn every_cell_equals_the_printed_one() {
    let published = published_cells();
    let printed: BTreeMap<String, String> =
        CELLS.lines().map(|line| line.split_once('\t').unwrap()).map(|(id, words)| (id.into(), words.into())).collect();
    assert_eq!(printed.len(), 130);
    assert_eq!(published, printed);
}

#[test]
fn every_other_paragraph_is_there_word_for_word() {
    let ours = without_spaces(&chinese(common::document()));
    let missing: Vec<&str> = TEXT.lines().filter(|line| !ours.contains(&without_spaces(line))).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

/// All Chinese outside of entries, as printed: headings with their numbers, captions, tables.
fn chinese(document: &Document) -> String {
    let zh = Lang::Zh;
    let mut out: Vec<String> = document.cover.iter().map(|(_, line)| line.zh.clone()).collect();
    for part in &document.text {
        out.push(format!("{}{}", part.number.as_deref().unwrap_or(""), part.title.zh));
        for block in &part.blocks.zh {
            if let Block::Paragraph(text) = block {
                out.push(plain(text));
            }
        }
    }
    for term in &document.terms {
        out.push(format!("{}{}{}", term.number, term.name.zh, term.name.en));
        // The draft runs a note of 3.5 into its definition.
        out.push(term.definition.zh.clone() + &term.notes.iter().map(|note| note.zh.as_str()).collect::<String>());
        out.extend(term.source.iter().map(|source| source.zh.clone()));
    }
    out.extend(document.abbreviations.iter().map(|a| format!("{}:{}({})", a.short, a.name.zh, a.name.en)));
    out.extend(document.references.iter().map(|r| format!("-{}{}", r.number, r.title.zh)));
    let bibliography = (1..).zip(&document.bibliography);
    out.extend(bibliography.map(|(n, r)| format!("-[{n}]{}{}", r.number, r.title.zh)));
    for level in document.standard.levels() {
        let letter = char::from(b'a' + level.level.number() - 1);
        out.push(format!("{letter}){}：{}", level.name.zh, level.text.as_ref().unwrap().zh));
    }
    for domain in document.standard.domains() {
        out.push(format!("{}{}", domain.clause().unwrap(), domain.name.zh));
        out.push(domain.intro.as_ref().unwrap().zh.clone());
        let caption = document.interface.find("table_caption", zh).unwrap();
        out.push(
            caption
                .replace("{table}", &domain.table().unwrap().to_string())
                .replace("{caption}", &domain.caption.as_ref().unwrap().zh),
        );
        out.extend(domain.subdomains.iter().map(|subdomain| format!("{}{}", domain.name.zh, subdomain.name.zh)));
    }
    let captions = ["figure_1_caption", "figure_2_caption", "table_1_caption"];
    out.extend(captions.map(|key| document.interface.find(key, zh).unwrap().to_owned()));
    out.join("\n")
}

/// Markdown without its links: `[表 1](#table-1)` is printed 表 1.
fn plain(markdown: &str) -> String {
    let mut out = String::new();
    let mut rest = markdown;
    while let Some((before, after)) = rest.split_once("](#") {
        out.push_str(&before.replacen('[', "", 1));
        rest = after.split_once(')').map_or("", |(_, tail)| tail);
    }
    out + rest
}

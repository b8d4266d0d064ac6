//! What the words and methods say of the standard itself: placeholders that are filled in when the document is built.

use dtmm_model::{Bilingual, Lang, Method, Standard};

use crate::document::TextPart;
use crate::parse::Block;

/// The values of the placeholders that every word and every text about a method may have.
pub(super) struct StandardFacts {
    values: Vec<(&'static str, Bilingual)>,
}

impl StandardFacts {
    /// `{levels}`, how many levels there are; `{first_level}`, the name of the lowest; `{first_method}`, the letter of
    /// the method that comes first, `{level_method}`, that of the method whose levels do; `{points_largely}`,
    /// `{points_partly}` and `{pass_mark}`, by which answers are counted; `{weighted_id}` and `{index_id}`, what names
    /// methods C and D beside a result; and of the first entry, for examples: the name and the code of its subdomain, its cell, the name of its level, its identifier and its label.
    pub(super) fn of(standard: &Standard) -> StandardFacts {
        let same = |text: String| Bilingual { zh: text.clone(), en: text };
        let levels = standard.levels();
        let mut values = vec![
            ("{levels}", same(levels.len().to_string())),
            ("{first_level}", levels.first().map(|level| level.name.clone()).unwrap_or_default()),
        ];
        let scoring = standard.scoring();
        values.extend([
            ("{first_method}", same(scoring.first().letter().to_owned())),
            ("{level_method}", same(scoring.first().for_levels().letter().to_owned())),
            ("{points_largely}", same(scoring.largely().to_string())),
            ("{points_partly}", same(scoring.partly().to_string())),
            ("{pass_mark}", same(scoring.pass_mark().to_string())),
            ("{weighted_id}", same(scoring.id(Method::Weighted))),
            ("{index_id}", same(scoring.id(Method::Index))),
        ]);
        let first = standard.subdomains().find_map(|(_, subdomain)| Some((subdomain, subdomain.entries().next()?)));
        if let Some((subdomain, entry)) = first {
            let cell = entry.id.cell;
            let label = entry.label.as_deref().map(|label| standard.labels().in_sentence(label));
            values.extend([
                ("{sample_name}", subdomain.name.clone()),
                ("{sample_code}", same(subdomain.code.to_string())),
                ("{sample_cell}", same(cell.to_string())),
                ("{sample_level}", levels[cell.level.index()].name.clone()),
                ("{sample_id}", same(entry.id.to_string())),
                ("{sample_label}", same(label.unwrap_or_else(|| entry.id.to_string()))),
            ]);
        }
        StandardFacts { values }
    }

    /// A text in each language, filled in.
    pub(super) fn in_both(&self, text: Bilingual) -> Bilingual {
        Bilingual { zh: self.filled(text.zh, Lang::Zh), en: self.filled(text.en, Lang::En) }
    }

    /// A part of running text, filled in.
    pub(super) fn in_part(&self, mut part: TextPart) -> TextPart {
        part.title = self.in_both(part.title);
        for (lang, blocks) in [(Lang::Zh, &mut part.blocks.zh), (Lang::En, &mut part.blocks.en)] {
            for block in blocks {
                if let Block::Paragraph(text) = block {
                    *text = self.filled(std::mem::take(text), lang);
                }
            }
        }
        part
    }

    fn filled(&self, text: String, lang: Lang) -> String {
        match text.contains('{') {
            false => text,
            true => self.values.iter().fold(text, |text, (name, value)| text.replace(name, value.get(lang))),
        }
    }
}

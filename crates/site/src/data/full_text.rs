//! `standard-zh.md`, `standard-en.md`: the whole standard as one Markdown file per language.

use std::fmt::{self, Write};

use dtmm_model::{Bilingual, Domain, Entry, Lang, Subdomain};

use crate::editor_notes::numbered;
use crate::views::Viewer;
use crate::words::SiteWord;
use dtmm_content::document::{Document, Reference, Term, TextPart};
use dtmm_content::parse::{Block, COMPOSITION, DOMAINS, STAIRCASE};
use dtmm_oscal::escape;

/// The standard as Markdown in one language.
pub(super) fn markdown(document: &Document, lang: Lang) -> String {
    let mut writer = MarkdownWriter { document, lang, out: String::new() };
    // Writing to memory cannot fail.
    let _ = writer.document();
    writer.out
}

struct MarkdownWriter<'a> {
    document: &'a Document,
    lang: Lang,
    out: String,
}

impl<'a> MarkdownWriter<'a> {
    fn word(&self, word: SiteWord) -> &'a str {
        self.document.interface.word(word, self.lang)
    }

    /// A name in the other language, in brackets; nothing in a standard with one language.
    fn in_other(&self, both: &'a Bilingual) -> String {
        let other = self.document.languages.other(self.lang);
        other.map_or_else(String::new, |lang| format!(" ({})", both.get(lang)))
    }

    fn say(&self, both: &'a Bilingual) -> String {
        escape(both.get(self.lang))
    }

    fn document(&mut self) -> fmt::Result {
        let document = self.document;
        let standard = &document.standard;
        writeln!(self.out, "# {}\n", self.say(standard.title()))?;
        let edition = self.word(SiteWord::Edition);
        let number = standard.number().map_or_else(String::new, |number| format!("{number} · "));
        let status = self.say(&document.status);
        writeln!(self.out, "{number}{status} · {edition} {} · {}\n", standard.edition(), document.modified)?;
        writeln!(self.out, "> {}", self.word(SiteWord::BindingNotice))?;
        for part in &document.text {
            self.part(part)?;
        }
        Ok(())
    }

    fn part(&mut self, part: &'a TextPart) -> fmt::Result {
        // What was inserted last may end with an empty line of its own.
        self.out.truncate(self.out.trim_end_matches('\n').len());
        self.out.push('\n');
        let title = self.say(&part.title);
        match &part.number {
            Some(number) => writeln!(self.out, "\n## {number} {title}")?,
            None => writeln!(self.out, "\n## {title}")?,
        }
        for block in part.blocks.get(self.lang) {
            match block {
                Block::Paragraph(text) => {
                    let page = format!("](../{}/standard.html#", self.lang);
                    writeln!(self.out, "\n{}", text.replace("](#", &page))?;
                }
                Block::Insertion(name) => self.insertion(name)?,
            }
        }
        Ok(())
    }

    fn insertion(&mut self, name: &str) -> fmt::Result {
        let document = self.document;
        self.out.push('\n');
        match name {
            "references" => self.references(&document.references),
            "bibliography" => self.references(&document.bibliography),
            "terms" => document.terms.iter().try_for_each(|term| self.term(term)),
            "abbreviations" => self.abbreviations(),
            "levels" => self.levels(),
            COMPOSITION => self.figure(SiteWord::Figure1Caption),
            STAIRCASE => self.figure(SiteWord::Figure2Caption),
            "table-1" => self.first_table(),
            DOMAINS => document.standard.domains().iter().try_for_each(|domain| self.domain(domain)),
            _ => Ok(()),
        }
    }

    fn references(&mut self, list: &'a [Reference]) -> fmt::Result {
        for reference in list {
            let title = self.say(&reference.title);
            writeln!(self.out, "- {} {title}", reference.number)?;
        }
        Ok(())
    }

    fn term(&mut self, term: &'a Term) -> fmt::Result {
        let Term { number, name, definition, notes, source } = term;
        let (first, second) = (self.say(name), escape(&self.in_other(name)));
        writeln!(self.out, "### {number} {first}{second}\n\n{}\n", self.say(definition))?;
        for text in notes.iter().chain(source) {
            writeln!(self.out, "{}\n", self.say(text))?;
        }
        Ok(())
    }

    fn abbreviations(&mut self) -> fmt::Result {
        for abbreviation in &self.document.abbreviations {
            writeln!(
                self.out,
                "- {}: {}{}",
                abbreviation.short,
                self.say(&abbreviation.name),
                self.in_other(&abbreviation.name)
            )?;
        }
        Ok(())
    }

    fn levels(&mut self) -> fmt::Result {
        let colon = self.word(SiteWord::Colon);
        for level in Viewer::plain(self.document, self.lang).levels() {
            let label = level.label.map_or_else(String::new, |label| label + " ");
            let colon = if level.text.is_empty() { "" } else { colon };
            writeln!(self.out, "- {label}{}{colon}{}", escape(&level.name), escape(&level.text))?;
        }
        Ok(())
    }

    fn figure(&mut self, caption: SiteWord) -> fmt::Result {
        writeln!(self.out, "**{}**", self.word(caption))
    }

    fn first_table(&mut self) -> fmt::Result {
        writeln!(self.out, "**{}**\n", self.word(SiteWord::Table1Caption))?;
        for domain in self.document.standard.domains() {
            writeln!(self.out, "- {}", self.say(&domain.name))?;
            for subdomain in &domain.subdomains {
                writeln!(self.out, "  - {}", self.say(&subdomain.name))?;
            }
        }
        Ok(())
    }

    fn domain(&mut self, domain: &'a Domain) -> fmt::Result {
        writeln!(self.out, "### {}\n", numbered(domain.clause(), &self.say(&domain.name)))?;
        if let Some(intro) = &domain.intro {
            writeln!(self.out, "{}\n", self.say(intro))?;
        }
        let caption = Viewer::plain(self.document, self.lang).table_caption(domain);
        if !caption.is_empty() {
            writeln!(self.out, "**{}**\n", escape(&caption))?;
        }
        domain.subdomains.iter().try_for_each(|subdomain| self.subdomain(subdomain))?;
        self.out.push('\n');
        Ok(())
    }

    fn subdomain(&mut self, subdomain: &'a Subdomain) -> fmt::Result {
        writeln!(self.out, "- {} ({})", self.say(&subdomain.name), subdomain.code)?;
        for cell in &subdomain.cells {
            let viewer = Viewer::plain(self.document, self.lang);
            writeln!(self.out, "  - {} ({})", escape(viewer.level_name(cell.id.level)), cell.id)?;
            if cell.entries.is_empty() {
                writeln!(self.out, "    - {}", self.word(SiteWord::EmptyCell))?;
            }
            cell.entries.iter().try_for_each(|entry| self.entry(entry))?;
        }
        Ok(())
    }

    fn entry(&mut self, entry: &'a Entry) -> fmt::Result {
        let labels = self.document.standard.labels();
        let printed =
            |label: &Option<String>| label.as_ref().map_or_else(String::new, |label| labels.print(label) + " ");
        writeln!(self.out, "    - {} {}{}", entry.id, printed(&entry.label), self.say(&entry.text))?;
        for example in &entry.examples {
            writeln!(self.out, "      - {}{}", printed(&example.label), self.say(&example.text))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_markdown_are_shown_as_they_are() {
        assert_eq!(escape("a_b *c* <d> `e` \\ & [shall]"), "a\\_b \\*c\\* \\<d> \\`e\\` \\\\ \\& [shall]");
    }
}

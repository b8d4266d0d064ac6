//! A copy of the workspace with ten times the content: every domain ten times, each time with slugs,
//! codes, clauses, tables and identifiers of its own, so that the copy passes all checks as the
//! content itself does. What the domains share stays as it is: terms, abbreviations, running text.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use dtmm_content::load::Sources;
use dtmm_content::parse::paths::{PUBLISHED, STANDARD, TERMBASE, WAIVERS};
use dtmm_content::parse::{Content, DomainFile, SubdomainFile, fingerprint, parse};
use dtmm_workspace::project;

/// How often each domain stands in the copy, the first time as it is.
const TIMES: usize = 10;
/// What tells the entries of each copy from those of the others.
const MARKS: [char; TIMES - 1] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬'];
/// What `counts` states that does not grow with the domains.
const SHARED_COUNTS: [&str; 4] = ["terms", "abbreviations", "references", "bibliography"];

/// Writes the copy of the workspace at `root` to the folder `copy`: content, templates and
/// assets.
///
/// # Errors
/// A file that cannot be read or written, content that cannot be read as records.
pub(super) fn write(root: &Path, copy: &Path) -> Result<()> {
    let put = |path: &str, bytes: &[u8]| -> Result<()> {
        let path = copy.join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))
    };
    let sources = dtmm_site::load(root, None)?;
    for (path, text) in content(&sources)? {
        put(&path, text.as_bytes())?;
    }
    for template in project::templates(root)? {
        put(&format!("templates/{}", template.name), template.text.as_bytes())?;
    }
    for asset in project::assets(root)? {
        put(&format!("site/assets/{}", asset.path), &asset.bytes)?;
    }
    Ok(())
}

/// The content files of the copy by path.
fn content(sources: &Sources) -> Result<BTreeMap<String, String>> {
    let edition = sources.editions().last().copied().context("there is no edition")?;
    let edition = sources.edition(edition);
    let (content, _) = parse(&edition);
    let domains = &content.standard.as_ref().context("standard.yaml cannot be read")?.domains;
    let codes = Codes::new(&content);
    let mut files: BTreeMap<_, _> = sources.iter().map(|file| (file.path.clone(), file.text.clone())).collect();
    change(&mut files, &edition.path(STANDARD), |text| standard(text, domains));
    change(&mut files, &edition.path(WAIVERS), |text| waivers(text, &codes));
    change(&mut files, &edition.path(TERMBASE), |text| excepted(text, &codes));
    files.remove(&edition.path(PUBLISHED)); // nothing of the copy was ever published
    for time in 1..TIMES {
        for (index, slug) in domains.iter().enumerate() {
            let path = |slug: &str| edition.path(&format!("clauses/{slug}.yaml"));
            let record = content.domains.get(slug).with_context(|| format!("{} cannot be read", path(slug)))?;
            let text = domain(&files[&path(slug)], record, time * domains.len() + index);
            files.insert(path(&copied(slug, time)), text);
            for name in &record.subdomains {
                let (from, to) = (path(&format!("{slug}/{name}")), path(&format!("{}/{name}", copied(slug, time))));
                let source = content.subdomains.get(&format!("{slug}/{name}"));
                let record = &source.with_context(|| format!("{from} cannot be read"))?.record;
                let text = varied(&files[&from], record, MARKS[time - 1]);
                files.insert(to, renamed(&text, &record.code, codes.copied(&record.code, time)));
            }
        }
    }
    Ok(files)
}

fn change(files: &mut BTreeMap<String, String>, path: &str, with: impl Fn(&str) -> String) {
    if let Some(text) = files.get_mut(path) {
        *text = with(text);
    }
}

/// `making`, `making-2`, `making-3` …
fn copied(slug: &str, time: usize) -> String {
    if time == 0 { slug.to_owned() } else { format!("{slug}-{}", time + 1) }
}

/// `standard.yaml` with all domains in its list and ten times their counts.
fn standard(text: &str, domains: &[String]) -> String {
    let mut out = String::new();
    let mut section = "";
    for line in text.lines() {
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            section = line.split(':').next().unwrap_or("");
        }
        let count = line.trim().split_once(": ").filter(|(name, _)| !SHARED_COUNTS.contains(name));
        match (section, count.and_then(|(name, count)| Some((name, count.parse::<usize>().ok()?)))) {
            ("domains", _) if line.starts_with([' ', '-']) => continue,
            ("counts", Some((name, count))) => out += &format!("  {name}: {}", TIMES * count),
            _ => out += line,
        }
        out.push('\n');
        if line.trim_end() == "domains:" && section == "domains" {
            let slugs = (0..TIMES).flat_map(|time| domains.iter().map(move |slug| copied(slug, time)));
            slugs.for_each(|slug| out += &format!("  - {slug}\n"));
        }
    }
    out
}

/// `waivers.yaml` with every fault of an entry waived for its copies, too.
fn waivers(text: &str, codes: &Codes<'_>) -> String {
    let mut out = text.trim_end().to_owned() + "\n";
    for waiver in text.split("\n- ").skip(1) {
        let at = waiver.lines().find_map(|line| line.trim().strip_prefix("at: ")).unwrap_or("");
        let Some(code) = at.get(..3).and_then(|code| codes.known(code)) else { continue };
        for time in 1..TIMES {
            let place = at.replace(code, codes.copied(code, time));
            let copied = waiver.trim_end().replace(&format!("at: {at}"), &format!("at: {place}"));
            // What it is about can be another entry, which is copied as well.
            let other = waiver.lines().find_map(|line| line.trim().strip_prefix("what: ")?.get(..3));
            let copied = match other.and_then(|code| codes.known(code)) {
                Some(code) => {
                    copied.replace(&format!("what: {code}-"), &format!("what: {}-", codes.copied(code, time)))
                }
                None => copied,
            };
            out += &format!("- {copied}\n");
        }
    }
    out
}

/// `termbase.yaml` with every exception at an entry made for its copies, too.
fn excepted(text: &str, codes: &Codes<'_>) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        out += line;
        let at = line.trim_start().strip_prefix("- {at: ").and_then(|at| at.get(..3));
        let Some(code) = at.and_then(|code| codes.known(code)) else { continue };
        for time in 1..TIMES {
            out += &line.replacen(code, codes.copied(code, time), 1);
        }
    }
    out
}

/// The file of a domain as the one at `index` in the list: clause, table and what its text says of them.
fn domain(text: &str, record: &DomainFile, index: usize) -> String {
    let (old, table) = (record.table.unwrap_or_default(), index + 2);
    let number = |text: &str| text.replace(&format!("表 {old}"), &format!("表 {table}"));
    let clause = record.clause.as_deref().and_then(|clause| clause.split('.').next()).unwrap_or_default();
    let reviewed = record.intro.as_ref().map_or_else(String::new, |intro| fingerprint(&number(&intro.zh)));
    let mut out = String::new();
    for line in number(text).replace(&format!("Table {old}"), &format!("Table {table}")).lines() {
        match line.trim_start().split(':').next() {
            Some("clause") => out += &format!("clause: \"{clause}.{}\"", index + 1),
            Some("table") => out += &format!("table: {table}"),
            Some("reviewed") => out += &format!("  reviewed: \"{reviewed}\""),
            _ => out += line,
        }
        out.push('\n');
    }
    out
}

/// The file of a subdomain in which each entry says something of its own: no two entries of a standard say
/// the same.
fn varied(text: &str, record: &SubdomainFile, mark: char) -> String {
    let mut entries = record.levels.values().flatten().map(|entry| {
        let words = entry.zh.trim_end_matches(['；', '。']);
        format!("{words}{mark}{}", &entry.zh[words.len()..])
    });
    let (mut out, mut zh) = (String::with_capacity(text.len()), String::new());
    for line in text.split_inclusive('\n') {
        if line.starts_with("      zh: ") {
            zh = entries.next().unwrap_or_default();
            out += &format!("      zh: '{}'\n", zh.replace('\'', "''"));
        } else if line.starts_with("      reviewed: ") {
            out += &format!("      reviewed: \"{}\"\n", fingerprint(&zh));
        } else {
            out += line;
        }
    }
    out
}

/// The file of a subdomain with another code.
fn renamed(text: &str, code: &str, new: &str) -> String {
    let text = text.replace(&format!("code: {code}"), &format!("code: {new}"));
    text.replace(&format!("id: {code}-"), &format!("id: {new}-"))
}

/// The codes of the copies.
struct Codes<'a> {
    /// By the code of the original: those of its copies, in order.
    copies: BTreeMap<&'a str, Vec<String>>,
}

impl<'a> Codes<'a> {
    /// Gives each copy the next code from `AAA` on that no subdomain has.
    fn new(content: &'a Content) -> Codes<'a> {
        let originals: Vec<&str> = content.subdomains.values().map(|source| source.record.code.as_str()).collect();
        let letter = |number: usize| char::from(b'A' + (number % 26) as u8);
        let all = (0..26 * 26 * 26).map(|number| String::from_iter([number / 676, number / 26, number].map(letter)));
        let mut free = all.filter(|code| !originals.contains(&code.as_str()));
        let copies = originals.iter().map(|code| (*code, free.by_ref().take(TIMES - 1).collect()));
        Codes { copies: copies.collect() }
    }

    /// The code as it is in the content, if it is one.
    fn known(&self, code: &str) -> Option<&'a str> {
        self.copies.get_key_value(code).map(|(code, _)| *code)
    }

    fn copied(&self, code: &str, time: usize) -> &str {
        &self.copies[code][time - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dtmm_content::check::check;

    #[test]
    fn the_copy_is_sound_and_has_ten_times_the_entries() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let original = dtmm_site::load(root, None).unwrap();
        let mut copy = Sources::new("content");
        for (path, text) in content(&original).unwrap() {
            copy.insert(path, text.into_bytes());
        }
        let outcome = check(&copy);
        assert_eq!(outcome.diagnostics, []);
        let [one, ten] = [check(&original), outcome].map(|outcome| outcome.document.unwrap().standard.counts());
        assert_eq!((ten.domains, ten.cells, ten.labelled), (10 * one.domains, 10 * one.cells, 10 * one.labelled));
        assert_eq!((ten.examples, ten.conditional), (10 * one.examples, 10 * one.conditional));
    }
}

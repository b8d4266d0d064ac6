//! The base of the bad examples, changed by a program.

use dtmm_content::check::{Checked, check};
use dtmm_content::diagnostic::{DiagnosticFormat, render as show};
use dtmm_content::document::Document;
use dtmm_content::load::Sources;
use dtmm_content::parse::{fingerprint, from_yaml};
use serde_json::{Value, json};
use xtask::explain;

use crate::common;

pub(super) const EDITION: &str = "content/editions/2024-sample";

/// The content of a standard that is being changed.
pub(super) struct Changed(Sources);

impl Changed {
    /// The base of the bad examples, with all words of the tool and those that each standard must say.
    pub(super) fn base() -> Changed {
        let base = explain::example(&common::root(), &[]).unwrap();
        let mut sources = Sources::new("content").with_tool_words(&common::root()).unwrap();
        let own = base.iter().filter(|file| file.path.starts_with("content/"));
        own.for_each(|file| sources.insert(file.path.clone(), file.text.clone().into_bytes()));
        let words = ["site_name", "home_title", "home_intro", "issuer", "binding_notice", "data_rights_text"];
        let words = words.map(|key| format!("{key}: {{zh: 样例, en: Made up}}\n")).concat();
        sources.insert("content/interface.yaml".to_owned(), words.into_bytes());
        Changed(sources)
    }

    fn path(name: &str) -> String {
        if name.starts_with("content/") || name.starts_with("site/") {
            name.to_owned()
        } else {
            format!("{EDITION}/{name}")
        }
    }

    pub(super) fn put(&mut self, name: &str, text: &str) {
        self.0.insert(Changed::path(name), text.as_bytes().to_vec());
    }

    pub(super) fn remove(&mut self, name: &str) {
        self.0.remove(&Changed::path(name)).unwrap_or_else(|| panic!("there is no {name}"));
    }

    pub(super) fn text(&self, name: &str) -> String {
        self.0.get(&Changed::path(name)).unwrap_or_else(|| panic!("there is no {name}")).text.clone()
    }

    /// Changes the text of a file.
    pub(super) fn edit(&mut self, name: &str, change: impl FnOnce(String) -> String) {
        let text = self.text(name);
        let changed = change(text.clone());
        assert_ne!(changed, text, "{name} is as it was");
        self.put(name, &changed);
    }

    /// Changes the value of a file. What is written is JSON, which is YAML as well.
    pub(super) fn value(&mut self, name: &str, change: impl FnOnce(&mut Value)) {
        let mut value: Value = from_yaml(&self.text(name)).unwrap();
        change(&mut value);
        self.put(name, &value.to_string());
    }

    /// Both files of a part of the running text, with the fingerprints of its paragraphs.
    pub(super) fn part(&mut self, stem: &str, number: Option<&str>, blocks: &[&str]) {
        let number = number.map_or_else(String::new, |number| format!("number: \"{number}\"\n"));
        let body: String = blocks.iter().map(|block| format!("\n{block}\n")).collect();
        let reviewed: String = blocks.iter().map(|block| format!("  - \"{}\"\n", fingerprint(block))).collect();
        self.put(&format!("text/zh/{stem}.md"), &format!("---\n{number}title: 模型\n---\n{body}"));
        self.put(
            &format!("text/en/{stem}.md"),
            &format!("---\n{number}title: Model\nreviewed:\n{reviewed}---\n{body}"),
        );
    }

    pub(super) fn check(&self) -> Checked {
        check(&self.0)
    }

    /// All problems, one a line.
    pub(super) fn problems(&self) -> String {
        show(&self.check().diagnostics, &self.0, DiagnosticFormat::Short, false)
    }

    pub(super) fn document(&self) -> Document {
        assert_eq!(self.problems(), "");
        self.check().document.unwrap()
    }
}

/// Removes keys from a record.
pub(super) fn without(value: &mut Value, keys: &[&str]) {
    let record = value.as_object_mut().unwrap();
    keys.iter().for_each(|key| assert!(record.remove(*key).is_some(), "there is no `{key}`"));
}

/// The file of a subdomain without verbal forms and prefixes: each text says the same in other words.
pub(super) fn plain(text: &str) -> String {
    let (mut out, mut zh) = (String::new(), String::new());
    for line in text.lines().filter(|line| !line.trim_start().starts_with("modal:")) {
        let words = ["应", "宜", "示例：", "shall ", "[shall] ", "should ", "EXAMPLE "];
        let line = words.iter().fold(line.to_owned(), |line, word| line.replace(word, ""));
        let (indent, rest) = line.split_at(line.len() - line.trim_start_matches([' ', '-']).len());
        if let Some(words) = rest.strip_prefix("zh: ") {
            zh = words.trim_matches(['\'', '"']).to_owned();
        }
        match rest.strip_prefix("reviewed: ") {
            Some(_) => out += &format!("{indent}reviewed: \"{}\"\n", fingerprint(&zh)),
            None => out += &format!("{line}\n"),
        }
    }
    out
}

/// What the base becomes without all that a standard can lack.
pub(super) fn stripped() -> Changed {
    let mut base = Changed::base();
    base.value("content/model.yaml", |model| without(model, &["obligation", "example-prefix"]));
    base.value("standard.yaml", |head| {
        without(head, &["number", "cover", "counts"]);
        head["text"] = json!(["model"]);
        let levels = head["levels"].as_array_mut().unwrap();
        levels.iter_mut().for_each(|level| without(level, &["label", "text"]));
    });
    base.edit("clauses/production/quality-control.yaml", |text| {
        text.replace("- label: b\n          zh:", "- zh:").replace("label: c", "label: b")
    });
    base.value("clauses/production.yaml", |domain| without(domain, &["clause", "table", "intro", "caption"]));
    for subdomain in ["quality-control", "equipment-management"] {
        base.edit(&format!("clauses/production/{subdomain}.yaml"), |text| plain(&text));
    }
    for stem in ["foreword", "1-scope", "2-references", "3-terms", "4-model", "bibliography"] {
        ["zh", "en"].iter().for_each(|lang| base.remove(&format!("text/{lang}/{stem}.md")));
    }
    base.part("model", None, &["{domains}"]);
    for list in ["terms", "abbreviations", "references", "sample", "waivers"] {
        base.remove(&format!("{list}.yaml"));
    }
    ["zh", "en"].iter().for_each(|lang| base.remove(&format!("content/methods/{lang}/1-common.md")));
    base
}

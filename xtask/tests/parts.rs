//! Standards that lack what the first one has: the base of the bad examples, stripped by a program to what must be
//! there, and put together otherwise.

mod changed;
pub(crate) mod whole;

use dtmm_content::parse::{fingerprint, from_yaml};
use dtmm_model::{Anchor, Lang};
use scraper::Html;
use serde_json::{Value, json};

use crate::common::{rendered, select};
use changed::{Changed, plain, stripped, without};
use whole::{assert_nothing_missing, assert_silent, assert_whole, pages, text};

#[test]
fn a_standard_with_nothing_but_its_entries_is_checked_and_built() {
    let document = stripped().document();
    assert_eq!(document.standard.number(), None);
    assert!(document.sample.is_none() && document.cover.is_empty() && !document.has_verbal_forms);
    assert_eq!(document.standard.domains()[0].anchor(), Anchor::Domain("production"));
    let counts = document.standard.counts();
    assert_eq!((counts.assessable, counts.none, counts.requirements), (13, 13, 13));

    let tree = rendered(&document, None);
    assert_whole(&tree);
    assert_nothing_missing(&tree);
    assert_silent(&document, &tree);
    for lang in Lang::ALL {
        let full = Html::parse_document(text(&tree, &format!("{lang}/standard.html")));
        assert_eq!(select(&full, "h1").len(), 1);
        assert_eq!(select(&full, "h3#domain-production").len(), 1);
        assert_eq!(select(&full, "table.levels[id], figure, .references, section.term").len(), 0);
        assert!(tree.get(&format!("{lang}/glossary.html")).is_none(), "there is nothing to explain");
        let score = text(&tree, &format!("{lang}/score.html"));
        assert!(!score.contains("data-sample"), "there is no sample to open");
    }
    let places = "Quality control, Level 3, b)";
    assert!(text(&tree, "r/ABC-301.html").contains(&places.replace('b', "a")));
}

#[test]
fn without_numbers_no_identifier_and_no_word_has_one() {
    let words = Changed::base();
    let document = stripped().document();
    let tree = rendered(&document, None);
    let interface: Value = from_yaml(&words.text("site/words/interface.yaml")).unwrap();
    for (path, html) in pages(&tree) {
        for id in select(&html, "[id]").iter().filter_map(|one| one.attr("id")) {
            let is_numbered =
                |kind: &&str| id.strip_prefix(*kind).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            assert!(!["clause-", "table-", "figure-", "term-"].iter().any(is_numbered), "{path}#{id}");
        }
        for key in ["badge_none", "badge_none_title", "kind_none", "kind_mixed"] {
            for lang in Lang::ALL {
                let word = interface[key][lang.key()].as_str().unwrap();
                let shown: String = select(&html, "body").iter().flat_map(|body| body.text()).collect();
                assert!(!shown.contains(word), "{path} says `{word}`, though nothing is known of verbal forms");
            }
        }
    }
    let model: Value = serde_json::from_str(text(&tree, "data/model.json")).unwrap();
    assert_eq!(model["standard"]["number"], Value::Null);
    let domain = &model["domains"][0];
    assert_eq!([&domain["clause"], &domain["table"], &domain["intro"]], [&Value::Null; 3]);
    assert_eq!(model["levels"][2]["text"], Value::Null);
    let schema: Value = serde_json::from_str(text(&tree, "data/model.schema.json")).unwrap();
    assert_eq!(jsonschema::validator_for(&schema).unwrap().validate(&model).map_err(|error| error.to_string()), Ok(()));
    let record: Value = serde_json::from_str(text(&tree, "data/r/ABC-301.json")).unwrap();
    let schema: Value = serde_json::from_str(text(&tree, "data/requirement.schema.json")).unwrap();
    assert_eq!(
        jsonschema::validator_for(&schema).unwrap().validate(&record).map_err(|error| error.to_string()),
        Ok(())
    );
    assert!(text(&tree, "data/requirements.csv").contains("ABC-301,production,生产,Production,,,ABC,"));
    let catalog = text(&tree, "data/oscal-catalog.json");
    assert!(!catalog.contains("document-ids") && !catalog.contains("\"clause\"") && !catalog.contains("_intro"));
}

#[test]
fn citations_of_a_document_without_a_number_give_its_title_once() {
    let tree = rendered(&stripped().document(), None);
    let html = Html::parse_document(text(&tree, "r/ABC-301.html"));
    let citations: Vec<String> = select(&html, ".citations code").iter().map(|one| one.text().collect()).collect();
    assert_eq!(citations.len(), 6);
    for citation in &citations {
        assert_eq!(citation.matches("Sample model").count() + citation.matches("样例模型").count(), 1, "{citation}");
        assert!(!citation.contains("number ="), "{citation}");
    }
    let texts = tree.iter().find(|(path, _)| path.starts_with("assets/texts-")).unwrap().1;
    let texts = std::str::from_utf8(texts).unwrap();
    assert!(
        texts.starts_with("globalThis.dtmmTexts={\"languages\":[\"zh\",\"en\"],\"edition\""),
        "scripts are told of no number either"
    );
    assert!(!texts.contains("{number}[S/OL]") && texts.contains("{title}[S/OL]"));
}

/// A second domain with one subdomain, before the change of which the first is called by numbers.
fn with_second_domain(base: &mut Changed, record: &str) {
    base.value("standard.yaml", |head| {
        head["domains"].as_array_mut().unwrap().push("service".into());
        without(head, &["counts"]);
    });
    let name = "name: {zh: 服务, en: Service}\nsubdomains: [repair]\n";
    base.put("clauses/service.yaml", &format!("{record}{name}"));
    let entry = |level: u8| {
        let (zh, en) = (format!("应维修{level}；"), format!("The enterprise shall repair {level}."));
        let reviewed = fingerprint(&zh);
        format!(
            "  {level}:\n    - {{id: SRV-{level}01, label: a, modal: shall, zh: {zh}, en: {en}, reviewed: \"{reviewed}\"}}\n"
        )
    };
    let cells: String = (1..=5).map(entry).collect();
    base.put("clauses/service/repair.yaml", &format!("code: SRV\nname: {{zh: 维修, en: Repair}}\nlevels:\n{cells}"));
}

#[test]
fn tables_follow_the_first_one_and_domains_have_numbers_all_or_none() {
    let with = |record: &str, change: &dyn Fn(&mut Changed)| {
        let mut base = Changed::base();
        with_second_domain(&mut base, record);
        change(&mut base);
        base.problems()
    };
    let nothing = |_: &mut Changed| {};
    assert_eq!(with("clause: \"4.2\"\ntable: 3\n", &nothing), "");
    let found = with("clause: \"4.2\"\ntable: 4\n", &nothing);
    assert!(found.contains("clause-4.2: table 4 stands where table 3 is expected"), "{found}");
    let found = with("", &nothing);
    assert!(found.contains("`service` and the first domain are not both called by numbers"), "{found}");
    let found = with("clause: \"4.2\"\n", &nothing);
    assert!(found.contains("`service` is called by a number, but has no `table`"), "{found}");

    // Without the table of all domains, and with tables of the text before them.
    let first_is_seven = |base: &mut Changed| {
        base.value("clauses/production.yaml", |domain| {
            domain["table"] = 7.into();
            without(domain, &["intro"]);
        });
        base.part("4-model", Some("4"), &["{levels}", "{domains}"]);
        base.part("1-scope", Some("1"), &["{figure-levels}"]);
    };
    assert_eq!(with("clause: \"4.2\"\ntable: 8\n", &first_is_seven), "");
    let unnumbered = |base: &mut Changed| base.part("4-model", None, &["{levels}", "{table-1}", "{domains}"]);
    let found = with("clause: \"4.2\"\ntable: 3\n", &unnumbered);
    assert!(found.contains("clause 4.1 stands in a part without a number"), "{found}");
}

#[test]
fn figures_have_the_numbers_of_their_order() {
    let mut base = Changed::base();
    ["zh", "en"].iter().for_each(|lang| base.remove(&format!("content/methods/{lang}/1-common.md")));
    base.part("1-scope", Some("1"), &["{figure-levels}", "{figure-composition}"]);
    let document = base.document();
    let tree = rendered(&document, None);
    assert_whole(&tree);
    let html = Html::parse_document(text(&tree, "en/standard.html"));
    let title = |id: &str| select(&html, &format!("#{id} title"))[0].text().collect::<String>();
    assert!(title("figure-1").contains("from low to high"), "{}", title("figure-1"));
    assert!(title("figure-2").contains("subdomains"), "{}", title("figure-2"));
    assert!(select(&html, ".redrawn").is_empty(), "nothing is known of a figure that had been printed");

    base.part("1-scope", Some("1"), &["{figure-levels}", "[X](#figure-2)"]);
    let found = base.problems();
    assert!(found.contains("`#figure-2` is nowhere in the standard"), "{found}");
}

#[test]
fn what_is_inserted_has_its_file_and_a_file_that_is_there_is_inserted() {
    let mut base = Changed::base();
    base.remove("terms.yaml");
    let found = base.problems();
    assert!(found.contains("terms.yaml:1:1: error[missing-file]: this file is missing"), "{found}");

    let mut base = stripped();
    base.put("references.yaml", "bibliography:\n  - {number: GB/T 1-2020, title: {zh: 《一》, en: One}}\n");
    assert!(
        base.problems()
            .contains("references.yaml:2:3: error[missing-insertion]: no text file has the line `{bibliography}`")
    );
    base.part("model", None, &["{domains}", "{bibliography}"]);
    let document = base.document();
    assert_eq!((document.references.len(), document.bibliography.len()), (0, 1));
    base.put(
        "terms.yaml",
        "- {number: \"1\", name: {zh: 质量, en: quality}, definition: {zh: 好, en: good, reviewed: \"58b79fa6\"}}\n",
    );
    assert!(base.problems().contains("no text file has the line `{terms}`"));
    base.part("model", None, &["{domains}", "{terms}"]);
    base.remove("references.yaml");
    let fixed = fingerprint("好");
    base.edit("terms.yaml", |text| text.replace("58b79fa6", &fixed));
    let tree = rendered(&base.document(), None);
    assert_whole(&tree);
    assert!(
        text(&tree, "en/glossary.html").contains("id=\"term-1\""),
        "a term in a part without a number is counted alone"
    );
}

#[test]
fn words_of_obligation_are_those_that_are_declared() {
    let with = |obligation: Value, change: &dyn Fn(&mut Changed)| {
        let mut base = Changed::base();
        base.value("content/model.yaml", |model| model["obligation"] = obligation);
        change(&mut base);
        base.problems()
    };
    let entry = "clauses/production/equipment-management.yaml";
    let nothing = |_: &mut Changed| {};
    let chinese = json!({ "zh": { "shall": ["应"], "should": ["宜"], "not-in": ["应急"] } });
    let english = json!({ "en": { "shall": ["shall"], "should": ["should"], "forbidden": ["will"] } });
    assert_eq!(with(chinese.clone(), &nothing), "", "only the Chinese is read");
    assert_eq!(with(chinese, &|base| base.edit(entry, |text| text.replace("shall ", "will "))), "");
    // ABC-501 has no verbal form in Chinese, and [shall] in English: that is none either.
    assert_eq!(with(english.clone(), &nothing), "", "only the English is read");
    let found = with(english.clone(), &|base| base.edit(entry, |text| text.replacen("shall ", "will ", 1)));
    assert!(found.contains("DEF-101: *will* here, which the standard has no word for"), "{found}");
    assert!(found.contains("DEF-101 is declared `shall`, but its English has neither *shall* nor *should*"), "{found}");
    let found = with(english, &|base| base.edit(entry, |text| text.replacen("      modal: shall\n", "", 1)));
    assert!(found.contains("DEF-101: the key `modal` is missing"), "{found}");
    let must = json!({ "zh": { "shall": ["必须"] }, "en": { "shall": ["must"] } });
    let other = |base: &mut Changed| {
        for subdomain in ["quality-control", "equipment-management"] {
            base.edit(&format!("clauses/production/{subdomain}.yaml"), |text| plain(&text));
        }
    };
    let found = with(must.clone(), &other);
    assert!(found.contains("DEF-101: the key `modal` is missing"), "words of obligation need `modal`: {found}");
    let found = with(must, &nothing);
    assert!(found.contains("DEF-101 is declared `shall`, but its Chinese has no 必须"), "{found}");
    let found = with(json!({ "zh": { "shall": [""] } }), &nothing);
    assert!(found.contains("the words of obligation lack one in `zh`"), "{found}");
}

#[test]
fn where_no_words_of_obligation_are_declared_nothing_that_they_tell_is_counted() {
    let mut base = stripped();
    base.value("standard.yaml", |head| {
        head["counts"] = json!({ "domains": 1, "subdomains": 2, "cells": 10, "labelled": 14, "assessable": 13 });
    });
    let found = base.problems();
    assert!(found.contains("the number of `examples` is not stated"), "{found}");
    assert!(!["`none`", "`requirements`", "`shall`"].iter().any(|name| found.contains(name)), "{found}");
}

#[test]
fn one_row_that_an_introduction_names_may_be_a_common_word() {
    let mut base = Changed::base();
    let zh = "设备管理得好，产品才好。";
    base.value("clauses/production.yaml", |domain| {
        let en = "Good equipment management makes good products.";
        domain["intro"] = json!({ "zh": zh, "en": en, "reviewed": fingerprint(zh) });
    });
    assert!(!base.problems().contains("unequal-name"), "{}", base.problems());
}

#[test]
fn counts_number_and_prefix_are_free() {
    let mut base = Changed::base();
    base.value("standard.yaml", |head| {
        head["counts"] = json!({ "domains": 1 });
        head["number"] = "Version 2.0".into();
        without(head, &["cover"]);
    });
    let found = base.check().diagnostics;
    assert!(found.iter().all(|one| one.code == "missing-count"), "{}", base.problems());
    assert_eq!(found.len(), 16, "what is not stated is told of where other things are");
    base.value("standard.yaml", |head| without(head, &["counts"]));
    assert_eq!(base.document().standard.number(), Some("Version 2.0"));
    base.value("standard.yaml", |head| {
        without(head, &["number"]);
        head["cover"] = json!([{ "role": "number", "zh": "T/1", "en": "T/1" }]);
    });
    let found = base.problems();
    assert!(found.contains("the cover says T/1, but the document has no `number`"), "{found}");

    let mut base = Changed::base();
    base.value("content/model.yaml", |model| without(model, &["example-prefix"]));
    base.edit("clauses/production/quality-control.yaml", |text| text.replace("EXAMPLE Data", "Data"));
    assert_eq!(base.problems(), "", "examples begin as they like");
}

#[test]
fn levels_that_the_text_does_not_describe_are_found_on_their_pages() {
    let mut base = stripped();
    let note = |at: &str| {
        format!(
            "- {{id: note-001, kind: naming, certainty: likely, about: [{{at: {at}}}], why: {{zh: 名称, en: A name}}}}\n"
        )
    };
    base.put("notes/all.yaml", &(note("level-3") + &note("domain-production").replace("001", "002")));
    let tree = rendered(&base.document(), None);
    assert_whole(&tree);
    let notes = text(&tree, "en/notes.html");
    assert!(notes.contains("href=\"../en/level-3.html#level-3\">Level 3</a>"), "{notes}");
    assert!(notes.contains("href=\"../en/standard.html#domain-production\">Production</a>"), "{notes}");
    base.put("notes/all.yaml", &note("cover"));
    assert!(base.problems().contains("`cover` is nowhere in the standard"), "a standard without a cover has none");
    base.put("notes/all.yaml", &note("clause-1"));
    assert!(base.problems().contains("`clause-1` is nowhere in the standard"));
}

#[test]
fn a_table_without_a_number_is_called_by_its_caption() {
    let mut base = stripped();
    base.value("clauses/production.yaml", |domain| {
        domain["caption"] = json!({ "zh": "生产的要求", "en": "Requirements for production" });
    });
    let document = base.document();
    let tree = rendered(&document, None);
    assert_whole(&tree);
    for page in ["standard", "production"] {
        let html = Html::parse_document(text(&tree, &format!("en/{page}.html")));
        let caption: String =
            select(&html, "table.levels > caption").iter().flat_map(|caption| caption.text()).collect();
        assert_eq!(caption, "Requirements for production", "{page}");
    }
    assert!(text(&tree, "data/standard-en.md").contains("### Production\n\n**Requirements for production**\n"));
}

/// The base with labels of another style: each one is replaced by that of the same place.
fn with_labels(style: &str, label: &dyn Fn(u8) -> String) -> Changed {
    let mut base = Changed::base();
    base.edit("content/model.yaml", |text| format!("{text}labels: \"{style}\"\n"));
    let subdomains = ["quality-control", "equipment-management"].map(|name| format!("clauses/production/{name}.yaml"));
    for path in subdomains.into_iter().chain(["standard.yaml".to_owned()]) {
        base.edit(&path, |text| {
            let line = |line: &str| match line.split_once("label: ") {
                Some((before, letter)) if letter.len() == 1 => {
                    let label = label(letter.as_bytes()[0] - b'a');
                    if label.is_empty() { before.replace("- ", "  ") } else { format!("{before}label: {label}") }
                }
                _ => line.to_owned(),
            };
            text.lines().map(line).filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
        });
    }
    base
}

#[test]
fn labels_are_of_the_style_that_the_standard_declares() {
    for (style, label, printed) in [
        ("1.", &(|place: u8| (place + 1).to_string()) as &dyn Fn(u8) -> String, "2."),
        ("A)", &|place| char::from(b'A' + place).to_string(), "B)"),
        ("as-typed", &|place| format!("7.{}", place + 1), "7.2"),
    ] {
        let base = with_labels(style, label);
        let document = base.document();
        let second = document.standard.entries().find(|entry| entry.id.to_string() == "ABC-102").unwrap();
        assert_eq!(document.standard.labels().print(second.label.as_deref().unwrap()), printed);
        let tree = rendered(&document, None);
        let page = Html::parse_document(text(&tree, "en/production/quality-control.html"));
        let shown: String = select(&page, "[data-requirement=ABC-102] .letter")[0].text().collect();
        assert_eq!(shown, printed);
    }
    // What is not of the style is told, and so are two labels that are alike.
    let found = with_labels("1.", &|place| char::from(b'b' + place).to_string()).problems();
    assert!(found.contains("[wrong-label]: ABC-101: `b` is no label of this standard, where they are `1.`"), "{found}");
    let found = with_labels("as-typed", &|_| "7.1".to_owned()).problems();
    assert!(found.contains("[repeated-label]: ABC-102: 7.1 stands here a second time"), "{found}");
    assert!(!found.contains("skipped-label"), "nothing is known of the order: {found}");
    let found = with_labels("none", &|place| (place + 1).to_string()).problems();
    assert!(found.contains("`1` is no label of this standard, where they are `none`"), "{found}");
}

#[test]
fn labels_that_are_left_out_follow_those_before_them() {
    let typed = Changed::base().document();
    let mut base = Changed::base();
    // Those of examples stay, because an example has none by itself.
    for subdomain in ["quality-control", "equipment-management"] {
        base.edit(&format!("clauses/production/{subdomain}.yaml"), |text| {
            text.lines().filter(|line| !line.starts_with("      label: ")).collect::<Vec<_>>().join("\n")
        });
    }
    let labels = |document: &dtmm_content::document::Document| {
        document.standard.entries().map(|entry| entry.label.clone()).collect::<Vec<_>>()
    };
    assert_eq!(labels(&base.document()), labels(&typed));
}

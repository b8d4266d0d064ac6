//! What readers finally see of their answers: the words of the content with the values that the engine fills in.

use std::collections::{BTreeMap, BTreeSet};

use dtmm_content::parse::{InterfaceWord, from_yaml};
use dtmm_exchange::Reader;
use dtmm_model::{Lang, Outline};
use dtmm_scoring::{Answer, Assessment, Method, Scope, Scorecard, read};
use dtmm_view::{
    Context, Names, Node, Texts, Words, brief, level_key, opened, problem_lines, why, word_keys, word_values,
};

use crate::common::{document, root};

/// The words of the content in one language, as a page brings them along.
fn words(lang: Lang) -> Words {
    let document = document();
    let levels = document.standard.levels().iter();
    let levels = levels.map(|level| (level_key(level.level.number()), level.name.get(lang).clone()));
    Words::new(
        word_keys().map(|key| (key.clone(), document.interface.find(&key, lang).unwrap().to_owned())).chain(levels),
    )
}

/// The names in braces within a word.
fn placeholders(word: &str) -> BTreeSet<&str> {
    word.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn words_have_the_placeholders_that_the_engine_fills() {
    for lang in Lang::ALL {
        for (key, values) in word_values() {
            let word = document().interface.find(&key, lang).unwrap();
            assert_eq!(placeholders(word), values.iter().copied().collect(), "{lang} {key}: {word}");
        }
    }
}

#[test]
fn words_of_the_tool_have_them_too() {
    let text = std::fs::read_to_string(root().join("site/words/interface.yaml")).unwrap();
    let tool: BTreeMap<String, InterfaceWord> = from_yaml(&text).unwrap();
    for (key, values) in word_values() {
        for word in [&tool[&key].zh, &tool[&key].en] {
            // These are filled into all words, before the engine has them.
            let is_own = |name: &&str| !["levels", "first_level", "first_method", "level_method"].contains(name);
            let filled: BTreeSet<&str> = placeholders(word).into_iter().filter(is_own).collect();
            assert_eq!(filled, values.iter().copied().collect(), "{key}: {word}");
        }
    }
}

/// No entry has printed words.
struct NoTexts;

impl Texts for NoTexts {
    fn of(&self, _: dtmm_model::RequirementId) -> Option<(String, String)> {
        None
    }

    fn labels(&self) -> dtmm_model::LabelStyle {
        dtmm_model::LabelStyle::NONE
    }
}

/// The reasons, in short and named, and the plan of an assessment with these answers in printed order.
fn said(lang: Lang, outline: &Outline, answers: &str) -> [String; 3] {
    let mut assessment = Assessment::new(dtmm_example::EDITION);
    for (item, answer) in outline.items().zip(answers.chars()) {
        assessment.set_answer(item, Answer::from_key(&answer.to_string())).unwrap();
    }
    let (words, names, card) = (words(lang), Names(Vec::new()), Scorecard::new(outline, &assessment));
    let context =
        Context { outline, words: &words, names: &names, assessment: &assessment, card: &card, texts: &NoTexts };
    let trace = card.trace(Scope::Company, Method::Staged);
    let [short, named] = [brief, why].map(|line| line(&words, &card.company, &trace));
    [short, named, context.plan(Scope::Company, Method::Staged)].map(|nodes| nodes.iter().map(Node::words).collect())
}

#[test]
fn why_a_level_is_not_reached_and_what_raises_it() {
    let outline = dtmm_example::outline("@making\nABC rrrrr|r|r|r|r\n");
    assert_eq!(
        said(Lang::Zh, &outline, "PN"),
        [
            "2/9 · 一级还差 5 条",
            "达到一级还差 ABC-101、ABC-102、ABC-103，另有 2 条",
            "企业要达到“一级”（目前：作答中），至少需提高以下 5 条：ABC-101  部分 → 大部分ABC-102  不满足 → 大部分\
             ABC-103  未作答 → 大部分ABC-104  未作答 → 大部分ABC-105  未作答 → 大部分",
        ]
    );
    assert_eq!(
        said(Lang::En, &outline, "PFFFF"),
        [
            "5/9 · 1 left to Level 1",
            "Level 1 still needs ABC-101",
            "Enterprise: to reach Level 1 (now: Below Level 1), raise at least these entries (1):ABC-101  Partly → Largely",
        ]
    );
    assert_eq!(said(Lang::Zh, &outline, "FFFFFFFFF"), ["已达到最高等级"; 3]);
}

#[test]
fn what_became_of_a_file() {
    let outline = dtmm_example::small();
    let said = |lang, bytes: &[u8]| {
        let words = words(lang);
        let gb18030 = |_: &[u8]| Some("编号,备注\nABC-101,现场查看\nABC-109,乙\n".to_owned());
        let reader = Reader { outline: &outline, earlier: &[], words: &words.vocabulary(), gb18030: &gb18030 };
        opened(&words, "甲.csv", &reader.read_one(bytes).unwrap(), &outline.edition)
    };
    assert_eq!(
        said(Lang::Zh, b"\xb1\xe0"),
        "已打开 甲.csv，共 0 条作答。有 1 处未能读取：第 3 行 ABC-109（本版本没有这个编号）。\
         文件没有注明编码，已按 GB 18030 读取，例如“现场查看”。如果显示为乱码，请另存为“CSV UTF-8（逗号分隔）”后重新打开。"
    );
    let old = br#"{"format": "dtmm-assessment/1", "edition": "y", "answers": {"ABC-101": "F", "A": 1}, "b": 2}"#;
    assert_eq!(
        said(Lang::En, old),
        "Opened: 甲.csv. Answers: 1. Unrecognized content, kept unchanged: 2. \
         This self-assessment was made for edition y; this page uses edition first. The entries of the two editions may differ."
    );
}

#[test]
fn what_is_wrong_with_a_file() {
    let file = "{\"format\": \"dtmm-assessment/1\", \"edition\": \"first\", \"answers\": {\n \"ABC-101\": \"X\"}}";
    let found = read(file.as_bytes(), &dtmm_example::small()).unwrap_err();
    assert_eq!(
        problem_lines(&words(Lang::Zh), &found),
        ["第 2 行第 13 列 answers.ABC-101：作答必须是 F、L、P、N 或 NA"]
    );
    assert_eq!(
        problem_lines(&words(Lang::En), &found),
        ["Line 2, column 13 answers.ABC-101: the answer must be F, L, P, N or NA"]
    );
}

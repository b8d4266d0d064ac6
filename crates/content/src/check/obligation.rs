//! The verbal forms of a text, found by the words that the standard declares for them.

use std::ops::Range;

use dtmm_model::Lang;

use super::scan::words;
use crate::parse::VocabularyRecord;

/// Whether a word is in a text. Chinese has no spaces, so some 应 are ambiguous.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Presence {
    No,
    Maybe,
    Yes,
}

/// The words of one language for verbal forms, with the way in which that language is read.
#[derive(Clone, Copy)]
pub(super) struct ObligingWords<'a> {
    pub(super) lang: Lang,
    pub(super) record: &'a VocabularyRecord,
}

/// The verbal forms of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct VerbalForms {
    /// Whether the word of a requirement is there as a verb.
    pub(super) shall: Presence,
    /// The first one that is a verb, or may be one if none certainly is.
    pub(super) shall_at: Option<Range<usize>>,
    /// The first one in square brackets: the other language has no verbal form.
    pub(super) bracketed: Option<Range<usize>>,
    /// The first word of a recommendation as a verb.
    pub(super) should: Option<Range<usize>>,
    /// Every word that the text must not have.
    pub(super) forbidden: Vec<Range<usize>>,
}

impl<'a> ObligingWords<'a> {
    /// The verbal forms of a text in this language.
    pub(super) fn read(self, text: &str) -> VerbalForms {
        let record = self.record;
        let mut forms = VerbalForms {
            shall: Presence::No,
            shall_at: None,
            bracketed: None,
            should: None,
            forbidden: self.find(text, &record.forbidden, |word, found| word == found),
        };
        for range in self.find(text, &record.shall, is_same) {
            if text[..range.start].ends_with('[') && text[range.end..].starts_with(']') {
                forms.bracketed.get_or_insert(range);
                continue;
            }
            let presence = self.presence(text, &range);
            if presence > forms.shall {
                forms.shall = presence;
                forms.shall_at = Some(range);
            }
        }
        let should = self.find(text, &record.should, is_same);
        forms.should = should.into_iter().find(|range| self.presence(text, range) == Presence::Yes);
        forms
    }

    /// How messages call the word of a requirement.
    pub(super) fn shall(self) -> String {
        self.quoted(self.record.shall.first().map_or("", String::as_str))
    }

    /// How messages call the word of a recommendation.
    pub(super) fn should(self) -> String {
        self.quoted(self.record.should.first().map_or("", String::as_str))
    }

    fn quoted(self, word: &str) -> String {
        match self.lang {
            Lang::Zh => word.to_owned(),
            Lang::En => format!("*{word}*"),
        }
    }

    /// Every occurrence of one of these words in printed order: anywhere in Chinese, whole words in English.
    fn find(self, text: &str, all: &[String], is_same: impl Fn(&str, &str) -> bool) -> Vec<Range<usize>> {
        if all.is_empty() {
            return Vec::new();
        }
        match self.lang {
            Lang::Zh => {
                let found = all.iter().filter(|word| !word.is_empty()).flat_map(|word| occurrences(text, word));
                let mut found: Vec<Range<usize>> = found.collect();
                found.sort_unstable_by_key(|range| range.start);
                found
            }
            Lang::En => {
                let found = words(text, |byte| byte.is_ascii_alphabetic());
                found.filter(|range| all.iter().any(|word| is_same(word, &text[range.clone()]))).collect()
            }
        }
    }

    /// Whether a word is the verb where it stands. A word of `maybe_in` that is longer than one of `not_in` and holds
    /// it decides in its place, as 影响应 does of 响应.
    fn presence(self, text: &str, at: &Range<usize>) -> Presence {
        let around = |all: &'a [String]| all.iter().flat_map(|word| around(text, word, at)).collect::<Vec<_>>();
        let maybe = around(&self.record.maybe_in);
        let is_within = |range: &Range<usize>| maybe.iter().any(|outer| holds(outer, range) && outer != range);
        if around(&self.record.not_in).iter().any(|range| !is_within(range)) {
            Presence::No
        } else if maybe.is_empty() {
            Presence::Yes
        } else {
            Presence::Maybe
        }
    }
}

fn occurrences(text: &str, word: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices(word).filter(|(_, found)| !found.is_empty()).map(|(at, found)| at..at + found.len())
}

/// Where a longer word holds the one found.
fn around<'t>(text: &'t str, word: &'t str, at: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<'t> {
    let (start, found) = (at.start, &text[at.clone()]);
    let inside = word.match_indices(found).filter_map(move |(before, _)| start.checked_sub(before));
    let here = inside.filter(move |from| text.get(*from..).is_some_and(|rest| rest.starts_with(word)));
    here.map(|from| from..from + word.len())
}

fn holds(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Whether a word that is found is one that is listed, also at the beginning of a sentence.
fn is_same(listed: &str, found: &str) -> bool {
    let rest = |text: &str| text.chars().skip(1).collect::<String>();
    let first = |text: &str| text.chars().next().map(|c| c.to_ascii_lowercase());
    listed == found || (first(listed) == first(found) && rest(listed) == rest(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHINESE: &str = "shall: [应]\nshould: [宜]\nnot-in: [供应, 相应, 适应, 反应, 响应, 应用, 应急, 适宜, 便宜, 地制宜]\nmaybe-in: [影响应, 效应, 应对]\n";
    const ENGLISH: &str = "shall: [shall]\nshould: [should]\nforbidden: [must, may]\n";

    fn read(lang: Lang, text: &str) -> VerbalForms {
        let yaml = if lang == Lang::Zh { CHINESE } else { ENGLISH };
        let record: VocabularyRecord = crate::parse::from_yaml(yaml).unwrap();
        ObligingWords { lang, record: &record }.read(text)
    }

    #[test]
    fn only_the_verb_counts() {
        let shall = |text| read(Lang::Zh, text).shall;
        for text in ["供应链应用", "及时响应、相应的应急预案", "适应反应", "自适应", "影响应用"]
        {
            assert_eq!(shall(text), Presence::No, "{text}");
        }
        for text in ["应建立供应链", "企业应应用新技术", "系统应急需升级的设备应登记"] {
            assert_eq!(shall(text), Presence::Yes, "{text}");
        }
        for text in ["应对数字化转型成效进行评价", "设备能效应达到准入水平", "制定应对措施", "影响应当"]
        {
            assert_eq!(shall(text), Presence::Maybe, "{text}");
        }
        assert!(read(Lang::Zh, "必要时宜建立；不宜").should.is_some());
        assert!(read(Lang::Zh, "适宜、便宜、因地制宜").should.is_none());
    }

    #[test]
    fn bracketed_forms_and_the_month_are_recognized() {
        let text = "The enterprise [shall] act in May; it may should-be.";
        let verbs = read(Lang::En, text);
        assert_eq!((verbs.shall_at, verbs.bracketed.map(|at| &text[at])), (None, Some("shall")));
        assert_eq!((verbs.forbidden.len(), verbs.should.is_some()), (1, true));
        assert_eq!(read(Lang::En, "Shall we?").shall, Presence::Yes);
    }
}

//! The languages a standard can be published in. Neither is a fallback for the other.

use std::fmt;

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// All languages that a standard can have, Chinese first.
    pub const ALL: [Lang; 2] = [Lang::Zh, Lang::En];

    /// The short form used in file keys and addresses: `zh` or `en`.
    pub const fn key(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }

    /// The BCP 47 tag for the `lang` attribute of a page.
    pub const fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

    /// The other language.
    pub const fn other(self) -> Lang {
        match self {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// The languages of one standard: one or both, and which of them binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Languages {
    first: Lang,
    is_bilingual: bool,
    binding: Lang,
}

impl Languages {
    /// Takes the languages in the order in which readers are offered them; `None` unless each stands there once and the
    /// binding one is among them.
    pub fn new(all: &[Lang], binding: Lang) -> Option<Languages> {
        let (first, is_bilingual) = match all {
            [first] => (*first, false),
            [first, second] if first != second => (*first, true),
            _ => return None,
        };
        all.contains(&binding).then_some(Languages { first, is_bilingual, binding })
    }

    /// All of them, in the order in which readers are offered them.
    pub fn iter(self) -> impl Iterator<Item = Lang> {
        [Some(self.first), self.is_bilingual.then_some(self.first.other())].into_iter().flatten()
    }

    /// All of them, the binding one first: the order on pages and in files that have both texts.
    pub fn binding_first(self) -> impl Iterator<Item = Lang> {
        std::iter::once(self.binding).chain(self.translation())
    }

    /// Whether a standard with these languages is published in `lang`.
    pub fn has(self, lang: Lang) -> bool {
        self.iter().any(|one| one == lang)
    }

    /// A value in each of the languages, and the default in one that is not among them.
    pub fn map<T: Default>(self, mut value: impl FnMut(Lang) -> T) -> Bilingual<T> {
        let mut of = |lang| if self.has(lang) { value(lang) } else { T::default() };
        Bilingual { zh: of(Lang::Zh), en: of(Lang::En) }
    }

    /// The one whose text binds.
    pub const fn binding(self) -> Lang {
        self.binding
    }

    /// The one whose text is a translation, if there are two.
    pub fn translation(self) -> Option<Lang> {
        self.is_bilingual.then_some(self.binding.other())
    }

    /// The one besides `lang`, if there are two.
    pub fn other(self, lang: Lang) -> Option<Lang> {
        self.iter().find(|one| *one != lang)
    }
}

/// The same thing said in each language of a standard. In a language that the standard does not have, it is the
/// default, as an empty text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Bilingual<T = String> {
    /// The Chinese.
    pub zh: T,
    /// The English.
    pub en: T,
}

impl<T> Bilingual<T> {
    /// The version in `lang`.
    pub fn get(&self, lang: Lang) -> &T {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standard_has_one_language_or_two_and_one_of_them_binds() {
        use Lang::{En, Zh};
        let both = Languages::new(&[Zh, En], En).unwrap();
        assert_eq!(both.iter().collect::<Vec<_>>(), [Zh, En]);
        assert_eq!((both.binding(), both.translation()), (En, Some(Zh)));
        let one = Languages::new(&[En], En).unwrap();
        assert_eq!((one.iter().collect::<Vec<_>>(), one.translation()), (vec![En], None));
        assert_eq!(both.binding_first().collect::<Vec<_>>(), [En, Zh]);
        assert_eq!((both.other(En), both.other(Zh), one.other(En), one.has(Zh)), (Some(Zh), Some(En), None, false));
        assert_eq!(one.map(Lang::key), Bilingual { zh: "", en: "en" });
        for wrong in [&[][..], &[Zh], &[En, En], &[Zh, En, Zh]] {
            assert_eq!(Languages::new(wrong, En), None, "{wrong:?}");
        }
    }
}

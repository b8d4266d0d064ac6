//! How answers are counted, as far as a standard declares it: what each is worth, the pass mark, and the method that
//! comes first.

use std::fmt::{self, Write};
use std::str::FromStr;

use crate::Method;

/// How the answers to a standard are counted. One that exists does not contradict itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scoring {
    first: Method,
    largely: Proportion,
    partly: Proportion,
    pass_mark: Proportion,
}

/// A number from 0 to 1 with at most three decimals, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Proportion(u16);

/// A text is not a [`Proportion`], or not the text form of a [`Scoring`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoringError;

/// What would contradict itself in how answers are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScoringFault {
    /// "Partly met" is worth more than "largely met".
    PartlyAboveLargely,
    /// The pass mark is 0, which everything reaches.
    NoPassMark,
    /// The pass mark is above what "largely met" is worth, so that a level that method B awards would not be reached
    /// by method C.
    PassMarkAboveLargely,
}

impl Scoring {
    /// What is usual: staged first, 0.8 for "largely met", 0.5 for "partly met", and 0.8 as the pass mark.
    pub const USUAL: Scoring = Scoring {
        first: Method::Staged,
        largely: Proportion(800),
        partly: Proportion(500),
        pass_mark: Proportion(800),
    };

    /// The method that comes first, what "largely met" and "partly met" are worth, and the score from which a level is
    /// reached by method C.
    ///
    /// # Errors
    /// Everything that contradicts itself.
    pub fn new(
        first: Method,
        largely: Proportion,
        partly: Proportion,
        pass_mark: Proportion,
    ) -> Result<Scoring, Vec<ScoringFault>> {
        let scoring = Scoring { first, largely, partly, pass_mark };
        let faults: Vec<_> = scoring.faults().into_iter().flatten().collect();
        if faults.is_empty() { Ok(scoring) } else { Err(faults) }
    }

    fn faults(&self) -> [Option<ScoringFault>; 3] {
        [
            (self.partly > self.largely).then_some(ScoringFault::PartlyAboveLargely),
            (self.pass_mark == Proportion(0)).then_some(ScoringFault::NoPassMark),
            (self.pass_mark > self.largely).then_some(ScoringFault::PassMarkAboveLargely),
        ]
    }

    /// The method whose results come first.
    pub const fn first(&self) -> Method {
        self.first
    }

    /// What "largely met" is worth.
    pub const fn largely(&self) -> Proportion {
        self.largely
    }

    /// What "partly met" is worth.
    pub const fn partly(&self) -> Proportion {
        self.partly
    }

    /// The score from which a level is reached by method C.
    pub const fn pass_mark(&self) -> Proportion {
        self.pass_mark
    }

    /// What names a method beside its results: the name and version of its rules, as `dtmm-weighted/1`, and after it
    /// the points and the pass mark by which it counts where these are not the usual ones, as
    /// `dtmm-weighted/1 largely=0.5 partly=0.25 pass-mark=0.5`.
    pub fn id(&self, method: Method) -> String {
        let Scoring { largely, partly, pass_mark, .. } = *self;
        let usual = Scoring::USUAL;
        let own_points = largely != usual.largely || partly != usual.partly;
        let mut id = method.rules().to_owned();
        let mut say = |name: &str, value: Proportion| {
            id.push_str(name);
            id.push_str(&value.to_string());
        };
        match method {
            Method::Weighted if own_points || pass_mark != usual.pass_mark => {
                say(" largely=", largely);
                say(" partly=", partly);
                say(" pass-mark=", pass_mark);
            }
            Method::Index if own_points => {
                say(" largely=", largely);
                say(" partly=", partly);
            }
            _ => {}
        }
        id
    }
}

impl Default for Scoring {
    fn default() -> Scoring {
        Scoring::USUAL
    }
}

impl fmt::Display for Scoring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.first.key(), self.largely, self.partly, self.pass_mark)
    }
}

/// The text form: the key of the method that comes first, then the three numbers, as `staged 0.8 0.5 0.8`.
impl FromStr for Scoring {
    type Err = ScoringError;

    fn from_str(text: &str) -> Result<Scoring, ScoringError> {
        let mut parts = text.split(' ');
        let first = parts.next().and_then(Method::from_key).ok_or(ScoringError)?;
        let mut number = || parts.next().unwrap_or_default().parse();
        let (largely, partly, pass_mark) = (number()?, number()?, number()?);
        let scoring = Scoring { first, largely, partly, pass_mark };
        let is_sound = scoring.faults() == [None; 3] && parts.next().is_none();
        if is_sound { Ok(scoring) } else { Err(ScoringError) }
    }
}

impl Proportion {
    /// One, in thousandths.
    const ONE: u16 = 1000;

    /// The number in thousandths, 0 to 1,000.
    pub const fn thousandths(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Proportion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut rest, mut unit) = (self.0, Proportion::ONE);
        loop {
            f.write_char(char::from(b'0' + (rest / unit) as u8))?;
            rest %= unit;
            if rest == 0 {
                return Ok(());
            }
            if unit == Proportion::ONE {
                f.write_char('.')?;
            }
            unit /= 10;
        }
    }
}

impl FromStr for Proportion {
    type Err = ScoringError;

    fn from_str(text: &str) -> Result<Proportion, ScoringError> {
        let (mut number, mut unit) = (0, Proportion::ONE);
        for (place, byte) in text.bytes().enumerate() {
            match byte {
                b'.' if place == 1 && text.len() > 2 => continue,
                b'0'..=b'9' if place != 1 && unit > 0 => number += u16::from(byte - b'0') * unit,
                _ => return Err(ScoringError),
            }
            unit /= 10;
        }
        if text.is_empty() || number > Proportion::ONE { Err(ScoringError) } else { Ok(Proportion(number)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scoring(text: &str) -> Scoring {
        text.parse().unwrap_or_else(|_| panic!("{text}"))
    }

    #[test]
    fn a_number_has_at_most_three_decimals() {
        for (text, thousandths, shown) in [
            ("0", 0, "0"),
            ("1", 1000, "1"),
            ("1.0", 1000, "1"),
            ("0.8", 800, "0.8"),
            ("0.80", 800, "0.8"),
            ("0.125", 125, "0.125"),
            ("0.005", 5, "0.005"),
        ] {
            let number: Proportion = text.parse().unwrap();
            assert_eq!((number.thousandths(), &*number.to_string()), (thousandths, shown), "{text}");
        }
        for text in ["", ".", ".5", "1.", "0.8000", "1.001", "2", "-0.5", "+0.5", "0,5", "5e-1", "0.８", " 0.5", "00.5"]
        {
            assert_eq!(text.parse::<Proportion>(), Err(ScoringError), "{text}");
        }
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        use ScoringFault::{NoPassMark, PartlyAboveLargely, PassMarkAboveLargely};
        let faults = |numbers: [&str; 3]| {
            let [largely, partly, pass_mark] = numbers.map(|number| number.parse().unwrap());
            Scoring::new(Method::Index, largely, partly, pass_mark).err().unwrap_or_default()
        };
        assert_eq!(faults(["0.8", "0.8", "0.8"]), []);
        assert_eq!(faults(["1", "1", "1"]), []);
        assert_eq!(faults(["0.5", "0.501", "0.5"]), [PartlyAboveLargely]);
        assert_eq!(faults(["0.5", "0.5", "0"]), [NoPassMark]);
        assert_eq!(faults(["0.5", "0.5", "0.501"]), [PassMarkAboveLargely]);
        assert_eq!(faults(["0", "0.1", "0.1"]), [PartlyAboveLargely, PassMarkAboveLargely]);
    }

    #[test]
    fn the_text_form_survives_a_round_trip() {
        assert_eq!(Scoring::USUAL.to_string(), "staged 0.8 0.5 0.8");
        for text in ["staged 0.8 0.5 0.8", "index 1 0 0.125"] {
            assert_eq!(scoring(text).to_string(), text);
        }
        let refused =
            ["", "staged", "staged 0.8 0.5", "staged 0.8 0.5 0.8 1", "other 0.8 0.5 0.8", "staged 0.5 0.8 0.5"];
        for text in refused {
            assert_eq!(text.parse::<Scoring>(), Err(ScoringError), "{text}");
        }
    }

    #[test]
    fn a_method_is_named_with_the_numbers_that_it_counts_by_where_they_are_not_the_usual_ones() {
        let ids = |text| Method::ALL.map(|method| scoring(text).id(method));
        let rules = Method::ALL.map(|method| method.rules().to_owned());
        assert_eq!(ids("staged 0.8 0.5 0.8"), rules);
        assert_eq!(ids("index 0.8 0.5 0.8"), rules, "which method comes first changes no result");
        let [strict, staged, weighted, index] = ids("staged 0.5 0.25 0.5");
        assert_eq!([strict, staged], [&rules[0], &rules[1]].map(String::clone), "they count no points");
        assert_eq!(weighted, "dtmm-weighted/1 largely=0.5 partly=0.25 pass-mark=0.5");
        assert_eq!(index, "dtmm-index/1 largely=0.5 partly=0.25");
        let [.., weighted, index] = ids("staged 0.8 0.5 0.75");
        assert_eq!(weighted, "dtmm-weighted/1 largely=0.8 partly=0.5 pass-mark=0.75");
        assert_eq!(index, "dtmm-index/1", "it has no pass mark");
    }
}

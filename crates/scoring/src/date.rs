//! Dates as files have them, and in the other forms that people and spreadsheets write.

use crate::fold::{is_unseen, narrow};

/// Whether a text is a date of the calendar in the form `2027-03-01`.
pub fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(index, byte)| match index {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shaped {
        return false;
    }
    let number = |digits: &[u8]| digits.iter().fold(0u32, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    let (year, month, day) = (number(&bytes[..4]), number(&bytes[5..7]), number(&bytes[8..]));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => 0,
    };
    day >= 1 && day <= days
}

/// The day before the one that spreadsheets count as the first, as the number of days after the first of March of the year 0.
const DAY_0: u32 = 693_899;

/// How many days later those spreadsheets begin that count from 1904.
const TO_1904: u32 = 1462;

/// The numbers of days that are taken for dates: from 1 March 1900, before which spreadsheets count wrong, to the year 9999.
const SERIALS: std::ops::RangeInclusive<u32> = 61..=2_958_465;

/// The date that a spreadsheet keeps as the number of a day, which may have a time of the day as its fraction; `None` where
/// the text is no such number.
pub fn date_of_serial(text: &str, from_1904: bool) -> Option<String> {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let serial = whole.parse::<u32>().ok()?.checked_add(if from_1904 { TO_1904 } else { 0 })?;
    if !SERIALS.contains(&serial) {
        return None;
    }
    // Years begin with March here, so that the day that leap years have more is the last one.
    let days = serial + DAY_0;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year + era * 400 + u32::from(month <= 2);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// The number under which a spreadsheet that counts from 1900 keeps a date as `2027-03-01`; `None` where it is no date or
/// before the first that is counted right.
pub fn serial_of_date(date: &str) -> Option<u32> {
    let number = |range: std::ops::Range<usize>| date.get(range)?.parse::<u32>().ok();
    if !is_date(date) {
        return None;
    }
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let (year, from_march) = if month > 2 { (year, month - 3) } else { (year.checked_sub(1)?, month + 9) };
    let (era, of_era) = (year / 400, year % 400);
    let of_year = (153 * from_march + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    days.checked_sub(DAY_0).filter(|serial| SERIALS.contains(serial))
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDate {
    /// Not of the calendar, or in no form that is known.
    Wrong,
    /// It may be two days, as `1/2/2027`.
    Ambiguous,
}

/// The date that a text means, as `2027-03-01`; empty where the text is. Known are year, month and
/// day with any dash, stroke, dot or space between or in Chinese, the eight digits, the English names
/// of months, and these with the day of the week or a time of the day after them, which are left away.
/// What begins with the day or the month is taken only where it can be one day.
///
/// # Errors
/// Any other text.
pub fn date_of(text: &str) -> Result<String, NoDate> {
    if is_date(text) {
        return Ok(text.to_owned());
    }
    let text: String = text.chars().map(narrow).filter(|character| !is_unseen(*character)).collect();
    let text = text.trim();
    if text.is_empty() || is_date(text) {
        return Ok(text.to_owned());
    }
    if text.contains(|character: char| character.is_ascii_alphabetic())
        && let Some(date) = named(text)
    {
        return Ok(date);
    }
    let (numbers, rest) = numbers(text);
    let found = match numbers[..] {
        [whole] if whole.len() == 8 => dated(&whole[..4], &whole[4..6], &whole[6..]),
        [year, month, day] if year.len() == 4 => dated(year, month, day),
        [one, two, year] if year.len() == 4 => {
            let found = [dated(year, one, two), dated(year, two, one)];
            match found {
                [Some(one), Some(two)] if one != two => return Err(NoDate::Ambiguous),
                [one, two] => one.or(two),
            }
        }
        _ => None,
    };
    found.filter(|_| is_time(rest)).ok_or(NoDate::Wrong)
}

/// The date of a text that names its month in English, as `1-Mar-2027` or `Mon, March 1st, 2027`.
fn named(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let is_cut = |word: &str, whole: &&str| word.len() >= 3 && whole.starts_with(word);
    let (mut month, mut day, mut year) = (None, None, None);
    for part in text.split(|one: char| !one.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
        let part = part.to_ascii_lowercase();
        let end = part.find(|one: char| !one.is_ascii_digit()).unwrap_or(part.len());
        let (number, word) = part.split_at_checked(end)?;
        let place = match (number.len(), word) {
            (0, _) if DAYS.iter().any(|whole| is_cut(word, whole)) => continue,
            (0, _) => {
                let place = MONTHS.iter().position(|whole| is_cut(word, whole))?;
                if month.replace((place + 1).to_string()).is_some() {
                    return None;
                }
                continue;
            }
            (4, "") => &mut year,
            (1 | 2, "" | "st" | "nd" | "rd" | "th") => &mut day,
            _ => return None,
        };
        if place.replace(number.to_owned()).is_some() {
            return None;
        }
    }
    dated(&year?, &month?, &day?)
}

/// The numbers of a date, up to three, and what follows them.
fn numbers(text: &str) -> (Vec<&str>, &str) {
    const MARKS: [char; 9] = ['年', '月', '日', '号', '-', '/', '.', '\\', '、'];
    let (mut numbers, mut rest) = (Vec::new(), text);
    loop {
        let end = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
        let (number, after) = rest.split_at_checked(end).unwrap_or_default();
        numbers.push(number);
        let before = after;
        let after = after.trim_start();
        let mark = MARKS.into_iter().find(|mark| after.starts_with(*mark));
        rest = mark.and_then(|mark| after.strip_prefix(mark)).unwrap_or(after).trim_start();
        let is_last = numbers.len() == 3 || (numbers.len() == 1 && number.len() == 8);
        // Spaces alone separate two numbers, too.
        let is_apart = before != after && after.starts_with(|next: char| next.is_ascii_digit());
        if (mark.is_none() && !is_apart) || matches!(mark, Some('日' | '号')) || is_last {
            let is_open = is_last && mark.is_some_and(|mark| !matches!(mark, '日' | '号' | '.'));
            return (numbers, if is_open { after } else { rest });
        }
    }
}

/// The date of a year, a month and a day with one or two digits each, where there is such a day.
fn dated(year: &str, month: &str, day: &str) -> Option<String> {
    let two = |part: &str| if part.len() == 1 { ["0", part].concat() } else { part.to_owned() };
    Some([year, &two(month), &two(day)].join("-")).filter(|date| is_date(date))
}

/// Whether a text is a day of the week, a time of the day, both, or nothing.
fn is_time(text: &str) -> bool {
    let bare = text.trim_start_matches(['(', ' ']);
    let week = ["星期", "周", "礼拜"].into_iter().find_map(|word| bare.strip_prefix(word));
    let text =
        week.and_then(|rest| rest.strip_prefix(['一', '二', '三', '四', '五', '六', '日', '天'])).unwrap_or(text);
    let text = text.trim_start_matches(['T', 't', ' ', ')']);
    let is_clock = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | ' ' | 'Z' | 'z');
    let clock = text.trim_start_matches("上午").trim_start_matches("下午").trim().to_ascii_uppercase();
    let clock = clock.trim_end_matches("AM").trim_end_matches("PM");
    clock.is_empty()
        || (clock.contains(':') && clock.starts_with(|c: char| c.is_ascii_digit()) && clock.chars().all(is_clock))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_of_spreadsheets_are_dates() {
        for (serial, date) in [("61", "1900-03-01"), ("36585", "2000-02-29"), ("46447", "2027-03-01")] {
            assert_eq!(date_of_serial(serial, false).as_deref(), Some(date));
            assert_eq!(serial_of_date(date).map(|serial| serial.to_string()).as_deref(), Some(serial));
        }
        assert_eq!(date_of_serial("46447.75", false).as_deref(), Some("2027-03-01"));
        assert_eq!(date_of_serial("44985", true).as_deref(), Some("2027-03-01"));
        assert_eq!(date_of_serial("2958465", false).as_deref(), Some("9999-12-31"));
        for text in ["", "60", "-1", "2958466", "20270301", "1e5", "2027-03-01", "soon", "1.x"] {
            assert_eq!(date_of_serial(text, false), None, "{text}");
        }
        assert_eq!(serial_of_date("1899-12-31"), None);
        for serial in 61..=100_000 {
            let date = date_of_serial(&serial.to_string(), false).unwrap();
            assert_eq!((is_date(&date), serial_of_date(&date)), (true, Some(serial)), "{date}");
        }
    }

    #[test]
    fn dates_that_can_be_one_day_are_read() {
        for (text, date) in [
            ("", Ok("")),
            ("2027-03-01", Ok("2027-03-01")),
            ("2027/3/1", Ok("2027-03-01")),
            ("2027.3.1", Ok("2027-03-01")),
            ("2027年3月1日", Ok("2027-03-01")),
            ("２０２７ 年 3 月 1 日", Ok("2027-03-01")),
            ("20270301", Ok("2027-03-01")),
            ("2027–3–1", Ok("2027-03-01")),
            ("2027-03-01T08:00:00Z", Ok("2027-03-01")),
            ("2027/3/1 8:00", Ok("2027-03-01")),
            ("2027/3/1 0:00:00 AM", Ok("2027-03-01")),
            ("2027年3月1日 上午8:00", Ok("2027-03-01")),
            ("25/12/2027", Ok("2027-12-25")),
            ("3.3.2027", Ok("2027-03-03")),
            ("2027年3月1号", Ok("2027-03-01")),
            ("2027年3月1日星期一", Ok("2027-03-01")),
            ("2027/3/1 周一 8:00", Ok("2027-03-01")),
            ("2027-03-01（星期一）", Ok("2027-03-01")),
            ("2027\\3\\1", Ok("2027-03-01")),
            ("2027、3、1", Ok("2027-03-01")),
            ("2027 03 01", Ok("2027-03-01")),
            ("2027.03.01.", Ok("2027-03-01")),
            ("1-Mar-2027", Ok("2027-03-01")),
            ("Mon, March 1st, 2027", Ok("2027-03-01")),
            ("1 sept 2027", Ok("2027-09-01")),
            ("Mar 2027", Err(NoDate::Wrong)),
            ("1 Mar Apr 2027", Err(NoDate::Wrong)),
            ("30 Feb 2027", Err(NoDate::Wrong)),
            ("1-Mar-27", Err(NoDate::Wrong)),
            ("2027 3", Err(NoDate::Wrong)),
            ("1 2 2027", Err(NoDate::Ambiguous)),
            ("2027年3月1日某天", Err(NoDate::Wrong)),
            ("1/2/2027", Err(NoDate::Ambiguous)),
            ("46082", Err(NoDate::Wrong)),
            ("2027-02-29", Err(NoDate::Wrong)),
            ("2027-3-1x", Err(NoDate::Wrong)),
            ("2027-3-1-", Err(NoDate::Wrong)),
            ("20270-03-01", Err(NoDate::Wrong)),
            ("27-03-01", Err(NoDate::Wrong)),
            ("2027-03", Err(NoDate::Wrong)),
            ("soon", Err(NoDate::Wrong)),
        ] {
            assert_eq!(date_of(text), date.map(str::to_owned), "{text}");
        }
    }
}

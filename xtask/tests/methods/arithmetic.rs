//! Recomputes the calculations of the worked examples with exact fractions.

/// A fraction in lowest terms with a positive denominator.
type Number = (i128, i128);

/// The parts of a text that equate calculations.
pub(super) fn equations(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_digit() || " .+×÷()/=≈".contains(c);
    let parts = text.split(|c| !is_part(c)).map(|part| part.trim_matches([' ', '.']));
    parts.filter(|part| part.contains(['=', '≈'])).map(str::to_owned).collect()
}

/// The error in an equation, if any: exact after `=`, rounded half to even after `≈`.
pub(super) fn wrong(equation: &str) -> Option<String> {
    let mut rest = equation;
    let mut before: Option<(Number, char)> = None;
    loop {
        let end = rest.find(['=', '≈']).unwrap_or(rest.len());
        let side = rest[..end].trim();
        let Some(value) = number(side) else { return Some(format!("{side} cannot be read")) };
        let is_right = match before {
            None => true,
            Some((left, '=')) => left == value,
            Some((left, _)) => rounded(left, side.split_once('.').map_or(0, |(_, digits)| digits.len())) == value,
        };
        if !is_right {
            return Some(format!("{side} is not what stands before it"));
        }
        let sign = rest[end..].chars().next()?;
        before = Some((value, sign));
        rest = &rest[end + sign.len_utf8()..];
    }
}

/// The value of a calculation.
pub(super) fn number(text: &str) -> Option<Number> {
    let tokens: Vec<char> = text.chars().filter(|c| *c != ' ').collect();
    let mut at = 0;
    let value = sum(&tokens, &mut at)?;
    (at == tokens.len()).then_some(value)
}

fn sum(tokens: &[char], at: &mut usize) -> Option<Number> {
    let mut value = product(tokens, at)?;
    while tokens.get(*at) == Some(&'+') {
        *at += 1;
        let more = product(tokens, at)?;
        value = lowest(value.0 * more.1 + more.0 * value.1, value.1 * more.1)?;
    }
    Some(value)
}

fn product(tokens: &[char], at: &mut usize) -> Option<Number> {
    let mut value = single(tokens, at)?;
    while let Some(sign) = tokens.get(*at).filter(|sign| "×÷/".contains(**sign)) {
        *at += 1;
        let next = single(tokens, at)?;
        let (up, down) = if *sign == '×' { next } else { (next.1, next.0) };
        value = lowest(value.0 * up, value.1 * down)?;
    }
    Some(value)
}

fn single(tokens: &[char], at: &mut usize) -> Option<Number> {
    if tokens.get(*at) == Some(&'(') {
        *at += 1;
        let value = sum(tokens, at)?;
        let closes = tokens.get(*at) == Some(&')');
        *at += 1;
        return closes.then_some(value);
    }
    let digits: String = tokens[*at..].iter().take_while(|c| c.is_ascii_digit() || **c == '.').collect();
    *at += digits.len();
    let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
    lowest(digits.replace('.', "").parse().ok()?, 10i128.pow(u32::try_from(places).ok()?))
}

fn lowest(up: i128, down: i128) -> Option<Number> {
    let (mut a, mut b) = (up, down);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    (down != 0).then(|| (up / a, down / a))
}

fn rounded((up, down): Number, places: usize) -> Number {
    let one = (0..places).fold(1, |one, _| one * 10);
    let (whole, rest) = (up * one / down, up * one % down);
    let is_up = rest * 2 > down || (rest * 2 == down && whole % 2 == 1);
    lowest(whole + i128::from(is_up), one).unwrap()
}

#[test]
fn what_comes_out_is_told_from_what_does_not() {
    for right in ["(0.5 + 0) ÷ 2 = 0.25", "1 + 18/25 = 43/25 = 1.72", "5/6 ≈ 0.83", "0.125 ≈ 0.12", "2 + 0 = 2"] {
        assert_eq!(wrong(right), None, "{right}");
    }
    for false_one in ["(0.5 + 0) ÷ 2 = 0.5", "1 + 18/25 = 1.7", "5/6 ≈ 0.84", "5/6 = 0.83", "1 ÷ = 1", "(1 + 1 = 2"]
    {
        assert!(wrong(false_one).is_some(), "{false_one}");
    }
    assert_eq!(equations("得分为 3 + 0.25 = 13/4，显示为 3.25。"), ["3 + 0.25 = 13/4"]);
}

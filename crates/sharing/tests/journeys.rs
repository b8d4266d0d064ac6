//! What is encrypted comes back with its passphrase and with no other; a QR code is read as what it was made of.

use dtmm_sharing::{MOST_WORK, QrCode, RANDOM_BYTES, USUAL_WORK, Unopened, decrypt, encrypt, is_encrypted};
use proptest::prelude::*;

/// Little work, so that the tests are quick.
const LITTLE: u8 = 4;
const PASSPHRASE: &str = "八 horses 2026";

/// A file, encrypted with random bytes that count up.
fn file(content: &[u8]) -> Vec<u8> {
    encrypt(content, PASSPHRASE, &std::array::from_fn(|index| index as u8), LITTLE).unwrap()
}

/// A file whose head asks for this much work.
fn asking_for(work: &str) -> Vec<u8> {
    let file = file(b"content");
    let text = String::from_utf8_lossy(&file[..80]).replacen(" 4\n", &format!(" {work}\n"), 1);
    [text.as_bytes(), &file[80..]].concat()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_encrypted_comes_back(
        content in proptest::collection::vec(any::<u8>(), 0..3000),
        passphrase in ".{1,40}",
        random in proptest::array::uniform32(any::<u8>()),
    ) {
        let mut all = [7; RANDOM_BYTES];
        all[..32].copy_from_slice(&random);
        let file = encrypt(&content, &passphrase, &all, LITTLE).unwrap();
        prop_assert!(is_encrypted(&file));
        prop_assert_eq!(decrypt(&file, &passphrase), Ok(content));
        prop_assert_eq!(decrypt(&file, &(passphrase + "x")), Err(Unopened::WrongPassphrase));
    }

    #[test]
    fn nothing_makes_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), at in 0usize..200) {
        prop_assert!(decrypt(&bytes, "").is_err());
        let mut changed = file(b"content");
        let at = at % changed.len();
        changed.splice(at..at + 1, bytes);
        let _ = decrypt(&changed, PASSPHRASE);
    }
}

#[test]
fn every_length_around_a_chunk_comes_back() {
    const CHUNK: usize = 64 * 1024;
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5] {
        let content = vec![b'a'; length];
        assert_eq!(decrypt(&file(&content), PASSPHRASE), Ok(content), "{length} bytes");
    }
}

#[test]
fn a_file_that_was_cut_or_changed_is_not_opened_in_part() {
    let whole = file(&vec![b'a'; 200_000]);
    for length in (22..whole.len()).step_by(997).chain([whole.len() - 1]) {
        assert_eq!(decrypt(&whole[..length], PASSPHRASE), Err(Unopened::Damaged), "{length} bytes");
    }
    for at in (150..whole.len()).step_by(997) {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        assert!(decrypt(&changed, PASSPHRASE).is_err(), "byte {at}");
    }
    // A whole chunk taken off the end.
    let end = whole.len() - (200_000 - 3 * 65_536 + 16);
    assert_eq!(decrypt(&whole[..end], PASSPHRASE), Err(Unopened::Damaged));
}

#[test]
fn a_file_that_asks_for_hours_is_refused_at_once() {
    let too_much = (MOST_WORK + 1).to_string();
    for work in [too_much.as_str(), "40", "63", "255", "256", "99999999999999999999999"] {
        assert_eq!(decrypt(&asking_for(work), PASSPHRASE), Err(Unopened::TooMuchWork), "{work}");
    }
    for work in ["04", "-4", "+4", "", "4 4"] {
        assert_eq!(decrypt(&asking_for(work), PASSPHRASE), Err(Unopened::Damaged), "{work}");
    }
    const { assert!(USUAL_WORK <= MOST_WORK) };
}

#[test]
fn what_is_no_such_file_is_named() {
    for bytes in [&b""[..], b"{}", b"age-encryption.org/v2\n", b"age-encryption.org/v1"] {
        assert_eq!(decrypt(bytes, PASSPHRASE), Err(Unopened::NotEncrypted), "{bytes:?}");
    }
    assert!(!is_encrypted(b"{}") && !is_encrypted(b""));
    let for_key = b"age-encryption.org/v1\n-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n--- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI0\nx";
    assert_eq!(decrypt(for_key, PASSPHRASE), Err(Unopened::ForKey));
}

#[test]
fn a_file_as_text_is_opened_too() {
    use base64ct::{Base64, Encoding};
    let letters = Base64::encode_string(&file(b"content"));
    let lines: Vec<&str> = letters.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    for end in ["\n", "\r\n"] {
        let text = format!(
            "{end}-----BEGIN AGE ENCRYPTED FILE-----{end}{}{end}-----END AGE ENCRYPTED FILE-----{end}",
            lines.join(end)
        );
        assert!(is_encrypted(text.as_bytes()));
        assert_eq!(decrypt(text.as_bytes(), PASSPHRASE), Ok(b"content".to_vec()));
        assert_eq!(decrypt(&text.as_bytes()[..text.len() - 30], PASSPHRASE), Err(Unopened::Damaged));
    }
}

/// The squares of a drawing, as a camera sees them: five points each.
fn seen(code: &QrCode) -> String {
    const POINTS: usize = 5;
    let width = code.size as usize * POINTS;
    let mut dark = vec![false; width * width];
    for run in code.path.split('M').skip(1) {
        let numbers: Vec<usize> =
            run.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
        let [x, y, length, ..] = numbers[..] else { panic!("{run}") };
        for (column, row) in (0..length * POINTS).flat_map(|column| (0..POINTS).map(move |row| (column, row))) {
            dark[(y * POINTS + row) * width + x * POINTS + column] = true;
        }
    }
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(width, width, |x, y| if dark[y * width + x] { 0 } else { 255 });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

#[test]
fn a_qr_code_is_read_as_its_text() {
    for text in ["x", "https://example.org/zh/score.html#a=2abc", &"https://example.org/#a=".repeat(20)] {
        assert_eq!(seen(&QrCode::of(text).unwrap()), text);
    }
    assert_eq!(QrCode::of(&"a".repeat(2954)), None, "too long for one code");
}

/// Made by `pyrage` 1.4, which is the program rage.
#[test]
fn a_file_of_another_program_is_opened() {
    let file = include_bytes!("made-by-rage.age");
    assert_eq!(decrypt(file, PASSPHRASE).as_deref(), Ok("内容 of a file\n".as_bytes()));
}

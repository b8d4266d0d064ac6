//! One reader for every form and encoding: what is said to be taken is exactly what is stored.

mod common;

use common::random::assessment;
use common::{encoded, said, vocabulary};
use dtmm_example::mixed as outline;
use dtmm_exchange::{
    COLUMNS, Encoding, EntryWords, FileForm, Labels, MOST_BYTES, Notice, Opened, Reader, Refused, Share, to_link,
    write_csv,
};
use dtmm_scoring::{Assessment, Code, FilePart, write};
use proptest::prelude::*;

fn gb18030(bytes: &[u8]) -> Option<String> {
    encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

fn opened(bytes: &[u8]) -> Result<Opened, Refused> {
    let (outline, words) = (outline(), vocabulary());
    Reader { outline: &outline, earlier: &[], words: &words, gb18030: &gb18030 }.read(bytes)
}

fn code(bytes: &[u8]) -> Vec<String> {
    said(&opened(bytes).unwrap_err().problems)
}

/// The text of an assessment in one of the forms, without a byte order mark.
fn formed(assessment: &Assessment, form: usize) -> String {
    let outline = outline();
    let mut head = [""; COLUMNS.len()];
    head[7] = "作答";
    let labels = Labels { head, kinds: ["要求", "建议"], entry: &|_, _, _| EntryWords::default() };
    let table = || write_csv(&outline, assessment, &labels).split_off('\u{feff}'.len_utf8());
    match form {
        0 => write(assessment, &outline),
        1 => table(),
        2 => format!("https://example.org/score.html#a={}。", to_link(&outline, assessment, Share::Whole)),
        _ => {
            let line: String = write(assessment, &outline).lines().map(str::trim_start).collect();
            format!("{line}\n\n{line}\r\n")
        }
    }
}

const FORMS: [FileForm; 4] = [FileForm::Json, FileForm::Table, FileForm::Link, FileForm::Ndjson];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn what_is_said_to_be_taken_is_what_is_stored(assessment in assessment(outline()), form in 0usize..4, encoding in 0usize..7) {
        let text = formed(&assessment, form);
        let Some((bytes, encoding)) = encoded(&text, encoding) else { return Ok(()) };
        let opened = match opened(&bytes) {
            Ok(opened) => opened,
            // Random characters need not look like Chinese: refused, but never garbled.
            Err(refused) if encoding == Encoding::Gb18030 => {
                prop_assert!(matches!(refused.problems[0].code, Code::NotUtf8 | Code::Unrecognized));
                return Ok(());
            }
            Err(refused) => return Err(TestCaseError::fail(format!("{:?}: {text}", said(&refused.problems)))),
        };
        prop_assert_eq!((opened.form, opened.encoding), (FORMS[form], encoding));
        prop_assert_eq!(opened.arrivals.len(), if form == 3 { 2 } else { 1 });
        let mut expected = assessment.clone();
        if form == 1 {
            expected.forget_kept();
        }
        for arrival in &opened.arrivals {
            prop_assert_eq!(&arrival.assessment, &expected);
            prop_assert_eq!(&arrival.left_out, &[]);
            let stored = write(&arrival.assessment, &outline());
            for field in &arrival.fields {
                prop_assert!(stored.contains(&format!("\n  \"{field}\": ")), "{field}: {stored}");
            }
            let unknown: usize = [FilePart::File, FilePart::Targets, FilePart::Tailored, FilePart::Answers]
                .map(|part| expected.kept(part).len())
                .into_iter()
                .chain(expected.all_details().iter().map(|(_, details)| details.kept.len()))
                .sum();
            prop_assert_eq!(arrival.kept.len(), unknown);
            let is_guess = matches!(&arrival.notices[..], [Notice::EncodingGuessed(sample)] if !sample.is_ascii());
            prop_assert_eq!(is_guess, encoding == Encoding::Gb18030);
        }
    }

    #[test]
    fn bytes_of_any_kind_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..200), head in 0usize..8) {
        let heads: [&[u8]; 8] = [b"", b"{", b"id,answer\n", b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff", b"#a=2", "编号,作答\n".as_bytes()];
        match opened(&[heads[head], &bytes].concat()) {
            Ok(opened) => prop_assert!(!opened.arrivals.is_empty()),
            Err(refused) => prop_assert!(refused.problems.iter().any(|problem| problem.code.is_error())),
        }
    }
}

#[test]
fn what_is_no_assessment_is_called_what_it_is() {
    for (bytes, expected) in [
        (&b""[..], "1:1 empty"),
        (b"\xef\xbb\xbf \r\n", "1:1 empty"),
        (b"\xff\xfe", "1:1 empty"),
        (b"PK\x03\x04....xl/workbook.xml", "1:1 workbook"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "1:1 workbook"),
        (b"PK\x03\x04....word/document.xml", "1:1 document"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "1:1 document"),
        (b"PK\x03\x04....a.csv", "1:1 archive"),
        (b"\x1f\x8b\x08\0", "1:1 archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "1:1 old-workbook"),
        (b"%PDF-1.7\n", "1:1 pdf"),
        (b"\r\n%PDF-1.7\n\xe2\xe3", "1:1 pdf"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", "1:1 workbook"),
        (b"<?xml version='1.0'?><rss/>", "1:1 unrecognized"),
        (b"\n <!DOCTYPE html>", "1:1 web-page"),
        (b"MIME-Version: 1.0\nX-Document-Type: Workbook", "1:1 web-page"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "1:1 unrecognized"),
        ("来年再看".as_bytes(), "1:1 unrecognized"),
        (b"{\\rtf1 }", "1:1 document"),
        (b"note\nx\n", "1:1 unrecognized"),
        (b"{\"a\": 1}", "1:1 missing-field format"),
        (b"[]", "1:1 wrong-format"),
        (b"// ours\n{\"a\": 1}", "1:1 syntax"),
        (b"id,answer\nGHI-101,F\0\n", "2:2 wrong-answer answer [GHI-101]"),
        (b"https://example.org/score.html#a=1AAAA", "1:1 link-cut"),
        (b"1AAAAAAAAAAAAAAAAAAAA", "1:1 link-damaged"),
        (b"\xff\xfe{\0\0\xd8", "1:2 not-utf8"),
    ] {
        let found = code(bytes);
        assert_eq!(found[0], expected, "{}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(code(&vec![b' '; MOST_BYTES + 1]), ["1:1 too-large"]);
}

/// The same words in encodings that nothing names.
#[test]
fn other_encodings_are_refused_rather_than_garbled() {
    let table = |note: &str| format!("id,answer,note\r\nGHI-101,F,{note}\r\n");
    for (label, note) in [
        ("big5", "已經完成，見會議紀要"),
        ("shift_jis", "ライン管理は完了しました"),
        ("euc-jp", "ラインのかんりはかんりょうしました"),
        ("windows-1252", "Müller, naïve approach"),
        ("windows-1251", "Выполнено, см. протокол"),
    ] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let text = table(note);
        let (bytes, _, lossy) = encoding.encode(&text);
        assert!(!lossy);
        match code(&bytes)[0].as_str() {
            "2:11 not-utf8" | "2:12 not-utf8" => {}
            other => panic!("{label}: {other}"),
        }
    }
    let text = table("张三");
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    let sample = opened(&bytes).unwrap().arrivals[0].notices[0].clone();
    assert_eq!(sample, Notice::EncodingGuessed("张三".to_owned()));
}

#[test]
fn of_several_lines_all_are_read_or_none() {
    let one = r#"{"format": "dtmm-assessment/1", "edition": "first", "answers": {"GHI-101": "F"}}"#;
    let several = opened(format!("{one}\n\n{one}").as_bytes()).unwrap();
    assert_eq!(several.arrivals.iter().map(|arrival| arrival.line).collect::<Vec<_>>(), [Some(1), Some(3)]);
    let bad = one.replace("\"F\"", "\"X\"");
    assert_eq!(code(format!("{one}\n{bad}\n").as_bytes()), ["2:76 wrong-answer answers.GHI-101 [GHI-101]"]);
    let (outline, words) = (outline(), vocabulary());
    let reader = Reader { outline: &outline, earlier: &[], words: &words, gb18030: &gb18030 };
    assert_eq!(said(&reader.read_one(format!("{one}\n{one}").as_bytes()).unwrap_err()), ["2:1 several"]);
}

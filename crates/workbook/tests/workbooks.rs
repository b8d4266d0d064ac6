//! Workbooks there and back, and what people and programs make of them.

mod common;

use common::random::assessment;
use common::{Pages, arrived, left_out, names, repacked, unpacked, vocabulary, words, written};
use dtmm_example::mixed as outline;
use dtmm_exchange::Reader;
use dtmm_model::Lang;
use dtmm_scoring::{Answer, Assessment, Code, EntryDetails, Vocabulary, read_text, write};
use dtmm_workbook::{SheetsBy, WorkbookData, WorkbookLook, first_table, is_workbook, write_workbook};
use proptest::prelude::*;

const DOMAIN: SheetsBy = SheetsBy::Domain;

/// An assessment with something in every place.
fn full() -> Assessment {
    let file = r#"{"format": "dtmm-assessment/2", "standard": "made-up", "edition": "first", "title": "年度 <自评> & \"more\"",
        "organization": "=1+1", "date": "2028-02-29", "targets": {"ABC": 3}, "tailored": {"GHI": "not here"},
        "weights": {"making": 2}, "future": {"x": [1]},
        "plan": [{"id": "P1", "for": ["ABC-101"], "action": "do it", "due": "2028-03-01"}],
        "answers": {"ABC-101": "F", "ABC-102": {"answer": "L", "note": "=HYPERLINK(\"x\")\nsecond line", "owner": "质量部",
        "due": "2027-03-01", "evidence": ["one", "two"], "rated-by": "李"}, "JKL-101": {"answer": "NA", "reason": "because"}}}"#;
    read_text(file, &outline(), &Vocabulary::NONE).unwrap().assessment
}

/// What reading makes of a workbook of which nothing is left out.
#[track_caller]
fn made(bytes: &[u8]) -> Assessment {
    let arrival = arrived(bytes).unwrap();
    assert_eq!(left_out(&arrival), [""; 0]);
    arrival.assessment
}

#[test]
fn everything_comes_back() {
    for by in [SheetsBy::Domain, SheetsBy::Owner] {
        let bytes = written(&full(), by);
        assert!(is_workbook(&bytes));
        assert_eq!(write(&made(&bytes), &outline()), write(&full(), &outline()));
        assert_eq!(bytes, written(&full(), by), "the same assessment gives the same bytes");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_assessment_comes_back(one in assessment(outline()), by_owner in any::<bool>()) {
        let by = if by_owner { SheetsBy::Owner } else { SheetsBy::Domain };
        let back = made(&written(&one, by));
        prop_assert_eq!(write(&back, &outline()), write(&one, &outline()));
    }

    #[test]
    fn no_bytes_are_too_much(at in any::<proptest::sample::Index>(), with in any::<u8>(), cut in any::<proptest::sample::Index>()) {
        let mut bytes = written(&full(), DOMAIN);
        let place = at.index(bytes.len());
        bytes[place] = with;
        let _ = arrived(&bytes);
        let _ = arrived(&bytes[..cut.index(bytes.len())]);
    }
}

#[test]
fn a_part_travels_as_a_workbook_of_its_own_entries_alone() {
    let outline = outline();
    let part = full().make_part(&outline, "质量部");
    for by in [SheetsBy::Domain, SheetsBy::Owner] {
        let bytes = written(&part, by);
        let sheets = unpacked(&bytes).into_iter().filter(|(name, _)| name != GUIDE);
        let rows = sheets.map(|(_, text)| text.matches("<hyperlink ").count()).sum::<usize>();
        assert_eq!(rows, part.part(&outline).unwrap().entries.len());
        assert_eq!(write(&made(&bytes), &outline), write(&part, &outline));
    }
}

/// The parts of a workbook with some text in place of another.
#[track_caller]
fn changed(bytes: &[u8], part: &str, changes: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = unpacked(bytes);
    let (_, text) = parts.iter_mut().find(|(name, _)| name == part).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{from} is not in {text}");
        *text = text.replace(from, to);
    }
    repacked(&parts)
}

const GUIDE: &str = "xl/worksheets/sheet1.xml";
const FIRST: &str = "xl/worksheets/sheet2.xml";

#[test]
fn what_people_change_is_taken() {
    let bytes = written(&full(), DOMAIN);
    // An answer by its letter, one by its word in the other language, a note, and a day by its number.
    let strings = changed(&bytes, "xl/sharedStrings.xml", &[("two", "three")]);
    let bytes = changed(
        &strings,
        FIRST,
        &[
            (
                "<c r=\"H2\" s=\"8\" t=\"s\"><v>",
                "<c r=\"H2\" s=\"8\" t=\"inlineStr\"><is><t>全部<r/>满足</t><rPh><t>x</t></rPh></is></c><c r=\"Z2\" t=\"s\"><v>",
            ),
            ("<c r=\"J4\" s=\"6\"/>", "<x:c xmlns:x=\"y\" r=\"J4\" t=\"str\"><x:v>a_x000D_&#10;b &amp; c</x:v></x:c>"),
            ("<c r=\"M4\" s=\"9\"/>", "<c r=\"M4\"><v>46447.5</v></c>"),
        ],
    );
    let arrival = arrived(&bytes).unwrap();
    assert_eq!(left_out(&arrival), ["Making 2 no-head ABC-101"]);
    let one = arrival.assessment;
    let details = |id: &str| one.details(id.parse().unwrap()).clone();
    assert_eq!(one.answer("ABC-101".parse().unwrap()), Some(Answer::Full));
    assert_eq!(details("ABC-102").evidence, ["one", "three"]);
    assert_eq!((details("ABC-201").note.as_str(), details("ABC-201").due.as_str()), ("a\r\nb & c", "2027-03-01"));
    assert_eq!(one.title, full().title, "what no sheet shows for people stays");
    assert_eq!(one.plan(), full().plan());
}

#[test]
fn days_may_be_counted_from_1904() {
    let bytes = changed(&written(&full(), DOMAIN), FIRST, &[("<v>46447</v>", "<v>44985</v>")]);
    let bytes = changed(&bytes, "xl/workbook.xml", &[("<bookViews>", "<workbookPr date1904=\"true\"/><bookViews>")]);
    assert_eq!(made(&bytes).details("ABC-102".parse().unwrap()).due, "2027-03-01");
}

#[test]
fn a_bad_row_is_named_and_the_others_are_taken() {
    let bytes = changed(
        &written(&full(), DOMAIN),
        FIRST,
        &[
            ("<c r=\"H3\" s=\"8\" t=\"s\">", "<c r=\"H3\" t=\"str\">"),
            ("<c r=\"H4\" s=\"8\"/>", "<c r=\"H4\" t=\"str\"><v>perhaps</v></c>"),
            ("<c r=\"H5\" s=\"8\"/>", "<c r=\"H5\" t=\"str\"><v>NA</v></c>"),
            ("<c r=\"M6\" s=\"9\"/>", "<c r=\"M6\" t=\"str\"><v>1/2/2027</v></c>"),
            ("<c r=\"H7\" s=\"8\"/>", "<c r=\"H7\" t=\"str\"><v>n</v></c>"),
        ],
    );
    let arrival = arrived(&bytes).unwrap();
    let expected = [
        "Making 3 wrong-answer ABC-102",
        "Making 4 wrong-answer ABC-201",
        "Making 5 missing-reason ABC-202",
        "Making 6 ambiguous-date ABC-203",
    ];
    assert_eq!(left_out(&arrival), expected);
    let one = arrival.assessment;
    assert_eq!(one.answer("ABC-102".parse().unwrap()), None, "what the row said before does not count");
    assert_eq!(one.details("ABC-102".parse().unwrap()).kept.len(), 1, "what is unknown is kept");
    assert_eq!(one.answers().len(), full().answers().len());
}

#[test]
fn sheets_of_other_programs_are_read() {
    // A table that never was a workbook of ours: with its facts above the head, merged heads, columns in another order,
    // numbers of days in a date format, an identifier in another spelling, a hidden row, rows without numbers.
    let sheet = r#"<worksheet xmlns="m"><sheetData>
        <row><c t="inlineStr"><is><t># title: From elsewhere</t></is></c></row>
        <row r="3"><c r="A3" t="str"><v>作答</v></c><c r="B3" t="str"><v>Due</v></c><c r="D3" t="str"><v>group</v></c></row>
        <row r="4"><c r="C4" t="str"><v>Note</v></c><c r="D4" t="str"><v>编号</v></c><c r="E4" t="str"><v>owner</v></c></row>
        <row r="5" hidden="1"><c r="A5" t="str"><v>Fully</v></c><c r="B5" s="1"><v>46447</v></c><c r="D5" t="str"><v>abc 101</v></c><c r="E5" t="str"><v>李</v></c></row>
        <row r="6"><c r="A6" t="str"><v>L</v></c><c r="B6" t="d"><v>2027-03-02T00:00:00</v></c><c r="D6" t="str"><v>ＡＢＣ－１０２</v></c></row>
        </sheetData><mergeCells count="3"><mergeCell ref="A3:A4"/><mergeCell ref="B3:B4"/><mergeCell ref="E5:E6"/></mergeCells></worksheet>"#;
    let parts = [
        ("xl/workbook.xml", r#"<workbook><sheets><sheet name="数据" sheetId="9" r:id="a"/></sheets></workbook>"#),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="/xl/worksheets/one.xml"/><Relationship Id="b" Type="x/styles" Target="styles.xml"/></Relationships>"#,
        ),
        (
            "xl/styles.xml",
            r#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-804]yyyy&quot;年&quot;m"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="170"/></cellXfs></styleSheet>"#,
        ),
        ("xl/worksheets/one.xml", sheet),
    ];
    let bytes = repacked(&parts.map(|(name, text)| (name.to_owned(), text.to_owned())));
    let arrival = arrived(&bytes).unwrap();
    assert_eq!(left_out(&arrival), ["数据 3 above-head 作答"]);
    let one = arrival.assessment;
    assert_eq!((one.title.as_str(), one.answers().len()), ("From elsewhere", 2));
    let details = ["ABC-101", "ABC-102"].map(|id| one.details(id.parse().unwrap()).clone());
    let said = details.map(|one| (one.owner, one.due));
    assert_eq!(said, [("李".into(), "2027-03-01".into()), ("李".into(), "2027-03-02".into())]);
}

#[test]
fn what_is_no_workbook_of_answers_is_refused() {
    let bytes = written(&full(), DOMAIN);
    let code = |bytes: &[u8]| arrived(bytes).unwrap_err().first().map(|problem| problem.code);
    assert_eq!(code(&bytes[..bytes.len() / 2]), Some(Code::DamagedWorkbook));
    let locked = changed(&bytes, "xl/workbook.xml", &[("name=\"Making\"", "name=\"&unknown;\"")]);
    assert!(arrived(&locked).is_ok(), "a name that cannot be read is no reason");
    let cut = changed(&bytes, FIRST, &[("</sheetData>", "")]);
    assert_eq!(code(&cut), Some(Code::DamagedWorkbook));
    let named = changed(&bytes, FIRST, &[("<sheetData>", "<sheetData>&bomb;")]);
    assert_eq!(code(&named), Some(Code::DamagedWorkbook));
    let many = "<c t=\"s\"><v>0</v></c>".repeat(1 << 18);
    let rows = format!(
        "<sheetData><row r=\"900\">{many}</row><row r=\"901\">{many}</row><row r=\"902\">{many}</row><row r=\"903\">{many}</row>"
    );
    let wide = changed(&bytes, FIRST, &[("<sheetData>", &rows)]);
    assert_eq!(code(&wide), Some(Code::TooLarge));
    let other = changed(&bytes, "xl/sharedStrings.xml", &[("made-up", "another")]);
    assert_eq!(code(&other), Some(Code::WrongStandard));
    let empty = changed(&bytes, "xl/sharedStrings.xml", &[("Answer", "Colour"), ("Identifier", "Name")]);
    let heads = ["Why not applicable", "Note", "Evidence", "Owner", "Due"].map(|head| (head, "Number"));
    let empty = changed(&empty, "xl/sharedStrings.xml", &heads);
    assert_eq!(code(&empty), Some(Code::NoAnswerSheet));
}

#[test]
fn the_sheets_win_over_what_is_carried_and_a_damaged_copy_is_said() {
    let bytes =
        changed(&written(&full(), DOMAIN), "xl/sharedStrings.xml", &[("{&quot;format&quot;", "{{&quot;format&quot;")]);
    let arrival = arrived(&bytes).unwrap();
    assert_eq!(left_out(&arrival), ["dtmm 1 syntax "]);
    assert_eq!(arrival.assessment.answers(), full().answers());
    assert_eq!(arrival.assessment.title, "");
}

#[test]
fn wording_is_protected_and_answers_are_chosen_from_a_list() {
    let parts = unpacked(&written(&full(), DOMAIN));
    let part = |name: &str| parts.iter().find(|(own, _)| own == name).unwrap().1.clone();
    let sheet = part(FIRST);
    for expected in [
        "<sheetProtection sheet=\"1\"",
        "state=\"frozen\"",
        "<autoFilter ref=\"A1:M",
        "type=\"list\"",
        "<formula1>'Guide'!$A$",
        "<cfRule type=\"cellIs\" dxfId=\"4\"",
        "<hyperlink ref=\"A2\" r:id=\"rId1\"/>",
    ] {
        assert!(sheet.contains(expected), "{expected}");
    }
    assert!(!sheet.contains("<f>"), "nothing is calculated");
    assert!(part("xl/worksheets/_rels/sheet2.xml.rels").contains("Target=\"https://example.org/r/ABC-101.html\""));
    assert!(part("xl/workbook.xml").contains("<sheet name=\"dtmm\" sheetId=\"4\" state=\"hidden\""));
    // The cells of a formula that somebody typed keep it as text, also after it was changed.
    assert!(sheet.contains("<c r=\"J3\" s=\"7\""), "{sheet}");
}

#[test]
fn sheets_by_owner_are_named_so() {
    let parts = unpacked(&written(&full(), SheetsBy::Owner));
    let workbook = &parts.iter().find(|(name, _)| name == "xl/workbook.xml").unwrap().1;
    let names: Vec<&str> = workbook.split("<sheet name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(names, ["Guide", "质量部", "No owner", "dtmm"]);
}

#[test]
fn who_is_responsible_for_a_subdomain_has_its_entries_on_a_sheet() {
    let mut one = full();
    one.set_field(&dtmm_scoring::owner_path("scope", "Works"), &["JKL".to_owned()], &outline());
    let parts = unpacked(&written(&one, SheetsBy::Owner));
    let workbook = &parts.iter().find(|(name, _)| name == "xl/workbook.xml").unwrap().1;
    assert!(workbook.contains("<sheet name=\"Works\""), "{workbook}");
    assert_eq!(made(&written(&one, SheetsBy::Owner)), one);
}

#[test]
fn an_assessment_of_an_earlier_edition_is_read_by_it() {
    let earlier = dtmm_example::outline("@making\nABC rrrr|r|r|r|r\n");
    let earlier = dtmm_model::Outline { edition: "before".into(), ..earlier };
    let mut one = Assessment::new("before");
    let item = earlier.items().find(|item| item.id.to_string() == "ABC-104").copied().unwrap();
    one.set(&item, Some(Answer::Partly), EntryDetails::NONE).unwrap();
    let (say, called) = (words(), names());
    let data = WorkbookData { outline: &earlier, assessment: &one, words: &say, names: &called, texts: &Pages };
    let bytes = write_workbook(&data, &WorkbookLook { lang: Lang::En, by: DOMAIN, home: None });
    let (newest, words) = (outline(), vocabulary());
    let all = [earlier];
    let reader = Reader { outline: &newest, earlier: &all, words: &words, gb18030: &|_| None };
    let opened = dtmm_workbook::read_workbook(&reader, &bytes).unwrap();
    let [arrival] = &opened.arrivals[..] else { panic!("one workbook is one assessment") };
    assert_eq!((arrival.assessment.edition.as_str(), left_out(arrival).len()), ("before", 0));
    assert_eq!(arrival.assessment.answer(item.id), Some(Answer::Partly));
}

#[test]
fn the_first_sheet_is_a_table_whose_rows_keep_their_numbers() {
    let sheet = r#"<worksheet><sheetData>
        <row r="2"><c t="str"><v>place</v></c><c t="str"><v>a, "b"</v></c></row>
        <row r="5"><c t="str"><v>=1+1</v></c><c t="str"><v>c</v></c></row>
        <row r="99999999999999"><c t="str"><v>end</v></c></row></sheetData></worksheet>"#;
    let parts = [
        (
            "xl/workbook.xml",
            r#"<workbook><sheets><sheet name="empty" r:id="b"/><sheet name="slips" r:id="a"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="/xl/a.xml"/><Relationship Id="b" Type="x/worksheet" Target="/xl/b.xml"/></Relationships>"#,
        ),
        ("xl/a.xml", sheet),
        ("xl/b.xml", "<worksheet/>"),
    ];
    let table = first_table(&repacked(&parts.map(|(name, text)| (name.to_owned(), text.to_owned())))).unwrap();
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[..6], ["", "place,\"a, \"\"b\"\"\"", "", "", "'=1+1,c", ""]);
    assert_eq!((lines.last(), lines.len()), (Some(&"end"), 1 << 20), "no sheet has more rows");
    assert_eq!(first_table(b"PK"), Err(Code::DamagedWorkbook));
}

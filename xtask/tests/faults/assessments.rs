//! Fuzzing of assessment files: a hundred mutated files, each of which is scored, or refused with its name and the
//! place of the fault.

use std::fs;

use dtmm_content::check::check;
use dtmm_model::Item;
use dtmm_scoring::{Answer, Assessment, EntryDetails, write};

use super::chance::Chance;
use super::workspace::{Workspace, said, survived};

const FILES: usize = 100;

/// As many as are given to one run.
const AT_ONCE: usize = 10;

type Mutation = fn(&str, &mut Chance) -> Vec<u8>;

const MUTATIONS: [Mutation; 20] = [
    |text, chance| text.as_bytes()[..chance.below(text.len())].to_vec(),
    |text, chance| with_bytes(text, chance, 1),
    |text, chance| with_bytes(text, chance, 60),
    |text, chance| inserted(text, chance, b"\xff"),
    |text, chance| inserted(text, chance, b"\xe4\xb8"),
    |text, chance| inserted(text, chance, b"\0"),
    |text, chance| inserted(text, chance, b"}"),
    |text, chance| inserted(text, chance, b","),
    |text, chance| inserted(text, chance, "[".repeat(200_000).as_bytes()),
    |text, chance| inserted(text, chance, "{\"a\":".repeat(200_000).as_bytes()),
    |text, chance| inserted(text, chance, "9".repeat(1_000_000).as_bytes()),
    |text, _| text.replacen("\"F\"", "\"X\"", 1).into_bytes(),
    |text, _| text.replacen("\"F\"", "1e999", 1).into_bytes(),
    |text, _| text.replacen("\"F\"", "{\"answer\": {\"answer\": \"F\"}}", 1).into_bytes(),
    |text, _| text.replacen("\"F\"", "\"NA\"", 1).into_bytes(),
    |text, _| text.replacen("STR-102", "STR-101", 1).into_bytes(),
    |text, _| [text, text].concat().into_bytes(),
    |_, _| Vec::new(),
    |_, chance| (0..4096).map(|_| chance.below(256) as u8).collect(),
    |text, _| text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
];

fn with_bytes(text: &str, chance: &mut Chance, times: usize) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..times {
        let at = chance.below(bytes.len());
        bytes[at] ^= 1 << chance.below(8);
    }
    bytes
}

fn inserted(text: &str, chance: &mut Chance, more: &[u8]) -> Vec<u8> {
    let (before, after) = text.as_bytes().split_at(chance.below(text.len()));
    [before, more, after].concat()
}

/// Every entry answered, some with words beside.
fn sound(workspace: &Workspace) -> String {
    let document = check(&dtmm_site::load(&workspace.path(""), None).unwrap()).document.unwrap();
    let outline = document.standard.outline();
    let mut assessment = Assessment::new(&outline.edition);
    assessment.title = "厂区一".to_owned();
    for (number, item) in outline.items().enumerate() {
        let item: &Item = item;
        let note = if number % 9 == 0 { "抽查 30 个批次 \"全部\" 可追溯" } else { "" };
        let remarks = EntryDetails { note: note.into(), ..EntryDetails::NONE };
        assessment.set(item, Answer::from_key(["F", "L", "P", "N"][number % 4]), remarks).unwrap();
    }
    write(&assessment, &outline)
}

/// `name:line:column: error[code]: …`, or `name: error: …` of a file as a whole.
fn is_refused(said: &str, name: &str) -> bool {
    said.lines().any(|line| {
        let Some((_, rest)) = line.split_once(&format!("{name}:")) else { return false };
        let place = rest.split(": ").next().unwrap();
        let has_place = place.split(':').all(|number| number.parse::<usize>().is_ok_and(|number| number > 0));
        (has_place && rest.contains(": error[")) || rest.starts_with(" error: ")
    })
}

#[test]
fn a_hundred_malformed_assessments_are_scored_or_refused_with_their_place() {
    let workspace = Workspace::new();
    let sound = sound(&workspace);
    let mut refused = 0;
    for first in (0..FILES).step_by(AT_ONCE) {
        let names: Vec<String> = (first..first + AT_ONCE).map(|number| format!("plant-{number}.json")).collect();
        for (offset, name) in names.iter().enumerate() {
            let number = first + offset;
            let bytes = MUTATIONS[number % MUTATIONS.len()](&sound, &mut Chance::new(number as u64 + 1));
            fs::write(workspace.path(name), bytes).unwrap();
        }
        fs::write(workspace.path("sound.json"), &sound).unwrap();
        let files = names.iter().map(String::as_str);
        let arguments: Vec<&str> =
            ["score", "--format", "ndjson"].into_iter().chain(files).chain(["sound.json"]).collect();
        let output = workspace.run(&arguments);
        let (out, said) = (String::from_utf8(output.stdout.clone()).unwrap(), said(&output));
        assert!(!said.contains("panicked"), "{said}");
        assert!(said.len() < 100_000, "{} bytes are more than anyone reads", said.len());
        let is_scored = |name: &str| out.contains(&format!("\"source\":\"{name}\""));
        assert!(is_scored("sound.json"), "the sound one is not scored beside {names:?}: {said}");
        for (offset, name) in names.iter().enumerate() {
            let is_refused = is_refused(&said, name);
            assert!(is_scored(name) != is_refused, "{name}, mutation {}: {said}", (first + offset) % MUTATIONS.len());
            refused += usize::from(is_refused);
        }
        let expected = if names.iter().all(|name| is_scored(name)) { 0 } else { 1 };
        assert_eq!(output.status.code(), Some(expected), "{said}");
    }
    assert!(refused > FILES / 2, "only {refused} were refused: the mutations do too little");
    survived(FILES, "malformed assessments on the command line");
}

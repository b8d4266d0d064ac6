//! The results of an assessment: an observation of every entry that was answered, a finding of every one that applies,
//! and the levels.

use dtmm_exchange::Evidence;
use dtmm_model::Entry;
use dtmm_scoring::{Answer, EntryDetails, Scope, Score, Scorecard, Start};
use serde::Serialize;

use crate::OscalWord;
use crate::form::{OscalBackMatter, OscalMetadata, OscalProp, OscalResource, own, statement_id};
use crate::markup::{one_line, typed, web_address};
use crate::writing::{MissingPart, Writing, identified};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct OscalResults {
    uuid: String,
    metadata: OscalMetadata,
    import_ap: OscalImportAp,
    results: [OscalResult; 1],
    back_matter: OscalBackMatter,
}

#[derive(Serialize)]
struct OscalImportAp {
    href: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct OscalResult {
    uuid: String,
    title: String,
    description: String,
    start: String,
    props: Vec<OscalProp>,
    reviewed_controls: OscalReviewedControls,
    observations: Vec<OscalObservation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<OscalFinding>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct OscalReviewedControls {
    control_selections: [OscalControlSelection; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct OscalControlSelection {
    include_controls: Vec<OscalSelectedControl>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct OscalSelectedControl {
    control_id: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct OscalObservation {
    uuid: String,
    title: String,
    description: String,
    props: Vec<OscalProp>,
    methods: [&'static str; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    relevant_evidence: Vec<OscalEvidence>,
    collected: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    remarks: Option<String>,
}

#[derive(Serialize)]
struct OscalEvidence {
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<String>,
    description: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    props: Vec<OscalProp>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct OscalFinding {
    uuid: String,
    title: String,
    description: String,
    props: Vec<OscalProp>,
    target: OscalFindingTarget,
    related_observations: [OscalRelatedObservation; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct OscalFindingTarget {
    #[serde(rename = "type")]
    kind: &'static str,
    target_id: String,
    status: OscalFindingStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    implementation_status: Option<OscalState>,
}

#[derive(Serialize)]
struct OscalFindingStatus {
    state: &'static str,
    reason: &'static str,
}

#[derive(Serialize)]
struct OscalState {
    state: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct OscalRelatedObservation {
    observation_uuid: String,
}

/// The file.
///
/// # Errors
/// An assessment without an answer: OSCAL asks for what was reviewed.
pub(crate) fn results(writing: &Writing<'_>) -> Result<OscalResults, MissingPart> {
    let is_answered = writing.entries().any(|(_, entry)| answered(writing, entry).is_some());
    if !is_answered {
        return Err(MissingPart("answers"));
    }
    let plan = no_plan(writing);
    let results = OscalResults {
        uuid: String::new(),
        metadata: writing.metadata([OscalWord::Results, OscalWord::ResultsRemarks], Vec::new(), Vec::new()),
        import_ap: OscalImportAp { href: format!("#{}", plan.uuid) },
        results: [result(writing)],
        back_matter: OscalBackMatter { resources: vec![plan, writing.catalog()] },
    };
    Ok(identified(results, |one| &mut one.uuid))
}

/// Says that there is no plan of the assessment, which OSCAL asks for.
fn no_plan(writing: &Writing<'_>) -> OscalResource {
    OscalResource {
        uuid: writing.uuid("no-plan", ""),
        title: writing.word(OscalWord::NoPlan),
        description: Some(writing.remarks(OscalWord::NoPlanAbout)),
        document_ids: Vec::new(),
        citation: None,
        rlinks: Vec::new(),
    }
}

/// The answer to an entry that is in scope.
fn answered(writing: &Writing<'_>, entry: &Entry) -> Option<Answer> {
    writing.assessment.answer(entry.id).filter(|_| !writing.is_tailored(entry.id))
}

fn result(writing: &Writing<'_>) -> OscalResult {
    let all: Vec<(&Entry, Answer)> =
        writing.entries().filter_map(|(_, entry)| Some((entry, answered(writing, entry)?))).collect();
    let include_controls = all.iter().map(|(entry, _)| OscalSelectedControl { control_id: entry.id.to_string() });
    let applies = all.iter().filter(|(_, answer)| *answer != Answer::NotApplicable);
    OscalResult {
        uuid: writing.uuid("result", ""),
        title: writing.word(OscalWord::Results),
        description: writing.remarks(OscalWord::NoPlanAbout),
        start: writing.at.clone(),
        props: props(writing),
        reviewed_controls: OscalReviewedControls {
            control_selections: [OscalControlSelection { include_controls: include_controls.collect() }],
        },
        observations: all.iter().map(|(entry, answer)| observation(writing, entry, *answer)).collect(),
        findings: applies.map(|(entry, answer)| finding(writing, entry, *answer)).collect(),
    }
}

/// The method, how much was answered, the levels, and what is out of scope.
fn props(writing: &Writing<'_>) -> Vec<OscalProp> {
    let scorecard = Scorecard::new(&writing.outline, writing.assessment);
    let mut props = vec![own("level-method", &writing.outline.scoring.id(writing.method))];
    for scope in Scope::all(&writing.outline) {
        let Some(score) = scorecard.score(scope).filter(|score| score.tally.applicable() > 0) else { continue };
        let of = |name, value: String| OscalProp {
            class: Some(scope.key(&writing.outline).to_owned()),
            ..own(name, &value)
        };
        props.push(of("answered", format!("{}/{}", score.tally.answered(), score.tally.applicable())));
        props.extend(level(writing, score).map(|level| of("self-assessed-level", level.to_string())));
    }
    props.extend(writing.tailored());
    props
}

/// The level reached; `None` where too little is answered to tell it from none.
fn level(writing: &Writing<'_>, score: &Score) -> Option<u8> {
    score.now.level(writing.method).filter(|level| *level > 0 || score.start() == Start::Below)
}

fn observation(writing: &Writing<'_>, entry: &Entry, answer: Answer) -> OscalObservation {
    let id = entry.id.to_string();
    let details = writing.assessment.details(entry.id);
    OscalObservation {
        uuid: writing.uuid("observation", &id),
        title: writing.place(entry.id),
        description: writing.answer(Some(answer)),
        props: vec![own("method", "self-assessment"), own("control", &id), own("answer", answer.key())],
        methods: ["EXAMINE"],
        relevant_evidence: evidence(details),
        collected: writing.at.clone(),
        remarks: typed(&details.reason).filter(|_| answer == Answer::NotApplicable),
    }
}

/// The note, then the evidence line by line.
fn evidence(details: &EntryDetails) -> Vec<OscalEvidence> {
    let note = typed(&details.note).map(|description| OscalEvidence {
        href: None,
        description,
        props: vec![own("kind", "note")],
    });
    let lines = details.evidence.iter().filter_map(|line| {
        let Evidence { title, place, date } = Evidence::parse(line);
        let href = web_address(&place);
        let elsewhere = one_line(&place).filter(|_| href.is_none() && !title.trim().is_empty());
        let date = one_line(&date).map(|date| own("date", &date));
        Some(OscalEvidence {
            description: typed(&title).or_else(|| typed(&place))?,
            props: elsewhere.map(|place| own("place", &place)).into_iter().chain(date).collect(),
            href,
        })
    });
    note.into_iter().chain(lines).collect()
}

fn finding(writing: &Writing<'_>, entry: &Entry, answer: Answer) -> OscalFinding {
    let id = entry.id.to_string();
    let details = writing.assessment.details(entry.id);
    let is_met = answer.degree() >= Answer::pass(writing.method).degree();
    let (state, reason) = if is_met { ("satisfied", "pass") } else { ("not-satisfied", "fail") };
    // OSCAL has no state for what is absent.
    let implementation = match answer {
        Answer::Full => Some("implemented"),
        Answer::Largely | Answer::Partly => Some("partial"),
        Answer::Not | Answer::NotApplicable => None,
    };
    let person = one_line(&details.owner).map(|name| own("person", &name));
    let due = one_line(&details.due).map(|due| own("due", &due));
    OscalFinding {
        uuid: writing.uuid("finding", &id),
        title: writing.place(entry.id),
        description: writing.text(entry),
        props: [own("answer", answer.key()), own("kind", entry.kind().key())]
            .into_iter()
            .chain(person)
            .chain(due)
            .collect(),
        target: OscalFindingTarget {
            kind: "statement-id",
            target_id: statement_id(&id),
            status: OscalFindingStatus { state, reason },
            implementation_status: implementation.map(|state| OscalState { state }),
        },
        related_observations: [OscalRelatedObservation { observation_uuid: writing.uuid("observation", &id) }],
    }
}

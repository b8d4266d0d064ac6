//! The plan of action of an assessment: its actions and its gaps, each with a risk that says until when, by whom and how
//! far.

use dtmm_model::{Entry, Slug};
use dtmm_scoring::{Action, ActionStatus, Answer, COMPANY, Gap, Scope, Scorecard};
use serde::Serialize;

use crate::OscalWord;
use crate::form::{OscalBackMatter, OscalMetadata, OscalParty, OscalProp, OscalResponsibleParty, own};
use crate::markup::{escape, one_line, typed};
use crate::writing::{MissingPart, RESPONSIBLE, Writing, identified, time};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct OscalPlan {
    uuid: String,
    metadata: OscalMetadata,
    system_id: OscalSystemId,
    risks: Vec<OscalRisk>,
    poam_items: Vec<OscalPoamItem>,
    back_matter: OscalBackMatter,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct OscalSystemId {
    identifier_type: &'static str,
    id: String,
}

#[derive(Serialize)]
struct OscalRisk {
    uuid: String,
    title: String,
    description: String,
    statement: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remediations: Vec<OscalRemediation>,
}

#[derive(Serialize)]
struct OscalRemediation {
    uuid: String,
    lifecycle: &'static str,
    title: String,
    description: String,
    tasks: [OscalTask; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct OscalTask {
    uuid: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    timing: Option<OscalTiming>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    responsible_roles: Vec<OscalResponsibleParty>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct OscalTiming {
    on_date: OscalDay,
}

#[derive(Serialize)]
struct OscalDay {
    date: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct OscalPoamItem {
    uuid: String,
    title: String,
    description: String,
    props: Vec<OscalProp>,
    related_risks: [OscalRelatedRisk; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct OscalRelatedRisk {
    risk_uuid: String,
}

/// What is to be done, an action or a gap, before it is written as an item and a risk.
struct Planned<'a> {
    /// The kind and the identifier that its identifiers are made from.
    named: (&'static str, String),
    title: String,
    description: String,
    statement: String,
    status: &'static str,
    lifecycle: &'static str,
    person: &'a str,
    due: &'a str,
    props: Vec<OscalProp>,
}

/// The file.
///
/// # Errors
/// An assessment with neither actions nor gaps: OSCAL has no plan without an item.
pub(crate) fn plan(writing: &Writing<'_>) -> Result<OscalPlan, MissingPart> {
    let gaps = gaps(writing);
    let actions = writing.assessment.plan().iter().map(action);
    let planned: Vec<Planned<'_>> =
        actions.chain(gaps.iter().map(|(slug, entry, answer)| gap(writing, slug, entry, *answer))).collect();
    if planned.is_empty() {
        return Err(MissingPart("plan"));
    }
    let mut persons: Vec<OscalParty> = Vec::new();
    for party in planned.iter().filter_map(|one| writing.person(one.person)) {
        if persons.iter().all(|other| other.uuid != party.uuid) {
            persons.push(party);
        }
    }
    let plan = OscalPlan {
        uuid: String::new(),
        metadata: writing.metadata([OscalWord::Plan, OscalWord::PlanRemarks], persons, Vec::new()),
        system_id: OscalSystemId { identifier_type: "https://ietf.org/rfc/rfc4122", id: writing.assessed() },
        risks: planned.iter().map(|one| one.risk(writing)).collect(),
        poam_items: planned.iter().map(|one| one.item(writing)).collect(),
        back_matter: OscalBackMatter { resources: vec![writing.catalog()] },
    };
    Ok(identified(plan, |one| &mut one.uuid))
}

/// The entries that are missing up to the targets, in the order of the standard, each with its answer.
fn gaps<'a>(writing: &Writing<'a>) -> Vec<(&'a Slug, &'a Entry, Option<Answer>)> {
    let scorecard = Scorecard::new(&writing.outline, writing.assessment);
    let gaps = scorecard.gaps_to_targets(Scope::Company, writing.assessment, writing.method);
    let all: Vec<Gap> = [gaps.unmet, gaps.unanswered, gaps.recommended].concat();
    let missing = |entry: &Entry| all.iter().find(|gap| gap.id == entry.id);
    writing.entries().filter_map(|(slug, entry)| missing(entry).map(|gap| (slug, entry, gap.answer))).collect()
}

fn action(action: &Action) -> Planned<'_> {
    let (status, lifecycle) = match action.status() {
        ActionStatus::Open => ("open", "planned"),
        ActionStatus::Doing => ("remediating", "planned"),
        ActionStatus::Done => ("closed", "completed"),
        ActionStatus::Dropped => ("closed", "planned"),
    };
    let text = typed(&action.action).unwrap_or_else(|| escape(&action.id));
    let scopes = action.scopes.iter().filter_map(|scope| one_line(scope)).map(|scope| own("for", &scope));
    let priority = action.priority.map(|priority| own("priority", &priority.to_string()));
    Planned {
        named: ("action", action.id.clone()),
        title: one_line(&escape(&action.action)).unwrap_or_else(|| escape(&action.id)),
        statement: text.clone(),
        description: text,
        status,
        lifecycle,
        person: &action.person,
        due: &action.due,
        props: [own("kind", "action"), own("status", action.status().key())]
            .into_iter()
            .chain(one_line(&action.id).map(|id| own("action", &id)))
            .chain(scopes)
            .chain(priority)
            .collect(),
    }
}

fn gap<'a>(writing: &Writing<'a>, slug: &Slug, entry: &Entry, answer: Option<Answer>) -> Planned<'a> {
    let details = writing.assessment.details(entry.id);
    let actions = writing.assessment.plan().iter().filter(|action| is_for(action, slug, entry));
    Planned {
        named: ("gap", entry.id.to_string()),
        title: writing.place(entry.id),
        description: writing.answer(answer),
        statement: writing.text(entry),
        status: "open",
        lifecycle: "recommendation",
        person: &details.owner,
        due: &details.due,
        props: [own("kind", entry.kind().key()), own("for", &entry.id.to_string())]
            .into_iter()
            .chain(answer.map(|answer| own("answer", answer.key())))
            .chain(actions.filter_map(|action| one_line(&action.id)).map(|id| own("action", &id)))
            .collect(),
    }
}

/// Whether an action is for this entry, or for what it belongs to.
fn is_for(action: &Action, domain: &Slug, entry: &Entry) -> bool {
    let (id, cell) = (entry.id.to_string(), entry.id.cell);
    let scopes = [id, cell.to_string(), cell.subdomain.to_string(), domain.to_string(), COMPANY.to_owned()];
    action.scopes.iter().any(|scope| scopes.contains(scope))
}

impl Planned<'_> {
    fn uuid(&self, writing: &Writing<'_>, kind: &str) -> String {
        let (own, id) = &self.named;
        writing.uuid(&format!("{own} {kind}"), id)
    }

    fn item(&self, writing: &Writing<'_>) -> OscalPoamItem {
        OscalPoamItem {
            uuid: self.uuid(writing, "item"),
            title: self.title.clone(),
            description: self.description.clone(),
            props: self.props.clone(),
            related_risks: [OscalRelatedRisk { risk_uuid: self.uuid(writing, "risk") }],
        }
    }

    fn risk(&self, writing: &Writing<'_>) -> OscalRisk {
        let (person, due) = (writing.person(self.person), time(self.due));
        let is_planned = self.lifecycle != "recommendation" || person.is_some() || due.is_some();
        let remediation = || OscalRemediation {
            uuid: self.uuid(writing, "remediation"),
            lifecycle: self.lifecycle,
            title: self.title.clone(),
            description: self.description.clone(),
            tasks: [OscalTask {
                uuid: self.uuid(writing, "task"),
                kind: if due.is_some() { "milestone" } else { "action" },
                title: self.title.clone(),
                timing: due.clone().map(|date| OscalTiming { on_date: OscalDay { date } }),
                responsible_roles: person
                    .iter()
                    .map(|one| OscalResponsibleParty::new(RESPONSIBLE, &one.uuid))
                    .collect(),
            }],
        };
        OscalRisk {
            uuid: self.uuid(writing, "risk"),
            title: self.title.clone(),
            description: self.description.clone(),
            statement: self.statement.clone(),
            status: self.status,
            deadline: due.clone(),
            remediations: is_planned.then(remediation).into_iter().collect(),
        }
    }
}

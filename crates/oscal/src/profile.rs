//! What an assessment asks of the catalog: the entries up to the targets, without what was taken out of scope, and how
//! much each part weighs.

use dtmm_model::{Entry, Slug};
use dtmm_scoring::{COMPANY, Scope, Weights};
use serde::Serialize;

use crate::OscalWord;
use crate::form::{OscalBackMatter, OscalMetadata, OscalProp, own};
use crate::writing::{MissingPart, Writing, identified};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct OscalProfile {
    uuid: String,
    metadata: OscalMetadata,
    imports: [OscalImport; 1],
    merge: OscalMerge,
    back_matter: OscalBackMatter,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct OscalImport {
    href: String,
    include_controls: [OscalWithIds; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    exclude_controls: Vec<OscalWithIds>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct OscalWithIds {
    with_ids: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct OscalMerge {
    as_is: bool,
}

/// The file.
///
/// # Errors
/// Targets up to which nothing is asked: OSCAL has no profile without a control.
pub(crate) fn profile(writing: &Writing<'_>) -> Result<OscalProfile, MissingPart> {
    let all: Vec<&Entry> = writing
        .entries()
        .filter(|(slug, entry)| is_up_to_target(writing, slug, entry))
        .map(|(_, entry)| entry)
        .collect();
    if all.is_empty() {
        return Err(MissingPart("targets"));
    }
    let ids = |keep: &dyn Fn(&Entry) -> bool| -> Vec<String> {
        all.iter().filter(|entry| keep(entry)).map(|entry| entry.id.to_string()).collect()
    };
    let tailored = ids(&|entry| writing.is_tailored(entry.id));
    let include = ids(&|_| true);
    let catalog = writing.catalog();
    let exclude = Some(tailored).filter(|ids| !ids.is_empty());
    let profile = OscalProfile {
        uuid: String::new(),
        metadata: writing.metadata([OscalWord::Profile, OscalWord::ProfileRemarks], Vec::new(), props(writing)),
        imports: [OscalImport {
            href: format!("#{}", catalog.uuid),
            include_controls: [OscalWithIds { with_ids: include }],
            exclude_controls: exclude.map(|with_ids| OscalWithIds { with_ids }).into_iter().collect(),
        }],
        merge: OscalMerge { as_is: true },
        back_matter: OscalBackMatter { resources: vec![catalog] },
    };
    Ok(identified(profile, |one| &mut one.uuid))
}

/// Whether an entry is at most at the level that is the target of its subdomain, else of its domain, else of the whole.
/// Where there is none, all levels are asked for.
fn is_up_to_target(writing: &Writing<'_>, domain: &Slug, entry: &Entry) -> bool {
    let subdomain = entry.id.cell.subdomain.to_string();
    let target =
        [subdomain.as_str(), domain.as_str(), COMPANY].into_iter().find_map(|key| writing.assessment.target(key));
    target.is_none_or(|target| entry.id.cell.level <= target)
}

/// The targets, the weights and what is out of scope.
fn props(writing: &Writing<'_>) -> Vec<OscalProp> {
    let of = |name, key: &str, value: String| OscalProp { class: Some(key.to_owned()), ..own(name, &value) };
    let keys = Scope::all(&writing.outline).map(|scope| scope.key(&writing.outline));
    let mut props: Vec<OscalProp> =
        keys.filter_map(|key| Some(of("target", key, writing.assessment.target(key)?.to_string()))).collect();
    if let Some(weights) = &writing.assessment.weights {
        props.push(own("weights", weights.key()));
        if let Weights::Custom(custom) = weights {
            let domains = writing.outline.domains.iter().zip(custom.as_slice());
            props.extend(domains.map(|(domain, weight)| of("weight", domain.slug.as_str(), weight.to_string())));
        }
    }
    props.extend(writing.tailored());
    props
}

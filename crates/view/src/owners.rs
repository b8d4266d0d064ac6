//! Those responsible: a row for each with what it is responsible for and how far it is, and the same as lines of text, by
//! which all are changed at once.

use dtmm_exchange::{LineFault, LineReason, OwnerLines, read_owner_lines};
use dtmm_model::RequirementId;
use dtmm_scoring::{Assessment, Owner, OwnerShare};

use crate::cut::{LINE, cut_name, cut_to};
use crate::{Context, Element, Node, Word, el, text};

/// The attribute of a row with the name of its owner.
pub const OWNER: &str = "data-owner";
/// The attribute of a control with what it sets of the owner: `name`, `scope` or `due`.
pub const OWNER_FIELD: &str = "data-owner-field";
/// What the filter by owner calls the entries that nobody is responsible for; no name is so.
pub const NOBODY: &str = " ";

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerRow {
    /// The name of the owner; empty for nobody.
    pub name: String,
    /// What the row holds.
    pub cells: Vec<Element>,
}

impl Context<'_> {
    /// Who is responsible for an entry; empty where nobody is.
    pub(crate) fn responsible(&self, id: RequirementId) -> &str {
        self.assessment.responsible(self.outline, id)
    }

    /// Who is responsible for an entry that has no owner of its own, as a line; empty where nobody is.
    pub fn assigned(&self, id: RequirementId) -> String {
        let owner = self.responsible(id);
        if owner.is_empty() || !self.assessment.details(id).owner.trim().is_empty() {
            return String::new();
        }
        self.words.fill(Word::OwnerAssigned, &[("owner", &cut_name(owner))])
    }

    /// How many owners there are, and how many entries have none; nothing where no owner is listed.
    pub fn owner_count(&self) -> Vec<Node> {
        match self.assessment.owners() {
            [] => Vec::new(),
            _ => vec![text(self.owner_count_of(self.assessment))],
        }
    }

    fn owner_count_of(&self, assessment: &Assessment) -> String {
        let shares = assessment.owner_shares(self.outline);
        let count = |is_nobody: bool| {
            let counted = shares.iter().filter(|share| share.name.is_empty() == is_nobody);
            counted.map(|share| share.entries).sum::<usize>().to_string()
        };
        let listed = assessment.owners().len().to_string();
        self.words.fill(Word::OwnerCount, &[("count", &listed), ("entries", &count(false)), ("nobody", &count(true))])
    }

    /// A row for each owner, then one for each who is only named beside entries, and one for nobody's.
    pub fn owner_rows(&self, today: &str) -> Vec<OwnerRow> {
        if self.assessment.owners().is_empty() {
            return Vec::new();
        }
        let shares = self.assessment.owner_shares(self.outline);
        shares.iter().map(|share| self.owner_row(share, today)).collect()
    }

    /// The table of these rows, or a line that says that there are none.
    pub fn owner_table(&self, rows: &[OwnerRow]) -> Vec<Node> {
        if rows.is_empty() {
            return vec![el("p").class("hint").say(self.words.say(Word::OwnerNone)).into()];
        }
        let columns = [Word::OwnerName, Word::OwnerScope, Word::Due, Word::OwnerAnswered];
        let head = columns.map(|word| el("th").set("scope", "col").say(self.words.say(word)));
        let rows = rows.iter().map(|row| el("tr").set(OWNER, &*row.name).with_all(row.cells.iter().cloned()));
        let table = el("table").with(el("thead").with(el("tr").with_all(head).with(el("td"))));
        vec![table.with(el("tbody").with_all(rows)).into()]
    }

    fn owner_row(&self, share: &OwnerShare<'_>, today: &str) -> OwnerRow {
        let cell = |word| el("td").set("data-label", self.words.say(word));
        let [name, scope, due] = match share.owner {
            Some(owner) => self.owner_fields(owner),
            None if share.name.is_empty() => [vec![text(self.words.say(Word::OwnerNobody))], Vec::new(), Vec::new()],
            None => [vec![text(cut_name(share.name))], vec![text(self.words.say(Word::OwnerBeside))], Vec::new()],
        };
        let cells = vec![
            el("th").set("scope", "row").with_all(name),
            cell(Word::OwnerScope).with_all(scope),
            cell(Word::Due).with_all(due),
            cell(Word::OwnerAnswered).with_all(self.owner_progress(share, today)),
            el("td").class("acts").with_all(self.owner_acts(share)),
        ];
        OwnerRow { name: share.owner.map_or(share.name, |owner| &owner.name).to_owned(), cells }
    }

    /// The controls of name, scope and date.
    fn owner_fields(&self, owner: &Owner) -> [Vec<Node>; 3] {
        let input = |kind: &str, field: &str, word, value: &str| -> Node {
            let label = [&*cut_name(&owner.name), self.words.say(Word::Separator), self.words.say(word)].concat();
            let input = el("input").set("type", kind).set(OWNER_FIELD, field).set("value", value);
            input.set("aria-label", label).set("autocomplete", "off").into()
        };
        let scopes = owner.scopes.join(self.words.say(Word::Comma));
        let names: Vec<String> = owner.scopes.iter().map(|scope| self.scope_title(scope)).collect();
        // A name may hold a comma.
        let names = names.join(self.words.say(Word::Separator));
        let titles = el("p").class("titles").set("title", &*names).say(cut_to(&names, LINE));
        [
            vec![input("text", "name", Word::OwnerName, &owner.name)],
            vec![input("text", "scope", Word::OwnerScope, &scopes), titles.into()],
            vec![input("date", "due", Word::Due, &owner.due)],
        ]
    }

    /// What an owner is responsible for in words; as it is written where the edition has no such thing.
    fn scope_title(&self, scope: &str) -> String {
        self.scope_nodes(&[scope.to_owned()], false).iter().map(Node::words).collect()
    }

    /// How much is answered, as a fraction and a bar, and how much is overdue.
    fn owner_progress(&self, share: &OwnerShare<'_>, today: &str) -> Vec<Node> {
        let [answered, entries] = [share.answered, share.entries].map(|count| count.to_string());
        let said = el("span").say([&*answered, "/", &*entries].concat());
        let bar = el("progress").set("max", &*share.entries.max(1).to_string()).set("value", answered);
        let late = self.owner_overdue(share, today).map(|late| el("strong").say(late));
        [said, bar.set("aria-hidden", "true")].into_iter().chain(late).map(Node::from).collect()
    }

    /// That some of its entries should have been answered, if so.
    pub(crate) fn owner_overdue(&self, share: &OwnerShare<'_>, today: &str) -> Option<String> {
        let late = share.overdue(today);
        (late > 0).then(|| self.words.fill(Word::OwnerOverdue, &[("count", &late.to_string())]))
    }

    /// What can be done with a row: see its entries, save them as a file, remove it.
    fn owner_acts(&self, share: &OwnerShare<'_>) -> Vec<Node> {
        let name = if share.name.is_empty() { self.words.say(Word::OwnerNobody) } else { share.name };
        let name = cut_name(name);
        let show = el("a").set("href", "#entries").set("data-action", "owner-entries");
        let show = show.set("aria-label", self.words.fill(Word::OwnerShowOf, &[("owner", &name)]));
        let mut acts = vec![show.say(self.words.say(Word::OwnerShow)).into()];
        if !share.name.is_empty() && share.entries > 0 {
            let part = el("button").class("quiet").set("type", "button").set("data-action", "save-part");
            let part = part.set("data-owner", share.name);
            let part = part.set("aria-label", self.words.fill(Word::OwnerPartOf, &[("owner", &name)]));
            acts.push(part.say(self.words.say(Word::OwnerPart)).into());
        }
        if share.owner.is_some() {
            let remove = el("button").class("quiet").set("type", "button").set("data-action", "owner-remove");
            let remove = remove.set("aria-label", self.words.fill(Word::ActionRemoveOf, &[("action", &name)]));
            acts.push(remove.say(self.words.say(Word::ActionRemove)).into());
        }
        acts
    }

    /// Those responsible as lines of text.
    pub fn owner_text(&self) -> String {
        let line = |owner: &Owner| self.owner_line(&owner.name, &owner.scopes, &owner.due);
        self.assessment.owners().iter().map(line).collect()
    }

    /// Lines to begin with: an owner for each domain, called as the domain, with its subdomains.
    pub fn owner_text_by_domain(&self) -> String {
        let line = |domain: &dtmm_model::OutlineDomain| {
            let codes: Vec<String> = domain.subdomains.iter().map(|one| one.code.to_string()).collect();
            self.owner_line(self.names.of(domain.slug.as_str()), &codes, "")
        };
        self.outline.domains.iter().map(line).collect()
    }

    fn owner_line(&self, name: &str, scopes: &[String], due: &str) -> String {
        let scopes = scopes.join(self.words.say(Word::Comma));
        let line = self.words.fill(Word::OwnerLine, &[("owner", name), ("scopes", &scopes)]);
        let space = if due.is_empty() { "" } else { "  " };
        [&*line, space, due, "\n"].concat()
    }

    /// What lines say, in which titles are known as well as identifiers, and what an owner has been responsible for so far.
    pub fn read_owner_text(&self, lines: &str) -> OwnerLines {
        read_owner_lines(self.outline, lines, &|name, part| {
            if part.eq_ignore_ascii_case(self.words.say(Word::Company)) {
                return Some(dtmm_scoring::COMPANY.to_owned());
            }
            let titled = self.names.0.iter().find(|(_, title)| !part.is_empty() && title.eq_ignore_ascii_case(part));
            let held = || self.assessment.owner(name)?.scopes.iter().find(|scope| *scope == part);
            titled.map(|(key, _)| key).or_else(held).cloned()
        })
    }

    /// What is said of lines before they are taken: what is not understood, what several are responsible for, who is left
    /// out, and what comes of them. Nothing where they are as the assessment is.
    pub fn owner_preview(&self, lines: &str) -> Vec<Node> {
        let read = self.read_owner_text(lines);
        if read.faults.is_empty() && lines == self.owner_text() {
            return Vec::new();
        }
        let comma = self.words.say(Word::Comma);
        let mut said: Vec<String> = read.faults.iter().map(|fault| self.owner_fault(fault)).collect();
        said.extend(read.shared().into_iter().map(|(scope, names)| {
            self.words.fill(Word::OwnerShared, &[("scope", scope), ("owners", &names.join(comma))])
        }));
        let is_left_out = |owner: &&Owner| !read.owners.iter().any(|other| other.name == owner.name);
        let left: Vec<String> =
            self.assessment.owners().iter().filter(is_left_out).map(|one| cut_name(&one.name)).collect();
        if !left.is_empty() {
            said.push(self.words.fill(Word::OwnerLeftOut, &[("owners", &left.join(comma))]));
        }
        let mut wanted = self.assessment.clone();
        wanted.set_owners(read.owners);
        let count = el("p").say(self.owner_count_of(&wanted));
        let list = (!said.is_empty()).then(|| el("ul").with_all(said.into_iter().map(|line| el("li").say(line))));
        list.into_iter().chain([count]).map(Node::from).collect()
    }

    fn owner_fault(&self, fault: &LineFault) -> String {
        let why = match fault.reason {
            LineReason::NoName => self.words.say(Word::OwnerNoName),
            LineReason::NoScope => self.words.say(Word::OwnerNoScope),
            LineReason::SecondDate => self.words.say(Word::OwnerSecondDate),
            LineReason::Wrong(code) => self.words.problem(code),
        };
        let (line, part) = (fault.line.to_string(), cut_name(&fault.part));
        self.words.fill(Word::OwnerFault, &[("line", &line), ("part", &part), ("why", why)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{NOTHING, assessed, names, words};
    use dtmm_example::small;
    use dtmm_scoring::Scorecard;

    fn with<T>(assessment: &Assessment, show: impl Fn(&Context<'_>) -> T) -> T {
        let (outline, words, names) = (small(), words(), names());
        let card = Scorecard::new(&outline, assessment);
        show(&Context { outline: &outline, words: &words, names: &names, assessment, card: &card, texts: &NOTHING })
    }

    /// An assessment with these answers, shared out by these lines.
    fn shared_out(answers: &str, lines: &str) -> Assessment {
        let mut assessment = assessed(&small(), answers);
        let read = with(&assessment, |context| context.read_owner_text(lines));
        assert_eq!(read.faults, []);
        assessment.set_owners(read.owners);
        assessment
    }

    /// Each row as its words between bars.
    fn rows(assessment: &Assessment) -> Vec<String> {
        let rows = with(assessment, |context| context.owner_rows("2027-03-01"));
        let cell = |cell: &Element| Node::from(cell.clone()).words();
        rows.iter().map(|row| row.cells[..4].iter().map(cell).collect::<Vec<_>>().join("|") + "|" + &row.name).collect()
    }

    #[test]
    fn each_has_a_row_with_how_far_it_is_and_so_has_nobody() {
        let mut assessment = shared_out("F-F", "质量部：ABC-1、ABC-201 2027-02-01\n信息部: abc-3 2027-02-01");
        let named = small().items().nth(5).copied().unwrap();
        let details = dtmm_scoring::EntryDetails { owner: " 王工".into(), ..dtmm_scoring::EntryDetails::NONE };
        assessment.set(&named, None, details).unwrap();
        assert_eq!(
            rows(&assessment),
            [
                "|report_place_unlabelled Quality level_1; ABC-201||3/3|质量部",
                "|report_place_unlabelled Quality level_3||0/1owner_overdue 1|信息部",
                "王工|owner_beside||0/1|王工",
                "owner_nobody|||0/1|",
            ]
        );
        let count = with(&assessment, |context| context.owner_count());
        assert_eq!(count, [text("owner_count 2 5 1")]);
        assessment.set_tailored("ABC".parse().unwrap(), Some("not here")).unwrap();
        assert!(rows(&assessment).iter().all(|row| row.contains("0/0") && !row.contains("overdue")));
        assert_eq!(rows(&assessed(&small(), "")), [""; 0]);
    }

    #[test]
    fn who_is_responsible_by_the_list_is_said_where_nobody_is_named_beside_the_entry() {
        let mut assessment = shared_out("", "质量部：ABC-1");
        let first = small().items().next().copied().unwrap();
        let assigned = |assessment: &Assessment| with(assessment, |context| context.assigned(first.id));
        assert_eq!(assigned(&assessment), "owner_assigned 质量部");
        let details = dtmm_scoring::EntryDetails { owner: "王工".into(), ..dtmm_scoring::EntryDetails::NONE };
        assessment.set(&first, None, details).unwrap();
        assert_eq!(assigned(&assessment), "");
    }

    #[test]
    fn the_lines_of_an_assessment_say_what_it_has_and_change_nothing() {
        let lines = "质量部: ABC-1, OLD-1  2027-02-01\n信息部: ABC\n";
        let mut assessment = Assessment::new(dtmm_example::EDITION);
        for (name, scopes, due) in [("质量部", &["ABC-1", "OLD-1"][..], "2027-02-01"), ("信息部", &["ABC"], "")] {
            let scopes: Vec<String> = scopes.iter().map(|one| (*one).to_owned()).collect();
            assessment.set_field(&dtmm_scoring::owner_path("scope", name), &scopes, &small());
            assessment.set_field(&dtmm_scoring::owner_path("due", name), &[due.to_owned()], &small());
        }
        assessment.set_field("owners.order", &["质量部".to_owned(), "信息部".to_owned()], &small());
        assert_eq!(with(&assessment, |context| context.owner_text()), lines);
        assert_eq!(with(&assessment, |context| context.owner_preview(lines)), []);
        let read =
            with(&assessment, |context| context.read_owner_text("质量部: OLD-1, quality 2027-02-01\n信息部：COMPANY"));
        assert_eq!((read.faults.len(), &*read.owners[0].scopes.join(" ")), (0, "OLD-1 ABC"));
        assert_eq!(read.owners[1].scopes, ["company"]);
        assert_eq!(with(&assessment, |context| context.owner_text_by_domain()), "Making: ABC\n");
    }

    #[test]
    fn lines_are_previewed_with_what_is_wrong_what_is_shared_and_who_is_left_out() {
        let assessment = shared_out("", "质量部：ABC-1\n信息部：ABC-2");
        let preview = with(&assessment, |context| context.owner_preview("质量部：ABC-1、XYZ\n\n生产部：ABC-1\n无"));
        let said: Vec<String> = match &preview[0] {
            Node::Element(list) => list.children.iter().map(Node::words).collect(),
            other => vec![other.words()],
        };
        assert_eq!(
            said,
            [
                "owner_fault 1 XYZ problem_foreign_id",
                "owner_fault 4 无 owner_no_name",
                "owner_shared ABC-1 质量部, 生产部",
                "owner_left_out 信息部",
            ]
        );
        assert_eq!(preview[1].words(), "owner_count 2 2 4");
    }
}

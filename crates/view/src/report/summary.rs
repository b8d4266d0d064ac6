//! The level of the company and what belongs beside it: how far it is, what blocks the next one, what is easiest to raise.

use dtmm_model::Level;
use dtmm_scoring::{COMPANY, Method, Plan, Scope};

use super::{Facts, Report, method_word};
use crate::charts;
use crate::cut::{VALUE, cut};
use crate::result::is_open;
use crate::{Element, Node, Word, el, reached, text};

/// How many subdomains are named, and how many entries of each.
const NAMED: usize = 3;

/// What is no wider is written as large as there is room for beside the target, as `Level 1`.
const SHORT: usize = 7;

impl Report<'_> {
    /// What was given of the assessment, and what was not as a link to where it is filled in. Where nothing was given,
    /// the paper has lines to write on.
    pub(super) fn about(self) -> Vec<Node> {
        let of = self.context.assessment;
        let given = [
            (Word::ReportTitle, &of.title),
            (Word::ReportOrganization, &of.organization),
            (Word::ReportScope, &of.scope),
            (Word::ReportDate, &of.date),
        ];
        let blank = given.iter().all(|(_, value)| value.trim().is_empty());
        let line = |(word, value): (Word, &String)| {
            let name = el("dt").say(self.say(word));
            if !value.trim().is_empty() {
                return el("div").with(name).with(el("dd").say(cut(self.words(), value, VALUE)));
            }
            let link = el("a").set("href", "score.html").say(self.say(Word::ReportFillIn));
            let line = el("div").class(if blank { "missing" } else { "missing unprinted" });
            line.with(name).with(el("dd").with(link))
        };
        given.into_iter().map(|given| line(given).into()).collect()
    }

    /// What the level is called, with the method it is by; before there is one, that answering is under way.
    pub(super) fn level_head(self) -> Vec<Node> {
        if self.is_under_way() {
            return vec![text(self.say(Word::InProgress))];
        }
        vec![text(self.fill(Word::ReportLevelHead, &[("letter", self.method.letter())]))]
    }

    /// The caption of the counts, with the method they are by.
    pub(super) fn counts_head(self) -> Vec<Node> {
        vec![text(self.fill(Word::ReportCountsHead, &[("letter", self.method.letter())]))]
    }

    /// Whether answers are given, but too few to know a level.
    pub(super) fn is_under_way(self) -> bool {
        self.is_begun() && is_open(&self.context.card.company, self.method)
    }

    /// The level by the method of the report, with a mark where it is provisional; before there is one, how much is
    /// answered. The blank form has room for it.
    pub(super) fn level(self) -> Vec<Node> {
        if !self.is_begun() {
            return Vec::new();
        }
        if self.is_under_way() {
            return self.share();
        }
        let score = &self.context.card.company;
        let level = score.now.level(self.method);
        let words = reached(self.words(), score, self.method);
        // What is no level yet is said in smaller letters.
        let size = if width(&words) > SHORT || level == Some(0) { " long" } else { "" };
        let level = level.map_or("na".to_owned(), |level| format!("l{level}"));
        let mut nodes = vec![el("strong").class(&["level ", &level, size].concat()).say(words).into()];
        if !score.is_complete() {
            nodes.push(text(" "));
            nodes.push(el("span").class("provisional").say(self.say(Word::ReportProvisional)).into());
        }
        nodes
    }

    /// How much is answered, in percent and as a bar.
    fn share(self) -> Vec<Node> {
        let tally = self.context.card.company.tally;
        let (answered, applicable) = (tally.answered(), tally.applicable());
        let percent = (answered * 100).checked_div(applicable).unwrap_or_default().to_string();
        let share = el("strong").class("share").say(self.fill(Word::ReportShare, &[("percent", &percent)]));
        vec![share.into(), charts::share(answered, applicable).into()]
    }

    /// The level that is reached by the method of the report if all that is unanswered is fully met.
    pub(super) fn best(self) -> Vec<Node> {
        vec![text(self.words().level(self.context.card.company.best.level(self.method)))]
    }

    /// The other of the methods A and B: by its name, and the level by it.
    pub(super) fn beside_head(self) -> Vec<Node> {
        vec![text(self.say(method_word(self.beside_method())))]
    }

    pub(super) fn beside(self) -> Vec<Node> {
        vec![text(reached(self.words(), &self.context.card.company, self.beside_method()))]
    }

    fn beside_method(self) -> Method {
        if self.method == Method::Staged { Method::Strict } else { Method::Staged }
    }

    pub(super) fn completeness(self) -> Vec<Node> {
        let tally = self.context.card.company.tally;
        let (answered, applicable) = (tally.answered(), tally.applicable());
        // Rounded down, so that 100 % is said of nothing less.
        let Some(percent) = (answered * 100).checked_div(applicable) else {
            return vec![text(self.say(Word::NoneApplies))];
        };
        let [answered, applicable, percent] = [answered, applicable, percent].map(|count| count.to_string());
        let values = [("answered", &*answered), ("applicable", &*applicable), ("percent", &*percent)];
        vec![text(self.fill(Word::ReportCompleteness, &values))]
    }

    /// The target of the company and how far it is, by the method of the report.
    pub(super) fn aim(self) -> Vec<Node> {
        let card = self.context.card;
        let level = card.company.now.level(self.method);
        let Some(level) = level else { return vec![text(self.say(Word::NoneApplies))] };
        let missing = |target: Level| {
            let gaps = card.gaps(Scope::Company, target, self.method);
            (gaps.unmet.len() + gaps.unanswered.len()).to_string()
        };
        let target = self.context.assessment.target(COMPANY);
        let next = self.context.outline.levels().nth(level.into());
        vec![text(match (target, next) {
            (Some(target), _) if target.number() <= level => {
                self.fill(Word::ReportAimReached, &[("target", &self.words().level(Some(target.number())))])
            }
            (Some(target), _) => {
                let steps = (target.number() - level).to_string();
                let target_words = self.words().level(Some(target.number()));
                let values = [("target", &*target_words), ("steps", &*steps), ("entries", &*missing(target))];
                self.fill(Word::ReportAim, &values)
            }
            (None, Some(next)) => {
                let words = self.words().level(Some(next.number()));
                self.fill(Word::ReportAimNext, &[("target", &words), ("entries", &missing(next))])
            }
            (None, None) => self.say(Word::ReportAimNone).to_owned(),
        })]
    }

    /// How many entries are not applicable, and how many of them by the user's choice.
    pub(super) fn excluded(self) -> Vec<Node> {
        let count = self.excluded_items().count();
        let by_user = self.excluded_items().filter(|item| !item.conditional).count();
        if by_user == 0 {
            return vec![text(count.to_string())];
        }
        let values = [("count", &*count.to_string()), ("excluded", &*by_user.to_string())];
        vec![text(self.fill(Word::ReportExcludedCount, &values))]
    }

    /// How many subdomains are out of scope, of how many.
    pub(super) fn tailored_count(self) -> Vec<Node> {
        let subdomains = &self.context.card.subdomains;
        let out = subdomains.iter().filter(|subdomain| subdomain.tailored).count();
        vec![text(format!("{out}/{}", subdomains.len()))]
    }

    /// Up to three subdomains that hold the company's level, each with its first entries.
    pub(super) fn holds(self) -> Vec<Node> {
        let card = self.context.card;
        if card.company.tally.is_neutral() {
            return self.paragraph(self.say(Word::NoneApplies));
        }
        if !self.is_begun() {
            return self.paragraph(self.say(Word::Nothing));
        }
        let weakest = self.weakest();
        if weakest.is_empty() {
            return self.paragraph(self.say(Word::Top));
        }
        let trace = card.trace(Scope::Company, self.method);
        let item = |row: &usize| {
            let code = card.subdomains[*row].code;
            let held: Vec<_> = trace.blockers.iter().copied().filter(|id| id.cell.subdomain == code).collect();
            let why = match held.is_empty() {
                true => vec![text(self.say(Word::CappedAfter))],
                false => self.with_entries(Word::ReportMissing, &held, NAMED),
            };
            self.named(*row).with(el("span").class("entries").with_all(why))
        };
        let list = el("ol").with_all(weakest.iter().take(NAMED).map(item)).into();
        let more = weakest.len().saturating_sub(NAMED);
        let count = [("count", &*more.to_string())];
        let rest = (more > 0).then(|| self.fill(Word::ReportMoreHold, &count));
        [list].into_iter().chain(rest.into_iter().flat_map(|rest| self.paragraph(&rest))).collect()
    }

    /// The subdomains that hold the company's level, the weakest first.
    pub(super) fn weakest(self) -> Vec<usize> {
        let card = self.context.card;
        let mut weakest = card.trace(Scope::Company, self.method).weakest;
        // By levels all are equally weak and stay in the order of the standard.
        weakest.sort_by_key(|row| card.subdomains[*row].score.now.value(self.method));
        weakest
    }

    /// Up to three subdomains whose next level takes the fewest entries.
    pub(super) fn gains(self) -> Vec<Node> {
        if !self.is_begun() {
            return self.paragraph(self.say(Word::Nothing));
        }
        let card = self.context.card;
        let plan = |row: usize| Some((row, card.plan(Scope::Subdomain(row), self.method)?));
        let mut plans: Vec<(usize, Plan)> = (0..card.subdomains.len()).filter_map(plan).collect();
        plans.sort_by_key(|(_, plan)| plan.raise.len());
        let Some(last) = plans.get(NAMED - 1).or(plans.last()).map(|(_, plan)| plan.raise.len()) else {
            return self.paragraph(self.say(Word::ReportNoGain));
        };
        let list = el("ol").with_all(plans.iter().take(NAMED).map(|(row, plan)| self.gain(*row, plan)));
        let ties = plans.iter().skip(NAMED).filter(|(_, plan)| plan.raise.len() == last).count();
        let values = [("count", &*ties.to_string()), ("entries", &*last.to_string())];
        let rest = (ties > 0).then(|| self.fill(Word::ReportMoreGain, &values));
        [list.into()].into_iter().chain(rest.into_iter().flat_map(|rest| self.paragraph(&rest))).collect()
    }

    fn gain(self, row: usize, plan: &Plan) -> Element {
        let to = format!(" → {}", self.words().level(Some(plan.to)));
        let raise: Vec<_> = plan.raise.iter().map(|step| step.id).collect();
        let entries = self.with_entries(Word::ReportMissing, &raise, NAMED + 1);
        self.named(row).say(to).with(el("span").class("entries").with_all(entries))
    }

    /// A subdomain by name with its level.
    fn named(self, row: usize) -> Element {
        let level = format!(" {}", reached(self.words(), &self.context.card.subdomains[row].score, self.method));
        el("li").with(el("strong").say(self.subdomain(row))).say(level)
    }

    /// A warning where a mean hides weak subdomains.
    pub(super) fn warning(self) -> Vec<Node> {
        self.context.compensation()
    }

    /// By which method the reasons go, of which edition, when.
    pub(super) fn basis(self, facts: &Facts<'_>) -> Vec<Node> {
        let method = self.say(method_word(self.method));
        let edition = self.editions();
        let id = self.context.card.scoring.id(self.method);
        let values = [("method", method), ("id", &*id), ("edition", &*edition), ("date", facts.date)];
        vec![text(self.fill(Word::ReportBasis, &values))]
    }

    pub(super) fn paragraph(self, words: &str) -> Vec<Node> {
        vec![el("p").say(words).into()]
    }
}

/// How wide words are: Chinese characters are as wide as two others.
fn width(words: &str) -> usize {
    words.chars().map(|c| if c >= '\u{2e80}' { 2 } else { 1 }).sum()
}

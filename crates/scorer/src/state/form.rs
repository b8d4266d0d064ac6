//! The forms of the scorer's page: what the assessment is about, targets, scope, method and weights.

use dtmm_scoring::{CustomWeights, Weights, is_date};
use dtmm_store::Storage;

use crate::effect::Effect;
use crate::state::{State, TYPED};

impl<S: Storage> State<S> {
    /// A text field or the method was changed.
    pub(crate) fn set_field(&mut self, field: &str, value: &str) {
        self.set_one(if field == "profile" { "field" } else { TYPED }, field.to_owned(), value);
    }

    /// The date was changed. One that is none stays in its field, and the former date is kept.
    /// `is_incomplete` says that the field holds a part of a date, which has no value.
    pub(crate) fn set_date(&mut self, value: &str, is_incomplete: bool) {
        let is_wrong = is_incomplete || !(value.is_empty() || is_date(value));
        self.push(Effect::MarkDate(is_wrong));
        if !is_wrong {
            self.set_field("date", value);
        }
    }

    /// The target of the company, a domain or a subdomain was changed.
    pub(crate) fn set_target(&mut self, key: &str, value: &str) {
        let level = self.outline.level(value).map(|level| level.number().to_string());
        self.set_one("target", format!("targets.{key}"), level.as_deref().unwrap_or_default());
    }

    /// A subdomain was taken out of scope, which counts once a reason is written, or back into it.
    pub(crate) fn set_tailored(&mut self, code: &str, is_out: bool, reason: &str) {
        self.push(Effect::Show(format!("tailor-{code}"), is_out));
        self.set_tailoring_reason(code, if is_out { reason } else { "" });
    }

    /// The reason why a subdomain is out of scope was changed.
    pub(crate) fn set_tailoring_reason(&mut self, code: &str, reason: &str) {
        self.set_one(TYPED, format!("tailored.{code}"), if reason.trim().is_empty() { "" } else { reason });
    }

    /// The weights were chosen. `numbers` are those of the domains, where each field holds one.
    pub(crate) fn set_weights(&mut self, choice: &str, numbers: Option<Vec<u16>>) {
        let is_custom = choice == "custom";
        self.push(Effect::Show("custom-weights".to_owned(), is_custom));
        let weights = match choice {
            "custom" => numbers.and_then(|all| CustomWeights::new(&self.outline, &all)).map(Weights::Custom),
            "domain" => Some(Weights::Domain),
            _ => Some(Weights::Subdomain),
        };
        self.push(Effect::Show("weights-bad".to_owned(), weights.is_none()));
        let Some(weights) = weights else { return };
        // The default is not written.
        let text = if weights == Weights::Subdomain { String::new() } else { weights.text(&self.outline) };
        self.set_one(if is_custom { TYPED } else { "weights" }, "weights".to_owned(), &text);
    }

    fn set_one(&mut self, kind: &str, path: String, value: &str) {
        let value = if value.is_empty() { Vec::new() } else { vec![value.to_owned()] };
        self.set(kind, "", &[(path, value)]);
        self.push(Effect::ShowTitle);
        self.show_results();
    }
}

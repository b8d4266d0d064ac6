//! How much each subdomain weighs in the company's score. Levels by minimum know no weights.

use dtmm_model::Outline;

use crate::Fraction;
use crate::fold::{domain_of, fold};
use crate::fraction::Mean;

/// The weights of the company's `weighted` and `index` results. A domain's own results always weigh
/// its subdomains equally.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Weights {
    /// Every applicable subdomain weighs the same.
    #[default]
    Subdomain,
    /// Every applicable domain weighs the same.
    Domain,
    /// Each domain has its own weight, split evenly among its subdomains.
    Custom(CustomWeights),
}

/// Weights given by the user, one a domain, in the order of the standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomWeights(Vec<u16>);

/// The largest weight that a user may give a domain.
pub const MAX_WEIGHT: u16 = 1000;

impl CustomWeights {
    /// Weights for the domains of an outline: one each, none above [`MAX_WEIGHT`], not all 0.
    pub fn new(outline: &Outline, weights: &[u16]) -> Option<CustomWeights> {
        let fits = weights.len() == outline.domains.len() && weights.iter().all(|weight| *weight <= MAX_WEIGHT);
        (fits && weights.iter().any(|weight| *weight > 0)).then(|| CustomWeights(weights.to_vec()))
    }

    /// The weights, one a domain.
    pub fn as_slice(&self) -> &[u16] {
        &self.0
    }
}

impl Weights {
    /// The form used in files and pages: `subdomain`, `domain` or `custom`.
    pub const fn key(&self) -> &'static str {
        match self {
            Weights::Subdomain => "subdomain",
            Weights::Domain => "domain",
            Weights::Custom(_) => "custom",
        }
    }

    /// The text form for a table or a message: `subdomain`, `domain`, or the weights of the domains
    /// that have one, as `making=2 serving=3`.
    pub fn text(&self, outline: &Outline) -> String {
        let Weights::Custom(weights) = self else { return self.key().to_owned() };
        let domains = outline.domains.iter().zip(weights.as_slice()).filter(|(_, weight)| **weight > 0);
        let each: Vec<String> = domains.map(|(domain, weight)| format!("{}={weight}", domain.slug)).collect();
        each.join(" ")
    }

    /// The weights with this text form. Commas may replace the spaces; what is not of the outline
    /// is not taken.
    pub fn from_text(outline: &Outline, text: &str) -> Option<Weights> {
        match fold(text).as_str() {
            "SUBDOMAIN" => return Some(Weights::Subdomain),
            "DOMAIN" => return Some(Weights::Domain),
            _ => {}
        }
        let mut weights = vec![0; outline.domains.len()];
        for pair in text.split([' ', ',', ';', '，', '；']).filter(|pair| !pair.is_empty()) {
            let (slug, weight) = pair.split_once(['=', ':', '：'])?;
            let place = domain_of(outline, slug)?;
            weights[place] = weight.trim().parse().ok()?;
        }
        CustomWeights::new(outline, &weights).map(Weights::Custom)
    }

    /// The mean of the domains' means, each with its weight. Domains without one are left out, so
    /// that the others' weights are shares of what remains.
    pub(crate) fn mean_of_domains(
        &self,
        domains: &[(usize, usize)],
        mean: impl Fn(usize, usize) -> Option<Fraction>,
    ) -> Option<Fraction> {
        let mut total = Mean::EMPTY;
        for (index, (start, end)) in domains.iter().enumerate() {
            if let Some(value) = mean(*start, *end) {
                total.add_fraction(self.of_domain(index), value);
            }
        }
        total.value()
    }

    /// The weight of a domain where domains are weighed.
    pub(crate) fn of_domain(&self, index: usize) -> u64 {
        match self {
            Weights::Subdomain | Weights::Domain => 1,
            Weights::Custom(weights) => weights.0.get(index).copied().unwrap_or(0).into(),
        }
    }
}

//! What a result is about: the company, a domain or a subdomain.

use dtmm_model::Outline;

/// The company, a domain or a subdomain, the latter two by their place in the outline, counted
/// from 0 over all domains and over all subdomains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Everything that is assessed.
    Company,
    /// One capability domain.
    Domain(usize),
    /// One capability subdomain.
    Subdomain(usize),
}

/// The text form of [`Scope::Company`].
pub const COMPANY: &str = "company";

impl Scope {
    /// The scope with this text form: `company`, the slug of a domain or the code of a subdomain.
    pub fn from_key(outline: &Outline, key: &str) -> Option<Scope> {
        if key == COMPANY {
            return Some(Scope::Company);
        }
        let domain = outline.domains.iter().position(|domain| domain.slug.as_str() == key).map(Scope::Domain);
        domain
            .or_else(|| outline.subdomains().position(|subdomain| subdomain.code.as_str() == key).map(Scope::Subdomain))
    }

    /// The text form; empty where the outline has no such place.
    pub fn key(self, outline: &Outline) -> &str {
        let found = match self {
            Scope::Company => Some(COMPANY),
            Scope::Domain(index) => outline.domains.get(index).map(|domain| domain.slug.as_str()),
            Scope::Subdomain(index) => outline.subdomains().nth(index).map(|subdomain| subdomain.code.as_str()),
        };
        found.unwrap_or_default()
    }

    /// All scopes: the company, the domains, the subdomains, in the order of the standard.
    pub fn all(outline: &Outline) -> impl Iterator<Item = Scope> {
        let domains = (0..outline.domains.len()).map(Scope::Domain);
        let subdomains = (0..outline.subdomains().count()).map(Scope::Subdomain);
        std::iter::once(Scope::Company).chain(domains).chain(subdomains)
    }
}

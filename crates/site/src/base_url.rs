//! The base URL that a site is published at, for files that need absolute URLs. The only file that uses the URL parser.

use fluent_uri::Iri;
use fluent_uri::component::Host;

/// The example of the messages.
const EXAMPLE: &str = "https://example.org/model/";

/// Characters that are valid in a URL, but special in Markdown, a shell or XML: they are percent-encoded.
const ESCAPED: [char; 9] = ['!', '$', '&', '\'', '(', ')', '*', ';', ','];

/// A base URL: `https://host/path/`, in ASCII, ending in `/`, without characters that are markup in the files it is
/// written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Parses and normalizes a URL as typed in; adds a `/` at its end.
    ///
    /// # Errors
    /// Why the text is not a base URL, and an example of one.
    pub fn parse(text: &str) -> Result<BaseUrl, String> {
        let of = |what: &str| format!("{what}; write it like {EXAMPLE}");
        let iri = Iri::parse(text).map_err(|error| of(&format!("it is no address of a site ({error})")))?;
        if !["http", "https"].contains(&iri.scheme().as_str().to_ascii_lowercase().as_str()) {
            return Err(of(&format!("a site is published at http or https, not at {}", iri.scheme())));
        }
        let authority = iri.authority().filter(|authority| !authority.host().is_empty());
        let Some(authority) = authority else { return Err(of("it names no host")) };
        if authority.has_userinfo() {
            return Err(of("a name and password would be published with it"));
        }
        if let Host::RegName(name) = authority.host_parsed()
            && !name.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
        {
            return Err(of("a host is written with letters, digits, hyphens and dots, a Chinese one as xn--…"));
        }
        if authority.port().is_some_and(|port| !port.is_empty() && port.as_str().parse::<u16>().is_err()) {
            return Err(of("there is no such port"));
        }
        if iri.has_query() || iri.has_fragment() {
            return Err(of("the pages stand below it, so it has no ? and no #"));
        }
        let mut address = iri.to_uri().normalize().into_string();
        for mark in ESCAPED {
            address = address.replace(mark, &format!("%{:02X}", u32::from(mark)));
        }
        Ok(BaseUrl(format!("{}/", address.trim_end_matches('/'))))
    }

    /// The root of the host, whatever that is: `/`.
    pub fn root() -> BaseUrl {
        BaseUrl("/".to_owned())
    }

    /// The URL as written into files.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_written_in_one_way() {
        for (typed, written) in [
            ("https://example.org", "https://example.org/"),
            ("HTTPS://Example.org/model///", "https://example.org/model/"),
            ("http://127.0.0.1:8080/a/../b", "http://127.0.0.1:8080/b/"),
            ("https://[::1]:8443/", "https://[::1]:8443/"),
            ("https://example.org/模型", "https://example.org/%E6%A8%A1%E5%9E%8B/"),
            ("https://example.org/a&b;$(c)'d'", "https://example.org/a%26b%3B%24%28c%29%27d%27/"),
        ] {
            assert_eq!(BaseUrl::parse(typed).map(|url| url.0), Ok(written.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_address_of_a_site_is_refused_with_the_way_out() {
        for (typed, reason) in [
            ("javascript:alert(1)", "not at javascript"),
            ("data:text/html,x", "not at data"),
            ("ftp://example.org/", "not at ftp"),
            ("file:///srv/www/", "not at file"),
            ("", "no address"),
            ("/model/", "no address"),
            ("example.org/model", "no address"),
            ("https://example.org/\nAllow: /", "no address"),
            ("https://example.org/\r", "no address"),
            (" https://example.org/", "no address"),
            ("https://example.org/a b", "no address"),
            ("https://example.org/<b>", "no address"),
            ("https://example.org/\"onclick", "no address"),
            ("https://example.org/a\\b", "no address"),
            ("https://example.org/`id`", "no address"),
            ("https://example.org/%zz", "no address"),
            ("https://", "names no host"),
            ("https:///model/", "names no host"),
            ("https:model", "names no host"),
            ("https://user:secret@example.org/", "password"),
            ("https://user@example.org/", "password"),
            ("https://例子.中国/", "xn--"),
            ("https://a$b/", "xn--"),
            ("https://example.org:99999/", "port"),
            ("https://example.org/?a=b", "no ?"),
            ("https://example.org/#a", "no #"),
        ] {
            let error = BaseUrl::parse(typed).expect_err(typed);
            assert!(error.contains(reason) && error.ends_with(EXAMPLE), "{typed:?}: {error}");
        }
    }
}

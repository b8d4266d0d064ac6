//! What a page may do, as browsers enforce it: the Content-Security-Policy.
//!
//! | it may | because |
//! | --- | --- |
//! | run scripts of this site, and compile WebAssembly | nothing inline, nothing from elsewhere, no `eval` |
//! | look as stylesheets of this site say | no `style` attributes either |
//! | show pictures, read the manifest, keep pages for later | of this site |
//! | send a form to this site | the search; `file:` is what Firefox wants for pages in a folder |
//! | insert no text as script or markup | Trusted Types, where the browser has them |
//!
//! Everything else is forbidden: above all, no page can send anything anywhere.

/// The policy for the head of a page. `base` says whether the page has a `<base>`, `serving` whether
/// its script asks the server of editors for changes.
pub(super) fn policy(base: bool, serving: bool) -> String {
    let base = if base { "'self'" } else { "'none'" };
    let connect = if serving { "; connect-src 'self'" } else { "" };
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
         manifest-src 'self'; worker-src 'self'; form-action 'self' file:; base-uri {base}{connect}; \
         require-trusted-types-for 'script'; trusted-types dtmm"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_recipes_for_hosts_send_the_policy_of_the_pages() {
        // A worker obeys the policy it was sent with, and has to fetch; the pages forbid it to themselves.
        let sent = policy(true, true) + "; frame-ancestors 'none'";
        for (name, recipe) in [
            ("_headers", include_str!("../../../site/hosting/_headers")),
            ("nginx.conf", include_str!("../../../site/hosting/nginx.conf")),
            ("Caddyfile", include_str!("../../../site/hosting/Caddyfile")),
        ] {
            assert!(recipe.contains(&sent), "{name} should send: {sent}");
        }
    }

    #[test]
    fn only_pages_for_editors_may_ask_for_anything() {
        assert!(!policy(false, false).contains("connect-src"));
        assert!(policy(false, true).contains("connect-src 'self'"));
    }
}

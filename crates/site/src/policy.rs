//! What a page may do, as browsers enforce it: the Content-Security-Policy.
//!
//! | it may | because |
//! | --- | --- |
//! | run scripts of this site, and compile WebAssembly | nothing inline, nothing from elsewhere, no `eval` |
//! | look as stylesheets of this site say | no `style` attributes either |
//! | show pictures, read the manifest, keep pages for later | of this site |
//! | send a form to this site | the search; `file:` is what Firefox wants for pages in a folder |
//! | ask this site | for a part that did not load, past the browser's cache; programs that audit pages read `robots.txt` |
//! | insert no text as script or markup | Trusted Types, where the browser has them |
//!
//! Everything else is forbidden: above all, no page can send anything anywhere else. `frame-ancestors` stands in the
//! recipes only: browsers take it from a header, and pass over it in a page.

/// The policy for the head of a page. `base` says whether the page has a `<base>`.
pub(super) fn policy(base: bool) -> String {
    let base = if base { "'self'" } else { "'none'" };
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
         manifest-src 'self'; worker-src 'self'; form-action 'self' file:; base-uri {base}; connect-src 'self'; \
         require-trusted-types-for 'script'; trusted-types dtmm"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECIPES: [(&str, &str); 3] = [
        ("_headers", include_str!("../../../site/hosting/_headers")),
        ("nginx.conf", include_str!("../../../site/hosting/nginx.conf")),
        ("Caddyfile", include_str!("../../../site/hosting/Caddyfile")),
    ];

    #[test]
    fn the_recipes_for_hosts_send_the_policy_of_the_pages() {
        let sent = policy(true) + "; frame-ancestors 'none'";
        for (name, recipe) in RECIPES {
            assert!(recipe.contains(&sent), "{name} should send: {sent}");
        }
    }

    #[test]
    fn the_recipes_for_hosts_send_what_else_protects_readers() {
        for (name, recipe) in RECIPES {
            for (header, value) in [
                ("Referrer-Policy", "same-origin"),
                ("Cross-Origin-Opener-Policy", "same-origin"),
                ("Strict-Transport-Security", ""),
                ("X-Content-Type-Options", "nosniff"),
                ("Permissions-Policy", "camera=()"),
            ] {
                let line = recipe.lines().find(|line| line.contains(header));
                assert!(line.is_some_and(|line| line.contains(value)), "{name} should send {header}: {value}");
            }
        }
    }

    /// A file that names headers by address alone would have errors kept as well.
    #[test]
    fn what_is_told_by_the_address_alone_is_not_kept_for_good() {
        let (_, recipe) = RECIPES[0];
        assert!(!recipe.contains("Cache-Control"), "{recipe}");
    }
}

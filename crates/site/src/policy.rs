//! The Content-Security-Policy of all pages.
//!
//! | a page may | because |
//! | --- | --- |
//! | run scripts of this site, and compile WebAssembly | none is inline, from another origin, or uses `eval` |
//! | use stylesheets of this site | none is inline, and no element has a `style` attribute |
//! | show images, load the manifest, run the service worker | all are of this site |
//! | submit forms to this site | the search does; Firefox needs `file:` for pages in a folder |
//! | send requests to this site | a part that did not load is fetched past the cache; audit tools read `robots.txt` |
//! | not turn text into script or markup | Trusted Types enforce it, in browsers that have them |
//!
//! Everything else is forbidden; above all, no page can send anything to another origin. `frame-ancestors` is only in
//! the headers of the hosting recipes, because browsers ignore it in a page.

/// The policy for the `<meta>` element of a page. `base` is whether the page has a `<base>`.
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

    /// This host sets headers by path alone, so a long cache time would apply to error responses too.
    #[test]
    fn headers_by_path_set_no_cache_time() {
        let (_, recipe) = RECIPES[0];
        assert!(!recipe.contains("Cache-Control"), "{recipe}");
    }
}

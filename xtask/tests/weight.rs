//! Transfer sizes of pages and engines are within their limits.

use crate::common;

use xtask::bench::weight::{
    self, COMMENTER_LIMIT, ENGINE_LIMIT, FULL_TEXT_LIMIT, FULL_TEXT_WITH_ASSETS_LIMIT, SEARCH_LIMIT, SUBDOMAIN_LIMIT,
};

#[test]
fn a_subdomain_with_its_assets_is_light() {
    let weights = weight::subdomains(common::site());
    assert_eq!(weights.len(), 2 * common::document().standard.counts().subdomains);
    for weight in weights {
        assert!(weight.assets > 0, "{} loads nothing", weight.path);
        assert!(weight.whole() <= SUBDOMAIN_LIMIT, "{} weighs {} bytes", weight.path, weight.whole());
    }
}

#[test]
fn the_full_text_is_light() {
    let weights = weight::full_texts(common::site());
    assert_eq!(weights.len(), 2);
    for weight in weights {
        assert!(weight.page <= FULL_TEXT_LIMIT, "{} alone weighs {} bytes", weight.path, weight.page);
        assert!(weight.whole() <= FULL_TEXT_WITH_ASSETS_LIMIT, "{} weighs {} bytes", weight.path, weight.whole());
    }
}

#[test]
fn searching_is_light() {
    let weight = weight::search(common::site());
    assert!(weight > 10_000, "the texts are missing: {weight} bytes");
    assert!(weight <= SEARCH_LIMIT, "searching loads {weight} bytes");
}

/// Only if the engine is built from the current sources.
#[test]
fn the_engine_is_light() {
    let Some(engine) = dtmm_engine::cached(&common::root()).unwrap() else { return };
    let limits =
        [(&engine.scorer, ENGINE_LIMIT), (&engine.reporter, ENGINE_LIMIT), (&engine.commenter, COMMENTER_LIMIT)];
    for (script, limit) in limits {
        let weight = weight::brotli(script);
        assert!(weight <= limit, "an engine weighs {weight} bytes");
    }
}

//! Transfer sizes of pages and engines are within their limits.

use crate::common;

use xtask::bench::limits::{COMMENTER, ENGINE, FULL_TEXT, FULL_TEXT_WITH_ASSETS, SEARCH, SHARER, SUBDOMAIN, WORKBOOKS};
use xtask::bench::{Limit, weight};

#[track_caller]
fn is_light(what: &str, weight: usize, limit: Limit) {
    let most = limit.most.unwrap();
    assert!(weight as f64 <= most, "{what} weighs {weight} bytes, more than {most}");
}

#[test]
fn a_subdomain_with_its_assets_is_light() {
    let weights = weight::subdomains(common::site());
    assert_eq!(weights.len(), 2 * common::document().standard.counts().subdomains);
    for weight in weights {
        assert!(weight.assets > 0, "{} loads nothing", weight.path);
        is_light(&weight.path, weight.whole(), SUBDOMAIN);
    }
}

#[test]
fn the_full_text_is_light() {
    let weights = weight::full_texts(common::site());
    assert_eq!(weights.len(), 2);
    for weight in weights {
        is_light(&weight.path, weight.page, FULL_TEXT);
        is_light(&weight.path, weight.whole(), FULL_TEXT_WITH_ASSETS);
    }
}

#[test]
fn searching_is_light() {
    let weight = weight::search(common::site());
    assert!(weight > 10_000, "the texts are missing: {weight} bytes");
    is_light("searching", weight, SEARCH);
}

/// Only if the engine is built from the current sources.
#[test]
fn the_engine_is_light() {
    let Some(engine) = dtmm_engine::cached(&common::root()).unwrap() else { return };
    for (what, script, limit) in [
        ("the engine of answers", &engine.scorer, ENGINE),
        ("the engine of reports", &engine.reporter, ENGINE),
        ("the engine of comments", &engine.commenter, COMMENTER),
        ("the engine of what is handed on", &engine.sharer, SHARER),
        ("the engine of workbooks", &engine.workbooks, WORKBOOKS),
    ] {
        is_light(what, weight::brotli(script), limit);
    }
}

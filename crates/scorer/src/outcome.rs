//! What may fail in the browser.

use wasm_bindgen::JsValue;

/// A value, or an error of the browser's own, which the guard of the page gets.
pub(crate) type Outcome<T = ()> = Result<T, JsValue>;

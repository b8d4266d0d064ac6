//! What of WebAssembly the engines may use: what Chromium 109, Firefox ESR 115 and Safari 16 all run.
//!
//! Compilers come to use more of it by themselves, and a browser that lacks one instruction refuses the
//! whole module.

use anyhow::{Context, Result};
use wasmparser::{Validator, WasmFeatures};

/// WebAssembly 2.0 without vectors, which Safari has only since 16.4.
const RUN_BY_ALL: WasmFeatures = WasmFeatures::WASM2.difference(WasmFeatures::SIMD);

/// # Errors
/// The module of this engine does not run in all of the browsers; says by what.
pub(super) fn hold(engine: &str, module: &[u8]) -> Result<()> {
    let checked = Validator::new_with_features(RUN_BY_ALL).validate_all(module);
    checked.map(drop).with_context(|| {
        format!("the {engine} uses WebAssembly that Chromium 109, Firefox 115 or Safari 16 does not run")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &[u8] = b"\0asm\x01\0\0\0";
    const NO_RESULT: &[u8] = b"\x01\x04\x01\x60\x00\x00\x03\x02\x01\x00";

    fn held(parts: &[&[u8]]) -> Result<()> {
        hold("scorer", &[&[HEAD], parts].concat().concat())
    }

    fn refusal(parts: &[&[u8]]) -> String {
        format!("{:#}", held(parts).expect_err("a module that one of the browsers refuses"))
    }

    #[test]
    fn what_all_run_passes() {
        // (func (param externref i32) (result i32 i32) local.get 1, i32.extend8_s, f32.const 0, i32.trunc_sat_f32_s)
        let kind = b"\x01\x08\x01\x60\x02\x6f\x7f\x02\x7f\x7f";
        let body = b"\x0a\x0e\x01\x0c\x00\x20\x01\xc0\x43\0\0\0\0\xfc\x00\x0b";
        held(&[kind, b"\x03\x02\x01\x00", body]).expect("reference types, several values, extension, saturation");
        // (memory 1) (func i32.const 0, i32.const 0, i32.const 0, memory.fill)
        let body = b"\x0a\x0d\x01\x0b\x00\x41\x00\x41\x00\x41\x00\xfc\x0b\x00\x0b";
        held(&[NO_RESULT, b"\x05\x03\x01\x00\x01", body]).expect("bulk memory");
    }

    #[test]
    fn vectors_are_refused_with_the_name_of_the_engine() {
        // (type (func (result v128)))
        let message = refusal(&[b"\x01\x05\x01\x60\x00\x01\x7b"]);
        assert!(message.starts_with("the scorer uses WebAssembly that"), "{message}");
        assert!(message.contains("SIMD"), "{message}");
    }

    #[test]
    fn what_came_later_is_refused() {
        // (func return_call 0)
        let message = refusal(&[NO_RESULT, b"\x0a\x06\x01\x04\x00\x12\x00\x0b"]);
        assert!(message.contains("tail calls"), "{message}");
        // (global i32 (i32.const 1) (i32.const 2) (i32.add))
        let message = refusal(&[b"\x06\x09\x01\x7f\x00\x41\x01\x41\x02\x6a\x0b"]);
        assert!(message.contains("constant expression"), "{message}");
        // (memory i64 1)
        assert!(refusal(&[b"\x05\x03\x01\x04\x01"]).contains("memory64"));
    }
}

//! WASM to bindings. The only file that names the bindings generator.

use super::pack::Bindings;
use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

/// The generator's bindings for a classic script, with the module stripped to what runs.
pub(super) fn bind(wasm: Vec<u8>) -> Result<Bindings> {
    let mut output = Bindgen::new()
        .input_bytes("dtmm_scorer", wasm)
        .no_modules(true)
        .context("classic bindings are not offered")?
        .typescript(false)
        .omit_default_module_path(true)
        .keep_debug(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .context("cannot make the engine's bindings")?;
    let glue = output.js().to_owned();
    Ok(Bindings { glue, wasm: output.wasm_mut().emit_wasm() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_module_gets_classic_bindings() {
        let bindings = bind(b"\0asm\x01\0\0\0".to_vec()).expect("an empty module is a module");
        assert!(bindings.glue.contains("let wasm_bindgen ="), "{}", bindings.glue);
        assert!(!bindings.glue.contains("import.meta"), "{}", bindings.glue);
        assert!(bindings.wasm.starts_with(b"\0asm"));
    }

    #[test]
    fn what_is_no_module_is_an_error() {
        assert!(bind(b"not a module".to_vec()).is_err());
    }
}

//! A bundler: joins ES modules into one classic script, which browsers also run from `file://`, and minifies it.
//!
//! Each module becomes a function that returns its exports, so that modules have separate scopes:
//! `const $0=(()=>{…;return{a,b}})();`. A module that imports begins with `const{a,b:c}=$0;`. Modules stand
//! in the order in which ES modules are evaluated.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use oxc_allocator::Allocator;
use oxc_ast::ast::{
    Declaration, ExportNamedDeclaration, ImportDeclaration, ImportDeclarationSpecifier, Program, Statement,
    VariableDeclarationKind,
};
use oxc_codegen::{Codegen, CodegenOptions, CommentOptions};
use oxc_diagnostics::OxcDiagnostic;
use oxc_mangler::{MangleOptions, Mangler};
use oxc_parser::Parser;
use oxc_span::{GetSpan, SourceType};

use super::inputs::Asset;

/// Bundles the module at `entry`, such as `page/main.js`, with all modules that it imports, and minifies the result.
/// `prelude` is a script with constants of the build, visible to all modules. Licence comments (`/*!`) stay.
///
/// # Errors
/// With file and line: a syntax error, an import of a file or a name that does not exist, an unsupported form of
/// import or export. Circular imports, with all files of the circle.
pub(super) fn join(assets: &[Asset], entry: &str, prelude: &str) -> Result<String> {
    let modules = minify(&as_functions(assets, entry)?).with_context(|| format!("joining {entry}"))?;
    Ok(format!("(() => {{\n\"use strict\";\n{prelude}{modules}\n}})();\n"))
}

/// The modules that `entry` needs as functions, in the order of evaluation: `entry` is the last.
fn as_functions(assets: &[Asset], entry: &str) -> Result<String> {
    let mut joiner = Joiner { assets, joined: BTreeMap::new(), open: Vec::new(), out: String::new() };
    joiner.add(entry)?;
    Ok(joiner.out)
}

/// A module that is in the output.
struct Joined {
    /// The variable that holds its exports.
    variable: String,
    exports: Vec<String>,
}

struct Joiner<'a> {
    assets: &'a [Asset],
    joined: BTreeMap<String, Joined>,
    /// The chain of modules whose imports are being joined, to find circles.
    open: Vec<String>,
    out: String,
}

impl Joiner<'_> {
    fn add(&mut self, path: &str) -> Result<()> {
        if self.joined.contains_key(path) {
            return Ok(());
        }
        if let Some(start) = self.open.iter().position(|open| open == path) {
            bail!("circular imports: {} → {path}", self.open[start..].join(" → "));
        }
        let asset = self.assets.iter().find(|asset| asset.path == path).context("there is no such file")?;
        let source = std::str::from_utf8(&asset.bytes).with_context(|| format!("site/assets/{path} is not UTF-8"))?;
        self.open.push(path.to_owned());
        let allocator = Allocator::default();
        let program = parse(&allocator, source, SourceType::mjs(), &format!("site/assets/{path}"))?;
        let (mut imports, mut body, mut exports, mut copied) = (String::new(), String::new(), Vec::new(), 0);
        for statement in &program.body {
            let end = match statement {
                Statement::ImportDeclaration(import) => {
                    let import = self.import(path, import);
                    imports += &import.with_context(|| place(path, source, statement.span().start))?;
                    statement.span().end
                }
                Statement::ExportNamedDeclaration(export) => {
                    let (name, start) =
                        exported(export).with_context(|| place(path, source, statement.span().start))?;
                    exports.push(name);
                    start
                }
                Statement::ExportDefaultDeclaration(_) | Statement::ExportAllDeclaration(_) => {
                    return Err(unsupported()).with_context(|| place(path, source, statement.span().start));
                }
                _ => continue,
            };
            body += &source[copied..statement.span().start as usize];
            copied = end as usize;
        }
        body += &source[copied..];
        self.open.pop();
        let variable = format!("${}", self.joined.len());
        let module =
            format!("const {variable} = (() => {{\n{imports}{body}\nreturn {{ {} }};\n}})();\n", exports.join(", "));
        self.out += &module;
        self.joined.insert(path.to_owned(), Joined { variable, exports });
        Ok(())
    }

    /// The destructuring statement that replaces an import.
    fn import(&mut self, path: &str, import: &ImportDeclaration) -> Result<String> {
        let target = resolve(path, &import.source.value)?;
        self.add(&target).with_context(|| format!("importing site/assets/{target}"))?;
        let Joined { variable, exports } = &self.joined[&target];
        let mut names = Vec::new();
        for specifier in import.specifiers.iter().flatten() {
            let ImportDeclarationSpecifier::ImportSpecifier(specifier) = specifier else { return Err(unsupported()) };
            let (name, local) = (specifier.imported.name(), specifier.local.name);
            ensure!(exports.iter().any(|export| name == *export), "site/assets/{target} does not export `{name}`");
            names.push(format!("{name}: {local}"));
        }
        Ok(if names.is_empty() { String::new() } else { format!("const {{ {} }} = {variable};\n", names.join(", ")) })
    }
}

/// The name that a statement exports, and the offset of its declaration.
fn exported(export: &ExportNamedDeclaration) -> Result<(String, u32)> {
    let declaration = export.declaration.as_ref().ok_or_else(unsupported)?;
    let name = match declaration {
        Declaration::FunctionDeclaration(function) => function.id.as_ref().map(|id| id.name),
        Declaration::ClassDeclaration(class) => class.id.as_ref().map(|id| id.name),
        // Not `let`: importers would see only its first value.
        Declaration::VariableDeclaration(variables) if variables.kind == VariableDeclarationKind::Const => {
            match variables.declarations.as_slice() {
                [one] => one.id.get_identifier_name(),
                _ => None,
            }
        }
        _ => None,
    };
    Ok((name.ok_or_else(unsupported)?.to_string(), declaration.span().start))
}

fn unsupported() -> anyhow::Error {
    anyhow::anyhow!("only `import {{ … }} from`, and `export` before a function, a class or one `const`, are joined")
}

/// The path of an import, as `shared/element.js`; `from` is the path of the importing module.
fn resolve(from: &str, import: &str) -> Result<String> {
    ensure!(import.starts_with("./") || import.starts_with("../"), "`{import}` is not a relative path");
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in import.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop().with_context(|| format!("`{import}` is outside of site/assets"))?),
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

fn place(path: &str, source: &str, offset: u32) -> String {
    format!("site/assets/{path}:{}", 1 + source[..offset as usize].matches('\n').count())
}

fn parse<'a>(allocator: &'a Allocator, source: &'a str, kind: SourceType, name: &str) -> Result<Program<'a>> {
    let parsed = Parser::new(allocator, source, kind).parse();
    let Some(error) = parsed.errors.first() else { return Ok(parsed.program) };
    let offset =
        |error: &OxcDiagnostic| error.labels.as_ref().and_then(|labels| labels.first()).map(|label| label.offset());
    let line = 1 + source[..offset(error).unwrap_or(0)].matches('\n').count();
    bail!("{name}:{line}: {}", error.message)
}

/// Minifies a script: removes white space and comments, and mangles names.
fn minify(script: &str) -> Result<String> {
    let allocator = Allocator::default();
    let program = parse(&allocator, script, SourceType::mjs(), "the joined script")?;
    let names =
        Mangler::new().with_options(MangleOptions { top_level: true, ..MangleOptions::default() }).build(&program);
    let comments = CommentOptions { normal: false, jsdoc: false, annotation: false, ..CommentOptions::default() };
    let options = CodegenOptions { comments, ..CodegenOptions::minify() };
    Ok(Codegen::new().with_options(options).with_scoping(Some(names.scoping)).build(&program).code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assets(files: &[(&str, &str)]) -> Vec<Asset> {
        let asset = |(path, text): &(&str, &str)| Asset { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() };
        files.iter().map(asset).collect()
    }

    fn error(files: &[(&str, &str)]) -> String {
        format!("{:#}", join(&assets(files), files[0].0, "").unwrap_err())
    }

    #[test]
    fn modules_are_joined_in_the_order_of_evaluation() {
        let script = as_functions(
            &assets(&[
                ("a/main.js", "import { one as two } from \"./b.js\";\nimport { C } from \"../c.js\";\nnew C(two);\n"),
                ("a/b.js", "export const one = 1;\n"),
                ("c.js", "import { one } from \"./a/b.js\";\nexport class C {}\nexport function f() { return one; }\n"),
            ]),
            "a/main.js",
        );
        let expected = "const $0 = (() => {\nconst one = 1;\n\nreturn { one };\n})();\n\
            const $1 = (() => {\nconst { one: one } = $0;\n\nclass C {}\nfunction f() { return one; }\n\nreturn { C, f };\n})();\n\
            const $2 = (() => {\nconst { one: two } = $0;\nconst { C: C } = $1;\n\n\nnew C(two);\n\nreturn {  };\n})();\n";
        assert_eq!(script.unwrap(), expected);
    }

    #[test]
    fn a_script_is_shrunk_without_changing_what_it_does() {
        let main = "/*! MIT */\nconst text = `a\n  // b`; // away\nconst away = /[/*]/;\nglobalThis.tell = () => built + text + away;\n";
        let script = join(&assets(&[("main.js", main)]), "main.js", "const built = 1;\n").unwrap();
        assert!(script.starts_with("(() => {\n\"use strict\";\nconst built = 1;\n"), "{script}");
        for part in ["/*! MIT */", "`a\n  // b`", "/[/*]/", "globalThis.tell=()=>built+"] {
            assert!(script.contains(part), "{part} in {script}");
        }
        assert!(!script.contains("away") && !script.contains("text"), "{script}");
    }

    #[test]
    fn what_cannot_be_joined_is_an_error_with_its_place() {
        let both = |main| [("a/main.js", main), ("a/b.js", "export const one = 1;\n")];
        let message = error(&both("\nimport { two } from \"./b.js\";"));
        assert_eq!(message, "site/assets/a/main.js:2: site/assets/a/b.js does not export `two`");
        let message = error(&both("import { two } from \"./c.js\";"));
        assert_eq!(message, "site/assets/a/main.js:1: importing site/assets/a/c.js: there is no such file");
        assert!(error(&both("import { two } from \"c\";")).ends_with("`c` is not a relative path"));
        for main in
            ["import b from \"./b.js\";", "import * as b from \"./b.js\";", "export let x = 1;", "export default 1;"]
        {
            assert!(error(&both(main)).starts_with("site/assets/a/main.js:1: only `import"), "{main}");
        }
        assert!(error(&both("\n\nconst = 1;")).starts_with("site/assets/a/main.js:3: "));
    }

    #[test]
    fn circular_imports_are_refused_with_all_their_files() {
        let message = error(&[
            ("main.js", "import { a } from \"./a.js\";\na();\n"),
            ("a.js", "import { b } from \"./b.js\";\nexport function a() { b(); }\n"),
            ("b.js", "import { a } from \"./a.js\";\nexport function b() { a(); }\n"),
        ]);
        assert!(message.ends_with("circular imports: a.js → b.js → a.js"), "{message}");
    }
}

//! Imports go one way: no circular imports between the files of a crate, and crates depend only on lower ones.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::Visit;
use walkdir::WalkDir;

use crate::common::root;

/// The crates, lowest first: each may depend on those before it.
const ORDER: [&str; 18] = [
    "model",
    "sharing",
    "example",
    "scoring",
    "store",
    "exchange",
    "oscal",
    "content",
    "view",
    "package",
    "workbook",
    "document",
    "site",
    "scorer",
    "engine",
    "workspace",
    "serve",
    "xtask",
];

/// A module by its path from the root of its crate, as `["check", "notes"]`.
type Module = Vec<String>;

/// The imports and re-exports of a file.
#[derive(Default)]
struct FileImports {
    /// Its re-exports: the path by name.
    reexports: BTreeMap<String, Vec<String>>,
    /// The paths it imports or names.
    named: Vec<Vec<String>>,
}

impl<'ast> Visit<'ast> for FileImports {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        // Leaves out test modules, which use what they test.
        if !module.attrs.iter().any(|attribute| attribute.path().is_ident("cfg")) {
            syn::visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let mut paths = Vec::new();
        flatten(&item.tree, &mut Vec::new(), &mut paths);
        for (name, path) in paths {
            match item.vis {
                syn::Visibility::Inherited => self.named.push(path),
                _ => drop(self.reexports.insert(name, path)),
            }
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            self.named.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        }
        syn::visit::visit_path(self, path);
    }
}

/// Every path of a `use`, with its name in the file; `*` for a glob.
fn flatten(tree: &syn::UseTree, before: &mut Vec<String>, paths: &mut Vec<(String, Vec<String>)>) {
    let mut end = |name: String, last: String| {
        let path = before.iter().cloned().chain((last != "self").then_some(last)).collect();
        paths.push((name, path));
    };
    match tree {
        syn::UseTree::Name(name) => end(name.ident.to_string(), name.ident.to_string()),
        syn::UseTree::Rename(name) => end(name.rename.to_string(), name.ident.to_string()),
        syn::UseTree::Glob(_) => end("*".to_owned(), "*".to_owned()),
        syn::UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, paths);
            before.pop();
        }
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, before, paths)),
    }
}

/// Which module of a crate each module imports from, by the texts of its files.
fn imports(files: &BTreeMap<Module, String>) -> BTreeMap<Module, BTreeSet<Module>> {
    let file_imports: BTreeMap<&Module, FileImports> = files
        .iter()
        .map(|(module, text)| {
            let mut file_imports = FileImports::default();
            file_imports.visit_file(&syn::parse_file(text).unwrap_or_else(|error| panic!("{module:?}: {error}")));
            (module, file_imports)
        })
        .collect();
    let each = |module: &Module| {
        let from = file_imports[module].named.iter().filter_map(|path| home(&file_imports, module, path, 0));
        from.filter(|other| other != module).collect()
    };
    files.keys().map(|module| (module.clone(), each(module))).collect()
}

/// The module that defines what a path names, if it is in this crate.
fn home(file_imports: &BTreeMap<&Module, FileImports>, from: &Module, path: &[String], depth: usize) -> Option<Module> {
    let mut rest = path;
    let mut at = match rest.first()?.as_str() {
        "crate" => Vec::new(),
        "self" | "super" => from.clone(),
        child => {
            let child: Module = from.iter().cloned().chain([child.to_owned()]).collect();
            file_imports.contains_key(&child).then_some(())?;
            from.clone()
        }
    };
    if matches!(rest[0].as_str(), "crate" | "self") {
        rest = &rest[1..];
    }
    while rest.first().is_some_and(|step| step == "super") {
        at.pop()?;
        rest = &rest[1..];
    }
    while let Some(step) = rest.first() {
        let inner: Module = at.iter().cloned().chain([step.clone()]).collect();
        if !file_imports.contains_key(&inner) {
            break;
        }
        at = inner;
        rest = &rest[1..];
    }
    // A re-exported name belongs to the module that defines it.
    let reexports = &file_imports.get(&at)?.reexports;
    match rest.first().and_then(|name| reexports.get(name)) {
        Some(path) if depth < 8 => home(file_imports, &at, path, depth + 1).or(Some(at)),
        _ => Some(at),
    }
}

/// The modules in circles of imports, each with those that it imports.
fn circles(imports: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<String> {
    let name = |module: &Module| if module.is_empty() { "lib".to_owned() } else { module.join("::") };
    let in_circle: BTreeSet<&Module> = imports.keys().filter(|module| reaches_itself(module, imports)).collect();
    let line = |module: &&Module| {
        let others: Vec<String> = imports[*module].iter().filter(|other| in_circle.contains(other)).map(name).collect();
        format!("{} imports {}", name(module), others.join(", "))
    };
    in_circle.iter().map(line).collect()
}

fn reaches_itself(module: &Module, imports: &BTreeMap<Module, BTreeSet<Module>>) -> bool {
    let mut seen = BTreeSet::new();
    let mut next: Vec<&Module> = imports[module].iter().collect();
    while let Some(one) = next.pop() {
        if one == module {
            return true;
        }
        if seen.insert(one) {
            next.extend(&imports[one]);
        }
    }
    false
}

/// The files of a crate by module, without `main.rs`, which is a crate of its own.
fn files_of(source: &Path) -> BTreeMap<Module, String> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(source).into_iter().map(Result::unwrap) {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "rs") || path.ends_with("main.rs") {
            continue;
        }
        let mut module: Module = path
            .strip_prefix(source)
            .unwrap()
            .with_extension("")
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        module.retain(|part| part != "mod" && part != "lib");
        files.insert(module, fs::read_to_string(path).unwrap());
    }
    files
}

#[test]
fn no_file_imports_itself_through_others() {
    let mut found = Vec::new();
    for name in ORDER {
        let imports = imports(&files_of(&folder(name).join("src")));
        let arrows: usize = imports.values().map(BTreeSet::len).sum();
        println!("{name}: {} files, {arrows} imports", imports.len());
        found.extend(circles(&imports).into_iter().map(|line| format!("{name}: {line}")));
    }
    assert!(found.is_empty(), "files import each other in a circle:\n{}", found.join("\n"));
}

fn folder(name: &str) -> PathBuf {
    if name == "xtask" { root().join(name) } else { root().join("crates").join(name) }
}

#[test]
fn crates_depend_on_those_below_them_only() {
    for (index, name) in ORDER.iter().enumerate() {
        let manifest = fs::read_to_string(folder(name).join("Cargo.toml")).unwrap();
        let named = manifest.lines().filter_map(|line| line.strip_prefix("dtmm-")?.split([' ', '=']).next());
        for below in named {
            assert!(ORDER[..index].contains(&below), "crates/{name} depends on {below}, which is not below it");
        }
    }
    let there: BTreeSet<String> = fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let listed: BTreeSet<String> = ORDER.iter().filter(|name| **name != "xtask").map(ToString::to_string).collect();
    assert_eq!(there, listed, "every crate has its place in the order");
}

/// The commands parse arguments, read and write files and print: what they tell has its place in a crate below.
#[test]
fn the_commands_are_thin() {
    let lines: usize = files_of(&folder("xtask").join("src")).values().map(|text| text.lines().count()).sum();
    assert!(lines <= 6000, "xtask has {lines} lines: move what is no command to one of the crates");
}

#[test]
fn a_circle_is_found_through_reexports() {
    let files = |texts: &[(&str, &str)]| -> BTreeMap<Module, String> {
        let module = |name: &str| name.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        texts.iter().map(|(name, text)| (module(name), (*text).to_owned())).collect()
    };
    let lib = ("", "mod a; mod b; pub use a::One; pub use b::Two;");
    let a = ("a", "use crate::Two; pub struct One(Two);");
    let one_way = files(&[lib, a, ("b", "pub struct Two;")]);
    assert_eq!(circles(&imports(&one_way)), Vec::<String>::new());
    let circle = files(&[lib, a, ("b", "pub struct Two; fn of() -> Option<Box<super::One>> { None }")]);
    assert_eq!(circles(&imports(&circle)), ["a imports b", "b imports a"]);
}

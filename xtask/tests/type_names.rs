//! Every type has a name of its own, so that a name read anywhere in the workspace means one thing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::visit::Visit;
use walkdir::WalkDir;

use crate::common::root;

/// The types that a file declares outside of its tests.
#[derive(Default)]
struct Declared {
    types: Vec<String>,
    /// Modules with a condition, such as tests: their files are left out.
    conditional: Vec<String>,
}

impl Declared {
    fn of(text: &str) -> Declared {
        let mut declared = Declared::default();
        declared.visit_file(&syn::parse_file(text).unwrap());
        declared
    }
}

impl<'ast> Visit<'ast> for Declared {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if module.attrs.iter().any(|attribute| attribute.path().is_ident("cfg")) {
            self.conditional.push(module.ident.to_string());
        } else {
            syn::visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.types.push(item.ident.to_string());
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.types.push(item.ident.to_string());
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.types.push(item.ident.to_string());
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.types.push(item.ident.to_string());
    }
}

/// The names that several declarations have, each with the files of these. `files` has texts by path.
fn repeated<'f>(files: &BTreeMap<&'f str, &str>) -> BTreeMap<String, Vec<&'f str>> {
    let declared: BTreeMap<&str, Declared> = files.iter().map(|(path, text)| (*path, Declared::of(text))).collect();
    let is_conditional = |path: &Path| {
        let (Some(folder), Some(stem)) = (path.parent(), path.file_stem()) else { return false };
        // The module is declared in `folder/mod.rs`, `folder/lib.rs` or `folder.rs`.
        let parents = [folder.join("mod.rs"), folder.join("lib.rs"), folder.with_extension("rs")];
        let mut parents = parents.iter().filter_map(|parent| declared.get(parent.to_str()?));
        parents.any(|parent| parent.conditional.iter().any(|name| stem == name.as_str()))
    };
    let mut places: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (path, declared) in declared.iter().filter(|(path, _)| !is_conditional(Path::new(path))) {
        declared.types.iter().for_each(|name| places.entry(name.clone()).or_default().push(path));
    }
    places.retain(|_, files| files.len() > 1);
    places
}

#[test]
fn no_type_name_stands_for_two_things() {
    let root = root();
    let sources = fs::read_dir(root.join("crates")).unwrap().map(|entry| entry.unwrap().path());
    let mut texts = BTreeMap::new();
    for source in sources.chain([root.join("xtask")]).map(|folder| folder.join("src")) {
        for entry in WalkDir::new(source).into_iter().map(Result::unwrap) {
            if entry.path().extension().is_some_and(|extension| extension == "rs") {
                let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                texts.insert(path, fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    assert!(texts.len() > 100, "{} files", texts.len());
    let repeated = repeated(&texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect());
    let lines: String = repeated.iter().map(|(name, files)| format!("{name}: {}\n", files.join(", "))).collect();
    assert!(repeated.is_empty(), "these names stand for several types:\n{lines}");
}

#[test]
fn a_repeated_name_is_found_except_in_tests() {
    let files = BTreeMap::from([
        ("a/src/lib.rs", "mod one; #[cfg(test)] mod two; pub struct Step;"),
        ("a/src/one.rs", "enum Step {} #[cfg(test)] mod tests { struct Part; } trait Once {}"),
        ("a/src/two.rs", "struct Part; type Once = u8;"),
        ("b/src/lib.rs", "type Part = u8; fn f() { struct Part; }"),
    ]);
    let expected = [
        ("Part".to_owned(), vec!["b/src/lib.rs", "b/src/lib.rs"]),
        ("Step".to_owned(), vec!["a/src/lib.rs", "a/src/one.rs"]),
    ];
    assert_eq!(repeated(&files), BTreeMap::from(expected));
}

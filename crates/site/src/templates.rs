//! The page templates. The only file that uses the template engine.

use anyhow::{Context as _, Result};
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, Value};

/// One template file.
#[derive(Debug, Clone)]
pub struct TemplateSource {
    /// Its path under `templates/`, as `pages/home.html`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A value converted for templates; cheap to clone, so that values shared by many pages are converted only once.
#[derive(Clone)]
pub(super) struct Prepared(Value);

impl Prepared {
    /// Converts a serializable value.
    pub(super) fn new<T: Serialize + ?Sized>(value: &T) -> Prepared {
        Prepared(Value::from_serializable(value))
    }

    /// A list of converted values, which are not copied.
    pub(super) fn list(values: impl IntoIterator<Item = Prepared>) -> Prepared {
        Prepared(values.into_iter().map(|value| value.0).collect::<Vec<_>>().into())
    }

    /// The record with one more field, a converted value that is not copied.
    pub(super) fn with(self, name: &'static str, value: &Prepared) -> Prepared {
        let mut fields = self.0.into_map().unwrap_or_default();
        fields.insert(name.into(), value.0.clone());
        Prepared(fields.into())
    }
}

/// The values that a template can use, by name.
#[derive(Clone, Default)]
pub(super) struct TemplateContext(Context);

impl TemplateContext {
    /// Adds a value.
    pub(super) fn with<T: Serialize + ?Sized>(mut self, name: &'static str, value: &T) -> TemplateContext {
        self.0.insert(name, value);
        self
    }

    /// Adds a converted value without copying it.
    pub(super) fn share(mut self, name: &'static str, value: &Prepared) -> TemplateContext {
        self.0.insert_value(name, value.0.clone());
        self
    }
}

/// All templates, parsed.
pub(super) struct Templates(Tera);

impl Templates {
    /// Parses the templates.
    ///
    /// # Errors
    /// The first template at fault, with its line.
    pub(super) fn parse(sources: &[TemplateSource]) -> Result<Templates> {
        let mut tera = Tera::new();
        tera.register_filter("fill", fill);
        let named = sources.iter().map(|source| (source.name.as_str(), source.text.as_str()));
        tera.add_raw_templates(named).context("templates")?;
        Ok(Templates(tera))
    }

    /// Renders one page.
    ///
    /// # Errors
    /// A template at fault, such as one that uses a value the page does not have, with file and line.
    pub(super) fn render(&self, name: &str, context: &TemplateContext) -> Result<String> {
        self.0.render(name, &context.0).with_context(|| format!("templates/{name}"))
    }
}

/// The filter `{{ t.words | fill(n=3) }}`: replaces the placeholders of a word.
fn fill(text: &str, values: Kwargs, _: &State) -> tera::TeraResult<String> {
    let pairs: Vec<(String, String)> =
        values.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    Ok(fill_in(text, &pairs))
}

/// Replaces each `{name}` in `text` by its value; placeholders without a value stay.
pub(super) fn fill_in(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let found = after
            .split_once('}')
            .and_then(|(name, tail)| values.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value, tail)));
        match found {
            Some((value, tail)) => {
                out.push_str(value);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_without_a_value_stay() {
        assert_eq!(fill_in("{a} 表 {b}) {c}", &[("a", "9.2"), ("b", "4")]), "9.2 表 4) {c}");
    }
}

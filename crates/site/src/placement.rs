//! Where the files of an edition stand in the site: those of the newest at its root, those of an earlier one in a
//! folder of its name.

/// Where the files of one edition stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placement {
    /// The name of an earlier edition; empty for the newest.
    edition: String,
}

impl Placement {
    pub(super) fn newest() -> Placement {
        Placement { edition: String::new() }
    }

    pub(super) fn earlier(edition: &str) -> Placement {
        Placement { edition: edition.to_owned() }
    }

    /// The name of an earlier edition; empty for the newest.
    pub(super) fn edition(&self) -> &str {
        &self.edition
    }

    pub(super) fn is_newest(&self) -> bool {
        self.edition.is_empty()
    }

    /// The way from the root of the edition's pages to that of the site.
    pub(super) fn to_site(&self) -> &'static str {
        if self.is_newest() { "" } else { "../" }
    }

    /// The path from the root of the site to a file of the edition. Assets, the permanent pages of entries
    /// and the feed stand at the same place for all editions.
    pub(super) fn path(&self, path: &str) -> String {
        let is_shared = ["assets/", "r/", "changes.xml"].iter().any(|folder| path.starts_with(folder));
        match path.strip_prefix("data/") {
            _ if self.is_newest() || is_shared => path.to_owned(),
            Some(file) => format!("data/{}/{file}", self.edition),
            None => format!("{}/{path}", self.edition),
        }
    }

    /// The URL of the root of the edition's pages, from that of the site.
    pub(super) fn base_url(&self, site: &str) -> String {
        if self.is_newest() { site.to_owned() } else { format!("{site}{}/", self.edition) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_earlier_edition_has_a_folder_for_pages_and_one_for_data() {
        let (newest, earlier) = (Placement::newest(), Placement::earlier("2030"));
        for (path, placed) in [
            ("en/making.html", "2030/en/making.html"),
            ("data/r/ABC-101.json", "data/2030/r/ABC-101.json"),
            ("r/ABC-101.html", "r/ABC-101.html"),
            ("assets/style-0.css", "assets/style-0.css"),
        ] {
            assert_eq!(newest.path(path), path);
            assert_eq!(earlier.path(path), placed);
        }
        assert_eq!(newest.base_url("https://x.org/"), "https://x.org/");
        assert_eq!(earlier.base_url("https://x.org/"), "https://x.org/2030/");
    }
}

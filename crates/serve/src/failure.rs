//! The page shown for all addresses until the first successful build: lists the problems, and reloads when they change.

use std::fmt::Write;

use crate::addresses::{SCRIPT, STYLE};
use crate::problem::ShownProblem;
use crate::state::ChangesReply;

/// The page. The attribute `data-problems` tells the script that the problems are on the page already.
pub(crate) fn page(answer: &ChangesReply) -> String {
    let ChangesReply { site, title, problems, .. } = answer;
    let list: String = problems.iter().map(item).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\" data-problems>\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <link rel=\"stylesheet\" href=\"{STYLE}\">\n<script defer src=\"{SCRIPT}?site={site}\"></script>\n\
         </head>\n<body>\n<h1>The site cannot be built yet: {title}</h1>\n<ul>\n{list}</ul>\n</body>\n</html>\n"
    )
}

fn item(problem: &ShownProblem) -> String {
    let mut out = format!("<li class=\"{}\">", problem.severity);
    let code = problem.code.map_or_else(String::new, |code| format!("[{code}]"));
    let kind = format!("{}{code}", problem.severity);
    let parts = [
        ("place", problem.place.as_deref()),
        ("kind", Some(kind.as_str())),
        ("message", Some(problem.message.as_str())),
        ("help", problem.help.as_deref()),
    ];
    for (class, text) in parts {
        if let Some(text) = text {
            // Writing to a string cannot fail.
            let _ = write!(out, "<p class=\"{class}\">{}</p>", escape(text));
        }
    }
    out + "</li>\n"
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::PreviewState;

    #[test]
    fn words_of_a_problem_are_no_markup() {
        let mut state = PreviewState::new(0);
        state.built(None, vec![ShownProblem::of_build(&anyhow::anyhow!("<script>alert(1)</script> & more"))]);
        let page = page(&state.answer());
        assert!(page.contains("<p class=\"message\">&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p>"), "{page}");
        assert!(page.contains("?site=1\""), "{page}");
    }
}

//! Answers HTTP requests. Files are looked up in the tree in memory, so no path can escape the site (path traversal).

use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use tiny_http::{Header, Method, Request, Response};

use crate::addresses::{CHANGES, SCRIPT, STYLE};
use crate::failure;
use crate::state::SharedState;
use dtmm_site::Tree;

/// The timeout of long polling for changes.
const LONGEST_WAIT: Duration = Duration::from_secs(25);

/// The interval of connections that wake stalled ones.
const WAKE_INTERVAL: Duration = Duration::from_millis(100);

/// The strictest policy that the engine can run under: what a strict host would block fails here first.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; \
                      base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

/// The parts of a request that matter.
struct RequestParts<'a> {
    method: &'a Method,
    /// Path and query, not decoded.
    target: &'a str,
    /// The values of all `Host` headers.
    hosts: Vec<&'a str>,
}

/// A response.
#[derive(Debug, PartialEq, Eq)]
struct Reply {
    status: u16,
    media_type: &'static str,
    /// An additional header.
    header: Option<(&'static str, String)>,
    body: Vec<u8>,
}

impl Reply {
    fn new(status: u16, media_type: &'static str, body: impl Into<Vec<u8>>) -> Reply {
        Reply { status, media_type, header: None, body: body.into() }
    }

    fn text(status: u16, text: &str) -> Reply {
        Reply::new(status, media_type("txt"), format!("{text}\n"))
    }

    fn with(self, name: &'static str, value: impl Into<String>) -> Reply {
        Reply { header: Some((name, value.into())), ..self }
    }
}

/// Answers requests until the server is stopped. Each gets its own thread, since most wait for changes.
pub(crate) fn answer_all(http: &tiny_http::Server, shared: &Arc<SharedState>) {
    for request in http.incoming_requests() {
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            let reply = reply(&parts(&request), &shared);
            // The client may have disconnected.
            request.respond(response(reply)).ok();
        });
    }
}

/// Works around a stall in `tiny_http` 0.12, as long as the server exists: of several simultaneous connections, it may
/// leave some without a thread until another one ends, but browsers keep theirs open. A new connection that closes at
/// once makes it pick up the waiting ones.
pub(crate) fn wake_stalled_connections(http: &Weak<tiny_http::Server>, address: SocketAddr) {
    while http.strong_count() > 0 {
        TcpStream::connect(address).ok();
        thread::sleep(WAKE_INTERVAL);
    }
}

fn parts(request: &Request) -> RequestParts<'_> {
    let hosts = request.headers().iter().filter(|header| header.field.equiv("Host"));
    RequestParts {
        method: request.method(),
        target: request.url(),
        hosts: hosts.map(|header| header.value.as_str()).collect(),
    }
}

fn response(reply: Reply) -> Response<std::io::Cursor<Vec<u8>>> {
    let fixed = [
        ("Content-Type", reply.media_type),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", POLICY),
        ("X-Content-Type-Options", "nosniff"),
    ];
    let more = reply.header.iter().map(|(name, value)| (*name, value.as_str()));
    let headers = fixed.into_iter().chain(more);
    let response = Response::from_data(reply.body).with_status_code(reply.status).with_chunked_threshold(usize::MAX);
    headers
        .filter_map(|(name, value)| Header::from_bytes(name, value).ok())
        .fold(response, |response, header| response.with_header(header))
}

fn reply(parts: &RequestParts<'_>, shared: &SharedState) -> Reply {
    // Against DNS rebinding: a foreign host name that resolves to this machine must not read what is served here.
    if !matches!(parts.hosts.as_slice(), [host] if is_local(host)) {
        return Reply::text(403, "This server answers to 127.0.0.1, localhost and [::1] only.");
    }
    if !matches!(parts.method, Method::Get | Method::Head) {
        return Reply::text(405, "This server only shows.").with("Allow", "GET, HEAD");
    }
    let (path, query) = parts.target.split_once('?').unwrap_or((parts.target, ""));
    match path {
        SCRIPT => Reply::new(200, media_type("js"), include_str!("reload.js")),
        STYLE => Reply::new(200, media_type("css"), include_str!("overlay.css")),
        CHANGES => changes(query, shared),
        _ => page(path, shared),
    }
}

fn changes(query: &str, shared: &SharedState) -> Reply {
    let known = query.strip_prefix("since=").and_then(|number| number.parse().ok());
    let answer = shared.wait(known, LONGEST_WAIT);
    match serde_json::to_vec(&answer) {
        Ok(json) => Reply::new(200, media_type("json"), json),
        Err(error) => Reply::text(500, &error.to_string()),
    }
}

fn page(path: &str, shared: &SharedState) -> Reply {
    let state = shared.read();
    let Some(site) = state.site() else {
        return Reply::new(503, media_type("html"), failure::page(&state.answer()));
    };
    drop(state);
    file(path, &site.tree)
}

/// The file of the tree at a request path.
fn file(path: &str, tree: &Tree) -> Reply {
    let missing = || match tree.get("404.html") {
        Some(bytes) => Reply::new(404, media_type("html"), bytes),
        None => Reply::text(404, "There is no such page."),
    };
    let Some(path) = decode(path) else {
        return missing();
    };
    let Some(path) = path.strip_prefix('/') else {
        return missing();
    };
    let index = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    if let Some(bytes) = tree.get(&index) {
        let extension = index.rsplit_once('.').map_or("", |(_, extension)| extension);
        return Reply::new(200, media_type(extension), bytes);
    }
    match tree.get(&format!("{path}/index.html")) {
        Some(_) => Reply::text(307, "The folder has a slash at its end.").with("Location", format!("/{path}/")),
        None => missing(),
    }
}

/// Decodes percent-encoding, as `%E7%BB%84`; `None` if it is invalid or not UTF-8.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let byte = if byte == b'%' { u8::try_from(digit()? * 16 + digit()?).ok()? } else { byte };
        bytes.push(byte);
    }
    String::from_utf8(bytes).ok()
}

/// Whether a `Host` header, with or without port, names this machine.
fn is_local(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|local| name.eq_ignore_ascii_case(local))
}

fn media_type(extension: &str) -> &'static str {
    match extension {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "csv" => "text/csv; charset=utf-8",
        "md" | "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "xml" => "application/xml",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared() -> SharedState {
        let mut tree = Tree::default();
        let files = ["index.html", "zh/index.html", "404.html", "assets/page-1.js", "data/组织.csv"];
        files.into_iter().for_each(|path| tree.add(path, path).unwrap());
        let shared = SharedState::new(0);
        shared.update(|state| state.built(Some(tree), Vec::new()));
        shared
    }

    fn get(target: &str) -> Reply {
        reply(&RequestParts { method: &Method::Get, target, hosts: vec!["localhost:8000"] }, &shared())
    }

    #[test]
    fn addresses_lead_to_the_files_of_the_tree() {
        for (target, path, kind) in [
            ("/", "index.html", "text/html; charset=utf-8"),
            ("/index.html?a=b", "index.html", "text/html; charset=utf-8"),
            ("/zh/", "zh/index.html", "text/html; charset=utf-8"),
            ("/assets/page%2d1.js", "assets/page-1.js", "text/javascript; charset=utf-8"),
            ("/data/%E7%BB%84%e7%bb%87.csv", "data/组织.csv", "text/csv; charset=utf-8"),
        ] {
            assert_eq!(get(target), Reply::new(200, kind, path), "{target}");
        }
        let folder = get("/zh");
        assert_eq!((folder.status, folder.header), (307, Some(("Location", "/zh/".to_owned()))));
    }

    #[test]
    fn what_is_not_in_the_tree_is_missing() {
        for target in [
            "/Cargo.toml",
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/zh/../index.html",
            "//zh",
            "index.html",
            "*",
            "/%",
            "/%4",
            "/%zz",
            "/%ff",
            "/-/other",
            "http://127.0.0.1/index.html",
        ] {
            assert_eq!(get(target), Reply::new(404, "text/html; charset=utf-8", "404.html"), "{target}");
        }
    }

    #[test]
    fn only_local_names_are_answered() {
        for host in ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]", "[::1]:8000"] {
            assert!(is_local(host), "{host}");
        }
        for host in ["", "example.org", "localhost.example.org:8000", "127.0.0.1.example.org", "::1", "0.0.0.0:8000"] {
            assert!(!is_local(host), "{host}");
        }
        for hosts in [vec![], vec!["localhost", "example.org"], vec!["example.org:8000"]] {
            for target in ["/", CHANGES, SCRIPT] {
                let parts = RequestParts { method: &Method::Get, target, hosts: hosts.clone() };
                assert_eq!(reply(&parts, &shared()).status, 403, "{hosts:?} {target}");
            }
        }
    }

    #[test]
    fn the_server_only_shows() {
        let reply = reply(&RequestParts { method: &Method::Post, target: "/", hosts: vec!["localhost"] }, &shared());
        assert_eq!((reply.status, reply.header), (405, Some(("Allow", "GET, HEAD".to_owned()))));
    }
}

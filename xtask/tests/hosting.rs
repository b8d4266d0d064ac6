//! The hosting recipes, run by the real servers if installed: the headers of all responses, errors included.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::common;

/// A timeout far longer than a server takes to start.
const GUARD: Duration = Duration::from_secs(60);

/// A host that listens on a socket in a folder of its own, where nobody else can take its place.
struct Host {
    folder: TempDir,
    child: Child,
}

impl Drop for Host {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

struct Reply {
    status: u16,
    headers: BTreeMap<String, String>,
}

impl Host {
    /// Starts a program on the site; `configure` writes its configuration for a root and a socket.
    /// `None` if the program is not installed.
    fn start(program: &str, configure: fn(root: &Path, folder: &Path) -> Vec<String>) -> Option<Host> {
        if Command::new(program).arg("version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err() {
            eprintln!("{program} is not installed: not tested");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("www");
        dtmm_site::write::write(common::site(), &root).unwrap();
        let arguments = configure(&root, folder.path());
        let mut command = Command::new(program);
        command.args(arguments).current_dir(folder.path()).env("HOME", folder.path()).env_remove("XDG_CONFIG_HOME");
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut host = Host { folder, child };
        let started = Instant::now();
        while UnixStream::connect(host.socket()).is_err() {
            assert!(host.child.try_wait().unwrap().is_none(), "{program} ended: its configuration is wrong");
            assert!(started.elapsed() < GUARD, "{program} does not listen");
            thread::sleep(Duration::from_millis(5));
        }
        Some(host)
    }

    fn socket(&self) -> std::path::PathBuf {
        self.folder.path().join("socket")
    }

    fn get(&self, path: &str, more: &str) -> Reply {
        let mut stream = UnixStream::connect(self.socket()).unwrap();
        stream.set_read_timeout(Some(GUARD)).unwrap();
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n{more}\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let head = text.split("\r\n\r\n").next().unwrap();
        let headers = head.lines().skip(1).filter_map(|line| line.split_once(": "));
        Reply {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            headers: headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect(),
        }
    }
}

impl Reply {
    fn cache(&self) -> &str {
        self.headers.get("cache-control").map_or("", String::as_str)
    }
}

const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// Every kind of response: found, not modified, missing, forbidden.
fn keeps_only_what_was_found(host: &Host) {
    let asset = common::site().iter().map(|(path, _)| path).find(|path| path.starts_with("assets/page-")).unwrap();
    let found = host.get(asset, "");
    assert_eq!((found.status, found.cache()), (200, FOR_GOOD));
    let etag = &found.headers["etag"];
    let same = host.get(asset, &format!("If-None-Match: {etag}\r\n"));
    assert_eq!((same.status, same.cache()), (304, FOR_GOOD));
    let page = host.get("zh/index.html", "");
    assert_eq!((page.status, page.cache()), (200, "no-cache"));

    let root = host.folder.path().join("www");
    // No server can read a loop of symbolic links, not even as root.
    for loops in ["assets/loop-0123456789.js", "zh/loop.html"] {
        std::os::unix::fs::symlink(root.join(loops), root.join(loops)).unwrap();
    }
    for path in
        ["assets/nothing-0123456789.js", "assets/", "assets/loop-0123456789.js", "zh/nothing.html", "zh/loop.html"]
    {
        let missing = host.get(path, "");
        assert!(missing.status >= 400, "{path}: {}", missing.status);
        assert_eq!(missing.cache(), "no-cache", "{path}, {}", missing.status);
        protects(&missing, path);
    }
    for (reply, what) in [(&found, "an asset"), (&page, "a page")] {
        protects(reply, what);
    }
    fs::remove_file(root.join("zh/loop.html")).unwrap();
}

/// The headers that a page cannot set for itself, and those that it repeats. Nothing about https over http.
fn protects(reply: &Reply, what: &str) {
    let has = |name: &str, value: &str| {
        let found = reply.headers.get(name).map(String::as_str).unwrap_or_default();
        assert!(found.contains(value), "{what}: {name} is {found:?}");
    };
    has("content-security-policy", "frame-ancestors 'none'");
    has("cross-origin-opener-policy", "same-origin");
    has("referrer-policy", "same-origin");
    has("x-content-type-options", "nosniff");
    has("permissions-policy", "camera=()");
    assert_eq!(reply.headers.get("strict-transport-security"), None, "{what}");
}

fn recipe(name: &str) -> String {
    fs::read_to_string(common::root().join("site/hosting").join(name)).unwrap()
}

/// A recipe with one place changed.
fn with(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "the recipe has no {from}");
    text.replacen(from, to, 1)
}

#[test]
fn nginx_keeps_for_good_only_what_it_found() {
    let host = Host::start("nginx", |root, folder| {
        let text = recipe("nginx.conf");
        let text = with(&text, "listen 80;", &format!("listen unix:{}/socket;", folder.display()));
        let text = with(&text, "root /srv/www/dtmm;", &format!("root {};", root.display()));
        let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
        let paths: String = paths.map(|name| format!("{name}_temp_path {}/{name}; ", folder.display())).concat();
        let main = format!(
            "daemon off; master_process off; pid {0}/pid; error_log {0}/log; events {{}}\n\
             http {{ access_log off; {paths}\n{text}\n}}",
            folder.display()
        );
        let file = folder.join("nginx.conf");
        fs::write(&file, main).unwrap();
        ["-e", "log", "-c", &file.display().to_string()].map(str::to_owned).into()
    });
    if let Some(host) = host {
        keeps_only_what_was_found(&host);
    }
}

#[test]
fn caddy_keeps_for_good_only_what_it_found() {
    let host = Host::start("caddy", |root, folder| {
        let text = recipe("Caddyfile");
        let site = format!("{{\n\tadmin off\n}}\n\nhttp:// {{\n\tbind unix/{}/socket\n", folder.display());
        let text = with(&text, "example.org {\n", &site);
        let text = with(&text, "root * /srv/www/dtmm", &format!("root * {}", root.display()));
        let file = folder.join("Caddyfile");
        fs::write(&file, text).unwrap();
        ["run", "--adapter", "caddyfile", "--config", &file.display().to_string()].map(str::to_owned).into()
    });
    if let Some(host) = host {
        keeps_only_what_was_found(&host);
    }
}

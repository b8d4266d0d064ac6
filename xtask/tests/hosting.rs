//! The hosting recipes, run by the real servers if installed: the headers of all responses, errors included.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::common;

/// A timeout far longer than a server takes to start.
const GUARD: Duration = Duration::from_secs(60);

/// How a host is spoken to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Http,
    Https,
}

/// A host that listens on a socket in a folder of its own, where nobody else can take its place.
struct Host {
    folder: TempDir,
    child: Child,
    scheme: Scheme,
}

impl Drop for Host {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A request for a path, with more headers.
fn request(path: &str, more: &str) -> String {
    format!("GET /{path} HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n{more}\r\n")
}

struct Reply {
    status: u16,
    headers: BTreeMap<String, String>,
}

impl Host {
    /// Starts a program on the site; `configure` writes its configuration for a root, the folder of the socket and a
    /// scheme.
    /// `None` if the program, or what speaks https to it, is not installed.
    fn start(program: &str, scheme: Scheme, configure: fn(&Path, &Path, Scheme) -> Vec<String>) -> Option<Host> {
        for needed in [program, "openssl"] {
            if Command::new(needed).arg("version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err() {
                eprintln!("{needed} is not installed: not tested");
                return None;
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("www");
        dtmm_site::write::write(common::site(), &root).unwrap();
        let arguments = configure(&root, folder.path(), scheme);
        let mut command = Command::new(program);
        command.args(arguments).current_dir(folder.path()).env("HOME", folder.path()).env_remove("XDG_CONFIG_HOME");
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut host = Host { folder, child, scheme };
        let started = Instant::now();
        while !host.answers() {
            assert!(host.child.try_wait().unwrap().is_none(), "{program} ended: its configuration is wrong");
            assert!(started.elapsed() < GUARD, "{program} does not listen");
            thread::sleep(Duration::from_millis(5));
        }
        Some(host)
    }

    /// Whether it listens and, over https, has got its certificate, which takes Caddy a moment longer.
    fn answers(&self) -> bool {
        UnixStream::connect(self.socket()).is_ok()
            && (self.scheme == Scheme::Http || !self.exchange_over_tls(&request("", "")).is_empty())
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("socket")
    }

    fn get(&self, path: &str, more: &str) -> Reply {
        let request = request(path, more);
        let bytes = match self.scheme {
            Scheme::Http => self.exchange(&request),
            Scheme::Https => self.exchange_over_tls(&request),
        };
        let text = String::from_utf8_lossy(&bytes);
        let head = text.split("\r\n\r\n").next().unwrap();
        let headers = head.lines().skip(1).filter_map(|line| line.split_once(": "));
        Reply {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            headers: headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect(),
        }
    }

    fn exchange(&self, request: &str) -> Vec<u8> {
        let mut stream = UnixStream::connect(self.socket()).unwrap();
        stream.set_read_timeout(Some(GUARD)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        bytes
    }

    /// The certificate is the host's own: who signed it is not what is tested.
    fn exchange_over_tls(&self, request: &str) -> Vec<u8> {
        let mut client = Command::new("openssl");
        client.args(["s_client", "-quiet", "-ign_eof", "-servername", "example.org", "-unix"]).arg(self.socket());
        client.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut client = client.spawn().unwrap();
        // Where the host refuses to speak, the client has ended and reads nothing.
        client.stdin.take().unwrap().write_all(request.as_bytes()).ok();
        client.wait_with_output().unwrap().stdout
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
        protects(&missing, path, host.scheme);
    }
    for (reply, what) in [(&found, "an asset"), (&page, "a page")] {
        protects(reply, what, host.scheme);
    }
    fs::remove_file(root.join("zh/loop.html")).unwrap();
}

/// The headers that a page cannot set for itself, and those that it repeats. Only over https is a browser told to
/// come by https from then on.
fn protects(reply: &Reply, what: &str, scheme: Scheme) {
    let has = |name: &str, value: &str| {
        let found = reply.headers.get(name).map(String::as_str).unwrap_or_default();
        assert!(found.contains(value), "{what}: {name} is {found:?}");
    };
    has("content-security-policy", "frame-ancestors 'none'");
    has("cross-origin-opener-policy", "same-origin");
    has("referrer-policy", "same-origin");
    has("x-content-type-options", "nosniff");
    has("permissions-policy", "camera=()");
    let https_only = (scheme == Scheme::Https).then_some("max-age=31536000");
    assert_eq!(reply.headers.get("strict-transport-security").map(String::as_str), https_only, "{what}");
}

fn recipe(name: &str) -> String {
    fs::read_to_string(common::root().join("site/hosting").join(name)).unwrap()
}

/// A recipe with one place changed.
fn with(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "the recipe has no {from}");
    text.replacen(from, to, 1)
}

/// nginx as its recipe sets it; the certificate for https is made here, as the recipe leaves it to the reader.
fn nginx(root: &Path, folder: &Path, scheme: Scheme) -> Vec<String> {
    let text = recipe("nginx.conf");
    let socket = format!("unix:{}/socket", folder.display());
    let listen = match scheme {
        Scheme::Http => format!("listen {socket};"),
        Scheme::Https => {
            let (certificate, key) = certificate(folder);
            let (certificate, key) = (certificate.display(), key.display());
            format!("listen {socket} ssl; ssl_certificate {certificate}; ssl_certificate_key {key};")
        }
    };
    let text = with(&text, "listen 80;", &listen);
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
}

/// A certificate for `example.org` that nobody else signed, and its key.
fn certificate(folder: &Path) -> (PathBuf, PathBuf) {
    let (certificate, key) = (folder.join("certificate.pem"), folder.join("key.pem"));
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=example.org", "-out"]);
    openssl.arg(&certificate).arg("-keyout").arg(&key).stdout(Stdio::null()).stderr(Stdio::null());
    assert!(openssl.status().unwrap().success());
    (certificate, key)
}

/// Caddy as its recipe sets it; for https it signs its certificate itself.
fn caddy(root: &Path, folder: &Path, scheme: Scheme) -> Vec<String> {
    let text = recipe("Caddyfile");
    let address = match scheme {
        Scheme::Http => "http://",
        Scheme::Https => "https://example.org",
    };
    let options = "admin off\n\tlocal_certs\n\tskip_install_trust\n\tauto_https disable_redirects";
    let site = format!("{{\n\t{options}\n}}\n\n{address} {{\n\tbind unix/{}/socket\n", folder.display());
    let text = with(&text, "example.org {\n", &site);
    let text = with(&text, "root * /srv/www/dtmm", &format!("root * {}", root.display()));
    let file = folder.join("Caddyfile");
    fs::write(&file, text).unwrap();
    ["run", "--adapter", "caddyfile", "--config", &file.display().to_string()].map(str::to_owned).into()
}

#[test]
fn nginx_keeps_for_good_only_what_it_found() {
    for scheme in [Scheme::Http, Scheme::Https] {
        if let Some(host) = Host::start("nginx", scheme, nginx) {
            keeps_only_what_was_found(&host);
        }
    }
}

#[test]
fn caddy_keeps_for_good_only_what_it_found() {
    for scheme in [Scheme::Http, Scheme::Https] {
        if let Some(host) = Host::start("caddy", scheme, caddy) {
            keeps_only_what_was_found(&host);
        }
    }
}

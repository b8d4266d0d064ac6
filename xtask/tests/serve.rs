//! The preview server on a copy of the real sources: its responses, and its updates while an editor works.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use dtmm_engine::EngineError;
use dtmm_serve::{self as serve, Engines, ServeOptions, Server, Terminal};
use dtmm_site::Engine;
use serde_json::Value;
use tempfile::TempDir;

/// The timeout of a test, far longer than anything here takes.
const GUARD: Duration = Duration::from_secs(300);

const CLAUSE: &str = "content/editions/2024-draft/clauses/production/quality-control.yaml";
const CLAUSE_PAGE: &str = "/en/production/quality-control.html";

/// An engine builder whose builds finish when the test says so.
type EngineResult = Result<Engine, EngineError>;

struct Told {
    cached: Option<Engine>,
    results: Mutex<Receiver<EngineResult>>,
}

impl Engines for Told {
    fn cached(&self, _: &Path) -> Result<Option<Engine>, EngineError> {
        Ok(self.cached.clone())
    }

    fn build(&self, _: &Path, progress: &mut dyn FnMut(&str)) -> EngineResult {
        progress("engine: under way");
        let results = self.results.lock().unwrap();
        results.recv().unwrap_or_else(|_| Err(EngineError::Missing("the test is over".into())))
    }
}

/// A copy of the sources, served.
struct Served {
    server: Server,
    folder: TempDir,
    terminal: Arc<Mutex<String>>,
    engine: Sender<EngineResult>,
}

struct Reply {
    status: u16,
    head: String,
    body: String,
}

fn copy() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let crates = ["crates/scorer/src", "crates/view/src", "crates/scoring/src"];
    for part in ["content", "templates", "site/assets", "site/words"].into_iter().chain(crates) {
        copy_all(&root.join(part), &folder.path().join(part));
    }
    folder
}

fn copy_all(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let to = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn engine_of(script: &str) -> Engine {
    let [reporter, commenter, sharer, workbooks] =
        ["/* reporter */", "/* commenter */", "/* sharer */", "/* workbooks */"]
            .map(|script| script.as_bytes().to_vec());
    Engine { scorer: script.as_bytes().to_vec(), reporter, commenter, sharer, workbooks }
}

fn serve(folder: TempDir, cached: Option<&str>) -> Served {
    let (engine, results) = mpsc::channel();
    let engines = Told { cached: cached.map(engine_of), results: Mutex::new(results) };
    let terminal = Arc::new(Mutex::new(String::new()));
    let lines = Arc::clone(&terminal);
    let write = move |text: &str| lines.lock().unwrap().push_str(&format!("{text}\n"));
    let options = ServeOptions {
        port: Some(0),
        content: None,
        engines: Arc::new(engines),
        terminal: Terminal { write: Arc::new(write), colour: false },
    };
    let server = serve::start(folder.path(), options).unwrap();
    Served { server, folder, terminal, engine }
}

impl Served {
    fn ask(&self, method: &str, path: &str, host: &str) -> Reply {
        let mut stream = TcpStream::connect(self.server.address()).unwrap();
        stream.set_read_timeout(Some(GUARD)).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Reply { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, "localhost")
    }

    fn now(&self) -> Value {
        serde_json::from_str(&self.get("/-/changes").body).unwrap()
    }

    /// Polls for changes after `answer`, as a page does, until one is as expected.
    fn follow(&self, answer: &Value, expected: impl Fn(&Value) -> bool) -> Value {
        let started = Instant::now();
        let mut answer = answer.clone();
        while started.elapsed() < GUARD {
            let reply = self.get(&format!("/-/changes?since={}", answer["generation"]));
            answer = serde_json::from_str(&reply.body).unwrap();
            if expected(&answer) {
                return answer;
            }
        }
        panic!("it did not happen; last told: {answer:#}\nterminal:\n{}", self.terminal.lock().unwrap());
    }

    /// Changes a file, and returns its old text.
    fn edit(&self, path: &str, change: impl Fn(&str) -> String) -> String {
        let path = self.folder.path().join(path);
        let old = fs::read_to_string(&path).unwrap();
        let new = change(&old);
        assert_ne!(old, new, "{} has nothing to change", path.display());
        fs::write(path, new).unwrap();
        old
    }

    fn terminal_has(&self, words: &str) -> bool {
        self.terminal.lock().unwrap().contains(words)
    }
}

fn is_mended(answer: &Value) -> bool {
    answer["urgent"] == false
}

/// The problem whose member `key` has the text `words` in it.
fn problem(answer: &Value, key: &str, words: &str) -> Option<Value> {
    let problems = answer["problems"].as_array().unwrap().iter();
    problems.into_iter().find(|problem| problem[key].as_str().is_some_and(|text| text.contains(words))).cloned()
}

fn has_newer_site(than: &Value) -> impl Fn(&Value) -> bool {
    let number = than["site"].as_u64().unwrap();
    move |answer| answer["site"].as_u64().unwrap() > number && is_mended(answer)
}

#[test]
fn pages_are_served_from_memory_to_this_machine_only() {
    let served = serve(copy(), Some("/* engine */"));
    assert!(served.server.address().ip().is_loopback());

    let home = served.get("/");
    assert_eq!(home.status, 200);
    assert!(home.head.contains("content-type: text/html; charset=utf-8"), "{}", home.head);
    assert!(home.head.contains("cache-control: no-store"), "{}", home.head);
    assert!(home.head.contains("script-src 'self' 'wasm-unsafe-eval'"), "{}", home.head);
    assert_eq!(served.get("/en/index.html").body, served.get("/en/").body);

    let data = served.get("/data/model.json");
    assert!(data.head.contains("content-type: application/json"), "{}", data.head);
    serde_json::from_str::<Value>(&data.body).unwrap();

    let asked = served.ask("HEAD", CLAUSE_PAGE, "127.0.0.1:1");
    let length = served.get(CLAUSE_PAGE).body.len();
    assert_eq!((asked.status, asked.body.as_str()), (200, ""));
    assert!(asked.head.contains(&format!("content-length: {length}")), "{}", asked.head);

    let missing = served.get("/en/nothing.html");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("<base href=\"/\">"), "its links must work at any depth");

    for path in ["/", "/-/changes", "/-/reload.js"] {
        assert_eq!(served.ask("GET", path, "example.org").status, 403, "{path}");
    }
    assert_eq!(served.ask("POST", "/", "localhost").status, 405);
    assert!(!served.folder.path().join("site/dist").exists(), "the server writes nothing");
}

#[test]
fn every_page_loads_the_script_that_reloads_it_and_no_script_of_its_own() {
    let served = serve(copy(), Some("/* engine */"));
    let script = format!("<script defer src=\"/-/reload.js?site={}\"></script>", served.now()["site"]);
    for path in ["/", "/404.html", "/zh/index.html", "/en/standard.html", CLAUSE_PAGE, "/r/QLT-302.html"] {
        let page = served.get(path);
        assert!(page.body.contains(&script), "{path}");
        assert!(!page.body.contains("<script>"), "{path}");
    }
    let script = served.get("/-/reload.js");
    assert!(script.head.contains("content-type: text/javascript; charset=utf-8"), "{}", script.head);
    assert!(served.get("/-/overlay.css").head.contains("content-type: text/css; charset=utf-8"));
}

/// Browsers preconnect, send many requests at once, and keep connections open.
#[test]
fn connections_that_come_at_once_and_stay_are_all_answered() {
    let served = serve(copy(), None);
    let open = |_| TcpStream::connect(served.server.address()).unwrap();
    for round in 0..40 {
        let _silent: Vec<_> = (0..2).map(open).collect();
        let mut asking: Vec<_> = (0..6).map(open).collect();
        for stream in &mut asking {
            stream.set_read_timeout(Some(GUARD)).unwrap();
            write!(stream, "GET /-/reload.js HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        }
        for stream in &mut asking {
            let mut begin = [0; 15];
            stream.read_exact(&mut begin).unwrap_or_else(|error| panic!("round {round}: {error}"));
            assert_eq!(&begin, b"HTTP/1.1 200 OK");
        }
    }
}

#[test]
fn a_change_is_told_and_shown() {
    let served = serve(copy(), Some("/* engine */"));
    let before = served.now();
    assert!(is_mended(&before), "{before:#}");
    served.edit(CLAUSE, |text| text.replacen("The enterprise shall", "The enterprise shall gladly", 1));
    let after = served.follow(&before, has_newer_site(&before));
    let page = served.get(CLAUSE_PAGE).body;
    assert!(page.contains("The enterprise shall gladly"));
    assert!(page.contains(&format!("/-/reload.js?site={}", after["site"])));

    served.edit("site/assets/css/base.css", |text| format!("{text}\nhtml {{ outline: 3px solid }}\n"));
    served.follow(&after, has_newer_site(&after));
    let page = served.get(CLAUSE_PAGE).body;
    let (_, style) = page.split_once("<link rel=\"stylesheet\" href=\"../..").unwrap();
    let style = served.get(style.split('"').next().unwrap()).body;
    assert!(style.contains("html{outline:3px solid}"));
    assert!(served.terminal_has("rebuilt in "));
}

#[test]
fn a_fault_leaves_the_last_good_site_and_is_told_with_its_place() {
    let served = serve(copy(), Some("/* engine */"));
    let good = served.now();
    let page = served.get(CLAUSE_PAGE).body;

    let text = served.edit(CLAUSE, |text| format!("a: b: c\n{text}"));
    let bad = served.follow(&good, |answer| !is_mended(answer));
    assert_eq!(bad["site"], good["site"], "{bad:#}");
    let problem = problem(&bad, "code", "broken-yaml").expect("the fault is told");
    assert_eq!(problem["place"], format!("{CLAUSE}:1:5"));
    assert_eq!(problem["severity"], "error");
    assert!(!problem["message"].as_str().unwrap().is_empty() && !problem["help"].as_str().unwrap().is_empty());
    assert_eq!(served.get(CLAUSE_PAGE).body, page);
    assert!(served.terminal_has(&format!("{CLAUSE}:1:5")));
    assert!(served.terminal_has(&format!(" ms ({})\n", bad["title"].as_str().unwrap())));

    served.edit(CLAUSE, |_| text.replacen("The enterprise shall", "The enterprise shall gladly", 1));
    served.follow(&bad, has_newer_site(&bad));
    assert!(served.get(CLAUSE_PAGE).body.contains("The enterprise shall gladly"));
}

#[test]
fn a_template_at_fault_is_told_like_content() {
    let served = serve(copy(), Some("/* engine */"));
    let good = served.now();
    let text = served.edit("templates/pages/domain.html", |text| format!("{text}{{{{ nothing_of_that_name }}}}"));
    let bad = served.follow(&good, |answer| !is_mended(answer));
    assert_eq!(bad["site"], good["site"]);
    let problem = problem(&bad, "message", "domain.html").expect("the fault is told");
    assert!(problem["message"].as_str().unwrap().contains("nothing_of_that_name"), "{problem}");
    assert_eq!(served.get(CLAUSE_PAGE).status, 200);

    served.edit("templates/pages/domain.html", |_| text.clone());
    served.follow(&bad, has_newer_site(&bad));
}

/// As when another branch is checked out, or a folder is put aside and back.
#[test]
fn folders_that_go_and_come_back_are_followed_again() {
    let served = serve(copy(), Some("/* engine */"));
    let root = served.folder.path();
    let mut now = served.now();
    for (folder, file) in [
        ("content", CLAUSE),
        ("templates", "templates/pages/domain.html"),
        ("site", "site/assets/css/base.css"),
        ("site/assets", "site/assets/css/base.css"),
    ] {
        let aside = root.join("aside");
        fs::rename(root.join(folder), &aside).unwrap();
        let gone = served.follow(&now, |answer| !is_mended(answer));
        copy_all(&aside, &root.join(folder));
        let back = served.follow(&gone, has_newer_site(&gone));
        fs::remove_dir_all(root.join(folder)).unwrap();
        let gone = served.follow(&back, |answer| !is_mended(answer));
        fs::rename(&aside, root.join(folder)).unwrap();
        let back = served.follow(&gone, has_newer_site(&gone));
        let text = fs::read(root.join(file)).unwrap();
        fs::write(root.join(file), b"\xff").unwrap();
        let bad = served.follow(&back, |answer| !is_mended(answer));
        fs::write(root.join(file), text).unwrap();
        now = served.follow(&bad, has_newer_site(&bad));
    }
    assert!(!served.terminal_has("start `cargo xtask serve` again"), "{}", served.terminal.lock().unwrap());
}

#[test]
fn without_a_first_site_every_page_lists_the_problems() {
    let folder = copy();
    let path = folder.path().join(CLAUSE);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("a: b: c\n{text}")).unwrap();
    let served = serve(folder, Some("/* engine */"));
    let bad = served.now();
    for path in ["/", CLAUSE_PAGE] {
        let page = served.get(path);
        assert_eq!(page.status, 503);
        assert!(page.body.contains(&format!("<p class=\"place\">{CLAUSE}:1:5</p>")), "{}", page.body);
        assert!(page.body.contains(&format!("/-/reload.js?site={}", bad["site"])), "{}", page.body);
    }
    served.edit(CLAUSE, |_| text.clone());
    served.follow(&bad, has_newer_site(&bad));
    assert_eq!(served.get(CLAUSE_PAGE).status, 200);
}

#[test]
fn the_site_is_there_before_the_engine_and_takes_it_up_when_it_comes() {
    let served = serve(copy(), None);
    let without = served.now();
    assert!(!served.get(CLAUSE_PAGE).body.contains("data-engine=\"engine\""));
    assert!(served.terminal_has("without scoring"));

    served.engine.send(Ok(engine_of("/* first engine */"))).unwrap();
    let with = served.follow(&without, has_newer_site(&without));
    assert!(served.get(CLAUSE_PAGE).body.contains("data-engine=\"engine\""));
    assert!(served.terminal_has("engine: under way"));

    fs::write(served.folder.path().join("crates/scorer/src/lib.rs"), "//! New.").unwrap();
    served.engine.send(Err(EngineError::Failed(anyhow::anyhow!("line 1 is wrong")))).unwrap();
    let bad = served.follow(&with, |answer| !is_mended(answer));
    assert_eq!(bad["site"], with["site"]);
    assert_eq!(problem(&bad, "message", "line 1 is wrong").expect("the fault is told")["severity"], "error");
    assert!(served.terminal_has("line 1 is wrong"));

    fs::write(served.folder.path().join("crates/scorer/src/lib.rs"), "//! Newer.").unwrap();
    served.engine.send(Ok(engine_of("/* second engine */"))).unwrap();
    served.follow(&bad, has_newer_site(&bad));
    // The page names its script, the script the list of all others, the list the engine.
    let mut body = served.get(CLAUSE_PAGE).body;
    for name in ["page", "bundles", "engine"] {
        let (_, rest) = body.split_once(&format!("assets/{name}-")).unwrap_or_else(|| panic!("no {name} in {body}"));
        body = served.get(&format!("/assets/{name}-{}", rest.split('"').next().unwrap())).body;
    }
    assert_eq!(body, "/* second engine */");
}

#[test]
fn a_machine_that_cannot_make_the_engine_is_warned_and_served() {
    let served = serve(copy(), None);
    let before = served.now();
    served.engine.send(Err(EngineError::Missing("the engine needs this; run `that`".into()))).unwrap();
    let told = served.follow(&before, |answer| problem(answer, "message", "run `that`").is_some());
    assert_eq!(problem(&told, "message", "run `that`").unwrap()["severity"], "warning");
    assert!(is_mended(&told), "{told:#}");
    assert!(served.terminal_has("warning: the engine needs this; run `that`"));
    assert_eq!(served.get(CLAUSE_PAGE).status, 200);
}

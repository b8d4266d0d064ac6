//! The preview server for editors: serves the site, and rebuilds and reloads it when its sources change.
//!
//! | part | does |
//! | --- | --- |
//! | `watch` | watches for changed files |
//! | `work` | rebuilds the site and the engine |
//! | `state` | the current state: the last good site, and the problems since |
//! | `problem` | problems as the terminal and the page show them |
//! | `server` | answers requests from that state; nothing is written to the disk |
//! | `reload.js`, `overlay.css` | on the page: live reload, and an overlay with the problems |
//!
//! The server listens on the loopback address and accepts only local host names. Every page has the number of its
//! build; its script asks for the current number by long polling, and reloads the page when the two differ.

mod addresses;
mod failure;
mod options;
mod problem;
mod server;
mod state;
mod watch;
mod work;

use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, anyhow, bail};

pub use options::{Compiled, Engines, ServeOptions, Terminal};
use state::SharedState;
use watch::{Watched, Watcher};
use work::{Event, Worker};

/// The ports tried where none is asked for, lowest first.
const PORTS: std::ops::Range<u16> = 8000..8100;

/// A running server. It stops when dropped.
pub struct Server {
    address: SocketAddr,
    http: Arc<tiny_http::Server>,
    answering: Option<JoinHandle<()>>,
    events: Sender<Event>,
    _watchers: Vec<Watcher>,
}

/// Builds the site of the workspace at `root`, serves it, and rebuilds it on changes in background threads.
///
/// # Errors
/// A port that is taken, or a folder that does not exist. Faults of content, templates and engine are not errors: the
/// page shows them.
pub fn start(root: &Path, options: ServeOptions) -> Result<Server> {
    let root = std::fs::canonicalize(root).with_context(|| format!("opening {}", root.display()))?;
    let ServeOptions { port, content, engines, terminal } = options;
    let listener = bind(port)?;
    let address = listener.local_addr().context("asking for the port")?;
    let http =
        tiny_http::Server::from_listener(listener, None).map_err(|error| anyhow!("starting the server: {error}"))?;
    let http = Arc::new(http);

    let (events, queue) = mpsc::channel();
    let elsewhere =
        content.as_deref().map(|folder| folder.canonicalize().with_context(|| format!("opening {}", folder.display())));
    let elsewhere = elsewhere.transpose()?.as_deref().and_then(Watched::folder);
    let mut watchers = Vec::new();
    for watched in [Some(Watched::workspace(&root)), elsewhere].into_iter().flatten() {
        let (watcher, note) = watch::watch(&watched, events.clone());
        note.into_iter().for_each(|note| (terminal.write)(&note));
        watchers.push(watcher);
    }
    let shared = Arc::new(SharedState::new(first_number()));
    let mut worker = Worker::new(root, content, engines, terminal.clone(), Arc::clone(&shared), events.clone());
    worker.first_build();
    (terminal.write)(&format!("serving http://{address}/ (stop with Ctrl-C)"));
    thread::spawn(move || worker.run(&queue));
    let lasting = Arc::downgrade(&http);
    thread::spawn(move || server::wake_stalled_connections(&lasting, address));
    let answering = {
        let http = Arc::clone(&http);
        thread::spawn(move || server::answer_all(&http, &shared))
    };
    Ok(Server { address, http, answering: Some(answering), events, _watchers: watchers })
}

impl Server {
    /// The address that it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until the process ends.
    ///
    /// # Errors
    /// The server cannot accept connections any more.
    pub fn wait(mut self) -> Result<()> {
        if let Some(answering) = self.answering.take() {
            answering.join().ok();
        }
        bail!("the server cannot accept connections any more")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.events.send(Event::Stop).ok();
        self.http.unblock();
        if let Some(answering) = self.answering.take() {
            answering.join().ok();
        }
    }
}

/// The number of the first build: the current time in milliseconds, so that numbers never repeat those of an earlier
/// server.
fn first_number() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(now.as_millis()).unwrap_or_default()
}

fn bind(port: Option<u16>) -> Result<TcpListener> {
    let at = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    if let Some(port) = port {
        return at(port).with_context(|| format!("port {port} cannot be used; choose another with --port"));
    }
    for port in PORTS {
        match at(port) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            result => return result.with_context(|| format!("port {port} cannot be used; choose one with --port")),
        }
    }
    bail!("the ports {} to {} are all taken; choose another with --port", PORTS.start, PORTS.end - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_passed_over_unless_it_was_asked_for() {
        let first = bind(None).unwrap();
        let second = bind(None).unwrap();
        let (first, second) = (first.local_addr().unwrap(), second.local_addr().unwrap());
        assert!(first.ip().is_loopback() && second.ip().is_loopback());
        // Others on this machine may have let go of a lower one in between.
        assert_ne!(second.port(), first.port());
        assert!(PORTS.contains(&first.port()) && PORTS.contains(&second.port()), "{first}, {second}");
    }

    #[test]
    fn a_taken_port_that_was_asked_for_is_an_error_with_the_way_out() {
        let taken = bind(Some(0)).unwrap();
        let error = bind(Some(taken.local_addr().unwrap().port())).unwrap_err();
        assert!(error.to_string().contains("--port"), "{error}");
    }
}

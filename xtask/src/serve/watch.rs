//! Tells which files changed: by the system's notices or, where it gives none, by looking at the
//! times of the files again and again. The only place that names the library for the former.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, SystemTime};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use walkdir::WalkDir;

use super::work::Event;

/// What the site, the engine and this program are made of.
const FOLDERS: [&str; 5] = ["content", "templates", "site/assets", "crates", "xtask/src"];

/// How often the files are looked at where the system gives no notices.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Keeps the watch up; it ends when this is dropped.
pub(super) enum Watcher {
    /// The system gives notices.
    Told { _watcher: RecommendedWatcher },
    /// A thread looks, until its channel is closed.
    Looking { _stop: Sender<()> },
}

/// Sends [`Event::Changed`] for every change under the watched folders of `root`. Also gives a note
/// for the terminal if it cannot be done the usual way.
pub(super) fn watch(root: &Path, events: Sender<Event>) -> (Watcher, Option<String>) {
    match told(root, events.clone()) {
        Ok(watcher) => (watcher, None),
        Err(error) => {
            let note = format!("the system does not tell of changes ({error}): looking for them every second instead");
            (looking(root, events, LOOK_EVERY), Some(note))
        }
    }
}

fn told(root: &Path, events: Sender<Event>) -> notify::Result<Watcher> {
    let base = root.to_owned();
    let mut watcher = notify::recommended_watcher(move |notice: notify::Result<notify::Event>| {
        let changed = match notice {
            // Reading the files is no change; the build itself does it.
            Ok(notice) if matches!(notice.kind, EventKind::Access(_)) => return,
            Ok(notice) if !notice.need_rescan() => {
                notice.paths.iter().filter_map(|path| relevant(&base, path)).collect()
            }
            // Notices were lost, so anything may have changed.
            _ => FOLDERS.map(PathBuf::from).into(),
        };
        send(changed, &events);
    })?;
    for folder in FOLDERS {
        let folder = root.join(folder);
        if folder.is_dir() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    Ok(Watcher::Told { _watcher: watcher })
}

fn looking(root: &Path, events: Sender<Event>, every: Duration) -> Watcher {
    let (stop, stopped) = mpsc::channel::<()>();
    let root = root.to_owned();
    let mut before = look(&root);
    thread::spawn(move || {
        while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(every) {
            let now = look(&root);
            send(differences(&before, &now), &events);
            before = now;
        }
    });
    Watcher::Looking { _stop: stop }
}

fn send(changed: Vec<PathBuf>, events: &Sender<Event>) {
    if !changed.is_empty() {
        // Nobody listens any more when the server stops.
        events.send(Event::Changed(changed)).ok();
    }
}

/// The time and the size of every file.
type Files = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

fn look(root: &Path) -> Files {
    let entries = FOLDERS.iter().flat_map(|folder| WalkDir::new(root.join(folder))).filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file()).filter_map(|entry| {
        let data = entry.metadata().ok()?;
        Some((relevant(root, entry.path())?, (data.modified().ok(), data.len())))
    });
    files.collect()
}

fn differences(before: &Files, now: &Files) -> Vec<PathBuf> {
    let changed = now.iter().filter(|(path, state)| before.get(*path) != Some(*state));
    let gone = before.iter().filter(|(path, _)| !now.contains_key(*path));
    changed.chain(gone).map(|(path, _)| path.clone()).collect()
}

/// The path from the root on, unless only an editor knows the file.
fn relevant(root: &Path, path: &Path) -> Option<PathBuf> {
    let path = path.strip_prefix(root).ok()?;
    let is_noise = path.iter().any(|part| is_temporary(&part.to_string_lossy()));
    (!is_noise).then(|| path.to_owned())
}

/// Whether an editor makes a file of this name while it saves another.
fn is_temporary(name: &str) -> bool {
    let vim_probe = "4913";
    name.starts_with(['.', '#'])
        || name.ends_with('~')
        || name == vim_probe
        || name.contains("___jb_")
        || [".swp", ".swx", ".tmp", ".bak", ".orig", ".rej"].iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Changes a file under both kinds of watch, and expects to be told of it and of nothing else.
    fn tells_of_changes(start: fn(&Path, Sender<Event>) -> Watcher) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("content/text")).unwrap();
        fs::write(root.join("content/text/1-scope.md"), "one").unwrap();
        let (events, queue) = mpsc::channel();
        let watcher = start(&root, events);
        fs::read(root.join("content/text/1-scope.md")).unwrap();
        fs::write(root.join("content/text/.1-scope.md.swp"), "one").unwrap();
        fs::write(root.join("content/text/1-scope.md"), "one and two").unwrap();
        let Ok(Event::Changed(paths)) = queue.recv_timeout(Duration::from_secs(60)) else { panic!("no change told") };
        assert_eq!(paths, [Path::new("content/text/1-scope.md")]);
        drop(watcher);
    }

    #[test]
    fn the_system_tells_of_changes() {
        tells_of_changes(|root, events| told(root, events).expect("this system gives notices"));
    }

    #[test]
    fn looking_finds_changes() {
        tells_of_changes(|root, events| looking(root, events, Duration::from_millis(5)));
    }

    #[test]
    fn new_changed_and_gone_files_differ() {
        let at = |second| Some(SystemTime::UNIX_EPOCH + Duration::from_secs(second));
        let files = |list: &[(&str, u64, u64)]| -> Files {
            list.iter().map(|(path, second, size)| (PathBuf::from(path), (at(*second), *size))).collect()
        };
        let before = files(&[("same", 1, 1), ("older", 9, 1), ("longer", 1, 1), ("gone", 1, 1)]);
        let now = files(&[("same", 1, 1), ("older", 2, 1), ("longer", 1, 2), ("new", 1, 1)]);
        assert_eq!(differences(&before, &now), ["longer", "new", "older", "gone"].map(PathBuf::from));
        assert!(differences(&now, &now).is_empty());
    }

    #[test]
    fn files_of_editors_are_no_changes() {
        let root = Path::new("/r");
        for path in ["content/.a.yaml.swp", "content/a.yaml~", "content/#a.yaml#", "content/4913", "content/.git/a"] {
            assert_eq!(relevant(root, &root.join(path)), None, "{path}");
        }
        assert_eq!(relevant(root, Path::new("/r/content/a.yaml")), Some("content/a.yaml".into()));
        assert_eq!(relevant(root, Path::new("/elsewhere/a.yaml")), None);
    }
}

//! Watches for changed files: by notifications of the system, or if it has none, by polling file times. The only file
//! that uses `notify`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, SystemTime};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use walkdir::WalkDir;

use crate::work::Event;

/// The folders to watch.
#[derive(Debug, Clone)]
pub(crate) struct Watched {
    /// What the folders lie in, and reported paths are relative to.
    root: PathBuf,
    folders: Vec<String>,
}

impl Watched {
    /// The sources of the site, the engine and this program in the workspace at `root`.
    pub(crate) fn workspace(root: &Path) -> Watched {
        let folders = ["content", "templates", "site/assets", "site/words", "crates", "xtask/src"];
        Watched { root: root.to_owned(), folders: folders.map(str::to_owned).into() }
    }

    /// One folder that lies elsewhere; `None` for the root of the file system.
    pub(crate) fn folder(folder: &Path) -> Option<Watched> {
        let name = folder.file_name()?.to_string_lossy().into_owned();
        Some(Watched { root: folder.parent()?.to_owned(), folders: vec![name] })
    }
}

/// How often to poll if the system has no notifications.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// A running watch; ends when dropped.
pub(crate) enum Watcher {
    /// By notifications of the system.
    Notified { _watcher: Arc<Mutex<RecommendedWatcher>> },
    /// By a polling thread, which ends when its channel is closed.
    Polling { _stop: Sender<()> },
}

/// Sends [`Event::Changed`] for every change in the folders. Also returns a message for the terminal
/// if it has to poll.
pub(crate) fn watch(watched: &Watched, events: Sender<Event>) -> (Watcher, Option<String>) {
    match notified(watched, events.clone()) {
        Ok(watcher) => (watcher, None),
        Err(error) => {
            let note = format!("the system does not tell of changes ({error}): looking for them every second instead");
            (polling(watched, events, POLL_INTERVAL), Some(note))
        }
    }
}

fn notified(watched: &Watched, events: Sender<Event>) -> notify::Result<Watcher> {
    let (again, asked) = mpsc::channel();
    let (base, changes) = (watched.clone(), events.clone());
    let mut watcher = notify::recommended_watcher(move |notice: notify::Result<notify::Event>| {
        match notice {
            // Reading is not a change; the build itself reads the files.
            Ok(notice) if matches!(notice.kind, EventKind::Access(_)) => {}
            Ok(notice) if !notice.need_rescan() => {
                send(notice.paths.iter().filter_map(|path| relevant(&base, path)).collect(), &changes);
                let moved: Vec<_> = notice.paths.iter().flat_map(|path| folders_at(&base, path)).collect();
                if !moved.is_empty() {
                    again.send(moved).ok();
                }
            }
            // Notifications were lost, so anything may have changed.
            _ => drop(again.send(base.folders.clone())),
        }
    })?;
    watch_folders(&mut watcher, watched)?;
    let watcher = Arc::new(Mutex::new(watcher));
    let (weak, watched) = (Arc::downgrade(&watcher), watched.clone());
    thread::spawn(move || watch_again(&asked, &weak, &watched, &events));
    Ok(Watcher::Notified { _watcher: watcher })
}

/// Watches the folders, and their parents to notice when they are created or replaced.
fn watch_folders(watcher: &mut RecommendedWatcher, watched: &Watched) -> notify::Result<()> {
    let Watched { root, folders } = watched;
    for folder in folders {
        let holder = root.join(folder).parent().map_or_else(|| root.to_owned(), Path::to_owned);
        if holder.is_dir() {
            watcher.watch(&holder, RecursiveMode::NonRecursive)?;
        }
    }
    for folder in folders.iter().map(|folder| root.join(folder)) {
        // The system watches inodes, not names: there may be another folder of that name now.
        watcher.unwatch(&folder).ok();
        if folder.is_dir() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    Ok(())
}

/// Sets up the watch again whenever watched folders were created or replaced, then reports them as changed. Ends with
/// the watcher.
fn watch_again(
    moved: &Receiver<Vec<String>>,
    watcher: &Weak<Mutex<RecommendedWatcher>>,
    watched: &Watched,
    events: &Sender<Event>,
) {
    while let Ok(folders) = moved.recv() {
        let Some(watcher) = watcher.upgrade() else { return };
        // A race with another replacement is harmless: it sends another notification.
        watch_folders(&mut watcher.lock().unwrap_or_else(PoisonError::into_inner), watched).ok();
        send(folders.into_iter().map(PathBuf::from).collect(), events);
    }
}

/// The watched folders at or below a path.
fn folders_at(watched: &Watched, path: &Path) -> impl Iterator<Item = String> {
    let Watched { root, folders } = watched;
    folders.iter().filter(move |folder| path != root && root.join(folder).starts_with(path)).cloned()
}

fn polling(watched: &Watched, events: Sender<Event>, every: Duration) -> Watcher {
    let (stop, stopped) = mpsc::channel::<()>();
    let watched = watched.clone();
    let mut before = scan(&watched);
    thread::spawn(move || {
        while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(every) {
            let now = scan(&watched);
            send(differences(&before, &now), &events);
            before = now;
        }
    });
    Watcher::Polling { _stop: stop }
}

fn send(changed: Vec<PathBuf>, events: &Sender<Event>) {
    if !changed.is_empty() {
        // Fails when the server stops, since nobody receives it.
        events.send(Event::Changed(changed)).ok();
    }
}

/// The modification time and the size of every file.
type FileTimes = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

fn scan(watched: &Watched) -> FileTimes {
    let Watched { root, folders } = watched;
    let entries = folders.iter().flat_map(|folder| WalkDir::new(root.join(folder))).filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file()).filter_map(|entry| {
        let data = entry.metadata().ok()?;
        Some((relevant(watched, entry.path())?, (data.modified().ok(), data.len())))
    });
    files.collect()
}

fn differences(before: &FileTimes, now: &FileTimes) -> Vec<PathBuf> {
    let changed = now.iter().filter(|(path, state)| before.get(*path) != Some(*state));
    let gone = before.iter().filter(|(path, _)| !now.contains_key(*path));
    changed.chain(gone).map(|(path, _)| path.clone()).collect()
}

/// The path relative to the root, if it is in a watched folder and not a temporary file of an editor.
fn relevant(watched: &Watched, path: &Path) -> Option<PathBuf> {
    let path = path.strip_prefix(&watched.root).ok()?;
    let is_inside = watched.folders.iter().any(|folder| path.starts_with(folder) && path != Path::new(folder));
    let is_noise = path.iter().any(|part| is_temporary(&part.to_string_lossy()));
    (is_inside && !is_noise).then(|| path.to_owned())
}

/// Whether a text editor creates files of this name while saving.
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
    fn tells_of_changes(start: fn(&Watched, Sender<Event>) -> Watcher) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("content/text")).unwrap();
        fs::write(root.join("content/text/1-scope.md"), "one").unwrap();
        let (events, queue) = mpsc::channel();
        let watcher = start(&Watched::workspace(&root), events);
        fs::read(root.join("content/text/1-scope.md")).unwrap();
        fs::write(root.join("content/text/.1-scope.md.swp"), "one").unwrap();
        fs::write(root.join("content/text/1-scope.md"), "one and two").unwrap();
        let Ok(Event::Changed(paths)) = queue.recv_timeout(Duration::from_secs(60)) else { panic!("no change told") };
        assert_eq!(paths, [Path::new("content/text/1-scope.md")]);
        drop(watcher);
    }

    #[test]
    fn the_system_tells_of_changes() {
        tells_of_changes(|watched, events| notified(watched, events).expect("this system gives notices"));
    }

    #[test]
    fn a_folder_at_a_path_is_it_or_below_it() {
        let watched = Watched::workspace(Path::new("/r"));
        let at = |path| folders_at(&watched, Path::new(path)).collect::<Vec<_>>();
        assert_eq!(at("/r/site"), ["site/assets", "site/words"]);
        assert_eq!(at("/r/content"), ["content"]);
        for path in ["/r", "/r/content/text", "/r/site/dist", "/elsewhere"] {
            assert_eq!(at(path), [""; 0], "{path}");
        }
    }

    #[test]
    fn looking_finds_changes() {
        tells_of_changes(|watched, events| polling(watched, events, Duration::from_millis(5)));
    }

    #[test]
    fn new_changed_and_gone_files_differ() {
        let at = |second| Some(SystemTime::UNIX_EPOCH + Duration::from_secs(second));
        let files = |list: &[(&str, u64, u64)]| -> FileTimes {
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
        let watched = Watched::workspace(root);
        for path in ["content/.a.yaml.swp", "content/a.yaml~", "content/#a.yaml#", "content/4913", "content/.git/a"] {
            assert_eq!(relevant(&watched, &root.join(path)), None, "{path}");
        }
        assert_eq!(relevant(&watched, Path::new("/r/content/a.yaml")), Some("content/a.yaml".into()));
        for path in ["/elsewhere/a.yaml", "/r/Cargo.lock", "/r/site/dist/index.html", "/r/content", "/r"] {
            assert_eq!(relevant(&watched, Path::new(path)), None, "{path}");
        }
    }
}

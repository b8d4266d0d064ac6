//! The long walk: tabs act, undo, redo, end and begin, learn of each other late, while the storage is
//! full, cannot be read, is emptied or damaged. Every field that one tab alone changes must hold in
//! the end what that tab said last; all tabs and the storage must be one in the end.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use dtmm_store::{RecordId, Stamp, Store, Value};

use crate::world::{Plain, Shared, World};

const KIND: &str = "test:/:record";
const RECORD: &str = "test:/:record:1";

/// A small generator of random numbers: the same walk for the same seed (xorshift64*).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() >> 33) as usize % most
    }

    fn chance(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }
}

/// A tab, with what it knows of its own acts.
struct Tab {
    store: Store<Plain, Shared>,
    shared: Shared,
    /// Its acts on fields of its own.
    done: Vec<Done>,
}

/// An act of a tab, what it changed (path, before, after), and whether it is undone.
type Done = (Stamp, Vec<(String, Value, Value)>, bool);

#[derive(Default, Debug)]
struct Counts {
    acts: usize,
    undone: usize,
    kills: usize,
    faults: usize,
    checks: usize,
    unkept_kills: usize,
}

struct Walk {
    random: Random,
    world: Rc<RefCell<World>>,
    tabs: Vec<Tab>,
    /// What the fields of each tab must hold; none where that is not known until all tabs have come to
    /// rest, because it ended while its page said that it is not kept.
    wanted: BTreeMap<String, Option<Value>>,
    next_id: u32,
    counts: Counts,
}

impl Walk {
    fn new(seed: u64, tabs: usize) -> Walk {
        let world = Rc::default();
        let random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let mut walk =
            Walk { random, world, tabs: Vec::new(), wanted: BTreeMap::new(), next_id: 1, counts: Counts::default() };
        for _ in 0..tabs {
            let tab = walk.opened();
            walk.tabs.push(tab);
        }
        walk
    }

    fn opened(&mut self) -> Tab {
        let shared = World::open(&self.world);
        self.next_id = self.next_id.wrapping_mul(747_796_405).wrapping_add(2_891_336_453) | 1;
        let store = Store::new(Plain, Some(shared.clone()), KIND.to_owned(), self.next_id, RecordId::new("1"));
        Tab { store, shared, done: Vec::new() }
    }

    fn step(&mut self) {
        let at = self.random.below(self.tabs.len());
        match self.random.below(20) {
            0..=7 => self.act(at),
            8 => self.undo(at),
            9..=11 => {
                self.tabs[at].store.sync();
            }
            12 => self.confirm(at),
            13..=15 => self.tabs[at].shared.deliver(1 + self.random.below(4)),
            16 if self.random.chance(6) => self.kill(at),
            17 if self.random.chance(20) => {
                let full = !self.world.borrow().full;
                self.world.borrow_mut().full = full;
                self.counts.faults += 1;
            }
            18 if self.random.chance(8) => {
                let broken = self.random.chance(2);
                self.tabs[at].shared.set_broken(broken);
                self.counts.faults += 1;
            }
            19 if self.random.chance(150) => self.disaster(),
            _ => {
                self.tabs[at].store.pull();
            }
        }
    }

    fn act(&mut self, at: usize) {
        let count = if self.random.chance(8) { 3 } else { 1 };
        let goes_on = self.random.chance(3);
        // A field in four is everybody's; what it holds in the end is not foreseen.
        let is_common = self.random.chance(4);
        let mut sets: Vec<(String, Value)> = Vec::new();
        for _ in 0..count {
            let path = if is_common {
                format!("all.{}", self.random.below(4))
            } else {
                format!("{at}.{}", self.random.below(6))
            };
            let value = match self.random.below(5) {
                0 => Value::new(),
                1 => vec!["~ ,%\"\\\n条".to_owned(), String::new()],
                _ => vec![format!("{}", self.random.below(1000))],
            };
            if sets.iter().all(|(one, _)| *one != path) {
                sets.push((path, value));
            }
        }
        let tab = &mut self.tabs[at];
        let before: Vec<Value> =
            sets.iter().map(|(path, _)| self.wanted.get(path).cloned().flatten().unwrap_or_default()).collect();
        let Some(id) = tab.store.act("set", "", &sets, goes_on) else { return };
        self.counts.acts += 1;
        if is_common {
            return;
        }
        let known = tab.done.iter().any(|(known, ..)| *known == id);
        let mut changes = Vec::new();
        let mut are_known = true;
        for ((path, value), before) in sets.into_iter().zip(before) {
            let is_known = self.wanted.get(&path).is_none_or(Option::is_some);
            are_known &= is_known;
            if before != value {
                changes.push((path.clone(), before, value.clone()));
            }
            if is_known {
                self.wanted.insert(path, Some(value));
            }
        }
        // An act that went on is left out of what is undone here: `acts` looks at those.
        if known {
            tab.done.retain(|(one, ..)| *one != id);
        } else if !goes_on && are_known {
            tab.done.push((id, changes, false));
        }
    }

    /// Undoes or redoes one of the tab's own acts, on the fields of that tab alone.
    fn undo(&mut self, at: usize) {
        if self.tabs[at].done.is_empty() {
            return;
        }
        let place = self.random.below(self.tabs[at].done.len());
        let (id, changes, undone) = self.tabs[at].done[place].clone();
        if changes.iter().any(|(path, ..)| self.wanted.get(path).is_some_and(Option::is_none)) {
            return;
        }
        let store = &mut self.tabs[at].store;
        let Some(result) = (if undone { store.redo(id) } else { store.undo(id) }) else {
            // Only the last acts of the record can be undone.
            assert!(store.acts().iter().all(|act| act.id != id), "{id:?} is known and not undone");
            self.tabs[at].done.remove(place);
            return;
        };
        let mut set = 0;
        for (path, before, after) in &changes {
            let (from, to) = if undone { (before, after) } else { (after, before) };
            if self.wanted.get(path).cloned().flatten().unwrap_or_default() == *from {
                self.wanted.insert(path.clone(), Some(to.clone()));
                set += 1;
            }
        }
        assert_eq!(result.set, set, "fields set by undoing {id:?}");
        self.tabs[at].done[place].2 = !undone;
        self.counts.undone += 1;
    }

    /// Enough time has passed for all tabs to learn of everything.
    fn confirm(&mut self, at: usize) {
        self.tabs.iter().for_each(|tab| tab.shared.deliver(usize::MAX));
        self.tabs[at].store.sync();
        self.tabs.iter().for_each(|tab| tab.shared.deliver(usize::MAX));
        self.tabs[at].store.confirm();
    }

    /// A tab ends without a word, and another one is opened in its place.
    fn kill(&mut self, at: usize) {
        self.counts.kills += 1;
        if !self.tabs[at].store.is_stored() {
            self.counts.unkept_kills += 1;
            let own = format!("{at}.");
            for (path, wanted) in &mut self.wanted {
                if path.starts_with(&own) {
                    *wanted = None;
                }
            }
            // Fields that it had not touched before may hold something, too.
            for field in 0..6 {
                self.wanted.entry(format!("{at}.{field}")).or_insert(None);
            }
        }
        let tab = self.opened();
        self.tabs[at] = tab;
    }

    /// The storage is emptied, or its text damaged, while everybody knows everything.
    fn disaster(&mut self) {
        self.rest();
        self.counts.faults += 1;
        match self.random.below(4) {
            0 => self.emptied(),
            1 => self.damaged(),
            2 => self.begun_anew(),
            _ => self.begun_by_all(),
        }
        self.rest();
    }

    fn empty(&mut self) {
        let keys: Vec<String> = self.world.borrow().truth().into_keys().collect();
        keys.iter().for_each(|key| self.world.borrow_mut().write(key, None));
    }

    fn emptied(&mut self) {
        self.empty();
        self.tabs.iter_mut().for_each(|tab| tab.shared.deliver(usize::MAX));
        for tab in &mut self.tabs {
            tab.store.sync();
        }
        let some = self.tabs.iter().any(|tab| !tab.store.record().is_empty());
        assert!(!some || self.tabs[0].store.trouble().emptied, "an emptied storage is noticed");
        assert!(self.world.borrow().truth().is_empty(), "nothing is stored again unasked");
        self.tabs[0].store.store_again();
    }

    fn damaged(&mut self) {
        self.world.borrow_mut().write(RECORD, Some("{\"format\": \"pl"));
        let asides = self.tabs[0].store.quarantined();
        self.tabs.iter_mut().for_each(|tab| tab.shared.deliver(usize::MAX));
        self.tabs[0].store.sync();
        assert!(self.tabs[0].store.quarantined().len() >= asides.len().max(1), "what is damaged is put aside");
    }

    /// The storage is emptied, and another record begun in a new tab, before the open ones look again.
    fn begun_anew(&mut self) {
        self.empty();
        let old = self.tabs[0].store.record().clone();
        let mut fresh = self.opened();
        let mut wanted = BTreeMap::new();
        for _ in 0..=self.random.below(3) {
            let (path, value) = (format!("0.{}", self.random.below(6)), vec!["anew".to_owned()]);
            fresh.store.act("set", "", &[(path.clone(), value.clone())], false);
            wanted.insert(path, value);
            fresh.store.sync();
        }
        for tab in &mut self.tabs {
            tab.shared.deliver(usize::MAX);
            match self.random.below(3) {
                0 => drop(tab.store.pull()),
                1 => drop(tab.store.sync()),
                _ => drop(tab.store.act("set", "", &[("1.0".to_owned(), vec!["old".to_owned()])], false)),
            }
            tab.store.sync();
        }
        fresh.shared.deliver(usize::MAX);
        fresh.store.confirm();
        assert_eq!(*fresh.store.record(), wanted, "what was begun anew stands alone");
        assert_eq!(*self.opened().store.record(), wanted);
        if !old.is_empty() {
            for tab in &mut self.tabs {
                assert!(tab.store.trouble().emptied && !tab.store.is_stored(), "the old record is not kept unasked");
                assert_eq!(tab.store.unstored().len(), 1);
                tab.store.store_again();
                tab.store.confirm();
            }
            let record_id = self.tabs[0].store.record_id().clone();
            let kept =
                self.opened().store.peek(&record_id).expect("it is kept beside the other when the reader says so");
            let is_old = |path: &String| path != "1.0";
            assert!(old.iter().filter(|(path, _)| is_old(path)).all(|(path, value)| kept.get(path) == Some(value)));
            assert_eq!(*self.opened().store.record(), wanted);
        }
        self.begin_again(wanted);
    }

    /// The storage is emptied when all tabs are closed; those that are opened then begin one record
    /// before they learn of each other.
    fn begun_by_all(&mut self) {
        self.empty();
        self.begin_again(BTreeMap::new());
    }

    fn begin_again(&mut self, wanted: BTreeMap<String, Value>) {
        for at in 0..self.tabs.len() {
            self.tabs[at] = self.opened();
        }
        self.wanted = wanted.into_iter().map(|(path, value)| (path, Some(value))).collect();
        for _ in 0..self.random.below(40) {
            self.step();
        }
    }

    /// All faults end, everybody learns of everything, and all must be one.
    fn rest(&mut self) {
        self.counts.checks += 1;
        self.world.borrow_mut().full = false;
        self.tabs.iter().for_each(|tab| tab.shared.set_broken(false));
        for _ in 0..6 {
            for tab in &mut self.tabs {
                tab.shared.deliver(usize::MAX);
                tab.store.sync();
            }
        }
        (0..self.tabs.len()).for_each(|at| self.confirm(at));
        let first = self.tabs[0].store.record().clone();
        for tab in &self.tabs {
            assert_eq!(*tab.store.record(), first, "all tabs are one");
            let (is_settled, trouble) = (tab.store.is_synced(), tab.store.trouble());
            assert!(is_settled && tab.store.is_stored(), "all is stored: settled {is_settled}, {trouble:?}");
            assert!(tab.store.acts().len() <= dtmm_store::MOST_ACTS);
        }
        for (path, wanted) in &self.wanted {
            if let Some(wanted) = wanted {
                assert_eq!(first.get(path).cloned().unwrap_or_default(), *wanted, "{path}");
            }
        }
        for (path, wanted) in &mut self.wanted {
            wanted.get_or_insert_with(|| first.get(path).cloned().unwrap_or_default());
        }
        let truth = self.world.borrow().truth();
        let pending = truth.keys().filter(|key| key.contains("-pending")).count();
        assert_eq!(pending, 0, "nothing is pending: {:?}", truth.keys());
        let fresh = self.opened();
        assert_eq!(*fresh.store.record(), first, "a new tab sees the same");
        self.world.borrow_mut().compact();
    }
}

fn walk(seed: u64, tabs: usize, steps: usize) -> Counts {
    let mut walk = Walk::new(seed, tabs);
    for step in 0..steps {
        walk.step();
        if step % 400 == 399 {
            walk.rest();
        }
    }
    walk.rest();
    walk.counts
}

/// How many steps are walked with one seed.
const PART: usize = 20_000;

/// A million steps where `MODEL_STEPS` says nothing else; the parts are shared among the processors.
#[test]
fn nothing_is_lost_when_acts_tabs_and_faults_meet() {
    let steps: usize = std::env::var("MODEL_STEPS").ok().and_then(|steps| steps.parse().ok()).unwrap_or(1_000_000);
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let parts = steps.div_ceil(PART);
    let counts: Vec<Counts> = std::thread::scope(|scope| {
        let share = |first| {
            let walked = (first..parts).step_by(threads);
            scope.spawn(move || {
                walked
                    .map(|part| walk(part as u64 + 1, 2 + (part + 1) % 2, PART.min(steps - part * PART)))
                    .collect::<Vec<_>>()
            })
        };
        let running: Vec<_> = (0..threads).map(share).collect();
        running.into_iter().flat_map(|one| one.join().unwrap()).collect()
    });
    let mut all = Counts::default();
    for one in counts {
        all.acts += one.acts;
        all.undone += one.undone;
        all.kills += one.kills;
        all.faults += one.faults;
        all.checks += one.checks;
        all.unkept_kills += one.unkept_kills;
    }
    println!("{steps} steps: {all:?}");
    assert!(all.undone > 0 && all.kills > 0 && all.faults > 0);
}

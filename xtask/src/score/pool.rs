//! A thread pool that keeps the order: results come in the order of the input, with a bounded number of pieces in
//! flight.

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Runs `work` on all pieces that `feed` gives, and passes the results to `take` in the same order. Once `take` fails,
/// the callback of `feed` returns false to stop it.
///
/// Each piece is sent to a worker together with a channel for its result; the receiving ends are queued in the order of
/// the input. The queue is bounded, which gives backpressure: `feed` blocks while results are not taken.
///
/// # Errors
/// The error of `take`.
pub(super) fn in_order<T: Send, R: Send>(
    feed: impl FnOnce(&mut dyn FnMut(T) -> bool) + Send,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let (give_piece, pieces) = sync_channel::<(T, SyncSender<R>)>(workers);
    let (give_result, results) = sync_channel::<Receiver<R>>(2 * workers);
    let pieces = Mutex::new(pieces);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((piece, done)) = next(&pieces) {
                    // Fails once the output is closed, since nobody receives the result.
                    let _ = done.send(work(piece));
                }
            });
        }
        scope.spawn(move || {
            feed(&mut |piece| {
                let (done, result) = sync_channel(1);
                give_result.send(result).is_ok() && give_piece.send((piece, done)).is_ok()
            });
        });
        for result in results {
            // The worker has panicked; the scope propagates the panic.
            let Ok(result) = result.recv() else { break };
            take(result)?;
        }
        Ok(())
    })
}

fn next<P>(pieces: &Mutex<Receiver<P>>) -> Option<P> {
    pieces.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_and_few_are_in_flight() {
        let (mut taken, fed) = (Vec::new(), std::sync::atomic::AtomicUsize::new(0));
        let most = 5 * thread::available_parallelism().map_or(1, usize::from) + 1;
        let feed = |give: &mut dyn FnMut(usize) -> bool| {
            for piece in 0..1000 {
                fed.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                assert!(give(piece));
            }
        };
        let work = |piece: usize| {
            // Earlier pieces take longer than later ones.
            (0..(1000 - piece) * 20).fold(piece, |sum, _| std::hint::black_box(sum))
        };
        in_order(feed, work, |piece| {
            assert!(fed.load(std::sync::atomic::Ordering::SeqCst) <= taken.len() + most);
            taken.push(piece);
            Ok(())
        })
        .unwrap();
        assert_eq!(taken, (0..1000).collect::<Vec<_>>());
    }

    #[test]
    fn a_closed_output_stops_the_input() {
        let feed = |give: &mut dyn FnMut(usize) -> bool| while give(0) {};
        let closed = in_order(feed, |piece| piece, |_| Err(io::ErrorKind::BrokenPipe.into()));
        assert_eq!(closed.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }
}

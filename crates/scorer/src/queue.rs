//! One subject that the browser calls, and the calls that arrive while another one runs.
//!
//! Some functions of the browser dispatch events before they return, as `focus` and `click` do. The
//! handler of such an event finds the subject in use. It waits here and runs next, so that none is lost.

use std::cell::RefCell;
use std::collections::VecDeque;

type Call<T, E> = Box<dyn FnOnce(&mut T) -> Result<(), E>>;

/// A subject, once it exists, with the calls that wait for it, in the order of their arrival.
pub(crate) struct Queue<T, E> {
    subject: RefCell<Option<T>>,
    waiting: RefCell<VecDeque<Call<T, E>>>,
}

impl<T, E> Queue<T, E> {
    pub(crate) const fn new() -> Queue<T, E> {
        Queue { subject: RefCell::new(None), waiting: RefCell::new(VecDeque::new()) }
    }

    /// Runs a call, and all that arrive meanwhile; within another call, after that one. Before the
    /// subject exists, calls are ignored.
    ///
    /// # Errors
    /// The first error of the calls that ran. The others run all the same.
    pub(crate) fn run(&self, call: Call<T, E>) -> Result<(), E> {
        self.waiting.borrow_mut().push_back(call);
        match self.subject.try_borrow_mut() {
            Ok(mut subject) => self.drain(&mut subject),
            // The call that runs now drains the queue before it returns.
            Err(_) => Ok(()),
        }
    }

    /// Runs a call that may create the subject, and all that arrive meanwhile. Gives its result.
    ///
    /// # Errors
    /// That of the call, else the first one of those that arrived meanwhile.
    ///
    /// # Panics
    /// Within another call.
    pub(crate) fn enter<R>(&self, call: impl FnOnce(&mut Option<T>) -> Result<R, E>) -> Result<R, E> {
        let mut subject = self.subject.borrow_mut();
        let result = call(&mut subject);
        let drained = self.drain(&mut subject);
        result.and_then(|result| drained.map(|()| result))
    }

    fn drain(&self, subject: &mut Option<T>) -> Result<(), E> {
        let mut first = Ok(());
        while let Some(call) = self.next() {
            if let Some(subject) = subject {
                let done = call(subject);
                first = first.and(done);
            }
        }
        first
    }

    /// The next call. The queue is free again when this returns, so that a call may add to it.
    fn next(&self) -> Option<Call<T, E>> {
        self.waiting.borrow_mut().pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    thread_local! {
        static QUEUE: Queue<Vec<u32>, &'static str> = const { Queue::new() };
    }

    /// Runs a call from wherever the test is, as the browser does.
    fn run(call: impl FnOnce(&mut Vec<u32>) -> Result<(), &'static str> + 'static) -> Result<(), &'static str> {
        QUEUE.with(|queue| queue.run(Box::new(call)))
    }

    fn add(number: u32) -> Result<(), &'static str> {
        run(move |list| {
            list.push(number);
            Ok(())
        })
    }

    fn put(list: Option<Vec<u32>>) {
        let put = |subject: &mut Option<Vec<u32>>| {
            *subject = list;
            Ok(())
        };
        QUEUE.with(|queue| queue.enter(put)).unwrap();
    }

    fn begin() {
        put(Some(Vec::new()));
    }

    fn list() -> Vec<u32> {
        QUEUE.with(|queue| queue.enter(|list| Ok(list.clone().unwrap_or_default()))).unwrap()
    }

    #[test]
    fn an_event_within_an_event_runs_after_it() {
        begin();
        run(|list| {
            // The browser dispatches two events before the call that caused them returns.
            add(2)?;
            add(3)?;
            list.push(1);
            Ok(())
        })
        .unwrap();
        assert_eq!(list(), [1, 2, 3]);
    }

    #[test]
    fn an_event_of_a_waiting_event_waits_too() {
        begin();
        run(|_| {
            run(|list| {
                add(3)?;
                list.push(1);
                Ok(())
            })?;
            add(2)
        })
        .unwrap();
        assert_eq!(list(), [1, 2, 3]);
    }

    #[test]
    fn an_event_that_arrives_while_the_page_is_drawn_runs_after_that() {
        begin();
        let drawn = QUEUE.with(|queue| {
            queue.enter(|list| {
                add(2)?;
                list.as_mut().unwrap().push(1);
                Ok(true)
            })
        });
        assert_eq!((drawn, list()), (Ok(true), vec![1, 2]));
    }

    #[test]
    fn an_error_stops_no_other_event_and_is_reported() {
        begin();
        let outcome = run(|list| {
            add(2)?;
            list.push(1);
            Err("refused")
        });
        assert_eq!((outcome, list()), (Err("refused"), vec![1, 2]));
    }

    #[test]
    fn before_the_subject_exists_events_are_ignored() {
        put(None);
        add(1).unwrap();
        begin();
        assert_eq!(list(), []);
    }
}

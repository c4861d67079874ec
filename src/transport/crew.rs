//! The tasks of a stage of the mail path, spread over threads of its own.
//!
//! Each thread drives a runtime by itself, and a task stays where it was begun. Where threads share a runtime, one that
//! is woken from outside wakes another to look for more to do, and mostly there is no more; and where stages share
//! threads, answers wait behind work on messages that have had theirs.

use std::sync::Arc;

use tokio::runtime::{EnterGuard, Handle};
use tokio::task::JoinHandle;
use tokio_util::task::TaskTracker;

/// Cheap to clone; all clones are the same crew.
#[derive(Clone)]
pub struct Crew(Arc<[Thread]>);

/// One of its threads.
pub struct Thread {
    runtime: Handle,
    tasks: TaskTracker,
}

impl Crew {
    /// On the threads that drive these runtimes; on the one this is called in where there are none.
    pub fn on(threads: &[Handle]) -> Crew {
        let thread = |runtime: &Handle| Thread { runtime: runtime.clone(), tasks: TaskTracker::new() };
        match threads {
            [] => Crew(Arc::new([thread(&Handle::current())])),
            some => Crew(some.iter().map(thread).collect()),
        }
    }

    /// The thread with the fewest tasks; the one this is called on, if it is one of those.
    pub fn thread(&self) -> &Thread {
        let here = Handle::try_current().ok().map(|here| here.id());
        let load = |thread: &&Thread| (thread.tasks.len(), here != Some(thread.runtime.id()));
        self.0.iter().min_by_key(load).expect("there is at least one")
    }

    /// Begins a task on one of the threads.
    pub fn spawn<F>(&self, task: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        self.thread().spawn(task)
    }

    /// Begins work that blocks, beside the threads.
    pub fn spawn_blocking<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> JoinHandle<T> {
        let Thread { runtime, tasks } = self.thread();
        tasks.spawn_blocking_on(work, runtime)
    }

    /// Tasks that have not ended.
    pub fn tasks(&self) -> usize {
        self.0.iter().map(|thread| thread.tasks.len()).sum()
    }

    /// Returns when no task is left, once that has been so after this was called.
    pub async fn end(&self) {
        for thread in &*self.0 {
            thread.tasks.close();
        }
        // Those that are waited for may have begun others elsewhere.
        while self.tasks() > 0 {
            for thread in &*self.0 {
                thread.tasks.wait().await;
            }
        }
    }
}

impl Thread {
    /// What is made under the guard (sockets, timers) is driven by this thread.
    pub fn enter(&self) -> EnterGuard<'_> {
        self.runtime.enter()
    }

    pub fn spawn<F>(&self, task: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        self.tasks.spawn_on(task, &self.runtime)
    }
}

#[cfg(test)]
mod tests {
    use tokio::runtime::{Builder, Runtime};
    use tokio::sync::oneshot;

    use super::*;

    fn runtimes(count: usize) -> Vec<Runtime> {
        let runtime = || Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
        std::iter::repeat_with(runtime).take(count).collect()
    }

    #[test]
    fn tasks_go_where_there_are_fewest_and_stay_near() {
        let runtimes = runtimes(3);
        let handles: Vec<Handle> = runtimes.iter().map(|runtime| runtime.handle().clone()).collect();
        let crew = Crew::on(&handles);
        let at = |crew: &Crew| -> Vec<usize> { crew.0.iter().map(|thread| thread.tasks.len()).collect() };
        let mut ends = Vec::new();
        for expected in [[1, 0, 0], [1, 1, 0], [1, 1, 1], [2, 1, 1]] {
            let (end, ended) = oneshot::channel::<()>();
            ends.push(end);
            crew.spawn(async move { drop(ended.await) });
            assert_eq!(at(&crew), expected);
        }
        let (end, ended) = oneshot::channel::<()>();
        ends.push(end);
        let _here = handles[2].enter();
        crew.spawn(async move { drop(ended.await) });
        assert_eq!(at(&crew), [2, 1, 2], "begun on the third");
        assert_eq!(crew.tasks(), 5);
        drop(ends);
        runtimes[0].block_on(crew.end());
        assert_eq!(crew.tasks(), 0);
    }

    #[tokio::test]
    async fn it_ends_with_the_last_task_that_a_task_has_begun() {
        let runtimes = runtimes(2);
        let handles: Vec<Handle> = runtimes.iter().map(|runtime| runtime.handle().clone()).collect();
        let crew = Crew::on(&handles);
        let (told, tell) = std::sync::mpsc::channel();
        let (begin, begun) = oneshot::channel::<()>();
        let inner = crew.clone();
        crew.spawn(async move {
            drop(begun.await);
            inner.spawn(async move { told.send("the last").expect("somebody listens") });
        });
        let (_, ()) = tokio::join!(async { begin.send(()) }, crew.end());
        assert_eq!(tell.try_recv(), Ok("the last"));
        for runtime in runtimes {
            runtime.shutdown_background();
        }
    }
}

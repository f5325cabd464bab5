package jp.go.jica.partnerships.systemtests.load;

import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several requests at a time. The first failure ends the load: what is missing then comes with the next one. */
final class InFlight implements AutoCloseable {

    private final ExecutorService threads;

    InFlight(int requests) {
        threads = Executors.newFixedThreadPool(requests, task -> {
            Thread thread = new Thread(task, "load");
            thread.setDaemon(true);
            return thread;
        });
    }

    <T> void forEach(String what, List<T> items, Tally tally, Step<T> step) throws InterruptedException {
        CompletionService<T> steps = new ExecutorCompletionService<>(threads);
        for (T item : items) {
            var unused = steps.submit(() -> {
                step.on(item);
                return item;
            });
        }
        for (int done = 1; done <= items.size(); done++) {
            Future<T> next = steps.take();
            try {
                next.get();
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            }
            tally.progress(what, done, items.size());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** What is done with one item, by any of the threads. */
    @FunctionalInterface
    interface Step<T> {
        void on(T item) throws InterruptedException;
    }
}

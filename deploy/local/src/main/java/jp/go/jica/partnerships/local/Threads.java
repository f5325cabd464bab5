package jp.go.jica.partnerships.local;

/** Starts daemon threads for work that may throw; what it throws is shown, never lost. */
final class Threads {
    /** Work that waits and reads, so it can be interrupted and can fail. */
    interface Work {
        void run() throws Exception;
    }

    private Threads() {}

    static Thread start(String name, Work work) {
        Thread thread = new Thread(() -> runShowingFailure(name, work), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void runShowingFailure(String name, Work work) {
        try {
            work.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            System.err.println("dev: " + name + ": " + failure);
        }
    }
}

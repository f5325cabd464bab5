package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** At most one launcher per state folder. The kernel gives the lock back however its holder ends. */
final class LauncherLock {
    static final String PART = "launcher";

    private final FileChannel channel;
    private final FileLock lock;

    private LauncherLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Refuses when another launcher works on the same state folder. */
    static LauncherLock take(Checkout checkout) throws IOException {
        FileChannel channel = FileChannel.open(
                checkout.run().resolve("launcher.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new Refused("The system is running already"
                    + runningLauncher(checkout)
                            .map(launcher -> " (process " + launcher.pid() + ")")
                            .orElse("") + ". ./dev status shows it, ./dev down stops it");
        }
        return new LauncherLock(channel, lock);
    }

    static Optional<ProcessIdentity> runningLauncher(Checkout checkout) throws IOException {
        return PidFile.of(checkout, PART).living();
    }

    /** Says in a pid file who holds the lock. */
    void sign(Checkout checkout) throws IOException {
        PidFile.of(checkout, PART).write(ProcessHandle.current().pid());
    }

    void giveBack(Checkout checkout) throws IOException {
        PidFile.of(checkout, PART).delete();
        lock.release();
        channel.close();
    }
}

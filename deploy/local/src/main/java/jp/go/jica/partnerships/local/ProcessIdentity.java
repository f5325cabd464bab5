package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process for ever: a process id is given again to others, id and time of birth together are not.
 *
 * @param birth the kernel's own count of ticks since boot, with the boot's id; unlike a time of day it never shifts
 */
record ProcessIdentity(long pid, String birth) {
    /** The identity of a living process, or nothing when there is none of this id (a zombie counts as dead). */
    static Optional<ProcessIdentity> of(long pid) {
        return birth(pid).map(birth -> new ProcessIdentity(pid, birth));
    }

    boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    private static Optional<String> birth(long pid) {
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            // No /proc, as on macOS: the start time as the JDK sees it.
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(process -> process.info().startInstant())
                    .map(Object::toString);
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The second field is the command in brackets and may hold spaces; state is 3rd, start time 22nd (proc(5)).
            String[] afterCommand = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            if (afterCommand[0].equals("Z")) {
                return Optional.empty();
            }
            String boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            return Optional.of(boot + "/" + afterCommand[19]);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}

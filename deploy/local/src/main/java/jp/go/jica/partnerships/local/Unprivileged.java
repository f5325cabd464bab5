package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL refuses to run as root, as which containers and CI machines often run everything. */
final class Unprivileged {
    private static final List<String> OWN_USER_NAMESPACE = List.of("unshare", "--user");
    private static final List<String> NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    private static final int NOBODY_ID = 65534;

    private static final List<String> PREFIX = choose();

    private Unprivileged() {}

    /** What to put before a command so that it does not run as root; nothing for everybody else. */
    static List<String> prefix() {
        return PREFIX;
    }

    /** Gives a file or folder to the user that {@link #prefix()} changes to. */
    static void handOver(Path path) throws IOException {
        if (PREFIX.equals(NOBODY)) {
            Files.setAttribute(path, "unix:uid", NOBODY_ID);
            Files.setAttribute(path, "unix:gid", NOBODY_ID);
        }
    }

    private static List<String> choose() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        // In a user namespace of its own the process still owns root's files, so any folder will do; not all kernels
        // and containers permit it. As nobody it must be able to reach the folder.
        return works(OWN_USER_NAMESPACE) ? OWN_USER_NAMESPACE : NOBODY;
    }

    private static boolean works(List<String> prefix) {
        try {
            return new ProcessBuilder(prefix.get(0), prefix.get(1), "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

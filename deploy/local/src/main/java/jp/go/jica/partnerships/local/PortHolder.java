package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds out whether a port is free and, if not, which process listens on it. */
final class PortHolder {
    private static final String LISTENING = "0A";

    private PortHolder() {}

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Else a connection that was closed a moment ago would still block the port.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** The holder in words: process id and command line where they may be seen. */
    static String describe(int port) {
        return pidListeningOn(port)
                .map(pid -> "process " + pid + ": " + commandLine(pid))
                .orElse("a process that cannot be seen from here (another user's?)");
    }

    private static Optional<Long> pidListeningOn(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            sockets.addAll(listeningSockets(Path.of(table), port));
        }
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> holdsOneOf(sockets, pid))
                .findFirst();
    }

    /** Lines look like {@code sl local_address rem_address st … inode}; see proc_net_tcp in the kernel's documentation. */
    private static Set<String> listeningSockets(Path table, int port) {
        Set<String> found = new HashSet<>();
        String ending = String.format(Locale.ROOT, ":%04X", port);
        try {
            for (String line : Files.readAllLines(table)) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields.length > 9 && fields[1].endsWith(ending) && fields[3].equals(LISTENING)) {
                    found.add("socket:[" + fields[9] + "]");
                }
            }
        } catch (IOException noSuchTable) {
            // IPv6 is switched off, or this is not Linux.
            return found;
        }
        return found;
    }

    private static boolean holdsOneOf(Set<String> sockets, long pid) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors) {
                if (sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
        } catch (IOException notOursOrGone) {
            return false;
        }
        return false;
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"))
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException gone) {
            return "(ended meanwhile)";
        }
    }
}

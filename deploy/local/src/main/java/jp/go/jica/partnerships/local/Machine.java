package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Says beforehand what would only show later as a strange failure of some part. */
final class Machine {
    private static final long MEGABYTE = 1024 * 1024;
    private static final long DISK_NEEDED = 1024 * MEGABYTE;
    private static final long MEMORY_NEEDED = 1024 * MEGABYTE;
    private static final long MEMORY_WISHED = 2048 * MEGABYTE;

    private Machine() {}

    /** Refuses when a port is taken, or disk or memory is far too short; warns when memory is only short. */
    static void check(Checkout checkout, Ports ports, Set<Port> used, Console console) throws IOException {
        long disk = Files.getFileStore(checkout.state()).getUsableSpace();
        if (disk < DISK_NEEDED) {
            throw new Refused("Only " + disk / MEGABYTE + " MB of disk are free at " + checkout.state() + "; "
                    + DISK_NEEDED / MEGABYTE + " MB are needed");
        }
        long memory = availableMemory();
        if (memory < MEMORY_NEEDED) {
            throw new Refused("Only " + memory / MEGABYTE + " MB of memory are free; the system needs "
                    + MEMORY_WISHED / MEGABYTE + " MB");
        }
        if (memory < MEMORY_WISHED) {
            console.say("memory", "only " + memory / MEGABYTE + " MB are free: the system may become slow");
        }
        checkPorts(ports, used);
    }

    static void checkPorts(Ports ports, Set<Port> used) {
        List<String> taken = new ArrayList<>();
        for (Port port : used) {
            int number = ports.of(port);
            if (!PortHolder.isFree(number)) {
                taken.add("Port " + number + " (" + port.variable() + ") is taken by " + PortHolder.describe(number));
            }
        }
        if (!taken.isEmpty()) {
            throw new Refused(String.join("\n", taken));
        }
    }

    /** Bytes that can be had without swapping, by the machine and by the limit of its container. */
    private static long availableMemory() {
        long available = Long.MAX_VALUE;
        try {
            for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
                if (line.startsWith("MemAvailable:")) {
                    available = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
            String limit =
                    Files.readString(Path.of("/sys/fs/cgroup/memory.max")).strip();
            if (!limit.equals("max")) {
                available = Math.min(available, Long.parseLong(limit));
            }
        } catch (IOException notLinuxOrNotLimited) {
            return available;
        }
        return available;
    }
}

package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Children of a launcher that was killed. They run on without it until the next launcher ends them. */
final class Leftovers {
    private Leftovers() {}

    /**
     * Ends them all at once; a process that merely has the id of a former child is left alone.
     *
     * @return whether there were any
     */
    static boolean end(Checkout checkout, Console console) throws IOException, InterruptedException {
        List<Thread> endings = new ArrayList<>();
        for (PidFile file : PidFile.all(checkout)) {
            Optional<ProcessIdentity> left = file.living();
            if (left.isPresent()) {
                ProcessIdentity process = left.get();
                console.say(
                        file.part(), "left from a launcher that was killed (process " + process.pid() + "): ending it");
                endings.add(
                        Threads.start("end " + file.part(), () -> Ending.end(process, Ending.signalFor(file.part()))));
            }
        }
        for (Thread ending : endings) {
            ending.join();
        }
        for (PidFile file : PidFile.all(checkout)) {
            file.delete();
        }
        return !endings.isEmpty();
    }
}

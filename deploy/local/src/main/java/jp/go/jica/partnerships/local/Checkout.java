package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folders that the launcher works with.
 *
 * @param root the project's checkout
 * @param state what is kept between runs: {@code .local} in the checkout, or the folder that PARTNERSHIPS_STATE names
 */
record Checkout(Path root, Path state) {
    /** The folders of this process: the system property {@code partnerships.checkout} is set by the dev script. */
    static Checkout ofThisProcess() {
        Path root = Path.of(System.getProperty("partnerships.checkout", "")).toAbsolutePath();
        String elsewhere = System.getenv("PARTNERSHIPS_STATE");
        return new Checkout(
                root,
                elsewhere == null
                        ? root.resolve(".local")
                        : Path.of(elsewhere).toAbsolutePath().normalize());
    }

    /** What {@code --fresh} removes. */
    Path data() {
        return state.resolve("data");
    }

    Path logs() {
        return state.resolve("logs");
    }

    Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /** Facts about the running system: process ids, ports, settings made for the children. */
    Path run() {
        return state.resolve("run");
    }

    /** Programs that were unpacked; they stay the same whatever the data. */
    Path unpacked() {
        return state.resolve("unpacked");
    }

    void makeFolders() throws IOException {
        for (Path folder : new Path[] {data(), logs(), run(), unpacked()}) {
            Files.createDirectories(folder);
        }
    }
}

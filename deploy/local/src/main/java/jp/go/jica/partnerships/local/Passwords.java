package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** One random password for each database role, made on the first start and kept with the data. */
final class Passwords {
    private final Path file;
    private final SecureRandom random;
    private final Properties kept = new Properties();

    private Passwords(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    static Passwords keptIn(Path folder) throws IOException {
        Passwords passwords = new Passwords(folder.resolve("passwords.properties"), new SecureRandom());
        if (Files.exists(passwords.file)) {
            try (Reader reader = Files.newBufferedReader(passwords.file)) {
                passwords.kept.load(reader);
            }
        }
        return passwords;
    }

    synchronized String of(String role) {
        String password = kept.getProperty(role);
        if (password == null) {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            password = HexFormat.of().formatHex(bytes);
            kept.setProperty(role, password);
        }
        return password;
    }

    /** Writes them so that only the developer can read them. */
    synchronized void keep() throws IOException {
        StringWriter text = new StringWriter();
        kept.store(text, "Database roles of this machine");
        Files.createDirectories(file.getParent());
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text.toString());
    }
}

package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;
import java.util.function.Function;

/** A random password for each database role and a secret for each service, made when it is first asked for and kept with the data. */
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
        return kept(role, 16, HexFormat.of()::formatHex);
    }

    /** What a service derives its keys from, 32 bytes in base64. */
    synchronized String secretOf(String service) {
        return kept(service + ".secret", 32, Base64.getEncoder()::encodeToString);
    }

    /** What a service wraps the keys of persons by: a Tink keyset of one AES-256-GCM key, its JSON in base64. */
    synchronized String keysetOf(String service) {
        return kept(service + ".keyset", 32, key -> {
            // An AesGcmKey of Tink's protocol buffers is its field 3: the bytes of the key.
            byte[] message = ByteBuffer.allocate(2 + key.length)
                    .put((byte) 0x1a)
                    .put((byte) key.length)
                    .put(key)
                    .array();
            String keyset = """
                    {"primaryKeyId":1,"key":[{"keyData":{"typeUrl":"type.googleapis.com/google.crypto.tink.AesGcmKey",\
                    "value":"%s","keyMaterialType":"SYMMETRIC"},"status":"ENABLED","keyId":1,"outputPrefixType":"TINK"}]}""".formatted(Base64.getEncoder().encodeToString(message));
            return Base64.getEncoder().encodeToString(keyset.getBytes(StandardCharsets.UTF_8));
        });
    }

    private String kept(String name, int length, Function<byte[], String> form) {
        String value = kept.getProperty(name);
        if (value == null) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            value = form.apply(bytes);
            kept.setProperty(name, value);
            // Before anybody uses it: what is sealed by a secret that was not kept is lost.
            keep();
        }
        return value;
    }

    /** Writes them so that only the developer can read them. */
    private void keep() {
        StringWriter text = new StringWriter();
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            kept.store(text, "Database roles and secrets of this machine");
            Files.createDirectories(file.getParent());
            if (!Files.exists(next)) {
                Files.createFile(
                        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(next, text.toString());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

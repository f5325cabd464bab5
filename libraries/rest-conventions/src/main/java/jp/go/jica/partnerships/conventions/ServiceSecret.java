package jp.go.jica.partnerships.conventions;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What only the instances of this service know. It is never used itself: each purpose has a key of its own, derived by
 * its label, so that what one purpose gives away is of no use for another.
 */
@Startup
@Singleton
public class ServiceSecret {

    private static final int SHORTEST = 32;

    private final KeyedHash secret;

    /** From base64 of at least 32 bytes; a service does not start without. */
    public ServiceSecret(@ConfigProperty(name = "partnerships.secret") String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException unreadable) {
            // Without the cause, which would repeat a part of it.
            throw new IllegalStateException("partnerships.secret is not base64");
        }
        if (bytes.length < SHORTEST) {
            throw new IllegalStateException("partnerships.secret has less than %d bytes".formatted(SHORTEST));
        }
        this.secret = new KeyedHash(bytes);
    }

    /** The key of a purpose. */
    public KeyedHash keyFor(String label) {
        return new KeyedHash(secret.of(label.getBytes(StandardCharsets.UTF_8)));
    }
}

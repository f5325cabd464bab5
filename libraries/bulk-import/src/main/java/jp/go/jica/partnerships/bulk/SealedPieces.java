package jp.go.jica.partnerships.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.KeyedHash;
import jp.go.jica.partnerships.conventions.Seal;
import jp.go.jica.partnerships.conventions.ServiceSecret;

/** Seals what came with a file under a key of that file alone; a piece opens only as the same piece of the same file. */
@ApplicationScoped
class SealedPieces {

    private final KeyedHash keys;
    private final SecureRandom random = new SecureRandom();

    SealedPieces(ServiceSecret secret) {
        this.keys = secret.keyFor("import");
    }

    byte[] close(String what, UUID file, int number, byte[] plain) {
        byte[] nonce = new byte[Seal.NONCE];
        random.nextBytes(nonce);
        return seal(what, file).close(plain, nonce, place(file, number));
    }

    byte[] open(String what, UUID file, int number, byte[] sealed) {
        return seal(what, file).open(sealed, place(file, number));
    }

    private Seal seal(String what, UUID file) {
        return new Seal(keys.of(what.getBytes(StandardCharsets.UTF_8), place(file, 0)));
    }

    private static byte[] place(UUID file, int number) {
        return ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES)
                .putLong(file.getMostSignificantBits())
                .putLong(file.getLeastSignificantBits())
                .putInt(number)
                .array();
    }
}

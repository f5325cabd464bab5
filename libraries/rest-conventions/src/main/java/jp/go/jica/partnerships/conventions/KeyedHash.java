package jp.go.jica.partnerships.conventions;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under one key: what it gives can be neither guessed nor turned back without that key. */
public final class KeyedHash {

    /** Bytes of each hash. */
    public static final int LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";

    // Knows the key and nothing else; copying it is less work than making one anew.
    private final Mac keyed;

    public KeyedHash(byte[] key) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
        }
    }

    /** Of several texts; each goes in with its length, so that "ab", "c" and "a", "bc" differ. */
    public byte[] of(byte[]... parts) {
        try {
            Mac mac = (Mac) keyed.clone();
            for (byte[] part : parts) {
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
                mac.update(part);
            }
            return mac.doFinal();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Every Java's HMAC-SHA-256 can be copied", e);
        }
    }
}

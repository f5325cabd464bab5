package jp.go.jica.partnerships.conventions;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM under the key of one place; what was sealed for one place does not open at another. */
public final class Seal {

    /** Bytes of a nonce. */
    public static final int NONCE = 12;

    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    public Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** The nonce, and behind it what was sealed; a nonce is never used twice. */
    public byte[] close(byte[] plain, byte[] nonce, byte[] place) {
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place, plain);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    /**
     * What was sealed.
     *
     * @throws IllegalStateException if it was sealed under another key, or for another place
     */
    public byte[] open(byte[] sealed, byte[] place) {
        return cipher(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(sealed, NONCE),
                place,
                Arrays.copyOfRange(sealed, NONCE, sealed.length));
    }

    private byte[] cipher(int mode, byte[] nonce, byte[] place, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place);
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("What is kept under a seal cannot be sealed or opened", e);
        }
    }
}

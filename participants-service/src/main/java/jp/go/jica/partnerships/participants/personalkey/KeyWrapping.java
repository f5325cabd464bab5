package jp.go.jica.partnerships.participants.personalkey;

/**
 * What the keys of persons are wrapped by before they are stored. It is the place of a key management service: the
 * wrapping key need never be known here.
 */
public interface KeyWrapping {

    /** Names the key that wraps from now on; not secret. */
    String currentKey();

    /**
     * Under the current key.
     *
     * @param owner whose key it is; it unwraps for nobody else
     */
    byte[] wrap(byte[] key, byte[] owner);

    /**
     * Under whichever key it was wrapped.
     *
     * @throws IllegalStateException if it was wrapped under a key that is not there, or for another owner
     */
    byte[] unwrap(byte[] wrapped, byte[] owner);
}

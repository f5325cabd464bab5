package jp.go.jica.partnerships.conventions.idempotency;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import jp.go.jica.partnerships.conventions.Seal;

/** What a request under a key is known by. Nothing of it tells who asked, or for what, without the service's secret. */
final class Remembrance {

    private final byte[] place;
    private final byte[] contents;
    private final byte[] authority;
    private final Seal seal;

    /**
     * From hashes.
     *
     * @param place of caller, method, path and key
     * @param contents of what is asked for
     * @param authority of what the caller was entitled to by its token
     */
    Remembrance(byte[] place, byte[] contents, byte[] authority, Seal seal) {
        this.place = place.clone();
        this.contents = contents.clone();
        this.authority = authority.clone();
        this.seal = seal;
    }

    byte[] place() {
        return place.clone();
    }

    byte[] contents() {
        return contents.clone();
    }

    byte[] authority() {
        return authority.clone();
    }

    /** The number under which the database lets one such request through at a time. */
    long lock() {
        return ByteBuffer.wrap(place).getLong();
    }

    boolean asksForTheSame(byte[] storedContents) {
        return MessageDigest.isEqual(contents, storedContents);
    }

    boolean mayDoTheSame(byte[] storedAuthority) {
        return MessageDigest.isEqual(authority, storedAuthority);
    }

    byte[] sealed(byte[] plain, byte[] nonce) {
        return seal.close(plain, nonce, place);
    }

    byte[] opened(byte[] sealed) {
        return seal.open(sealed, place);
    }
}

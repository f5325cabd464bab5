package jp.go.jica.partnerships.conventions;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** The cursors of one list under its filters; one that was changed, or was given out for another list, is refused. */
public final class Cursors {

    private static final int POSITION = Long.BYTES + Integer.BYTES + 2 * Long.BYTES;

    private final KeyedHash key;
    private final byte[] list;

    /** For the list that the bytes name, with its filters. */
    public Cursors(KeyedHash key, byte[] list) {
        this.key = key;
        this.list = list.clone();
    }

    String of(Listing.Position position) {
        Instant recordedAt = position.recordedAt();
        byte[] place = ByteBuffer.allocate(POSITION)
                .putLong(recordedAt.getEpochSecond())
                .putInt(recordedAt.getNano())
                .putLong(position.id().getMostSignificantBits())
                .putLong(position.id().getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(POSITION + KeyedHash.LENGTH)
                        .put(place)
                        .put(key.of(list, place))
                        .array());
    }

    Listing.Position read(String cursor) {
        byte[] bytes = decoded(cursor);
        if (bytes.length == POSITION + KeyedHash.LENGTH) {
            ByteBuffer parts = ByteBuffer.wrap(bytes);
            byte[] place = new byte[POSITION];
            byte[] seal = new byte[KeyedHash.LENGTH];
            parts.get(place).get(seal);
            if (MessageDigest.isEqual(seal, key.of(list, place))) {
                ByteBuffer position = ByteBuffer.wrap(place);
                return new Listing.Position(
                        Instant.ofEpochSecond(position.getLong(), position.getInt()),
                        new UUID(position.getLong(), position.getLong()));
            }
        }
        throw Refusal.invalid("unknown-cursor", "?cursor", "This is not a nextCursor of this list with these filters");
    }

    private static byte[] decoded(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException unreadable) {
            return new byte[0];
        }
    }
}

package jp.go.jica.partnerships.conventions;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted: the first {@code limit} records after {@code after} in the order (recordedAt, id).
 * New records sort last, so a page never shifts under a reader.
 */
public record Listing(int limit, @Nullable Position after) {

    private static final int USUAL = 50;
    private static final int MOST = 500;

    /** The last record of the page before. */
    public record Position(Instant recordedAt, UUID id) {

        static final Position BEFORE_ALL = new Position(Instant.EPOCH, new UUID(0, 0));

        private String cursor() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((recordedAt + "|" + id).getBytes(StandardCharsets.US_ASCII));
        }

        private static Position read(String cursor) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split("\\|", -1);
                if (parts.length == 2) {
                    return new Position(Instant.parse(parts[0]), UUID.fromString(parts[1]));
                }
            } catch (IllegalArgumentException | DateTimeException unreadable) {
                // Falls through to the same answer.
            }
            throw Refusal.invalid("unknown-cursor", "?cursor", "This is not a nextCursor of this list");
        }
    }

    /** From the query parameters as they came. */
    public static Listing of(@Nullable String cursor, @Nullable String limit) {
        return new Listing(limit == null ? USUAL : limit(limit), cursor == null ? null : Position.read(cursor));
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the same answer.
        }
        throw Refusal.invalid("limit-out-of-range", "?limit", "A number from 1 to %d is wanted".formatted(MOST));
    }

    /** Where to go on; before all records on the first page. */
    public Position start() {
        return after == null ? Position.BEFORE_ALL : after;
    }

    /** One more than the page holds, so that it is known whether there is a next one. */
    public int fetch() {
        return limit + 1;
    }

    /** The page of what was fetched, at most {@link #fetch()} records. */
    public <T> Page<T> page(List<T> fetched, Function<T, Position> positionOf) {
        if (fetched.size() <= limit) {
            return new Page<>(fetched, null);
        }
        List<T> items = fetched.subList(0, limit);
        return new Page<>(items, positionOf.apply(items.get(limit - 1)).cursor());
    }
}

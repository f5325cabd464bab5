package jp.go.jica.partnerships.conventions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted: the first {@code limit} records after {@code after} in the order (recordedAt, id).
 * New records sort last, so a page never shifts under a reader.
 *
 * @param total whether the caller asks how many records fit in all
 */
public record Listing(int limit, @Nullable Position after, boolean total, Cursors cursors) {

    private static final int USUAL = 50;
    private static final int MOST = 500;

    /** The last record of the page before. */
    public record Position(Instant recordedAt, UUID id) {

        public static final Position BEFORE_ALL = new Position(Instant.EPOCH, new UUID(0, 0));
    }

    /** From the query parameters as they came. */
    public static Listing of(@Nullable String cursor, @Nullable String limit, @Nullable String total, Cursors cursors) {
        return new Listing(
                limit == null ? USUAL : limit(limit),
                cursor == null ? null : cursors.read(cursor),
                total != null && yesOrNo(total),
                cursors);
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

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.invalid("unknown-value", "?total", "One of [true, false] is wanted");
        };
    }

    /** Where to go on; before all records on the first page. */
    public Position start() {
        return after == null ? Position.BEFORE_ALL : after;
    }

    /** One more than the page holds, so that it is known whether there is a next one. */
    public int fetch() {
        return limit + 1;
    }

    /**
     * The page of what was fetched.
     *
     * @param fetched at most {@link #fetch()} records
     * @param count how many fit in all, on whatever page; asked only if the caller does
     */
    public <T> Page<T> page(List<T> fetched, Function<T, Position> positionOf, LongSupplier count) {
        Long all = total ? count.getAsLong() : null;
        if (fetched.size() <= limit) {
            return new Page<>(fetched, null, all);
        }
        List<T> items = fetched.subList(0, limit);
        return new Page<>(items, cursors.of(positionOf.apply(items.get(limit - 1))), all);
    }

    /** The page of a list that is at hand as a whole, in its order; each record has its own id. */
    public <T> Page<T> pageOfWhole(List<T> whole, Function<T, UUID> idOf) {
        Position start = start();
        List<T> rest = after == null
                ? whole
                : whole.stream()
                        .dropWhile(each -> !idOf.apply(each).equals(start.id()))
                        .skip(1)
                        .toList();
        return page(
                rest.stream().limit(fetch()).toList(),
                each -> new Position(Instant.EPOCH, idOf.apply(each)),
                whole::size);
    }
}

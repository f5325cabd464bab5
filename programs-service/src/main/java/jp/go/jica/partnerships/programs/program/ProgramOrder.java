package jp.go.jica.partnerships.programs.program;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.conventions.Listing;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.Conditions;
import org.jspecify.annotations.Nullable;

/** In which order programs are listed; those with the same day stand in the order of their ids. */
public enum ProgramOrder {
    RECORDED_AT("recordedAt", "recorded_at"),
    PROPOSED_ON("proposedOn", "proposed_on"),
    PLANNED_START("plannedStart", "planned_start"),
    ADOPTED_ON("adoptedOn", "adopted_sort");

    // What has not been adopted stands behind everything that has.
    private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

    private final String wireName;
    private final String column;

    ProgramOrder(String wireName, String column) {
        this.wireName = wireName;
        this.column = column;
    }

    private Instant keyOf(Program program) {
        return switch (this) {
            case RECORDED_AT -> program.recordedAt();
            case PROPOSED_ON -> day(program.details().proposedOn());
            case PLANNED_START -> day(program.details().plannedStart());
            case ADOPTED_ON -> day(program.progress().adoptedOn());
        };
    }

    /** An order and its direction; {@code -adoptedOn} is the latest first. */
    public record Directed(ProgramOrder by, boolean descending) {

        /** The usual order, if none is given. */
        public static Directed parse(@Nullable String sort) {
            if (sort == null) {
                return new Directed(RECORDED_AT, false);
            }
            boolean descending = sort.startsWith("-");
            Optional<ProgramOrder> named = Arrays.stream(values())
                    .filter(order -> order.wireName.equals(descending ? sort.substring(1) : sort))
                    .findFirst();
            return new Directed(
                    named.orElseThrow(() -> Refusal.invalid(
                            "unknown-value",
                            "?sort",
                            "One of %s is wanted, with - before it for the latest first"
                                    .formatted(Arrays.stream(values())
                                            .map(order -> order.wireName)
                                            .collect(Collectors.joining(", "))))),
                    descending);
        }

        /** As {@code order by} takes it. */
        String sql() {
            return descending ? "%s desc, id desc".formatted(by.column) : "%s, id".formatted(by.column);
        }

        /** What stands behind the place, if there is one. */
        Conditions behind(Listing.@Nullable Position place, Conditions conditions) {
            if (place == null) {
                return conditions;
            }
            String comparison = "(%s, id) %s (?, ?)".formatted(by.column, descending ? "<" : ">");
            Object value =
                    by == RECORDED_AT ? place.recordedAt() : LocalDate.ofInstant(place.recordedAt(), ZoneOffset.UTC);
            return conditions.and(comparison, value, place.id());
        }

        Listing.Position placeOf(Program program) {
            return new Listing.Position(by.keyOf(program), program.id());
        }
    }

    private static Instant day(@Nullable LocalDate date) {
        return (date == null ? NEVER : date).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}

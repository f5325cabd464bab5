package jp.go.jica.partnerships.programs.program;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.CountryCode;
import org.jspecify.annotations.Nullable;

/** Persons that one country may send. */
public record Seats(
        @NotNull CountryCode country,
        @NotNull @Min(0) @Max(100_000) Integer seats) {

    /** Each country stands there once, and together they fit into the capacity, if there is one. */
    static void check(@Nullable Integer capacity, List<Seats> all) {
        Set<CountryCode> countries = new HashSet<>();
        int allocated = 0;
        for (int i = 0; i < all.size(); i++) {
            if (!countries.add(all.get(i).country())) {
                throw Refusal.brokenRule(
                        "named-twice",
                        "/seats/" + i,
                        "%s stands there twice".formatted(all.get(i).country()));
            }
            allocated += all.get(i).seats();
        }
        if (capacity != null && allocated > capacity) {
            throw Refusal.brokenRule(
                    "seats-over-capacity", "/seats", "%d seats are more than the capacity".formatted(allocated));
        }
    }
}

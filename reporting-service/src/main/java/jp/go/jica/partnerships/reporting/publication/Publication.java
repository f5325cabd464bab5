package jp.go.jica.partnerships.reporting.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fiscal year as it is, or will be, published.
 *
 * @param number of the publications of this year, from 1; absent until it is released
 * @param position of its figures; with asOf, reports give them again
 * @param definitions by which they are counted
 * @param hash SHA-256 over the lines {@code <hash>  <name>} of its contents, ordered by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Publication(
        UUID id,
        int fiscalYear,
        PublicationState state,
        @Nullable Integer number,
        long position,
        Instant knownAt,
        LocalDate asOf,
        String definitions,
        String hash,
        String draftedBy,
        Instant draftedAt,
        @Nullable String releasedBy,
        @Nullable Instant releasedAt) {

    /** Whether another one has approved it. */
    public enum PublicationState {
        DRAFT,
        RELEASED
    }
}

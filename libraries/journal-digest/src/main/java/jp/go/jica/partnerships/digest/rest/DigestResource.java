package jp.go.jica.partnerships.digest.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Listing;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.rest.Answers;
import jp.go.jica.partnerships.conventions.rest.Listings;
import jp.go.jica.partnerships.journal.digest.BucketDigest;
import jp.go.jica.partnerships.journal.digest.DigestEntry;
import jp.go.jica.partnerships.journal.digest.DigestSql;
import jp.go.jica.partnerships.journal.digest.JournalDigest;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a journal holds, so that it can be compared with what was made of it elsewhere. */
@Path("/v1/journal/digest")
@Tag(name = "Journal")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.DIGEST)
public class DigestResource {

    private static final String UNTIL =
            "Only what was recorded before this instant, at most a minute ago and before any open transaction began;"
                    + " if it is not given, the last such instant";

    private final JournalDigest journal;
    private final Listings listings;

    public DigestResource(JournalDigest journal, Listings listings) {
        this.journal = journal;
        this.listings = listings;
    }

    /**
     * Counts and hashes of a journal.
     *
     * @param until exclusive
     * @param buckets those that have events, by aggregate type and number
     */
    public record JournalDigestView(Instant until, List<BucketDigest> buckets) {}

    /** The events of one bucket, by the time at which they were recorded. */
    public record DigestPage(
            List<DigestEntry> items,
            @Nullable String nextCursor,
            @Nullable Long total) {}

    @GET
    public JournalDigestView digest(@Parameter(description = UNTIL) @RestQuery @Nullable String until) {
        Instant settled = settled(until);
        return new JournalDigestView(settled, journal.before(settled));
    }

    @GET
    @Path("{bucket}")
    @APIResponseSchema(value = DigestPage.class, responseCode = "200")
    public Response bucket(
            @Parameter(description = "0 to 255: the last byte of the aggregate's id") @PathParam("bucket") int bucket,
            @Parameter(description = UNTIL) @RestQuery @Nullable String until,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        if (bucket < 0 || bucket >= DigestSql.BUCKETS) {
            throw Refusal.notFound();
        }
        Instant settled = settled(until);
        Listing listing = listings.of(cursor, limit, total);
        Listing.Position start = listing.start();
        Page<DigestEntry> page = listing.page(
                journal.entries(bucket, settled, start.recordedAt(), start.id(), listing.fetch()),
                entry -> new Listing.Position(entry.recordedAt(), entry.eventId()),
                () -> journal.before(settled).stream()
                        .filter(each -> each.bucket() == bucket)
                        .mapToLong(BucketDigest::events)
                        .sum());
        return Answers.found(tag(page), new DigestPage(page.items(), page.nextCursor(), page.total()), ifNoneMatch);
    }

    /** The instant that was asked for if nothing more will be recorded before it; if none was, the last such one. */
    private Instant settled(@Nullable String until) {
        Instant settled = journal.settledUntil();
        if (until == null) {
            return settled;
        }
        Instant asked = instant(until);
        if (asked.isAfter(settled)) {
            throw Refusal.invalid(
                    "not-settled",
                    "?until",
                    "Transactions that began before may be open still; the last instant is %s".formatted(settled));
        }
        return asked;
    }

    private static Instant instant(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (instant.isBefore(Instant.EPOCH)) {
                throw Refusal.invalid("unreadable-value", "?until", "There was no journal then");
            }
            return instant;
        } catch (DateTimeException notAnInstant) {
            throw Refusal.invalid("unreadable-value", "?until", "An instant such as 2026-04-01T00:00:00Z is wanted");
        }
    }

    private static EntityTag tag(Page<DigestEntry> page) {
        return new EntityTag(UUID.nameUUIDFromBytes(page.toString().getBytes(StandardCharsets.UTF_8))
                .toString());
    }
}

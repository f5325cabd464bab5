package jp.go.jica.partnerships.reporting.freshness.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.reporting.freshness.Freshness;
import jp.go.jica.partnerships.reporting.freshness.OwnerFreshness;
import jp.go.jica.partnerships.reporting.freshness.TopicPosition;
import jp.go.jica.partnerships.reporting.statistics.Snapshots;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How complete the figures are at this moment. */
@Path("/v1/freshness")
@Tag(name = "Reports")
@RolesAllowed(Permissions.REPORT)
public class FreshnessResource {

    private final Snapshots snapshots;
    private final Freshness freshness;

    public FreshnessResource(Snapshots snapshots, Freshness freshness) {
        this.snapshots = snapshots;
        this.freshness = freshness;
    }

    /**
     * What is known and up to when.
     *
     * @param topics how far the owners' journals have been read
     * @param quarantined records that wait, by reason
     */
    public record View(
            long position,
            Instant knownAt,
            List<OwnerFreshness> owners,
            List<TopicPosition> topics,
            Map<String, Long> quarantined) {}

    @GET
    @Operation(operationId = "freshness", summary = "Up to when the changes of each owner are in the figures")
    public View freshness() {
        return snapshots.read(snapshot -> new View(
                snapshot.newest().seq(),
                snapshot.newest().knownAt(),
                freshness.owners(snapshot),
                freshness.positions(snapshot),
                freshness.quarantined(snapshot)));
    }
}

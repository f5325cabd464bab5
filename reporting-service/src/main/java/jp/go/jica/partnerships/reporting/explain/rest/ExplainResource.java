package jp.go.jica.partnerships.reporting.explain.rest;

import static java.util.stream.Collectors.toUnmodifiableSet;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.rest.Listings;
import jp.go.jica.partnerships.reporting.explain.Explanation;
import jp.go.jica.partnerships.reporting.explain.Explanations;
import jp.go.jica.partnerships.reporting.explain.Sight;
import jp.go.jica.partnerships.reporting.report.Parameters;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a figure is made of. */
@Path("/v1/explain")
@Tag(name = "Reports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.REPORT)
public class ExplainResource {

    private final Explanations explanations;
    private final Listings listings;
    private final Caller caller;

    public ExplainResource(Explanations explanations, Listings listings, Caller caller) {
        this.explanations = explanations;
        this.listings = listings;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "explain")
    public Explanation explain(UriInfo uri) {
        Parameters parameters = Parameters.of(uri.getQueryParameters(), Parameters.OF_EXPLAIN);
        boolean unsuppressed = caller.may(Permissions.PUBLISH);
        if (parameters.isPersonal() && !unsuppressed) {
            throw Refusal.forbidden(
                    "withheld", "Which records are behind attributes of persons is not given out to this caller");
        }
        return explanations.of(
                parameters,
                listings.of(parameters.raw("cursor"), parameters.raw("limit"), parameters.raw("total")),
                new Sight(
                        unsuppressed,
                        caller.may(Permissions.READ_PERSONS),
                        caller.actsForEveryOffice(),
                        caller.coveredOffices().stream()
                                .map(code -> code.value())
                                .collect(toUnmodifiableSet())));
    }
}

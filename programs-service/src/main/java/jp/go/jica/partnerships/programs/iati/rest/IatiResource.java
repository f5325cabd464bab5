package jp.go.jica.partnerships.programs.iati.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.rest.QueryValues;
import jp.go.jica.partnerships.programs.iati.Activities;
import jp.go.jica.partnerships.programs.iati.ActivityFile;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The file of many programs: {@code /v1/programs/iati.xml}. */
@Path("/v1/programs/iati.xml")
@RolesAllowed(Permissions.READ)
public class IatiResource {

    private final Activities activities;
    private final Clock clock;

    public IatiResource(Activities activities, Clock clock) {
        this.activities = activities;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_XML)
    public Response file(
            @Parameter(
                            description =
                                    "Only programs that were adopted in this fiscal year or active on any day of it; without it all; repeated: any of these")
                    @RestQuery
                    List<String> fiscalYear) {
        List<FiscalYear> years = QueryValues.parsed("fiscalYear", fiscalYear, FiscalYear::parse);
        if (!activities.areTold(years)) {
            // A file without activities is not valid.
            throw Refusal.notFound();
        }
        StreamingOutput file = out -> write(years, out);
        return Response.ok(file).build();
    }

    private void write(List<FiscalYear> years, OutputStream out) throws IOException {
        try {
            ActivityFile.write(reader -> activities.each(years, reader), clock.instant(), out);
        } catch (UncheckedIOException callerWentAway) {
            throw callerWentAway.getCause();
        }
    }
}

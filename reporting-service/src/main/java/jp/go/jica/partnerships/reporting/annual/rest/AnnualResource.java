package jp.go.jica.partnerships.reporting.annual.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.reporting.annual.AnnualAnswer;
import jp.go.jica.partnerships.reporting.annual.AnnualReport;
import jp.go.jica.partnerships.reporting.report.Parameters;
import jp.go.jica.partnerships.reporting.report.rest.Form;
import jp.go.jica.partnerships.reporting.report.rest.Formats;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The yearly report. */
@Path("/v1/reports/annual")
@Tag(name = "Reports")
@Produces({
    MediaType.APPLICATION_JSON,
    MediaType.TEXT_HTML,
    Form.TEXT_CSV,
    Form.CSV_METADATA,
    Form.JSON_STATISTICS,
    Form.SPREADSHEET
})
@APIResponse(
        responseCode = "200",
        description = "The figures, the same in each form",
        content =
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = AnnualAnswer.class)))
@RolesAllowed(Permissions.REPORT)
public class AnnualResource {

    private final AnnualReport annual;
    private final Caller caller;

    public AnnualResource(AnnualReport annual, Caller caller) {
        this.annual = annual;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "annual",
            summary = "The figures of the yearly report, each with the request that gives it")
    public Response annual(UriInfo uri, HttpHeaders headers) {
        Formats formats = Formats.orPage(uri, headers, caller);
        return formats.answer(
                annual.of(Parameters.of(uri.getQueryParameters(), Parameters.OF_ANNUAL), formats::had), AnnualPage::of);
    }
}

package jp.go.jica.partnerships.reporting.quality.rest;

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
import jp.go.jica.partnerships.reporting.quality.QualityAnswer;
import jp.go.jica.partnerships.reporting.quality.QualityReport;
import jp.go.jica.partnerships.reporting.report.Parameters;
import jp.go.jica.partnerships.reporting.report.rest.Form;
import jp.go.jica.partnerships.reporting.report.rest.Formats;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The report on the quality of the records. */
@Path("/v1/reports/quality")
@Tag(name = "Reports")
@Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV, Form.CSV_METADATA, Form.JSON_STATISTICS, Form.SPREADSHEET})
@APIResponse(
        responseCode = "200",
        description = "The figures, the same in each form",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = QualityAnswer.class)))
@RolesAllowed(Permissions.REPORT)
public class QualityResource {

    private final QualityReport quality;
    private final Caller caller;

    public QualityResource(QualityReport quality, Caller caller) {
        this.quality = quality;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "quality", summary = "How many records leave something open, flaw by flaw")
    public Response quality(UriInfo uri, HttpHeaders headers) {
        Formats formats = Formats.of(uri, headers, caller);
        return formats.answer(quality.of(Parameters.of(uri.getQueryParameters(), Parameters.OF_QUALITY), formats::had));
    }
}

package jp.go.jica.partnerships.reporting.quality.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.reporting.quality.QualityAnswer;
import jp.go.jica.partnerships.reporting.quality.QualityReport;
import jp.go.jica.partnerships.reporting.report.Parameters;
import jp.go.jica.partnerships.reporting.report.TidyCsv;
import jp.go.jica.partnerships.reporting.report.rest.Formats;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The report on the quality of the records. */
@Path("/v1/reports/quality")
@Tag(name = "Reports")
@Produces({MediaType.APPLICATION_JSON, Formats.CSV})
@APIResponse(
        responseCode = "200",
        description = "The figures, the same in each form",
        content = {
            @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = QualityAnswer.class)),
            @Content(mediaType = Formats.CSV, schema = @Schema(type = SchemaType.STRING))
        })
@RolesAllowed(Permissions.REPORT)
public class QualityResource {

    private final QualityReport quality;

    public QualityResource(QualityReport quality) {
        this.quality = quality;
    }

    @GET
    @Operation(operationId = "quality", summary = "How many records leave something open, flaw by flaw")
    public Response quality(UriInfo uri, HttpHeaders headers) {
        Formats formats = Formats.of(uri, headers);
        return formats.answer(
                quality.of(Parameters.of(uri.getQueryParameters(), Parameters.OF_QUALITY), formats::had),
                QualityResource::csv);
    }

    private static String csv(QualityAnswer answer) {
        return TidyCsv.lines(
                List.of("report", "flaw", "counts", "labelEn", "labelJa", "records", "asOf", "knownAt", "position"),
                answer.rows().stream()
                        .map(row -> List.of(
                                answer.report(),
                                row.flaw(),
                                row.counts(),
                                row.label().en(),
                                row.label().ja(),
                                Long.toString(row.records()),
                                answer.asOf().toString(),
                                answer.knownAt().toString(),
                                Long.toString(answer.position())))
                        .toList());
    }
}

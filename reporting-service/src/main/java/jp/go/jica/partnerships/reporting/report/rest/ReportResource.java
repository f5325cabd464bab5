package jp.go.jica.partnerships.reporting.report.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.reporting.report.Answer;
import jp.go.jica.partnerships.reporting.report.Parameters;
import jp.go.jica.partnerships.reporting.report.Report;
import jp.go.jica.partnerships.reporting.report.Reports;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The named reports and the general question. */
@Path("/v1")
@Tag(name = "Reports")
@Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV, Form.CSV_METADATA, Form.JSON_STATISTICS, Form.SPREADSHEET})
@APIResponse(
        responseCode = "200",
        description = "The figures, the same in each form",
        content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Answer.class)))
@RolesAllowed(Permissions.REPORT)
public class ReportResource {

    private final Reports reports;
    private final Caller caller;

    public ReportResource(Reports reports, Caller caller) {
        this.reports = reports;
        this.caller = caller;
    }

    @GET
    @Path("/reports/countries")
    @Operation(operationId = "countries", summary = "Participations and programs by country")
    public Response countries(UriInfo uri, HttpHeaders headers) {
        return named(Report.COUNTRIES, uri, headers);
    }

    @GET
    @Path("/reports/offices")
    @Operation(operationId = "offices", summary = "Participations, programs and agreements by the office that answers")
    public Response offices(UriInfo uri, HttpHeaders headers) {
        return named(Report.OFFICES, uri, headers);
    }

    @GET
    @Path("/reports/schemes")
    @Operation(operationId = "schemes", summary = "Participations and programs by scheme")
    public Response schemes(UriInfo uri, HttpHeaders headers) {
        return named(Report.SCHEMES, uri, headers);
    }

    @GET
    @Path("/reports/sectors")
    @Operation(operationId = "sectors", summary = "Participations and programs by sector")
    public Response sectors(UriInfo uri, HttpHeaders headers) {
        return named(Report.SECTORS, uri, headers);
    }

    @GET
    @Path("/reports/prefectures")
    @Operation(operationId = "prefectures", summary = "Participations, programs and agreements by prefecture")
    public Response prefectures(UriInfo uri, HttpHeaders headers) {
        return named(Report.PREFECTURES, uri, headers);
    }

    @GET
    @Path("/reports/local-governments")
    @Operation(
            operationId = "localGovernments",
            summary = "Participations, programs and agreements by local government")
    public Response localGovernments(UriInfo uri, HttpHeaders headers) {
        return named(Report.LOCAL_GOVERNMENTS, uri, headers);
    }

    @GET
    @Path("/reports/agreements")
    @Operation(operationId = "agreements", summary = "Agreements by their type")
    public Response agreements(UriInfo uri, HttpHeaders headers) {
        return named(Report.AGREEMENTS, uri, headers);
    }

    @GET
    @Path("/reports/facilities")
    @Operation(operationId = "facilities", summary = "Participations and programs by facility")
    public Response facilities(UriInfo uri, HttpHeaders headers) {
        return named(Report.FACILITIES, uri, headers);
    }

    @GET
    @Path("/reports/countries/{alpha2}")
    @Operation(operationId = "country", summary = "One country by fiscal year")
    public Response country(@PathParam("alpha2") String alpha2, UriInfo uri, HttpHeaders headers) {
        Formats formats = Formats.of(uri, headers, caller);
        Parameters parameters = parameters(uri);
        return formats.answer(reports.ofCountry(alpha2, parameters, formats::had));
    }

    @GET
    @Path("/reports/offices/{code}")
    @Operation(operationId = "office", summary = "One office by fiscal year")
    public Response office(@PathParam("code") String code, UriInfo uri, HttpHeaders headers) {
        Formats formats = Formats.of(uri, headers, caller);
        Parameters parameters = parameters(uri);
        return formats.answer(reports.ofOffice(code, parameters, formats::had));
    }

    @GET
    @Path("/statistics")
    @Operation(
            operationId = "statistics",
            summary = "Any measures by up to three dimensions",
            description = "By attributes of persons statisticians ask as they like. Everybody else gets the tables that"
                    + " /v1/dimensions lists, as of the publication of their fiscal year: figures of fewer than five persons,"
                    + " and others from which these could be reckoned, have no value and the status withheld.")
    public Response statistics(UriInfo uri, HttpHeaders headers) {
        Formats formats = Formats.of(uri, headers, caller);
        Parameters parameters = Parameters.of(uri.getQueryParameters(), Parameters.OF_STATISTICS);
        return formats.answer(
                seesEverything(parameters)
                        ? reports.statistics(parameters, formats::had)
                        : reports.disclosed(parameters, formats::had));
    }

    private Response named(Report report, UriInfo uri, HttpHeaders headers) {
        Formats formats = Formats.of(uri, headers, caller);
        return formats.answer(reports.named(report, parameters(uri), formats::had));
    }

    private Parameters parameters(UriInfo uri) {
        return allowed(Parameters.of(uri.getQueryParameters(), Parameters.OF_REPORTS));
    }

    /** Figures by what tells of persons are for those who see them unsuppressed. */
    private Parameters allowed(Parameters parameters) {
        if (!seesEverything(parameters)) {
            throw Refusal.forbidden("disclosure", "Figures by attributes of persons are not given out to this caller");
        }
        return parameters;
    }

    private boolean seesEverything(Parameters parameters) {
        return !parameters.isPersonal() || caller.may(Permissions.PUBLISH);
    }
}

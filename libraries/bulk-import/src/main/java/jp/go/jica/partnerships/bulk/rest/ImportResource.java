package jp.go.jica.partnerships.bulk.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.bulk.ImportJob;
import jp.go.jica.partnerships.bulk.ImportKind;
import jp.go.jica.partnerships.bulk.ImportKinds;
import jp.go.jica.partnerships.bulk.ImportMode;
import jp.go.jica.partnerships.bulk.Imports;
import jp.go.jica.partnerships.bulk.RowError;
import jp.go.jica.partnerships.bulk.RowErrors;
import jp.go.jica.partnerships.bulk.csv.CsvText;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.conventions.idempotency.Idempotent;
import jp.go.jica.partnerships.conventions.rest.Answers;
import jp.go.jica.partnerships.conventions.rest.Listings;
import jp.go.jica.partnerships.conventions.rest.QueryValues;
import jp.go.jica.partnerships.conventions.rest.TakesFile;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Files that are taken in as jobs: {@code /v1/imports}. */
@Path(ImportJob.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Permissions.RECORD, Permissions.APPROVE})
public class ImportResource {

    private static final int AT_ONCE = 500;

    private final Imports imports;
    private final ImportKinds kinds;
    private final RowErrors errors;
    private final UploadReader uploads;
    private final Listings listings;

    public ImportResource(
            Imports imports, ImportKinds kinds, RowErrors errors, UploadReader uploads, Listings listings) {
        this.imports = imports;
        this.kinds = kinds;
        this.errors = errors;
        this.uploads = uploads;
        this.listings = listings;
    }

    @POST
    @Idempotent
    @TakesFile
    @Consumes(CsvOrJson.CSV)
    public Response begin(
            @Parameter(required = true, description = "What the rows are, as in the template") @RestQuery @Nullable
                    String kind,
            @Parameter(
                            description =
                                    "all-or-nothing (the default; up to 20,000 rows) or valid-rows-only, which takes the good rows beside bad ones")
                    @RestQuery
                    @Nullable
                    String mode,
            @Parameter(description = "true: only tell what would be; false is the default") @RestQuery @Nullable
                    String dryRun,
            @NotNull
                    @RequestBody(
                            required = true,
                            content = @Content(mediaType = CsvOrJson.CSV, schema = @Schema(type = SchemaType.STRING)))
                    Upload file) {
        ImportKind<?> wanted = kinds.required(kind);
        ImportJob job = imports.begin(wanted, file.id(), file.charset(), ImportMode.parse(mode), yesOrNo(dryRun));
        uploads.taken();
        return Response.accepted(job)
                .location(URI.create(ImportJob.PATH + "/" + job.id()))
                .tag(tag(job))
                .build();
    }

    @GET
    public Page<ImportJob> list(
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total,
            @RestQuery List<String> kind,
            @RestQuery List<String> state) {
        return imports.list(
                QueryValues.texts("kind", kind),
                QueryValues.oneOf("state", state, ImportJob.State.class),
                listings.of(cursor, limit, total));
    }

    @GET
    @Path("{id}")
    public Response read(UUID id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        ImportJob job = imports.required(id);
        return Answers.unlessHad(ifNoneMatch, job.revision(), job);
    }

    @GET
    @Path("{id}/errors")
    @Produces({MediaType.APPLICATION_JSON, CsvOrJson.CSV})
    @APIResponse(
            responseCode = "200",
            description = "A page of the errors, or all of them as CSV",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ErrorPage.class)),
                @Content(mediaType = CsvOrJson.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    public Response errors(
            UUID id,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String total,
            @RestQuery @Nullable String format,
            @Context HttpHeaders headers) {
        if (CsvOrJson.wantsCsv(format, headers)) {
            imports.required(id);
            return CsvOrJson.csv("errors.csv", text -> write(id, text));
        }
        Page<RowErrors.Numbered> page = imports.errors(id, listings.of(cursor, limit, total));
        return Response.ok(new ErrorPage(
                        page.items().stream().map(RowErrors.Numbered::error).toList(), page.nextCursor(), page.total()))
                .build();
    }

    private void write(UUID id, CsvText text) {
        text.row(List.of("line", "column", "code", "detail", "severity"));
        int written = 0;
        List<RowErrors.Numbered> some;
        do {
            some = errors.behind(id, written, AT_ONCE);
            for (RowErrors.Numbered each : some) {
                RowError error = each.error();
                text.row(List.of(
                        Long.toString(error.line()),
                        error.column(),
                        error.code(),
                        error.detail(),
                        error.severity().name()));
                written = each.number();
            }
        } while (!some.isEmpty());
    }

    @GET
    @Path("template")
    @Produces(CsvOrJson.CSV)
    @APIResponse(
            responseCode = "200",
            description = "A header, and a row of remarks that says what stands in each column",
            content = @Content(mediaType = CsvOrJson.CSV, schema = @Schema(type = SchemaType.STRING)))
    public Response template(
            @Parameter(required = true, description = "What the rows are") @RestQuery @Nullable String kind) {
        ImportKind<?> wanted = kinds.required(kind);
        return CsvOrJson.csv(wanted.name() + ".csv", text -> {
            text.row(wanted.sheet().names());
            text.remark(wanted.sheet().explanations());
        });
    }

    private static EntityTag tag(ImportJob job) {
        return new EntityTag(Integer.toString(job.revision()));
    }

    private static boolean yesOrNo(@Nullable String text) {
        return switch (text == null ? "false" : text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.invalid("unknown-value", "?dryRun", "One of [true, false] is wanted");
        };
    }
}

package jp.go.jica.partnerships.reporting.measure.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.reporting.disclosure.OpenTable;
import jp.go.jica.partnerships.reporting.disclosure.PublishedYears;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is counted and by what, for machines. */
@Path("/v1")
@Tag(name = "Definitions")
@RolesAllowed(Permissions.REPORT)
public class DefinitionResource {

    private final PublishedYears published;

    public DefinitionResource(PublishedYears published) {
        this.published = published;
    }

    /**
     * All definitions of one kind.
     *
     * @param definitions their version, as answers name it
     */
    public record Definitions<E>(String definitions, List<E> items) {}

    /** All dimensions, and what of the personal ones everybody may see. */
    public record DimensionDefinitions(String definitions, List<DimensionItem> items, OpenTables openTables) {}

    /**
     * The tables with attributes of persons that are open to everybody who sees figures; all others are refused.
     *
     * @param personsAtLeast figures of fewer persons are withheld, and others where these could be reckoned from them
     * @param measures what they count
     * @param fiscalYears of which there are such tables: the published ones, as of their publication
     * @param tables by which dimensions, each with no filter
     */
    public record OpenTables(
            int personsAtLeast, List<String> measures, List<Integer> fiscalYears, List<List<String>> tables) {}

    /**
     * A measure.
     *
     * @param name as in {@code ?measure=}
     * @param unit what its figures are numbers of
     * @param counts the kind of record
     * @param dimensions by which it can be broken down and, but for the two of time, filtered
     * @param additiveOver the dimensions of which the rows add up to the total
     */
    public record MeasureItem(
            String name,
            Label label,
            String definition,
            String unit,
            String counts,
            List<String> dimensions,
            List<String> additiveOver) {

        static MeasureItem of(Measure measure) {
            List<Dimension> dimensions = measure.dimensions();
            return new MeasureItem(
                    measure.wireName(),
                    measure.label(),
                    measure.definition(),
                    measure.unit(),
                    measure.subject().wireName(),
                    names(dimensions),
                    names(dimensions.stream()
                            .filter(dimension -> measure.additiveOver(List.of(dimension)))
                            .toList()));
        }
    }

    /**
     * A dimension.
     *
     * @param name as in {@code ?groupBy=} and as a filter
     * @param personal whether it tells something of persons: then it is not for every caller
     * @param filter whether it is a filter too
     * @param measures to which it applies
     * @param codelist where its codes are listed
     * @param codes these, where that is nowhere else
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DimensionItem(
            String name,
            Label label,
            String definition,
            boolean personal,
            boolean filter,
            List<String> measures,
            @Nullable String codelist,
            @Nullable List<CodeItem> codes) {

        static DimensionItem of(Dimension dimension) {
            List<CodeItem> codes = dimension.codelist().codes().stream()
                    .map(code -> new CodeItem(code, dimension.codelist().label(code)))
                    .toList();
            String path = dimension.codelist().path().orElse(null);
            return new DimensionItem(
                    dimension.wireName(),
                    dimension.label(),
                    dimension.definition(),
                    dimension.isPersonal(),
                    !dimension.isTime(),
                    Arrays.stream(Measure.values())
                            .filter(measure -> dimension.appliesTo(measure.subject()))
                            .map(Measure::wireName)
                            .toList(),
                    path,
                    path == null && !codes.isEmpty() ? codes : null);
        }
    }

    /** A code with its name. */
    public record CodeItem(String code, Label label) {}

    @GET
    @Path("/measures")
    @Operation(operationId = "measures", summary = "What is counted")
    public Definitions<MeasureItem> measures() {
        return new Definitions<>(
                Measure.DEFINITIONS,
                Arrays.stream(Measure.values()).map(MeasureItem::of).toList());
    }

    @GET
    @Path("/dimensions")
    @Operation(
            operationId = "dimensions",
            summary = "By what it is broken down and filtered",
            description =
                    "Also says which tables with attributes of persons are open to everybody who sees figures, and of"
                            + " which published fiscal years.")
    public DimensionDefinitions dimensions() {
        return new DimensionDefinitions(
                Measure.DEFINITIONS,
                Arrays.stream(Dimension.values()).map(DimensionItem::of).toList(),
                new OpenTables(
                        OpenTable.PERSONS_AT_LEAST,
                        OpenTable.MEASURES.stream().map(Measure::wireName).toList(),
                        published.released().stream()
                                .map(each -> each.year().startYear())
                                .toList(),
                        OpenTable.ALL.stream()
                                .map(table -> names(table.dimensions()))
                                .toList()));
    }

    private static List<String> names(List<Dimension> dimensions) {
        return dimensions.stream().map(Dimension::wireName).toList();
    }
}

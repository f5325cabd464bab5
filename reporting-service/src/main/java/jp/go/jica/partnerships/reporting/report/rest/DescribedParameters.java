package jp.go.jica.partnerships.reporting.report.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.report.Parameters;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Describes the query parameters from the definitions that also check them. */
// Before the one that completes every operation: without an order, the written text would have now one order and now
// the other.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 2)
public class DescribedParameters implements OASFilter {

    private static final Set<String> REPORTS = Set.of(
            "countries",
            "offices",
            "schemes",
            "sectors",
            "prefectures",
            "localGovernments",
            "facilities",
            "agreements",
            "country",
            "office");

    private static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
            Map.entry(
                    "fiscalYear",
                    "The year in which it starts: 2015 for 2015-04-01 to 2016-03-31; default the present one"),
            Map.entry("from", "First fiscal year of a range that is taken as one period; with to"),
            Map.entry("to", "Last fiscal year of the range"),
            Map.entry("asOf", "Facts dated after this day are ignored; default today in Tokyo"),
            Map.entry("knownAt", "As it was known at this instant"),
            Map.entry("position", "As it was known at the position that an answer named"),
            Map.entry("sees", "An Event-Version header's value: waits up to 2 s until that change is in, else 503"),
            Map.entry("maxStaleness", "503 if an owner is known less far than this duration ago, such as PT5S"),
            Map.entry("format", "The form; overrides Accept. csvw tells what the columns of csv are"),
            Map.entry(
                    "developing",
                    "true for countries on the DAC list of the record's own fiscal year, false for the others"),
            Map.entry("officeBasis", "recorded: the office that led on the day; successor: the one that took it over"),
            Map.entry(
                    "countryBasis",
                    "sending: the country that sent the person; nationality: the person's own, for those who may see it"),
            Map.entry(
                    "formerCountries",
                    "recorded: under their own codes; successor: a country that became one other counts for that one"),
            Map.entry("month", "Only this month of the period, such as 2015-06"),
            Map.entry("record", "Asks of this one record whether it is counted, and if not, why"),
            Map.entry("cursor", "nextCursor of the page before; the next page stands at the same position"),
            Map.entry("limit", "Records a page, 500 at most; default 50"),
            Map.entry("total", "true counts the items of all pages"),
            Map.entry("within", "Days in which an agreement must run out to be expiring; default P90D"),
            Map.entry("measure", "Repeatable: what is counted, see /v1/measures"),
            Map.entry("groupBy", "Repeatable, three at most: by what, see /v1/dimensions"));

    @Override
    public Operation filterOperation(Operation operation) {
        String id = operation.getOperationId();
        if (REPORTS.contains(id)) {
            describe(operation, Parameters.OF_REPORTS, Form.ofFigures());
        } else if ("statistics".equals(id)) {
            describe(operation, Parameters.OF_STATISTICS, Form.ofFigures());
        } else if ("annual".equals(id)) {
            describe(operation, Parameters.OF_ANNUAL, EnumSet.allOf(Form.class));
        } else if ("explain".equals(id)) {
            describe(operation, Parameters.OF_EXPLAIN, EnumSet.noneOf(Form.class));
        } else if ("quality".equals(id)) {
            describe(operation, Parameters.OF_QUALITY, Form.ofFigures());
        }
        return operation;
    }

    private static void describe(Operation operation, Set<String> names, Set<Form> forms) {
        for (String name : new TreeSet<>(names)) {
            operation.addParameter(OASFactory.createParameter()
                    .name(name)
                    .in(Parameter.In.QUERY)
                    .description(description(name))
                    .schema(
                            name.equals("format")
                                    ? oneOf(forms.stream().map(Form::word).toList())
                                    : schema(name)));
        }
        operation.addParameter(OASFactory.createParameter()
                .name("Accept-Language")
                .in(Parameter.In.HEADER)
                .description("en or ja: the language of names where a form has them in one language, and of headers")
                .schema(text()));
        APIResponse answer = operation.getResponses().getAPIResponse("200");
        for (Form form : forms) {
            if (form != Form.JSON) {
                answer.getContent()
                        .addMediaType(
                                form.mediaType(), OASFactory.createMediaType().schema(bodyOf(form)));
            }
        }
        tagged(answer);
        operation
                .getResponses()
                .addAPIResponse(
                        "304",
                        tagged(OASFactory.createAPIResponse()
                                .description("The caller has these figures (If-None-Match)")));
    }

    private static APIResponse tagged(APIResponse response) {
        return response.addHeader(
                "ETag",
                OASFactory.createHeader()
                        .description(
                                "Weak; the same for the same position, day, definitions, reference data, rights, form"
                                        + " and language")
                        .schema(text()));
    }

    private static Schema bodyOf(Form form) {
        return form == Form.CSVW || form == Form.JSON_STAT
                ? OASFactory.createSchema().type(List.of(Schema.SchemaType.OBJECT))
                : text();
    }

    private static String description(String name) {
        return DESCRIPTIONS.getOrDefault(
                name,
                Dimension.named(name)
                        .map(dimension -> dimension.definition() + " Repeatable: any of these"
                                + (dimension.isPersonal() ? "; for those who may see it" : ""))
                        .orElse(""));
    }

    private static Schema schema(String name) {
        return switch (name) {
            case "measure" ->
                several(Arrays.stream(Measure.values()).map(Measure::wireName).toList());
            case "groupBy" ->
                several(Arrays.stream(Dimension.values())
                        .map(Dimension::wireName)
                        .toList());
            case "fiscalYear", "from", "to", "position", "limit" ->
                OASFactory.createSchema().type(List.of(Schema.SchemaType.INTEGER));
            case "developing", "total" -> OASFactory.createSchema().type(List.of(Schema.SchemaType.BOOLEAN));
            case "sees" -> several(List.of());
            default -> Dimension.named(name).isPresent() ? several(List.of()) : text();
        };
    }

    private static Schema several(List<String> words) {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.ARRAY)).items(oneOf(words));
    }

    private static Schema oneOf(List<String> words) {
        Schema word = text();
        words.forEach(word::addEnumeration);
        return word;
    }

    private static Schema text() {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
    }
}

package jp.go.jica.partnerships.reporting;

import static io.restassured.RestAssured.given;
import static jp.go.jica.partnerships.reporting.Asked.get;
import static jp.go.jica.partnerships.reporting.Asked.ownEarlyYear;
import static jp.go.jica.partnerships.reporting.Asked.ownEarlyYears;
import static jp.go.jica.partnerships.reporting.Asked.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jp.go.jica.partnerships.reporting.Published.State;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithRealServers(service = "reporting")
class FormatsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern DESCRIBED_BY =
            Pattern.compile("<([^>]+)>; rel=\"describedby\"; type=\"application/csvm\\+json\"");
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

    // Of all tests that compare one answer with another, whatever is in it.
    private static final int YEAR = ownEarlyYears(2);

    @FromServers
    EventPublisher publisher;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/reports/countries?fiscalYear=%d",
                "/v1/reports/offices?fiscalYear=%d&officeBasis=successor",
                "/v1/reports/countries/LA?from=%1$d&to=%1$d",
                "/v1/statistics?measure=participationsAccepted&measure=persons&groupBy=country&groupBy=leadOffice&fiscalYear=%d",
                "/v1/statistics?measure=programsAdopted&groupBy=month&groupBy=country&groupBy=scheme&fiscalYear=%d",
                "/v1/statistics?measure=firstAgreementSignedOn&measure=prefecturesInForceShare&groupBy=agreementType&fiscalYear=%d",
                "/v1/statistics?measure=programsAdopted&fiscalYear=%d",
                "/v1/reports/schemes?fiscalYear=%d&country=AQ"
            })
    void everyFormOfAReportHoldsTheSameNumbersAndKnowsTheSame(String path) throws IOException {
        record(YEAR);
        String asked = path.formatted(YEAR);
        JsonNode json = JSON.readTree(get(asked).asString());
        // Pinned, since other tests go on.
        String same = asked + "&position=" + json.path("position").asText();
        Map<List<String>, String> figures = figures(json);
        assertThat(figures).isNotEmpty();

        List<NamedCsvRecord> csv = csv(same);
        assertThat(figures(csv, json)).isEqualTo(figures);
        assertThat(csv).allSatisfy(line -> {
            assertThat(line.getField("position"))
                    .isEqualTo(json.path("position").asText());
            assertThat(line.getField("knownAt")).isEqualTo(json.path("knownAt").asText());
            assertThat(line.getField("asOf")).isEqualTo(json.path("asOf").asText());
            assertThat(line.getField("definitions"))
                    .isEqualTo(json.path("definitions").asText());
            assertThat(line.getField("status")).isNotEmpty();
            assertThat(line.getFields()).doesNotContainNull();
        });
        assertThat(csv.get(0).getHeader())
                .contains("agreementsCompleteUntil", "participantsCompleteUntil", "programsCompleteUntil");

        JsonNode dataset = JSON.readTree(get(same + "&format=jsonstat").asString());
        assertThat(cells(dataset)).isEqualTo(figures);
        for (String known : List.of("position", "knownAt", "knownAtBasis", "asOf", "definitions")) {
            assertThat(dataset.path("extension").path(known)).isEqualTo(json.path(known));
        }
        assertThat(dataset.at("/extension/owners/0/owner").asText()).isEqualTo("agreements");
        assertThat(dataset.at("/extension/sumOfRows").size())
                .isEqualTo(json.path("sumOfRows").size());

        byte[] workbook = get(same + "&format=xlsx").asByteArray();
        assertThat(figures(workbook, json)).isEqualTo(figures);
        assertThat(about(workbook))
                .containsEntry("Position", json.path("position").asText())
                .containsEntry("Known at", json.path("knownAt").asText())
                .containsEntry(
                        "Version of the definitions", json.path("definitions").asText())
                .containsKeys("As of", "First day of the period", "Complete until: programs");
    }

    @Test
    void sumsOfRowsStandBesideTheTotalInCsvToo() {
        int year = ownEarlyYear();
        record(year);
        String path = "/v1/reports/countries?fiscalYear=" + year;

        List<NamedCsvRecord> totals = csv(path).stream()
                .filter(line -> line.getField("country").equals("_T"))
                .toList();

        assertThat(totals).anySatisfy(line -> {
            assertThat(line.getField("measure")).isEqualTo("programsAdopted");
            assertThat(line.getField("additive")).isEqualTo("false");
            assertThat(line.getField("value")).isEqualTo("1");
            assertThat(line.getField("sumOfRows")).isEqualTo("2");
        });
    }

    @Test
    void qualityHoldsTheSameNumbersInEveryForm() throws IOException {
        JsonNode json = JSON.readTree(get("/v1/reports/quality").asString());
        String same = "/v1/reports/quality?position=" + json.path("position").asText();
        Map<List<String>, String> figures = new TreeMap<>(FormatsTest::compare);
        json.path("rows")
                .forEach(row -> figures.put(
                        List.of(row.path("flaw").asText(), row.path("counts").asText(), "records"),
                        row.path("records").asText()));
        json.path("total")
                .properties()
                .forEach(total -> figures.put(
                        List.of("_T", total.getKey(), "records"),
                        total.getValue().asText()));

        Map<List<String>, String> lines = new TreeMap<>(FormatsTest::compare);
        csv(same)
                .forEach(line -> lines.put(
                        List.of(line.getField("flaw"), line.getField("counts"), "records"), line.getField("records")));

        assertThat(lines).isEqualTo(figures);
        assertThat(cells(JSON.readTree(get(same + "&format=jsonstat").asString())))
                .isEqualTo(figures);
        get(same + "&format=xlsx").then().statusCode(200);
    }

    @Test
    void jsonStatKeepsItsOwnRules() throws IOException {
        record(YEAR);
        Response answer = given().auth()
                .oauth2(Tokens.analyst())
                .accept("application/vnd.jsonstat+json")
                .get("/v1/statistics?measure=participationsAccepted&groupBy=country&groupBy=fiscalYear&from=%d&to=%d"
                        .formatted(YEAR, YEAR + 1));
        answer.then().statusCode(200).contentType(startsWith("application/vnd.jsonstat+json"));
        JsonNode dataset = JSON.readTree(answer.asString());

        assertThat(dataset.path("version").asText()).isEqualTo("2.0");
        assertThat(dataset.path("class").asText()).isEqualTo("dataset");
        assertThat(texts(dataset.path("id"))).containsExactly("country", "fiscalYear", "measure");
        assertThat(dataset.at("/role/time/0").asText()).isEqualTo("fiscalYear");
        assertThat(dataset.at("/role/geo/0").asText()).isEqualTo("country");
        assertThat(dataset.at("/role/metric/0").asText()).isEqualTo("measure");
        int cells = 1;
        for (int i = 0; i < dataset.path("id").size(); i++) {
            JsonNode category = dataset.path("dimension")
                    .path(dataset.path("id").get(i).asText())
                    .path("category");
            assertThat(category.path("index"))
                    .hasSize(dataset.path("size").get(i).asInt());
            assertThat(names(category.path("label")))
                    .containsExactlyInAnyOrderElementsOf(texts(category.path("index")));
            cells *= dataset.path("size").get(i).asInt();
        }
        assertThat(dataset.path("value")).hasSize(cells);
        int size = cells;
        assertThat(names(dataset.path("status")))
                .isNotEmpty()
                .allSatisfy(index -> assertThat(Integer.parseInt(index)).isBetween(0, size - 1));
        assertThat(texts(dataset.path("status")))
                .allMatch(status -> dataset.at("/extension/status/label").has(status));
        assertThat(dataset.at("/dimension/measure/category/unit/participationsAccepted/decimals")
                        .asInt(-1))
                .isZero();
        assertThat(dataset.at("/dimension/country/category/label/LA").asText()).isEqualTo("Laos");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/reports/countries?fiscalYear=2003",
                "/v1/statistics?measure=persons&groupBy=country&groupBy=month&fiscalYear=2003",
                "/v1/reports/annual?fiscalYear=2015",
                "/v1/reports/quality?asOf=2016-03-31"
            })
    void theMetadataOfACsvDescribesItsColumns(String path) throws IOException {
        for (String language : List.of("", "en", "ja")) {
            Response csv = given().auth()
                    .oauth2(Tokens.analyst())
                    .header("Accept-Language", language.isEmpty() ? "*" : language)
                    .get(path + "&format=csv");
            List<String> header = CsvReader.builder()
                    .ofCsvRecord(csv.asString())
                    .iterator()
                    .next()
                    .getFields();
            assertThat(new HashSet<>(header)).hasSameSizeAs(header);
            Matcher link = DESCRIBED_BY.matcher(csv.header("Link"));
            assertThat(link.matches()).isTrue();
            Response described = get(link.group(1));
            described.then().statusCode(200).contentType(startsWith("application/csvm+json"));
            JsonNode metadata = JSON.readTree(described.asString());

            assertThat(metadata.at("/@context/0").asText()).isEqualTo("http://www.w3.org/ns/csvw");
            assertThat(metadata.path("url").asText()).isEqualTo(path + "&format=csv");
            JsonNode columns = metadata.at("/tableSchema/columns");
            String titles = language.isEmpty() ? "und" : language;
            assertThat(StreamSupport.stream(columns.spliterator(), false)
                            .map(column -> column.path("titles").path(titles).asText()))
                    .containsExactlyElementsOf(header);
            List<String> names = StreamSupport.stream(columns.spliterator(), false)
                    .map(column -> column.path("name").asText())
                    .toList();
            List<String> key = texts(metadata.at("/tableSchema/primaryKey"));
            assertThat(names).containsAll(key);
            List<List<String>> keys = CsvReader.builder().ofCsvRecord(csv.asString()).stream()
                    .skip(1)
                    .map(line -> key.stream()
                            .map(name -> line.getField(names.indexOf(name)))
                            .toList())
                    .toList();
            assertThat(keys).doesNotHaveDuplicates();
            CsvReader.builder().ofCsvRecord(csv.asString()).stream().skip(1).forEach(line -> {
                for (int i = 0; i < columns.size(); i++) {
                    assertThat(line.getField(i))
                            .as(names.get(i))
                            .matches(lexical(columns.get(i).path("datatype").asText()));
                }
            });
            assertThat(metadata.at("/notes/0/position").isIntegralNumber()).isTrue();
        }
    }

    @Test
    void acceptLanguageChoosesTheNames() throws IOException {
        String path = "/v1/reports/countries?fiscalYear=2003";

        assertThat(inLanguage("ja,en;q=0.5", path + "&format=csv")).startsWith("報告,期間の初日,期間の末日,国・地域,");
        assertThat(inLanguage("en-GB", path + "&format=csv")).startsWith("Report,First day of the period,");
        assertThat(inLanguage("fr", path + "&format=csv")).startsWith("report,periodStart,periodEnd,country,");
        assertThat(inLanguage(";;q=x", path + "&format=csv")).startsWith("report,periodStart,");
        assertThat(JSON.readTree(inLanguage("en;q=0, ja", path + "&format=jsonstat"))
                        .at("/dimension/measure/label")
                        .asText())
                .isEqualTo("指標");
        byte[] workbook = given().auth()
                .oauth2(Tokens.analyst())
                .header("Accept-Language", "ja")
                .get(path + "&format=xlsx")
                .asByteArray();
        try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            assertThat(read.getSheets().map(Sheet::getName)).containsExactly("数値", "この表について");
            assertThat(read.getFirstSheet().read().get(0).getCellText(0)).isEqualTo("報告");
        }
    }

    @Test
    void eachFormAndLanguageAndRightHasItsOwnTagAndIsNotSentAgain() {
        String path = "/v1/reports/sectors?fiscalYear=2003&position="
                + get("/v1/reports/sectors").jsonPath().getString("position");
        Set<String> tags = new HashSet<>();
        int answers = 0;
        for (String token : List.of(Tokens.analyst(), Tokens.statistician())) {
            for (String form : List.of("json", "csv", "csvw", "jsonstat", "xlsx")) {
                for (String language : List.of("en", "ja")) {
                    Response first = given().auth()
                            .oauth2(token)
                            .header("Accept-Language", language)
                            .get(path + "&format=" + form);
                    first.then()
                            .statusCode(200)
                            .header("Vary", "Accept, Accept-Language, Authorization")
                            .header("Cache-Control", "private, no-cache");
                    given().auth()
                            .oauth2(token)
                            .header("Accept-Language", language)
                            .header("If-None-Match", first.header("ETag"))
                            .get(path + "&format=" + form)
                            .then()
                            .statusCode(304)
                            .header("ETag", first.header("ETag"))
                            .header("Vary", "Accept, Accept-Language, Authorization");
                    tags.add(first.header("ETag"));
                    answers++;
                }
            }
        }
        assertThat(tags).hasSize(answers);
    }

    @Test
    void theFormIsChosenByAccept() {
        for (Map.Entry<String, String> asked : Map.of(
                        "text/csv", "text/csv",
                        "application/csvm+json", "application/csvm+json",
                        "application/vnd.jsonstat+json, application/json;q=0.9", "application/vnd.jsonstat+json",
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        "*/*", "application/json",
                        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json",
                        "text/csv;q=0.1, application/json", "application/json")
                .entrySet()) {
            given().auth()
                    .oauth2(Tokens.analyst())
                    .accept(asked.getKey())
                    .get("/v1/reports/schemes?fiscalYear=2003")
                    .then()
                    .statusCode(200)
                    .contentType(startsWith(asked.getValue()));
        }
        given().auth()
                .oauth2(Tokens.analyst())
                .accept("text/html")
                .get("/v1/reports/schemes?fiscalYear=2003")
                .then()
                .statusCode(406);
        get("/v1/reports/schemes?format=html").then().statusCode(400);
    }

    @Test
    void theAnnualReportHoldsTheSameFiguresInEveryForm() throws IOException {
        JsonNode json = JSON.readTree(get("/v1/reports/annual?fiscalYear=2015").asString());
        String same = "/v1/reports/annual?fiscalYear=2015&position="
                + json.path("position").asText();
        json = JSON.readTree(get(same).asString());
        List<NamedCsvRecord> csv = csv(same);
        JsonNode dataset = JSON.readTree(get(same + "&format=jsonstat").asString());
        Map<List<String>, String> cells = cells(dataset);
        XmlPath page = page(same, "en");
        XmlPath japanese = page(same, "ja");

        assertThat(csv).hasSize(json.path("figures").size());
        assertThat(page.getString("html.@lang")).isEqualTo("en");
        assertThat(japanese.getString("html.@lang")).isEqualTo("ja");
        for (JsonNode figure : json.path("figures")) {
            String id = figure.path("id").asText();
            String value = figure.path("value").asText();
            String rounded = figure.path("rounded").asText();
            String source = figure.path("source").asText();
            String explain = figure.path("explain").asText();
            NamedCsvRecord line = csv.stream()
                    .filter(each -> each.getField("figure").equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(line.getField("value")).isEqualTo(value);
            assertThat(line.getField("rounded")).isEqualTo(rounded);
            assertThat(line.getField("source")).isEqualTo(source);
            assertThat(line.getField("explain")).isEqualTo(explain);
            assertThat(cells.getOrDefault(List.of(id, "value"), "")).isEqualTo(value);
            assertThat(cells.getOrDefault(List.of(id, "rounded"), "")).isEqualTo(rounded);
            for (XmlPath each : List.of(page, japanese)) {
                String row = "html.body.main.table.tbody.tr.find { it.@id == '" + id + "' }";
                boolean day = value.contains("-");
                assertThat(each.getString(row + (day ? ".td[0].time.@datetime" : ".td[0].data.@value")))
                        .isEqualTo(value);
                assertThat(Objects.toString(each.getString(row + ".td[1].data.@value"), ""))
                        .isEqualTo(rounded);
                assertThat(each.getString(row + ".td[3].a[0].@href")).isEqualTo(source);
                assertThat(each.getString(row + ".td[3].a[1].@href")).isEqualTo(explain);
            }
            assertThat(page.getString("html.body.main.table.tbody.tr.find { it.@id == '" + id + "' }.th"))
                    .startsWith(figure.at("/text/en").asText());
            assertThat(japanese.getString("html.body.main.table.tbody.tr.find { it.@id == '" + id + "' }.th"))
                    .startsWith(figure.at("/text/ja").asText());
            assertThat(explain).startsWith(source.startsWith("/v1/statistics") ? "/v1/explain?measure=" : source);
        }
        assertThat(page.getList("html.body.main.dl.dt")).contains("Position", "Complete until: programs");
    }

    @Test
    void theAnnualPageAllowsItsOwnStyleAndNothingElse() throws Exception {
        Response answer =
                given().auth().oauth2(Tokens.analyst()).accept("text/html").get("/v1/reports/annual?fiscalYear=2015");
        answer.then().statusCode(200).contentType("text/html;charset=UTF-8");
        String html = answer.asString();
        Matcher style = STYLE.matcher(html);
        assertThat(style.find()).isTrue();
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(style.group(1).getBytes(StandardCharsets.UTF_8)));

        assertThat(answer.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-" + hash + "';");
        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .contains("@media print")
                .contains("scope=\"col\"")
                .contains("scope=\"row\"")
                .doesNotContain("<script", "style=\"", "<link", "<img");
        given().auth()
                .oauth2(Tokens.analyst())
                .accept("text/html")
                .header("If-None-Match", answer.header("ETag"))
                .get("/v1/reports/annual?fiscalYear=2015&position="
                        + get("/v1/reports/annual?fiscalYear=2015").jsonPath().getString("position"))
                .then()
                .header("Vary", "Accept, Accept-Language, Authorization");
    }

    private static XmlPath page(String path, String language) {
        return given().auth()
                .oauth2(Tokens.analyst())
                .header("Accept-Language", language)
                .get(path + "&format=html")
                .htmlPath();
    }

    private static String inLanguage(String language, String path) {
        return given().auth()
                .oauth2(Tokens.analyst())
                .header("Accept-Language", language)
                .get(path)
                .asString();
    }

    private void record(int year) {
        State program = Published.program(UUID.randomUUID())
                .with("proposedOn", year + "-05-01")
                .with("adoptedOn", year + "-09-01")
                .with("state", "ADOPTED")
                .with("countries", Published.shares("LA", "VN"));
        State first = accepted(program, year + "-10-01");
        State second = accepted(program, year + "-11-01").with("sendingCountry", "VN");
        State agreement = Published.agreement(UUID.randomUUID())
                .with("parties", Published.localGovernments("011002"))
                .with("signedOn", year + "-10-25")
                .with("effectiveFrom", year + "-10-25");
        publisher.publishInTransaction(program.at(1), first.at(1), second.at(1), agreement.at(1));
        seen(
                "/v1/reports/countries?fiscalYear=" + year,
                program.eventVersion(1),
                first.eventVersion(1),
                second.eventVersion(1),
                agreement.eventVersion(1));
    }

    private static State accepted(State program, String plannedStart) {
        return Published.participation(UUID.randomUUID(), program.id())
                .with("acceptedOn", LocalDate.parse(plannedStart).minusDays(20).toString())
                .with("plannedStart", plannedStart);
    }

    /** By keys and measure; the total under _T. */
    private static Map<List<String>, String> figures(JsonNode json) {
        Map<List<String>, String> figures = new TreeMap<>(FormatsTest::compare);
        json.path("rows")
                .forEach(row -> row.path("values")
                        .properties()
                        .forEach(value -> figures.put(
                                with(texts(row.path("key")), value.getKey()),
                                plain(value.getValue().asText()))));
        List<String> total = json.path("dimensions").findValuesAsText("name").stream()
                .map(name -> "_T")
                .toList();
        json.at("/total/values")
                .properties()
                .forEach(value -> figures.put(
                        with(total, value.getKey()), plain(value.getValue().asText())));
        return figures;
    }

    private static List<NamedCsvRecord> csv(String path) {
        return CsvReader.builder().ofNamedCsvRecord(get(path + "&format=csv").asString()).stream()
                .toList();
    }

    private static Map<List<String>, String> figures(List<NamedCsvRecord> lines, JsonNode json) {
        Map<List<String>, String> figures = new TreeMap<>(FormatsTest::compare);
        for (NamedCsvRecord line : lines) {
            if (!line.getField("value").isEmpty()) {
                figures.put(
                        with(
                                json.path("dimensions").findValuesAsText("name").stream()
                                        .map(line::getField)
                                        .toList(),
                                line.getField("measure")),
                        plain(line.getField("value")));
            }
        }
        return figures;
    }

    private static Map<List<String>, String> figures(byte[] workbook, JsonNode json) throws IOException {
        Map<List<String>, String> figures = new TreeMap<>(FormatsTest::compare);
        try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            List<Row> rows = read.getFirstSheet().read();
            List<String> header =
                    rows.get(0).stream().map(cell -> cell.getText()).toList();
            List<Integer> keys = Stream.concat(
                            json.path("dimensions").findValuesAsText("en").stream(), Stream.of("Measure"))
                    .map(header::indexOf)
                    .toList();
            int value = header.indexOf("Value");
            for (Row row : rows.subList(1, rows.size())) {
                assertThat(row.getCell(header.indexOf("First day of the period"))
                                .asDate())
                        .isNotNull();
                if (row.hasCell(value) && row.getCell(value) != null) {
                    assertThat(row.getCell(value).getType())
                            .isIn(CellType.NUMBER, CellType.STRING)
                            .isNotEqualTo(CellType.FORMULA);
                    figures.put(
                            keys.stream().map(row::getCellText).toList(),
                            row.getCellText(header.indexOf("Unit")).equals("date")
                                    ? row.getCell(value).asDate().toLocalDate().toString()
                                    : plain(row.getCell(value).getText()));
                }
            }
        }
        return figures;
    }

    private static Map<String, String> about(byte[] workbook) throws IOException {
        Map<String, String> about = new TreeMap<>();
        try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            for (Row row : read.getSheet(1).orElseThrow().read()) {
                about.put(row.getCellText(0), row.getCellText(1));
            }
        }
        return about;
    }

    /** The cells of a JSON-stat dataset that have a value. */
    private static Map<List<String>, String> cells(JsonNode dataset) {
        Map<List<String>, String> cells = new TreeMap<>(FormatsTest::compare);
        List<List<String>> categories = new ArrayList<>();
        int size = 1;
        for (String id : texts(dataset.path("id"))) {
            List<String> codes = texts(dataset.at("/dimension/" + id + "/category/index"));
            categories.add(codes);
            size *= codes.size();
        }
        for (int index = 0; index < size; index++) {
            JsonNode value = dataset.path("value").get(index);
            if (!value.isNull()) {
                String[] keys = new String[categories.size()];
                int rest = index;
                for (int i = keys.length - 1; i >= 0; i--) {
                    keys[i] = categories.get(i).get(rest % categories.get(i).size());
                    rest /= categories.get(i).size();
                }
                cells.put(Arrays.asList(keys), plain(value.asText()));
            }
        }
        return cells;
    }

    private static String lexical(String datatype) {
        return switch (datatype) {
            case "integer" -> "([0-9]+)?";
            case "decimal" -> "([0-9]+([.][0-9]+)?)?";
            case "date" -> "[0-9]{4}-[0-9]{2}-[0-9]{2}";
            case "dateTime" -> "([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z)?";
            case "boolean" -> "true|false";
            case "anyURI" -> "/v1/.*";
            default -> ".*";
        };
    }

    private static List<String> with(List<String> keys, String measure) {
        return Stream.concat(keys.stream(), Stream.of(measure)).toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String plain(String value) {
        return value.contains("-") && !value.startsWith("-")
                ? value
                : new BigDecimal(value).stripTrailingZeros().toPlainString();
    }

    private static int compare(List<String> one, List<String> other) {
        return String.join("\u0000", one).compareTo(String.join("\u0000", other));
    }
}

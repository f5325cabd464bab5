package jp.go.jica.partnerships.reporting.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.reporting.freshness.OwnerFreshness;
import jp.go.jica.partnerships.reporting.statistics.KnownAtBasis;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

class FormsTest {

    private static final int MANY = 20_000;
    private static final Label VALUE = new Label("Value", "値");

    @Test
    void aWithheldCellIsInEveryFormWithoutAValue() throws IOException {
        Answer answer = answer(List.of(
                row("LA", new Label("Laos", "ラオス"), Map.of("persons", 12L), Map.of("persons", "normal")),
                row("VN", new Label("Viet Nam", "ベトナム"), Map.of(), Map.of("persons", "withheld"))));

        List<NamedCsvRecord> csv =
                CsvReader.builder().ofNamedCsvRecord(csv(answer)).stream().toList();
        assertThat(csv).hasSize(3);
        assertThat(csv.get(1).getField("country")).isEqualTo("VN");
        assertThat(csv.get(1).getField("value")).isEmpty();
        assertThat(csv.get(1).getField("status")).isEqualTo("withheld");

        JsonNode dataset = jsonStat(answer.cube());
        assertThat(dataset.path("value").toString()).isEqualTo("[12,null,12]");
        assertThat(dataset.path("status").toString())
                .isEqualTo("{\"0\":\"normal\",\"1\":\"withheld\",\"2\":\"normal\"}");
        assertThat(dataset.at("/extension/status/label/withheld").asText()).isEqualTo("withheld");
    }

    @Test
    void noTextBecomesAFormula() throws IOException {
        Label formula = new Label("=HYPERLINK(\"http://example.org\")", "@SUM(A1)");
        Answer answer = answer(List.of(row("LA", formula, Map.of("persons", 1L), Map.of("persons", "normal"))));

        NamedCsvRecord line =
                CsvReader.builder().ofNamedCsvRecord(csv(answer)).iterator().next();
        assertThat(line.getField("labelEn")).isEqualTo("'" + formula.en());
        assertThat(line.getField("labelJa")).isEqualTo("'" + formula.ja());

        ByteArrayOutputStream workbook = new ByteArrayOutputStream();
        Spreadsheet.write(answer.table(), Language.ENGLISH, workbook);
        try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(workbook.toByteArray()))) {
            List<Row> rows = read.getFirstSheet().read();
            List<Cell> cells =
                    rows.stream().flatMap(Row::stream).filter(Objects::nonNull).toList();
            assertThat(cells).extracting(Cell::getText).contains(formula.en(), formula.ja());
            assertThat(cells).extracting(Cell::getType).doesNotContain(CellType.FORMULA);
        }
    }

    @Test
    void aLargeCubeNamesTheCellsThatThereAre() throws IOException {
        List<Cube.Cell> diagonal = IntStream.range(0, 400)
                .mapToObj(i -> new Cube.Cell(List.of("a" + i, "b" + i), i, i == 7 ? "withheld" : "normal"))
                .toList();
        JsonNode dataset = jsonStat(cube(diagonal::stream));

        assertThat(dataset.path("size").toString()).isEqualTo("[400,400]");
        assertThat(dataset.path("value")).hasSize(400);
        assertThat(dataset.path("value").path("401").asInt()).isEqualTo(1);
        assertThat(dataset.path("value").path("159999").asInt()).isEqualTo(399);
        assertThat(dataset.path("status").path("2807").asText()).isEqualTo("withheld");
    }

    @Test
    void longAnswersAreSentWhileTheyAreWritten() throws IOException {
        for (Form form : List.<Form>of(
                (table, cube, out) -> TidyCsv.write(table, null, out),
                (table, cube, out) -> Spreadsheet.write(table, Language.ENGLISH, out),
                (table, cube, out) -> JsonStat.write(cube, Language.ENGLISH, out))) {
            AtomicLong sent = new AtomicLong();
            List<Long> sentBeforeTheLast = new ArrayList<>();
            Supplier<Stream<Integer>> numbers =
                    () -> IntStream.range(0, MANY).boxed().peek(i -> {
                        if (i == MANY - 1) {
                            sentBeforeTheLast.add(sent.get());
                        }
                    });
            Answer answer = answer(List.of());
            Table table = Table.of(
                    answer,
                    List.of(Table.Column.of("value", VALUE, Table.Type.INTEGER)),
                    () -> numbers.get().map(i -> List.of(i)));
            Cube cube = cube(() ->
                    numbers.get().map(i -> new Cube.Cell(List.of("a" + i % 400, "b" + i / 400), i, "normal")));

            form.write(table, cube, counting(sent));

            assertThat(sentBeforeTheLast).isNotEmpty().allMatch(bytes -> bytes > 0);
        }
    }

    private interface Form {
        void write(Table table, Cube cube, OutputStream out) throws IOException;
    }

    private static OutputStream counting(AtomicLong sent) {
        return new OutputStream() {
            @Override
            public void write(int oneByte) {
                sent.incrementAndGet();
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                sent.addAndGet(length);
            }
        };
    }

    private static String csv(Answer answer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TidyCsv.write(answer.table(), null, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode jsonStat(Cube cube) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonStat.write(cube, Language.ENGLISH, out);
        return JsonMapper.builder().build().readTree(out.toByteArray());
    }

    private static Cube cube(Supplier<Stream<Cube.Cell>> cells) {
        return new Cube(answer(List.of()), VALUE, List.of(axis("a"), axis("b")), cells, Map.of());
    }

    private static Cube.Axis axis(String name) {
        Map<String, Label> categories = new LinkedHashMap<>();
        for (int i = 0; i < 400; i++) {
            categories.put(name + i, VALUE);
        }
        return Cube.Axis.of(name, VALUE, Cube.Role.OTHER, categories);
    }

    private static Answer.Row row(String country, Label label, Map<String, Object> values, Map<String, String> status) {
        return new Answer.Row(Map.of("country", country), label, values, status);
    }

    private static Answer answer(List<Answer.Row> rows) {
        return new Answer(
                "countries",
                null,
                new Answer.PeriodOfAnswer(
                        2015, null, null, LocalDate.parse("2015-04-01"), LocalDate.parse("2016-03-31")),
                LocalDate.parse("2016-04-01"),
                Instant.parse("2016-04-01T00:00:00Z"),
                KnownAtBasis.FOLDED,
                "2",
                "recorded",
                "sending",
                "recorded",
                Map.of(),
                List.of(new Answer.DimensionOfAnswer("country", "country", new Label("Country", "国・地域"))),
                List.of(new Answer.MeasureOfAnswer(
                        "persons", false, "persons", new Label("Persons", "実人数"), "Persons")),
                rows,
                new Answer.Total(Map.of("persons", 12L), Map.of("persons", "normal")),
                null,
                4711,
                List.of(new OwnerFreshness("programs", null, null)));
    }
}

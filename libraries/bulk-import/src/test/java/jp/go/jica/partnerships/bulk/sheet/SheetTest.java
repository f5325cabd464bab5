package jp.go.jica.partnerships.bulk.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import jp.go.jica.partnerships.bulk.csv.CsvRow;
import jp.go.jica.partnerships.conventions.Refusal;
import org.junit.jupiter.api.Test;

class SheetTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Sheet SHEET = Sheet.of(
            Column.of("number", Form.TEXT).needed(),
            Column.of("titleEn", Form.TEXT).at("title", "en").needed(),
            Column.of("titleJa", Form.TEXT).at("title", "ja"),
            Column.of("shares", Form.severalCodes(Form.codeWithNumber("code", "percentage"))),
            Column.of("names", Form.several(Form.TEXT)),
            Column.of("goals", Form.severalCodes(Form.NUMBER)),
            Column.of("decidedOn", Form.DAY).compared());

    @Test
    void rowIsTheBodyOfARequest() throws JsonProcessingException {
        Layout layout = SHEET.layout(row("titleEn", "number", "shares", "goals", "names", "titleJa", "decidedOn"));
        assertThat(layout.body(row("Water", "N-1", "LA:60.5; VN:39.5", "6 13", "a\\;b;c", "", "2015-09-01"))
                        .toString())
                .isEqualTo(JSON.readTree("""
                    {"number":"N-1","title":{"en":"Water"},"shares":[{"code":"LA","percentage":60.5},
                     {"code":"VN","percentage":39.5}],"names":["a;b","c"],"goals":[6,13]}""").toString());
    }

    @Test
    void whatCannotBeReadStaysATextForTheReaderOfTheBodyToRefuse() {
        Layout layout = SHEET.layout(row("number", "titleEn", "shares"));
        assertThat(layout.body(row("N-1", "x", "LA:much"))
                        .at("/shares/0/percentage")
                        .isTextual())
                .isTrue();
        assertThat(layout.body(row("N-1", "x", "LA:1" + "0".repeat(1000)))
                        .at("/shares/0/percentage")
                        .isTextual())
                .isTrue();
    }

    @Test
    void headerIsRefusedWithEveryColumnThatIsWrong() {
        assertThatThrownBy(() -> SHEET.layout(row("number", "number", "colour")))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting(each -> each.pointer() + " " + each.code())
                                .containsExactly(
                                        "/number doubled-column", "/colour unknown-column", "/titleEn missing-column"));
        assertThatThrownBy(() -> SHEET.layout(null)).isInstanceOf(Refusal.class);
    }

    @Test
    void resourceThatIsWrittenAndReadIsTheSame() throws JsonProcessingException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Layout layout = SHEET.layout(new CsvRow(1, SHEET.names()));
        for (int i = 0; i < 500; i++) {
            JsonNode resource = resource(random);
            CsvRow written = new CsvRow(2, SHEET.cells(resource));
            assertThat(layout.body(written).toString())
                    .as("seed %d, resource %d", seed, i)
                    .isEqualTo(resource.toString());
            assertThat(layout.differences(written, resource, column -> true)).isEmpty();
        }
    }

    private static JsonNode resource(Random random) throws JsonProcessingException {
        return JSON.readTree("""
            {"number":"N-%d","title":{"en":"%s","ja":"%s"},"shares":[{"code":"LA","percentage":%d.5},{"code":"VN"}],
             "names":["%s","x;y"],"goals":[%d]}""".formatted(
                random.nextInt(), text(random), text(random), random.nextInt(100), text(random), random.nextInt(17)));
    }

    private static String text(Random random) {
        return IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(i -> List.of(";", "\\\\", "a", "水", ":", "'").get(random.nextInt(6)))
                .reduce("", String::concat);
    }

    @Test
    void onlyColumnsThatTheFileHasAreCompared() throws JsonProcessingException {
        JsonNode there = JSON.readTree("""
            {"number":"N-1","title":{"en":"Water","ja":"水"},"shares":[{"code":"LA"},{"code":"VN"}],"decidedOn":"2015-09-01"}""");
        Layout layout = SHEET.layout(row("number", "titleEn", "shares", "decidedOn"));
        assertThat(layout.differences(row("N-1", "Water", "LA VN", "2015-09-01"), there, column -> true))
                .isEmpty();
        assertThat(layout.differences(row("N-1", "Wind", "LA VN", ""), there, column -> true))
                .extracting(each -> each.pointer() + " " + each.code())
                .containsExactly("/title/en differs", "/decidedOn differs");
        assertThat(layout.differences(row("N-1", "Water", "LA;VN", ""), there, column -> !column.equals("decidedOn")))
                .isEmpty();
    }

    @Test
    void cellsThatCannotBeStoredAndRowsOfAnotherWidthAreToldApart() {
        Layout layout = SHEET.layout(row("number", "titleEn"));
        assertThat(layout.faults(row("N-1", "a\u0000b")))
                .extracting(Refusal.Violation::code)
                .containsExactly("unstorable-text");
        assertThat(layout.faults(row("N-1", "x".repeat(100_001))))
                .extracting(Refusal.Violation::code)
                .containsExactly("cell-too-long");
        assertThat(layout.faults(row("N-1")))
                .extracting(Refusal.Violation::code)
                .containsExactly("wrong-number-of-cells");
    }

    private static CsvRow row(String... cells) {
        return new CsvRow(1, List.of(cells));
    }
}

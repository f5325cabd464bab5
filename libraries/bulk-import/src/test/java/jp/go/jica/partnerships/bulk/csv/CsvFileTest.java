package jp.go.jica.partnerships.bulk.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CsvFileTest {

    private static final Charset UTF_8 = StandardCharsets.UTF_8;

    // What spreadsheets, quoting and our own marks stumble over.
    private static final String[] PIECES = {
        "=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "'", "\"", "\"\"", ",", ";", "#", "# ", " ", "a", "水", "𠮷",
        "\uFEFF", "\\"
    };

    @Test
    void whatIsWrittenIsReadAgainAsItWas() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int file = 0; file < 500; file++) {
            List<List<String>> rows = rows(random);
            assertThat(read(written(rows), UTF_8))
                    .as("seed %d, file %d", seed, file)
                    .isEqualTo(rows);
        }
    }

    private static List<List<String>> rows(Random random) {
        int width = 2 + random.nextInt(4);
        // A header first: a byte order mark before everything else is none of a cell's letters.
        return IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(row -> IntStream.range(0, width)
                        .mapToObj(cell -> row == 0 ? "column " + cell : text(random))
                        .toList())
                .toList();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    @Test
    void nothingThatIsWrittenBeginsAsAFormula() {
        for (String start : List.of("=", "+", "-", "@", "\t", "\r")) {
            String file = new String(written(List.of(List.of(start + "1", "x"))), UTF_8);
            assertThat(file.charAt(file.charAt(0) == '"' ? 1 : 0)).isEqualTo('\'');
        }
    }

    @Test
    void formulaThatSomebodyTypedStaysTheTextItIs() {
        assertThat(read("=1+1,'=1+1,O'Brien,'tis\r\n".getBytes(UTF_8), UTF_8))
                .containsExactly(List.of("=1+1", "=1+1", "O'Brien", "'tis"));
    }

    @Test
    void byteOrderMarkIsNoPartOfTheFirstColumn() {
        assertThat(read("\uFEFFa,b\n".getBytes(UTF_8), UTF_8)).containsExactly(List.of("a", "b"));
    }

    @Test
    void fileInShiftJisIsReadWithTheLettersOfExcel() {
        Charset shiftJis = DeclaredCharset.of("Shift_JIS").orElseThrow();
        assertThat(read("丸亀市,㈱髙島①\n".getBytes(shiftJis), shiftJis)).containsExactly(List.of("丸亀市", "㈱髙島①"));
    }

    @Test
    void encodingThatNobodyUsesIsNotTaken() {
        assertThat(DeclaredCharset.of("utf-7")).isEmpty();
        assertThat(DeclaredCharset.of(null)).contains(UTF_8);
    }

    @Test
    void rowsKnowTheirLinesAlsoBehindCellsOfSeveralLinesAndRemarks() {
        assertThat(lines("a,b\n# remark,\n\n\"one\ntwo\",x\nlast,y\n")).containsExactly(1L, 4L, 6L);
    }

    @Test
    void quoteThatIsNeverClosedIsToldByItsLine() {
        assertThatThrownBy(() -> read("a,b\nx,\"y\nz,w\n".getBytes(UTF_8), UTF_8))
                .isInstanceOfSatisfying(UnreadableFile.class, wrong -> {
                    assertThat(wrong.code()).isEqualTo("unclosed-quote");
                    assertThat(wrong.line()).isEqualTo(1);
                });
    }

    @Test
    void quoteThatNeverEndsDoesNotEatUpTheMemory() {
        assertThat(codeOf(("a,b\n\"" + "x".repeat(5_000_000)).getBytes(UTF_8), UTF_8))
                .isEqualTo("row-too-long");
    }

    @Test
    void textBehindAClosingQuoteIsRefused() {
        assertThat(codeOf("a,b\n\"x\"y,z\n".getBytes(UTF_8), UTF_8)).isEqualTo("misplaced-quote");
    }

    @Test
    void bytesOfAnotherEncodingAreRefused() {
        Charset shiftJis = DeclaredCharset.of("sjis").orElseThrow();
        assertThat(codeOf("a,b\nx,丸亀市\n".getBytes(shiftJis), UTF_8)).isEqualTo("wrong-encoding");
        assertThat(codeOf("a,b\n".getBytes(StandardCharsets.UTF_16), UTF_8)).isEqualTo("wrong-encoding");
        assertThat(codeOf(new byte[] {(byte) 0x81, 0x20}, shiftJis)).isEqualTo("wrong-encoding");
    }

    @Test
    void moreCellsThanAnyTableHasAreRefused() {
        assertThat(codeOf(",".repeat(10_000).getBytes(UTF_8), UTF_8)).isEqualTo("row-too-long");
    }

    private static String codeOf(byte[] file, Charset charset) {
        try {
            return "read: " + read(file, charset);
        } catch (UnreadableFile wrong) {
            return wrong.code();
        }
    }

    private static byte[] written(List<List<String>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvText text = new CsvText(bytes)) {
            rows.forEach(text::row);
        }
        return bytes.toByteArray();
    }

    private static List<List<String>> read(byte[] bytes, Charset charset) {
        try (CsvFile file = CsvFile.open(new ByteArrayInputStream(bytes), charset)) {
            List<List<String>> rows = new ArrayList<>();
            for (CsvRow row = file.next(); row != null; row = file.next()) {
                rows.add(row.cells());
            }
            return rows;
        }
    }

    private static List<Long> lines(String text) {
        try (CsvFile file = CsvFile.open(new ByteArrayInputStream(text.getBytes(UTF_8)), UTF_8)) {
            List<Long> lines = new ArrayList<>();
            for (CsvRow row = file.next(); row != null; row = file.next()) {
                lines.add(row.line());
            }
            return lines;
        }
    }
}

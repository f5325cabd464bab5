package jp.go.jica.partnerships.reporting.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.reporting.freshness.OwnerFreshness;

/** An answer as lines, each of which says under which knowledge it stands. */
public final class Table {

    /** The key under which totals stand. */
    public static final String TOTAL = "_T";

    /**
     * A column.
     *
     * @param name for programs, stable for ever
     * @param key whether it is one of those that together tell the lines apart
     */
    public record Column(String name, Label label, Type type, boolean key) {

        public static Column key(String name, Label label) {
            return new Column(name, label, Type.TEXT, true);
        }

        public static Column of(String name, Label label, Type type) {
            return new Column(name, label, type, false);
        }
    }

    /** What stands in a column, by its name in XML Schema. */
    public enum Type {
        TEXT("string"),
        INTEGER("integer"),
        DECIMAL("decimal"),
        BOOLEAN("boolean"),
        DATE("date"),
        INSTANT("dateTime"),
        ADDRESS("anyURI");

        private final String xsd;

        Type(String xsd) {
            this.xsd = xsd;
        }

        public String xsd() {
            return xsd;
        }
    }

    private record Constant(Column column, Object value) {}

    private final String name;
    private final List<Constant> before;
    private final List<Column> own;
    private final List<Constant> after;
    private final Supplier<Stream<List<Object>>> lines;

    private Table(
            String name,
            List<Constant> before,
            List<Column> own,
            List<Constant> after,
            Supplier<Stream<List<Object>>> lines) {
        this.name = name;
        this.before = before;
        this.own = own;
        this.after = after;
        this.lines = lines;
    }

    /**
     * The table of an answer.
     *
     * @param own the columns beside those that every answer has
     * @param lines what stands in these; an empty text where nothing does
     */
    public static Table of(Answered answer, List<Column> own, Supplier<Stream<List<Object>>> lines) {
        List<Constant> before = new ArrayList<>();
        before.add(constant("report", "Report", "報告", Type.TEXT, answer.report()));
        Answer.PeriodOfAnswer period = answer.period();
        if (period != null) {
            before.add(constant("periodStart", "First day of the period", "期間の初日", Type.DATE, period.start()));
            before.add(constant("periodEnd", "Last day of the period", "期間の末日", Type.DATE, period.end()));
        }
        List<Constant> after = new ArrayList<>();
        after.add(constant("asOf", "As of", "基準日", Type.DATE, answer.asOf()));
        after.add(constant("knownAt", "Known at", "把握時点", Type.INSTANT, answer.knownAt()));
        after.add(constant("position", "Position", "処理位置", Type.INTEGER, answer.position()));
        after.add(constant("definitions", "Version of the definitions", "定義の版", Type.TEXT, answer.definitions()));
        for (OwnerFreshness owner : answer.owners()) {
            after.add(constant(
                    owner.owner() + "CompleteUntil",
                    "Complete until: " + owner.owner(),
                    "反映済みの時点:" + owner.owner(),
                    Type.INSTANT,
                    Objects.requireNonNullElse(owner.completeUntil(), "")));
        }
        after.add(constant(
                "knownAtBasis",
                "Known by its folding or its recording",
                "把握時点の基準(集計時点または記録時点)",
                Type.TEXT,
                answer.knownAtBasis().wireName()));
        return new Table(answer.report(), before, List.copyOf(own), after, lines);
    }

    private static Constant constant(String name, String en, String ja, Type type, Object value) {
        return new Constant(Column.of(name, new Label(en, ja), type), value);
    }

    public String name() {
        return name;
    }

    public List<Column> columns() {
        return Stream.of(columns(before), own.stream(), columns(after))
                .flatMap(each -> each)
                .toList();
    }

    private static Stream<Column> columns(List<Constant> constants) {
        return constants.stream().map(Constant::column);
    }

    /** A value for each column: a text, a number, a day, an instant, yes or no; an empty text where there is none. */
    public Stream<List<Object>> lines() {
        List<Object> first = before.stream().map(Constant::value).toList();
        List<Object> last = after.stream().map(Constant::value).toList();
        return lines.get().map(line -> {
            List<Object> whole = new ArrayList<>(first.size() + line.size() + last.size());
            whole.addAll(first);
            whole.addAll(line);
            whole.addAll(last);
            return whole;
        });
    }

    /** What is the same in every line. */
    public Map<Column, Object> knowledge() {
        Map<Column, Object> knowledge = new LinkedHashMap<>();
        Stream.concat(before.stream(), after.stream())
                .forEach(constant -> knowledge.put(constant.column(), constant.value()));
        return knowledge;
    }
}

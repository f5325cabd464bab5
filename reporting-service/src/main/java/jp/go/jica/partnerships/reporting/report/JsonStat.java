package jp.go.jica.partnerships.reporting.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.referencedata.Label;
import org.jspecify.annotations.Nullable;

/** Answers as a dataset of JSON-stat 2.0 (json-stat.org). */
public final class JsonStat {

    private static final Label SOURCE =
            new Label("Japan International Cooperation Agency (JICA)", "独立行政法人国際協力機構(JICA)");

    // A larger cube is mostly empty; it names the cells that there are.
    private static final long DENSE_AT_MOST = 100_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Cube cube;
    private final Language language;
    private final List<Map<String, Integer>> places = new ArrayList<>();

    private JsonStat(Cube cube, Language language) {
        this.cube = cube;
        this.language = language;
        for (Cube.Axis axis : cube.axes()) {
            Map<String, Integer> ofAxis = new HashMap<>();
            axis.categories().keySet().forEach(code -> ofAxis.put(code, ofAxis.size()));
            places.add(ofAxis);
        }
    }

    /**
     * Writes the dataset; its figures are not held a second time.
     *
     * @param language of the names
     */
    public static void write(Cube cube, Language language, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
            new JsonStat(cube, language).write(json);
        }
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", "2.0");
        json.writeStringField("class", "dataset");
        json.writeStringField("label", language.of(cube.title()));
        json.writeStringField("source", language.of(SOURCE));
        json.writeStringField("updated", cube.answer().knownAt().toString());
        json.writeObjectField("id", cube.axes().stream().map(Cube.Axis::name).toList());
        json.writeObjectField(
                "size",
                cube.axes().stream().map(axis -> axis.categories().size()).toList());
        json.writeObjectField("role", roles());
        json.writeObjectFieldStart("dimension");
        for (Cube.Axis axis : cube.axes()) {
            json.writeObjectField(axis.name(), dimension(axis));
        }
        json.writeEndObject();
        if (size() <= DENSE_AT_MOST) {
            writeDense(json);
        } else {
            writeSparse(json);
        }
        writeStatus(json);
        json.writeObjectField("extension", extension());
        json.writeEndObject();
    }

    private Map<String, List<String>> roles() {
        return cube.axes().stream()
                .filter(axis -> axis.role() != Cube.Role.OTHER)
                .collect(Collectors.groupingBy(
                        axis -> axis.role().name().toLowerCase(Locale.ROOT),
                        LinkedHashMap::new,
                        Collectors.mapping(Cube.Axis::name, Collectors.toList())));
    }

    private Map<String, Object> dimension(Cube.Axis axis) {
        Map<String, Object> category = new LinkedHashMap<>();
        category.put("index", List.copyOf(axis.categories().keySet()));
        category.put("label", names(axis.categories()));
        if (!axis.units().isEmpty()) {
            category.put("unit", axis.units());
        }
        Map<String, Object> dimension = new LinkedHashMap<>();
        dimension.put("label", language.of(axis.label()));
        dimension.put("category", category);
        return dimension;
    }

    private void writeDense(JsonGenerator json) throws IOException {
        @Nullable Object[] values = new @Nullable Object[(int) size()];
        cube.cells().get().forEach(cell -> values[(int) index(cell)] = cell.value());
        json.writeArrayFieldStart("value");
        for (Object value : values) {
            if (value == null) {
                json.writeNull();
            } else {
                json.writeObject(Cells.plain(value));
            }
        }
        json.writeEndArray();
    }

    private void writeSparse(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("value");
        for (Iterator<Cube.Cell> cells = cube.cells().get().iterator(); cells.hasNext(); ) {
            Cube.Cell cell = cells.next();
            Object value = cell.value();
            if (value != null) {
                json.writeObjectField(Long.toString(index(cell)), Cells.plain(value));
            }
        }
        json.writeEndObject();
    }

    private void writeStatus(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("status");
        for (Iterator<Cube.Cell> cells = cube.cells().get().iterator(); cells.hasNext(); ) {
            Cube.Cell cell = cells.next();
            if (cell.status() != null) {
                json.writeStringField(Long.toString(index(cell)), cell.status());
            }
        }
        json.writeEndObject();
    }

    private Map<String, Object> extension() {
        Map<String, Object> extension = new LinkedHashMap<>();
        extension.put("report", cube.answer().report());
        Answer.PeriodOfAnswer period = cube.answer().period();
        if (period != null) {
            extension.put("period", period);
        }
        extension.put("asOf", cube.answer().asOf());
        extension.put("knownAt", cube.answer().knownAt());
        extension.put("knownAtBasis", cube.answer().knownAtBasis());
        extension.put("position", cube.answer().position());
        extension.put("definitions", cube.answer().definitions());
        extension.put("owners", cube.answer().owners());
        extension.putAll(cube.besides());
        extension.put("status", Map.of("label", names(StatusNames.all())));
        return extension;
    }

    private Map<String, String> names(Map<String, Label> labels) {
        Map<String, String> names = new LinkedHashMap<>();
        labels.forEach((code, label) -> names.put(code, language.of(label)));
        return names;
    }

    private long size() {
        return cube.axes().stream().mapToLong(axis -> axis.categories().size()).reduce(1, Math::multiplyExact);
    }

    /** Row by row: the last dimension runs fastest. */
    private long index(Cube.Cell cell) {
        long index = 0;
        for (int i = 0; i < places.size(); i++) {
            Map<String, Integer> ofAxis = places.get(i);
            Integer place = ofAxis.get(cell.keys().get(i));
            if (place == null) {
                throw new IllegalStateException("%s is no category of %s"
                        .formatted(cell.keys().get(i), cube.axes().get(i).name()));
            }
            index = index * ofAxis.size() + place;
        }
        return index;
    }
}

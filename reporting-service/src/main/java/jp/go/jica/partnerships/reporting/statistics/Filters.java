package jp.go.jica.partnerships.reporting.statistics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Which records are meant: those with any of the values given for each dimension.
 *
 * @param values without an entry, a dimension does not matter; codes that exist
 * @param developing true keeps the countries on the DAC list of the record's own fiscal year, false the others, null all
 */
public record Filters(
        Map<Dimension, List<String>> values, @Nullable Boolean developing) {

    public static final Filters NONE = new Filters(Map.of(), null);

    public Filters {
        Map<Dimension, List<String>> ordered = new EnumMap<>(Dimension.class);
        values.forEach((dimension, codes) ->
                ordered.put(dimension, codes.stream().distinct().sorted().toList()));
        values = ordered;
    }

    public Filters with(Dimension dimension, String... codes) {
        Map<Dimension, List<String>> more = new EnumMap<>(Dimension.class);
        more.putAll(values);
        more.put(dimension, List.of(codes));
        return new Filters(more, developing);
    }

    public Filters developingOnly() {
        return new Filters(values, true);
    }

    /** The first filter that says nothing about this measure's records. */
    public Optional<Dimension> notMeaningfulFor(Measure measure) {
        Subject subject = measure.subject();
        return values.keySet().stream()
                .filter(dimension -> !dimension.appliesTo(subject))
                .findFirst();
    }

    Set<Dimension> dimensions() {
        return values.keySet();
    }

    List<String> of(Dimension dimension) {
        return values.getOrDefault(dimension, List.of());
    }
}

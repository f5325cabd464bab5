package jp.go.jica.partnerships.reporting.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jp.go.jica.partnerships.referencedata.Label;
import org.jspecify.annotations.Nullable;

/**
 * Figures by their dimensions.
 *
 * @param cells those that there are; where none is, nothing counts or nothing can
 * @param besides what else the answer says, by name
 */
public record Cube(
        Answered answer, Label title, List<Axis> axes, Supplier<Stream<Cell>> cells, Map<String, Object> besides) {

    /** What a dimension is about. */
    public enum Role {
        TIME,
        GEO,
        METRIC,
        OTHER
    }

    /**
     * A dimension.
     *
     * @param categories their codes with their names, in order
     * @param units of the categories that are measures
     */
    public record Axis(String name, Label label, Role role, Map<String, Label> categories, Map<String, Unit> units) {

        public static Axis of(String name, Label label, Role role, Map<String, Label> categories) {
            return new Axis(name, label, role, new LinkedHashMap<>(categories), Map.of());
        }
    }

    /**
     * What a measure is a number of.
     *
     * @param decimals how many digits stand behind the point
     */
    public record Unit(String label, int decimals) {}

    /**
     * A figure.
     *
     * @param keys the category of each axis
     * @param value a number or a text; null if it is withheld or there is none
     */
    public record Cell(
            List<String> keys,
            @Nullable Object value,
            @Nullable String status) {}
}

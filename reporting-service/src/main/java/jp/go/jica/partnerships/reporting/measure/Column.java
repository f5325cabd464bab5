package jp.go.jica.partnerships.reporting.measure;

/**
 * Where a fact table holds a dimension.
 *
 * @param several an array: a record counts in the row of each of its values, and once in the total
 */
public record Column(String name, boolean several) {

    static Column one(String name) {
        return new Column(name, false);
    }

    static Column several(String name) {
        return new Column(name, true);
    }
}

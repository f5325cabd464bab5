package jp.go.jica.partnerships.reporting.measure;

/**
 * Where facts hold a dimension.
 *
 * @param several an array: a record counts in the row of each of its values, and once in the total
 * @param ofProgram a participation has it from its program, whose facts hold it
 */
public record Column(String name, boolean several, boolean ofProgram) {

    static Column one(String name) {
        return new Column(name, false, false);
    }

    static Column several(String name) {
        return new Column(name, true, false);
    }

    Column fromProgram() {
        return new Column(name, several, true);
    }
}

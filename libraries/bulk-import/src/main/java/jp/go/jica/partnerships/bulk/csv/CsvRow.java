package jp.go.jica.partnerships.bulk.csv;

import java.util.List;

/**
 * One row as it stands in a file, its cells with what was meant by them.
 *
 * @param line of the file on which it begins, the first being 1
 */
public record CsvRow(long line, List<String> cells) {}

package jp.go.jica.partnerships.referencedata;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Which reference data this is. */
public final class ReferenceData {

    private static final String VERSION = versionOf(tables());

    private ReferenceData() {}

    /** The same for the same contents of all tables: the first twelve digits of their SHA-256. */
    public static String version() {
        return VERSION;
    }

    static List<String> tables() {
        return Table.read("sources.csv", row -> row.text("table")).stream()
                .distinct()
                .flatMap(table -> table.equals("dac/")
                        ? DacLists.all().stream().map(list -> "dac/" + list.file())
                        : Stream.of(table))
                .toList();
    }

    static String versionOf(List<String> tables) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String table : tables) {
                try (InputStream stream = ReferenceData.class.getResourceAsStream(table)) {
                    if (stream == null) {
                        throw new IllegalStateException("The reference data lacks " + table);
                    }
                    digest.update(stream.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (IOException e) {
            throw new UncheckedIOException("The reference data cannot be read", e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}

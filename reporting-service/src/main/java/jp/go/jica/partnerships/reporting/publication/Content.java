package jp.go.jica.partnerships.reporting.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A part of a publication.
 *
 * @param name of a report, or {@code definitions}
 * @param hash SHA-256 of the text in UTF-8
 */
public record Content(String name, String hash, String text) {

    // As it is written now it will be read in ten years, by code that knows more fields.
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static Content of(String name, Object said) {
        try {
            String text = JSON.writeValueAsString(said);
            return new Content(name, hash(text), text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An answer cannot be written", impossible);
        }
    }

    /** What it says, for other formats than the one that it is kept in. */
    <T> T as(Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was published cannot be read", impossible);
        }
    }

    /** In hexadecimal digits. */
    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

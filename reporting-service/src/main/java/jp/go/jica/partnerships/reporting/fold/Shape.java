package jp.go.jica.partnerships.reporting.fold;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.journal.consume.UnreadableEventException;
import org.jspecify.annotations.Nullable;

/**
 * A part of an event's state, read strictly by shape and not by code lists. Every failure names the place by its JSON
 * pointer.
 */
record Shape(JsonNode node, String pointer) {

    // What PostgreSQL's dates can hold ends later; no business date of this house is outside of these.
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2299, 12, 31);

    String text(String field) throws UnreadableEventException {
        String text = optionalText(field);
        if (text == null) {
            throw violation(field, "is missing");
        }
        return text;
    }

    @Nullable
    String optionalText(String field) throws UnreadableEventException {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw violation(field, "is not a text");
        }
        return storable(field, value.textValue());
    }

    UUID uuid(String field) throws UnreadableEventException {
        return uuid(field, text(field));
    }

    @Nullable
    UUID optionalUuid(String field) throws UnreadableEventException {
        String text = optionalText(field);
        return text == null ? null : uuid(field, text);
    }

    @Nullable
    LocalDate optionalDate(String field) throws UnreadableEventException {
        String text = optionalText(field);
        if (text == null) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
                throw violation(field, "is not a date between " + EARLIEST + " and " + LATEST);
            }
            return date;
        } catch (DateTimeParseException malformed) {
            throw violation(field, "is not a date");
        }
    }

    LocalDate date(String field) throws UnreadableEventException {
        LocalDate date = optionalDate(field);
        if (date == null) {
            throw violation(field, "is missing");
        }
        return date;
    }

    int positive(String field) throws UnreadableEventException {
        JsonNode value = node.get(field);
        if (value == null || !value.canConvertToInt() || value.intValue() < 1) {
            throw violation(field, "is not a whole number above 0");
        }
        return value.intValue();
    }

    int notNegative(String field) throws UnreadableEventException {
        JsonNode value = node.get(field);
        if (value == null || !value.canConvertToInt() || value.intValue() < 0) {
            throw violation(field, "is not a whole number from 0 on");
        }
        return value.intValue();
    }

    /** The object in the field, or null. */
    @Nullable
    Shape optional(String field) throws UnreadableEventException {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isObject()) {
            throw violation(field, "is not an object");
        }
        return new Shape(value, pointer + "/" + field);
    }

    /** The objects of the array in the field; none if it is absent. */
    List<Shape> each(String field) throws UnreadableEventException {
        List<Shape> shapes = new ArrayList<>();
        for (JsonNode element : array(field)) {
            String place = field + "/" + shapes.size();
            if (!element.isObject()) {
                throw violation(place, "is not an object");
            }
            shapes.add(new Shape(element, pointer + "/" + place));
        }
        return shapes;
    }

    /** The texts of the array in the field; none if it is absent. */
    List<String> texts(String field) throws UnreadableEventException {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(field)) {
            String place = field + "/" + texts.size();
            if (!element.isTextual()) {
                throw violation(place, "is not a text");
            }
            texts.add(storable(place, element.textValue()));
        }
        return texts;
    }

    /** The whole numbers of the array in the field, as texts; none if it is absent. */
    List<String> numbers(String field) throws UnreadableEventException {
        List<String> numbers = new ArrayList<>();
        for (JsonNode element : array(field)) {
            if (!element.isIntegralNumber()) {
                throw violation(field + "/" + numbers.size(), "is not a whole number");
            }
            numbers.add(element.asText());
        }
        return numbers;
    }

    private Iterable<JsonNode> array(String field) throws UnreadableEventException {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw violation(field, "is not an array");
        }
        return value;
    }

    private UUID uuid(String field, String text) throws UnreadableEventException {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw violation(field, "is not a UUID");
        }
    }

    /** PostgreSQL refuses these characters; an event with them must not hold up the partition for ever. */
    private String storable(String field, String text) throws UnreadableEventException {
        boolean refused = text.codePoints()
                .anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
        if (refused) {
            throw violation(field, "holds a zero or half a character");
        }
        return text;
    }

    private UnreadableEventException violation(String field, String what) {
        return new UnreadableEventException(pointer + "/" + field + " " + what);
    }
}

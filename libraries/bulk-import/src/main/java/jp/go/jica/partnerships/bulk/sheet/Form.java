package jp.go.jica.partnerships.bulk.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * How a JSON value stands in one cell. Reading refuses nothing: what is no number, say, stays a text, and whoever reads the
 * JSON refuses it as it would in any other body.
 *
 * @param read from a cell that is not empty
 * @param write of a value that is there
 * @param described for people who fill in a cell
 */
public record Form(Function<String, JsonNode> read, Function<JsonNode, String> write, String described) {

    // Longer numbers than any field takes would only be expensive to read.
    private static final Pattern NUMBER_FORM = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");
    private static final Pattern BETWEEN_CODES = Pattern.compile("[;\\s]+");

    /** A text as it is. */
    public static final Form TEXT = new Form(TextNode::valueOf, JsonNode::asText, "text");

    /** A day. */
    public static final Form DAY = new Form(TextNode::valueOf, JsonNode::asText, "a date such as 2015-04-01");

    /** A number, 7 or 12.5. */
    public static final Form NUMBER = new Form(Form::number, Form::digits, "a number");

    /** Several of a kind, none of which holds a blank; semicolons or blanks between them. */
    public static Form severalCodes(Form item) {
        return new Form(
                cell -> array(List.of(BETWEEN_CODES.split(cell.strip(), 0)), item),
                values -> joined(values, item),
                "several, with semicolons or blanks between them: " + item.described());
    }

    /** Several of a kind with semicolons between them; a semicolon within one has a backslash before it. */
    public static Form several(Form item) {
        return new Form(
                cell -> array(unescaped(cell), item),
                values -> StreamSupport.stream(values.spliterator(), false)
                        .map(item.write())
                        .map(text -> text.replace("\\", "\\\\").replace(";", "\\;"))
                        .collect(Collectors.joining(";")),
                "several, with semicolons between them (\\; for one that is meant): " + item.described());
    }

    /** A code and, behind a colon, a number of it that may be missing: {@code LA:60}. */
    public static Form codeWithNumber(String code, String number) {
        return new Form(
                cell -> {
                    int colon = cell.indexOf(':');
                    ObjectNode parts = JsonNodeFactory.instance.objectNode();
                    parts.put(code, colon < 0 ? cell : cell.substring(0, colon));
                    if (colon >= 0) {
                        parts.set(number, number(cell.substring(colon + 1)));
                    }
                    return parts;
                },
                value -> value.path(code).asText() + (value.hasNonNull(number) ? ":" + digits(value.path(number)) : ""),
                "%s or %s:%s".formatted(code, code, number));
    }

    /** Two texts with a colon between them, the first of which holds none: {@code PHASE_OF:…}. */
    public static Form pair(String first, String second) {
        return new Form(
                cell -> {
                    int colon = cell.indexOf(':');
                    ObjectNode parts = JsonNodeFactory.instance.objectNode();
                    parts.put(first, colon < 0 ? cell : cell.substring(0, colon));
                    if (colon >= 0) {
                        parts.put(second, cell.substring(colon + 1));
                    }
                    return parts;
                },
                value -> value.path(first).asText() + ":" + value.path(second).asText(),
                "%s:%s".formatted(first, second));
    }

    private static ArrayNode array(List<String> items, Form item) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.stream()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .forEach(each -> array.add(item.read().apply(each)));
        return array;
    }

    private static String joined(JsonNode values, Form item) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(item.write())
                .collect(Collectors.joining(";"));
    }

    private static List<String> unescaped(String cell) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '\\' && i + 1 < cell.length()) {
                item.append(cell.charAt(++i));
            } else if (c == ';') {
                items.add(item.toString());
                item.setLength(0);
            } else {
                item.append(c);
            }
        }
        items.add(item.toString());
        return items;
    }

    private static JsonNode number(String text) {
        if (!NUMBER_FORM.matcher(text).matches()) {
            return TextNode.valueOf(text);
        }
        // A whole number is none to the reader of a body if it is written as a fraction.
        return text.contains(".") ? DecimalNode.valueOf(new BigDecimal(text)) : LongNode.valueOf(Long.parseLong(text));
    }

    private static String digits(JsonNode number) {
        return number.isNumber() ? number.decimalValue().stripTrailingZeros().toPlainString() : number.asText();
    }
}

package jp.go.jica.partnerships.reporting.measure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import jp.go.jica.partnerships.referencedata.InvalidCode;
import jp.go.jica.partnerships.referencedata.Label;
import org.jspecify.annotations.Nullable;

/** The codes by which the rows of a dimension are keyed, and what they are called. */
public final class Codelist {

    private final @Nullable String path;
    private final Function<String, Label> labels;
    private final Supplier<List<String>> codes;

    private Codelist(@Nullable String path, Function<String, Label> labels, Supplier<List<String>> codes) {
        this.path = path;
        this.labels = labels;
        this.codes = codes;
    }

    /**
     * A list of the reference data.
     *
     * @param labelOf throws {@link InvalidCode} for a text that is no code of the list
     */
    static Codelist at(String path, Function<String, Label> labelOf, Supplier<List<String>> codes) {
        return new Codelist(path, labelOf, codes);
    }

    /** A list that is told with the dimension itself. */
    static Codelist of(Map<String, Label> labels) {
        return new Codelist(null, code -> known(labels, code), () -> List.copyOf(labels.keySet()));
    }

    /** Keys that are no codes, such as years. */
    static Codelist open(Function<String, Label> labelOf) {
        return new Codelist(null, labelOf, List::of);
    }

    /** Where it can be read; none where {@link #codes} is all there is to read. */
    public Optional<String> path() {
        return Optional.ofNullable(path);
    }

    public List<String> codes() {
        return codes.get();
    }

    public boolean has(String code) {
        try {
            return !labels.apply(code).en().isEmpty();
        } catch (InvalidCode | UnknownWord notInTheList) {
            return false;
        }
    }

    /**
     * The name of a code.
     *
     * @throws InvalidCode or {@link UnknownWord} if there is no such code
     */
    public Label label(String code) {
        return labels.apply(code);
    }

    private static Label known(Map<String, Label> labels, String code) {
        Label label = labels.get(code);
        if (label == null) {
            throw new UnknownWord("Known are " + String.join(", ", labels.keySet()));
        }
        return label;
    }

    /** A text that is none of a short list of words, which the message names. */
    public static final class UnknownWord extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        UnknownWord(String message) {
            super(message);
        }
    }
}

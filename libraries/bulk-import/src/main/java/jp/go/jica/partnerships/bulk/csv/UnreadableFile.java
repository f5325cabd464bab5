package jp.go.jica.partnerships.bulk.csv;

import java.io.Serial;

/** From some place on, nothing of a file can be relied upon; its message is a sentence for whoever sent it. */
public final class UnreadableFile extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;
    private final long line;

    /**
     * @param code what is wrong, as a slug
     * @param line on which the row begins that cannot be read
     */
    public UnreadableFile(String code, long line, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
        this.line = line;
    }

    public String code() {
        return code;
    }

    public long line() {
        return line;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}

package jp.go.jica.partnerships.participants.accesslog;

import java.util.Arrays;
import jp.go.jica.partnerships.conventions.Refusal;

/** What somebody wants to see a person's data for. */
public enum AccessPurpose {
    /** To prepare and hold what the person takes part in. */
    TRAINING_ADMINISTRATION,
    /** To reach the person. */
    CONTACT,
    /** To tell whether two records are of one person. */
    DUPLICATE_CHECK,
    /** To put a record right. */
    CORRECTION,
    /** To answer a court or an authority. */
    LEGAL_REQUEST,
    /** To answer the person. */
    DATA_SUBJECT_REQUEST;

    /** The header by which a caller states it. */
    public static final String HEADER = "Access-Purpose";

    /** From the header's value. */
    public static AccessPurpose parse(String code) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.name().equals(code))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "unknown-purpose", HEADER, "One of %s is wanted".formatted(Arrays.toString(values()))));
    }
}

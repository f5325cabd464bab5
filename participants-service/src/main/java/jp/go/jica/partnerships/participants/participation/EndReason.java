package jp.go.jica.partnerships.participants.participation;

import java.util.Arrays;
import java.util.List;

/**
 * Why a participation ended otherwise than by its completion. A code, since it goes into events, which are kept for ever and
 * where no words about a person may stand.
 */
public enum EndReason {
    /** The person does not fulfil what the run asks for. */
    QUALIFICATION,
    LANGUAGE,
    /** Papers are missing or wrong. */
    DOCUMENTS,
    /** Others were chosen. */
    NO_PLACE,
    NOMINATED_TWICE,
    /** Illness, family and the like: which of them is the person's own affair, and is not kept. */
    PERSONAL,
    EMPLOYER,
    SENDING_GOVERNMENT,
    VISA,
    TRAVEL,
    /** What was attended or delivered did not suffice. */
    PERFORMANCE,
    DISASTER,
    RUN_CANCELLED,
    RUN_MOVED,
    UNKNOWN,
    OTHER;

    /** Whether a participation can come to this end for it. */
    boolean fits(State end) {
        return switch (this) {
            case QUALIFICATION, LANGUAGE, DOCUMENTS, NO_PLACE, NOMINATED_TWICE -> end == State.REJECTED;
            case PERSONAL, EMPLOYER, SENDING_GOVERNMENT, DISASTER ->
                end == State.CANCELLED || end == State.NO_SHOW || end == State.WITHDRAWN;
            case VISA -> end == State.CANCELLED || end == State.NO_SHOW;
            case TRAVEL, UNKNOWN -> end == State.NO_SHOW;
            case PERFORMANCE -> end == State.WITHDRAWN;
            case RUN_CANCELLED -> end == State.CANCELLED || end == State.WITHDRAWN;
            case RUN_MOVED -> end == State.CANCELLED;
            case OTHER -> true;
        };
    }

    static List<EndReason> of(State end) {
        return Arrays.stream(values()).filter(reason -> reason.fits(end)).toList();
    }
}

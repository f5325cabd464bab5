package jp.go.jica.partnerships.participants.participation;

/** Why a record is put right; a code, as all reasons about persons are. */
public enum CorrectionReason {
    MISTYPED,
    /** A paper was misread, or it was wrong itself. */
    SOURCE_WRONG,
    /** It became known only later. */
    LEARNT_LATER,
    OTHER
}

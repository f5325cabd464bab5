package jp.go.jica.partnerships.participants.participant;

/** Why two records do not stand for one person after all. */
public enum MergeReversalReason {
    /** They are two persons. */
    NOT_THE_SAME_PERSON,
    /** The records were merged the wrong way round, or another one was meant. */
    MISTAKEN
}

package jp.go.jica.partnerships.participants.participant;

/** The category of a person's work. */
public enum Occupation {
    ADMINISTRATIVE_OFFICIAL,
    ENGINEER,
    RESEARCHER,
    EDUCATOR,
    HEALTH_WORKER,
    AGRICULTURE,
    BUSINESS,
    COMMUNITY,
    OTHER,
    NOT_STATED
}

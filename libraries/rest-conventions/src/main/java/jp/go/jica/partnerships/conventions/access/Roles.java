package jp.go.jica.partnerships.conventions.access;

import java.util.Set;

/** The roles that a token may carry. */
public final class Roles {

    /** Creates, changes and accepts records. */
    public static final String RECORDER = "recorder";

    /** Adopts programs, activates and ends agreements. */
    public static final String APPROVER = "approver";

    /** Reads reports. */
    public static final String ANALYST = "analyst";

    /** Reads reports whole and publishes them. */
    public static final String STATISTICIAN = "statistician";

    /** Reads who did what. */
    public static final String AUDITOR = "auditor";

    /** Erases a person's data, and answers what is kept of a person. */
    public static final String PRIVACY_OFFICER = "privacy-officer";

    /** Keeps the system running; sees no personal data. */
    public static final String ADMINISTRATOR = "administrator";

    /** Another system of JICA; what it may do is said by the scopes of its token. */
    public static final String SYSTEM = "system";

    static final Set<String> ALL =
            Set.of(RECORDER, APPROVER, ANALYST, STATISTICIAN, AUDITOR, PRIVACY_OFFICER, ADMINISTRATOR, SYSTEM);

    private Roles() {}
}

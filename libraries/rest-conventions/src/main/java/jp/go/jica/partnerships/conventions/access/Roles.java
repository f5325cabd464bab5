package jp.go.jica.partnerships.conventions.access;

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

    /** Keeps the system running; sees no personal data. */
    public static final String ADMINISTRATOR = "administrator";

    /** Another system of JICA. */
    public static final String SYSTEM = "system";

    private Roles() {}
}

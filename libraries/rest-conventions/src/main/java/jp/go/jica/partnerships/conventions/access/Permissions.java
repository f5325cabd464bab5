package jp.go.jica.partnerships.conventions.access;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a caller may do, and the one table that says by which role or scope. Resources name a permission in {@code
 * @RolesAllowed}, never a role; which records it reaches is decided beside each repository, by office.
 */
public final class Permissions {

    /** To read what is open to all of JICA. */
    public static final String READ = "read";

    /** To read records about persons, though not yet who they are. */
    public static final String READ_PERSONS = "read-persons";

    /** To see who a person is: name, birth date, contact, employer. */
    public static final String PERSONAL_DATA = "personal-data";

    /** To create, change and accept. */
    public static final String RECORD = "record";

    /** To decide on what somebody else has recorded. */
    public static final String APPROVE = "approve";

    /** To read who did what. */
    public static final String AUDIT = "audit";

    /** To read figures. */
    public static final String REPORT = "report";

    /** To read figures unsuppressed, and to publish them. */
    public static final String PUBLISH = "publish";

    /** To erase a person's data and to answer what is kept of a person. */
    public static final String PRIVACY = "privacy";

    /** To keep the system running. */
    public static final String ADMINISTER = "administer";

    /** To compare the journal with what has been made of it. */
    public static final String DIGEST = "digest";

    private static final Map<String, Set<String>> OF_ROLES = ofRoles();

    private Permissions() {}

    /**
     * The table for one service: permissions by role, then by scope of the role {@code system}, which has none of its
     * own.
     */
    public static Map<String, Set<String>> grants(String service) {
        Map<String, Set<String>> grants = new LinkedHashMap<>(OF_ROLES);
        grants.put(service + ":read", Set.of(READ, READ_PERSONS, PERSONAL_DATA));
        grants.put(service + ":write", Set.of(RECORD));
        grants.put(service + ":approve", Set.of(APPROVE));
        grants.put("reports:read", Set.of(REPORT));
        grants.put("journal:digest", Set.of(DIGEST));
        return Collections.unmodifiableMap(grants);
    }

    private static Map<String, Set<String>> ofRoles() {
        Map<String, Set<String>> roles = new LinkedHashMap<>();
        roles.put(Roles.RECORDER, Set.of(READ, READ_PERSONS, PERSONAL_DATA, RECORD, REPORT));
        roles.put(Roles.APPROVER, Set.of(READ, READ_PERSONS, PERSONAL_DATA, APPROVE, REPORT));
        roles.put(Roles.ANALYST, Set.of(READ, REPORT));
        roles.put(Roles.STATISTICIAN, Set.of(READ, REPORT, PUBLISH));
        roles.put(Roles.AUDITOR, Set.of(READ, READ_PERSONS, AUDIT, REPORT));
        roles.put(Roles.PRIVACY_OFFICER, Set.of(READ, READ_PERSONS, PERSONAL_DATA, PRIVACY));
        roles.put(Roles.ADMINISTRATOR, Set.of(READ, REPORT, ADMINISTER));
        roles.put(Roles.SYSTEM, Set.of());
        return roles;
    }
}

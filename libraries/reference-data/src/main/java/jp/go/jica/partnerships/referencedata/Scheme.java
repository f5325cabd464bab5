package jp.go.jica.partnerships.referencedata;

import java.util.List;

/**
 * A scheme under which programs run.
 *
 * @param form what a program of it is: a course for participants, or a project
 * @param formerNames earlier names, without known dates
 * @param kinds empty for schemes that are not divided
 */
public record Scheme(SchemeCode code, Label name, Form form, List<Label> formerNames, List<Kind> kinds) {

    /** What a program of the scheme is. */
    public enum Form {
        COURSE,
        PROJECT
    }

    /** A kind with its name. */
    public record Kind(SchemeKind code, Label name) {}

    public boolean has(SchemeKind kind) {
        return kinds.stream().anyMatch(each -> each.code() == kind);
    }
}

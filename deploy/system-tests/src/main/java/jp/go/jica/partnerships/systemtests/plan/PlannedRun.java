package jp.go.jica.partnerships.systemtests.plan;

import java.time.LocalDate;
import java.util.List;

/**
 * One holding of a course.
 *
 * @param body of {@code POST /v1/programs/{id}/runs}
 */
public record PlannedRun(Body body, List<PlannedParticipation> participations) {

    public String code() {
        return body.runCode();
    }

    /** What the run shall be; the capacity is in persons. */
    public record Body(String runCode, LocalDate plannedStart, LocalDate plannedEnd, int capacity) {}
}

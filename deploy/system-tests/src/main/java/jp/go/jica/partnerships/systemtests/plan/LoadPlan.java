package jp.go.jica.partnerships.systemtests.plan;

import java.util.List;
import java.util.stream.Stream;

/** What a load brings in. Business numbers tell whether a record is there already. */
public record LoadPlan(List<PlannedAgreement> agreements, List<PlannedProgram> programs) {

    public Stream<PlannedRun> runs() {
        return programs.stream().flatMap(program -> program.runs().stream());
    }

    public Stream<PlannedParticipation> participations() {
        return runs().flatMap(run -> run.participations().stream());
    }
}

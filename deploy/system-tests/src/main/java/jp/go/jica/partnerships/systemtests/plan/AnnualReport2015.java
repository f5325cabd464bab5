package jp.go.jica.partnerships.systemtests.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * What the annual report says about partnerships with local governments in fiscal 2015 (JICA Annual Report 2016). Where
 * the report gives only a count, records are generated to that count and say {@code synthetic} in both titles.
 */
public final class AnnualReport2015 {

    /** The name by which the data set is loaded. */
    public static final String NAME = "annual-report-2015";

    private AnnualReport2015() {}

    public static LoadPlan plan() {
        List<PlannedProgram> programs = new ArrayList<>();
        programs.addAll(LocalGovernmentPrograms.adoptedIn2015());
        programs.addAll(DisasterReductionCourses.of2007To2015());
        programs.addAll(KnowledgeCoCreationCourses.of2015());
        return new LoadPlan(SourcedAgreements.all(), List.copyOf(programs));
    }
}

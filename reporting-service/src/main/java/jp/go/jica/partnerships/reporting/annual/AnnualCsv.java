package jp.go.jica.partnerships.reporting.annual;

import java.util.List;
import java.util.Objects;
import jp.go.jica.partnerships.reporting.report.TidyCsv;

/** The yearly report as CSV: one figure a line. */
public final class AnnualCsv {

    private AnnualCsv() {}

    public static String of(AnnualAnswer answer) {
        return TidyCsv.lines(
                List.of(
                        "report",
                        "periodStart",
                        "periodEnd",
                        "figure",
                        "textEn",
                        "textJa",
                        "value",
                        "approximate",
                        "rounded",
                        "from",
                        "status",
                        "source",
                        "asOf",
                        "knownAt",
                        "position",
                        "definitions"),
                answer.figures().stream().map(figure -> line(answer, figure)).toList());
    }

    private static List<String> line(AnnualAnswer answer, AnnualAnswer.Figure figure) {
        return List.of(
                answer.report(),
                answer.period().start().toString(),
                answer.period().end().toString(),
                figure.id(),
                figure.text().en(),
                figure.text().ja(),
                Objects.toString(figure.value(), ""),
                Boolean.toString(figure.approximate()),
                Objects.toString(figure.rounded(), ""),
                Objects.toString(figure.from(), ""),
                Objects.toString(figure.status(), ""),
                figure.source(),
                answer.asOf().toString(),
                answer.knownAt().toString(),
                Long.toString(answer.position()),
                answer.definitions());
    }
}

package jp.go.jica.partnerships.bulk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What has become of some rows. */
final class Tally {

    private int created;
    private int changed;
    private int unchanged;
    private int failed;
    private final List<RowError> errors = new ArrayList<>();
    private int errorCount;
    private int warningCount;

    void count(ImportKind.Outcome outcome) {
        switch (outcome) {
            case CREATED -> created++;
            case CHANGED -> changed++;
            case UNCHANGED -> unchanged++;
        }
    }

    void fail(Collection<RowError> wrong) {
        failed++;
        errorCount += wrong.size();
        if (errors.size() < RowErrors.MOST) {
            errors.addAll(wrong);
        }
    }

    void warn(Collection<RowError> warnings) {
        warningCount += warnings.size();
        if (errors.size() < RowErrors.MOST) {
            errors.addAll(warnings);
        }
    }

    /** The same if nothing was taken after all. */
    Tally withoutChanges() {
        Tally refused = new Tally();
        refused.failed = failed;
        refused.errorCount = errorCount;
        errors.stream()
                .filter(each -> each.severity() == RowError.Severity.ERROR)
                .forEach(refused.errors::add);
        return refused;
    }

    int created() {
        return created;
    }

    int changed() {
        return changed;
    }

    int unchanged() {
        return unchanged;
    }

    int failed() {
        return failed;
    }

    int errorCount() {
        return errorCount;
    }

    int warningCount() {
        return warningCount;
    }

    /** Errors and warnings, in the order of their lines. */
    List<RowError> errors() {
        errors.sort(Comparator.comparingLong(RowError::line));
        return errors;
    }
}

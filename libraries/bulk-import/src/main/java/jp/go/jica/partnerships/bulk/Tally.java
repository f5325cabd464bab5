package jp.go.jica.partnerships.bulk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What has become of some rows. */
final class Tally {

    private int created;
    private int changed;
    private int unchanged;
    private int failed;
    private final List<RowError> errors = new ArrayList<>();
    private int errorCount;

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

    /** The same if nothing was taken after all. */
    Tally withoutChanges() {
        Tally refused = new Tally();
        refused.failed = failed;
        refused.errorCount = errorCount;
        refused.errors.addAll(errors);
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

    List<RowError> errors() {
        return errors;
    }
}

package jp.go.jica.partnerships.bulk;

import java.util.List;
import jp.go.jica.partnerships.bulk.sheet.StatedRow;

/**
 * A kind whose rows are decided on one by one but read and written for many together, which a million rows need.
 *
 * @param <T> as in {@link ImportKind}
 */
public interface BatchKind<T> extends ImportKind<T> {

    /** Fetches, and locks, whatever is needed to decide on these rows. */
    Batch<T> begin(List<T> stated);

    /**
     * Some rows of one transaction.
     *
     * @param <T> as in {@link ImportKind}
     */
    interface Batch<T> {

        /** Decides on a row, seeing those before it. It writes nothing yet, so one that is refused leaves nothing to be taken back. */
        Outcome take(T stated, StatedRow row);

        /** Writes what was decided. If that fails, everything is taken back and the rows are tried one at a time. */
        void settle();
    }

    @Override
    default Outcome take(T stated, StatedRow row) {
        Batch<T> alone = begin(List.of(stated));
        Outcome outcome = alone.take(stated, row);
        alone.settle();
        return outcome;
    }
}

package jp.go.jica.partnerships.bulk;

import jp.go.jica.partnerships.bulk.sheet.Sheet;
import jp.go.jica.partnerships.bulk.sheet.StatedRow;

/**
 * One kind of file that a service takes in; a bean of this type is all that it has to give.
 *
 * @param <T> what one row states: a body of the API, read and checked by the same rules
 */
public interface ImportKind<T> {

    /** As in {@code ?kind=}. */
    String name();

    /** Who may import it; one of the constants of {@code Permissions}. */
    String permission();

    Sheet sheet();

    Class<T> type();

    /**
     * Does what the row states, in the transaction that is there and in the name of who brought the file. What it refuses,
     * by throwing, is told by line and column; what it had written by then is taken back with the row alone. It must not go
     * through methods that are {@code @Transactional}: those would give up the transaction, and with it the other rows.
     */
    Outcome take(T stated, StatedRow row);

    /** What has become of a row. */
    enum Outcome {
        CREATED,
        CHANGED,
        /** There already, and the same. */
        UNCHANGED
    }
}

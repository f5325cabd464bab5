package jp.go.jica.partnerships.reporting.measure;

/**
 * Something that must hold of a record for it to be counted, for the database and for people.
 *
 * @param sql over the fact {@code f} and the period {@code p}; true where it holds
 * @param requires in words; {@code {asOf}} and {@code {period}} stand for those of the question
 * @param found SQL of a sentence that says what is recorded
 */
public record Condition(String sql, String requires, String found) {

    /** Something happened by {@code :asOf}; a sentence such as "It was accepted". */
    static Condition happened(String date, String sentence, String otherwise) {
        return new Condition(
                date + " <= :asOf",
                sentence + ", on {asOf} at the latest",
                "coalesce('%s on ' || %s, '%s')".formatted(sentence, date, otherwise));
    }

    /** Something had not happened by {@code :asOf}, or at least not before {@code unless}. */
    static Condition notHappened(String date, String unless, String requires, String sentence) {
        return new Condition(
                "%s is null or %s > :asOf%s".formatted(date, date, unless),
                requires,
                "coalesce('%s on ' || %s, '%s')".formatted(sentence, date, requires));
    }
}

package jp.go.jica.partnerships.journal;

/**
 * Where a change comes from; in which trace, the journal knows by itself.
 *
 * @param actor the subject id of the caller's token, never a name
 */
public record Origin(String actor) {}

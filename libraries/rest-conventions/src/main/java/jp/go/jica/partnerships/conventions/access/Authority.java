package jp.go.jica.partnerships.conventions.access;

import java.util.Set;

/**
 * Who acts, and what for: what counts of a token.
 *
 * @param subject id of the subject, never a name
 * @param offices codes as the token names them, {@code *} for all
 * @param permissions what the roles and scopes came down to
 */
public record Authority(String subject, Set<String> offices, Set<String> permissions) {}

package jp.go.jica.partnerships.conventions.access;

import java.util.List;

/**
 * Who calls, as this service understands the token.
 *
 * @param offices codes as the token names them, {@code *} for all
 * @param permissions what the roles and scopes come down to in this service
 */
public record Me(String subject, List<String> roles, List<String> offices, List<String> permissions) {}

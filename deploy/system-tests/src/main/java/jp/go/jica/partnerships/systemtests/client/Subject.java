package jp.go.jica.partnerships.systemtests.client;

import java.util.List;

/** Somebody who calls: name, role and the offices acted for, {@code *} for all. */
public record Subject(String name, String role, List<String> offices) {

    public static Subject of(String name, String role, String... offices) {
        return new Subject(name, role, List.of(offices));
    }
}

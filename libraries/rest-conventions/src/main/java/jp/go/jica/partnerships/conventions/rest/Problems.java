package jp.go.jica.partnerships.conventions.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;
import jp.go.jica.partnerships.conventions.ProblemType;

/** Problem documents of the catalogue's types. */
final class Problems {

    private Problems() {}

    static HttpProblem.Builder builder(ProblemType type) {
        return HttpProblem.builder()
                .withType(URI.create(type.uri()))
                .withTitle(type.title())
                .withStatus(type.status());
    }
}

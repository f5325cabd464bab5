package jp.go.jica.partnerships.programs.violating;

import jakarta.ws.rs.core.Response;

public final class AnswersHttp {
    Response answer() {
        return Response.ok().build();
    }
}

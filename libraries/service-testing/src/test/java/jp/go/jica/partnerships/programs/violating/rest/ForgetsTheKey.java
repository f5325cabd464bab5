package jp.go.jica.partnerships.programs.violating.rest;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.Response;

public class ForgetsTheKey {
    @POST
    public Response enter() {
        return Response.ok().build();
    }
}

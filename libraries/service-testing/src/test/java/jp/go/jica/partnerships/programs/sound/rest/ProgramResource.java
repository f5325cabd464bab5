package jp.go.jica.partnerships.programs.sound.rest;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import jp.go.jica.partnerships.programs.sound.Program;

public final class ProgramResource {
    private final Clock clock;

    ProgramResource(Clock clock) {
        this.clock = clock;
    }

    Uni<Response> read() {
        return Uni.createFrom().item(Response.ok(Program.recordedNow(clock)).build());
    }
}

package jp.go.jica.partnerships.programs.program.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.EventVersion;
import jp.go.jica.partnerships.programs.agreementreplica.AgreementReplica;
import jp.go.jica.partnerships.programs.program.ProgramDetails;

/** Behind the check of the body's form and before the transaction of a request under a key. */
@AwaitsAgreements
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_AFTER + 850)
class AgreementsAwaited {

    // As many as a program takes.
    private static final int MOST = 50;

    private final AgreementReplica agreements;
    private final CurrentVertxRequest request;
    private final ObjectMapper json;

    AgreementsAwaited(AgreementReplica agreements, CurrentVertxRequest request, ObjectMapper json) {
        this.agreements = agreements;
        this.request = request;
        this.json = json;
    }

    @AroundInvoke
    Object await(InvocationContext call) throws Exception {
        List<EventVersion> sees = EventVersion.seen(request.getCurrent().queryParam("sees"), "agreements", "programs");
        List<UUID> named = List.of();
        for (Object argument : call.getParameters()) {
            if (argument instanceof ProgramDetails stated) {
                named = stated.agreementIds();
            } else if (argument instanceof String text && text.stripLeading().startsWith("{")) {
                // A merge patch; what is a header or a parameter has no brace.
                named = named(text);
            }
        }
        agreements.await(named, sees);
        return call.proceed();
    }

    // What cannot be read is refused by whoever applies the patch.
    private List<UUID> named(String patch) {
        List<UUID> ids = new ArrayList<>();
        try {
            for (JsonNode id : json.readTree(patch).path("agreementIds")) {
                ids.add(UUID.fromString(id.asText()));
            }
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            return List.of();
        }
        return ids.size() <= MOST ? ids : List.of();
    }
}

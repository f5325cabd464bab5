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
import jp.go.jica.partnerships.programs.agreementreplica.AgreementArrivals;
import jp.go.jica.partnerships.programs.agreementreplica.AgreementVersion;
import jp.go.jica.partnerships.programs.program.ProgramDetails;

/** Behind the check of the body's form and before the transaction of a request under a key. */
@AwaitsAgreements
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_AFTER + 850)
class AgreementsAwaited {

    // As many as a program takes.
    private static final int MOST = 50;

    private final AgreementArrivals arrivals;
    private final CurrentVertxRequest request;
    private final ObjectMapper json;

    AgreementsAwaited(AgreementArrivals arrivals, CurrentVertxRequest request, ObjectMapper json) {
        this.arrivals = arrivals;
        this.request = request;
        this.json = json;
    }

    @AroundInvoke
    Object await(InvocationContext call) throws Exception {
        arrivals.await(AgreementVersion.parse(request.getCurrent().queryParam("sees")));
        for (Object argument : call.getParameters()) {
            if (argument instanceof ProgramDetails stated) {
                arrivals.awaitAgreements(stated.agreementIds());
            } else if (argument instanceof String text && text.stripLeading().startsWith("{")) {
                // A merge patch; what is a header or a parameter has no brace.
                arrivals.awaitAgreements(named(text));
            }
        }
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

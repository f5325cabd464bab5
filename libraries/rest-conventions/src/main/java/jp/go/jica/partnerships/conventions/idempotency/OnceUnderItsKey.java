package jp.go.jica.partnerships.conventions.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Response;
import java.io.Serial;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.StorageFailure;

/**
 * Puts the transaction around a request under a key, and its answer into it. It comes behind the checks of the caller's
 * role and of the body's form: what they refuse asks nothing of the database.
 */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_AFTER + 900)
public class OnceUnderItsKey {

    private final KeyedRequest request;
    private final RememberedAnswers answers;
    private final AgroalDataSource dataSource;
    private final ObjectMapper json;

    OnceUnderItsKey(KeyedRequest request, RememberedAnswers answers, AgroalDataSource dataSource, ObjectMapper json) {
        this.request = request;
        this.answers = answers;
        this.dataSource = dataSource;
        this.json = json;
    }

    @AroundInvoke
    Object answer(InvocationContext call) throws Exception {
        Optional<Remembrance> keyed = request.present();
        if (keyed.isEmpty()) {
            return call.proceed();
        }
        try {
            return QuarkusTransaction.requiringNew().call(() -> answer(keyed.get(), call));
        } catch (RolledBack failed) {
            return failed.response;
        }
    }

    private Response answer(Remembrance request, InvocationContext call) throws Exception {
        // One connection for all of it: once the transaction has ended, by a time-out too, it refuses to be used, while
        // a
        // fresh one would store the answer of a change that was rolled back.
        try (Connection transaction = dataSource.getConnection()) {
            if (!answers.tryLock(request, transaction)) {
                throw Refusal.inFlight();
            }
            Optional<Answer> before = answers.find(request, transaction);
            if (before.isPresent()) {
                return before.get()
                        .response()
                        .header("Idempotency-Replayed", "true")
                        .build();
            }
            Response response = (Response) call.proceed();
            if (response.getStatus() >= 400) {
                throw new RolledBack(response);
            }
            Answer answer = Answer.of(response, json);
            answers.keep(request, answer, transaction);
            return answer.response().build();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** A failure that was answered and not thrown: it changes nothing and is not remembered, like any other. */
    private static final class RolledBack extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Response response;

        RolledBack(Response response) {
            super(null, null, false, false);
            this.response = response;
        }
    }
}

package jp.go.jica.partnerships.conventions.idempotency;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Expired answers count as forgotten at once; within the hour they are also gone. */
@ApplicationScoped
public class Forgetting {

    private final RememberedAnswers answers;

    public Forgetting(RememberedAnswers answers) {
        this.answers = answers;
    }

    @Scheduled(every = "1h", delayed = "1m")
    void forgetExpired() {
        answers.forgetExpired();
    }
}

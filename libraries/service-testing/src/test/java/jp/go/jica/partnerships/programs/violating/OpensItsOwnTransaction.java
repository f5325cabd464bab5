package jp.go.jica.partnerships.programs.violating;

import io.quarkus.narayana.jta.QuarkusTransaction;

public final class OpensItsOwnTransaction {
    void change(Runnable step) {
        QuarkusTransaction.requiringNew().run(step);
    }
}

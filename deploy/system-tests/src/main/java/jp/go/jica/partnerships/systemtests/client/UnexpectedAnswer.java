package jp.go.jica.partnerships.systemtests.client;

import java.io.Serial;

/** A service refused what it should have taken. The message is the whole exchange. */
public final class UnexpectedAnswer extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public UnexpectedAnswer(Answer answer) {
        super(answer.toString());
    }
}

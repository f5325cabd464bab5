package jp.go.jica.partnerships.agreements.agreement;

/** What has been done with an agreement. Whether it is in force is a question about a day and no state. */
public enum State {
    DRAFT,
    SIGNED,
    TERMINATED
}

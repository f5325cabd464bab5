package jp.go.jica.partnerships.agreements.agreement;

/** What has been done with an agreement. Whether it is in force is a question about a day: {@link Standing}. */
public enum State {
    DRAFT,
    SIGNED,
    SUSPENDED,
    TERMINATED,
    CANCELLED
}

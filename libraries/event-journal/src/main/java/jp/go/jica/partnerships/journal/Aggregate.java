package jp.go.jica.partnerships.journal;

import java.util.UUID;

/** Something with an identity whose every change is one event; it is written to JSON as it is, for storage, answers and events alike. */
public interface Aggregate {

    UUID id();

    /** 1 for the first state, then 2, 3, … without holes. */
    int version();
}

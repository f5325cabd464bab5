package jp.go.jica.partnerships.local;

/** Tells whether a part does its work; asked again and again, so it answers within a second and never throws. */
interface Readiness {
    boolean isReady();
}

package jp.go.jica.partnerships.kubernetes;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The overlays, each rendered once for all tests. */
final class Overlays {

    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    private Overlays() {}

    static Manifests of(String name) {
        return RENDERED.computeIfAbsent(name, Overlays::rendered);
    }

    private static Manifests rendered(String name) {
        try {
            return Manifests.rendered(Checkout.overlay(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

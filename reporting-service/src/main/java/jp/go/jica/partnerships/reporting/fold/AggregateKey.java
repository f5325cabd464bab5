package jp.go.jica.partnerships.reporting.fold;

import java.util.UUID;

/** @param type {@code program}, {@code agreement}, {@code participant} or {@code participation} */
record AggregateKey(String type, UUID id) {}

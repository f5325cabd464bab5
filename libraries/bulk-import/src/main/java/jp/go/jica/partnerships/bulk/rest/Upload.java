package jp.go.jica.partnerships.bulk.rest;

import java.util.UUID;

/**
 * A file that came as a body and has been stored.
 *
 * @param charset name of its encoding
 */
public record Upload(UUID id, String charset) {}

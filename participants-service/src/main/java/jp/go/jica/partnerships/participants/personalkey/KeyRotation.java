package jp.go.jica.partnerships.participants.personalkey;

/**
 * How far it has come that all keys of persons are wrapped by the current key.
 *
 * @param currentKey which key wraps from now on
 * @param rewrapped how many were wrapped anew just now
 * @param remaining how many are still wrapped by another one; 0 when the others can be taken out of the keyset
 */
public record KeyRotation(String currentKey, int rewrapped, long remaining) {}

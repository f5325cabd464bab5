package jp.go.jica.partnerships.referencedata;

/**
 * A field by which JICA sorts its courses.
 *
 * @param name in English by our own translation
 */
public record ThematicField(ThematicFieldCode code, Label name) {}

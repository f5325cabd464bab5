package jp.go.jica.partnerships.referencedata;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A code that stands in one of the tables of this package. An instance can only be had by {@code parse} of its type, so
 * holding one means that the code exists. In JSON it is a plain string.
 */
public abstract sealed class Code implements Comparable<Code>
        permits CountryCode, FacilityCode, LocalGovernmentCode, OfficeCode, SchemeCode, SectorCode, ThematicFieldCode {

    private final String value;

    Code(String value) {
        this.value = value;
    }

    @JsonValue
    public final String value() {
        return value;
    }

    @Override
    public final int compareTo(Code other) {
        return value.compareTo(other.value);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Code code && code.getClass() == getClass() && code.value.equals(value);
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    @Override
    public final String toString() {
        return value;
    }
}

package jp.go.jica.partnerships.agreements.agreement;

import java.util.List;

/** All of an agreement that may have been entered wrongly. Its state is no part of it: that is changed by commands only. */
public record Corrected(
        AgreementDetails details, LifeCycle lifeCycle, List<Amendment> amendments, List<Activity> activities) {}

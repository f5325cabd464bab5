package jp.go.jica.partnerships.programs.violating.messaging;

import jp.go.jica.partnerships.programs.violating.rest.SomeResource;

public record KnowsTheOtherAdapter(SomeResource resource) {}

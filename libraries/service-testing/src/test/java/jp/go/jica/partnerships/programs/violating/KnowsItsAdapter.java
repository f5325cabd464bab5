package jp.go.jica.partnerships.programs.violating;

import jp.go.jica.partnerships.programs.violating.rest.SomeResource;

public record KnowsItsAdapter(SomeResource resource) {}

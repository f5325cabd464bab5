package jp.go.jica.partnerships.reporting;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import jp.go.jica.partnerships.testing.Fences;

@AnalyzeClasses(packages = "jp.go.jica.partnerships.reporting", importOptions = ImportOption.DoNotIncludeTests.class)
class FencesTest {

    @ArchTest
    static final ArchTests fences = ArchTests.in(Fences.class);
}

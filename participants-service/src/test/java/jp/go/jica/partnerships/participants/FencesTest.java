package jp.go.jica.partnerships.participants;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import jp.go.jica.partnerships.testing.Fences;

/** What this service's packages may know of each other and of the outside. */
@AnalyzeClasses(packages = "jp.go.jica.partnerships.participants", importOptions = ImportOption.DoNotIncludeTests.class)
class FencesTest {
    @ArchTest
    static final ArchTests FENCES = ArchTests.in(Fences.class);
}

package jp.go.jica.partnerships.programs;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import jp.go.jica.partnerships.testing.Fences;

@AnalyzeClasses(packages = "jp.go.jica.partnerships.programs", importOptions = ImportOption.DoNotIncludeTests.class)
class FencesTest {

    @ArchTest
    static final ArchTests FENCES = ArchTests.in(Fences.class);
}

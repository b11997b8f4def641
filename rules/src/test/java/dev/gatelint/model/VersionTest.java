package dev.gatelint.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    @Test void ordersAsReleasesWereMade() {
        List<String> inOrder = List.of("2.7.18", "3.0.0-M1", "3.0.0-RC1", "3.0.0", "3.0.13", "3.2.0.RELEASE", "4.24.9", "4.24.10",
            "5.0.0-beta.4",
            "5.0.0-beta.31", "5.0.0-beta.32", "5.0.0", "15.1.0-canary.2", "15.1.0");
        assertThat(inOrder.stream().map(Version::of).sorted().map(Version::toString)).containsExactlyElementsOf(inOrder);
    }

    @Test void shortAndLongFormsAreEqual() {
        assertThat(Version.of("3")).isEqualTo(Version.of("3.0.0")).hasSameHashCodeAs(Version.of("v3.0"));
        assertThat(Version.of("3.2.0.RELEASE")).isEqualTo(Version.of("3.2.0"));
        assertThat(Version.of("1.0.0+build.5")).isEqualTo(Version.of("1.0.0"));
    }

    @Test void comparesWithText() {
        assertThat(Version.of("6.0.8").atLeast("6.0")).isTrue();
        assertThat(Version.of("5.0.0-beta.31").before("5.0.0-beta.32")).isTrue();
        assertThat(Version.of("5.0.0-beta.31").isPreRelease()).isTrue();
        assertThat(Version.of("4.24.15").major()).isEqualTo(4);
        assertThat(Version.of("4.24.15").minor()).isEqualTo(24);
    }

    @ParameterizedTest @ValueSource(strings = {"", "latest", "${boot.version}", "workspace:*", "beta", "99999999999999999999"})
    void whatIsNoVersionIsEmpty(String text) {
        assertThat(Version.parse(text)).isEmpty();
    }
}

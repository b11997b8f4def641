package dev.gatelint.model;

import static dev.gatelint.model.Access.AUTHENTICATED;
import static dev.gatelint.model.Access.DENIED;
import static dev.gatelint.model.Access.OPAQUE;
import static dev.gatelint.model.Access.PUBLIC;
import static dev.gatelint.model.Access.RESTRICTED;
import static dev.gatelint.model.Access.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccessTest {
    @Test void twoLayersGiveTheStrongerOne() {
        assertThat(PUBLIC.and(AUTHENTICATED)).isEqualTo(AUTHENTICATED);
        assertThat(DENIED.and(RESTRICTED)).isEqualTo(DENIED);
    }

    @Test void aLayerThatIsNotUnderstoodNeverLooksOpen() {
        assertThat(PUBLIC.and(UNKNOWN)).isEqualTo(UNKNOWN);
        assertThat(PUBLIC.and(OPAQUE)).isEqualTo(OPAQUE);
        assertThat(OPAQUE.and(UNKNOWN)).isEqualTo(OPAQUE);
        assertThat(AUTHENTICATED.and(UNKNOWN)).isEqualTo(AUTHENTICATED);
    }

    @Test void twoWaysInGiveTheWeakerOne() {
        assertThat(AUTHENTICATED.or(RESTRICTED)).isEqualTo(AUTHENTICATED);
        assertThat(PUBLIC.or(UNKNOWN)).isEqualTo(PUBLIC);
        assertThat(RESTRICTED.or(UNKNOWN)).isEqualTo(UNKNOWN);
        assertThat(RESTRICTED.or(OPAQUE)).isEqualTo(OPAQUE);
    }

    @Test void bothAreCommutativeAndAssociative() {
        for (Access a : Access.values()) for (Access b : Access.values()) {
            assertThat(a.and(b)).isEqualTo(b.and(a));
            assertThat(a.or(b)).isEqualTo(b.or(a));
            for (Access c : Access.values()) {
                assertThat(a.and(b).and(c)).isEqualTo(a.and(b.and(c)));
                assertThat(a.or(b).or(c)).isEqualTo(a.or(b.or(c)));
            }
        }
    }
}

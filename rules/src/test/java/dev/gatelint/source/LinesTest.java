package dev.gatelint.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesTest {
    @Test void countsEachKindOfLineEndingOnce() {
        Lines lines = Lines.of("a\r\nb\nc\rd");
        assertThat(lines.count()).isEqualTo(4);
        assertThat(lines.line(0)).isEqualTo(1);
        assertThat(lines.line(3)).isEqualTo(2);
        assertThat(lines.line(5)).isEqualTo(3);
        assertThat(lines.line(7)).isEqualTo(4);
    }

    @Test void columnsAreUtf16UnitsAndTabsCountOne() {
        Lines lines = Lines.of("\t😀x");
        assertThat(lines.column(1)).isEqualTo(2);
        assertThat(lines.column(3)).isEqualTo(4);
    }

    @Test void aByteOrderMarkTakesNoColumn() {
        Lines lines = Lines.of("\uFEFFab\nc");
        assertThat(lines.column(1)).isEqualTo(1);
        assertThat(lines.line(0)).isEqualTo(1);
        assertThat(lines.column(0)).isEqualTo(1);
        assertThat(lines.column(4)).isEqualTo(1);
    }

    @Test void offsetsAndPlacesAreTheInverseOfEachOther() {
        String text = "one\r\n\ttwo 😀\n\nfour";
        Lines lines = Lines.of(text);
        for (int offset = 0; offset <= text.length(); offset++) {
            assertThat(lines.offset(lines.line(offset), lines.column(offset))).isEqualTo(offset);
        }
    }

    @Test void placesOutsideTheTextAreKeptInside() {
        Lines lines = Lines.of("ab\ncd");
        assertThat(lines.line(99)).isEqualTo(2);
        assertThat(lines.start(0)).isZero();
        assertThat(lines.start(99)).isEqualTo(3);
        assertThat(lines.offset(2, 99)).isEqualTo(5);
    }
}

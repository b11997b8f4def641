package dev.gatelint.stack.spring;

/** Yes, no, or it cannot be told. */
enum Answer {
    YES, NO, UNKNOWN;

    static Answer of(boolean yes) {
        return yes ? YES : NO;
    }

    Answer and(Answer other) {
        if (this == NO || other == NO) return NO;
        return this == YES ? other : this;
    }

    Answer or(Answer other) {
        if (this == YES || other == YES) return YES;
        return this == NO ? other : this;
    }

    Answer not() {
        return this == YES ? NO : this == NO ? YES : this;
    }
}

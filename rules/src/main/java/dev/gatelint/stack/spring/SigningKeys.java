package dev.gatelint.stack.spring;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.SecretNeed.Kind;
import dev.gatelint.stack.spring.Secrecy.Strength;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is wrong with a key whose value is written out. */
final class SigningKeys {
    static final String TOKENS = "whoever knows it can sign a token for any user";
    static final String REMEMBERS = "whoever knows it and the password hash of a user can make a remember-me cookie";
    static final String SIGNS = "whoever knows it can forge what it signs";
    static final String ENCRYPTS = "whoever knows it can read what it encrypts";

    private SigningKeys() {}

    /** What one can do with the key of a property or a constant, as its name says. */
    static String effect(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.matches(".*remember-?me.*")) return REMEMBERS;
        return lower.matches(".*(jwt|token|auth|login|session).*") ? TOKENS : SIGNS;
    }

    /**
     * The flaws of a key.
     *
     * @param when   stands before the effect, such as {@code when X is not set, }
     * @param effect what one can do who knows it
     */
    static List<Flaw<Kind>> flaws(Strength strength, String when, String effect, String remedy, Certainty certainty) {
        return switch (strength.kind()) {
            case EMPTY -> List.of(flaw(Kind.EMPTY, when + "is empty: no token can be signed or checked with it", remedy, certainty));
            case KNOWN -> List.of(flaw(Kind.KNOWN_VALUE, when + "has a value that is in everyone's word list: " + effect, remedy,
                certainty));
            case LITERAL -> Stream.concat(Stream.of(flaw(Kind.HARD_CODED, when + "is written into the sources: " + effect, remedy,
                certainty)),
                weak(strength, when, effect, certainty)).toList();
        };
    }

    private static Stream<Flaw<Kind>> weak(Strength strength, String when, String effect, Certainty certainty) {
        if (strength.bytes() >= 32 || !effect.equals(TOKENS)) return Stream.of();
        return Stream.of(flaw(Kind.WEAK, when + "has " + strength.bytes()
            + " bytes, fewer than the 32 of HMAC-SHA-256: it can be found by trying, from one token",
            "make it of at least 32 random bytes", certainty == Certainty.CERTAIN ? Certainty.LIKELY : Certainty.POSSIBLE));
    }

    private static Flaw<Kind> flaw(Kind kind, String effect, String remedy, Certainty certainty) {
        return new Flaw<>(kind, effect, remedy, certainty, List.of(), List.of());
    }
}

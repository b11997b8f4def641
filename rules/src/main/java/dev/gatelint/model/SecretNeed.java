package dev.gatelint.model;

import dev.gatelint.source.Span;
import java.util.List;

/**
 * A place where code or configuration needs or gives a secret. Holds its name and never its value.
 *
 * @param at      the key, the option or the name in the code; where a person would make it right
 * @param subject the secret's name: {@code NEXTAUTH_SECRET}, {@code jwt.secret}
 */
public record SecretNeed(Span at, String subject, List<Flaw<Kind>> flaws) implements Flawed<SecretNeed.Kind> {
    public SecretNeed {
        flaws = List.copyOf(flaws);
    }

    @Override public String phrase() {
        return "`" + subject + "`";
    }

    /** What can be wrong with a secret. */
    public enum Kind {
        /** Needed, and given nowhere. */
        ABSENT,
        /** Given, but empty. */
        EMPTY,
        /** A value that everyone knows: a default, a sample, a placeholder. */
        KNOWN_VALUE,
        /** Written into the code or into a tracked file. */
        HARD_CODED,
        /** Too short for what it is used for. */
        WEAK,
        /** Sent to the browser. */
        EXPOSED,
        /** {@code ${ENV}} that nothing defines is taken as the secret itself. */
        LITERAL_PLACEHOLDER,
        /** One part has it, another part that needs the same one has not. */
        NOT_SHARED,
        /** The file's syntax changes the value. */
        MANGLED,
        /** Given only in a file, profile or stage that production does not read. */
        NOT_IN_PRODUCTION,
        /** The key's spelling is one that this lookup does not find. */
        NAME_NOT_FOUND,
        /** Not a secret itself, but a setting without which the login does not work or is not safe: host trust, URL. */
        SETTING_ABSENT,
        /** A new one at each start, so that logins do not survive or differ between nodes. */
        NOT_STABLE
    }
}

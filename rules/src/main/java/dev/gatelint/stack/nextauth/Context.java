package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Version;
import dev.gatelint.source.Lines;
import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.npm.Installed;
import java.util.List;
import java.util.Optional;

/**
 * One file of one application, and what is known around it.
 *
 * @param folder  of the application, or of the package that the file stands in
 * @param script  the facts of the file
 * @param next    which next the application gets
 * @param auth    which next-auth
 * @param clerk   which @clerk/nextjs
 * @param ironSession which iron-session
 * @param configs the configurations of NextAuth in the application
 * @param webpack whether a script builds it with webpack where that is not the default
 * @param lines   of the file
 */
record Context(String folder, String path, Script script, Names names, Optional<Installed> next, Optional<Installed> auth,
               Optional<Installed> clerk, Optional<Installed> ironSession, List<AuthConfig> configs, boolean webpack,
               Lines lines) {
    /** The major version of next-auth, 0 when it is not known. */
    int major() {
        return auth.flatMap(Installed::assumed).map(Version::major).orElse(0);
    }

    /** True when the version of next-auth is certain enough to speak of this major version: pinned, or a range inside it. */
    boolean surelyMajor(int major) {
        return auth.isPresent() && auth.get().surelyAtLeast(major + ".0.0-0") && auth.get().surelyBefore(major + 1 + ".0.0-0");
    }

    /** True when next is this version or later, as far as is known; false when nothing is known. */
    boolean nextAtLeast(String version) {
        return next.flatMap(Installed::assumed).filter(v -> v.atLeast(version)).isPresent();
    }

    /** Clerk's {@code auth} gives a promise from version 6 on. */
    boolean clerkIsAsync() {
        return clerk.filter(found -> found.surelyAtLeast("6.0.0-0")).isPresent();
    }

    Span span(Expr expr) {
        return new Span(path, expr.start(), expr.end());
    }

    Api api(Expr callee) {
        return names.api(path, callee);
    }
}

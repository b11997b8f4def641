package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.ImportUse;
import dev.gatelint.model.ImportUse.Kind;
import dev.gatelint.model.Model;
import dev.gatelint.model.Version;
import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.npm.Advisory;
import dev.gatelint.stack.npm.Identity;
import dev.gatelint.stack.npm.Installed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Versions of the libraries of one application: what does not work together, and what is known to be open. */
final class Versions {
    private static final Pattern MIDDLEWARE = Pattern.compile("(src/)?(middleware|proxy)\\.[cm]?[jt]sx?");
    /** Needs something besides that is not seen: a missing secret, a mail library. */
    private static final Set<String> UNSURE = Set.of("auth-call", "email-normalizer");
    private final String folder;
    private final Map<String, Script> scripts;
    private final Names names;
    private final Optional<Installed> next;
    private final Optional<Installed> auth;

    /** @param scripts of the application, by path */
    Versions(String folder, Map<String, Script> scripts, Names names, Optional<Installed> next, Optional<Installed> auth) {
        this.folder = folder;
        this.scripts = scripts;
        this.names = names;
        this.next = next;
        this.auth = auth;
    }

    void add(Model.Builder model) {
        incompatible().ifPresent(model::add);
        next.flatMap(found -> vulnerable("next", found)).ifPresent(model::add);
        auth.flatMap(found -> vulnerable("next-auth", found)).ifPresent(model::add);
    }

    private Optional<ImportUse> incompatible() {
        if (next.isEmpty() || auth.isEmpty() || auth.get().assumed().isEmpty()) return Optional.empty();
        Version version = auth.get().assumed().get();
        String least = null;
        if (version.major() == 4 && next.get().surelyAtLeast("16.0.0-0")) least = "4.24.12";
        else if (version.major() == 4 && next.get().surelyAtLeast("15.0.0-0")) least = "4.24.9";
        else if (version.major() == 5 && next.get().surelyAtLeast("16.0.0-0")) least = "5.0.0-beta.30";
        if (least == null || !auth.get().surelyBefore(least)) return Optional.empty();
        String line = next.get().surelyAtLeast("16.0.0-0") ? "16" : "15";
        Flaw<Kind> flaw = new Flaw<>(Kind.INCOMPATIBLE_VERSION, "does not work with next " + line
            + ", where headers() and cookies() are promises", "upgrade to " + least,
            Certainty.LIKELY, List.of(new Evidence(next.get().declared(), "next " + next.get().assumed().map(Version::toString)
                .orElse(""))), List.of());
        return Optional.of(new ImportUse(auth.get().declared(), "next-auth " + version, List.of(flaw)));
    }

    private Optional<ImportUse> vulnerable(String name, Installed installed) {
        if (installed.exact().isEmpty()) return Optional.empty();
        Version version = installed.exact().get();
        List<Advisory> open = new ArrayList<>();
        List<Evidence> why = new ArrayList<>();
        for (Advisory advisory : Advisory.all()) {
            if (!advisory.name().equals(name) || !advisory.affects(version)) continue;
            Optional<Span> where = applies(advisory.applies());
            if (where.isEmpty()) continue;
            open.add(advisory);
            why.add(new Evidence(where.get(), advisory.id() + ": " + advisory.source()));
        }
        if (open.isEmpty()) return Optional.empty();
        Version upgrade = version;
        for (int i = 0; i < open.size() * 4; i++) {
            Version now = upgrade;
            upgrade = open.stream().filter(advisory -> advisory.affects(now)).map(advisory -> advisory.upgrade(now))
                .max(Comparator.naturalOrder()).orElse(now);
        }
        String also = open.size() == 1 ? "" : ", also " + String.join(", ", open.stream().skip(1).map(Advisory::id).toList());
        Flaw<Kind> flaw = new Flaw<>(Kind.VULNERABLE_VERSION, open.get(0).effect() + " (" + open.get(0).id() + also + ")", "upgrade to "
            + upgrade,
            open.stream().allMatch(advisory -> UNSURE.contains(advisory.applies())) ? Certainty.LIKELY : Certainty.CERTAIN, why,
            List.of());
        return Optional.of(new ImportUse(installed.declared(), name + " " + version, List.of(flaw)));
    }

    /** The place that makes an application open to an advisory; empty when there is none, or it cannot be told. */
    private Optional<Span> applies(String condition) {
        return switch (condition) {
            case "middleware" -> middleware();
            case "middleware-app" -> has("(src/)?app/.*") ? middleware() : Optional.empty();
            case "middleware-app-turbopack" -> has("(src/)?app/.*") && next.filter(found -> found.surelyAtLeast("16.0.0-0")).isPresent()
                ? middleware() : Optional.empty();
            case "middleware-app-single-locale" -> has("(src/)?app/.*") && locales() == 1 ? middleware() : Optional.empty();
            case "middleware-dynamic" -> has(".*\\[.*") ? middleware() : Optional.empty();
            case "middleware-pages-i18n" -> has("(src/)?pages/.*") && locales() != 0 ? middleware() : Optional.empty();
            case "with-auth" -> imported("next-auth/middleware");
            case "email-provider" -> email();
            case "email-normalizer" -> names("normalizeIdentifier") ? Optional.empty() : email();
            case "auth-call" -> imported("next-auth");
            default -> Optional.empty();
        };
    }

    private String below(String path) {
        return folder.isEmpty() ? path : path.substring(Math.min(path.length(), folder.length() + 1));
    }

    private boolean has(String pattern) {
        return scripts.keySet().stream().anyMatch(path -> below(path).matches(pattern));
    }

    /** A middleware that has to do with logins: one that only picks a language opens no door when it is skipped. */
    private Optional<Span> middleware() {
        for (Map.Entry<String, Script> entry : scripts.entrySet()) {
            if (!MIDDLEWARE.matcher(below(entry.getKey())).matches()) continue;
            for (Script.Import imported : entry.getValue().imports()) {
                boolean own = names.api(entry.getKey(), new Expr.Name(imported.start(), imported.end(), imported.local())).lookup();
                if (own || Identity.knows(imported.source())) return Optional.of(new Span(entry.getKey(), imported.start(),
                    imported.end()));
            }
            for (Script.Export export : entry.getValue().exports()) {
                if (export.source().matches("next-auth/middleware|.*\\bauth") || export.local().equals("auth")) {
                    return Optional.of(new Span(entry.getKey(), export.start(), export.end()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Span> imported(String source) {
        for (Map.Entry<String, Script> entry : scripts.entrySet()) {
            for (Script.Import imported : entry.getValue().imports()) {
                if (imported.source().equals(source) && !imported.typeOnly()) return Optional.of(new Span(entry.getKey(), imported.start(),
                    imported.end()));
            }
            for (Script.Export export : entry.getValue().exports()) {
                if (export.source().equals(source)) return Optional.of(new Span(entry.getKey(), export.start(), export.end()));
            }
        }
        return Optional.empty();
    }

    private Optional<Span> email() {
        return imported("next-auth/providers/email").or(() -> imported("next-auth/providers/nodemailer"));
    }

    /** Some object of the application has an entry of this name. */
    private boolean names(String entry) {
        boolean[] found = new boolean[1];
        scripts.values().forEach(script -> At.each(script, at -> {
            if (at.node() instanceof Expr.Entry one && one.name().equals(entry)) found[0] = true;
        }));
        return found[0];
    }

    /** How many locales {@code i18n} of next.config names; 0 without it, -1 when they are not written down. */
    private int locales() {
        int[] found = new int[1];
        scripts.forEach((path, script) -> {
            if (!below(path).matches("next\\.config\\.[cm]?[jt]s")) return;
            At.each(script, at -> {
                if (at.node() instanceof Expr.Entry entry && entry.name().equals("i18n") && entry.value() instanceof Expr.Fields fields) {
                    found[0] = fields.value("locales") instanceof Expr.Items items ? items.elements().size() : -1;
                }
            });
        });
        return found[0];
    }
}

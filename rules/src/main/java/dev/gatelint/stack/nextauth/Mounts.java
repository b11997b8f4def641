package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.ImportUse;
import dev.gatelint.model.ImportUse.Kind;
import dev.gatelint.model.Model;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import dev.gatelint.stack.npm.Installed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an application answers the requests of its login: the file in which Next must find the handler of NextAuth or better-auth, its
 * name, and what it exports. Every form was run: next 15.5.29 with next-auth 4.24.15, next 16.4.6 with next-auth 5.0.0-beta.32.
 */
final class Mounts {
    private static final Pattern FILE = Pattern.compile("(?:src/)?(app|pages)/(?:(.*)/)?([^/]+?)(?:\\.(?:page|api))?\\.[cm]?[jt]sx?");
    private static final Pattern CATCH_ALL = Pattern.compile("\\[{1,2}\\.\\.\\.(\\w+)]{1,2}");
    private final String folder;
    private final SortedMap<String, Script> scripts;
    private final Names names;
    private final List<AuthConfig> configs;
    private final Optional<Installed> auth;
    private final int major;

    Mounts(String folder, SortedMap<String, Script> scripts, Names names, List<AuthConfig> configs, Optional<Installed> auth) {
        this.folder = folder;
        this.scripts = scripts;
        this.names = names;
        this.configs = configs;
        this.auth = auth;
        this.major = auth.flatMap(Installed::assumed).map(version -> version.major()).orElse(0);
    }

    private enum Library { NEXT_AUTH, BETTER_AUTH }

    /**
     * A file that gives requests to a login.
     *
     * @param router {@code app} or {@code pages}
     * @param dirs   the folders below it, empty for none
     * @param file   the file's name without its ending
     * @param at     what it exports
     */
    private record Mount(String path, Library library, String router, String dirs, String file, Span at) {
        /** The last part that can take a parameter: a folder of the app router, the file of the pages router. */
        String last() {
            return router.equals("app") ? dirs.substring(dirs.lastIndexOf('/') + 1) : file;
        }

        boolean served() {
            return router.equals("app") ? file.equals("route") : ("/" + dirs + "/").startsWith("/api/");
        }

        String address() {
            String all = router.equals("app") ? dirs : dirs.isEmpty() ? file : dirs + "/" + file;
            return "/" + all.replaceAll("(^|/)\\([^/)]*\\)(?=/|$)", "").replaceFirst("^/", "").replaceFirst("/?[^/]*$", "");
        }
    }

    void add(Model.Builder model) {
        List<Mount> mounts = new ArrayList<>();
        scripts.forEach((path, script) -> mount(path, script).ifPresent(mounts::add));
        for (Mount mount : mounts) {
            // a module beside the routes may hold what one of them exports
            boolean beside = mount.router.equals("app") && !mount.file.equals("route");
            if (beside && mounts.stream().anyMatch(other -> other != mount && other.library == mount.library && other.served())) continue;
            Optional<Flaw<Kind>> flaw = place(mount).or(() -> verbs(mount)).or(() -> twice(mount, mounts));
            flaw.ifPresent(found -> model.add(new ImportUse(mount.at, subject(mount), List.of(found))));
        }
        if (mounts.isEmpty()) nowhere().ifPresent(model::add);
    }

    private static String subject(Mount mount) {
        return mount.path;
    }

    private Optional<Mount> mount(String path, Script script) {
        Matcher parts = FILE.matcher(folder.isEmpty() ? path : path.substring(Math.min(path.length(), folder.length() + 1)));
        if (!parts.matches()) return Optional.empty();
        boolean app = parts.group(1).equals("app");
        for (String export : app ? List.of("GET", "POST") : List.of("default")) {
            Optional<Script.Export> here = script.export(export);
            if (here.isEmpty() || !(names.modules().export(path, export) instanceof Modules.Local origin)) continue;
            Optional<Library> library = library(origin.path(), origin.name());
            if (library.isEmpty()) continue;
            return Optional.of(new Mount(path, library.get(), parts.group(1), parts.group(2) == null ? "" : parts.group(2), parts.group(3),
                new Span(path, here.get().start(), here.get().end())));
        }
        return Optional.empty();
    }

    /** Which library answers behind a name of the top level. */
    private Optional<Library> library(String path, String name) {
        Script script = names.modules().script(path);
        if (script == null) return Optional.empty();
        for (Step step : script.body()) {
            if (!(step instanceof Step.Declare declare) || declare.value() == null
                || declare.target().names().stream().noneMatch(n -> n.name().equals(name))) continue;
            Expr value = declare.value();
            if (value instanceof Expr.Lambda lambda) {
                // (req, res) => NextAuth(req, res, options)
                boolean[] advanced = new boolean[1];
                At.each(null, lambda.function().body(), at -> {
                    if (at.node() instanceof Expr.Call call && call.arguments().size() == 3
                        && names.api(path, call.callee()) == Api.NEXT_AUTH) advanced[0] = true;
                });
                return advanced[0] && !mentions(script) ? Optional.of(Library.NEXT_AUTH) : Optional.empty();
            }
            if (value instanceof Expr.Member member && member.name().matches("GET|POST")) value = member.object();
            if (value instanceof Expr.Call call) {
                if (names.api(path, call.callee()) == Api.NEXT_AUTH) return Optional.of(Library.NEXT_AUTH);
                boolean better = call.callee() instanceof Expr.Name callee && names.modules()
                    .origin(path, callee.name()) instanceof Modules.External external
                    && external.name().matches("toNextJsHandler|toNodeHandler") && external.source().startsWith("better-auth");
                return better ? Optional.of(Library.BETTER_AUTH) : Optional.empty();
            }
            return handlers(path, value) ? Optional.of(Library.NEXT_AUTH) : Optional.empty();
        }
        return Optional.empty();
    }

    /** {@code handlers} of the result of NextAuth 5. */
    private boolean handlers(String path, Expr value) {
        if (value instanceof Expr.Member member && member.name().equals("handlers")) return result(path, member.object());
        if (!(value instanceof Expr.Name name) || !(names.modules().origin(path, name.name()) instanceof Modules.Local local)) return false;
        Script script = names.modules().script(local.path());
        if (script == null) return false;
        for (Step step : script.body()) {
            if (!(step instanceof Step.Declare declare) || declare.value() == null) continue;
            if (declare.target() instanceof Target.Keys keys && keys.parts().stream().anyMatch(part -> part.name().equals("handlers")
                && part.target().names().stream()
                .anyMatch(n -> n.name().equals(local.name())))) return result(local.path(), declare.value());
        }
        return false;
    }

    private boolean result(String path, Expr value) {
        return names.value(path, value).filter(located -> located.expr() instanceof Expr.Call call
            && names.api(located.path(), call.callee()) == Api.NEXT_AUTH).isPresent();
    }

    /** The file sets {@code nextauth} of the query by itself. */
    private static boolean mentions(Script script) {
        boolean[] found = new boolean[1];
        At.each(script, at -> {
            if (at.node() instanceof Expr.Member member && member.name().equals("nextauth") || at.node() instanceof Expr.Entry entry
                && entry.name().equals("nextauth")) found[0] = true;
        });
        return found[0];
    }

    private Optional<Flaw<Kind>> place(Mount mount) {
        boolean next = mount.library == Library.NEXT_AUTH;
        String wanted = next ? "[...nextauth]" : "[...all]";
        if (mount.router.equals("app") && !mount.file.equals("route")) {
            return wrong("is a file that Next serves nothing from: every address of the login answers 404", "move it to app/api/auth/"
                + wanted + "/route");
        }
        if (mount.router.equals("pages") && mount.dirs.contains("[...")) {
            return wrong("breaks every address of the application: \"Catch-all must be the last part of the URL\"",
                "move it to pages/api/auth/" + wanted);
        }
        if (mount.router.equals("pages") && !mount.served()) {
            return wrong("is a page and no API route: Next takes the handler for a component, and the build fails with \"Cannot destructure property 'nextauth'\"", "move it to pages/api/auth/" + wanted);
        }
        if (mount.router.equals("pages") && next && major >= 5) {
            return wrong("is no handler in version 5, where NextAuth gives { handlers, auth }: every address of the login fails",
                "export GET and POST of `handlers` from app/api/auth/[...nextauth]/route");
        }
        Matcher name = CATCH_ALL.matcher(mount.last());
        String right = mount.router.equals("app") ? "app/api/auth/" + wanted + "/route" : "pages/api/auth/" + wanted;
        if (!name.matches()) {
            return wrong("does not take all addresses of the login: " + (next ? "/api/auth/callback/github" : "/api/auth/sign-in/email")
                + " answers 404", "move it to " + right);
        }
        if (next && major == 4 && !name.group(1).equals("nextauth")) {
            return wrong("is not found by version 4, which looks for the parameter `nextauth` and gets `" + name.group(1)
                + "`: every address of the login answers 500",
                "name it [...nextauth]");
        }
        if (next && major == 4 && mount.router.equals("app") && auth.filter(found -> found.surelyBefore("4.22.0")).isPresent()) {
            return wrong("is not supported in a route handler before next-auth 4.22", "upgrade next-auth to 4.22 or later");
        }
        return moved(mount, right);
    }

    /** better-auth and Auth.js 5 know their own address. */
    private Optional<Flaw<Kind>> moved(Mount mount, String right) {
        if (mount.library == Library.NEXT_AUTH && major < 5 || mount.address().equals("/api/auth")
            || mount.address().contains("[")) return Optional.empty();
        boolean[] told = new boolean[1];
        scripts.values().forEach(script -> At.each(script, at -> {
            if (at.node() instanceof Expr.Entry entry && entry.name().matches("basePath|baseURL")) told[0] = true;
        }));
        if (told[0]) return Optional.empty();
        return Optional.of(new Flaw<>(Kind.WRONG_EXPORT, "stands at " + mount.address()
            + ", and the library answers /api/auth unless `basePath` says otherwise",
            "move it to " + right + ", or set basePath", Certainty.LIKELY, List.of(), List.of()));
    }

    private static Optional<Flaw<Kind>> wrong(String effect, String remedy) {
        return Optional.of(Flaw.certain(Kind.WRONG_EXPORT, effect, remedy));
    }

    /** A login is asked with GET and with POST. */
    private Optional<Flaw<Kind>> verbs(Mount mount) {
        if (!mount.router.equals("app")) return Optional.empty();
        if (mount.library == Library.NEXT_AUTH && major >= 5 && direct(mount.path)) {
            return wrong("is no handler in version 5, where NextAuth gives { handlers, auth }: every request to it answers 500",
                "export GET and POST of `handlers`");
        }
        List<String> exported = names.modules().exports(mount.path);
        if (exported.contains("GET") && exported.contains("POST")) return Optional.empty();
        String missing = exported.contains("GET") ? "POST" : "GET";
        Flaw<Kind> flaw = Flaw.certain(Kind.WRONG_EXPORT, "does not export " + missing + ": "
            + (missing.equals("POST") ? "signing in and out answers 405"
            : "the session and the callbacks answer 405"), "export " + missing + " as well");
        Script script = scripts.get(mount.path);
        Script.Export there = script.export(exported.contains("GET") ? "GET" : "POST").orElseThrow();
        if (!there.source().isEmpty()) return Optional.of(flaw);
        String text = there.name().equals(there.local()) ? pattern(script, there.local()) ? ", " + missing : "" : ", " + there.local()
            + " as " + missing;
        return Optional.of(text.isEmpty() ? flaw : flaw.repairedBy(new Fix("Export " + missing, Fix.Safety.SAFE,
            List.of(new TextEdit(new Span(mount.path, there.end(), there.end()), text)))));
    }

    /** {@code export const { GET } = handlers} */
    private static boolean pattern(Script script, String name) {
        return script.body().stream().anyMatch(step -> step instanceof Step.Declare declare && declare.target() instanceof Target.Keys
            && declare.target().names().stream().anyMatch(n -> n.name().equals(name)));
    }

    /** What is exported is the result of {@code NextAuth(…)} itself. */
    private boolean direct(String path) {
        return names.modules().export(path, "GET") instanceof Modules.Local local && names.modules().script(local.path()).body().stream()
            .anyMatch(step -> step instanceof Step.Declare declare && declare.value() instanceof Expr.Call call
            && names.api(local.path(), call.callee()) == Api.NEXT_AUTH
                && declare.target() instanceof Target.Place target && target.place() instanceof Expr.Name name
                && name.name().equals(local.name()));
    }

    /** The same address from both routers. */
    private static Optional<Flaw<Kind>> twice(Mount mount, List<Mount> mounts) {
        if (!mount.router.equals("app")) return Optional.empty();
        Optional<Mount> other = mounts.stream().filter(one -> one.router.equals("pages") && one.address().equals(mount.address())
            && one.last().equals(mount.last())).findFirst();
        return other.map(one -> Flaw.<Kind>certain(Kind.WRONG_EXPORT,
            "is there a second time: the build fails with \"Conflicting app and page file was found\"",
            "remove one of the two").because(new Evidence(one.at, "the other one")));
    }

    /** Options and no handler: nothing takes the result of NextAuth to where requests come in. */
    private Optional<ImportUse> nowhere() {
        if (configs.size() != 1 || major < 4) return Optional.empty();
        AuthConfig config = configs.get(0);
        boolean served = scripts.entrySet().stream().anyMatch(entry -> uses(entry.getKey(), entry.getValue()));
        if (served || scripts.keySet().stream().noneMatch(path -> FILE.matcher(path.substring(folder.isEmpty() ? 0 : folder.length() + 1))
            .matches())) return Optional.empty();
        Flaw<Kind> flaw = new Flaw<>(Kind.WRONG_EXPORT, "is served by no file: every address of the login answers 404", major >= 5
            ? "export GET and POST of its `handlers` from app/api/auth/[...nextauth]/route"
            : "export it as GET and POST from app/api/auth/[...nextauth]/route",
            Certainty.LIKELY, List.of(), List.of());
        Expr callee = config.call().callee();
        return Optional.of(new ImportUse(new Span(config.path(), callee.start(), callee.end()), "NextAuth(…)", List.of(flaw)));
    }

    /** Anything that could pass requests on: the handlers by name, or NextAuth called in a file that Next serves. */
    private boolean uses(String path, Script script) {
        boolean[] found = new boolean[1];
        boolean home = configs.stream().anyMatch(config -> config.path().equals(path));
        At.each(script, at -> {
            if (!home && at.node() instanceof Expr.Name name && name.name().matches("(?i).*handlers?")) found[0] = true;
            if (at.node() instanceof Expr.Member member && member.name().matches("handlers|GET|POST")) found[0] = true;
            if (at.node() instanceof Expr.Call call && names.api(path, call.callee()) == Api.NEXT_AUTH
                && (at.function().isPresent() || script.export("default").isPresent()
                || FILE.matcher(path.substring(folder.isEmpty() ? 0 : folder.length() + 1)).matches())) found[0] = true;
        });
        return found[0] || script.exports().stream().anyMatch(export -> export.name().matches("GET|POST|\\*")
            && FILE.matcher(path.substring(
            folder.isEmpty() ? 0 : folder.length() + 1)).matches() && path.contains("auth"))
                || script.imports().stream().anyMatch(i -> i.name().matches("(?i).*handlers?"));
    }
}

package dev.gatelint.rules;

import dev.gatelint.rule.Rule;
import dev.gatelint.rules.guards.BypassableMatcher;
import dev.gatelint.rules.guards.DeadMatcher;
import dev.gatelint.rules.guards.InertGuard;
import dev.gatelint.rules.guards.MissingAuthorization;
import dev.gatelint.rules.guards.PathGap;
import dev.gatelint.rules.guards.RejectedConfiguration;
import dev.gatelint.rules.guards.ShadowedRule;
import dev.gatelint.rules.guards.UnguardedApplication;
import dev.gatelint.rules.guards.UnguardedEndpoint;
import dev.gatelint.rules.guards.VerbGap;
import dev.gatelint.rules.guards.WeakenedProtection;
import dev.gatelint.rules.imports.DeprecatedImport;
import dev.gatelint.rules.imports.IncompatibleVersion;
import dev.gatelint.rules.imports.InertLifecycle;
import dev.gatelint.rules.imports.InertNamespace;
import dev.gatelint.rules.imports.LookalikeImport;
import dev.gatelint.rules.imports.MissingModule;
import dev.gatelint.rules.imports.UnexportedName;
import dev.gatelint.rules.imports.VulnerableVersion;
import dev.gatelint.rules.imports.WrongExport;
import dev.gatelint.rules.imports.WrongSideImport;
import dev.gatelint.rules.secrets.AbsentSecret;
import dev.gatelint.rules.secrets.AbsentSetting;
import dev.gatelint.rules.secrets.DevelopmentOnlySecret;
import dev.gatelint.rules.secrets.EmptySecret;
import dev.gatelint.rules.secrets.ExposedSecret;
import dev.gatelint.rules.secrets.HardCodedSecret;
import dev.gatelint.rules.secrets.KnownSecret;
import dev.gatelint.rules.secrets.LiteralPlaceholder;
import dev.gatelint.rules.secrets.MangledSecret;
import dev.gatelint.rules.secrets.UnfindableProperty;
import dev.gatelint.rules.secrets.UnsharedSecret;
import dev.gatelint.rules.secrets.WeakSecret;
import dev.gatelint.rules.session.AlwaysTruthySession;
import dev.gatelint.rules.session.ClientLookupOnServer;
import dev.gatelint.rules.session.LookupWithoutRequest;
import dev.gatelint.rules.session.MissingRequestContext;
import dev.gatelint.rules.session.MissingSessionOptions;
import dev.gatelint.rules.session.OutdatedLookup;
import dev.gatelint.rules.session.ServerLookupOnClient;
import dev.gatelint.rules.session.UnawaitedSession;
import dev.gatelint.rules.session.UncheckedSession;
import dev.gatelint.rules.session.UnsupportedLookup;
import java.util.List;

/** The list of all rules: adding a rule is one line here. */
public final class Rules {
    /** Ordered by id. */
    public static final List<Rule> ALL = List.of(
        new MissingRequestContext(),
        new MissingSessionOptions(),
        new UnawaitedSession(),
        new ClientLookupOnServer(),
        new ServerLookupOnClient(),
        new LookupWithoutRequest(),
        new UncheckedSession(),
        new AlwaysTruthySession(),
        new OutdatedLookup(),
        new UnsupportedLookup(),
        new UnexportedName(),
        new InertNamespace(),
        new LookalikeImport(),
        new InertLifecycle(),
        new MissingModule(),
        new DeprecatedImport(),
        new WrongSideImport(),
        new IncompatibleVersion(),
        new VulnerableVersion(),
        new WrongExport(),
        new AbsentSecret(),
        new EmptySecret(),
        new KnownSecret(),
        new HardCodedSecret(),
        new WeakSecret(),
        new ExposedSecret(),
        new LiteralPlaceholder(),
        new UnsharedSecret(),
        new MangledSecret(),
        new DevelopmentOnlySecret(),
        new UnfindableProperty(),
        new AbsentSetting(),
        new UnguardedEndpoint(),
        new InertGuard(),
        new ShadowedRule(),
        new PathGap(),
        new VerbGap(),
        new DeadMatcher(),
        new BypassableMatcher(),
        new RejectedConfiguration(),
        new WeakenedProtection(),
        new MissingAuthorization(),
        new UnguardedApplication()
    );

    private Rules() {}
}

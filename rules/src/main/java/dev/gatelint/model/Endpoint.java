package dev.gatelint.model;

import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import java.util.List;
import java.util.Set;

/**
 * A door of the application: something that a request from outside can run.
 *
 * @param at       the handler's name
 * @param stack    such as {@code spring-mvc}, {@code next-pages-api}, {@code next-route}, {@code next-action}
 * @param methods  upper-case HTTP methods in alphabetical order; empty when every method arrives here
 * @param path     with {@code {id}} for a parameter and {@code {slug*}} for a catch-all
 * @param handler  such as {@code com.acme.Orders#delete} or {@code pages/api/me.ts#default}
 * @param access   the weakest that any request to this endpoint meets
 * @param evidence the places that decided the access, in the order in which a request meets them; never empty unless nothing was found
 * @param traits   what else is known of it
 * @param effects  sensitive things that it does, such as {@code deletes with prisma.user.delete}
 * @param repairs  how the stack would guard it, best first
 */
public record Endpoint(Span at, String stack, List<String> methods, String path, String handler, Access access, List<Evidence> evidence,
                       Set<Trait> traits, List<Evidence> effects, List<Fix> repairs) implements Fact {
    public Endpoint {
        methods = methods.stream().sorted().distinct().toList();
        evidence = List.copyOf(evidence);
        traits = Set.copyOf(traits);
        effects = List.copyOf(effects);
        repairs = List.copyOf(repairs);
    }

    /** {@code DELETE /orders/{id}}, {@code GET|POST /orders}, or {@code /orders} when every method arrives. */
    public String id() {
        return methods.isEmpty() ? path : String.join("|", methods) + " " + path;
    }

    /** What a stack knows of an endpoint beside its access. */
    public enum Trait {
        /** Changes something: by its verb, or by what it does. */
        CHANGES_STATE,
        /** Changes or deletes what is there already, and does not only add to it. */
        ALTERS_WHAT_IS_THERE,
        /** Uses the caller's identity. */
        USES_IDENTITY,
        /** Open by its nature: login, registration, webhook with a signature, health, the library's own handler, static metadata. */
        PUBLIC_BY_NATURE,
        /** The source says that it is meant to be open: {@code permitAll} for exactly this path, an ignore annotation. */
        PUBLIC_BY_INTENT,
        /** Its path or its siblings say that it is meant to be closed. */
        PROTECTED_BY_NAME,
        /** The others of its class ask for a role or permission, and it does not. */
        LESS_GUARDED_THAN_SIBLINGS,
        /** Nothing in its class asks for a role or permission, while most classes beside its own do. */
        LESS_GUARDED_THAN_NEIGHBOURS,
        /** The application has no access control at all: one finding for all of them. */
        IN_UNGUARDED_APPLICATION,
        /** Open because no rule takes it: one finding at what should have one, for all of them. */
        OPEN_BY_GAP,
        /** Open as the settings and profiles in the sources have it; set otherwise, something may guard it. */
        OPEN_BY_SETTING,
        /** Answers a page to a browser and not data. */
        PAGE,
        /** Something that was not followed has a say in what it does: a package that is given the request, or the function that does it. */
        UNCERTAIN,
        /** Served by the framework or a library and not by code of the project. */
        FRAMEWORK
    }
}

package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.Model;
import dev.gatelint.model.Settings;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.Projects;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What we say of one application, request by request, for tests that ask the application itself. */
public final class Doors {
    private final List<Mapping> mappings;
    private final List<UrlPattern> patterns;
    private final SecurityGuards guards;
    private final Dialect dialect;
    private final List<String> problems;

    private Doors(SpringApplication application, Project project) {
        Model.Builder model = new Model.Builder();
        this.mappings = Spring.mappings(application, project, model);
        this.guards = SecurityGuards.of(application, application.foreign(), Optional.empty());
        this.dialect = Dialect.handler(application.versions().likelyFramework());
        this.patterns = mappings.stream().map(m -> UrlPattern.of(m.path(), dialect)).toList();
        this.problems = model.build(Settings.NONE).problems().stream().map(Object::toString).toList();
    }

    /** The doors of the only application that these files hold. */
    public static Doors of(Map<String, String> files) {
        Project project = Projects.of(files, new Spring());
        List<SpringApplication> bootable = Applications.of(project).stream().filter(SpringApplication::bootable).toList();
        if (bootable.size() != 1) throw new IllegalArgumentException(bootable.size() + " applications");
        return new Doors(bootable.get(0), project);
    }

    /**
     * One of them, without what is before its path.
     *
     * @param kind    lower case, such as {@code handler} or {@code route}
     * @param methods in order, empty for all
     */
    public record Door(String kind, List<String> methods, String base, String path, String handler) {}

    /** All of them. */
    public List<Door> all() {
        return mappings.stream().map(Doors::door).distinct().toList();
    }

    private static Door door(Mapping m) {
        return new Door(m.kind().name().toLowerCase(Locale.ROOT), m.methods(), m.base(), m.path(), m.name());
    }

    /** What could not be told. */
    public List<String> problems() {
        return problems;
    }

    /** The concrete paths, without the base, on which we judge a door. */
    public List<String> paths(Door door) {
        return Witnesses.paths(door.path(), dialect);
    }

    /** What a request meets, with its evidence for the reader of a failed test. */
    public record Met(Access access, String why) {}

    /** What a request to a path meets, at the door that it reaches; where there is none, what stands before every path. */
    public Met met(String method, String path) {
        String plain = URLDecoder.decode(path.contains("?") ? path.substring(0, path.indexOf('?')) : path, StandardCharsets.UTF_8);
        String query = path.contains("?") ? path.substring(path.indexOf('?') + 1) : null;
        Optional<Mapping> reached = IntStream.range(0, mappings.size()).filter(i -> takes(i, method, plain)).mapToObj(mappings::get)
            .min(Comparator.comparingInt(Doors::looseness));
        String base = reached.map(Mapping::base).orElse(mappings.get(0).base());
        String inside = !plain.startsWith(base) ? plain : plain.equals(base) ? "/" : plain.substring(base.length());
        Mapping mapping = reached.orElse(new Mapping(mappings.get(0).at(), "", Mapping.Kind.FUNCTION, List.of(), "", inside, "",
            Optional.empty(), true, Set.of()));
        Decision decision = guards.decide(mapping, new Request(method, inside, query, mapping.handler()));
        return new Met(mapping.exact() ? decision.access() : decision.access().and(Access.UNKNOWN), decision.evidence().toString());
    }

    private boolean takes(int index, String method, String path) {
        Mapping mapping = mappings.get(index);
        boolean verb = mapping.methods().isEmpty() || Witnesses.methods(mapping).contains(method);
        if (!verb || !path.startsWith(mapping.base()) || mapping.kind() == Mapping.Kind.MESSAGE) return false;
        String inside = path.substring(mapping.base().length());
        return patterns.get(index).matches(inside.isEmpty() ? "/" : inside, null) == Answer.YES;
    }

    private static int looseness(Mapping mapping) {
        return (int) mapping.path().chars().filter(c -> c == '{' || c == '*').count();
    }
}

/**
 * What Spring MVC, WebFlux, Boot and Security mean, by version. {@link dev.gatelint.stack.spring.Spring} reads files and ties all together.
 *
 * <table>
 * <caption>Where a thing belongs</caption>
 * <tr><td>the application</td><td>Applications, SpringApplication: modules that are started together; Builds, Pom, GradleBuild,
 * SpringVersions: versions; ConfigFile, Configuration, Placeholders: settings; Unread: Kotlin and XML</td></tr>
 * <tr><td>names</td><td>Sources: types by name and what a name means; Mentions, JavaFacts: what a file is remembered by; Sketch: an
 * expression as a short text</td></tr>
 * <tr><td>endpoints</td><td>Mapping, Request, Witnesses: a door and requests for it; Handlers with MappingAnnotations, Prefixes,
 * OpenApiSpec and GeneratedApis,
 * Routers, Servlets, FrameworkEndpoints, DataRest: where doors come from; Nature: what a path says</td></tr>
 * <tr><td>patterns</td><td>UrlPattern, Dialect, Segment, SegmentReader, RegexReader, Expr, CharRanges, Language: which requests a pattern
 * takes, exactly; Spelling: misspelled ones; RequestMatcher: patterns with verbs and conditions</td></tr>
 * <tr><td>filter chains</td><td>ChainFinder, BeanOrder, InjectedBeans, DslReader with ObjectReader, MatcherReader, CollectedPaths, Value,
 * ChainSink,
 * SpelAccess: from code to
 * SecurityChain; SecurityLayer: what chains do with a request; ChainFlaws, RuleFlaws, NotLoaded: what is wrong with them; Conditions:
 * whether one is made</td></tr>
 * <tr><td>method security</td><td>MethodSecurity, MethodFlaws, GrantedNames</td></tr>
 * <tr><td>guards of the project</td><td>OwnGuards: all of them; Interceptors, ServletFilters, LearnedAnnotations, ArgumentResolvers, Shiro,
 * SaToken with SaRoutes, AnnotatedGuards, PathLists; Stops, Refusals, EmptyHanded: whether code can stop a caller; OwnFlaws, PathChecks,
 * Cors: what is wrong with them</td></tr>
 * <tr><td>all guards</td><td>Guards, SecurityGuards: who may open a door; Gateways: what may stand before
 * it; Decision, Answer: what is known of it</td></tr>
 * <tr><td>identities</td><td>OffThread, Background, LostContexts, CapturedRequests, IdentityReads, OpenReads, Principals,
 * LeakedIdentities, Logins, UnsavedLogins</td></tr>
 * <tr><td>imports</td><td>ForeignNames, ForeignUses, WrongStack</td></tr>
 * <tr><td>secrets</td><td>Secrets, AbsentSecrets, ConfigSecrets, Supply, Secrecy, KeysInCode, SigningKeys, UnstableKeys</td></tr>
 * </table>
 */
package dev.gatelint.stack.spring;

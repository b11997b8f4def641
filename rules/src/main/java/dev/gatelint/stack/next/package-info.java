/**
 * Next.js: applications and their versions, routes, the middleware's matchers, environment files. The regular expressions of matchers are
 * compiled and judged by {@link dev.gatelint.stack.next.MatcherCompiler} and {@link dev.gatelint.stack.next.JsRegex}.
 */
package dev.gatelint.stack.next;

/** What Spring MVC, WebFlux, Boot and Security mean, by version. */
package dev.gatelint.stack.spring;

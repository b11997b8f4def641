/** GL4xx: an endpoint that should be guarded is not. */
package dev.gatelint.rules.guards;

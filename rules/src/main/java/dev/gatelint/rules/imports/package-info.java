/** Rules about names that come from the wrong module or package. */
package dev.gatelint.rules.imports;
